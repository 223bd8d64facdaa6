"""What an office does to a programme. Each function is one transaction and one event; refusals say all at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.programmes import queries
from payung.programmes.models import (
    Agreement,
    Criteria,
    Criterion,
    Fund,
    FundGroup,
    Holiday,
    Programme,
    Quota,
    StatedNeed,
    Weight,
)
from payung.programmes.plan_files import known, shipped_criteria
from payung.programmes.rules.criteria import differences, sentences_about
from payung.programmes.rules.plan import (
    FundPlan,
    ProgrammePlan,
    ProgrammeRefused,
    against_agreement,
    against_calendar,
    against_funds,
    against_needs,
    against_plan,
    against_quotas,
)
from payung.programmes.rules.setup import (
    AgreementFacts,
    CalendarFacts,
    CriteriaFacts,
    CriterionFacts,
    FundFacts,
    HolidayFacts,
    ProgrammeFacts,
    QuotaFacts,
    WeightFacts,
)

SETTERS = (Role.OPERATOR, Role.HEAD)
_SHIPPED = "Salinan dari program bawaan Payung (programme.yaml)"


def open_programme(*, plan: ProgrammePlan, actor: Actor, now: datetime) -> ProgrammeFacts:
    """The programme stands with all that the plan names; without criteria it starts from the shipped ones.

    Raises ProgrammeRefused.
    """
    _permit(actor)
    _refuse(against_plan(plan, known=known(actor.kabupaten)))
    shipped = shipped_criteria()
    with transaction.atomic():
        if Programme.objects.filter(kabupaten=actor.kabupaten, code=plan.code).exists():
            _refuse([f"code: program {plan.code} sudah ada. Pakai kode lain, atau ubah program itu."])
        made = _opened(plan, actor=actor, now=now)
        _put_fund(made, plan.funds)
        _put_quotas(made, plan.quotas)
        _put_needs(made, plan.needs, source=plan.needs_source)
        if plan.agreement:
            _put_agreement(made, plan.agreement)
        _put_holidays(actor.kabupaten, plan.holidays)
        criteria = _put_criteria(
            made,
            shipped[0] if plan.conditions is None else plan.conditions,
            shipped[1] if plan.weights is None else plan.weights,
            because=plan.because or _SHIPPED,
            actor=actor,
            now=now,
        )
        facts = {
            "code": plan.code,
            "months": [str(plan.first_month), str(plan.last_month)],
            "registration_date": plan.registration_date.isoformat(),
            "funds": {fund.code: fund.ceiling_rp for fund in plan.funds},
            "quotas": {f"{quota.kind} {quota.key}".strip(): quota.places for quota in plan.quotas},
            "agreement": plan.agreement.number if plan.agreement else "",
            "criteria": criteria.number,
        }
        _record("programmes.open_programme", made.pk, facts, actor=actor, now=now)
    return _facts(made.pk)


def set_fund(*, programme_id: int, fund: FundPlan, actor: Actor, now: datetime) -> FundFacts:
    """The fund stands so, new or changed; the event holds what was before. Raises ProgrammeRefused."""
    _permit(actor)
    _refuse(list(against_funds([fund], known=known(actor.kabupaten))))
    with transaction.atomic():
        programme = _locked(programme_id, actor)
        before = next((one for one in queries.funds(programme_id=programme_id) if one.code == fund.code), None)
        _put_fund(programme, [fund])
        facts: dict[str, object] = {"code": fund.code, "kind": fund.kind, "ceiling_rp": fund.ceiling_rp}
        facts |= {"occupations": sorted(fund.occupations), "wadah": fund.wadah, "npw": fund.npw}
        facts |= (
            {"ceiling_rp_before": before.ceiling_rp, "occupations_before": sorted(before.occupations)} if before else {}
        )
        _record("programmes.set_fund", programme_id, facts, actor=actor, now=now)
    return next(one for one in queries.funds(programme_id=programme_id) if one.code == fund.code)


def set_quotas(*, programme_id: int, quotas: Sequence[QuotaFacts], actor: Actor, now: datetime) -> None:
    """These quotas stand so; others stay as they were. Raises ProgrammeRefused."""
    _permit(actor)
    _refuse(list(against_quotas(quotas, known=known(actor.kabupaten))))
    with transaction.atomic():
        programme = _locked(programme_id, actor)
        before = {(one.kind, one.key): one.places for one in queries.quotas(programme_id=programme_id)}
        _put_quotas(programme, quotas)
        facts = {f"{one.kind} {one.key}".strip(): [before.get((one.kind, one.key)), one.places] for one in quotas}
        _record("programmes.set_quotas", programme_id, {"before_after": facts}, actor=actor, now=now)


def state_needs(
    *, programme_id: int, needs: Sequence[tuple[str, int]], source: str, actor: Actor, now: datetime
) -> None:
    """Each named desa needs so many places, as the source says. Raises ProgrammeRefused."""
    _permit(actor)
    _refuse(list(against_needs(needs, source=source, known=known(actor.kabupaten))))
    with transaction.atomic():
        programme = _locked(programme_id, actor)
        _put_needs(programme, needs, source=source)
        facts = {"desas": len(needs), "people": sum(people for _, people in needs), "source": source}
        _record("programmes.state_needs", programme_id, facts, actor=actor, now=now)


def set_agreement(*, programme_id: int, agreement: AgreementFacts, actor: Actor, now: datetime) -> None:
    """The PKS stands so, new or corrected under its number. Raises ProgrammeRefused."""
    _permit(actor)
    _refuse(list(against_agreement(agreement)))
    with transaction.atomic():
        programme = _locked(programme_id, actor)
        _put_agreement(programme, agreement)
        facts = {
            "number": agreement.number,
            "days": [day.isoformat() for day in (agreement.signed_date, agreement.first_date, agreement.last_date)],
            "term_months": agreement.term_months,
            "cut_off_day": agreement.cut_off_day,
            "replacement_by": agreement.replacement_by,
            "replacement_clause": agreement.replacement_clause,
        }
        _record("programmes.set_agreement", programme_id, facts, actor=actor, now=now)


def set_calendar(*, programme_id: int, calendar: CalendarFacts, actor: Actor, now: datetime) -> None:
    """The days of the budget year stand so. Raises ProgrammeRefused."""
    _permit(actor)
    _refuse(list(against_calendar(calendar)))
    with transaction.atomic():
        programme = _locked(programme_id, actor)
        days = {
            "budget_from_date": calendar.budget_from_date,
            "budget_revision_date": calendar.budget_revision_date,
            "last_payment_order_date": calendar.last_payment_order_date,
        }
        Programme.objects.filter(id=programme.pk).update(**days)
        facts = {name: day.isoformat() if day else "" for name, day in days.items()}
        _record("programmes.set_calendar", programme_id, facts, actor=actor, now=now)


def add_holidays(*, holidays: Sequence[HolidayFacts], actor: Actor, now: datetime) -> None:
    """These days are no working days in the actor's kabupaten. Raises ProgrammeRefused."""
    _permit(actor)
    _refuse([f"{holiday.day}: isi nama hari liburnya." for holiday in holidays if not holiday.name.strip()])
    with transaction.atomic():
        _put_holidays(actor.kabupaten, holidays)
        audit.record(
            kabupaten=actor.kabupaten,
            act="programmes.add_holidays",
            actor=actor.key,
            subject=f"kabupaten:{actor.kabupaten}",
            facts={holiday.day.isoformat(): holiday.name for holiday in holidays},
            now=now,
        )


