"""What an annex is made of, and the hash by which its lines are known again.

A *line* is a named person in a decree. The hash is over all that the line says, the whole NIK included, whether or not
it is printed: who holds the list can compute it again, who holds the paper alone learns nothing from it.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from payung.shared.nik import Sex

FORM = "payung-lampiran-1"  # begins what is hashed, so that another order of fields is another hash


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexLine:
    """One person. `None` and "" are what is not known, printed as `–`."""

    number: int
    name: str
    nik: str | None
    sex: Sex | None
    birth_date: date | None
    desa: str
    kecamatan: str
    occupation: str
    fund: str
    months: int | None
    address: str = ""  # dusun and RT


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """The head of the audit chain at the end of the last closed day."""

    number: int
    sha256: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexHead:
    """What the annex belongs to. Without number or day of the decree every page says RANCANGAN."""

    title: str  # DAFTAR PENERIMA …
    about: str  # what stands after TENTANG
    signer: str  # BUPATI KOTABARU
    signer_name: str = ""
    place: str = ""
    number: str | None = None
    day: date | None = None
    audit: AuditHead | None = None

    @property
    def is_draft(self) -> bool:
        return self.number is None or self.day is None


class LinesHash:
    """SHA-256 of lines as they pass by."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256(f"{FORM}\n".encode())
        self.count = 0

    def add(self, line: AnnexLine) -> None:
        self._sum.update(canonical(line))
        self.count += 1

    def passing(self, lines: Iterable[AnnexLine]) -> Iterator[AnnexLine]:
        for line in lines:
            self.add(line)
            yield line

    @property
    def text(self) -> str:
        return self._sum.hexdigest()


def annex_hash(lines: Iterable[AnnexLine]) -> str:
    """SHA-256 of the lines in their order; one list has one hash, however its letters were composed."""
    found = LinesHash()
    for line in lines:
        found.add(line)
    return found.text


def canonical(line: AnnexLine) -> bytes:
    """One JSON array and a newline: no separator inside a field can pass for one between fields."""
    fields = [
        *(line.number, line.name, line.nik, line.sex, line.birth_date.isoformat() if line.birth_date else None),
        *(line.desa, line.kecamatan, line.occupation, line.fund, line.months, line.address),
    ]
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return f"{text}\n".encode("utf-8", "surrogatepass")
