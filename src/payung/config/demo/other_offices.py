"""The other offices of the demo: each reads the list we sent and answers in a layout of its own.

Dukcapil answers in two workbooks, with a title above and words of its own; BPJS as a text file for Excel; the social
office with desil as numbers. Of those invented by a desa nobody knows anything.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from payung.config.demo.world import Known

OWN_WADAH = "PEMKAB KOTABARU PEKERJA RENTAN"
EMPLOYERS = ("PT SAWIT MERANTI JAYA", "PT BARA PULAU LAUT", "CV KARYA SAIJAAN", "PT SEMEN TARJUN ABADI")
NEIGHBOURS = ("KAB. TANAH BUMBU", "KAB. BANJAR", "KAB. PASER")
WORDS_OF_DEATH = ("MENINGGAL DUNIA TGL {day}", "Alm, meninggal {day}", "MENINGGAL {day}")
ONE_IN_SELF_PAYING, ONE_IN_NAME_OTHERWISE, ONE_IN_NEWLY_MOVED = 90, 120, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A line of a list we sent."""

    nik: str
    name: str


def read_asked(path: Path) -> list[Asked]:
    """What our list asks, read as another office reads it: by its headings."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    head = next(place for place, row in enumerate(rows) if "NIK" in [str(cell).strip().upper() for cell in row])
    titles = [str(cell).strip().upper() for cell in rows[head]]
    nik, name = titles.index("NIK"), next(place for place, title in enumerate(titles) if title.startswith("NAMA"))
    return [Asked(nik=str(row[nik]).strip(), name=str(row[name]).strip()) for row in rows[head + 1 :] if row[nik]]


def dukcapil(*, asked: Sequence[Asked], world: Mapping[str, Known], on: date, folder: Path) -> list[Path]:
    """Two workbooks, as two officers shared the work."""
    half = (len(asked) + 1) // 2
    parts = [part for part in (asked[:half], asked[half:]) if part]
    titles = ("NO", "NIK", "NAMA DI DATABASE", "TERDAFTAR DI KOTABARU SEJAK", "HASIL PEMADANAN", "KETERANGAN")
    paths = []
    for number, part in enumerate(parts, start=1):
        path = folder / f"hasil padan dukcapil bagian {number}.xlsx"
        rows = ([place, *_of_dukcapil(one, world.get(one.nik), on)] for place, one in enumerate(part, start=1))
        _write_workbook(
            path, head=("DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL", f"Keadaan {on:%d-%m-%Y}"), titles=titles, rows=rows
        )
        paths.append(path)
    return paths


def _of_dukcapil(asked: Asked, known: Known | None, on: date) -> tuple[str, str, str, str, str]:
    if known is None or "not_found" in known.troubles or "bad_last_year" in known.troubles:
        return asked.nik, "", "", "TIDAK DITEMUKAN", "NIK tidak ada dalam database"
    since = on - timedelta(days=60 + known.chance("since") % 6000)
    if known.chance("newly") % ONE_IN_NEWLY_MOVED == 0:
        since = on - timedelta(days=20 + known.chance("since") % 100)
    here = (asked.nik, known.name.upper(), f"{since:%d-%m-%Y}")
    if "dead" in known.troubles:
        words = WORDS_OF_DEATH[known.chance("words") % len(WORDS_OF_DEATH)]
        died = on - timedelta(days=30 + known.chance("died") % 400)
        return *here, "TIDAK AKTIF", words.format(day=f"{died:%d-%m-%Y}")
    if "non_resident" in known.troubles:
        return asked.nik, known.name.upper(), "", "PINDAH", f"Pindah ke {NEIGHBOURS[known.chance('moved') % 3]}"
    if "second_nik" in known.troubles:
        return asked.nik, "", "", "TIDAK DITEMUKAN", "NIK lama, sudah dinonaktifkan"
    if known.chance("name") % ONE_IN_NAME_OTHERWISE == 0:
        return asked.nik, f"{known.name.upper()} BINTI USMAN", here[2], "NAMA TIDAK SESUAI", "Nama di KTP lain"
    return *here, "SESUAI", ""


def bpjs(*, asked: Sequence[Asked], world: Mapping[str, Known], on: date, folder: Path) -> list[Path]:
    """A text file for Excel, NIK after an apostrophe."""
    path = folder / "cek kepesertaan pekerja rentan.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["BPJS KETENAGAKERJAAN KANTOR CABANG BATULICIN"])
        out.writerow([f"Hasil pengecekan per {on:%d/%m/%Y}"])
        out.writerow(["NO", "NIK", "NAMA TK", "STATUS KEPESERTAAN", "SEGMEN", "NAMA PERUSAHAAN/WADAH"])
        out.writerows(
            [place, f"'{one.nik}", one.name, *_of_bpjs(world.get(one.nik))] for place, one in enumerate(asked, start=1)
        )
    return [path]


def _of_bpjs(known: Known | None) -> tuple[str, str, str]:
    if known is None:
        return "TIDAK TERDAFTAR", "", ""
    if "paid_by_province" in known.troubles:
        return "AKTIF", "BPU", "PEMPROV KALSEL PERLINDUNGAN PEKERJA"
    if "several_cards" in known.troubles:
        return "AKTIF", "PU", EMPLOYERS[known.chance("employer") % len(EMPLOYERS)]
    if known.member and "bad_last_year" not in known.troubles:
        return "AKTIF", "BPU", OWN_WADAH
    if known.chance("self") % ONE_IN_SELF_PAYING == 0:
        return "AKTIF", "BPU", "MANDIRI"
    return ("TIDAK AKTIF" if known.chance("card") % 5 == 0 else "TIDAK TERDAFTAR"), "", ""


def dtsen(*, asked: Sequence[Asked], world: Mapping[str, Known], on: date, folder: Path) -> list[Path]:
    """A workbook with desil as numbers; who is not listed has a dash."""
    path = folder / "PADANAN DTSEN.xlsx"
    titles = ("NIK", "NAMA", "DESIL", "HUBUNGAN KELUARGA", "DISABILITAS")
    rows = ((one.nik, one.name.upper(), *_of_dtsen(world.get(one.nik))) for one in asked)
    _write_workbook(
        path, head=("DINAS SOSIAL KABUPATEN KOTABARU", f"DTSEN per {on:%d-%m-%Y}"), titles=titles, rows=rows
    )
    return [path]


def _of_dtsen(known: Known | None) -> tuple[object, str, str]:
    if known is None or known.desil is None:
        return "-", "TIDAK TERDAFTAR", ""
    head = known.sex == "L" or known.chance("head") % 5 == 0
    return known.desil, "KEPALA KELUARGA" if head else "ISTRI", "YA" if known.chance("able") % 50 == 0 else "TIDAK"


def _write_workbook(
    path: Path, *, head: Iterable[str], titles: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    with Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("HASIL")
        for number, row in enumerate(_lines(head, titles, rows)):
            sheet.write_row(number, 0, row)


def _lines(head: Iterable[str], titles: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    yield from ([line] for line in head)
    yield []
    yield titles
    yield from rows
