"""The BPJS branch of the demo: it registers, refuses in its own words, answers in parts and in layouts of its own.

It reads our workbooks by their headings, as a stranger would; of our database it knows nothing. What it says wrongly it
says on purpose, for somebody to find.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from payung.config.demo.other_offices import OWN_WADAH
from payung.config.demo.world import Known
from payung.shared.dates import Month

ONE_IN_REFUSED = 40
REFUSALS = (
    "Nama tidak sesuai data Dukcapil",
    "NAMA IBU KANDUNG KOSONG",
    "No HP sudah digunakan peserta lain",
    "Tgl lahir tidak sama dgn Dukcapil",
    "kode pekerjaan tidak valid",
)
PROVINCE = "PEMPROV KALSEL PERLINDUNGAN PEKERJA"
ACTIVE_ELSEWHERE = f"Sudah aktif BPU di wadah lain ({PROVINCE})"


@dataclass(slots=True, kw_only=True)
class Insured:
    """Somebody as the branch's own register has them. `paid_through` None: registered, never paid for."""

    nik: str
    kpj: str
    name: str
    wadah: str
    is_active: bool = True
    paid_through: Month | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A line of one of our workbooks; `row` as a person counts."""

    row: int
    nik: str
    name: str
    kpj: str


@dataclass(slots=True, kw_only=True)
class Branch:
    """The branch at Batulicin, with all that it has registered."""

    world: Mapping[str, Known]
    folder: Path
    insured: dict[str, Insured] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    _serial: int = 4_310_000

    def number(self) -> str:
        self._serial += 7
        return f"26{self._serial:09d}"

    def remember(self, nik: str) -> Insured:
        """A member of earlier years, whose number it had given."""
        known = self.world.get(nik)
        name = known.name.upper() if known else ""
        return self.insured.setdefault(nik, Insured(nik=nik, kpj=self.number(), name=name, wadah=OWN_WADAH))

    def verdict(self, asked: Asked) -> str:
        """Nothing where it registers, or why not, in its own words. The same line is refused once: then it was mended."""
        known = self.world.get(asked.nik)
        if known is None:
            return "NIK tidak ditemukan"
        if asked.nik in self.refused or asked.nik in self.insured:
            return ""
        spin = known.chance("refused")
        if spin % (ONE_IN_REFUSED * 4) == 1:
            return ACTIVE_ELSEWHERE
        return REFUSALS[spin // ONE_IN_REFUSED % len(REFUSALS)] if spin % ONE_IN_REFUSED == 0 else ""

    def register(self, asked: Asked) -> tuple[str, str]:
        """The number it gives, or its refusal."""
        because = self.verdict(asked)
        if because:
            self.refused[asked.nik] = because
            return "", because
        known = self.world[asked.nik]
        found = self.insured.setdefault(
            asked.nik, Insured(nik=asked.nik, kpj=self.number(), name=known.name.upper(), wadah=OWN_WADAH)
        )
        found.is_active = True
        return found.kpj, ""

    def put_off(self, asked: Asked) -> tuple[str, str]:
        """It insures the person no more. The number comes back as it was asked with."""
        found = self.insured.get(asked.nik)
        if found is not None:
            found.is_active = False
        return asked.kpj, ""


def read_batch(path: Path) -> list[Asked]:
    """What one of our workbooks asks, by its headings."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    head = next(place for place, row in enumerate(rows) if "NIK" in _titles(row))
    titles = _titles(rows[head])
    nik, name = titles.index("NIK"), next(place for place, title in enumerate(titles) if title.startswith("NAMA"))
    kpj = next((place for place, title in enumerate(titles) if title == "KPJ" or title.startswith("KPJ ")), None)
    return [
        Asked(
            row=number,
            nik=str(row[nik]).strip(),
            name=str(row[name]).strip(),
            kpj=str(row[kpj]).strip() if kpj is not None else "",
        )
        for number, row in enumerate(rows[head + 1 :], start=head + 2)
        if str(row[nik]).strip().isdigit()
    ]


def fill_in(*, batch: Path, out: Path, lines: Sequence[Asked], answer: Callable[[Asked], tuple[str, str]]) -> Path:
    """Our own workbook comes back: three columns filled for some of its lines (users.md §3)."""
    book = load_workbook(batch)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows(max_row=20) if "NIK" in [_plain(cell.value) for cell in row])
    columns = {_plain(cell.value): cell.column for cell in head if cell.value}
    for one in lines:
        kpj, because = answer(one)
        sheet.cell(one.row, columns["HASIL"], "DITOLAK" if because else "DITERIMA")
        sheet.cell(one.row, columns["ALASAN"], because)
        cell = sheet.cell(one.row, max(place for title, place in columns.items() if title.startswith("KPJ")), kpj)
        cell.number_format = "@"
    book.save(out)
    return out


def answer_apart(*, out: Path, lines: Sequence[Asked], answer: Callable[[Asked], tuple[str, str]], on: date) -> Path:
    """A text file for Excel in the branch's own layout: no key of ours is left in it."""
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["BPJS KETENAGAKERJAAN KANTOR CABANG BATULICIN"])
        writer.writerow([f"HASIL UPLOAD KOLEKTIF BPU {on:%d/%m/%Y}"])
        writer.writerow(["NO", "NIK", "NAMA TK", "NO KPJ", "STATUS UPLOAD", "KETERANGAN"])
        for number, one in enumerate(lines, start=1):
            kpj, because = answer(one)
            writer.writerow(
                [number, f"'{one.nik}", one.name, f"'{kpj}" if kpj else "", "GAGAL" if because else "BERHASIL", because]
            )
    return out


def list_of_active(*, out: Path, insured: Sequence[Insured], on: date) -> Path:
    """Who is active under the office's wadah, paid through which month."""
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([f"DAFTAR PESERTA AKTIF BPU PER {on:%d/%m/%Y}"])
        writer.writerow(["NO", "NO KPJ", "NIK", "NAMA PESERTA", "WADAH", "STATUS", "BLTH TERAKHIR"])
        writer.writerows(_listed(insured))
    return out


def _listed(insured: Sequence[Insured]) -> Iterator[list[object]]:
    for number, one in enumerate(insured, start=1):
        through = f"{one.paid_through.month:02d}-{one.paid_through.year}" if one.paid_through else ""
        status = "AKTIF" if one.is_active else "NON AKTIF"
        yield [number, f"'{one.kpj}", f"'{one.nik}", one.name, one.wadah, status, through]


def _titles(row: Sequence[object]) -> list[str]:
    return [_plain(cell) for cell in row]


def _plain(value: object) -> str:
    return str(value or "").strip().upper()
