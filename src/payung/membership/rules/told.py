"""What actions on memberships are told: by BPJS's answer, by a desa, by a document."""

from dataclasses import dataclass
from datetime import date

from payung.membership.states import EndReason, HoldReason
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A named person whom BPJS accepted; `registered_date` of a continuing member is the first registration."""

    person_id: int
    line_id: int
    fund_id: int
    kpj: str
    registered_date: date
    first_month: Month
    last_month: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class KpjTaken:
    """Not registered: the KPJ is that of another human being, `holder_id`."""

    line_id: int
    kpj: str
    holder_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAlready:
    """Not registered: this human being has a membership of the programme that has not ended."""

    line_id: int
    membership_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """`by_line`: the membership of each line, new or of before; `before`: lines that had one already."""

    by_line: dict[int, int]
    before: frozenset[int]
    refused: list[KpjTaken]
    members: list[MemberAlready]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says happened to a member; `happened_on` None where no day is known."""

    membership_id: int
    reason: HoldReason
    happened_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A membership that is to end. `last_month`: the last that is owed, where the day does not say it."""

    membership_id: int
    reason: EndReason
    happened_on: date
    note: str = ""
    last_month: Month | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that lies sealed (`gateways.sealed_uploads.kept_path`); `sha256` is of the clear content."""

    code: str
    name: str
    sha256: str
