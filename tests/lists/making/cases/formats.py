"""The same people in every kind of file, delimiter and encoding."""

import codecs
from datetime import date

from lists.making.case import Case, listed
from lists.making.layout import COLUMNS, Row, Sheet, Skip, row
from lists.making.people import person
from lists.making.writing import macro_workbook, text

PEOPLE: tuple[Row, ...] = (row(1), row(2, "NIK_LENGTH", nik=person(2).nik[:15], facts={"nik": None}), row(3))
NAMED = (
    *PEOPLE[:2],
    row(3, name="Noor Josée Fañuel", facts={"name": "Noor Josée Fañuel"}),
    row(4, name="Nu\u2019man Yani", facts={"name": "Nu\u2019man Yani"}),
)
ADDRESSED = (*COLUMNS[:4], ("address", "ALAMAT"), *COLUMNS[4:])


def plain(name: str, edge: str, writer: object, lines: tuple[Row | Skip, ...] = PEOPLE, ext: str = "csv") -> Case:
    return Case(name=name, ext=ext, edge=edge, writer=writer, sheets=(Sheet(name="", lines=lines),))  # type: ignore[arg-type]


def addressed(n: int, address: str) -> Row:
    return row(n, address=address, may=())


DESA_MERGED = ((2, 7, 4, 7),)
UNDER_MERGE = (
    row(1),
    row(2, desa=None, facts={"desa_code": "63.02.06.2014"}),
    row(3, desa=None, facts={"desa_code": "63.02.06.2014"}),
    row(4),
    row(5),
    row(6),
    row(7),
)

CASES: tuple[Case, ...] = (
    plain("text-comma", "Commas, as a computer abroad writes.", text(delimiter=",")),
    plain(
        "text-semicolon-bom",
        "Semicolons and a UTF-8 mark, as Excel in Indonesia writes: the mark is no part of the first heading.",
        text(delimiter=";", bom=codecs.BOM_UTF8),
        NAMED,
    ),
    plain("text-tab", "Tabs in a .csv are tabs.", text(delimiter="\t")),
    plain("text-tab-tsv", "A .tsv is read.", text(delimiter="\t"), ext="tsv"),
    plain(
        "text-utf16-le",
        'Excel\'s "Unicode text": UTF-16 little-endian with its mark, tabs, .txt.',
        text(delimiter="\t", encoding="utf-16-le", bom=codecs.BOM_UTF16_LE),
        NAMED,
        "txt",
    ),
    plain(
        "text-utf16-be",
        "UTF-16 big-endian with its mark.",
        text(delimiter=";", encoding="utf-16-be", bom=codecs.BOM_UTF16_BE),
        NAMED,
    ),
    plain(
        "text-cp1252",
        "What is not UTF-8 is cp1252: é, ñ and the typographic apostrophe of a name survive.",
        text(delimiter=";", encoding="cp1252"),
        NAMED,
    ),
    plain(
        "text-cp1252-nbsp",
        "A cp1252 no-break space (one byte A0) inside a NIK is cleaned.",
        text(delimiter=";", encoding="cp1252"),
        (
            row(1, "NIK_CLEANED", nik=person(1).nik[:6] + "\u00a0" + person(1).nik[6:], facts={"nik": person(1).nik}),
            row(2),
        ),
    ),
    plain(
        "text-semicolon-many-commas",
        "Commas in every name and address do not make a file of semicolons one of commas.",
        text(delimiter=";"),
        tuple(
            row(n, "NAME_TITLE_SEPARATED", name=f"H. {name}, S.Pd, M.Pd", facts={"name": name})
            for n, name in enumerate(("Budi", "Basri", "Rusdi", "Hasan"), start=1)
        ),
    ),
    Case(
        name="text-sep-line",
        sheets=(Sheet(name="", title=(("sep=;",),), lines=PEOPLE),),
        writer=text(delimiter=";"),
        edge="Excel's own first line `sep=;` is a physical line above the heading.",
    ),
    plain("text-unix-lines", "Lines that end without a carriage return.", text(newline="\n")),
    Case(
        name="text-quoted-newlines",
        edge="A quoted address over three lines is one record: its row is the physical line where it starts, and so is every later one.",
        sheets=(
            Sheet(
                name="",
                columns=ADDRESSED,
                lines=(
                    addressed(1, "RT 01"),
                    addressed(2, "RT 02\nDusun II\nSemayap"),
                    addressed(3, "RT 03"),
                    Skip(),
                    addressed(4, 'Gang "Kenanga", RT 04'),
                ),
            ),
        ),
        writer=text(delimiter=",", newline="\n"),
    ),
    Case(
        name="text-title-above",
        edge="Title lines of a text file count as its physical lines, and the delimiter is found below them.",
        sheets=(Sheet(name="", title=(("DAFTAR USULAN PEKERJA RENTAN",), ("TAHUN 2027",), ()), lines=PEOPLE),),
        writer=text(delimiter=";"),
    ),
    Case(
        name="workbook-with-macros",
        ext="xlsm",
        writer=macro_workbook,
        sheets=(Sheet(name="Isian", lines=PEOPLE),),
        edge="An .xlsm is a workbook like another.",
    ),
    Case(
        name="libreoffice",
        ext="ods",
        edge="LibreOffice: repeated blank lines count, numbers and dates keep their kind, a hidden sheet is hidden.",
        sheets=(
            Sheet(
                name="Isian",
                title=(("DAFTAR USULAN",), (), ()),
                lines=(
                    row(1),
                    Skip(),
                    Skip(),
                    Skip(),
                    row(2, "NIK_AS_NUMBER", nik=int(person(2).nik), facts={"nik": person(2).nik}),
                    row(3, born=date(1980, 1, 12), birth_date=date(1980, 1, 12), facts={"birth_date": "1980-01-12"}),
                    row(4, "NIK_MISSING", nik=None, facts={"nik": None}),
                ),
            ),
            Sheet(name="Simpanan", hidden=True, lines=(row(5),)),
        ),
    ),
    Case(
        name="libreoffice-merged",
        ext="ods",
        sheets=(Sheet(merges=DESA_MERGED, lines=UNDER_MERGE),),
        edge="A desa cell that spans three rows in LibreOffice holds for the three.",
    ),
    listed(
        "word-table",
        "The table of a letter is a list, its first row number 1.",
        *PEOPLE,
        ext="docx",
        open=("What a table of a letter is called.",),
    ),
    Case(
        name="word-two-tables",
        ext="docx",
        edge="Two tables are two lists; a vertically merged desa holds for its rows.",
        open=("What a table of a letter is called.",),
        sheets=(
            Sheet(name="1", named=False, lines=(row(11), row(12))),
            Sheet(name="2", named=False, merges=DESA_MERGED, lines=UNDER_MERGE),
        ),
    ),
)
