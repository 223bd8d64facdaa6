"""The case that a claim is, as the law of benefits is asked it: put together from the record, nothing of it typed. Pure.

What the record lacks is said with the page where it is entered; what it leaves open goes to a person. Not here: what the
case owes (`payung.law`), and where the facts come from (`queries.case`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from hashlib import sha256

from payung.claims.rules.facts import FactsTold, InabilityTold
from payung.claims.states import EventKind, Scheme
from payung.law.rules.benefit.case import (
    Aid,
    AidCost,
    Case,
    CaseOutcome,
    Cause,
    Cost,
    Hand,
    Level,
    Loss,
    MembershipFacts,
    Mode,
    Pupil,
)
from payung.shared.dates import day_text

DAYS_A_MONTH = 30
WHOLE = Fraction(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """The registration that runs on the day of the event, as cover reads it; `earlier_months` were paid before a lapse."""

    registered_on: date
    months_paid: int
    earlier_months: int
    status: str  # a word of `payung cover`


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPayer:
    """Somebody else who pays for the same human being. `settled`: a person found that both paid for the month."""

    name: str
    source: str  # who says so, and when
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AtSchool:
    name: str
    level: str
    years_left: int
    birth_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of a claim. `day` is that of the event which the law looks at (`day_of_law`)."""

    kind: EventKind
    scheme: Scheme
    event_date: date
    death_date: date | None
    day: date
    facts: FactsTold
    member: Member | None
    base_income_rp: int | None  # None: the law of that day knows no table of incomes
    others: tuple[OtherPayer, ...] = ()
    pupils: tuple[AtSchool, ...] = ()
    children_not_at_school: tuple[str, ...] = ()  # children young enough, of whom no school is known
    family_known: bool = False
    has_heirs: bool = True
    family_doubts: tuple[str, ...] = ()  # what a person decides of the heirs
    days_paid_late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What keeps the case from being computed; `page` is the page of the claim where it is entered."""

    sentence: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The case, or all that it lacks; `doubts` are computed with, and a person decides them."""

    case: Case | None
    lacks: tuple[Lack, ...]
    doubts: tuple[str, ...]


