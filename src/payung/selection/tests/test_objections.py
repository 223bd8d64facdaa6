"""The public notice and what people object to it."""

import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.gateways.sealed_uploads import SealedUpload, kept_file
from payung.programmes.models import Holiday
from payung.selection import actions, notices, queries
from payung.selection.models import Objection
from payung.selection.rules.days import closes_on
from payung.selection.rules.words import Counting, ObjectionKind
from payung.selection.states import NotAllowed, ObjectionEvent, ObjectionState
from payung.selection.telling import why
from payung.selection.tests.house import FURTHER, HEAD, INSPECTOR, KABUPATEN, NOW, OPERATOR, SEMAYAP, House, actor, ids

MONDAY = date(2026, 11, 23)
DURING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
OTHER_HEAD = actor(Role.HEAD, key="user:10")


@pytest.mark.parametrize(
    "opens_on, days, counting, holidays, closes",
    [
        pytest.param(MONDAY, 7, Counting.CALENDAR, [], date(2026, 11, 29), id="the opening day is the first"),
        pytest.param(MONDAY, 1, Counting.CALENDAR, [], MONDAY, id="one day"),
        pytest.param(MONDAY, 5, Counting.WORKING, [], date(2026, 11, 27), id="Monday to Friday"),
        pytest.param(MONDAY, 6, Counting.WORKING, [], date(2026, 11, 30), id="over a weekend"),
        pytest.param(MONDAY, 5, Counting.WORKING, [date(2026, 11, 25)], date(2026, 11, 30), id="over a holiday"),
        pytest.param(date(2026, 11, 28), 1, Counting.WORKING, [], date(2026, 11, 30), id="opened on a Saturday"),
        pytest.param(MONDAY, 3, Counting.CALENDAR, [date(2026, 11, 24)], date(2026, 11, 25), id="calendar days"),
    ],
)
def test_closes_on(opens_on, days, counting, holidays, closes):
    assert closes_on(opens_on=opens_on, days=days, counting=counting, holidays=holidays) == closes


@pytest.fixture
def house(db):
    house = House()
    house.fund(100)
    house.top = house.people(1, desil=1)
    house.fishers = house.people(2, occupation="Nelayan")
    house.others = house.people(2, SEMAYAP)
    house.selection = house.ranked(3)  # the top and a fisher of three in Rampa, one of two in Semayap
    return house


@pytest.fixture
def notice(house):
    return opened(house)


def opened(house, *, key=None, by=OPERATOR, days=7, counting=Counting.CALENDAR):
    return actions.open_notice(
        selection_id=house.selection.id,
        opens_on=MONDAY,
        days=days,
        counting=counting,
        request_key=key or uuid4(),
        actor=by,
        now=NOW,
    )


def objected(notice, person, *, kind=ObjectionKind.AGAINST, by=OPERATOR, now=DURING, **words):
    given = {"about_name": "", "by_name": "", "text": "Sudah pindah ke Batulicin", "evidence": None} | words
    given.setdefault("request_key", uuid4())
    return actions.record_objection(notice_id=notice.id, kind=kind, person_id=person, actor=by, now=now, **given)


def answered(objection, event=ObjectionEvent.UPHOLD, *, by=HEAD, answer="Benar, sudah pindah", minutes="BA/7/2026"):
    return actions.answer_objection(
        objection_id=objection.id, event=event, answer=answer, minutes=minutes, actor=by, now=DURING
    )


def chosen(house):
    return ids(queries.chosen(selection_id=house.selection.id))


class TestOpenNotice:
    def test_counts_working_days_with_the_holidays_of_the_kabupaten(self, house):
        Holiday.objects.create(kabupaten=KABUPATEN, day=date(2026, 11, 25), name="Pilkada")
        Holiday.objects.create(kabupaten="63.01", day=date(2026, 11, 26), name="Lain")
        assert opened(house, days=5, counting=Counting.WORKING).closes_on == date(2026, 11, 30)

    def test_asked_twice_is_done_once(self, house):
        key = uuid4()
        assert opened(house, key=key) == opened(house, key=key)

    def test_refuses_a_second_while_one_hangs(self, house, notice):
        with pytest.raises(NotAllowed, match="sedang diumumkan"):
            opened(house)

    @pytest.mark.parametrize("by", [INSPECTOR, actor(Role.OPERATOR, kabupaten="63.01")])
    def test_refuses_who_may_not(self, house, by):
        with pytest.raises(NotAllowed):
            opened(house, by=by)

    @pytest.mark.parametrize("days", [0, 91])
    def test_refuses_days_that_cannot_be_meant(self, house, days):
        with pytest.raises(NotAllowed, match="Lama pengumuman"):
            opened(house, days=days)

    def test_refuses_before_anybody_is_ranked(self, db):
        other = House()
        other.fund(5)
        other.people(1)
        other.selection = other.lock()
        with pytest.raises(NotAllowed, match="belum punya peringkat"):
            opened(other)


