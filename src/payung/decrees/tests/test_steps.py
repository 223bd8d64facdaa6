"""A decree on its way: checked by another, frozen, signed as counted, in force; asked again it does nothing more."""

from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from payung.audit.models import Event
from payung.audit.queries import verify
from payung.decrees import actions
from payung.decrees.models import Act, Correction, Decree, Line, Place
from payung.decrees.queries import places_held, recap
from payung.decrees.queries.annex import annex_lines
from payung.decrees.queries.uses import differences, uses
from payung.decrees.rules.refusals import (
    ChangedSince,
    CountDiffers,
    DayDoesNotFit,
    LineTaken,
    MakerIsChecker,
    NotCleared,
    NotFound,
    NotYours,
    NumberUsed,
    ReasonMissing,
    RequestUsed,
)
from payung.decrees.states import CorrectionKind, NotAllowed
from payung.decrees.tests import cast
from payung.gateways.papers.annex_lines import annex_hash
from payung.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return cast.programme(programme=9)


@pytest.fixture
def draft(programme):
    return cast.drafted(programme, cast.chosen(programme, 3))


def check(decree, by, key=None):
    return actions.check_decree(decree_id=decree.pk, request_key=key or uuid4(), actor=by, now=cast.NOW)


def sign(decree, *, number="188/1", signed_date=date(2026, 12, 20), scan_line_count=3, request_key=None):
    return actions.record_signature(
        decree_id=decree.pk,
        number=number,
        signed_date=signed_date,
        scan=cast.SCAN,
        scan_line_count=scan_line_count,
        request_key=request_key or uuid4(),
        actor=cast.RINA,
        now=cast.LATER,
    )


class TestCheck:
    def test_refuses_its_maker_whatever_their_roles(self, programme):
        decree = cast.drafted(programme, cast.chosen(programme, 1), by=cast.BOTH)
        with pytest.raises(MakerIsChecker, match="orang lain"):
            check(decree, cast.BOTH)

    def test_is_refused_to_its_maker_by_the_table_itself(self, draft):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decree.objects.filter(id=draft.pk).update(state="checked", checked_by="user:3", checked_at=cast.NOW)

    def test_refuses_another_draft_than_the_one_that_was_read(self, programme):
        decree = cast.drafted(programme, cast.chosen(programme, 2))
        asked = partial(actions.check_decree, decree_id=decree.pk, actor=cast.BUDI, now=cast.NOW)
        with pytest.raises(ChangedSince, match="kini 2 nama"):
            asked(request_key=uuid4(), names_seen=3)
        assert asked(request_key=uuid4(), names_seen=2).state == "checked"

    def test_asked_again_with_its_key_records_nothing_more(self, draft):
        key = uuid4()
        assert check(draft, cast.BUDI, key) == check(draft, cast.BUDI, key)
        assert (
            Act.objects.filter(event="check").count() == Event.objects.filter(act="decrees.check_decree").count() == 1
        )

    def test_refuses_a_key_that_stood_for_something_else(self, draft):
        with pytest.raises(RequestUsed):
            check(draft, cast.BUDI, Act.objects.get(event="draft").request_key)

    def test_refuses_whoever_has_no_part_in_it(self, draft):
        elsewhere = cast.actor("user:8", *cast.BUDI.roles, kabupaten="63.03", scope="63.03")
        kecamatan = cast.actor("user:8", *cast.BUDI.roles, scope="63.02.06")
        for actor, refusal in ((cast.INSPECTOR, NotAllowed), (elsewhere, NotFound), (kecamatan, NotYours)):
            with pytest.raises(refusal):
                check(draft, actor)

    def test_must_be_done_again_after_a_return(self, draft):
        actions.return_decree(
            decree_id=cast.checked(draft).pk, because="satu nama", request_key=uuid4(), actor=cast.BUDI, now=cast.NOW
        )
        with pytest.raises(NotAllowed, match="masih rancangan"):
            actions.send_for_signature(decree_id=draft.pk, request_key=uuid4(), actor=cast.HEAD, now=cast.NOW)


class TestCheckOfAChangedDraft:
    def test_is_not_done_by_who_dropped_a_name(self, draft):
        person_id = draft.lines.get(number=1).person_id
        actions.drop_lines(
            decree_id=draft.pk,
            person_ids=[person_id],
            because="Pindah",
            request_key=uuid4(),
            actor=cast.BUDI,
            now=cast.NOW,
        )
        with pytest.raises(MakerIsChecker):
            check(draft, cast.BUDI)


