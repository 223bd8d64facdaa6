"""A problem is a value: whatever a user can mend is returned as a list, all at once, never raised.

Codes are stable (`CONTRACTS.md`); a message is Indonesian, says what and where, and never blames.
"""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs, heaviest first."""

    ERROR = "error"  # must be mended
    DECISION = "decision"  # a person decides
    WARNING = "warning"  # noted
    FIXED = "fixed"  # done for the user, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in a file, as a person sees it. `None` means: the whole file, sheet or row."""

    sheet: str | None = None
    cell: str | None = None  # "B5"
    field: str | None = None  # "nik"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend, decide or know, with what to do next in `remedy`."""

    code: str
    level: Level
    message: str
    remedy: str
    where: Where = Where()
