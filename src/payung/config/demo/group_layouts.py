"""Layouts that gather people of several desa or of one trade: kecamatan recap, block list, group of fishers."""

from collections.abc import Sequence

from payung.config.demo.entries import Entry
from payung.config.demo.grids import Cell, Merge, Sheet
from payung.config.demo.offices import Layout, Office, called
from payung.config.demo.people import Person
from payung.config.demo.spelling import no_birth, phone_as_written, short_month, three_cells, turn
from payung.config.demo.tables import (
    YEAR,
    Column,
    blank_row,
    born,
    fields_of,
    heading_row,
    numbered_rows,
    signature,
    widths_of,
)

# ── Recap of a kecamatan: one sheet for each desa, capitals, months in letters ─────────────────────────────────────

_RECAP = (
    Column("No.", "no", 5), Column("Nama Pekerja", "name", 32), Column("N I K", "nik", 20),
    Column("Tanggal Lahir", "birth", 14), Column("Kelamin", "sex", 8), Column("Mata Pencaharian", "occupation", 28),
)  # fmt: skip


def _lay_recap(_office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    return [_recap_sheet(entries) for entries in groups if entries]


def _recap_sheet(entries: Sequence[Entry]) -> Sheet:
    desa = entries[0].person.desa
    title: list[Cell] = [f"Rekap Pekerja Rentan {called(desa)} Kec. {desa.kecamatan}"]
    body = numbered_rows(_RECAP, entries, sheet=desa.name, first=3, gaps=False)
    rows = [title, blank_row(_RECAP), heading_row(_RECAP), *body]
    return Sheet(name=desa.name, rows=rows, widths=widths_of(_RECAP), titles=frozenset({0}), headers=frozenset({2}))


def _recap_cells(person: Person) -> dict[str, Cell]:
    return {"nik": person.nik, "sex": person.sex, "occupation": person.occupation.upper()} | born(short_month, person)


RECAP = Layout(
    key="rekap",
    title="Rekap kecamatan, selembar tiap desa",
    suffix=".xlsx",
    fields=fields_of(_RECAP),
    birth=short_month,
    cells=_recap_cells,
    lay=_lay_recap,
    capitals=True,
)


# ── Blocks: three birth columns, the desa written once for each block, subtotals, an old hidden list ───────────────

_BLOCKS = (
    Column("NO", "no", 5), Column("DESA", "block", 24), Column("NAMA", "name", 30), Column("NIK", "nik", 20),
    Column("TGL LAHIR", "birth_day", 10), Column("BLN LAHIR", "birth_month", 10),
    Column("THN LAHIR", "birth_year", 10), Column("JK", "sex", 5), Column("PEKERJAAN", "occupation", 24),
)  # fmt: skip
_BLOCK_PARTS = (None, None, None, None, "TGL", "BLN", "THN", None, None)
HIDDEN_SHEET = "Data lama 2025"


def _lay_blocks(office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    """The last group is the old list, on a hidden sheet with a desa in every row."""
    *blocks, old = groups
    sheets = [_block_sheet(office, [block for block in blocks if block])]
    return [*sheets, _old_sheet(old)] if old else sheets


def _block_sheet(office: Office, blocks: Sequence[Sequence[Entry]]) -> Sheet:
    """Every other office merges headings and desa cells; the rest write the desa once and leave blanks."""
    name = f"Usulan {YEAR}"
    merging = int(office.seat.kecamatan_code[-1]) % 2 == 0
    headings, merges = _block_headings() if merging else ([heading_row(_BLOCKS)], [])
    title: list[Cell] = [f"USULAN PEKERJA RENTAN KECAMATAN {office.seat.kecamatan} TAHUN {YEAR}".upper()]
    rows = [title, blank_row(_BLOCKS), *headings]
    for block in blocks:
        first = len(rows)
        rows += _block(block, sheet=name, first=first)
        if merging and len(block) > 1:
            merges.append(Merge(row=first, column=1, last_row=len(rows) - 2, last_column=1))
    headers = frozenset(range(2, 2 + len(headings)))
    return Sheet(name=name, rows=rows, widths=widths_of(_BLOCKS), titles=frozenset({0}), headers=headers, merges=merges)


def _block_headings() -> tuple[list[list[Cell]], list[Merge]]:
    """Two rows: `TANGGAL LAHIR` over day, month and year, all other headings over both rows."""
    parts = (4, 5, 6)
    upper: list[Cell] = [None if place in parts else column.heading for place, column in enumerate(_BLOCKS)]
    upper[parts[0]] = "TANGGAL LAHIR"
    merges = [
        Merge(row=2, column=place, last_row=3, last_column=place) for place in range(len(_BLOCKS)) if place not in parts
    ]
    return [upper, list(_BLOCK_PARTS)], [*merges, Merge(row=2, column=parts[0], last_row=2, last_column=parts[-1])]


def _block(entries: Sequence[Entry], *, sheet: str, first: int) -> list[list[Cell]]:
    """The rows of one desa and its subtotal; the desa stands in the first row only."""
    rows = numbered_rows(_BLOCKS, entries, sheet=sheet, first=first, gaps=False)
    for row in rows[1:]:
        row[1] = None
    subtotal = blank_row(_BLOCKS)
    subtotal[2], subtotal[3] = f"JUMLAH {called(entries[0].person.desa)}".upper(), len(entries)
    return [*rows, subtotal]


def _old_sheet(old: Sequence[Entry]) -> Sheet:
    body = numbered_rows(_BLOCKS, old, sheet=HIDDEN_SHEET, first=1, gaps=False)
    return Sheet(
        name=HIDDEN_SHEET,
        rows=[heading_row(_BLOCKS), *body],
        widths=widths_of(_BLOCKS),
        headers=frozenset({0}),
        hidden=True,
    )


def _blocks_cells(person: Person) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "nik": person.nik,
        "sex": person.sex,
        "block": person.desa.name,
        "occupation": person.occupation,
    }
    return cells | born(three_cells, person)


BLOCKS = Layout(
    key="blok",
    title="Blok tiap desa, lembar tersembunyi",
    suffix=".xlsx",
    fields=fields_of(_BLOCKS),
    birth=three_cells,
    cells=_blocks_cells,
    lay=_lay_blocks,
)


# ── Group of fishers: the occupation stands in the title only ──────────────────────────────────────────────────────

_GROUP = (
    Column("No", "no", 5), Column("Nama Anggota", "name", 30), Column("NIK", "nik", 20),
    Column("No. KUSUKA", "kusuka", 16), Column("Alamat", "address", 24), Column("No. HP", "phone", 18),
    Column("Ket.", "note", 12),
)  # fmt: skip
_GROUP_NAMES = ("Bintang Laut", "Sumber Rezeki", "Mutiara Bahari", "Sinar Samudra", "Karya Nelayan", "Harapan Baru")


def _lay_group(office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    name = _GROUP_NAMES[int(office.seat.code[-1]) % len(_GROUP_NAMES)]
    titles: list[list[Cell]] = [
        [f"DAFTAR ANGGOTA KELOMPOK NELAYAN {name}".upper()],
        [f"{called(office.seat)} Kecamatan {office.seat.kecamatan}".upper()],
    ]
    body = numbered_rows(_GROUP, groups[0], sheet="Kelompok", first=4, gaps=False)
    tail = [blank_row(_GROUP), *signature(_GROUP, of="Ketua Kelompok")]
    rows = [*titles, blank_row(_GROUP), heading_row(_GROUP), *body, *tail]
    return [
        Sheet(name="Kelompok", rows=rows, widths=widths_of(_GROUP), titles=frozenset({0, 1}), headers=frozenset({3}))
    ]


def _group_cells(person: Person) -> dict[str, Cell]:
    kusuka = f"KSK{person.kk_number[2:4]}{person.nik[-4:]}{turn(person):02d}"
    return {"nik": person.nik, "kusuka": kusuka, "address": person.address, "phone": phone_as_written(person)}


GROUP = Layout(
    key="nelayan",
    title="Kelompok nelayan, pekerjaan di judul",
    suffix=".xlsx",
    fields=fields_of(_GROUP),
    birth=no_birth,
    cells=_group_cells,
    lay=_lay_group,
)