class TestNamed:
    def test_lists_names_dusun_and_the_end_of_the_receipt(self, house):
        (one,) = notices.named(selection_id=house.selection.id, desa_code=SEMAYAP)
        assert one.number == 1
        assert one.dusun == "Dusun Satu 03"
        assert len(one.receipt_suffix) == 4
        assert one.person_id in house.others

    def test_lists_who_came_up_and_not_who_was_struck(self, house, notice):
        (before,) = notices.named(selection_id=house.selection.id, desa_code=SEMAYAP)
        answered(objected(notice, before.person_id))
        (after,) = notices.named(selection_id=house.selection.id, desa_code=SEMAYAP)
        assert {before.person_id, after.person_id} == set(house.others)


class TestRecordObjection:
    @pytest.mark.parametrize("word", ["text", "by_name", "about_name"])
    def test_is_not_kept_with_a_nik_in_what_was_typed(self, house, notice, word):
        with pytest.raises(NotAllowed, match="sepanjang NIK"):
            objected(notice, chosen(house)[0], **{word: "NIK 6302 0641 0180 0001"})
        assert not Objection.objects.exists()

    def test_holds_that_line_only(self, house, notice):
        objected(notice, house.top[0])
        assert queries.held(selection_id=house.selection.id) == {house.top[0]}
        assert house.top[0] in chosen(house)
        assert "sanggahan yang belum dijawab" in why(selection_id=house.selection.id, person_id=house.top[0])

    def test_keeps_the_evidence_sealed(self, house, notice, settings, tmp_path):
        settings.PAYUNG_HOME = tmp_path
        came = SealedUpload.of_text("surat pindah", name="surat.txt")
        objected(notice, house.top[0], evidence=came)
        came.close()
        with kept_file(came.code) as kept:
            assert b"".join(kept) == b"surat pindah"
        assert b"surat" not in (tmp_path / "kept" / f"{came.code}.received").read_bytes()
        assert json.loads(Event.objects.get(act="selection.record_objection").facts)["evidence_sha256"] == came.sha256

    def test_asked_twice_is_done_once(self, house, notice):
        key = uuid4()
        assert objected(notice, house.top[0], request_key=key).id == objected(notice, house.top[0], request_key=key).id

    @pytest.mark.parametrize("now", [NOW, datetime(2026, 11, 29, 16, 0, tzinfo=UTC)])
    def test_refuses_before_it_opens_and_after_it_closes(self, house, notice, now):
        """The notice closes at the end of 29 November WITA, which is 16.00 UTC."""
        with pytest.raises(NotAllowed, match="29/11/2026"):
            objected(notice, house.top[0], now=now)

    def test_is_taken_until_the_end_of_the_last_day(self, house, notice):
        assert objected(notice, house.top[0], now=datetime(2026, 11, 29, 15, 59, tzinfo=UTC)).id

    def test_refuses_one_against_somebody_who_is_not_named(self, house, notice):
        (waiting,) = set(house.fishers) - set(chosen(house))
        with pytest.raises(NotAllowed, match="tidak tertulis di pengumuman"):
            objected(notice, waiting)

    def test_refuses_an_omission_of_somebody_who_is_named(self, house, notice):
        with pytest.raises(NotAllowed, match="tidak terlewat"):
            objected(notice, house.top[0], kind=ObjectionKind.OMISSION)

    def test_takes_an_omission_of_somebody_nobody_knows_and_holds_nobody(self, house, notice):
        found = objected(notice, None, kind=ObjectionKind.OMISSION, about_name="Pak Udin, Dusun Dua")
        assert (found.name, found.state) == ("Pak Udin, Dusun Dua", ObjectionState.OPEN)
        assert queries.held(selection_id=house.selection.id) == frozenset()

    def test_refuses_an_omission_of_nobody(self, house, notice):
        with pytest.raises(NotAllowed, match="siapa yang terlewat"):
            objected(notice, None, kind=ObjectionKind.OMISSION)

    def test_refuses_without_a_word(self, house, notice):
        with pytest.raises(NotAllowed, match="isi sanggahannya"):
            objected(notice, house.top[0], text="  ")


