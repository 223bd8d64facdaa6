"""Edges of questions about lists and register: what each finds, who sees it, and that an answer holds until it grows."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.intake.models import ReceivedFile
from payung.matching.actions import explain_oddity, undo_explanation
from payung.matching.actions.joins import join_persons
from payung.matching.actions.settling import settle
from payung.matching.models import Explained
from payung.matching.queries.oddities import behind, oddities, oddity
from payung.matching.rules.oddities import Oddity
from payung.matching.tests import cast
from payung.matching.tests.cast import NOW, OPERATOR, RAMPA, SEMAYAP, brought
from payung.matching.waiting import waiting, windows
from payung.people.models import Person
from payung.people.rules import NotAllowed

pytestmark = pytest.mark.django_db
PHONE = "081255500001"
IN_RAMPA = cast.actor(Role.DESA_OFFICER, scope=RAMPA)
IN_SEMAYAP = cast.actor(Role.DESA_OFFICER, scope=SEMAYAP)
FOUND = "nomor petugas yang mendata"


def settled(came, now=NOW):
    """Who came is a person now; who may be whom is asked elsewhere."""
    (window,) = windows(kabupaten=cast.KABUPATEN, programme_id=came.programme.id, size=10_000)
    settle(kabupaten=cast.KABUPATEN, arrived=waiting(programme_id=came.programme.id, window=window), now=now)


def enrol(count, *, came=None, now=NOW, nik="63020652018{:05}", **facts):
    """So many persons of a list; where a fact is a function, it is asked for each."""
    came = came or brought()
    for number in range(count):
        own = {name: fact(number) if callable(fact) else fact for name, fact in facts.items()}
        came.candidate(nik=nik.format(10 * next(cast.numbers)), name=f"Orang {number:02}", **own)
    settled(came, now)
    return came


def found(kind, *, actor=OPERATOR, now=NOW):
    return [one.odd for one in oddities(actor=actor, now=now, kind=kind)]


def kk(number):
    return f"6302061201{number:06}"


def explain(odd, *, said=FOUND, actor=OPERATOR, count=None):
    count = odd.count if count is None else count
    explain_oddity(kind=odd.kind, subject=odd.subject, count=count, said=said, actor=actor, now=NOW)


def of_phone():
    return oddities(actor=OPERATOR, now=NOW, kind=Oddity.PHONE)


class TestPhones:
    def test_of_many_persons_of_three_cards_is_asked_about(self):
        enrol(6, phone=PHONE, kk=lambda number: kk(number % 3))
        (odd,) = found(Oddity.PHONE)
        assert (odd.count, odd.of, odd.name) == (6, 3, PHONE)
        assert odd.subject == str(Person.objects.order_by("id").first().id)

    def test_of_one_house_or_of_five_is_not(self):
        enrol(9, phone=PHONE, kk=lambda number: kk(number % 2))
        enrol(5, phone="081255500002")
        assert found(Oddity.PHONE) == []

    def test_of_persons_without_a_card_counts_each_as_a_house(self):
        enrol(6, phone=PHONE)
        assert [odd.of for odd in found(Oddity.PHONE)] == [6]

    def test_does_not_count_who_is_read_as_another(self):
        enrol(6, phone=PHONE)
        a, b, *_ = Person.objects.order_by("id").values_list("id", flat=True)
        join_persons(kept_id=a, joined_id=b, reason="KTP sama", actor=OPERATOR, now=NOW)
        assert found(Oddity.PHONE) == []


class TestCards:
    def test_with_ten_workers_is_asked_about_and_with_nine_not(self):
        enrol(10, kk=kk(1))
        enrol(9, kk=kk(2))
        (odd,) = found(Oddity.KK)
        assert (odd.count, len(behind(odd=odd, actor=OPERATOR).faces)) == (10, 10)


class TestJanuary:
    def test_heaped_in_a_list_and_its_desa_is_asked_about(self):
        enrol(30, birth_date=lambda number: date(1980, 1, 1) if number < 12 else date(1980, 3, number), desa_code=RAMPA)
        enrol(30, birth_date=lambda number: date(1980, 1, 1 + number), desa_code=SEMAYAP)
        of_desa, of_list = found(Oddity.JANUARY)
        assert (of_desa.count, of_desa.of, of_desa.desa_code) == (12, 30, RAMPA)
        assert (of_list.count, of_list.of, of_list.file_id) == (12, 30, ReceivedFile.objects.order_by("id").first().id)
        faces = behind(odd=of_list, actor=OPERATOR).faces
        assert {face.birth_date for face in faces} == {date(1980, 1, 1)}
        assert len(faces) == len(behind(odd=of_desa, actor=OPERATOR).faces) == 12

    def test_heaped_everywhere_is_the_way_of_the_register(self):
        facts = {"kabupaten": cast.KABUPATEN, "name": "Orang", "sex": "P", "occupation": "nelayan", "made_at": NOW}
        for desa in ("63.02.06.2015", "63.02.06.2016"):
            births = (date(1980, 1 + number % 2, 1) for number in range(1000))
            Person.objects.bulk_create(Person(birth_date=born, desa_code=desa, **facts) for born in births)
        enrol(40, birth_date=lambda number: date(1980, 1 + number % 2, 1))
        assert found(Oddity.JANUARY) == []


class TestSerials:
    def test_of_a_list_are_asked_about_with_who_has_them(self):
        came = brought()
        for serial in (4, 1, 3, 2):
            came.candidate(nik=f"630206520180{serial:04}", name=f"Nomor {serial}")
        came.masturi()
        settled(came)
        (odd,) = found(Oddity.SERIALS)
        assert (odd.count, odd.file_id) == (4, came.file.id)
        faces = behind(odd=odd, actor=OPERATOR).faces
        assert [face.name for face in faces] == ["Nomor 4", "Nomor 1", "Nomor 3", "Nomor 2"]  # as the list has them

    def test_of_two_lists_are_none(self):
        for serials in ((1, 2), (3, 4)):
            came = brought()
            for serial in serials:
                came.candidate(nik=f"630206520180{serial:04}")
        assert found(Oddity.SERIALS) == []

    def test_of_the_same_persons_next_year_are_the_same_question(self):
        for _year in range(2):
            came = brought()
            for serial in range(1, 5):
                came.candidate(nik=f"630206520180{serial:04}", name=f"Nomor {serial}")
            settled(came)
            explain(found(Oddity.SERIALS)[0]) if not Explained.objects.exists() else None
        (asked,) = oddities(actor=OPERATOR, now=NOW, kind=Oddity.SERIALS)
        assert (asked.is_open, asked.odd.file_id) == (False, came.file.id)

    def test_that_were_returned_count_no_more(self):
        came = brought()
        made = [came.candidate(nik=f"630206520180{serial:04}") for serial in range(1, 5)]
        made[1].returned_at = NOW
        made[1].save()
        assert found(Oddity.SERIALS) == []


class TestGrowth:
    def test_by_half_in_a_month_is_asked_about(self):
        enrol(40, now=NOW - timedelta(days=60))
        enrol(20)
        (odd,) = found(Oddity.GROWTH)
        assert (odd.count, odd.of, odd.month, odd.desa_code) == (20, 40, "2026-11", RAMPA)
        assert len(behind(odd=odd, actor=OPERATOR).faces) == 20

    def test_by_a_first_list_or_a_year_ago_is_not(self):
        enrol(45)
        assert found(Oddity.GROWTH) == []
        enrol(30, now=NOW + timedelta(days=30))
        assert len(found(Oddity.GROWTH)) == 1
        assert found(Oddity.GROWTH, now=NOW + timedelta(days=400)) == []

    def test_takes_months_as_they_are_here(self):
        enrol(40, now=datetime(2026, 10, 31, 15, 59, tzinfo=UTC))
        enrol(20, now=datetime(2026, 10, 31, 16, 1, tzinfo=UTC))  # already November
        assert [odd.month for odd in found(Oddity.GROWTH)] == ["2026-11"]


class TestFastSenders:
    def send(self, sender, rows, *, day=0, desa_code="", **facts):
        programme = facts.pop("programme")
        return ReceivedFile.objects.create(
            kabupaten=programme.kabupaten,
            programme=programme,
            code=uuid4().hex,
            file_name="usulan.xlsx",
            sha256=uuid4().hex * 2,
            size_bytes=1,
            source="desa",
            sender=sender,
            desa_code=desa_code,
            registration_date=date(2026, 12, 28),
            state="checked",
            received_by="user:3",
            received_at=NOW + timedelta(days=day),
            row_count=rows,
            **facts,
        )

    def test_are_asked_about_by_rows_a_day(self):
        programme = cast.programme()
        for number in range(5):
            self.send(f"Desa {number}", 100, programme=programme)
        slow = self.send("Desa Rajin", 450, programme=programme)
        self.send("Desa Rajin", 450, day=1, programme=programme)  # 900 rows, and two days for them
        fast = self.send("Desa Rampa", 300, programme=programme, desa_code=RAMPA)
        self.send("Desa Rampa", 200, programme=programme, desa_code=RAMPA)
        self.send("Desa Rajin", 900, programme=programme, mends=slow)
        (odd,) = found(Oddity.PACE)
        assert (odd.count, odd.usual, odd.name, odd.subject) == (500, 100, "Desa Rampa", str(fast.id))
        assert [one.rows for one in behind(odd=odd, actor=OPERATOR).lists] in ([300, 200], [200, 300])
        assert len(found(Oddity.PACE, actor=IN_RAMPA)) == 1
        assert found(Oddity.PACE, actor=IN_SEMAYAP) == []


class TestScope:
    def test_shows_a_question_to_whoever_has_one_of_them_and_names_only_those(self):
        enrol(7, phone=PHONE, desa_code=lambda number: RAMPA if number < 2 else "63.02.06.2015")
        (odd,) = found(Oddity.PHONE, actor=IN_RAMPA)
        shown = behind(odd=odd, actor=IN_RAMPA)
        assert (odd.count, [face.name for face in shown.faces], shown.elsewhere) == (7, ["Orang 00", "Orang 01"], 5)
        assert found(Oddity.PHONE, actor=IN_SEMAYAP) == []

    def test_holds_for_every_kind(self):
        born = lambda number: date(1980, 1, 1)  # noqa: E731
        enrol(
            40, birth_date=lambda number: date(1980, 1 + number % 12, 5), desa_code=RAMPA, now=NOW - timedelta(days=60)
        )
        enrol(20, kk=kk(1), phone=PHONE, birth_date=born, desa_code=RAMPA)
        came = brought()
        for serial in range(1, 5):
            came.candidate(nik=f"630206520180{serial:04}", desa_code=RAMPA)
        kinds = [odd.kind for odd in found(None)]
        assert set(kinds) == {*Oddity} - {Oddity.PACE} - ({Oddity.PHONE})
        assert sorted(odd.kind for odd in found(None, actor=IN_RAMPA)) == sorted(kinds)
        assert found(None, actor=IN_SEMAYAP) == []
        assert oddity(kind=Oddity.KK, subject=found(Oddity.KK)[0].subject, actor=IN_SEMAYAP, now=NOW) is None


class TestExplaining:
    def test_keeps_what_was_found_and_records_it(self):
        enrol(6, phone=PHONE)
        explain(found(Oddity.PHONE)[0])
        (asked,) = of_phone()
        assert (asked.is_open, asked.explanation.said, asked.explanation.count) == (False, FOUND, 6)
        event = Event.objects.get(act="matching.explain_oddity")
        assert event.subject == f"oddity:phone:{asked.odd.subject}"
        assert PHONE not in str(event.facts)

    def test_comes_back_when_it_grows_and_is_answered_anew(self):
        came = enrol(6, phone=PHONE)
        explain(found(Oddity.PHONE)[0])
        enrol(1, came=came, phone=PHONE)
        (asked,) = of_phone()
        assert (asked.is_open, asked.odd.count, asked.explanation.count) == (True, 7, 6)
        explain(asked.odd, said="masih nomor yang sama")
        assert [one.is_open for one in of_phone()] == [False]
        assert Explained.objects.exclude(undone_at=None).get().said == FOUND

    def test_stays_answered_when_it_shrinks(self):
        enrol(7, phone=PHONE)
        explain(found(Oddity.PHONE)[0])
        a, b, *_ = Person.objects.order_by("id").values_list("id", flat=True)
        join_persons(kept_id=a, joined_id=b, reason="KTP sama", actor=OPERATOR, now=NOW)
        assert [(one.odd.count, one.is_open) for one in of_phone()] == [(6, False)]

    def test_is_taken_back_and_asked_again(self):
        enrol(6, phone=PHONE)
        odd = found(Oddity.PHONE)[0]
        explain(odd)
        undo_explanation(kind=odd.kind, subject=odd.subject, actor=OPERATOR, now=NOW)
        assert [one.explanation for one in of_phone()] == [None]
        assert Event.objects.filter(act="matching.undo_explanation").count() == 1
        with pytest.raises(NotAllowed, match="belum diperiksa"):
            undo_explanation(kind=odd.kind, subject=odd.subject, actor=OPERATOR, now=NOW)

    def test_is_refused_for_what_is_gone_answered_or_another_number(self):
        enrol(6, phone=PHONE)
        odd = found(Oddity.PHONE)[0]
        with pytest.raises(NotAllowed, match="Jumlahnya berubah"):
            explain(odd, count=5)
        with pytest.raises(NotAllowed, match="tidak ada lagi"):
            explain_oddity(kind=Oddity.KK, subject="1", count=1, said=FOUND, actor=OPERATOR, now=NOW)
        explain(odd)
        with pytest.raises(NotAllowed, match="sudah diperiksa"):
            explain(odd)
        assert Explained.objects.count() == 1

    @pytest.mark.parametrize("who", [IN_RAMPA, cast.actor(Role.INSPECTOR)])
    def test_is_refused_to_who_does_not_decide(self, who):
        enrol(6, phone=PHONE)
        odd = found(Oddity.PHONE)[0]
        with pytest.raises(NotAllowed):
            explain(odd, actor=who)
        explain(odd)
        with pytest.raises(NotAllowed):
            undo_explanation(kind=odd.kind, subject=odd.subject, actor=who, now=NOW)

    @pytest.mark.parametrize("said", ["", "NIK 6302065201800001 benar"])
    def test_needs_words_without_a_nik(self, said):
        enrol(6, phone=PHONE)
        with pytest.raises(NotAllowed):
            explain(found(Oddity.PHONE)[0], said=said)
