"""The eight layouts, as real offices send them. Every one has been seen; none is made up to be hard."""

from collections.abc import Sequence
from dataclasses import dataclass

from payung.config.demo.entries import Entry
from payung.config.demo.grids import Cell, Merge, Sheet
from payung.config.demo.offices import Birth, Layout, Office, Whole, called
from payung.config.demo.people import Person
from payung.config.demo.spelling import (
    as_date,
    desa_as_written,
    iso,
    kecamatan_as_written,
    no_birth,
    phone_as_written,
    place_and_dashes,
    place_and_words,
    short_month,
    slashed,
    three_cells,
    turn,
)

YEAR = 2027
SIGNED = "Kotabaru, 2 November 2026"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the field it shows ("no" counts), its width in characters."""

    heading: str
    field: str
    width: int


def _line(columns: Sequence[Column], entry: Entry, number: int) -> list[Cell]:
    return [number if column.field == "no" else entry.cells.get(column.field) for column in columns]


def _body(
    columns: Sequence[Column], entries: Sequence[Entry], *, sheet: str, first: int, gaps: bool
) -> list[list[Cell]]:
    """Data rows from row `first` (counted from 0) on; with `gaps`, an empty row now and then, as people leave them."""
    rows: list[list[Cell]] = []
    for number, entry in enumerate(entries, start=1):
        if gaps and number % 41 == 23:
            rows.append([None] * len(columns))
        rows.append(_line(columns, entry, number))
        entry.sheet, entry.row = sheet, first + len(rows)
    return rows


def _headings(columns: Sequence[Column]) -> list[Cell]:
    return [column.heading for column in columns]


def _widths(columns: Sequence[Column]) -> list[int]:
    return [column.width for column in columns]


def _total(columns: Sequence[Column], count: int, word: str) -> list[Cell]:
    row: list[Cell] = [None] * len(columns)
    row[1], row[2] = word, count
    return row


def _signature(columns: Sequence[Column], *, of: str) -> list[list[Cell]]:
    empty: list[Cell] = [None] * len(columns)
    lines = (None, SIGNED, of, None, None, "(........................)")
    return [[*empty[:-2], line, None] for line in lines]


# ── Desa list: titles, one heading row, totals, signature ──────────────────────────────────────────────────────────

_DESA_LIST = (
    Column("NO", "no", 5), Column("NIK", "nik", 20), Column("NO. KK", "kk", 20), Column("NAMA LENGKAP", "name", 30),
    Column("L/P", "sex", 5), Column("TGL LAHIR", "birth", 13), Column("DESA/KELURAHAN", "desa", 24),
    Column("PEKERJAAN", "occupation", 24), Column("NO HP", "phone", 18),
)  # fmt: skip


def _desa_columns(office: Office) -> list[Column]:
    """Each desa has its own order of columns; the number stands first. Two troubles show here."""
    columns = [
        column for column in _DESA_LIST if not (office.whole is Whole.NO_OCCUPATION and column.field == "occupation")
    ]
    if office.whole is Whole.SWAPPED:
        columns = [_with_the_other_heading(column) for column in columns]
    shift = int(office.seat.code[-1]) % 3
    return [columns[0], *columns[1 + shift :], *columns[1 : 1 + shift]]


def _with_the_other_heading(column: Column) -> Column:
    other = {"nik": "NO. KK", "kk": "NIK"}.get(column.field)
    return Column(other, column.field, column.width) if other else column


def _lay_desa_list(office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    columns = _desa_columns(office)
    titles: list[list[Cell]] = [
        ["DAFTAR USULAN PEKERJA RENTAN PENERIMA BANTUAN IURAN BPJS KETENAGAKERJAAN"],
        [f"TAHUN {YEAR}"],
    ]
    if office.whole is not Whole.NO_KECAMATAN:
        titles.append([f"{called(office.seat)} Kecamatan {office.seat.kecamatan}".upper()])
    header = len(titles) + 1
    body = _body(columns, groups[0], sheet="DATA", first=header + 1, gaps=True)
    tail = [
        _blank(columns),
        _total(columns, len(groups[0]), "JUMLAH"),
        *_signature(columns, of=f"Kepala {called(office.seat)}"),
    ]
    rows = [*titles, _blank(columns), _headings(columns), *body, *tail]
    return [
        Sheet(
            name="DATA",
            rows=rows,
            widths=_widths(columns),
            titles=frozenset(range(len(titles))),
            headers=frozenset({header}),
        )
    ]


def _blank(columns: Sequence[Column]) -> list[Cell]:
    return [None] * len(columns)


def _desa_list_cells(person: Person) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "nik": person.nik,
        "kk": person.kk_number,
        "sex": person.sex,
        "desa": desa_as_written(person),
        "occupation": person.occupation,
        "phone": phone_as_written(person),
    }
    return cells | _born(slashed, person)


# ── Merged header of two rows, numbers as numbers, dates as dates ──────────────────────────────────────────────────

_MERGED = (
    Column("No", "no", 5), Column("Nama", "name", 30), Column("NIK", "nik", 20), Column("KK", "kk", 20),
    Column("Tempat", "birth_place", 16), Column("Tanggal", "birth", 13), Column("Jenis Kelamin", "sex", 13),
    Column("Jenis Pekerjaan", "occupation", 26),
)  # fmt: skip


def _lay_merged(office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    upper: list[Cell] = [
        "No",
        "Nama",
        "Nomor Induk",
        None,
        "Tempat dan Tanggal Lahir",
        None,
        "Jenis Kelamin",
        "Jenis Pekerjaan",
    ]
    lower: list[Cell] = [None, None, "NIK", "KK", "Tempat", "Tanggal", None, None]
    titles: list[list[Cell]] = [
        [f"PEMERINTAH {called(office.seat)}".upper()],
        [f"KECAMATAN {office.seat.kecamatan}".upper()],
    ]
    merges = [Merge(row=3, column=c, last_row=4, last_column=c) for c in (0, 1, 6, 7)]
    merges += [Merge(row=3, column=c, last_row=3, last_column=c + 1) for c in (2, 4)]
    body = _body(_MERGED, groups[0], sheet="Lampiran", first=5, gaps=False)
    rows = [*titles, _blank(_MERGED), upper, lower, *body]
    return [
        Sheet(
            name="Lampiran",
            rows=rows,
            widths=_widths(_MERGED),
            titles=frozenset({0, 1}),
            headers=frozenset({3, 4}),
            merges=merges,
        )
    ]


def _merged_cells(person: Person) -> dict[str, Cell]:
    sex = "Laki-laki" if person.sex == "L" else "Perempuan"
    cells: dict[str, Cell] = {
        "nik": int(person.nik),
        "kk": int(person.kk_number),
        "sex": sex,
        "occupation": person.occupation,
    }
    return cells | _born(as_date, person)


# ── Recap of a kecamatan: one sheet for each desa, capitals, months in letters ─────────────────────────────────────

_RECAP = (
    Column("No.", "no", 5), Column("Nama Pekerja", "name", 32), Column("N I K", "nik", 20), Column("Tanggal Lahir", "birth", 14),
    Column("Kelamin", "sex", 8), Column("Mata Pencaharian", "occupation", 28),
)  # fmt: skip


def _lay_recap(_office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    return [_recap_sheet(entries) for entries in groups if entries]


def _recap_sheet(entries: Sequence[Entry]) -> Sheet:
    desa = entries[0].person.desa
    title: list[Cell] = [f"Rekap Pekerja Rentan {called(desa)} Kec. {desa.kecamatan}"]
    body = _body(_RECAP, entries, sheet=desa.name, first=3, gaps=False)
    rows = [title, _blank(_RECAP), _headings(_RECAP), *body]
    return Sheet(name=desa.name, rows=rows, widths=_widths(_RECAP), titles=frozenset({0}), headers=frozenset({2}))


def _recap_cells(person: Person) -> dict[str, Cell]:
    return {"nik": person.nik, "sex": person.sex, "occupation": person.occupation.upper()} | _born(short_month, person)


# ── Semicolons in cp1252, birth place and date in one column ───────────────────────────────────────────────────────

_SEMICOLON = tuple(
    Column(heading, field, 0)
    for heading, field in (
        ("No", "no"), ("Nama Lengkap", "name"), ("NIK", "nik"), ("Tempat, Tgl Lahir", "birth"), ("JK", "sex"),
        ("Alamat", "address"), ("Desa", "desa"), ("Kec.", "kecamatan"), ("Pekerjaan", "occupation"),
    )
)  # fmt: skip


def _lay_semicolon(_office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    body = _body(_SEMICOLON, groups[0], sheet="", first=1, gaps=True)
    return [Sheet(name="", rows=[_headings(_SEMICOLON), *body], widths=_widths(_SEMICOLON))]


def _semicolon_cells(person: Person) -> dict[str, Cell]:
    number = turn(person)
    cells: dict[str, Cell] = {
        "nik": person.nik,
        "sex": person.sex,
        # A line break inside a cell, as Excel keeps it in quotes: the row of a person is not the line of the file.
        "address": person.address.replace(" RW", "\nRW") if number % 17 == 3 else person.address,
        "desa": desa_as_written(person),
        "kecamatan": kecamatan_as_written(person.desa, number),
        "occupation": person.occupation,
    }
    return cells | _born(place_and_words, person)


# ── Group of fishers: the occupation stands in the title only ──────────────────────────────────────────────────────

_GROUP = (
    Column("No", "no", 5), Column("Nama Anggota", "name", 30), Column("NIK", "nik", 20), Column("No. KUSUKA", "kusuka", 16),
    Column("Alamat", "address", 24), Column("No. HP", "phone", 18), Column("Ket.", "note", 12),
)  # fmt: skip
_GROUP_NAMES = ("Bintang Laut", "Sumber Rezeki", "Mutiara Bahari", "Sinar Samudra", "Karya Nelayan", "Harapan Baru")


def _lay_group(office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    name = _GROUP_NAMES[int(office.seat.code[-1]) % len(_GROUP_NAMES)]
    titles: list[list[Cell]] = [
        [f"DAFTAR ANGGOTA KELOMPOK NELAYAN {name}".upper()],
        [f"{called(office.seat)} Kecamatan {office.seat.kecamatan}".upper()],
    ]
    body = _body(_GROUP, groups[0], sheet="Kelompok", first=4, gaps=False)
    tail = [_blank(_GROUP), *_signature(_GROUP, of="Ketua Kelompok")]
    rows = [*titles, _blank(_GROUP), _headings(_GROUP), *body, *tail]
    return [Sheet(name="Kelompok", rows=rows, widths=_widths(_GROUP), titles=frozenset({0, 1}), headers=frozenset({3}))]


def _group_cells(person: Person) -> dict[str, Cell]:
    kusuka = f"KSK{person.kk_number[2:4]}{person.nik[-4:]}{turn(person):02d}"
    return {"nik": person.nik, "kusuka": kusuka, "address": person.address, "phone": phone_as_written(person)}


# ── Blocks: three birth columns, the desa written once for each block, subtotals, an old hidden list ───────────────

_BLOCKS = (
    Column("NO", "no", 5), Column("DESA", "block", 24), Column("NAMA", "name", 30), Column("NIK", "nik", 20), Column("TGL", "birth_day", 6),
    Column("BLN", "birth_month", 6), Column("THN", "birth_year", 7), Column("JK", "sex", 5), Column("PEKERJAAN", "occupation", 24),
)  # fmt: skip
HIDDEN_SHEET = "Data lama 2025"


def _lay_blocks(office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    """The last group is the old list, on a hidden sheet with a desa in every row."""
    *blocks, old = groups
    sheets = [_block_sheet(office, [block for block in blocks if block])]
    return [*sheets, _old_sheet(old)] if old else sheets


def _block_sheet(office: Office, blocks: Sequence[Sequence[Entry]]) -> Sheet:
    """Every other office merges the desa cells of a block; the rest write the desa once and leave blanks."""
    name = f"Usulan {YEAR}"
    merging = int(office.seat.kecamatan_code[-1]) % 2 == 0
    rows: list[list[Cell]] = [
        [f"USULAN PEKERJA RENTAN KECAMATAN {office.seat.kecamatan} TAHUN {YEAR}".upper()],
        _blank(_BLOCKS),
        _headings(_BLOCKS),
    ]
    merges = []
    for block in blocks:
        first = len(rows)
        body = _body(_BLOCKS, block, sheet=name, first=first, gaps=False)
        for row in body[1:]:
            row[1] = None
        rows += body
        if merging and len(body) > 1:
            merges.append(Merge(row=first, column=1, last_row=len(rows) - 1, last_column=1))
        subtotal = _blank(_BLOCKS)
        subtotal[2], subtotal[3] = f"JUMLAH {called(block[0].person.desa)}".upper(), len(block)
        rows.append(subtotal)
    return Sheet(
        name=name, rows=rows, widths=_widths(_BLOCKS), titles=frozenset({0}), headers=frozenset({2}), merges=merges
    )


def _old_sheet(old: Sequence[Entry]) -> Sheet:
    body = _body(_BLOCKS, old, sheet=HIDDEN_SHEET, first=1, gaps=False)
    return Sheet(
        name=HIDDEN_SHEET,
        rows=[_headings(_BLOCKS), *body],
        widths=_widths(_BLOCKS),
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
    return cells | _born(three_cells, person)


# ── Letter of a kelurahan with a table ─────────────────────────────────────────────────────────────────────────────

_LETTER = (
    Column("No", "no", 5), Column("Nama", "name", 24), Column("NIK", "nik", 18), Column("No. KK", "kk", 18),
    Column("Tempat/Tanggal Lahir", "birth", 22), Column("L/P", "sex", 5), Column("Alamat", "address", 20),
    Column("Kelurahan", "desa", 18), Column("Pekerjaan", "occupation", 18),
)  # fmt: skip


def _lay_letter(office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    titles: list[list[Cell]] = [
        [f"PEMERINTAH KABUPATEN KOTABARU \u2013 {called(office.seat)}".upper()],
        [f"Lampiran surat: usulan pekerja rentan tahun {YEAR}, Kecamatan {office.seat.kecamatan}"],
    ]
    body = _body(_LETTER, groups[0], sheet="", first=3, gaps=False)
    rows = [*titles, _headings(_LETTER), *body]
    return [Sheet(name="", rows=rows, widths=_widths(_LETTER), titles=frozenset({0, 1}), headers=frozenset({2}))]


def _letter_cells(person: Person) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "nik": person.nik,
        "kk": person.kk_number,
        "sex": person.sex,
        "address": person.address,
        "desa": person.desa.name,
        "occupation": person.occupation,
    }
    return cells | _born(place_and_dashes, person)


# ── Export of a village application: codes, ISO dates, the columns an insurer wants ────────────────────────────────

_EXPORT = tuple(
    Column(heading, field, 16)
    for heading, field in (
        ("id", "no"), ("nik", "nik"), ("no_kk", "kk"), ("nama", "name"), ("jenis_kelamin", "sex"), ("tempat_lahir", "birth_place"),
        ("tgl_lahir", "birth"), ("nama_ibu_kandung", "mother_name"), ("alamat", "address"), ("rt", "rt"), ("kode_pos", "postal_code"),
        ("desa_code", "desa_code"), ("status_kawin", "marital_status"), ("no_hp", "phone"), ("email", "email"), ("pekerjaan", "occupation"),
        ("lokasi_kerja", "work_location"), ("jam_kerja", "work_hours"), ("penghasilan", "income"), ("ahli_waris", "heir_name"),
    )
)  # fmt: skip


def _lay_export(office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    columns = [_other_code_heading(column) if office.whole is Whole.SWAPPED else column for column in _EXPORT]
    sheet = "export" if office.file.endswith(".xlsx") else ""
    body = _body(columns, groups[0], sheet=sheet, first=1, gaps=False)
    return [Sheet(name=sheet, rows=[_headings(columns), *body], widths=_widths(columns), headers=frozenset({0}))]


def _other_code_heading(column: Column) -> Column:
    other = {"nik": "no_kk", "kk": "nik"}.get(column.field)
    return Column(other, column.field, column.width) if other else column


def _export_cells(person: Person) -> dict[str, Cell]:
    number = turn(person)
    cells: dict[str, Cell] = {
        "nik": person.nik,
        "kk": person.kk_number,
        "sex": person.sex,
        "mother_name": person.mother_name,
        "address": person.address.replace("\u2019", "'"),
        "rt": f"{person.rt:03d}",
        "postal_code": f"721{10 + number % 80:02d}",
        "desa_code": person.desa.code if number % 3 else person.desa.code.replace(".", ""),
        "marital_status": "Kawin" if number % 4 else "Belum kawin",
        "phone": person.phone,
        "occupation": person.occupation,
        "work_location": person.desa.name,
        "work_hours": "08.00-16.00" if number % 2 else "05.00-13.00",
        "income": person.income_rp,
        "heir_name": person.mother_name,
    }
    return cells | _born(iso, person)


def _born(birth: Birth, person: Person) -> dict[str, Cell]:
    day = person.birth_date
    return birth(person.birth_place, day.day, day.month, day.year)


def _fields(columns: Sequence[Column]) -> frozenset[str]:
    return frozenset(column.field for column in columns)


DESA_LIST = Layout(
    key="desa", title="Daftar desa, judul dan tanda tangan", suffix=".xlsx", fields=_fields(_DESA_LIST), birth=slashed,
    cells=_desa_list_cells, lay=_lay_desa_list,
    troubles=frozenset({Whole.SWAPPED, Whole.ROUNDED, Whole.MONTH_FIRST, Whole.MIXED_DATES, Whole.NO_OCCUPATION, Whole.NO_KECAMATAN, Whole.PHOTO}),
)  # fmt: skip
MERGED = Layout(
    key="lampiran", title="Judul dua baris, NIK berupa bilangan", suffix=".xlsx", fields=_fields(_MERGED), birth=as_date,
    cells=_merged_cells, lay=_lay_merged, numeric=True, troubles=frozenset({Whole.ROUNDED}),
)  # fmt: skip
RECAP = Layout(
    key="rekap", title="Rekap kecamatan, satu lembar tiap desa", suffix=".xlsx", fields=_fields(_RECAP), birth=short_month,
    cells=_recap_cells, lay=_lay_recap, capitals=True, several_desas=True,
)  # fmt: skip
SEMICOLON = Layout(
    key="csv", title="CSV titik koma, tempat dan tanggal lahir satu kolom", suffix=".csv", fields=_fields(_SEMICOLON), birth=place_and_words,
    cells=_semicolon_cells, lay=_lay_semicolon, troubles=frozenset({Whole.ROUNDED, Whole.SCIENTIFIC}),
)  # fmt: skip
GROUP = Layout(
    key="nelayan", title="Kelompok nelayan, pekerjaan hanya di judul", suffix=".xlsx", fields=_fields(_GROUP), birth=no_birth,
    cells=_group_cells, lay=_lay_group,
)  # fmt: skip
BLOCKS = Layout(
    key="blok", title="Desa ditulis sekali tiap blok, lembar lama tersembunyi", suffix=".xlsx", fields=_fields(_BLOCKS), birth=three_cells,
    cells=_blocks_cells, lay=_lay_blocks, several_desas=True,
)  # fmt: skip
LETTER = Layout(
    key="surat", title="Surat kelurahan dengan tabel", suffix=".docx", fields=_fields(_LETTER), birth=place_and_dashes,
    cells=_letter_cells, lay=_lay_letter,
)  # fmt: skip
EXPORT = Layout(
    key="aplikasi", title="Ekspor aplikasi desa, 20 kolom", suffix=".tsv", fields=_fields(_EXPORT), birth=iso,
    cells=_export_cells, lay=_lay_export, troubles=frozenset({Whole.SWAPPED}),
)  # fmt: skip

LAYOUTS = (DESA_LIST, MERGED, RECAP, SEMICOLON, GROUP, BLOCKS, LETTER, EXPORT)
