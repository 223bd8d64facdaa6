"""What an annex is made of, and the hash by which its lines are known again.

A *line* is a named person in a decree. The hash is over all that the line says, the whole NIK included, whether or not
it is printed: who holds the list can compute it again, who holds the paper alone learns nothing from it.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from payung.shared.nik import Sex

FORM = "payung-lampiran-2"  # begins what is hashed, so that another order of fields is another hash


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
class StruckLine:
    """A line of an earlier decree that this one takes off. `last_month`: its first day; None where no month counts."""

    number: int  # in the annex of `decree`
    decree: str
    name: str
    nik: str | None
    desa: str
    kecamatan: str
    last_month: date | None
    because: str
    replaced_by: str  # "" where nobody comes


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
    paper: str = ""  # what it is the annex of; `Keputusan` of the signer unless told
    signer_name: str = ""
    place: str = ""
    number: str | None = None
    day: date | None = None
    audit: AuditHead | None = None

    @property
    def is_draft(self) -> bool:
        return self.number is None or self.day is None

    @property
    def belongs_to(self) -> str:
        return self.paper or f"Keputusan {self.signer}"


class LinesHash:
    """SHA-256 of lines as they pass by: first those named, then those struck."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256(f"{FORM}\n".encode())
        self.count = 0
        self.struck_count = 0

    def add(self, line: AnnexLine) -> None:
        self._sum.update(canonical(line))
        self.count += 1

    def strike(self, line: StruckLine) -> None:
        self._sum.update(canonical_struck(line))
        self.struck_count += 1

    def passing(self, lines: Iterable[AnnexLine]) -> Iterator[AnnexLine]:
        for line in lines:
            self.add(line)
            yield line

    @property
    def text(self) -> str:
        return self._sum.hexdigest()


def annex_hash(lines: Iterable[AnnexLine], struck: Iterable[StruckLine] = ()) -> str:
    """SHA-256 of the lines in their order; one list has one hash, however its letters were composed."""
    found = LinesHash()
    for line in lines:
        found.add(line)
    for one in struck:
        found.strike(one)
    return found.text


def canonical(line: AnnexLine) -> bytes:
    """One JSON array and a newline: no separator inside a field can pass for one between fields."""
    fields = [
        *(line.number, line.name, line.nik, line.sex, line.birth_date.isoformat() if line.birth_date else None),
        *(line.desa, line.kecamatan, line.occupation, line.fund, line.months, line.address),
    ]
    return _composed(fields)


def canonical_struck(line: StruckLine) -> bytes:
    """The same of a struck line. Its first field is a word where that of a named one is a number."""
    month = line.last_month.isoformat() if line.last_month else None
    return _composed(
        [
            *("dicoret", line.number, line.decree, line.name, line.nik, line.desa, line.kecamatan, month),
            *(line.because, line.replaced_by),
        ]
    )


def _composed(fields: Sequence[object]) -> bytes:
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return f"{text}\n".encode("utf-8", "surrogatepass")
