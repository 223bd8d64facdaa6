"""Held, released, ended, restored: what each needs, what it frees, and that a request acts once."""

from datetime import date
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.audit.models import Event as Told
from payung.decrees.models import Place
from payung.decrees.tests.cast import HEAD, INSPECTOR, LATER, RAMPA, RINA, SEMAYAP, actor, programme
from payung.membership import actions, queries
from payung.membership.models import Act
from payung.membership.rules.refusals import (
    DayDoesNotFit,
    EvidenceMissing,
    KpjDoesNotFit,
    NotFound,
    NotYours,
    PlaceGone,
    ReasonMissing,
    RequestUsed,
)
from payung.membership.states import EndReason, HoldReason, NotAllowed, State
from payung.membership.tests.house import (
    MAY_20,
    PAPER,
    accepted,
    ended,
    ending,
    held,
    insured,
    lines_of,
    named,
    registered,
    released,
    restored,
    state_of,
    told,
    treasury,
)
from payung.people.models import Person
from payung.programmes.models import Fund
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
APRIL, MAY, JUNE, DECEMBER = (Month(2027, month) for month in (4, 5, 6, 12))
DESA = actor("link:verval-desa:4", Role.DESA_OFFICER, scope=RAMPA)


def acts(name: str) -> int:
    return Told.objects.filter(act=f"membership.{name}").count()


def freed(member) -> Month | None:
    found = Place.objects.values_list("freed_month", flat=True).get(line=member.line_id)
    return Month.of(found) if found else None


class TestHold:
    def test_makes_the_next_due_wait_by_the_word_of_a_desa_once_a_request(self):
        sari, tuti = insured(2)
        key, words = uuid4(), {"source": "verval:4", "actor": DESA, "now": MAY_20}
        both = [told(sari, day=date(2027, 5, 3)), told(tuti, HoldReason.NOT_FOUND)]
        assert actions.hold(told=both, request_key=key, **words) == 2
        assert actions.hold(told=both, request_key=key, **words) == 2
        assert [state_of(one) for one in (sari, tuti)] == [State.HELD, State.HELD]
        assert (acts("hold"), Act.objects.count()) == (1, 2)
        facts = queries.one(membership_id=sari.pk, actor=RINA)
        assert facts is not None
        assert facts.held_because is HoldReason.DIED

    def test_keeps_a_second_telling_and_holds_for_it(self):
        (sari,) = insured()
        held(sari, reason=HoldReason.NOT_FOUND)
        held(sari, reason=HoldReason.LOST_AT_SEA)
        assert [act.reason for act in queries.acts_of(membership_id=sari.pk)] == ["lost_at_sea", "not_found"]
        assert queries.facts_by_ids([sari.pk])[sari.pk].held_because is HoldReason.LOST_AT_SEA

    def test_leaves_whoever_has_ended_alone_and_does_not_count_them(self):
        sari, tuti = insured(2)
        ended(sari)
        words = {"source": "", "request_key": uuid4(), "actor": RINA, "now": MAY_20}
        assert actions.hold(told=[told(sari), told(tuti)], **words) == 1
        assert state_of(sari) == State.ENDED

    def test_refuses_days_to_come_and_whoever_may_not_see_or_tell(self):
        (sari,) = insured()
        words = {"source": "", "request_key": uuid4(), "now": MAY_20}
        with pytest.raises(DayDoesNotFit):
            actions.hold(told=[told(sari, day=date(2027, 5, 21))], actor=RINA, **words)
        elsewhere = actor("user:9", Role.DESA_OFFICER, scope=SEMAYAP)
        with pytest.raises(NotFound):
            actions.hold(told=[told(sari)], actor=elsewhere, **words)
        with pytest.raises(NotAllowed):
            actions.hold(told=[told(sari)], actor=INSPECTOR, **words)
        assert state_of(sari) == State.RUNNING

    def test_is_released_by_the_dinas_with_a_reason(self):
        (sari,) = insured()
        held(sari)
        with pytest.raises(NotYours):
            actions.release(membership_id=sari.pk, note="hidup", request_key=uuid4(), actor=DESA, now=MAY_20)
        with pytest.raises(ReasonMissing):
            actions.release(membership_id=sari.pk, note=" ", request_key=uuid4(), actor=RINA, now=MAY_20)
        released(sari)
        assert state_of(sari) == State.RUNNING
        with pytest.raises(NotAllowed, match="sedang berjalan"):
            released(sari)


