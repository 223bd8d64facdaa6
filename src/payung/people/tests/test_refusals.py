"""What the database itself refuses of the register, tried through the ORM and past it."""

import pytest
from django.db import IntegrityError, connection, transaction

from payung.people import actions
from payung.people.models import Identity, Person, PersonChange
from payung.people.rules import Field
from payung.people.tests import cast
from payung.people.tests.cast import NOW, OPERATOR

pytestmark = pytest.mark.django_db
NAMES = ("nik_index", "nik_sealed", "from_date")
POSTGRESQL_ONLY, SQLITE_ONLY = pytest.mark.only_on("postgresql"), pytest.mark.only_on("sqlite")


def refused(act) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def sari():
    found = cast.sari()
    actions.correct_person(
        person_id=found.id, corrections={Field.NAME: "Sari W"}, reason="KTP", actor=OPERATOR, now=NOW
    )
    return found


def ended() -> None:
    Identity.objects.update(to_date="2026-11-22", because="keliru")


class TestIdentity:
    WAYS = {
        "person": lambda: Identity.objects.update(person=cast.masturi()),
        "nik": lambda: run("UPDATE people_identity SET nik_sealed = nik_index"),
        "from": lambda: Identity.objects.update(from_date="2020-01-01"),
        "delete": lambda: Identity.objects.all().delete(),
        "raw delete": lambda: run("DELETE FROM people_identity"),
    }

    @pytest.mark.parametrize("way", WAYS)
    def test_changes_in_nothing_but_its_end(self, sari, way):
        refused(self.WAYS[way])

    def test_ends_once(self, sari):
        ended()
        refused(lambda: Identity.objects.update(to_date=None))
        refused(lambda: Identity.objects.update(because="lain"))

    def test_a_current_nik_is_one_persons(self, sari):
        taken = Identity.objects.get()
        refused(
            lambda: Identity.objects.create(**{name: getattr(taken, name) for name in NAMES}, person=cast.masturi())
        )

    @SQLITE_ONLY
    def test_is_not_replaced(self, sari):
        cast.masturi()
        copy = "SELECT {} person_id, nik_index, nik_sealed, '2020-01-01', because FROM people_identity LIMIT 1"
        into = "REPLACE INTO people_identity ({} person_id, nik_index, nik_sealed, from_date, because) "
        refused(lambda: run(into.format("") + copy.format("")))
        refused(lambda: run(into.format("id,") + copy.format("id,")))
        refused(
            lambda: run(
                "UPDATE OR REPLACE people_identity SET nik_index = (SELECT MIN(nik_index) FROM people_identity)"
            )
        )

    @POSTGRESQL_ONLY
    @pytest.mark.parametrize("table", ["people_identity", "people_personchange", "people_person CASCADE"])
    def test_is_not_truncated(self, sari, table):
        run("SET CONSTRAINTS ALL IMMEDIATE")  # PostgreSQL would otherwise refuse for keys not looked at yet
        refused(lambda: run(f"TRUNCATE {table}"))


class TestChanges:
    def test_only_grow(self, sari):
        refused(lambda: PersonChange.objects.update(old="x"))
        refused(lambda: PersonChange.objects.all().delete())


class TestSameAs:
    def test_never_leads_further_than_one_step(self, sari):
        second, third = cast.masturi(), cast.sari(nik="6302065201800009")
        Person.objects.filter(id=second.id).update(same_as=sari)
        refused(lambda: Person.objects.filter(id=third.id).update(same_as=second))
        refused(lambda: Person.objects.filter(id=sari.id).update(same_as=third))
        refused(lambda: Person.objects.filter(id=sari.id).update(same_as=sari))
        refused(lambda: Person.objects.create(**facts_of(third), same_as=sari))

    def test_persons_and_heirs_stay(self):
        lone = Person.objects.create(**facts_of(cast.sari(heir="Badrun")))
        refused(lambda: run(f"DELETE FROM people_person WHERE id = {lone.pk}"))
        refused(lambda: run("DELETE FROM people_heir"))


def facts_of(person: Person) -> dict[str, object]:
    names = ("kabupaten", "name", "sex", "birth_date", "desa_code", "occupation", "made_at")
    return {name: getattr(person, name) for name in names}
