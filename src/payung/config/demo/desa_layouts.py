"""Layouts in which a desa or kelurahan sends its own people. Every one has been seen; none is made up to be hard."""

from collections.abc import Sequence

from payung.config.demo.entries import Entry
from payung.config.demo.grids import Cell, Merge, Sheet
from payung.config.demo.offices import Layout, Office, Whole, called
from payung.config.demo.people import Person
from payung.config.demo.spelling import (
    as_date,
    desa_as_written,
    iso,
    kecamatan_as_written,
    phone_as_written,
    place_and_dashes,
    place_and_words,
    slashed,
    turn,
)
from payung.config.demo.tables import (
    YEAR,
    Column,
    blank_row,
    born,
    fields_of,
    heading_row,
    numbered_rows,
    signature,
    total_row,
    widths_of,
)

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
    body = numbered_rows(columns, groups[0], sheet="DATA", first=header + 1, gaps=True)
    tail = [
        blank_row(columns),
        total_row(columns, len(groups[0]), "JUMLAH"),
        *signature(columns, of=f"Kepala {called(office.seat)}"),
    ]
    rows = [*titles, blank_row(columns), heading_row(columns), *body, *tail]
    return [
        Sheet(
            name="DATA",
            rows=rows,
            widths=widths_of(columns),
            titles=frozenset(range(len(titles))),
            headers=frozenset({header}),
        )
    ]


def _desa_list_cells(person: Person) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "nik": person.nik,
        "kk": person.kk_number,
        "sex": person.sex,
        "desa": desa_as_written(person),
        "occupation": person.occupation,
        "phone": phone_as_written(person),
    }
    return cells | born(slashed, person)


DESA_LIST = Layout(
    key="desa",
    title="Daftar desa, judul dan tanda tangan",
    suffix=".xlsx",
    fields=fields_of(_DESA_LIST),
    birth=slashed,
    cells=_desa_list_cells,
    lay=_lay_desa_list,
    troubles=frozenset(
        {
            Whole.SWAPPED,
            Whole.ROUNDED,
            Whole.MONTH_FIRST,
            Whole.MIXED_DATES,
            Whole.NO_OCCUPATION,
            Whole.NO_KECAMATAN,
            Whole.PHOTO,
        }
    ),
)


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
    body = numbered_rows(_MERGED, groups[0], sheet="Lampiran", first=5, gaps=False)
    rows = [*titles, blank_row(_MERGED), upper, lower, *body]
    return [
        Sheet(
            name="Lampiran",
            rows=rows,
            widths=widths_of(_MERGED),
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
    return cells | born(as_date, person)


MERGED = Layout(
    key="lampiran",
    title="Judul dua baris, NIK berupa bilangan",
    suffix=".xlsx",
    fields=fields_of(_MERGED),
    birth=as_date,
    cells=_merged_cells,
    lay=_lay_merged,
    numeric=True,
    troubles=frozenset({Whole.ROUNDED}),
)


# ── Semicolons in cp1252, birth place and date in one column ───────────────────────────────────────────────────────

_SEMICOLON = tuple(
    Column(heading, field, 0)
    for heading, field in (
        ("No", "no"), ("Nama Lengkap", "name"), ("NIK", "nik"), ("Tempat, Tgl Lahir", "birth"), ("JK", "sex"),
        ("Alamat", "address"), ("Desa", "desa"), ("Kec.", "kecamatan"), ("Pekerjaan", "occupation"),
    )
)  # fmt: skip


def _lay_semicolon(_office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    body = numbered_rows(_SEMICOLON, groups[0], sheet="", first=1, gaps=True)
    return [Sheet(name="", rows=[heading_row(_SEMICOLON), *body], widths=widths_of(_SEMICOLON))]


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
    return cells | born(place_and_words, person)


SEMICOLON = Layout(
    key="csv",
    title="CSV titik koma dari Excel",
    suffix=".csv",
    fields=fields_of(_SEMICOLON),
    birth=place_and_words,
    cells=_semicolon_cells,
    lay=_lay_semicolon,
    troubles=frozenset({Whole.ROUNDED, Whole.SCIENTIFIC}),
)


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
    body = numbered_rows(_LETTER, groups[0], sheet="Tabel 1", first=3, gaps=False)
    rows = [*titles, heading_row(_LETTER), *body]
    return [Sheet(name="", rows=rows, widths=widths_of(_LETTER), titles=frozenset({0, 1}), headers=frozenset({2}))]


def _letter_cells(person: Person) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "nik": person.nik,
        "kk": person.kk_number,
        "sex": person.sex,
        "address": person.address,
        "desa": person.desa.name,
        "occupation": person.occupation,
    }
    return cells | born(place_and_dashes, person)


LETTER = Layout(
    key="surat",
    title="Surat kelurahan berisi tabel",
    suffix=".docx",
    fields=fields_of(_LETTER),
    birth=place_and_dashes,
    cells=_letter_cells,
    lay=_lay_letter,
)


# ── Export of a village application: codes, ISO dates, the columns an insurer wants ────────────────────────────────

_EXPORT = tuple(
    Column(heading, field, 16)
    for heading, field in (
        ("id", "no"), ("nik", "nik"), ("no_kk", "kk"), ("nama", "name"), ("jenis_kelamin", "sex"),
        ("tempat_lahir", "birth_place"), ("tgl_lahir", "birth"), ("nama_ibu_kandung", "mother_name"),
        ("alamat", "address"), ("rt", "rt"), ("kode_pos", "postal_code"), ("desa_code", "desa_code"),
        ("status_kawin", "marital_status"), ("no_hp", "phone"), ("email", "email"), ("pekerjaan", "occupation"),
        ("lokasi_kerja", "work_location"), ("jam_kerja", "work_hours"), ("penghasilan", "income"),
        ("ahli_waris", "heir_name"),
    )
)  # fmt: skip


def _lay_export(office: Office, groups: Sequence[Sequence[Entry]]) -> list[Sheet]:
    columns = [_other_code_heading(column) if office.whole is Whole.SWAPPED else column for column in _EXPORT]
    sheet = "export" if office.file.endswith(".xlsx") else ""
    body = numbered_rows(columns, groups[0], sheet=sheet, first=1, gaps=False)
    return [Sheet(name=sheet, rows=[heading_row(columns), *body], widths=widths_of(columns), headers=frozenset({0}))]


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
    return cells | born(iso, person)


EXPORT = Layout(
    key="aplikasi",
    title="Ekspor aplikasi desa, 20 kolom",
    suffix=".tsv",
    fields=fields_of(_EXPORT),
    birth=iso,
    cells=_export_cells,
    lay=_lay_export,
    troubles=frozenset({Whole.SWAPPED}),
)
