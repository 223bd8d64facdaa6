"""The key of a row: which row of which file this line came from, with a checksum against edits.

It guards against slips (a key typed over, dragged down or brought from another file), not against forgers: it holds
no secret, so that `payung check` needs none.
"""

import hashlib
import re
from dataclasses import dataclass

from payung.gateways.spreadsheets.marked.words import legible

VERSION = 1
SHA256_PROPERTY = "Payung sha256"  # custom document properties
VERSION_PROPERTY = "Payung tanda"

_KEY = re.compile(r"PYG1/([1-9][0-9]{0,6})/([0-9a-f]{16})/(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key as read: the place it names and its checksum."""

    sheet: str
    row: int
    checksum: str

    def fits(self, *, sha256: str) -> bool:
        """Whether the key was made for this file and not changed since."""
        return self.checksum == _checksum(sha256=sha256, sheet=self.sheet, row=self.row)


def key_text(*, sha256: str, sheet: str, row: int) -> str:
    """`PYG1/5/0123456789abcdef/DATA`."""
    name = legible(sheet)
    return f"PYG1/{row}/{_checksum(sha256=sha256, sheet=name, row=row)}/{name}"


def read_key(text: str) -> Key | None:
    """The key that `text` is, or None when it is no key at all."""
    found = _KEY.fullmatch(text)
    return Key(row=int(found[1]), checksum=found[2], sheet=found[3]) if found else None


def _checksum(*, sha256: str, sheet: str, row: int) -> str:
    return hashlib.sha256(f"{sha256}|{sheet}|{row}".encode()).hexdigest()[:16]
