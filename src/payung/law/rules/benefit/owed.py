"""What a case owes, in numbers: every amount with what it was worked out from. Not here: rules, and words for people."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction

from payung.law.dated import Dated, DisabilityRow
from payung.law.rules.benefit.case import Aid, Level, LineCode, Mode, ScholarshipYear


class Open(IntEnum):
    """What must be told with the amounts; `for_a_person` where the sources leave it open and a person decides.

    The number is the bit of the flag in a column of cases.
    """

    NOT_ACTIVE = 0  # no lines: cover was not active on the day
    UNPAID_MONTHS = 1  # the same, but in the months of doubt: a person decides
    NOT_FROM_WORK = 2  # no lines: cause other, and alive
    JKM_FUNERAL_ONLY = 3  # fewer paid months than the whole JKM needs
    JKM_TOO_RECENT = 4  # paid enough, registered too short a time: the rest is for a person
    TWO_MEMBERSHIPS = 5  # JKM; `Flat.times` says whether the grants are in the lines twice
    TWO_MEMBERSHIPS_AT_WORK = 6  # death from work: the sources speak of JKM only
    NO_HEIRS = 7  # only the funeral is payable; `Owed.to_fund` has the rest
    SCHOLARSHIP_TOO_FEW_MONTHS = 8  # JKM: children, but fewer paid months than it needs
    SCHOLARSHIP_TOO_OLD = 9  # a child that is not under the age on the day of the event
    SCHOLARSHIP_MORE_CHILDREN = 10  # more entitled children than the law pays for
    UPPER_BOUND_NO_BIRTH_DATE = 11  # a paid-for child without birth date: the total is an upper bound
    SCHOLARSHIP_YEARS_LEFT = 12  # whether the running school year counts as one that is left is not settled
    SCHOLARSHIP_WORKING_CHILD = 13  # from 24 February 2025 a child that works may keep it, under conditions
    LOSSES_NOT_COUNTED = 14  # losses named, but the outcome is not partial disability
    SUM_CAP = 15  # several losses came to more than total disability and were cut
    RANGE_ROW = 16  # the doctor's figure for a row that is a range

    @property
    def for_a_person(self) -> bool:
        return self in FOR_A_PERSON


FOR_A_PERSON = frozenset(
    {
        Open.UNPAID_MONTHS,
        Open.JKM_TOO_RECENT,
        Open.TWO_MEMBERSHIPS,
        Open.TWO_MEMBERSHIPS_AT_WORK,
        Open.SCHOLARSHIP_YEARS_LEFT,
        Open.SCHOLARSHIP_WORKING_CHILD,
        Open.SUM_CAP,
        Open.RANGE_ROW,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfBase:
    """percent × multiplier × base income; never less than `least_rp` where the law has such a floor."""

    percent: Fraction
    multiplier: int
    base_income_rp: int
    computed_rp: int
    least_rp: int | None = None

    @property
    def raised(self) -> bool:
        return self.least_rp is not None and self.computed_rp < self.least_rp


@dataclass(frozen=True, slots=True, kw_only=True)
class LossUsed:
    """One loss as it counts. `row` is the row of the table used, after the swap of hands."""

    row: DisabilityRow
    asked_part: str
    percent: Fraction  # of the table, the doctor's figure, or percent × units
    units: int | None  # where the row counts by tens
    function_lost_percent: Fraction  # 100 for an anatomical loss
    used_percent: Fraction  # before the cap on the sum
    swapped: bool  # right and left were exchanged for a left-handed person
    of_a_range: bool  # `percent` is the doctor's


@dataclass(frozen=True, slots=True, kw_only=True)
class Disability:
    """Losses of one kind, all anatomical or all functional: used_percent × multiplier × base income."""

    losses: tuple[LossUsed, ...]
    sum_percent: Fraction
    cut_percent: Fraction  # taken off by the cap on all losses together
    used_percent: Fraction
    cap_percent: Fraction
    multiplier: int
    base_income_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """A fixed sum; `times` 2 where two memberships are paid for."""

    sum_rp: int
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodic:
    """months × a monthly sum, paid at once; `times` 2 where two memberships are paid for."""

    months: int
    rp_a_month: int
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TierUsed:
    """Months in one tier of temporary incapacity. `last_month` None: without end. Only tiers with months are listed."""

    first_month: int
    last_month: int | None
    percent: int
    months: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Incapacity:
    tiers: tuple[TierUsed, ...]
    months: Fraction
    base_income_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeUsed:
    mode: Mode
    cost_rp: int
    cap_rp: int
    paid_rp: int

    @property
    def capped(self) -> bool:
        return self.paid_rp < self.cost_rp


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    modes: tuple[ModeUsed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidBack:
    """A cost that is paid back; `cap_rp` None: without limit. `aid` where it is for an aid."""

    cost_rp: int
    cap_rp: int | None
    aid: Aid | None = None

    @property
    def capped(self) -> bool:
        return self.cap_rp is not None and self.cap_rp < self.cost_rp


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildPath:
    """One child's way through school. `child` is its place in `Case.children`."""

    child: int
    level: Level
    years: tuple[tuple[Level, int], ...]  # each year that is owed, first to last: level and sum
    total_rp: int
    paid_for: bool  # among the children with the largest paths, as many as the law pays for
    cut_years: int  # years of the path that fall on or after the age limit
    birth_date_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scholarship:
    """The amount of the line is the first year of the children paid for (or the whole, where it is paid once)."""

    children: tuple[ChildPath, ...]
    children_at_most: int
    age_below: int
    once: bool  # PP 44/2015: one sum for one child
    months_needed: int | None  # JKM only
    months_paid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """share a day × days × all other lines."""

    share: Fraction
    days: int
    of_rp: int


Parts = OfBase | Disability | Flat | Periodic | Incapacity | Transport | PaidBack | Scholarship | Late


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One line in numbers. `entries` are the values of law it rests on, the one that gives the sum first."""

    code: LineCode
    amount_rp: int
    parts: Parts
    entries: tuple[Dated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """All that one case owes. Lines of zero are left out; lines stand in the order of `LineCode`."""

    regime: str
    regime_entry: Dated
    event_date: date
    lines: tuple[Amount, ...]
    total_now_rp: int
    scholarship_total_rp: int
    scholarship_schedule: tuple[ScholarshipYear, ...]
    disabilities: tuple[Disability, ...]  # of partial disability, also a kind that the cap cut to nothing
    scholarship: Scholarship | None  # also where it comes to nothing; None where no scholarship is asked about
    to_fund: tuple[Amount, ...]  # without heirs: what goes to the social security fund
    open: tuple[Open, ...]
    law: str  # one hash over both files of law
