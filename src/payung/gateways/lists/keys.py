"""The key of a row that left the house: which request and which row of it an answer belongs to.

`PYL1/K7QM2X9/3FH8…/0123456789abcdef`. Like the key of a marked workbook it guards against slips (typed over, dragged
down, brought from another list) and holds no secret. The request stands in every key, so that an answer is known again
even when another office copied two columns into a workbook of its own.
"""

import hashlib
import re
from dataclasses import dataclass

_KEY = re.compile(r"PYL1/([0-9A-Za-z-]{1,40})/([0-9A-Za-z-]{1,40})/([0-9a-f]{16})")
_CODE = re.compile(r"[0-9A-Za-z-]{1,40}")
BEGINNING = "PYL1/"
REQUEST_PROPERTY = "Payung permintaan"  # custom document property


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key as read. `intact`: as we wrote it."""

    request: str
    row: str
    intact: bool


def key_text(*, request: str, row: str) -> str:
    """Raises ValueError for codes that are not of letters, digits and hyphens."""
    if not (_CODE.fullmatch(request) and _CODE.fullmatch(row)):
        raise ValueError("a code has one to forty letters, digits and hyphens")
    return f"{BEGINNING}{request}/{row}/{_checksum(request, row)}"


def read_key(text: str) -> Key | None:
    """The key that `text` is, or None when it is no key at all."""
    found = _KEY.fullmatch(text.strip())
    if not found:
        return None
    request, row, checksum = found.groups()
    return Key(request=request, row=row, intact=checksum == _checksum(request, row))


def _checksum(request: str, row: str) -> str:
    return hashlib.sha256(f"{BEGINNING}{request}|{row}".encode()).hexdigest()[:16]
