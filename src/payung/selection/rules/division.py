"""Division of places over desa by largest remainder (Hare quota), within caps.

Each desa has a basis (how many eligible, poor, or stated). Its exact proportion is places × basis / sum of all; it gets
the whole part, and the places left over go, one each, to the largest remainders. Equal remainders: the larger basis,
then the desa whose code comes first, so that the answer never hangs on the order of a list.

    10 places, basis 45 30 25      exact 4.5 3.0 2.5      whole 4 3 2      one left: 4.5 and 2.5 tie, basis 45 gets it

A desa never gets more than its basis or its cap. Whoever's exact proportion lies above gets the cap, and the rest is
divided among the others in the same way, until nobody's does. So each of the others stands within one of its exact
proportion of what is divided among them.

Largest remainder knows the Alabama paradox: with one place more in all, a desa may get one less. It was taken all the
same because each share lies within one of the exact proportion and can be checked with a pocket calculator; the
divisor methods that are free of the paradox give the first up.
"""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]


def divide(*, basis: Counts, places: int, caps: Counts | None = None) -> Counts:
    """Places for each desa (int64, in the order of `basis`, which is that of the codes).

    Their sum is `places`, or less where basis and caps leave no room for more.
    """
    most = basis.copy() if caps is None else np.minimum(basis, caps)
    shares = np.zeros_like(basis)
    open_ = most > 0
    while open_.any():
        rest = places - int(shares.sum())
        over = open_ & (basis * rest >= most * int(basis[open_].sum()))
        if not over.any():
            shares[open_] = _largest_remainder(basis=basis[open_], places=rest)
            break
        shares[over] = most[over]
        open_ &= ~over
    return shares


def divide_within(*, basis: Counts, places: int, caps: Counts, part: Counts, part_caps: Counts) -> Counts:
    """As `divide`, and no part (kecamatan, numbered by `part`) gets more than `part_caps`.

    A part whose desa would get more in all is held at its cap, which its own desa share, and the rest goes to the others.
    """
    shares = np.zeros_like(basis)
    open_ = np.ones(basis.shape, dtype=bool)
    while True:
        rest = places - int(shares[~open_].sum())
        shares[open_] = divide(basis=basis[open_], places=rest, caps=caps[open_])
        sums = np.bincount(part[open_], weights=shares[open_], minlength=len(part_caps))
        over = np.flatnonzero(sums > part_caps)
        if not len(over):
            return shares
        for number in over:
            inside = part == number
            shares[inside] = divide(basis=basis[inside], places=int(part_caps[number]), caps=caps[inside])
            open_ &= ~inside


def _largest_remainder(*, basis: Counts, places: int) -> Counts:
    whole, remainder = np.divmod(basis * places, int(basis.sum()))
    left = places - int(whole.sum())
    first = np.lexsort((np.arange(len(basis)), -basis, -remainder))[:left]
    whole[first] += 1
    return whole
