"""What BPJS paid against what the law owes, line by line. Pure.

A payment without its lines is held against all that is not paid by name: it cannot say which line is short. Later years
of scholarships are no part of this; they have a page of their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

WHOLE = "TOTAL"  # beside the line codes of the law: what was paid without saying for what
UNSAID = ""


class DifferenceKind(StrEnum):
    SHORT = "short"
    MISSING = "missing"
    OVER = "over"
    UNEXPECTED = "unexpected"  # paid, and not owed at all


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    """`kind` None: as owed, or among the sum that came without lines (`in_whole`)."""

    code: str
    owed_rp: int
    paid_rp: int
    in_whole: bool = False

    @property
    def kind(self) -> DifferenceKind | None:
        if self.in_whole or self.owed_rp == self.paid_rp:
            return None
        return kind_of(owed_rp=self.owed_rp, paid_rp=self.paid_rp)


def kind_of(*, owed_rp: int, paid_rp: int) -> DifferenceKind:
    if not paid_rp:
        return DifferenceKind.MISSING
    if not owed_rp:
        return DifferenceKind.UNEXPECTED
    return DifferenceKind.SHORT if paid_rp < owed_rp else DifferenceKind.OVER


def compared(*, owed: Mapping[str, int], paid: Iterable[tuple[str, int]]) -> tuple[ComparedLine, ...]:
    """Every line owed or paid, in the order of `owed`, and the sum without lines last."""
    named: dict[str, int] = {}
    whole = 0
    for code, amount_rp in paid:
        if code == UNSAID:
            whole += amount_rp
        else:
            named[code] = named.get(code, 0) + amount_rp
    codes = [*owed, *(code for code in named if code not in owed)]
    lines = [ComparedLine(code=code, owed_rp=owed.get(code, 0), paid_rp=named.get(code, 0)) for code in codes]
    if not whole:
        return tuple(lines)
    rest = sum(one.owed_rp - one.paid_rp for one in lines if one.paid_rp < one.owed_rp)
    lines = [_within(one) if one.paid_rp < one.owed_rp else one for one in lines]
    return (*lines, ComparedLine(code=WHOLE, owed_rp=rest, paid_rp=whole))


def _within(line: ComparedLine) -> ComparedLine:
    return ComparedLine(code=line.code, owed_rp=line.owed_rp, paid_rp=line.paid_rp, in_whole=True)
