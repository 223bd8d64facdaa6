"""Reads a whole programme from one YAML file: `payung programme open FILE.yaml`. Every fault is said at once."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from payung.programmes import load
from payung.programmes.load import ProgrammeFault
from payung.programmes.rules.plan import FundPlan, Known, ProgrammePlan, ProgrammeRefused, against_plan
from payung.programmes.rules.setup import (
    AgreementFacts,
    Audience,
    CalendarFacts,
    CriterionFacts,
    CriterionKind,
    Division,
    FundKind,
    HolidayFacts,
    QuotaFacts,
    QuotaKind,
    ReplacementBy,
    Unmet,
    WeightFacts,
    WeightKind,
)
from payung.programmes.written import Written, whole_number
from payung.regions.load import gazetteer

Criteria = tuple[tuple[CriterionFacts, ...], tuple[WeightFacts, ...]]
_OF_CHECK = ("kabupaten_name", "age_from", "age_below", "legal_age_from")  # of the same file, read by `payung check`


@cache
def known(kabupaten: str) -> Known:
    """What a plan of this kabupaten may name."""
    desas = gazetteer(kabupaten).desas
    return Known(
        occupations=frozenset(load.standings()),
        desas=frozenset(desa.code for desa in desas),
        kecamatans=frozenset(desa.kecamatan_code for desa in desas),
        layouts=load.layouts(),
    )


@cache
def shipped_criteria() -> Criteria:
    """The criteria and weights that a programme starts from."""
    faults: list[str] = []
    found = _criteria(Written(load.shipped(), where="", faults=faults))
    if faults:
        raise ProgrammeFault("\n".join(faults))
    return found


def read_plan(path: Path, *, kabupaten: str) -> ProgrammePlan:
    """The programme of a file. Raises ProgrammeFault (no YAML), ProgrammeRefused (all that is wrong), OSError."""
    faults: list[str] = []
    sheet = Written(load.written(path), where="", faults=faults)
    _check_kabupaten(sheet, kabupaten=kabupaten)
    plan = _plan(sheet)
    for key in _OF_CHECK:
        sheet.raw(key)
    sheet.end()
    if not faults:  # what could not be read has stand-ins; to judge those would mislead
        faults += against_plan(plan, known=known(kabupaten))
    if faults:
        raise ProgrammeRefused(faults)
    return plan


def _check_kabupaten(sheet: Written, *, kabupaten: str) -> None:
    if not sheet.has("kabupaten"):
        return
    try:
        code = load.kabupaten_code(sheet.raw("kabupaten"))
    except ProgrammeFault:
        sheet.fault("kabupaten", 'isi kode seperti "63.02".')
        return
    if code != kabupaten:
        sheet.fault("kabupaten", f"berkas ini untuk {code}, sedangkan rumah ini {kabupaten}.")


def _plan(sheet: Written) -> ProgrammePlan:
    needs = sheet.part("needs")
    conditions, weights = _criteria(sheet)
    plan = ProgrammePlan(
        code=_code(sheet, "code"),
        name=sheet.text("name"),
        first_month=sheet.month("first_month"),
        last_month=sheet.month("last_month"),
        registration_date=sheet.day("registration_date"),
        previous_code=sheet.text("previous", ""),
        division=sheet.choice("division", Division, Division.NEED),
        precheck_valid_days=sheet.number("precheck_valid_days", 90),
        notice_days=sheet.number("notice_days", 7),
        insurer_layout=sheet.text("insurer_layout", "default"),
        funds=tuple(_fund(one) for one in sheet.parts("funds")),
        quotas=tuple(_quotas(sheet.part("quotas"))),
        needs=tuple(_needs(needs)),
        needs_source=needs.text("source", ""),
        agreement=_agreement(sheet.part("agreement")) if sheet.has("agreement") else None,
        calendar=_calendar(sheet.part("calendar")),
        holidays=tuple(_holiday(one) for one in sheet.parts("holidays")),
        conditions=conditions if sheet.has("criteria") else None,
        weights=weights if sheet.has("weights") else None,
        because=sheet.text("because", ""),
    )
    needs.end()
    return plan


def _code(sheet: Written, key: str) -> str:
    code = sheet.text(key)
    if code and not (code.isascii() and code.replace("-", "").isalnum() and len(code) <= 40):
        sheet.fault(key, "pakai huruf, angka dan tanda hubung saja, misalnya 2027 atau sawit-2027.")
    return code


def _fund(sheet: Written) -> FundPlan:
    plan = FundPlan(
        code=_code(sheet, "code"),
        kind=sheet.choice("kind", FundKind),
        name=sheet.text("name"),
        ceiling_rp=sheet.number("ceiling_rp"),
        wadah=sheet.text("wadah", ""),
        npw=sheet.text("npw", ""),
        occupations=frozenset(sheet.texts("occupations")),
    )
    sheet.end()
    return plan


def _quotas(sheet: Written) -> Iterator[QuotaFacts]:
    if sheet.has("programme"):
        yield QuotaFacts(kind=QuotaKind.PROGRAMME, key="", places=sheet.number("programme"))
    for kind in (QuotaKind.KECAMATAN, QuotaKind.DESA, QuotaKind.OCCUPATION):
        of_kind = sheet.part(kind)
        for key in of_kind.names():
            yield QuotaFacts(kind=kind, key=key, places=of_kind.number(key))
    sheet.end()


def _needs(sheet: Written) -> Iterator[tuple[str, int]]:
    by_desa = sheet.part("desa")
    for desa in by_desa.names():
        yield desa, by_desa.number(desa)


def _agreement(sheet: Written) -> AgreementFacts:
    found = AgreementFacts(
        number=sheet.text("number"),
        signed_date=sheet.day("signed_date"),
        first_date=sheet.day("first_date"),
        last_date=sheet.day("last_date"),
        term_months=sheet.number("term_months"),
        cut_off_day=sheet.number("cut_off_day"),
        replacement_by=sheet.choice("replacement_by", ReplacementBy, ReplacementBy.DECREE),
        replacement_clause=sheet.text("replacement_clause", ""),
    )
    sheet.end()
    return found


def _calendar(sheet: Written) -> CalendarFacts:
    found = CalendarFacts(
        budget_from_date=sheet.day_or_none("budget_from_date"),
        budget_revision_date=sheet.day_or_none("budget_revision_date"),
        last_payment_order_date=sheet.day_or_none("last_payment_order_date"),
    )
    sheet.end()
    return found


def _holiday(sheet: Written) -> HolidayFacts:
    found = HolidayFacts(day=sheet.day("day"), name=sheet.text("name"))
    sheet.end()
    return found


def _criteria(sheet: Written) -> Criteria:
    by_audience = sheet.part("criteria")
    conditions = [one for audience in Audience for one in _conditions(by_audience.part(audience), audience)]
    by_audience.end()
    return tuple(conditions), tuple(_weights(sheet.part("weights")))


def _conditions(sheet: Written, audience: Audience) -> Iterator[CriterionFacts]:
    for kind in CriterionKind:
        if kind in sheet.names():
            one = sheet.part(kind)
            yield CriterionFacts(
                kind=kind,
                audience=audience,
                at_least=one.limit("at_least"),
                at_most=one.limit("at_most"),
                unmet=one.choice("unmet", Unmet, Unmet.REFUSES),
            )
            one.end()
    sheet.end()


def _weights(sheet: Written) -> Iterator[WeightFacts]:
    for kind in WeightKind:
        value = sheet.raw(kind)
        if isinstance(value, dict):
            of_kind = sheet.part(kind)
            for key, points in of_kind.items():
                found = whole_number(points)
                if found is None:
                    of_kind.fault(key, "isi bilangan bulat.")
                yield WeightFacts(kind=kind, key=key, points=found or 0)
        elif value is not None:
            yield WeightFacts(kind=kind, key="", points=sheet.number(kind))
    sheet.end()
