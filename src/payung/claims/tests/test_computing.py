"""What a claim owes: from the record only, computed by its officer, approved by the head, and for nothing once stale."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.claims.actions.computing import approve
from payung.claims.actions.needs import lacking
from payung.claims.models import (
    Claim,
    Computation,
    FamilyMember,
    Inability,
    Injury,
    Scholarship,
    TransportCost,
)
from payung.claims.queries import money
from payung.claims.queries.case import case_of, found_case
from payung.claims.rules.case import CaseLacks, facts_sha256
from payung.claims.rules.family import Relation
from payung.claims.rules.money_refusals import FactsMissing
from payung.claims.rules.refusals import NotYours, Refused
from payung.claims.states import Event, EventKind, Scheme, State
from payung.claims.tests import cast
from payung.claims.tests.cast import ACCIDENT, ANI, BUDI, DEATH, EVENT, HEAD, NOW, RINA
from payung.claims.tests.family_cast import bare_claim, child
from payung.claims.tests.money_cast import accident, approved, computed, jkm, with_widower
from payung.decrees.tests import cast as decrees
from payung.law.rules.benefit.case import CaseOutcome, Cause, Mode
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db


class TestTheCase:
    def test_is_put_together_from_the_record(self):
        claim = accident(State.CONCLUDED, outcome="partial_disability", medical_cost_rp=900_000)
        Injury.objects.create(claim=claim, part="right_index_finger", function_lost_percent=Decimal(50))
        Inability.objects.create(claim=claim, from_date=EVENT, to_date=EVENT + timedelta(days=44))
        TransportCost.objects.create(claim=claim, mode="sea", cost_rp=1_500_000)
        case = case_of(claim_id=claim.pk)
        assert (case.cause, case.outcome, case.event_date) == (Cause.WORK, CaseOutcome.PARTIAL_DISABILITY, EVENT)
        assert (case.base_income_rp, case.medical_cost_rp) == (1_000_000, 900_000)
        assert case.months_unable == Fraction(45, 30)  # both ends are days of the certificate
        assert case.transport[0].mode is Mode.SEA
        assert case.losses[0].function_lost_percent == 50
        assert (case.membership.registered_on, case.membership.status) == (date(2027, 1, 5), "active")
        assert case.membership.months_paid == 6

    def test_counts_only_months_paid_by_the_day_of_the_event(self):
        claim = accident(outcome="recovered")
        before = case_of(claim_id=claim.pk).membership.months_paid
        cast.pay(claim.membership.programme, terms=[Month(2027, 7)])
        Claim.objects.filter(id=claim.pk).update(outcome="treated")
        assert case_of(claim_id=claim.pk).membership.months_paid >= before
        assert before == 6

    def test_of_a_death_that_is_no_work_accident_is_of_the_day_of_death(self):
        claim = jkm()
        Claim.objects.filter(id=claim.pk).update(death_date=EVENT + timedelta(days=1))
        assert case_of(claim_id=claim.pk).event_date == EVENT + timedelta(days=1)
        assert case_of(claim_id=claim.pk).cause is Cause.OTHER

    def test_of_somebody_lost_is_of_the_day_last_seen_and_a_court_makes_it_a_question(self):
        claim = cast.claim(EventKind.LOST_AT_SEA, state=State.REPORTED, scheme=Scheme.JKM)
        with_widower(claim)
        Claim.objects.filter(id=claim.pk).update(death_date=EVENT + timedelta(days=1))
        found = found_case(claim_id=claim.pk)
        assert found.case is not None
        assert found.case.event_date == EVENT
        assert any("pengadilan" in one for one in found.doubts)

    def test_says_all_that_is_missing_with_its_pages(self):
        claim = cast.claim(ACCIDENT)
        with pytest.raises(CaseLacks) as raised:
            case_of(claim_id=claim.pk)
        assert [one.page for one in raised.value.lacks] == ["facts"]
        death = cast.claim(DEATH)
        with pytest.raises(CaseLacks) as raised:
            case_of(claim_id=death.pk)
        assert [one.page for one in raised.value.lacks] == ["claim", "family"]

    def test_of_somebody_who_was_never_registered_says_so(self):
        claim = bare_claim(state=State.REPORTED, scheme=Scheme.JKM)
        child(claim)
        with pytest.raises(CaseLacks, match="belum pernah terdaftar"):
            case_of(claim_id=claim.pk)

    def test_partial_disability_without_a_part_is_not_computed(self):
        with pytest.raises(CaseLacks, match="Bagian tubuh"):
            case_of(claim_id=accident(outcome="partial_disability").pk)

    def test_has_children_at_school_and_asks_about_the_others(self):
        claim = jkm()
        adi, old = child(claim), child(claim, "Tuti", born=date(2004, 5, 19))  # 23 on the very day
        child(claim, "Nina")
        Scholarship.objects.create(claim=claim, child=adi, level="SD", years_left=3, made_by=BUDI.key, made_at=NOW)
        found = found_case(claim_id=claim.pk)
        assert found.case is not None
        assert [(one.level.name, one.years_left_at_level) for one in found.case.children] == [("SD", 3)]
        asked = [one for one in found.doubts if "Sekolah" in one]
        assert len(asked) == 1
        assert "Nina" in asked[0]
        assert old.name not in asked[0]

    def test_has_no_heirs_only_where_the_family_says_so(self):
        claim = jkm()
        assert case_of(claim_id=claim.pk).has_heirs
        FamilyMember.objects.filter(claim=claim).update(relation=Relation.BURIED)
        assert not case_of(claim_id=claim.pk).has_heirs


class TestCompute:
    def test_stores_every_line_with_its_formula_and_source(self):
        claim = jkm()
        made = Computation.objects.get(id=computed(claim))
        lines = {one.code: one for one in made.lines.exclude(code="")}
        assert {code: one.amount_rp for code, one in lines.items()} == {
            "JKM_DEATH_GRANT": 20_000_000,
            "JKM_PERIODIC": 12_000_000,
            "FUNERAL": 10_000_000,
        }
        assert made.total_now_rp == 42_000_000
        assert all(one.formula and one.source for one in lines.values())
        assert made.regime == "PP 82/2019 + Permenaker 1/2025"

    def test_twice_with_one_key_is_once(self):
        claim, key = jkm(), uuid4()
        assert computed(claim, key=key) == computed(claim, key=key)
        with pytest.raises(Refused):
            computed(accident(), key=key)

    @pytest.mark.parametrize(
        ("by", "match"), [(RINA, "mencatat laporannya"), (ANI, "ditangani"), (HEAD, "operator yang menangani")]
    )
    def test_is_for_the_officer_of_the_claim_only(self, by, match):
        with pytest.raises(NotYours, match=match):
            computed(jkm(), by=by)

    def test_refuses_what_the_record_lacks_with_its_page(self):
        with pytest.raises(FactsMissing) as raised:
            computed(cast.claim(ACCIDENT))
        assert raised.value.page == "facts"

    def test_what_a_person_decides_stands_with_its_reason(self):
        claim = jkm()
        child(claim)
        notes = Computation.objects.get(id=computed(claim)).lines.filter(for_a_person=True)
        assert any("Adi" in one.note for one in notes)

    def test_keeps_all_articles_of_many_losses(self):
        claim = accident(outcome="partial_disability")
        for part in ("right_thumb", "right_index_finger", "right_other_finger", "one_big_toe", "one_second_toe"):
            Injury.objects.get_or_create(claim=claim, part=part)
        made = Computation.objects.get(id=computed(claim))
        line = made.lines.get(code="JKK_PARTIAL_DISABILITY")
        answer = money.answered(claim_id=claim.pk).answer
        assert answer is not None
        whole = next(one.source for one in answer.lines if one.code.value == line.code)
        assert len(line.source) <= 200
        assert "; ".join(filter(None, (line.source, line.note))) == whole


class TestApprove:
    def test_is_by_the_head(self):
        claim = jkm()
        made = computed(claim)
        with pytest.raises(NotYours, match="kepala dinas"):
            approve(computation_id=made, request_key=uuid4(), actor=ANI, now=NOW)
        approve(computation_id=made, request_key=uuid4(), actor=HEAD, now=NOW)
        approve(computation_id=made, request_key=uuid4(), actor=HEAD, now=NOW)
        assert Computation.objects.get(id=made).approved_by == HEAD.key

    def test_is_by_neither_who_made_it_nor_who_reported(self):
        both = decrees.actor(BUDI.key, Role.OPERATOR, Role.HEAD)
        claim = jkm()
        made = computed(claim)
        with pytest.raises(NotYours, match="membuat hitungan"):
            approve(computation_id=made, request_key=uuid4(), actor=both, now=NOW)
        reporter = decrees.actor(RINA.key, Role.HEAD)
        with pytest.raises(NotYours, match="mencatat laporannya"):
            approve(computation_id=made, request_key=uuid4(), actor=reporter, now=NOW)

    def test_refuses_one_whose_facts_have_changed(self):
        claim = jkm()
        made = computed(claim)
        FamilyMember.objects.filter(claim=claim).update(relation=Relation.BURIED)
        with pytest.raises(Refused, match="tidak berlaku lagi"):
            approve(computation_id=made, request_key=uuid4(), actor=HEAD, now=NOW)

    def test_refuses_one_beside_which_a_later_one_stands(self):
        claim = jkm()
        made = computed(claim)
        computed(claim)
        with pytest.raises(Refused, match="lebih baru"):
            approve(computation_id=made, request_key=uuid4(), actor=HEAD, now=NOW)


class TestWhatStepsNeed:
    def test_a_request_needs_a_computation_that_is_approved_and_fresh(self):
        claim = jkm()
        waits = "belum disetujui"
        assert any(waits in str(one) for one in lacking(claim_id=claim.pk, event=Event.SUBMIT))
        made = approved(claim)
        assert not any(waits in str(one) for one in lacking(claim_id=claim.pk, event=Event.SUBMIT))
        found = money.approved(claim_id=claim.pk)
        assert found is not None
        assert found.id == made
        FamilyMember.objects.filter(claim=claim).update(relation=Relation.BURIED)
        assert any(waits in str(one) for one in lacking(claim_id=claim.pk, event=Event.SUBMIT))
        assert money.approved(claim_id=claim.pk) is None

    def test_one_of_another_law_counts_for_nothing(self):
        claim = jkm()
        plain = {"regime": "PP 82/2019", "total_now_rp": 42_000_000, "scholarship_total_rp": 0, "request_key": uuid4()}
        facts = {"facts_sha256": facts_sha256(case_of(claim_id=claim.pk)), "law_sha256": "f" * 64}
        who = {"made_by": BUDI.key, "made_at": NOW, "reported_by": claim.reported_by}
        Computation.objects.create(claim=claim, approved_by=HEAD.key, approved_at=NOW, **plain | facts | who)
        assert money.approved(claim_id=claim.pk) is None


class TestQueriesOfOneClaim:
    def test_ask_no_more_of_a_longer_history(self, django_assert_max_num_queries):
        claim = jkm()
        for _ in range(4):
            computed(claim)
        with django_assert_max_num_queries(40):
            assert len(money.computations(claim_id=claim.pk)) == 4
