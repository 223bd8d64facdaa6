"""A whole programme as an office means to open it, and everything that stands in its way, said at once. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from payung.programmes.rules.criteria import sentences_about
from payung.programmes.rules.setup import (
    AgreementFacts,
    CalendarFacts,
    CriterionFacts,
    Division,
    FundKind,
    HolidayFacts,
    QuotaFacts,
    QuotaKind,
    WeightFacts,
)
from payung.shared.dates import Month

LONGEST_MONTHS = 24  # a budget year, or two where the agreement spans a year change
TERMS = (1, 3, 6, 12)


class ProgrammeRefused(Exception):
    """What was asked of a programme cannot be done; `sentences` say why and what to do, all at once."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundPlan:
    """A fund as the office enters it. `occupations` empty: every occupation."""

    code: str
    kind: FundKind
    name: str
    ceiling_rp: int
    wadah: str = ""
    npw: str = ""
    occupations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePlan:
    """Months include both ends. `conditions` and `weights` None: those that Payung ships."""

    code: str
    name: str
    first_month: Month
    last_month: Month
    registration_date: date
    previous_code: str = ""
    division: Division = Division.NEED
    precheck_valid_days: int = 90
    notice_days: int = 7
    insurer_layout: str = "default"
    funds: Sequence[FundPlan] = ()
    quotas: Sequence[QuotaFacts] = ()
    needs: Sequence[tuple[str, int]] = ()
    needs_source: str = ""
    agreement: AgreementFacts | None = None
    calendar: CalendarFacts = field(default_factory=CalendarFacts)
    holidays: Sequence[HolidayFacts] = ()
    conditions: Sequence[CriterionFacts] | None = None
    weights: Sequence[WeightFacts] | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a plan may name: occupations, places of the map, layouts of the insurer."""

    occupations: frozenset[str]
    desas: frozenset[str]
    kecamatans: frozenset[str]
    layouts: frozenset[str]


def against_plan(plan: ProgrammePlan, *, known: Known) -> list[str]:
    """Why this programme cannot be opened so; empty where it can."""
    found = [*_against_days(plan), *against_funds(plan.funds, known=known), *against_quotas(plan.quotas, known=known)]
    found += against_needs(plan.needs, source=plan.needs_source, known=known)
    if plan.agreement is not None:
        found += against_agreement(plan.agreement)
    if plan.insurer_layout not in known.layouts:
        found.append(f"insurer_layout: “{plan.insurer_layout}” tidak dikenal. Pilih: {_list(known.layouts)}.")
    places = known.desas | known.kecamatans
    return found + sentences_about(
        plan.conditions or (), plan.weights or (), occupations=known.occupations, places=places
    )


def _against_days(plan: ProgrammePlan) -> Iterator[str]:
    if not plan.name.strip():
        yield "name: isi nama program."
    months = plan.last_month.number - plan.first_month.number + 1
    if months < 1:
        yield f"last_month: {plan.last_month.text} lebih awal dari bulan pertama, {plan.first_month.text}."
    elif months > LONGEST_MONTHS:
        yield f"last_month: {months} bulan terlalu lama untuk satu program; paling lama {LONGEST_MONTHS} bulan."
    if plan.previous_code == plan.code:
        yield "previous: program tidak dapat melanjutkan dirinya sendiri. Tulis kode program tahun lalu."
    if not 1 <= plan.precheck_valid_days <= 366:
        yield "precheck_valid_days: isi 1 sampai 366 hari."
    if not 0 <= plan.notice_days <= 60:
        yield "notice_days: isi 0 sampai 60 hari."
    yield from against_calendar(plan.calendar)


def against_funds(funds: Sequence[FundPlan], *, known: Known) -> Iterator[str]:
    """Why these funds cannot stand side by side."""
    yield from _twice("funds", (fund.code for fund in funds))
    for fund in funds:
        if not fund.name.strip():
            yield f"funds.{fund.code}.name: isi nama sumber dana."
        if fund.ceiling_rp <= 0:
            yield f"funds.{fund.code}.ceiling_rp: pagu harus lebih dari Rp0."
        for word in sorted(fund.occupations - known.occupations):
            yield f"funds.{fund.code}.occupations: pekerjaan “{word}” tidak ada dalam daftar pekerjaan."


def against_quotas(quotas: Sequence[QuotaFacts], *, known: Known) -> Iterator[str]:
    """Why these quotas cannot be."""
    may_be = {
        QuotaKind.PROGRAMME: frozenset({""}),
        QuotaKind.KECAMATAN: known.kecamatans,
        QuotaKind.DESA: known.desas,
        QuotaKind.OCCUPATION: known.occupations,
    }
    yield from _twice("quotas", (f"{quota.kind} {quota.key}".strip() for quota in quotas))
    for quota in quotas:
        if quota.key not in may_be[quota.kind]:
            yield f"quotas.{quota.kind}: “{quota.key}” tidak dikenal. Pakai kode wilayah atau nama pekerjaan dari daftar."
        if quota.places < 0:
            yield f"quotas.{quota.kind}.{quota.key}: jumlah tempat tidak dapat kurang dari 0."


def against_needs(needs: Sequence[tuple[str, int]], *, source: str, known: Known) -> Iterator[str]:
    """Why these stated needs cannot be."""
    if needs and not source.strip():
        yield "needs.source: sebutkan dari mana angka kebutuhan desa berasal (surat, tanggal)."
    yield from _twice("needs", (desa for desa, _ in needs))
    for desa, people in needs:
        if desa not in known.desas:
            yield f"needs: desa {desa} tidak dikenal. Pakai kode Kemendagri, misalnya 63.02.06.2014."
        if people < 0:
            yield f"needs.{desa}: jumlah orang tidak dapat kurang dari 0."


def against_agreement(agreement: AgreementFacts) -> Iterator[str]:
    """Why this PKS cannot be."""
    if not agreement.number.strip():
        yield "agreement.number: isi nomor PKS."
    if agreement.last_date < agreement.first_date:
        yield "agreement.last_date: PKS berakhir sebelum mulai berlaku."
    if agreement.term_months not in TERMS:
        yield "agreement.term_months: termin PKS 1, 3, 6 atau 12 bulan."
    if not 1 <= agreement.cut_off_day <= 31:
        yield "agreement.cut_off_day: isi tanggal 1 sampai 31."
    if agreement.replacement_by == "minutes" and not agreement.replacement_clause.strip():
        yield "agreement.replacement_clause: penggantian dengan berita acara perlu pasal PKS yang membolehkannya."


def against_calendar(calendar: CalendarFacts) -> Iterator[str]:
    """Why these days cannot be those of one budget year."""
    days = [calendar.budget_from_date, calendar.budget_revision_date, calendar.last_payment_order_date]
    said = [day for day in days if day is not None]
    if said != sorted(said):
        yield "calendar: anggaran dapat dijalankan, perubahan anggaran dan SPM terakhir harus berurutan."


def _twice(where: str, keys: Iterable[str]) -> Iterator[str]:
    for key, count in Counter(keys).items():
        if count > 1:
            yield f"{where}: “{key}” tertulis {count} kali; cukup satu kali."


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
