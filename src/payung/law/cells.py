"""The few operations that a rule needs on one value and on a column of values alike.

A rule written with these and with `+ - < >= == & |` runs unchanged on Python numbers (one person; NumPy is not even
imported, so the command starts fast) and on NumPy arrays (a million persons). Not here: anything that knows law.
Cells: a Python int, or an array of whole numbers, any shape. Truths: a bool, or an array of bool of that shape.
"""

from bisect import bisect_right
from functools import lru_cache
from math import gcd
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from numpy.typing import NDArray

Cells: TypeAlias = "int | NDArray[Any]"
Truths: TypeAlias = "bool | NDArray[Any]"


MOST_STEPS = 10_000


def choose(condition: Truths, yes: Cells, no: Cells) -> Cells:
    """`yes` where the condition holds, else `no`. Two plain numbers, of at most 127, make a column of int8.

    NumPy chooses between columns some five times slower than it multiplies them, hence the short ways.
    """
    if isinstance(condition, bool):
        return yes if condition else no
    import numpy as np

    if isinstance(yes, int) and isinstance(no, int):
        return condition * np.int8(yes - no) + np.int8(no)
    if isinstance(no, int):
        return yes * condition if no == 0 else np.where(condition, yes, int(no))
    return np.where(condition, int(yes) if isinstance(yes, int) else yes, no)


def greater(one: Cells, other: Cells) -> Cells:
    """The greater of the two, cell by cell."""
    if isinstance(one, int) and isinstance(other, int):
        return max(one, other)
    import numpy as np

    return np.maximum(one, other)


def lesser(one: Cells, other: Cells) -> Cells:
    """The lesser of the two, cell by cell."""
    if isinstance(one, int) and isinstance(other, int):
        return min(one, other)
    import numpy as np

    return np.minimum(one, other)


def where(condition: Truths, value: Cells) -> Cells:
    """The value where the condition holds, else 0. A plain number may be of any size."""
    if isinstance(condition, bool):
        return value if condition else 0
    import numpy as np

    return condition * (np.int64(value) if isinstance(value, int) else value)


def no(truth: Truths) -> Truths:
    """True where it was not. (`~` of a Python truth is a number.)"""
    return truth ^ True


def part_of(amount: Cells, *, parts: Cells, of: int) -> Cells:
    """`amount × parts / of` as whole numbers, a half goes up. Nothing is negative, and twice the product fits int64."""
    return (2 * (amount * parts) + of) // (2 * of)


def pick(table: tuple[int, ...], place: Cells) -> Cells:
    """`table[place]`, cell by cell; the table holds no negative number."""
    if isinstance(place, int):
        return table[place]
    return _array(table).take(place)


def row_of(lower_bounds: tuple[int, ...], value: Cells) -> Cells:
    """The place of the last bound that is not above the value. Bounds ascend; no value is below the first."""
    if isinstance(value, int):
        return bisect_right(lower_bounds, value) - 1
    import numpy as np

    step = gcd(*lower_bounds) or 1  # a table of one row has the bound 0 only
    steps = lower_bounds[-1] // step
    if steps > MOST_STEPS:
        return np.asarray(np.searchsorted(_array(lower_bounds), value, side="right") - 1)
    rows = _array(_rows_by_step(lower_bounds, step))
    return np.asarray(rows.take(np.minimum(value // step, steps)))


@lru_cache(maxsize=256)
def _rows_by_step(lower_bounds: tuple[int, ...], step: int) -> tuple[int, ...]:
    """The row of 0, of one step, of two …: where bounds are round numbers, a row is read instead of searched for."""
    return tuple(bisect_right(lower_bounds, steps * step) - 1 for steps in range(lower_bounds[-1] // step + 1))


@lru_cache(maxsize=256)
def _array(numbers: tuple[int, ...]) -> "NDArray[Any]":
    """The numbers, none of them negative, as the narrowest signed array that holds them: narrow columns are faster."""
    import numpy as np

    return np.array(numbers, dtype=np.min_scalar_type(-1 - max(numbers)))
