"""Facts of a claim as a person writes them: what of them cannot be so, all of it at once. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from payung.audit.rules import could_hold_nik
from payung.claims.rules.told import Place
from payung.claims.states import EventKind
from payung.law.dated import DisabilityRow
from payung.law.rules.benefit.case import CaseOutcome
from payung.shared.dates import day_text

NO_AMOUNT = "Baris {place} {what}: jumlahnya harus lebih dari Rp0."
LARGEST_RP = 10**12
DAYS_AHEAD = 366
WHOLE = Decimal(100)
MODES = ("land", "sea", "air")
AIDS = ("denture", "hearing_aid", "glasses", "prosthesis")
OUTCOMES = ("", *(word.name.lower() for word in CaseOutcome))
HANDS = ("right", "left")


@dataclass(frozen=True, slots=True, kw_only=True)
class InjuryTold:
    """A part that was lost, or lost its function; see the law's `Loss` for the numbers."""

    part: str
    function_lost_percent: Decimal = Decimal(100)
    table_percent: Decimal | None = None
    units: int | None = None
    doctor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InabilityTold:
    """Days, both included, on which somebody could not work."""

    from_date: date
    to_date: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportTold:
    mode: str  # land, sea, air
    cost_rp: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AidTold:
    kind: str  # denture, hearing_aid, glasses, prosthesis
    cost_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsTold:
    """All facts of a claim as they are to stand."""

    event_time: time | None = None
    place: Place | None = None
    place_text: str = ""
    doing: str = ""
    chronology: str = ""
    body_part_text: str = ""
    facility: str = ""
    handedness: str = "right"
    outcome: str = ""  # a word of the law's CaseOutcome, in small letters
    medical_cost_rp: int = 0
    home_care_cost_rp: int = 0
    injuries: tuple[InjuryTold, ...] = ()
    inabilities: tuple[InabilityTold, ...] = ()
    transports: tuple[TransportTold, ...] = ()
    aids: tuple[AidTold, ...] = ()


def unfit(
    told: FactsTold, *, event_date: date, today: date, parts: Mapping[str, DisabilityRow], kind: EventKind
) -> tuple[str, ...]:
    """Everything of what was told that cannot be so, each in a sentence that says where and what to do.

    `parts`: the table of the law of the day of the event. Of somebody lost nothing is refused that a person may learn.
    """
    return (
        *_words(told, kind),
        *_sums(told),
        *(sentence for place, one in enumerate(told.injuries, 1) for sentence in _injury(place, one, parts)),
        *_inabilities(told.inabilities, event_date, today),
        *_costs(told),
    )


def _words(told: FactsTold, kind: EventKind) -> Iterator[str]:
    for text in (told.place_text, told.doing, told.chronology, told.body_part_text, told.facility, *_notes(told)):
        if could_hold_nik(text):
            yield "Keterangan tidak boleh memuat NIK atau nomor KK. Hapus nomornya, lalu simpan lagi."
            break
    if told.handedness not in HANDS:
        yield "Pilih tangan yang dominan: kanan atau kiri."
    if told.outcome not in OUTCOMES:
        yield "Pilih keadaan akhir dari daftar."
    if kind is EventKind.ACCIDENT and told.outcome == "death":
        yield "Bila peserta meninggal, catat dahulu kepastian meninggalnya dengan suratnya di halaman klaim."
    if kind is not EventKind.ACCIDENT and told.outcome not in ("", "death"):
        yield "Klaim ini tentang orang yang meninggal atau hilang. Keadaan akhirnya hanya dapat meninggal, atau belum diisi."


def _notes(told: FactsTold) -> Iterator[str]:
    yield from (one.note for one in told.inabilities)
    yield from (one.note for one in told.transports)
    yield from (one.doctor for one in told.injuries)


def _sums(told: FactsTold) -> Iterator[str]:
    for amount, what in (
        (told.medical_cost_rp, "Biaya perawatan"),
        (told.home_care_cost_rp, "Biaya perawatan di rumah"),
    ):
        if amount < 0:
            yield f"{what} tidak boleh kurang dari Rp0. Tulis jumlah yang dibayar."
        elif amount >= LARGEST_RP:
            yield f"{what} terlalu besar. Periksa lagi jumlah angkanya."