class TestDrop:
    def drop(self, decree, person_ids, **facts):
        return actions.drop_lines(
            decree_id=decree.pk,
            person_ids=person_ids,
            because=facts.pop("because", "wafat"),
            request_key=facts.pop("key", uuid4()),
            actor=cast.RINA,
            now=cast.NOW,
        )

    def test_numbers_the_lines_anew_and_frees_the_places(self, programme, draft):
        second = draft.lines.get(number=2).person_id
        self.drop(draft, [second])
        assert list(draft.lines.order_by("number").values_list("number", flat=True)) == [1, 2]
        assert [(use.used, use.left) for use in uses(programme_id=programme.pk) if use.kind == "programme"] == [(2, 7)]
        assert not Place.objects.filter(person=second).exists()
        assert not differences(programme_id=programme.pk)

    def test_refuses_a_draft_that_was_checked(self, draft):
        cast.checked(draft)
        with pytest.raises(NotAllowed, match="kembalikan"):
            self.drop(draft, [draft.lines.get(number=1).person_id])

    def test_refuses_a_person_who_is_not_in_it_and_drops_nobody(self, programme, draft):
        with pytest.raises(NotFound):
            self.drop(draft, [draft.lines.get(number=1).person_id, cast.chosen(programme, 1)[0].person_id])
        assert draft.lines.count() == 3

    def test_wants_a_reason(self, draft):
        with pytest.raises(ReasonMissing):
            self.drop(draft, [draft.lines.get(number=1).person_id], because="  ")


class TestSend:
    def test_freezes_the_very_lines_that_the_annex_prints(self, draft):
        decree = cast.frozen(draft)
        assert decree.lines_sha256 == annex_hash(annex_lines(decree_id=decree.pk, kabupaten=cast.KABUPATEN))
        assert (decree.line_count, decree.frozen_at) == (3, cast.NOW)

    def test_keeps_the_audit_head_of_yesterday_and_not_of_today(self, programme):
        decree = cast.drafted(programme, cast.chosen(programme, 1))
        check(decree, cast.BUDI)
        actions.send_for_signature(decree_id=decree.pk, request_key=uuid4(), actor=cast.HEAD, now=cast.LATER)
        decree.refresh_from_db()
        assert (decree.audit_number, decree.audit_head) == (2, Event.objects.get(number=2).hash)

    def test_refuses_whoever_lost_their_clearance_since_the_draft_by_name(self, draft):
        cast.checked(draft)
        person_id = draft.lines.get(number=2).person_id
        cast.unvouch(person_id)
        with pytest.raises(NotCleared, match="1 nama tidak lagi") as refused:
            actions.send_for_signature(decree_id=draft.pk, request_key=uuid4(), actor=cast.HEAD, now=cast.NOW)
        assert refused.value.person_ids == (person_id,)
        draft.refresh_from_db()
        assert draft.state == "checked"

    def test_refuses_two_names_that_turned_out_to_be_one_human_being(self, draft):
        cast.checked(draft)
        one, other = draft.lines.order_by("number").values_list("person_id", flat=True)[:2]
        Person.objects.filter(id=other).update(same_as=one)
        with pytest.raises(LineTaken, match="Orang yang sama"):
            actions.send_for_signature(decree_id=draft.pk, request_key=uuid4(), actor=cast.HEAD, now=cast.NOW)

    def test_is_the_heads(self, draft):
        cast.checked(draft)
        with pytest.raises(NotAllowed, match="kepala dinas"):
            actions.send_for_signature(decree_id=draft.pk, request_key=uuid4(), actor=cast.BUDI, now=cast.NOW)


class TestSign:
    def test_refuses_another_count_than_was_frozen_and_says_both(self, draft):
        cast.frozen(draft)
        with pytest.raises(CountDiffers, match="memuat 2 nama, daftar yang dibekukan 3"):
            sign(draft, scan_line_count=2)

    def test_is_refused_another_count_by_the_table_itself(self, draft):
        cast.frozen(draft)
        with pytest.raises(IntegrityError), transaction.atomic():
            Decree.objects.filter(id=draft.pk).update(
                state="signed", number="1", signed_date="2026-12-20", scan_code="x", scan_line_count=2
            )

    @pytest.mark.parametrize("day", [date(2026, 12, 13), date(2026, 12, 22)])
    def test_refuses_a_day_before_the_freeze_or_still_to_come(self, draft, day):
        cast.frozen(draft)
        with pytest.raises(DayDoesNotFit):
            sign(draft, signed_date=day)

    def test_refuses_the_number_of_another_decree(self, programme, draft):
        cast.signed(draft, number="188/1")
        other = cast.drafted(programme, cast.chosen(programme, 1))
        cast.frozen(other)
        with pytest.raises(NumberUsed):
            sign(other, scan_line_count=1)

    def test_asked_again_with_its_key_answers_the_same(self, draft):
        cast.frozen(draft)
        key = uuid4()
        assert sign(draft, request_key=key) == sign(draft, request_key=key, number="188/2")
        assert Event.objects.filter(act="decrees.record_signature").count() == 1