def new_criteria(
    *,
    programme_id: int,
    conditions: Sequence[CriterionFacts],
    weights: Sequence[WeightFacts],
    because: str,
    actor: Actor,
    now: datetime,
) -> CriteriaFacts:
    """A new version holds from now on; what was judged keeps the version it was judged by. Raises ProgrammeRefused."""
    _permit(actor)
    may_name = known(actor.kabupaten)
    found = sentences_about(
        conditions, weights, occupations=may_name.occupations, places=may_name.desas | may_name.kecamatans
    )
    if not because.strip():
        found.append("because: sebutkan mengapa syarat diubah, misalnya nomor rapat atau peraturan.")
    _refuse(found)
    with transaction.atomic():
        programme = _locked(programme_id, actor)
        last = queries.criteria(programme_id=programme_id)
        changes = differences(before=(last.conditions, last.weights), after=(conditions, weights))
        if not changes:
            _refuse([f"Tidak ada yang berubah dari versi {last.number}. Ubah dulu syarat atau bobotnya."])
        made = _put_criteria(programme, conditions, weights, because=because, actor=actor, now=now)
        facts = {
            "number": made.number,
            "because": because,
            "changes": [f"{change.what}: {change.before or '-'} → {change.after or '-'}" for change in changes],
        }
        _record("programmes.new_criteria", programme_id, facts, actor=actor, now=now)
    return queries.criteria(programme_id=programme_id, number=made.number)


def _permit(actor: Actor) -> None:
    if not (actor.may(*SETTERS) and actor.sees(actor.kabupaten)):
        _refuse(["Program disusun oleh operator atau kepala dinas untuk seluruh kabupaten. Mintalah kepada mereka."])


def _refuse(sentences: Sequence[str]) -> None:
    if sentences:
        raise ProgrammeRefused(sentences)


def _locked(programme_id: int, actor: Actor) -> Programme:
    found = Programme.objects.select_for_update().filter(id=programme_id, kabupaten=actor.kabupaten).first()
    if found is None:
        raise ProgrammeRefused(["Program ini tidak ada di kabupaten Anda. Pilih dari daftar program."])
    return found