class TestAnswerObjection:
    def test_upheld_strikes_the_name_and_brings_up_the_next_of_the_desa(self, house, notice):
        (waiting,) = set(house.fishers) - set(chosen(house))
        found = answered(objected(notice, house.top[0]))
        assert found.state == ObjectionState.UPHELD
        assert queries.struck(selection_id=house.selection.id) == {house.top[0]}
        assert set(chosen(house)) == {*house.fishers, *set(house.others) & set(chosen(house))}
        assert len(chosen(house)) == 3
        sentence = why(selection_id=house.selection.id, person_id=waiting)
        assert sentence.startswith("Dipilih dari daftar cadangan, nomor 1 di Desa Rampa")
        assert why(selection_id=house.selection.id, person_id=house.top[0]) == (
            "Dicoret: sanggahan dikabulkan, berita acara nomor BA/7/2026."
        )

    def test_where_the_desa_has_nobody_left_the_next_over_all_comes_up(self, house, notice):
        (waiting,) = set(house.others) - set(chosen(house))
        for person in (house.top[0], *house.fishers):
            if person in chosen(house):
                answered(objected(notice, person))
        for person in set(house.fishers) & set(chosen(house)):
            answered(objected(notice, person))
        assert waiting in chosen(house)

    def test_somebody_who_came_up_can_be_struck_as_well(self, house, notice):
        answered(objected(notice, house.top[0]))
        (risen,) = set(house.fishers) & {Objection.objects.get().promotion.rank.person_id}
        answered(objected(notice, risen))
        assert risen not in chosen(house)
        assert len(chosen(house)) == 3

    def test_two_objections_against_one_name_free_one_place(self, house, notice):
        first, second = objected(notice, house.top[0]), objected(notice, house.top[0])
        answered(first)
        answered(second)
        assert len(chosen(house)) == 3

    def test_passes_over_whom_a_quota_or_the_fund_does_not_let_in(self, db):
        house = House()
        house.fund(1, "Nelayan")
        house.fund(1)
        house.quota("desa", FURTHER, 1)
        top = house.people(1, FURTHER, occupation="Nelayan", desil=1)
        further, here = house.people(2, FURTHER, desil=1), house.people(1)
        house.selection = house.ranked()
        before = chosen(house)
        assert set(before) == {*top, *here}  # one of each fund; the quota of the desa is full
        notice = opened(house)
        answered(objected(notice, top[0]))
        assert set(chosen(house)) == set(here)  # nobody left fishes
        answered(objected(notice, here[0]))
        assert len(set(chosen(house)) & set(further)) == 1

    def test_dismissed_lets_the_line_go_on(self, house, notice):
        answered(objected(notice, house.top[0]), ObjectionEvent.DISMISS, answer="Masih tinggal di Rampa")
        assert queries.held(selection_id=house.selection.id) == frozenset()
        assert house.top[0] in chosen(house)

    def test_an_omission_that_is_right_puts_nobody_in(self, house, notice):
        before = chosen(house)
        (waiting,) = set(house.fishers) - set(before)
        answered(objected(notice, waiting, kind=ObjectionKind.OMISSION))
        assert chosen(house) == before

    def test_is_for_the_head(self, house, notice):
        found = objected(notice, house.top[0])
        with pytest.raises(NotAllowed, match="keputusan kepala dinas"):
            answered(found, by=OPERATOR)

    def test_is_not_for_who_received_it(self, house, notice):
        found = objected(notice, house.top[0], by=HEAD)
        with pytest.raises(NotAllowed, match="orang lain daripada yang menerimanya"):
            answered(found)
        assert answered(found, by=OTHER_HEAD).state == ObjectionState.UPHELD

    def test_needs_an_answer_and_the_number_of_the_minutes(self, house, notice):
        found = objected(notice, house.top[0])
        for words in ({"answer": " "}, {"minutes": ""}):
            with pytest.raises(NotAllowed, match="nomor berita acaranya"):
                answered(found, **words)

    def test_is_given_once(self, house, notice):
        found = objected(notice, house.top[0])
        answered(found, ObjectionEvent.DISMISS)
        with pytest.raises(NotAllowed, match="sudah dijawab"):
            answered(found)

    def test_refuses_one_of_another_kabupaten(self, house, notice):
        found = objected(notice, house.top[0])
        with pytest.raises(NotAllowed, match="tidak ada di kabupaten ini"):
            answered(found, by=actor(Role.HEAD, key="user:11", kabupaten="63.01"))

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE selection_objection SET answer = 'lain'",
            "DELETE FROM selection_objection",
            "UPDATE selection_promotion SET fund_id = 1",
            "UPDATE selection_notice SET days = 1",
        ],
    )
    def test_and_notices_stay_as_they_were(self, house, notice, sql):
        answered(objected(notice, house.top[0]))
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    @pytest.mark.parametrize(
        "sql", ["DELETE FROM selection_objection", "UPDATE selection_objection SET text = 'Sudah baik'"]
    )
    def test_nobody_silences_one_that_waits(self, house, notice, sql):
        objected(notice, house.top[0])
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    def test_the_database_refuses_that_one_receives_and_answers(self, house, notice):
        found = objected(notice, house.top[0])
        with pytest.raises(IntegrityError), transaction.atomic():
            Objection.objects.filter(id=found.id).update(
                state="dismissed", answer="a", minutes="b", answered_by=OPERATOR.key
            )