class CaseLacks(Exception):
    """The record does not hold the whole case."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__(" ".join(one.sentence for one in lacks))
        self.lacks = tuple(lacks)


def day_of_law(*, kind: EventKind, scheme: Scheme, event_date: date, death_date: date | None) -> date:
    """The day whose law and cover count.

    Source: law.md §3.1, §3.6: the day of the accident, and for JKM that of the death.
    Edge: of somebody lost at sea the day last seen, whatever day a court has found: the membership was held since.
    """
    if scheme is Scheme.JKM and kind is not EventKind.LOST_AT_SEA:
        return death_date or event_date
    return event_date


def months_unable(periods: Sequence[InabilityTold]) -> Fraction:
    """Days of certificates, both ends included, in months of thirty days (law.md §3.2: STMB per day = W/30)."""
    return Fraction(sum((one.to_date - one.from_date).days + 1 for one in periods), DAYS_A_MONTH)


def facts_sha256(case: Case) -> str:
    """The fingerprint of what was asked of the law. How late BPJS pays is no fact of the claim, and does not count."""
    return sha256(repr(replace(case, days_paid_late=0)).encode()).hexdigest()


def case_of(record: Record) -> Found:
    """The case, or all that it lacks at once."""
    outcome = _outcome(record)
    lacks = tuple(_lacks(record, outcome))
    doubts = tuple(_doubts(record, outcome))
    if lacks or outcome is None or record.member is None or record.base_income_rp is None:
        return Found(case=None, lacks=lacks, doubts=doubts)
    told, member = record.facts, record.member
    work = record.scheme is Scheme.JKK
    case = Case(
        cause=Cause.WORK if work else Cause.OTHER,
        outcome=outcome,
        event_date=record.day,
        base_income_rp=record.base_income_rp,
        membership=MembershipFacts(
            registered_on=member.registered_on,
            months_paid=member.months_paid,
            status=member.status,
            other_paid_memberships=sum(one.settled for one in record.others),
        ),
        transport=tuple(Cost(mode=Mode[one.mode.upper()], cost_rp=one.cost_rp) for one in told.transports),
        medical_cost_rp=told.medical_cost_rp,
        home_care_cost_rp=told.home_care_cost_rp,
        months_unable=months_unable(told.inabilities),
        losses=tuple(
            Loss(
                part=one.part,
                function_lost_percent=Fraction(one.function_lost_percent),
                table_percent=None if one.table_percent is None else Fraction(one.table_percent),
                units=one.units,
            )
            for one in told.injuries
        ),
        handedness=Hand[told.handedness.upper()],
        aids=tuple(AidCost(kind=Aid[one.kind.upper()], cost_rp=one.cost_rp) for one in told.aids),
        children=tuple(
            Pupil(level=Level[one.level], years_left_at_level=one.years_left, birth_date=one.birth_date)
            for one in record.pupils
        ),
        has_heirs=record.has_heirs,
        days_paid_late=record.days_paid_late,
    )
    return Found(case=case, lacks=(), doubts=doubts)


def _outcome(record: Record) -> CaseOutcome | None:
    if record.kind is not EventKind.ACCIDENT:
        return CaseOutcome.DEATH
    return CaseOutcome[record.facts.outcome.upper()] if record.facts.outcome else None


def _lacks(record: Record, outcome: CaseOutcome | None) -> list[Lack]:
    found = []
    if record.scheme is Scheme.OPEN:
        found.append(Lack(sentence="Skemanya belum ditentukan. Jawab dahulu lima pertanyaannya.", page="claim"))
    if record.member is None:
        sentence = "Orang ini belum pernah terdaftar melalui program ini, jadi tidak ada yang dapat dihitung."
        found.append(Lack(sentence=sentence, page="claim"))
    elif record.day < record.member.registered_on:
        told = day_text(record.member.registered_on)
        sentence = f"Kejadiannya {day_text(record.day)}, sebelum terdaftar {told}. Periksa lagi tanggal atau orangnya."
        found.append(Lack(sentence=sentence, page="claim"))
    if record.base_income_rp is None:
        sentence = f"Hukum untuk {day_text(record.day)} tidak ada dalam catatan. Periksa lagi tanggal kejadiannya."
        found.append(Lack(sentence=sentence, page="claim"))
    if outcome is None:
        sentence = "Keadaan akhirnya belum diisi: masih dirawat, sembuh atau cacat. Isi di halaman Keterangan."
        found.append(Lack(sentence=sentence, page="facts"))
    if outcome is CaseOutcome.PARTIAL_DISABILITY and not record.facts.injuries:
        sentence = "Bagian tubuh yang cacat belum diisi. Isi menurut surat dokter di halaman Keterangan."
        found.append(Lack(sentence=sentence, page="facts"))
    if outcome is CaseOutcome.DEATH and not record.family_known:
        sentence = "Keluarganya belum dicatat, jadi belum diketahui siapa ahli warisnya. Catat di halaman Keluarga."
        found.append(Lack(sentence=sentence, page="family"))
    return found


def _doubts(record: Record, outcome: CaseOutcome | None) -> list[str]:
    found = [
        f"Petugas yang memutuskan: menurut {one.source}, {one.name} juga membayar iurannya. Belum dipastikan apakah keduanya "
        "membayar bulan kejadian, jadi di sini dihitung satu kepesertaan."
        for one in record.others
        if not one.settled
    ]
    if record.kind is EventKind.LOST_AT_SEA and record.death_date not in (None, record.event_date):
        found.append(
            f"Petugas yang memutuskan: dihitung menurut hari terakhir terlihat, {day_text(record.event_date)}; "
            f"pengadilan menetapkan {day_text(record.death_date or record.event_date)}."
        )
    if outcome in (CaseOutcome.DEATH, CaseOutcome.TOTAL_DISABILITY):
        found += [
            f"Sekolah {name} belum dicatat, jadi beasiswanya belum dihitung. Catat jenjangnya di halaman Beasiswa."
            for name in record.children_not_at_school
        ]
    if outcome is CaseOutcome.DEATH:
        found += record.family_doubts
    if record.scheme is Scheme.JKM and record.pupils and record.member and record.member.earlier_months:
        found.append(
            f"Petugas yang memutuskan: {record.member.earlier_months} bulan iuran dibayar sebelum kepesertaannya pernah "
            "terhenti, dan tidak dihitung untuk beasiswa di sini."
        )
    return found