class TestInForce:
    def test_gives_its_persons_their_places(self, programme, draft):
        assert places_held(programme_id=programme.pk).tolist() == []
        cast.in_force(draft)
        assert places_held(programme_id=programme.pk).tolist() == sorted(
            draft.lines.values_list("person_id", flat=True)
        )

    def test_refuses_a_day_before_the_signature(self, draft):
        cast.signed(draft)
        with pytest.raises(DayDoesNotFit):
            actions.put_in_force(
                decree_id=draft.pk,
                in_force_date=date(2026, 12, 19),
                request_key=uuid4(),
                actor=cast.HEAD,
                now=cast.LATER,
            )

    def test_leaves_a_chain_that_verifies(self, draft):
        cast.in_force(draft)
        assert verify(kabupaten=cast.KABUPATEN).because == ""
        acts = ["draft_decree", "check_decree", "send_for_signature", "record_signature", "put_in_force"]
        assert list(Event.objects.values_list("act", flat=True).order_by("number")) == [
            f"decrees.{act}" for act in acts
        ]


class TestSetAside:
    def aside(self, decree, by=cast.HEAD):
        return actions.set_aside(
            decree_id=decree.pk, because="anggaran berubah", request_key=uuid4(), actor=by, now=cast.NOW
        )

    def test_frees_all_places_and_lets_its_persons_be_named_again(self, programme):
        wanted = cast.chosen(programme, 3)
        draft = cast.drafted(programme, wanted)
        cast.frozen(draft)
        self.aside(draft)
        assert {use.used for use in uses(programme_id=programme.pk)} == {0}
        assert cast.drafted(programme, wanted).lines.count() == 3

    def test_leaves_a_signed_decree_alone(self, draft):
        cast.signed(draft)
        with pytest.raises(NotAllowed, match="keputusan perubahan"):
            self.aside(draft)


class TestCorrection:
    def correct(self, decree, number=1, kind=CorrectionKind.DIED):
        return actions.add_correction(
            decree_id=decree.pk,
            line_number=number,
            kind=kind,
            note="Surat kematian desa",
            happened_on=date(2026, 12, 10),
            evidence=None,
            actor=cast.RINA,
            now=cast.NOW,
        )

    def test_leaves_the_line_and_its_hash_as_they_were(self, draft):
        decree = cast.frozen(draft)
        before = Line.objects.filter(decree=decree).values().order_by("id")
        self.correct(decree)
        assert list(before.all()) == list(Line.objects.filter(decree=decree).values().order_by("id"))
        assert annex_hash(annex_lines(decree_id=decree.pk, kabupaten=cast.KABUPATEN)) == decree.lines_sha256

    def test_of_one_line_told_twice_is_one(self, draft):
        cast.frozen(draft)
        assert self.correct(draft) == self.correct(draft)
        assert Correction.objects.count() == Event.objects.filter(act="decrees.add_correction").count() == 1

    def test_is_refused_in_a_draft_where_the_line_itself_can_go(self, draft):
        with pytest.raises(NotAllowed, match="rancangan"):
            self.correct(draft)


class TestWhatIsKeptOfCorrections:
    @pytest.mark.parametrize("sql", ["DELETE FROM decrees_correction", "UPDATE decrees_correction SET kind = 'moved'"])
    def test_stays_as_it_was_noted(self, draft, sql):
        decree = cast.frozen(draft)
        actions.add_correction(
            decree_id=decree.pk,
            line_number=1,
            kind=CorrectionKind.DIED,
            note="Surat kematian 7/2026",
            happened_on=None,
            evidence=None,
            actor=cast.RINA,
            now=cast.LATER,
        )
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


class TestFreePlace:
    def test_leaves_the_fund_the_months_that_were_used(self, programme, draft):
        cast.in_force(draft)
        freed = {
            "programme_id": programme.pk,
            "person_id": draft.lines.get(number=1).person_id,
            "last_month": cast.JANUARY.plus(2),
            "because": "wafat",
        }
        assert actions.free_place(**freed, actor=cast.RINA, now=cast.LATER)
        assert not actions.free_place(**freed, actor=cast.RINA, now=cast.LATER)
        used = {use.kind: use.used for use in uses(programme_id=programme.pk)}
        assert used == {"programme": 2, "fund": 27}
        assert not differences(programme_id=programme.pk)


class TestRecap:
    def test_adds_up_alike_by_desa_occupation_and_fund(self, programme):
        wanted = [
            *cast.chosen(programme, 2),
            *cast.chosen(programme, 3, desa_code=cast.SEMAYAP, occupation="petani"),
        ]
        found = recap(decree_id=cast.drafted(programme, wanted).pk)
        assert (found.places, found.person_months, found.amount_rp) == (5, 60, 60 * cast.MONTH_RP)
        for rows in (found.desas, found.occupations, found.funds):
            assert sum(row.amount_rp for row in rows) == found.amount_rp
        assert [(row.key, row.places) for row in found.occupations] == [("nelayan", 2), ("petani", 3)]
