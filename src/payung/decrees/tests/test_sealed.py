"""A frozen decree, tried by every way into its tables that an engine has."""

import pytest
from django.db import DatabaseError, connection, transaction

from payung.decrees.models import Act, Decree, Line, Strike
from payung.decrees.tests import cast

pytestmark = pytest.mark.django_db

COLUMNS = (
    "number person_id candidate_id fund_id nik_sealed name sex birth_date desa_code desa kecamatan address occupation"
    " fund_name first_month last_month months state replaces_id"
).replace(" ", ", ")


@pytest.fixture
def decree():
    programme = cast.programme()
    return cast.frozen(cast.drafted(programme, cast.chosen(programme, 2)))


def refused(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


class TestLinesOfAFrozenDecree:
    @pytest.mark.parametrize("change", [{"name": "Lain"}, {"number": 9}, {"months": 11}, {"nik_sealed": b"x"}])
    def test_are_not_changed_through_the_orm(self, decree, change):
        refused(lambda: Line.objects.filter(decree=decree, number=1).update(**change))

    def test_are_not_saved_with_another_name(self, decree):
        line = Line.objects.get(decree=decree, number=1)
        line.name = "Lain"
        refused(line.save)

    def test_are_not_deleted(self, decree):
        refused(lambda: run(f"DELETE FROM decrees_line WHERE decree_id = {decree.pk} AND number = 2"))

    def test_take_no_line_more(self, decree):
        refused(
            lambda: run(
                f"INSERT INTO decrees_line (decree_id, {COLUMNS}) SELECT decree_id, {COLUMNS.replace('number', '99', 1)}"
                f" FROM decrees_line WHERE decree_id = {decree.pk} AND number = 1"
            )
        )

    def test_take_no_line_from_a_draft(self, decree):
        other = cast.drafted(decree.programme, cast.chosen(decree.programme, 1))
        refused(lambda: Line.objects.filter(decree=other).update(decree=decree, number=99))

    def test_are_not_moved_to_another_decree(self, decree):
        other = cast.drafted(decree.programme, cast.chosen(decree.programme, 1))
        refused(lambda: Line.objects.filter(decree=decree, number=1).update(decree=other, number=99))

    def test_once_struck_stay_struck(self, decree):
        Line.objects.filter(decree=decree, number=1).update(state="struck")
        refused(lambda: Line.objects.filter(decree=decree, number=1).update(state="named"))

    @pytest.mark.only_on("sqlite")
    @pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
    def test_are_not_replaced(self, decree, verb):
        refused(
            lambda: run(
                f"{verb} INTO decrees_line (id, decree_id, {COLUMNS}) SELECT id, decree_id,"
                f" {COLUMNS.replace(' name,', ' upper(name),', 1)} FROM decrees_line WHERE decree_id = {decree.pk}"
            )
        )

    @pytest.mark.only_on("sqlite")
    def test_are_not_replaced_from_a_draft_by_update_or_replace(self, decree):
        other = cast.drafted(decree.programme, cast.chosen(decree.programme, 1))
        refused(lambda: run(f"UPDATE OR REPLACE decrees_line SET decree_id = {decree.pk} WHERE decree_id = {other.pk}"))

    def test_are_not_changed_on_conflict(self, decree):
        refused(
            lambda: run(
                f"INSERT INTO decrees_line (id, decree_id, {COLUMNS}) SELECT id, decree_id, {COLUMNS}"
                f" FROM decrees_line WHERE decree_id = {decree.pk} AND number = 1"
                " ON CONFLICT (id) DO UPDATE SET name = 'Lain'"
            )
        )

    @pytest.mark.only_on("postgresql")
    @pytest.mark.parametrize("table", ["decrees_line", "decrees_decree", "decrees_act", "decrees_strike"])
    def test_are_not_emptied_out(self, decree, table):
        refused(lambda: run(f"TRUNCATE {table} CASCADE"))


class TestAFrozenDecree:
    @pytest.mark.parametrize(
        "change",
        [
            {"frozen_at": None},
            {"lines_sha256": "0" * 64},
            {"line_count": 1},
            {"checked_by": "user:9"},
            {"state": "draft"},
            {"about": "Lain"},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_keeps_what_was_frozen(self, decree, change):
        refused(lambda: Decree.objects.filter(id=decree.pk).update(**change))

    def test_is_not_deleted(self, decree):
        refused(lambda: run(f"DELETE FROM decrees_decree WHERE id = {decree.pk}"))


class TestASignedDecree:
    @pytest.mark.parametrize(
        "change",
        [{"number": "2"}, {"signed_date": "2026-12-19"}, {"scan_code": "1" * 32}, {"state": "in_signature"}],
        ids=lambda change: next(iter(change)),
    )
    def test_stays_as_signed(self, change):
        programme = cast.programme()
        decree = cast.signed(cast.drafted(programme, cast.chosen(programme, 1)))
        refused(lambda: Decree.objects.filter(id=decree.pk).update(**change))


class TestActs:
    def test_only_grow(self, decree):
        refused(lambda: Act.objects.filter(decree=decree).update(made_by="user:9"))
        refused(lambda: run("DELETE FROM decrees_act"))


class TestDrafts:
    def test_can_still_change(self):
        programme = cast.programme()
        decree = cast.drafted(programme, cast.chosen(programme, 1))
        assert Line.objects.filter(decree=decree).update(name="Sari Wahyuni") == 1

    def test_hold_no_strike_of_an_amendment_that_is_frozen(self, decree):
        line = Line.objects.get(decree=decree, number=1)
        refused(
            lambda: Strike.objects.create(
                decree=decree, line=line, last_month="2027-01-01", because="setelah dibekukan"
            )
        )
