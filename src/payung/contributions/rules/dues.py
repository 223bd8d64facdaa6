"""What a month of one member costs this office, which months a bill is for, and which of them come too late. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payung.law.dated import Law
from payung.law.rules.contribution import Payer, Sector, due_in_row, kind_of, tariff
from payung.membership.states import EndReason
from payung.programmes.rules.price import PAYERS
from payung.programmes.rules.setup import FundKind
from payung.shared.dates import Month

TRANSPORT = ("sopir lepas", "tukang ojek")  # occupations of programmes/data/occupations.csv whose sector is transport
ENDS_BY_PLAN = (EndReason.AGED_OUT, EndReason.BUDGET_ENDED, EndReason.DOUBLE_FUNDED)  # owed until the month given
TOO_LATE = "membayar bulan yang sudah lewat tidak melindungi kejadian sebelum tanggal bayar"


class LeftOut(StrEnum):
    """Why a membership of the fund has no due in a bill. The order is that in which pages tell them."""

    HELD = "held"  # a death or move was told: the desa confirms first
    COLLISION = "collision"  # another payer pays, and nobody has decided
    TWIN = "twin"  # two memberships turned out to be one human being
    ENDED = "ended"
    BILLED = "billed"  # all its months of the term are on a bill already


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The months of one bill; both are of it."""

    first: Month
    last: Month

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(self.first.plus(ahead) for ahead in range(self.last.number - self.first.number + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPrice:
    """What one member's month costs in one sector; `uncertain`: the sources leave open whether it is half."""

    month: Month
    sector: Sector
    jkk_rp: int
    jkm_rp: int
    uncertain: bool


def sector_of(occupation: str) -> Sector:
    """The sector by which the discount of PP 50/2025 is told, from the occupation of the annex line."""
    return Sector.TRANSPORT if occupation in TRANSPORT else Sector.OTHER


def prices(*, kind: FundKind, months: Sequence[Month], law: Law) -> tuple[MonthPrice, ...]:
    """The price of each month in each sector, for vulnerable workers in the lowest row of incomes.

    Source: PP 44/2015 Lampiran II, PP 50/2025 (law/contribution.yaml).
    Unit:   rupiah for one member and one month.
    Edge:   money of APBN or APBD pays the whole sum also in months of discount; of APBDes and CSR that is open, so
            the whole sum is owed and the price says that it is uncertain.
    """
    return tuple(
        _price(month=month, sector=sector, payer=PAYERS[kind], law=law) for month in months for sector in Sector
    )


def _price(*, month: Month, sector: Sector, payer: Payer, law: Law) -> MonthPrice:
    found = due_in_row(tariff=tariff(month=month, law=law), row=0, kind=kind_of(sector=sector, payer=payer))
    return MonthPrice(
        month=month,
        sector=sector,
        jkk_rp=int(found.jkk_rp),
        jkm_rp=int(found.jkm_rp),
        uncertain=bool(found.uncertain),
    )


def one_price(found: Sequence[MonthPrice]) -> bool:
    """Whether sectors cost the same in every month, so that nobody's occupation matters."""
    by_month: dict[Month, set[tuple[int, int]]] = {}
    for price in found:
        by_month.setdefault(price.month, set()).add((price.jkk_rp, price.jkm_rp))
    return all(len(sums) == 1 for sums in by_month.values())


def term_of(*, month: Month, programme_first: Month, programme_last: Month, term_months: int) -> Term | None:
    """The bill that begins with `month`: to the end of the term in which it lies, counted from the programme's first.

    A bill that begins inside a term is for those who came later. None where the month is not the programme's.
    """
    if not programme_first <= month <= programme_last:
        return None
    at = (month.number - programme_first.number) % term_months
    return Term(first=month, last=min(month.plus(term_months - 1 - at), programme_last))


def elapsed(*, months: Sequence[Month], today: date) -> tuple[Month, ...]:
    """Months that ended before today: paying them protects nobody (TOO_LATE)."""
    return tuple(month for month in months if month < Month.of(today))


def across_new_year(*, months: Sequence[Month], today: date) -> tuple[Month, ...]:
    """Months of a later year than the one whose budget pays today."""
    return tuple(month for month in months if month.year > today.year)
