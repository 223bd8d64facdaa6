"""The draw (undian) that breaks ties: what chance decided is fixed by a seed recorded before anybody sees a rank.

The draw of a person is the first 16 hexadecimal digits of

    SHA-256("<seed>:<receipt code>")      "4be1…9c:7KQ2M8RTWX4H" → "9a03b1…"

The receipt code is printed on the receipt of the proposal that stands for the person. It was drawn by chance before the
seed was, so neither the applicant nor the office can choose a lucky one, and whoever holds a receipt can compute the
draw with `sha256sum`. No NIK is needed (docs/adr/0010-draw.md). The lower draw goes first.
"""

from collections.abc import Iterable
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

DIGITS = 16


def draw(*, seed: str, receipt_codes: Iterable[str]) -> NDArray[np.uint64]:
    """The draw of each code, as the number that its 16 digits write. Lower goes first."""
    head = f"{seed}:".encode()
    eight = b"".join(sha256(head + code.encode()).digest()[:8] for code in receipt_codes)
    return np.frombuffer(eight, dtype=">u8").astype(np.uint64)


def digits(draw: int) -> str:
    """A draw as it is stored and shown."""
    return f"{draw:0{DIGITS}x}"
