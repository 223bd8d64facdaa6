"""Headings and sheets: what is found, what is missing, and what is not a person."""

from lists.making.case import Case
from lists.making.layout import COLUMNS, Row, Sheet, Skip, replaced, row, without

TITLE = (("PEMERINTAH KABUPATEN KOTABARU",), ("DAFTAR USULAN PEKERJA RENTAN TAHUN 2027",), ())
LETTER = (
    Skip(("Kepada Yth. Kepala Dinas",)),
    Skip(("di Kotabaru",)),
    Skip(),
    Skip(("Bersama ini kami sampaikan salam.",)),
    Skip(("Terima kasih.",)),
)
HEADING = Skip(tuple(heading for _, heading in COLUMNS))

SIGNED = ("Mengetahui,", "Kepala Desa Stagen", "H. SUPIAN, S.Sos", "NIP. 196501011990031001")
WRAPPED = (
    "NO",
    "NIK\n(16 angka)",
    "NO.\nKK",
    "NAMA LENGKAP\n(sesuai KTP)",
    "JENIS\nKELAMIN",
    "TANGGAL  LAHIR",
    "DESA /\nKELURAHAN",
    "PEKERJAAN *",
    "NO. HP / WA",
)
SENDER = (
    ("Nama", ": H. Supian"),
    ("NIK", ": 6302061701650011"),
    ("Jabatan", ": Kepala Seksi"),
    ("NIK harus 16 angka; nama, desa dan pekerjaan ditulis sesuai KTP",),
    (),
)


def lacking(name: str, *columns: str) -> Sheet:
    return Sheet(name=name, title=TITLE, columns=without(*columns), withheld=True, lines=(row(11), row(12), row(13)))


def numbered(first: int, count: int) -> tuple[Row, ...]:
    return tuple(row(n) for n in range(first, first + count))


TWO_ROWS = (
    ("NO", "NOMOR INDUK", None, "NAMA LENGKAP", "L/P", "KELAHIRAN", None, "DESA", "PEKERJAAN", "NO HP"),
    (None, "NIK", "KK", None, None, "TEMPAT", "TANGGAL", None, None, None),
)
TWO_COLUMNS = replaced(birth_date=(("birth_place", ""), ("birth_date", "")))
TWO_MERGES = (
    (3, 1, 4, 1),
    (3, 2, 3, 3),
    (3, 4, 4, 4),
    (3, 5, 4, 5),
    (3, 6, 3, 7),
    (3, 8, 4, 8),
    (3, 9, 4, 9),
    (3, 10, 4, 10),
)


def born_in(n: int) -> Row:
    return row(n, birth_place="Kotabaru", facts={"birth_place": "Kotabaru"})


def swapped(n: int, family: int) -> Row:
    """A line whose family card stands under NIK and whose NIK under KK; cards repeat within a family."""
    usual = row(n)
    return row(n, nik=f"6302060105100{family:03d}", kk_number=usual.cells["nik"])


