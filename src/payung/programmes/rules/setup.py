"""A programme as set up, as other rooms are told of it: funds, quotas, and criteria in versions. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payung.shared.dates import Month


class FundKind(StrEnum):
    """Where money comes from (law.md §1.2); it decides who counts as payer of a contribution."""

    APBD = "apbd"
    DBH_SAWIT = "dbh_sawit"
    DBH_CHT = "dbh_cht"
    PROVINCE = "province"
    APBDES = "apbdes"
    CSR = "csr"


class ReplacementBy(StrEnum):
    """What names a replacement: a decree, or a berita acara where the agreement allows it."""

    DECREE = "decree"
    MINUTES = "minutes"


class QuotaKind(StrEnum):
    PROGRAMME = "programme"  # key ""
    KECAMATAN = "kecamatan"
    DESA = "desa"
    OCCUPATION = "occupation"


class Division(StrEnum):
    """What places are divided by over the desa."""

    NEED = "need"  # how many eligible it has
    POOR = "poor"  # how many eligible of the poorest desil it has
    STATED = "stated"  # what the office entered


class Unmet(StrEnum):
    """What follows where a criterion is known not to be met."""

    REFUSES = "refuses"
    ASKS = "asks"  # a person decides


class Audience(StrEnum):
    ENTERING = "entering"
    STAYING = "staying"


class CriterionKind(StrEnum):
    """What a person is asked for (law.md §6.3). The order is that of the marks of a verdict."""

    ALIVE = "alive"
    IDENTITY = "identity"  # NIK known to Dukcapil with this name
    AGE = "age"  # whole years on the day of registration, at_least/at_most
    RESIDENCE = "residence"  # lives in the kabupaten
    MONTHS_OF_RESIDENCE = "months_of_residence"  # at_least
    OCCUPATION = "occupation"  # of the programme's list
    STANDING = "standing"  # the occupation is covered, not ASN, TNI, Polri
    NOT_WAGE_EARNER = "not_wage_earner"  # PU
    NOT_OTHER_PAYER = "not_other_payer"
    DESIL = "desil"  # at_most
    MOST_PER_KK = "most_per_kk"  # at_most


class WeightKind(StrEnum):
    DESIL = "desil"  # key 1 to 10
    OCCUPATION = "occupation"
    KECAMATAN = "kecamatan"
    DESA = "desa"
    FIRST_TIME = "first_time"
    CONTINUING = "continuing"
    HEAD_OF_FAMILY = "head_of_family"
    DISABILITY = "disability"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFacts:
    """A programme's own facts. Months include both ends."""

    id: int
    kabupaten: str
    code: str
    name: str
    first_month: Month
    last_month: Month
    registration_date: date
    previous_id: int | None
    division: Division
    precheck_valid_days: int
    notice_days: int

    @property
    def months(self) -> int:
        """How many months it covers."""
        return self.last_month.number - self.first_month.number + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FundFacts:
    """`occupations` empty: every occupation."""

    id: int
    code: str
    kind: FundKind
    name: str
    ceiling_rp: int
    wadah: str
    npw: str
    occupations: frozenset[str]

    def pays_for(self, occupation: str) -> bool:
        return not self.occupations or occupation in self.occupations


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """The PKS with BPJS. Days include both ends."""

    number: str
    signed_date: date
    first_date: date
    last_date: date
    term_months: int
    cut_off_day: int
    replacement_by: ReplacementBy
    replacement_clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFacts:
    """The fiscal year as far as it is known: from when the budget can be executed, its revision, the last SPM."""

    budget_from_date: date | None = None
    budget_revision_date: date | None = None
    last_payment_order_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayFacts:
    day: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaFacts:
    kind: QuotaKind
    key: str
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionFacts:
    kind: CriterionKind
    audience: Audience
    at_least: int | None = None
    at_most: int | None = None
    unmet: Unmet = Unmet.REFUSES


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightFacts:
    kind: WeightKind
    key: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaFacts:
    """One version, whole."""

    id: int
    number: int
    because: str
    conditions: Sequence[CriterionFacts]
    weights: Sequence[WeightFacts]

    def asked(self, audience: Audience) -> dict[CriterionKind, CriterionFacts]:
        """What those entering, or those staying, are asked for."""
        return {one.kind: one for one in self.conditions if one.audience is audience}