def _opened(plan: ProgrammePlan, *, actor: Actor, now: datetime) -> Programme:
    previous = None
    if plan.previous_code:
        previous = Programme.objects.filter(kabupaten=actor.kabupaten, code=plan.previous_code).first()
        if previous is None:
            _refuse([f"previous: program {plan.previous_code} belum ada. Tulis kodenya seperti di daftar program."])
    return Programme.objects.create(
        kabupaten=actor.kabupaten,
        code=plan.code,
        name=plan.name,
        first_month=plan.first_month.first_day,
        last_month=plan.last_month.first_day,
        registration_date=plan.registration_date,
        previous=previous,
        division=plan.division,
        precheck_valid_days=plan.precheck_valid_days,
        notice_days=plan.notice_days,
        insurer_layout=plan.insurer_layout,
        budget_from_date=plan.calendar.budget_from_date,
        budget_revision_date=plan.calendar.budget_revision_date,
        last_payment_order_date=plan.calendar.last_payment_order_date,
        made_at=now,
        made_by=actor.key,
    )


def _put_fund(programme: Programme, funds: Sequence[FundPlan]) -> None:
    for fund in funds:
        stored, _ = Fund.objects.update_or_create(
            programme=programme,
            code=fund.code,
            defaults={
                "kind": fund.kind,
                "name": fund.name,
                "ceiling_rp": fund.ceiling_rp,
                "wadah": fund.wadah,
                "npw": fund.npw,
            },
        )
        stored.groups.exclude(occupation__in=fund.occupations).delete()
        there = set(stored.groups.values_list("occupation", flat=True))
        FundGroup.objects.bulk_create(
            [FundGroup(fund=stored, occupation=word) for word in sorted(fund.occupations - there)]
        )


def _put_quotas(programme: Programme, quotas: Sequence[QuotaFacts]) -> None:
    Quota.objects.bulk_create(
        [Quota(programme=programme, kind=one.kind, key=one.key, places=one.places) for one in quotas],
        update_conflicts=True,
        unique_fields=["programme", "kind", "key"],
        update_fields=["places"],
    )


def _put_needs(programme: Programme, needs: Sequence[tuple[str, int]], *, source: str) -> None:
    StatedNeed.objects.bulk_create(
        [StatedNeed(programme=programme, desa_code=desa, people=people, source=source) for desa, people in needs],
        update_conflicts=True,
        unique_fields=["programme", "desa_code"],
        update_fields=["people", "source"],
    )


def _put_agreement(programme: Programme, agreement: AgreementFacts) -> None:
    values: Mapping[str, object] = {
        "signed_date": agreement.signed_date,
        "first_date": agreement.first_date,
        "last_date": agreement.last_date,
        "term_months": agreement.term_months,
        "cut_off_day": agreement.cut_off_day,
        "replacement_by": agreement.replacement_by,
        "replacement_clause": agreement.replacement_clause,
    }
    Agreement.objects.update_or_create(programme=programme, number=agreement.number, defaults=values)


def _put_holidays(kabupaten: str, holidays: Sequence[HolidayFacts]) -> None:
    Holiday.objects.bulk_create(
        [Holiday(kabupaten=kabupaten, day=one.day, name=one.name) for one in holidays],
        update_conflicts=True,
        unique_fields=["kabupaten", "day"],
        update_fields=["name"],
    )


def _put_criteria(
    programme: Programme,
    conditions: Sequence[CriterionFacts],
    weights: Sequence[WeightFacts],
    *,
    because: str,
    actor: Actor,
    now: datetime,
) -> Criteria:
    last = Criteria.objects.filter(programme=programme).order_by("-number").values_list("number", flat=True).first()
    made = Criteria.objects.create(
        programme=programme, number=(last or 0) + 1, because=because, made_at=now, made_by=actor.key
    )
    Criterion.objects.bulk_create(
        Criterion(
            criteria=made,
            kind=one.kind,
            audience=one.audience,
            at_least=one.at_least,
            at_most=one.at_most,
            unmet=one.unmet,
        )
        for one in conditions
    )
    Weight.objects.bulk_create(
        Weight(criteria=made, kind=weight.kind, key=weight.key, points=weight.points) for weight in weights
    )
    return made


def _record(act: str, programme_id: int, facts: Mapping[str, object], *, actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten,
        act=act,
        actor=actor.key,
        subject=f"programme:{programme_id}",
        facts=facts,
        now=now,
    )


def _facts(programme_id: int) -> ProgrammeFacts:
    found = queries.by_id(programme_id=programme_id)
    if found is None:
        raise ProgrammeRefused(["Program ini tidak ada lagi."])
    return found
