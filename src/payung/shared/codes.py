"""Receipt codes: what leaves the house in somebody's hand, to be read aloud, typed on a phone and recognised.

Twelve characters of an alphabet without look-alikes (no 0 O, 1 I L): eleven of chance (54 bits) and a check character.
The alphabet has 31 characters and the check is a weighted sum that must be 0 modulo that prime, each place with a
weight of its own: so every single wrong character and every exchange of two characters is found, for certain.
"""

import numpy as np

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
SUFFIX = 4  # stands on public notices
RANDOM_BYTES = 88  # a 64-bit number for each character of chance: none comes up noticeably more often than another

_PRIME = len(ALPHABET)
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = range(1, LENGTH + 1)
_CHECK_FACTOR = -pow(LENGTH, -1, _PRIME) % _PRIME
_LETTERS = np.frombuffer(ALPHABET.encode(), np.uint8)
_CHANCE_WEIGHTS = np.arange(1, LENGTH, dtype=np.uint64)


def receipt_code(random_bytes: bytes) -> str:
    """The code that these bytes of chance make. Raises ValueError where they are not `RANDOM_BYTES`."""
    (code,) = receipt_codes(random_bytes)
    return code


def receipt_codes(random_bytes: bytes) -> list[str]:
    """A code for each `RANDOM_BYTES` of chance. Raises ValueError for none, or for a part."""
    if not random_bytes or len(random_bytes) % RANDOM_BYTES:
        raise ValueError(f"a code is made of {RANDOM_BYTES} random bytes, not of {len(random_bytes)}")
    values = np.frombuffer(random_bytes, np.uint64).reshape(-1, LENGTH - 1) % np.uint64(_PRIME)
    checks = (values @ _CHANCE_WEIGHTS) * np.uint64(_CHECK_FACTOR) % np.uint64(_PRIME)
    letters = _LETTERS[np.column_stack([values, checks]).astype(np.intp)]
    text = letters.tobytes().decode()
    return [text[start : start + LENGTH] for start in range(0, len(text), LENGTH)]


def is_code(text: str) -> bool:
    """Whether this, as `normalised`, is a code: of its length and alphabet, with the right check character."""
    if len(text) != LENGTH or not all(character in _VALUE for character in text):
        return False
    return sum(weight * _VALUE[character] for weight, character in zip(_WEIGHTS, text, strict=True)) % _PRIME == 0


def normalised(text: str) -> str:
    """As typed or read aloud → as stored: spaces, hyphens and dots go, small letters become large."""
    return "".join(character for character in text if character not in " \u00a0-.").upper()


def grouped(code: str) -> str:
    """`7K3M-Q9TX-4BWH`, as people are shown it."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def suffix(code: str) -> str:
    """The last four, which stand on a notice beside the name."""
    return code[-SUFFIX:]
