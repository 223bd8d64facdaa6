"""An office: who sends a file, of which desa, in which layout, and what is wrong with the whole of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from payung.config.demo.entries import Entry
from payung.config.demo.grids import Cell, Sheet
from payung.config.demo.people import Person
from payung.regions.rules import Desa


class Whole(Enum):
    """What can be wrong with a file as a whole. The value is what a person calls it."""

    NOTHING = "tidak ada"
    SWAPPED = "judul kolom NIK dan KK tertukar"
    ROUNDED = "angka terakhir semua NIK menjadi 0"
    SCIENTIFIC = "semua NIK menjadi notasi ilmiah"
    MONTH_FIRST = "tanggal bulan/hari/tahun"
    MIXED_DATES = "dua urutan tanggal dalam satu kolom"
    NO_OCCUPATION = "kolom pekerjaan tidak ada"
    NO_KECAMATAN = "kecamatan tidak disebut"
    PHOTO = "foto yang diberi nama .xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One sender and one file. `counts` are the people of each desa; `part` 2 is a later, additional list."""

    layout: "Layout"
    desas: tuple[Desa, ...]
    counts: tuple[int, ...]
    file: str
    part: int = 1
    whole: Whole = Whole.NOTHING

    @property
    def seat(self) -> Desa:
        return self.desas[0]

    @property
    def size(self) -> int:
        return sum(self.counts)


Birth = Callable[[str, int, int, int], dict[str, Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A way of making lists. `lay` puts entries on sheets and tells each its sheet and row (from 1)."""

    key: str
    title: str
    suffix: str
    fields: frozenset[str]
    birth: Birth
    cells: Callable[[Person], dict[str, Cell]]
    lay: Callable[[Office, Sequence[Sequence[Entry]]], list[Sheet]]
    numeric: bool = False
    capitals: bool = False
    troubles: frozenset[Whole] = frozenset()


def called(desa: Desa) -> str:
    """`Desa Semayap`, `Kelurahan Baharu Selatan`: the first digit of the last part is 1 for a kelurahan."""
    return f"{'Kelurahan' if is_kelurahan(desa) else 'Desa'} {desa.name}"


def is_kelurahan(desa: Desa) -> bool:
    return desa.code.split(".")[-1].startswith("1")
