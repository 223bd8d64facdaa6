"""Receipt codes: what leaves the house in somebody's hand, to be read aloud, typed on a phone and recognised.

Twelve characters of an alphabet without look-alikes (no 0 O, 1 I L): eleven of chance (54 bits) and a check character.
The alphabet has 31 characters and the check is a weighted sum that must be 0 modulo that prime, each place with a
weight of its own: so every single wrong character and every exchange of two characters is found, for certain.
"""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
SUFFIX = 4  # stands on public notices
RANDOM_BYTES = 16  # many more bits than the code keeps: no character comes up more often than another

_PRIME = len(ALPHABET)
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = range(1, LENGTH + 1)
_CHECK_FACTOR = -pow(LENGTH, -1, _PRIME)


def receipt_code(random_bytes: bytes) -> str:
    """The code that these sixteen bytes of chance make. Raises ValueError for fewer."""
    if len(random_bytes) < RANDOM_BYTES:
        raise ValueError(f"a code is made of {RANDOM_BYTES} random bytes, not of {len(random_bytes)}")
    rest, total, code = int.from_bytes(random_bytes), 0, ""
    for weight in _WEIGHTS[:-1]:
        rest, value = divmod(rest, _PRIME)
        total += weight * value
        code += ALPHABET[value]
    return code + ALPHABET[total * _CHECK_FACTOR % _PRIME]


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