def _injury(place: int, one: InjuryTold, parts: Mapping[str, DisabilityRow]) -> Iterator[str]:
    """As the law reads a loss (`payung.law.benefit_questions`), in the words of a person at a form.

    Source: PP 44/2015 Lampiran III (law/benefit.yaml: anatomical_losses).   Unit: percent, and whole tens.
    Edge:   100 % of the function is the part itself; a row that is a range asks for the doctor's figure, its bounds
            included; a row counted by tens asks for how many tens.
    """
    row = parts.get(one.part)
    if row is None:
        yield f"Baris {place} cedera: bagian tubuh ini tidak ada dalam tabel kecacatan. Pilih dari daftar."
        return
    if not 0 < one.function_lost_percent <= WHOLE:
        yield f"Baris {place} cedera: fungsi yang hilang lebih dari 0 sampai 100 persen. Tulis angka dari surat dokter."
    yield from _figure(place, one, row)
    yield from _units(place, one, row)


def _figure(place: int, one: InjuryTold, row: DisabilityRow) -> Iterator[str]:
    """A row of one figure may be told that figure; a range must be told one inside it."""
    reach = f"{float(row.percent):g}".replace(".", ",")
    if row.is_range:
        reach += f" sampai {float(row.percent_to):g}".replace(".", ",")
    if one.table_percent is None:
        if row.is_range:
            yield f"Baris {place} cedera: tulis angka dokter, {reach} persen."
    elif not row.percent <= Fraction(one.table_percent) <= row.percent_to:
        yield f"Baris {place} cedera: angka tabelnya {reach} persen. Periksa lagi surat dokternya."


def _units(place: int, one: InjuryTold, row: DisabilityRow) -> Iterator[str]:
    if row.per_ten and not one.units:
        yield f"Baris {place} cedera: tulis banyaknya puluhan penuh, misalnya 2 untuk 20 sampai 29."
    elif not row.per_ten and one.units is not None:
        yield f"Baris {place} cedera: banyaknya puluhan dikosongkan untuk bagian ini."
    elif row.per_ten and one.units and one.units > 10 and row.part.endswith("_percent"):
        yield f"Baris {place} cedera: banyaknya puluhan paling banyak 10, yaitu 100 persen."


def _inabilities(periods: Sequence[InabilityTold], event_date: date, today: date) -> Iterator[str]:
    """Days of a doctor's certificate: from the event on, none twice. Certified ahead they may be; a year at most."""
    for place, one in enumerate(periods, 1):
        if one.from_date > one.to_date:
            yield f"Baris {place} tidak mampu bekerja: hari terakhirnya mendahului hari pertama. Tukar keduanya."
        elif one.from_date < event_date:
            yield f"Baris {place} tidak mampu bekerja: {day_text(one.from_date)} mendahului hari kejadian."
        elif (one.to_date - today).days > DAYS_AHEAD:
            yield f"Baris {place} tidak mampu bekerja: {day_text(one.to_date)} terlalu jauh ke depan. Periksa tahunnya."
    ordered = sorted(periods, key=lambda one: (one.from_date, one.to_date))
    for before, after in pairwise(ordered):
        if after.from_date <= before.to_date:
            yield (
                f"Masa tidak mampu bekerja mulai {day_text(after.from_date)} bertumpuk dengan masa sebelumnya, "
                f"yang berakhir {day_text(before.to_date)}. Setiap hari dihitung sekali."
            )


def _costs(told: FactsTold) -> Iterator[str]:
    for place, one in enumerate(told.transports, 1):
        if one.mode not in MODES:
            yield f"Baris {place} angkutan: pilih darat, laut atau udara."
        if not 0 < one.cost_rp < LARGEST_RP:
            yield NO_AMOUNT.format(place=place, what="angkutan")
    for place, aid in enumerate(told.aids, 1):
        if aid.kind not in AIDS:
            yield f"Baris {place} alat bantu: pilih dari daftar."
        if not 0 < aid.cost_rp < LARGEST_RP:
            yield NO_AMOUNT.format(place=place, what="alat bantu")
