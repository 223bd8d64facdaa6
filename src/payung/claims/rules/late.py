"""What BPJS owes on top where it pays after the day the law gives it: each sum for the days that it was late. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from payung.shared.money import rounded_half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    paid_on: date
    amount_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePart:
    """So much came (`paid_on` None: has not come yet) so many days after the last day."""

    paid_on: date | None
    of_rp: int
    days: int
    compensation_rp: int


def late_parts(
    *, due: date, owed_rp: int, paid: Sequence[Paid], share: Fraction, on: date | None
) -> tuple[LatePart, ...]:
    """Each part of what is owed that came after `due`, and, where `on` is given, what has not come by that day.

    Source: PP 44/2015 pasal 37(3), 40(4) (law/benefit.yaml: late_share_jkk, late_share_jkm).
    Unit:   whole rupiah, half up, for each part; calendar days after `due`, which is still in time.
    Edge:   what is paid beyond what is owed is not late; paid at once and whole it is the law's own LATE_COMPENSATION.
    """
    rest, found = owed_rp, []
    for one in sorted(paid, key=lambda one: one.paid_on):
        part = min(one.amount_rp, rest)
        rest -= part
        if part and one.paid_on > due:
            found.append(_part(one.paid_on, part, (one.paid_on - due).days, share))
    if on is not None and rest and on > due:
        found.append(_part(None, rest, (on - due).days, share))
    return tuple(found)


def _part(paid_on: date | None, of_rp: int, days: int, share: Fraction) -> LatePart:
    return LatePart(paid_on=paid_on, of_rp=of_rp, days=days, compensation_rp=rounded_half_up(share * days * of_rp))
