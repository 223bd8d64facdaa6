"""A programme in words and tables; templates only set them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.wording import day, month, number, rupiah
from payung.programmes import queries
from payung.programmes.forms import DIVISIONS, FUND_KINDS
from payung.programmes.rules.criteria import AUDIENCES, WEIGHT_NAMES, differences, said
from payung.programmes.rules.setup import Audience, CriteriaFacts, ProgrammeFacts, QuotaFacts, QuotaKind, ReplacementBy
from payung.regions.load import gazetteer
from payung.regions.rules import plain_code

NEEDS_SHOWN = 100


def row(programme: ProgrammeFacts) -> tuple[str, str, str, str]:
    """(code, name, months, money)."""
    total = sum(fund.ceiling_rp for fund in queries.funds(programme_id=programme.id))
    return programme.code, programme.name, months(programme), rupiah(total)


def months(programme: ProgrammeFacts) -> str:
    return _("%(first)s s.d. %(last)s, %(count)s bulan") % {
        "first": month(programme.first_month),
        "last": month(programme.last_month),
        "count": programme.months,
    }


def about(programme: ProgrammeFacts) -> list[tuple[str, str]]:
    """Facts of the programme, its PKS and its calendar: (what, said)."""
    unsaid = _("belum diisi")
    calendar = queries.calendar(programme_id=programme.id)
    facts = [
        (_("Umur dihitung pada"), day(programme.registration_date)),
        (_("Tempat dibagi menurut"), str(dict(DIVISIONS)[programme.division])),
        (_("Hasil pemadanan berlaku"), _days(programme.precheck_valid_days)),
        (_("Uji publik"), _days(programme.notice_days)),
    ]
    for word, on in (
        (_("Anggaran dapat dijalankan"), calendar.budget_from_date),
        (_("Perubahan anggaran"), calendar.budget_revision_date),
        (_("SPM terakhir"), calendar.last_payment_order_date),
    ):
        facts.append((word, day(on) if on else unsaid))
    agreement = queries.agreement(programme_id=programme.id)
    if agreement is None:
        return [*facts, (_("PKS dengan BPJS"), unsaid)]
    by = {ReplacementBy.DECREE: _("Keputusan"), ReplacementBy.MINUTES: _("berita acara")}[agreement.replacement_by]
    told = _("%(number)s, %(first)s s.d. %(last)s, termin %(term)s bulan, perubahan sampai tanggal %(cut)s") % {
        "number": agreement.number,
        "first": day(agreement.first_date),
        "last": day(agreement.last_date),
        "term": agreement.term_months,
        "cut": agreement.cut_off_day,
    }
    return [
        *facts,
        (_("PKS dengan BPJS"), told),
        (_("Penggantian dengan"), f"{by} {agreement.replacement_clause}".strip()),
    ]


def _days(count: int) -> str:
    return ngettext("%(n)s hari", "%(n)s hari", count) % {"n": count}


def funds(programme: ProgrammeFacts) -> list[tuple[str, str, str, str, str, str]]:
    """(code, name, kind, for whom, wadah, ceiling)."""
    return [
        (
            fund.code,
            fund.name,
            str(dict(FUND_KINDS)[fund.kind]),
            ", ".join(sorted(fund.occupations)) or _("semua pekerjaan"),
            " · ".join(filter(None, (fund.wadah, fund.npw))),
            rupiah(fund.ceiling_rp),
        )
        for fund in queries.funds(programme_id=programme.id)
    ]


def quotas(programme: ProgrammeFacts) -> list[tuple[str, str]]:
    return [
        (quota_name(quota, kabupaten=programme.kabupaten), number(quota.places))
        for quota in queries.quotas(programme_id=programme.id)
    ]


def quota_name(quota: QuotaFacts, *, kabupaten: str) -> str:
    desas = gazetteer(kabupaten)
    if quota.kind is QuotaKind.PROGRAMME:
        return _("seluruh program")
    if quota.kind is QuotaKind.KECAMATAN:
        names = {desa.kecamatan_code: desa.kecamatan for desa in desas.desas}
        return _("Kecamatan %(name)s") % {"name": names.get(quota.key, quota.key)}
    if quota.kind is QuotaKind.DESA:
        found = desas.by_code.get(plain_code(quota.key))
        return found.text if found else quota.key
    return quota.key


def needs(programme: ProgrammeFacts) -> str:
    """What the desa stated, in one sentence; nothing where they stated nothing."""
    stated = queries.stated_needs(programme_id=programme.id)
    if not stated:
        return ""
    return _("%(desas)s desa menyatakan kebutuhan %(people)s tempat. Sumber: %(source)s.") % {
        "desas": number(len(stated)),
        "people": number(sum(stated.values())),
        "source": "; ".join(queries.needs_sources(programme_id=programme.id)),
    }


def needs_written(programme: ProgrammeFacts) -> str:
    """What the desa stated, by the line, as its form reads it."""
    names = {desa.code: desa.name for desa in gazetteer(programme.kabupaten).desas}
    stated = queries.stated_needs(programme_id=programme.id)
    return "\n".join(f"{code} {names.get(code, '')} {people}" for code, people in stated.items())


def holidays(programme: ProgrammeFacts) -> str:
    """The days off in one sentence; nothing where none is known."""
    known = queries.holidays(kabupaten=programme.kabupaten)
    if not known:
        return ""
    return _("%(n)s hari libur tercatat, terakhir %(day)s.") % {"n": number(len(known)), "day": day(known[-1].day)}


def holidays_written(programme: ProgrammeFacts) -> str:
    """The days off, by the line, as their form reads them."""
    known = queries.holidays(kabupaten=programme.kabupaten)
    return "\n".join(f"{one.day:%d/%m/%Y} {one.name}" for one in known)


def criteria(version: CriteriaFacts) -> list[tuple[str, list[str]]]:
    """For each audience what it is asked, then the weights."""
    found = [(AUDIENCES[audience], [said(one) for one in version.asked(audience).values()]) for audience in Audience]
    weights = [f"{WEIGHT_NAMES[one.kind]} {one.key}: {one.points}".replace(" :", ":") for one in version.weights]
    return [*found, (_("bobot"), weights)]


def changes(before: CriteriaFacts, after: CriteriaFacts) -> list[str]:
    """What a version changed, in words."""
    found = differences(before=(before.conditions, before.weights), after=(after.conditions, after.weights))
    return [f"{one.what}: {one.before or _('tidak diminta')} → {one.after or _('tidak diminta')}" for one in found]


def versions(programme: ProgrammeFacts) -> list[tuple[str, str, list[str]]]:
    """Every version, the latest first: (name, because, what it changed)."""
    known = queries.criteria_versions(programme_id=programme.id)
    pairs = zip((None, *known), known, strict=False)
    told = [
        (_("Versi %(n)s") % {"n": after.number}, after.because, changes(before, after) if before else [])
        for before, after in pairs
    ]
    return told[::-1]
