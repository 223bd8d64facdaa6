"""What other rooms and pages may know of programmes."""

from collections.abc import Iterable

from django.db.models import QuerySet

from payung.programmes.models import Agreement, Criteria, Fund, Holiday, Programme, Quota, StatedNeed
from payung.programmes.rules.setup import (
    AgreementFacts,
    Audience,
    CalendarFacts,
    CriteriaFacts,
    CriterionFacts,
    CriterionKind,
    Division,
    FundFacts,
    FundKind,
    HolidayFacts,
    ProgrammeFacts,
    QuotaFacts,
    QuotaKind,
    ReplacementBy,
    Unmet,
    WeightFacts,
    WeightKind,
)
from payung.shared.dates import Month

_KINDS = [*CriterionKind]


def programme(*, kabupaten: str, code: str) -> ProgrammeFacts | None:
    found = Programme.objects.filter(kabupaten=kabupaten, code=code).first()
    return _told(found) if found else None


def by_id(*, programme_id: int) -> ProgrammeFacts | None:
    found = Programme.objects.filter(id=programme_id).first()
    return _told(found) if found else None


def programmes(*, kabupaten: str) -> tuple[ProgrammeFacts, ...]:
    """All programmes of a kabupaten, the latest first."""
    return tuple(map(_told, Programme.objects.filter(kabupaten=kabupaten).order_by("-first_month", "-id")))


def funds(*, programme_id: int) -> tuple[FundFacts, ...]:
    """The funds in the order in which they were entered."""
    found = Fund.objects.filter(programme=programme_id).prefetch_related("groups").order_by("id")
    return tuple(
        FundFacts(
            id=fund.pk,
            code=fund.code,
            kind=FundKind(fund.kind),
            name=fund.name,
            ceiling_rp=fund.ceiling_rp,
            wadah=fund.wadah,
            npw=fund.npw,
            occupations=frozenset(group.occupation for group in fund.groups.all()),
        )
        for fund in found
    )


def quotas(*, programme_id: int) -> tuple[QuotaFacts, ...]:
    """The whole programme first, then by kind and key."""
    order = [*QuotaKind]
    found = (
        QuotaFacts(kind=QuotaKind(quota.kind), key=quota.key, places=quota.places)
        for quota in Quota.objects.filter(programme=programme_id)
    )
    return tuple(sorted(found, key=lambda quota: (order.index(quota.kind), quota.key)))


def stated_needs(*, programme_id: int) -> dict[str, int]:
    """How many people each desa was stated to need, by its code."""
    found = StatedNeed.objects.filter(programme=programme_id).order_by("desa_code")
    return dict(found.values_list("desa_code", "people"))


def needs_sources(*, programme_id: int) -> tuple[str, ...]:
    """Where the stated needs come from."""
    found = StatedNeed.objects.filter(programme=programme_id)
    return tuple(found.order_by("source").values_list("source", flat=True).distinct())


def agreement(*, programme_id: int) -> AgreementFacts | None:
    """The PKS signed last."""
    found = Agreement.objects.filter(programme=programme_id).order_by("-signed_date", "-id").first()
    if found is None:
        return None
    return AgreementFacts(
        number=found.number,
        signed_date=found.signed_date,
        first_date=found.first_date,
        last_date=found.last_date,
        term_months=found.term_months,
        cut_off_day=found.cut_off_day,
        replacement_by=ReplacementBy(found.replacement_by),
        replacement_clause=found.replacement_clause,
    )


def calendar(*, programme_id: int) -> CalendarFacts:
    found = Programme.objects.get(id=programme_id)
    return CalendarFacts(
        budget_from_date=found.budget_from_date,
        budget_revision_date=found.budget_revision_date,
        last_payment_order_date=found.last_payment_order_date,
    )


def insurer_layout(*, programme_id: int) -> str:
    """The name of the layout that BPJS's branch wants of this programme."""
    return Programme.objects.values_list("insurer_layout", flat=True).get(id=programme_id)


def holidays(*, kabupaten: str) -> tuple[HolidayFacts, ...]:
    found = Holiday.objects.filter(kabupaten=kabupaten).order_by("day")
    return tuple(HolidayFacts(day=holiday.day, name=holiday.name) for holiday in found)


def criteria(*, programme_id: int, number: int | None = None) -> CriteriaFacts:
    """One version, or the latest. Raises Criteria.DoesNotExist where there is no such version."""
    found = _versions().filter(programme=programme_id)
    return _told_criteria(found.get(number=number) if number is not None else found.latest("number"))


def criteria_by_id(*, criteria_id: int) -> CriteriaFacts:
    return _told_criteria(_versions().get(id=criteria_id))


def criteria_versions(*, programme_id: int) -> tuple[CriteriaFacts, ...]:
    """Every version, the first first."""
    return tuple(map(_told_criteria, _versions().filter(programme=programme_id).order_by("number")))


def _versions() -> QuerySet[Criteria]:
    return Criteria.objects.prefetch_related("conditions", "weights")


def _told(programme: Programme) -> ProgrammeFacts:
    return ProgrammeFacts(
        id=programme.pk,
        kabupaten=programme.kabupaten,
        code=programme.code,
        name=programme.name,
        first_month=Month.of(programme.first_month),
        last_month=Month.of(programme.last_month),
        registration_date=programme.registration_date,
        previous_id=programme.previous_id,
        division=Division(programme.division),
        precheck_valid_days=programme.precheck_valid_days,
        notice_days=programme.notice_days,
    )


def _told_criteria(found: Criteria) -> CriteriaFacts:
    conditions: Iterable[CriterionFacts] = (
        CriterionFacts(
            kind=CriterionKind(one.kind),
            audience=Audience(one.audience),
            at_least=one.at_least,
            at_most=one.at_most,
            unmet=Unmet(one.unmet),
        )
        for one in found.conditions.all()
    )
    weights = (WeightFacts(kind=WeightKind(one.kind), key=one.key, points=one.points) for one in found.weights.all())
    return CriteriaFacts(
        id=found.pk,
        number=found.number,
        because=found.because,
        conditions=tuple(sorted(conditions, key=lambda one: (one.audience, _KINDS.index(one.kind)))),
        weights=tuple(sorted(weights, key=lambda one: (one.kind, one.key.zfill(2)))),
    )
