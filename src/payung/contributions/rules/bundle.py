"""A sample that anybody can draw again: those whose hash is lowest, by a seed that is printed (ADR 0010).

The draw of a named person is that of the selection, `SHA-256("<seed>:<receipt code>")`, so an inspector with the list
and `sha256sum` finds the same persons on another machine.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from payung.audit.rules import could_hold_nik
from payung.contributions.rules.refusals import WordsMissing
from payung.selection.rules.draw import draw

_SEED = re.compile(r"[0-9A-Za-z._-]{1,64}")
SAMPLE_MOST = 2000


def plain_seed(text: str) -> str:
    """A seed as it is printed. Raises WordsMissing for what could not be typed again, or could be a NIK."""
    seed = text.strip()
    if not _SEED.fullmatch(seed) or could_hold_nik(seed):
        raise WordsMissing("Benih undian terdiri dari 1 sampai 64 huruf, angka, titik, strip; tanpa deretan 16 angka.")
    return seed


def sampled(*, seed: str, receipt_codes: Sequence[str], count: int) -> NDArray[np.int64]:
    """Places in `receipt_codes` of the `count` lowest draws, the lowest first; all where there are no more.

    Edge: equal draws (a code twice) stand in the order of the codes, so the order of the list does not matter.
    """
    draws = draw(seed=seed, receipt_codes=receipt_codes)
    codes = np.asarray(receipt_codes, dtype=np.str_)
    return np.lexsort((codes, draws))[:count].astype(np.int64)