CASES: tuple[Case, ...] = (
    Case(
        name="HEADER_NOT_FOUND",
        ext="xlsx",
        problems=({"code": "HEADER_NOT_FOUND"},),
        sheets=(Sheet(name="Surat", header=(), lines=LETTER, unread=True),),
        edge="A letter has no heading of a list on any sheet.",
    ),
    Case(
        name="header-absent",
        ext="xlsx",
        sheets=(Sheet(header=(), lines=numbered(1, 5), unread=True),),
        problems=({"code": "HEADER_NOT_FOUND"},),
        edge="People without any heading row: nobody guesses which column is which.",
    ),
    Case(
        name="COLUMN_MISSING",
        ext="xlsx",
        sheets=(
            lacking("Tanpa NIK", "nik"),
            lacking("Tanpa nama", "name"),
            lacking("Tanpa kerja", "occupation"),
            lacking("Tanpa wilayah", "desa"),
            Sheet(name="Lengkap", title=TITLE, lines=numbered(1, 3)),
        ),
        problems=(
            {"code": "COLUMN_MISSING", "sheet": "Tanpa NIK", "field": "nik"},
            {"code": "COLUMN_MISSING", "sheet": "Tanpa nama", "field": "name"},
            {"code": "COLUMN_MISSING", "sheet": "Tanpa kerja", "field": "occupation"},
            {"code": "COLUMN_MISSING", "sheet": "Tanpa wilayah"},
        ),
        edge="A missing NIK, name, occupation or desa column withholds only its own sheet; the complete sheet is answered.",
    ),
    Case(
        name="column-missing-optional",
        ext="xlsx",
        sheets=(
            Sheet(
                columns=without("sex", "birth_date", "phone"),
                lines=tuple(row(n, may=("BIRTH_DATE_FROM_NIK",)) for n in range(1, 4)),
            ),
        ),
        nowhere=("COLUMN_MISSING",),
        edge="Sex, birth date and phone may be absent: they come from the NIK or not at all.",
        open=("Whether BIRTH_DATE_FROM_NIK stands on every row of a list without that column.",),
    ),
    Case(
        name="COLUMNS_SWAPPED",
        ext="xlsx",
        rows_open=True,
        sheets_open=True,
        anywhere=("COLUMNS_SWAPPED",),
        sheets=(Sheet(lines=tuple(swapped(n, 1 + n // 3) for n in range(1, 13))),),
        edge="On all twelve rows the number under KK agrees with birth date and sex, the one under NIK never, and cards repeat within families.",
        open=("Where the problem stands, and what the rows of such a sheet say.",),
    ),
    Case(
        name="columns-not-swapped",
        ext="xlsx",
        nowhere=("COLUMNS_SWAPPED",),
        sheets=(
            Sheet(
                lines=(
                    *numbered(1, 8),
                    row(
                        9,
                        "NIK_BIRTH_DATE_MISMATCH",
                        nik="6302060105100044",
                        kk_number=str(row(9).cells["nik"]),
                        may=("NIK_SEX_MISMATCH",),
                        facts={"nik": "6302060105100044", "kk_number": row(9).cells["nik"]},
                    ),
                )
            ),
        ),
        edge="One person whose numbers were exchanged by hand does not make the columns swapped.",
    ),
    Case(
        name="header-two-rows",
        ext="xlsx",
        sheets=(
            Sheet(
                name="Lampiran",
                title=(("DAFTAR USULAN PEKERJA RENTAN",), ()),
                header=TWO_ROWS,
                columns=TWO_COLUMNS,
                merges=TWO_MERGES,
                lines=tuple(born_in(n) for n in range(1, 5)),
            ),
        ),
        edge="A heading merged over two rows is one heading: both rows are header rows, and NIK and KK are told apart by the lower one.",
    ),
    Case(
        name="header-repeated",
        ext="xlsx",
        sheets=(Sheet(title=TITLE, lines=(*numbered(1, 3), Skip(), HEADING, *numbered(4, 3))),),
        edge="The heading printed again on page two is skipped and named among the skipped rows.",
    ),
    Case(
        name="totals-and-signature",
        ext="xlsx",
        sheets=(
            Sheet(
                title=TITLE,
                lines=(
                    *numbered(1, 2),
                    Skip(),
                    row(3),
                    Skip((None, None, None, "JUMLAH", 3)),
                    Skip(),
                    Skip((None,) * 6 + ("Kotabaru, 2 November 2026",)),
                    Skip((None,) * 6 + ("Kepala Desa",)),
                    Skip(),
                    Skip((None,) * 6 + ("H. SUPIAN",)),
                ),
            ),
        ),
        edge="A blank line between people, the total and the signature with the headman's name are skipped, each by its row.",
    ),
    Case(
        name="signature-with-nip",
        ext="xlsx",
        sheets=(
            Sheet(
                name="Di kolom nama",
                title=TITLE,
                lines=(
                    *numbered(1, 3),
                    Skip(),
                    *(Skip((None, None, None, said)) for said in (*SIGNED[:2], None, None, *SIGNED[2:])),
                ),
            ),
            Sheet(
                name="Di kolom NIK",
                title=TITLE,
                lines=(
                    *numbered(4, 3),
                    Skip(),
                    *(Skip((None, said)) for said in (*SIGNED[:2], None, None, *SIGNED[2:])),
                ),
            ),
        ),
        nowhere=("NIK_LENGTH", "NIK_NOT_DIGITS", "NIK_MISSING"),
        edge="A signature under the column of names or of NIKs is nobody's row, though it holds a name and a long number.",
    ),
    Case(
        name="header-wrapped",
        ext="xlsx",
        sheets=(
            Sheet(
                columns=tuple((key, said) for (key, _), said in zip(COLUMNS, WRAPPED, strict=True)),
                lines=numbered(1, 3),
            ),
        ),
        edge="Headings broken over lines, with remarks in brackets, a star or a second word, are still headings.",
    ),
    Case(
        name="header-after-sender",
        ext="xlsx",
        sheets=(Sheet(title=SENDER, lines=numbered(1, 3)),),
        edge="The sender's own Nama, NIK and Jabatan above the list, and a sentence of such words, are not its heading.",
    ),
    Case(
        name="total-with-numbers-csv",
        sheets=(
            Sheet(
                name="",
                lines=(
                    *numbered(1, 3),
                    Skip(("Total", "3", None, None, None, None, None, None, None)),
                    Skip((None,) * 9),
                ),
            ),
        ),
        edge="A total in a text file and a line of separators only are skipped, by their physical line.",
    ),
    Case(
        name="header-number-row",
        ext="xlsx",
        sheets=(Sheet(lines=(Skip((1, 2, 3, 4, 5, 6, 7, 8, 9)), *numbered(1, 3)), skipped_open=(2,)),),
        sheets_open=True,
        edge="The row 1, 2, 3 … that numbers the columns under a heading is not a person.",
        open=("Whether that row counts as header or as skipped.",),
    ),
    Case(
        name="sheets-hidden",
        ext="xlsx",
        sheets=(
            Sheet(name="Depan", lines=numbered(1, 2)),
            Sheet(name="Simpanan", hidden=True, lines=(row(3), row(4, "NIK_MISSING", nik=None, facts={"nik": None}))),
        ),
        edge="A hidden sheet is read and checked like any other, and said to be hidden.",
    ),
    Case(
        name="sheets-several",
        ext="xlsx",
        nowhere=("HEADER_NOT_FOUND",),
        sheets=(
            Sheet(name="Sampul", header=(), lines=LETTER, unread=True),
            Sheet(name="Bagian 1", title=TITLE, lines=numbered(1, 3)),
            Sheet(name="Bagian 2", columns=(*COLUMNS[3:], *COLUMNS[:3]), lines=numbered(4, 3)),
            Sheet(name="Catatan", header=(), lines=LETTER[3:], unread=True),
        ),
        edge="A cover and a page of notes have rows 0; each list has its own header row and its own order of columns.",
    ),
)