class TestEnd:
    def test_owes_the_month_in_which_it_happened_and_frees_the_place_after_it(self):
        (sari,) = insured()
        held(sari)
        ended(sari, day=date(2027, 5, 3))
        found = queries.facts_by_ids([sari.pk])[sari.pk]
        assert (found.state, found.held_because, found.end_reason) == (State.ENDED, None, EndReason.DIED)
        assert (found.ended_date, found.ended_month, freed(sari)) == (date(2027, 5, 3), MAY, MAY)

    def test_frees_the_place_at_the_end_of_the_last_paid_month(self):
        sari, tuti = insured(2)
        with treasury() as box:
            box.receive(sari, *(Month(2027, month) for month in range(1, 7)), on=date(2027, 1, 10))
            box.receive(tuti, Month(2027, 1), on=date(2027, 1, 10))
            ended(sari, tuti)
        assert (freed(sari), freed(tuti)) == (JUNE, MAY)

    def test_before_the_first_month_owes_none(self):
        (sari,) = insured()
        ended(sari, day=date(2026, 12, 30))
        assert queries.facts_by_ids([sari.pk])[sari.pk].ended_month == Month(2026, 12)

    def test_needs_a_document_for_what_must_be_proved_unless_a_desa_confirmed_it(self):
        sari, tuti, adi = insured(3)
        for reason in (EndReason.DIED, EndReason.MOVED, EndReason.WAGE_EARNER):
            with pytest.raises(EvidenceMissing):
                ended(sari, evidence=None, reason=reason)
        assert ended(sari, evidence=None, source="verval:4") == 1
        assert ended(tuti, evidence=None, source="claim:9") == 1
        assert ended(adi, evidence=None, reason=EndReason.NOT_FOUND) == 1

    def test_needs_the_last_month_of_what_the_office_decides_within_the_months_of_the_line(self):
        (sari,) = insured()
        with pytest.raises(DayDoesNotFit, match="pilih bulan terakhir"):
            ended(sari, reason=EndReason.BUDGET_ENDED)
        with pytest.raises(DayDoesNotFit, match="di luar masa"):
            ended(sari, reason=EndReason.BUDGET_ENDED, last_month=Month(2028, 1))
        ended(sari, reason=EndReason.BUDGET_ENDED, last_month=APRIL)
        assert freed(sari) == APRIL

    def test_is_all_or_nothing_and_once_a_request(self):
        sari, tuti = insured(2)
        ended(tuti)
        with pytest.raises(NotAllowed, match="sudah berakhir"):
            ended(sari, tuti)
        assert (state_of(sari), freed(sari)) == (State.RUNNING, None)
        key = uuid4()
        assert ended(sari, key=key) == ended(sari, key=key) == 1
        assert (acts("end"), Act.objects.filter(event="end").count()) == (2, 2)
        with pytest.raises(RequestUsed):
            restored(sari, key=key)

    def test_is_for_the_dinas_and_its_note_holds_no_nik(self):
        (sari,) = insured()
        words = {"source": "", "evidence": PAPER, "request_key": uuid4(), "now": MAY_20}
        with pytest.raises(NotYours):
            actions.end(ends=[ending(sari)], actor=DESA, **words)
        with pytest.raises(NotAllowed):
            actions.end(ends=[ending(sari)], actor=INSPECTOR, **words)
        with_nik = actions.Ending(
            membership_id=sari.pk, reason=EndReason.DIED, happened_on=date(2027, 5, 3), note="NIK 6302065201800001"
        )
        with pytest.raises(ReasonMissing):
            actions.end(ends=[with_nik], actor=HEAD, **words)

    def test_tells_the_audit_no_name_and_the_hash_of_whom(self):
        sari, tuti = insured(2)
        ended(sari, tuti)
        event = Told.objects.get(act="membership.end")
        assert (event.subject, '"count":2' in event.facts, '"died":2' in event.facts) == ("memberships:2", True, True)
        assert "Sari" not in event.facts


class TestRestore:
    def test_undoes_an_end_and_holds_the_place_again(self):
        (sari,) = insured()
        ended(sari)
        key = uuid4()
        restored(sari, key=key)
        restored(sari, key=key)
        found = queries.facts_by_ids([sari.pk])[sari.pk]
        assert (found.state, found.end_reason, found.ended_month, freed(sari)) == (State.RUNNING, None, None, None)
        assert acts("restore") == 1
        with pytest.raises(NotAllowed):
            restored(sari)

    def test_is_refused_where_the_human_being_was_registered_anew(self):
        of = programme()
        (sari,) = insured(of=of)
        ended(sari)
        decree = named(1, of=of)
        (line,) = lines_of(decree)
        Person.objects.filter(id=line.person_id).update(same_as=sari.person_id)
        registered(decree, [accepted(line)])
        with pytest.raises(PlaceGone, match="sudah terdaftar lagi"):
            restored(sari)

    def test_is_refused_where_the_place_was_taken_and_changes_nothing(self):
        of = programme(programme=1)
        (sari,) = insured(of=of)
        ended(sari)
        insured(1, of=of)
        with pytest.raises(PlaceGone, match="kuotanya penuh"):
            restored(sari)
        assert state_of(sari) == State.ENDED


class TestChange:
    def test_takes_another_kpj_unless_it_is_anothers(self):
        sari, tuti = insured(2)
        words = {"source": "answer:3", "actor": RINA, "now": LATER}
        actions.change_kpj(membership_id=sari.pk, kpj="1A000000009", request_key=uuid4(), **words)
        assert queries.by_kpj(kabupaten="63.02", kpjs=["1A000000009", sari.kpj]).keys() == {"1A000000009"}
        assert queries.card_holders(kabupaten="63.02", kpjs=[sari.kpj]) == {sari.kpj: sari.person_id}
        with pytest.raises(KpjDoesNotFit):
            actions.change_kpj(membership_id=tuti.pk, kpj="1A000000009", request_key=uuid4(), **words)

    def test_moves_members_to_another_fund_of_the_programme(self):
        of = programme()
        sari, tuti = insured(2, of=of)
        other = Fund.objects.create(programme=of, code="csr", kind="csr", name="CSR", ceiling_rp=24 * 16_800)
        key = uuid4()
        words = {"fund_id": other.pk, "from_month": JUNE, "source": "answer:3", "request_key": key}
        for _ in range(2):
            assert actions.move_fund(membership_ids=[sari.pk, tuti.pk], actor=RINA, now=LATER, **words) == 2
        assert [act.note for act in queries.acts_of(membership_id=sari.pk)] == ["APBD menjadi CSR mulai Juni 2027"]
        foreign = Fund.objects.get(programme=programme())
        with pytest.raises(NotFound):
            actions.move_fund(
                membership_ids=[sari.pk],
                actor=RINA,
                now=LATER,
                **words | {"fund_id": foreign.pk, "request_key": uuid4()},
            )
