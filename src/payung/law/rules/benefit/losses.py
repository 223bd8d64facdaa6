"""The losses of one case: which row of the table each is, and what it is worth. Not here: the cap on all together."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from payung.law.dated import DisabilityRow
from payung.law.rules.benefit.case import Case, Hand, Loss
from payung.law.rules.benefit.disability import is_anatomical, worth
from payung.law.rules.benefit.owed import LossUsed
from payung.law.rules.benefit.terms import Terms

NOTHING_IN_PARTS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLosses:
    """All losses of a case; `anatomical` and `functional` in parts of the whole, before the cap."""

    anatomical_losses: tuple[LossUsed, ...]
    functional_losses: tuple[LossUsed, ...]
    anatomical: int
    functional: int
    parts_of_whole: int


NO_LOSSES = CaseLosses(
    anatomical_losses=(), functional_losses=(), anatomical=0, functional=0, parts_of_whole=NOTHING_IN_PARTS
)


def losses_of(case: Case, terms: Terms) -> CaseLosses:
    """Every loss with its row and worth. Raises ValueError naming a loss that the table cannot weigh."""
    if not case.losses:
        return NO_LOSSES
    rows = [row_of(loss, handedness=case.handedness, terms=terms) for loss in case.losses]
    percents = [percent_of(loss, row=row) for loss, row in zip(case.losses, rows, strict=True)]
    of_percent = lcm(*(percent.denominator for percent in percents))
    of_function = lcm(*(loss.function_lost_percent.denominator for loss in case.losses))
    whole, parts_of_whole = 100 * of_function, 100 * of_percent * 100 * of_function
    used: tuple[list[LossUsed], list[LossUsed]] = ([], [])
    sums = [0, 0]
    for loss, row, percent in zip(case.losses, rows, percents, strict=True):
        function_lost = int(loss.function_lost_percent * of_function)
        weight = worth(
            percent=int(percent * of_percent),
            function_lost=function_lost,
            units=loss.units or 0,
            per_ten=row.per_ten,
            whole=whole,
        )
        anatomical = bool(is_anatomical(function_lost=function_lost, whole=whole, per_ten=row.per_ten))
        kind = 0 if anatomical else 1
        sums[kind] += int(weight)
        used[kind].append(
            LossUsed(
                row=row,
                asked_part=loss.part,
                percent=percent * (loss.units or 0) if row.per_ten else percent,
                units=loss.units if row.per_ten else None,
                function_lost_percent=Fraction(100) if anatomical else loss.function_lost_percent,
                used_percent=Fraction(100 * int(weight), parts_of_whole),
                swapped=row.part != loss.part,
                of_a_range=row.is_range,
            )
        )
    return CaseLosses(
        anatomical_losses=tuple(used[0]),
        functional_losses=tuple(used[1]),
        anatomical=sums[0],
        functional=sums[1],
        parts_of_whole=parts_of_whole,
    )


def row_of(loss: Loss, *, handedness: Hand, terms: Terms) -> DisabilityRow:
    """The row of the table: for a left-handed person the one of the other hand.

    Source: PP 44/2015 Lampiran III (law/benefit.yaml: anatomical_losses).   Unit: a row.
    Edge:   rows without a hand, legs and toes too, are the same for everybody. Raises ValueError for an unknown part.
    """
    row = terms.rows.get(loss.part)
    if row is None:
        raise ValueError(f"part: {loss.part!r} is not in the table of disability")
    if handedness is Hand.LEFT and row.other_hand is not None:
        return terms.rows[row.other_hand]
    return row


def percent_of(loss: Loss, *, row: DisabilityRow) -> Fraction:
    """The percent of the row; the doctor's figure where the row is a range.

    Source: PP 44/2015 Lampiran III.   Unit: percent.
    Edge:   both ends of the range are in it. Raises ValueError for a figure outside it or missing, and for missing tens.
    """
    if row.per_ten and loss.units is None:
        raise ValueError(f"units: {row.part} counts by whole tens, and none are given")
    if not row.is_range:
        return row.percent
    if loss.table_percent is None or not row.percent <= loss.table_percent <= row.percent_to:
        raise ValueError(f"table_percent: {row.part} needs the doctor's figure from {row.percent} to {row.percent_to}")
    return loss.table_percent


def any_range_row(losses: Sequence[LossUsed]) -> bool:
    return any(loss.of_a_range for loss in losses)
