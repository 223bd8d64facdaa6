"""The few operations that a rule needs on one value and on a column of values alike.

A rule written with these and with `+ - < >= == & |` runs unchanged on Python numbers (one person; NumPy is not even
imported, so the command starts fast) and on NumPy arrays (a million persons). Not here: anything that knows law.
Cells: a Python int, or an array of whole numbers, any shape. Truths: a bool, or an array of bool of that shape.
"""

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from numpy.typing import NDArray

Cells: TypeAlias = "int | NDArray[Any]"
Truths: TypeAlias = "bool | NDArray[Any]"


def choose(condition: Truths, yes: Cells, no: Cells) -> Cells:
    """`yes` where the condition holds, else `no`."""
    if isinstance(condition, bool):
        return yes if condition else no
    import numpy as np

    return np.where(condition, yes, no)


def greater(one: Cells, other: Cells) -> Cells:
    """The greater of the two, cell by cell."""
    if isinstance(one, int) and isinstance(other, int):
        return max(one, other)
    import numpy as np

    return np.maximum(one, other)


def smaller(one: Cells, other: Cells) -> Cells:
    """The smaller of the two, cell by cell."""
    if isinstance(one, int) and isinstance(other, int):
        return min(one, other)
    import numpy as np

    return np.minimum(one, other)


def pick(table: tuple[int, ...], place: Cells) -> Cells:
    """`table[place]`, cell by cell; the table holds no negative number."""
    if isinstance(place, int):
        return table[place]
    return _array(table).take(place)


def row_of(lower_bounds: tuple[int, ...], value: Cells) -> Cells:
    """The place of the last bound that is not above the value. Bounds ascend; a value is never below the first."""
    if isinstance(value, int):
        return bisect_right(lower_bounds, value) - 1
    import numpy as np

    return np.searchsorted(_array(lower_bounds), value, side="right") - 1


@lru_cache(maxsize=256)
def _array(numbers: tuple[int, ...]) -> "NDArray[Any]":
    """The numbers, none of them negative, as the narrowest signed array that holds them: narrow columns are faster."""
    import numpy as np

    return np.array(numbers, dtype=np.min_scalar_type(-1 - max(numbers)))
