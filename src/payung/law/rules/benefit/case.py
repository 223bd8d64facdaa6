"""The facts of one case of benefit, as they are asked of the law. Not here: what the law answers."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum
from fractions import Fraction


class Cause(IntEnum):
    OTHER = 0
    WORK = 1


class CaseOutcome(IntEnum):
    """How the case ended, or stands on the day it is computed."""

    TREATED = 0  # still in treatment
    RECOVERED = 1
    PARTIAL_DISABILITY = 2
    TOTAL_DISABILITY = 3
    DEATH = 4


class Hand(IntEnum):
    RIGHT = 0
    LEFT = 1


class Mode(IntEnum):
    """A way of transport; each has a cap of its own."""

    LAND = 0
    SEA = 1
    AIR = 2


class Aid(IntEnum):
    DENTURE = 0
    HEARING_AID = 1
    GLASSES = 2
    PROSTHESIS = 3


class Level(IntEnum):
    """A level of school, in the order of the path of scholarships."""

    TK = 0
    SD = 1
    SMP = 2
    SMA = 3
    PT = 4


class LineCode(Enum):
    """What an amount is for; one line per code. CONTRACTS `payung benefit`."""

    JKK_DEATH_GRANT = "JKK_DEATH_GRANT"
    JKK_TOTAL_DISABILITY = "JKK_TOTAL_DISABILITY"
    JKK_PARTIAL_DISABILITY = "JKK_PARTIAL_DISABILITY"
    JKK_FUNCTIONAL_DISABILITY = "JKK_FUNCTIONAL_DISABILITY"
    JKK_PERIODIC = "JKK_PERIODIC"
    STMB = "STMB"
    TRANSPORT = "TRANSPORT"
    MEDICAL = "MEDICAL"
    HOME_CARE = "HOME_CARE"
    DENTURE = "DENTURE"
    HEARING_AID = "HEARING_AID"
    GLASSES = "GLASSES"
    PROSTHESIS = "PROSTHESIS"
    JKM_DEATH_GRANT = "JKM_DEATH_GRANT"
    JKM_PERIODIC = "JKM_PERIODIC"
    FUNERAL = "FUNERAL"
    SCHOLARSHIP = "SCHOLARSHIP"
    LATE_COMPENSATION = "LATE_COMPENSATION"


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipFacts:
    """`status` is the word of `payung cover`; months are those paid, of the membership that runs on the day."""

    registered_on: date
    months_paid: int
    status: str
    other_paid_memberships: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What was paid for transport of one way, in rupiah."""

    mode: Mode
    cost_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AidCost:
    kind: Aid
    cost_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A part of the body, by its word in the table of disability.

    `function_lost_percent` 100 is anatomical; `table_percent` the doctor's figure where the row is a range; `units` the
    whole tens of dB or percent where the row counts by tens.
    """

    part: str
    function_lost_percent: Fraction = Fraction(100)
    table_percent: Fraction | None = None
    units: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """A child for the scholarship. Without a birth date the total is an upper bound."""

    level: Level
    years_left_at_level: int
    birth_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One accident or death. Sums in whole rupiah; `months_unable` of 30 days, may be a fraction."""

    cause: Cause
    outcome: CaseOutcome
    event_date: date
    base_income_rp: int
    membership: MembershipFacts
    transport: tuple[Cost, ...] = ()
    medical_cost_rp: int = 0
    home_care_cost_rp: int = 0
    months_unable: Fraction = Fraction(0)
    losses: tuple[Loss, ...] = ()
    handedness: Hand = Hand.RIGHT
    aids: tuple[AidCost, ...] = ()
    children: tuple[Pupil, ...] = ()
    has_heirs: bool = True
    days_paid_late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    """One amount that is owed now."""

    code: LineCode
    amount_rp: int
    formula: str  # with its numbers: `60% × 80 × 1.000.000`
    source: str  # regulation and article


@dataclass(frozen=True, slots=True, kw_only=True)
class ScholarshipYear:
    """One year of one child; `child` is its place in `Case.children`."""

    child: int
    due_date: date
    level: Level
    amount_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitAnswer:
    """All that a case owes. `for_a_person`: what the sources leave open, each with its reason; `law` is the law's hash."""

    regime: str
    lines: tuple[OwedLine, ...]
    total_now_rp: int
    scholarship_total_rp: int
    scholarship_schedule: tuple[ScholarshipYear, ...]
    notes: tuple[str, ...]
    for_a_person: tuple[str, ...]
    law: str
