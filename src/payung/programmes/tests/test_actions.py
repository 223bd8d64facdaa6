"""What an office may do to a programme, what is refused, and what the chain then holds."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.programmes import actions, queries
from payung.programmes.models import Criteria, Criterion, Programme
from payung.programmes.rules.plan import FundPlan, ProgrammeRefused
from payung.programmes.rules.setup import (
    AgreementFacts,
    Audience,
    CriterionFacts,
    CriterionKind,
    FundKind,
    QuotaFacts,
    QuotaKind,
    ReplacementBy,
    Unmet,
)
from payung.programmes.tests.cast import APBD, NOW, OPERATOR, PLAN

pytestmark = pytest.mark.django_db


def opened(**changes):
    return actions.open_programme(plan=replace(PLAN, **changes), actor=OPERATOR, now=NOW)


def last_event():
    return Event.objects.latest("number")


class TestOpenProgramme:
    def test_starts_from_the_shipped_criteria(self) -> None:
        programme = opened()
        criteria = queries.criteria(programme_id=programme.id)
        entering, staying = criteria.asked(Audience.ENTERING), criteria.asked(Audience.STAYING)
        assert (entering[CriterionKind.AGE].at_least, entering[CriterionKind.AGE].at_most) == (18, 64)
        assert CriterionKind.AGE not in staying
        assert entering[CriterionKind.NOT_WAGE_EARNER].unmet is Unmet.ASKS
        assert criteria.number == 1
        assert criteria.weights

    def test_is_found_again_as_it_was_said(self) -> None:
        programme = opened()
        assert queries.programme(kabupaten="63.02", code="2027") == programme
        assert queries.by_id(programme_id=programme.id) == programme
        assert queries.programmes(kabupaten="63.02") == (programme,)
        assert queries.programmes(kabupaten="63.10") == ()
        assert programme.months == 12
        (fund,) = queries.funds(programme_id=programme.id)
        assert (fund.code, fund.ceiling_rp, fund.occupations) == ("apbd", 604_800_000, frozenset())
        assert queries.quotas(programme_id=programme.id) == PLAN.quotas

    def test_is_one_event(self) -> None:
        before = Event.objects.count()
        opened()
        assert Event.objects.count() == before + 1
        assert last_event().act == "programmes.open_programme"
        assert json.loads(last_event().facts)["funds"] == {"apbd": 604_800_000}

    def test_refuses_a_code_that_is_taken(self) -> None:
        opened()
        with pytest.raises(ProgrammeRefused, match="sudah ada"):
            opened()

    def test_refuses_to_follow_what_was_never_there(self) -> None:
        with pytest.raises(ProgrammeRefused, match="2026 belum ada"):
            opened(previous_code="2026")
        assert not Programme.objects.exists()

    def test_says_everything_at_once(self) -> None:
        """A fund without money, an unknown desa and a layout nobody has: three sentences in one going."""
        with pytest.raises(ProgrammeRefused) as refused:
            opened(
                funds=(replace(APBD, ceiling_rp=0),),
                needs=(("63.02.99.2001", 5),),
                needs_source="surat camat",
                insurer_layout="baru",
            )
        assert len(refused.value.sentences) == 3

    @pytest.mark.parametrize("role", [Role.DESA_OFFICER, Role.INSPECTOR, Role.INSURER])
    def test_refuses_who_may_not(self, role: Role) -> None:
        with pytest.raises(ProgrammeRefused, match="operator"):
            actions.open_programme(plan=PLAN, actor=replace(OPERATOR, roles=frozenset({role})), now=NOW)

    def test_refuses_an_operator_of_a_part_of_the_map(self) -> None:
        with pytest.raises(ProgrammeRefused, match="seluruh kabupaten"):
            actions.open_programme(plan=PLAN, actor=replace(OPERATOR, scope="63.02.06"), now=NOW)


class TestSetting:
    def test_a_fund_again_changes_it_and_tells_what_was(self) -> None:
        programme = opened()
        changed = replace(APBD, ceiling_rp=500_000_000, occupations=frozenset({"nelayan"}))
        told = actions.set_fund(programme_id=programme.id, fund=changed, actor=OPERATOR, now=NOW)
        assert (told.ceiling_rp, told.occupations) == (500_000_000, frozenset({"nelayan"}))
        facts = json.loads(last_event().facts)
        assert (facts["ceiling_rp_before"], facts["ceiling_rp"]) == (604_800_000, 500_000_000)
        back = actions.set_fund(programme_id=programme.id, fund=APBD, actor=OPERATOR, now=NOW)
        assert back.occupations == frozenset()
        assert back.id == told.id

    def test_a_fund_for_unheard_work_is_refused(self) -> None:
        programme = opened()
        fund = FundPlan(code="x", kind=FundKind.CSR, name="CSR", ceiling_rp=1, occupations=frozenset({"astronaut"}))
        with pytest.raises(ProgrammeRefused, match="astronaut"):
            actions.set_fund(programme_id=programme.id, fund=fund, actor=OPERATOR, now=NOW)

    def test_the_programme_of_another_kabupaten_is_out_of_reach(self) -> None:
        programme = opened()
        stranger = replace(OPERATOR, kabupaten="63.10", scope="63.10")
        with pytest.raises(ProgrammeRefused, match="tidak ada"):
            actions.set_fund(programme_id=programme.id, fund=APBD, actor=stranger, now=NOW)

    def test_quotas_are_changed_one_by_one(self) -> None:
        programme = opened()
        desa = QuotaFacts(kind=QuotaKind.DESA, key="63.02.06.2012", places=40)
        actions.set_quotas(programme_id=programme.id, quotas=[desa], actor=OPERATOR, now=NOW)
        more = replace(desa, places=41)
        actions.set_quotas(programme_id=programme.id, quotas=[more], actor=OPERATOR, now=NOW)
        assert queries.quotas(programme_id=programme.id) == (*PLAN.quotas, more)
        assert json.loads(last_event().facts)["before_after"] == {"desa 63.02.06.2012": [40, 41]}

    def test_needs_name_their_source(self) -> None:
        programme = opened()
        with pytest.raises(ProgrammeRefused, match="source"):
            actions.state_needs(
                programme_id=programme.id, needs=[("63.02.06.2012", 40)], source=" ", actor=OPERATOR, now=NOW
            )
        actions.state_needs(
            programme_id=programme.id, needs=[("63.02.06.2012", 40)], source="Musdes", actor=OPERATOR, now=NOW
        )
        assert queries.stated_needs(programme_id=programme.id) == {"63.02.06.2012": 40}

    def test_minutes_replace_only_where_a_clause_allows(self) -> None:
        programme = opened()
        agreement = AgreementFacts(
            number="1/PKS/2027",
            signed_date=date(2026, 12, 20),
            first_date=date(2027, 1, 1),
            last_date=date(2027, 12, 31),
            term_months=3,
            cut_off_day=20,
            replacement_by=ReplacementBy.MINUTES,
        )
        with pytest.raises(ProgrammeRefused, match="pasal"):
            actions.set_agreement(programme_id=programme.id, agreement=agreement, actor=OPERATOR, now=NOW)
        allowed = replace(agreement, replacement_clause="Pasal 7 ayat (2)")
        actions.set_agreement(programme_id=programme.id, agreement=allowed, actor=OPERATOR, now=NOW)
        assert queries.agreement(programme_id=programme.id) == allowed


class TestNewCriteria:
    def change(self, programme, **changes):
        last = queries.criteria(programme_id=programme.id)
        words = {"conditions": last.conditions, "weights": last.weights, "because": "Rapat 3 Desember 2026"} | changes
        return actions.new_criteria(programme_id=programme.id, actor=OPERATOR, now=NOW, **words)

    def test_keeps_the_version_before(self) -> None:
        programme = opened()
        first = queries.criteria(programme_id=programme.id)
        desil = CriterionFacts(kind=CriterionKind.DESIL, audience=Audience.ENTERING, at_most=4)
        second = self.change(programme, conditions=(*first.conditions, desil))
        assert second.number == 2
        assert queries.criteria(programme_id=programme.id) == second
        assert queries.criteria(programme_id=programme.id, number=1) == first
        assert queries.criteria_by_id(criteria_id=first.id) == first
        assert json.loads(last_event().facts)["changes"] == ["peserta baru: desil DTSEN: - → paling banyak 4"]

    def test_refuses_a_version_that_changes_nothing(self) -> None:
        with pytest.raises(ProgrammeRefused, match="Tidak ada yang berubah"):
            self.change(opened())

    def test_refuses_a_change_without_a_reason(self) -> None:
        with pytest.raises(ProgrammeRefused, match="mengapa"):
            self.change(opened(), weights=(), because=" ")

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE programmes_criterion SET at_most = 99 WHERE kind = 'age'",
            "DELETE FROM programmes_weight",
            "UPDATE programmes_criteria SET because = 'lain'",
        ],
    )
    def test_no_version_is_changed_by_sql(self, statement: str) -> None:
        opened()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    def test_no_version_is_changed_through_the_orm(self) -> None:
        opened()
        with pytest.raises(IntegrityError), transaction.atomic():
            Criterion.objects.filter(kind="age").update(at_most=99)
        with pytest.raises(IntegrityError), transaction.atomic():
            Criteria.objects.all().delete()
