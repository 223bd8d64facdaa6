"""Where people live: the steps that find a desa, the runs that fill blanks, sheets and headings that name one."""

from lists.making.case import Case, listed
from lists.making.layout import COLUMNS, Cell, Row, Sheet, replaced, row, without

NAMED_BY_CODE = replaced(desa=(("desa_code", "KODE DESA"), ("desa", "NAMA DESA")))
CODE_ONLY = replaced(desa=(("desa_code", "KODE DESA"),))
WITH_KECAMATAN = replaced(desa=(("desa", "DESA"), ("kecamatan", "KECAMATAN")))
SEMAYAP, STAGEN, MEGASARI, SEBELIMBINGAN = "63.02.06.2014", "63.02.06.2011", "63.02.06.2009", "63.02.06.2010"
RAMPA_SEBUKU, RAMPA_UTARA = "63.02.05.2007", "63.02.06.2012"


def living(
    n: int, desa: Cell, code: str | None, *codes: str, may: tuple[str, ...] = (), status: str | None = "", **cells: Cell
) -> Row:
    """Someone whose desa is written so; `code` is the desa owed, None where nothing is."""
    return row(n, *codes, may=may, status=status, facts={"desa_code": code} if code else {}, desa=desa, **cells)


def nowhere_at(n: int, desa: Cell, *codes: str, **cells: Cell) -> Row:
    return row(n, *codes, desa=desa, facts={"desa_code": None}, **cells)


def run(n: int, number: int, desa: str | None, code: str | None) -> Row:
    """A line of a list that numbers its people and may leave the desa blank; without `code` the blank is missing."""
    return living(n, desa, code, no=number) if code else nowhere_at(n, desa, "DESA_MISSING", no=number)


NAMES = (
    ("SEMAYAP", SEMAYAP),
    ("Desa Semayap", SEMAYAP),
    ("Ds. Stagen", STAGEN),
    ("Kel. Kotabaru Hulu", "63.02.06.1001"),
    ("Kelurahan Baharu Selatan", "63.02.22.1009"),
    ("Kampung Mandin", "63.02.05.2003"),
    ("Kampung Baru", "63.02.21.2007"),
    ("Desa Kampung Baru", "63.02.21.2007"),
    ("Alle Alle", "63.02.03.2011"),
    ("ALLE-ALLE", "63.02.03.2011"),
    ("Oka   Oka", "63.02.20.2009"),
    ("Desa  Gunung   Ulin", "63.02.06.2022"),
    ("Gunungulin", "63.02.06.2022"),
    ("Karang Sari Indah", "63.02.04.2013"),
    ("Telaga Sari", "63.02.17.2008"),
    ("Suka Maju", "63.02.07.2014"),
    ("Sukamaju", "63.02.12.2010"),
    ("SUKA  MAJU", "63.02.07.2014"),
    ("Desa Sukamaju", "63.02.12.2010"),
    ("Tengah", "63.02.01.2004"),
)


def headed(name: str, *title: str, lines: tuple[Row, ...], withheld: bool = False) -> Sheet:
    return Sheet(
        name=name, title=(*((line,) for line in title), ()), columns=without("desa"), lines=lines, withheld=withheld
    )


def at(code: str, *numbers: int) -> tuple[Row, ...]:
    return tuple(row(n, facts={"desa_code": code}) for n in numbers)


CASES: tuple[Case, ...] = (
    listed(
        "DESA_MISSING",
        "An empty desa in a list that writes one on each line takes nothing from the line above.",
        row(1),
        nowhere_at(2, None, "DESA_MISSING"),
        row(3),
        nowhere_at(4, "  ", "DESA_MISSING"),
        row(5),
        row(6),
    ),
    listed(
        "DESA_UNKNOWN",
        "A near name is suggested, never taken; a name of nowhere is unknown too.",
        nowhere_at(1, "Semayapp", "DESA_UNKNOWN"),
        nowhere_at(2, "Entah Berantah", "DESA_UNKNOWN"),
        row(3),
        messages={"DESA_UNKNOWN@2": "Semayap"},
    ),
    listed(
        "DESA_AMBIGUOUS",
        "Rampa, Betung, Batuah and Pantai Baru are two desa each: without a kecamatan a person decides.",
        *(
            nowhere_at(n, name, "DESA_AMBIGUOUS")
            for n, name in ((1, "Rampa"), (2, "Desa BETUNG"), (3, "Batuah"), (4, "Pantai Baru"))
        ),
        row(5),
    ),
    listed(
        "desa-told-by-kecamatan",
        "The kecamatan of the line tells two desa of one name apart, in capitals or not.",
        living(1, "Rampa", RAMPA_SEBUKU, kecamatan="Pulau Sebuku"),
        living(2, "Rampa", RAMPA_UTARA, kecamatan="PULAULAUT UTARA"),
        living(3, "Betung", "63.02.13.2004", kecamatan="Pamukan Utara"),
        living(4, "Betung", "63.02.04.2009", kecamatan="pulau laut timur"),
        nowhere_at(5, "Rampa", "DESA_AMBIGUOUS", kecamatan=None),
        columns=WITH_KECAMATAN,
    ),
    listed(
        "DESA_NOT_IN_KECAMATAN",
        "One desa of that name, but in another kecamatan than the line says.",
        living(1, "Semayap", None, "DESA_NOT_IN_KECAMATAN", kecamatan="Hampang"),
        living(2, "Semayap", SEMAYAP, kecamatan="Pulaulaut Utara"),
        living(3, "Sampanahan", "63.02.12.2005", kecamatan="Sampanahan"),
        living(4, "Hampang", None, "DESA_NOT_IN_KECAMATAN", kecamatan="Sampanahan"),
        columns=WITH_KECAMATAN,
        open=("Whether such a row still shows the code of the one desa found.",),
    ),
    listed(
        "desa-codes",
        "A code decides before the name, with dots and without; an unknown or empty code leaves it to the name.",
        living(1, "Rampa", RAMPA_SEBUKU, desa_code="63.02.05.2007"),
        living(2, "Rampa", RAMPA_UTARA, desa_code="6302062012"),
        living(3, "Semayap", SEMAYAP, desa_code=None),
        living(4, "Stagen", STAGEN, desa_code="63.02.06.9999"),
        living(5, "Stagen", SEMAYAP, desa_code="63.02.06.2014"),
        columns=NAMED_BY_CODE,
    ),
    listed(
        "desa-code-only",
        "A list with only the code names its desa; as a number it has no dots.",
        row(1, desa_code="63.02.06.2014", facts={"desa_code": SEMAYAP}),
        row(2, desa_code=6302062011, facts={"desa_code": STAGEN}),
        ext="xlsx",
        columns=CODE_ONLY,
        nowhere=("COLUMN_MISSING",),
    ),
    listed(
        "desa-names",
        "Case, the words desa, kelurahan, kel., ds. and kampung, hyphens, repeated spaces, then all spaces: the first step with a hit decides.",
        *(living(n, name, code) for n, (name, code) in enumerate(NAMES, start=1)),
    ),
    Case(
        name="desa-merged",
        ext="xlsx",
        edge="A merged desa cell holds for all its rows, and for no row after it.",
        sheets=(
            Sheet(
                merges=((2, 7, 4, 7),),
                lines=(
                    row(1),
                    living(2, None, SEMAYAP),
                    living(3, None, SEMAYAP),
                    living(4, "Stagen", STAGEN),
                    nowhere_at(5, None, "DESA_MISSING"),
                    living(6, "Stagen", STAGEN),
                    living(7, "Stagen", STAGEN),
                ),
            ),
        ),
    ),
    listed(
        "desa-merged-with-kecamatan",
        "Desa and kecamatan merged over the same rows are both filled: each Rampa is told apart on every row.",
        living(1, "Rampa", RAMPA_SEBUKU, kecamatan="Pulau Sebuku"),
        living(2, None, RAMPA_SEBUKU, kecamatan=None),
        living(3, "Rampa", RAMPA_UTARA, kecamatan="Pulaulaut Utara"),
        living(4, None, RAMPA_UTARA, kecamatan=None),
        ext="xlsx",
        columns=WITH_KECAMATAN,
        merges=((2, 7, 3, 7), (2, 8, 3, 8), (4, 7, 5, 7), (4, 8, 5, 8)),
    ),
    listed(
        "desa-runs-number-restarts",
        "Less than half is blank, but the number starts again at each desa: blanks belong to the one above.",
        run(1, 1, "Semayap", SEMAYAP),
        run(2, 2, None, SEMAYAP),
        run(3, 1, "Stagen", STAGEN),
        run(4, 1, "Megasari", MEGASARI),
        run(5, 2, None, MEGASARI),
    ),
    listed(
        "desa-runs-more-than-half-blank",
        "Numbers run on, but four of six are blank: blanks belong to the one above; the first has nothing above it.",
        run(1, 1, None, None),
        run(2, 2, "Semayap", SEMAYAP),
        run(3, 3, None, SEMAYAP),
        run(4, 4, None, SEMAYAP),
        run(5, 5, "Stagen", STAGEN),
        run(6, 6, None, STAGEN),
    ),
    listed(
        "desa-blank-exactly-half",
        "Half is not more than half: with numbers running on, the blanks are missing.",
        run(1, 1, "Semayap", SEMAYAP),
        run(2, 2, None, None),
        run(3, 3, "Stagen", STAGEN),
        run(4, 4, None, None),
    ),
    listed(
        "desa-blank-run-broken",
        "One desa cell at which the number does not start again: the blanks of the whole column are missing.",
        run(1, 1, "Semayap", SEMAYAP),
        run(2, 2, None, None),
        run(3, 3, "Stagen", STAGEN),
        run(4, 1, "Megasari", MEGASARI),
        run(5, 2, "Sebelimbingan", SEBELIMBINGAN),
    ),
    Case(
        name="desa-by-sheet-name",
        ext="xlsx",
        edge="The sheet's name is the desa of all its rows, bare or with its word before it, told apart by the heading's kecamatan.",
        sheets=(
            headed("Semayap", "DAFTAR USULAN", lines=at(SEMAYAP, 1, 2)),
            headed("Desa Stagen", "DAFTAR USULAN", lines=at(STAGEN, 3, 4)),
            headed("Rampa", "KECAMATAN PULAU SEBUKU", lines=at(RAMPA_SEBUKU, 5)),
        ),
        nowhere=("COLUMN_MISSING", "DESA_MISSING"),
    ),
    Case(
        name="desa-by-heading",
        ext="xlsx",
        edge="A heading names desa and kecamatan for all rows, in one line or two, and so tells Rampa from Rampa.",
        sheets=(
            headed("A", "PEMERINTAH DESA STAGEN", "KECAMATAN PULAULAUT UTARA", lines=at(STAGEN, 1, 2)),
            headed("B", "Rekap Pekerja Rentan Desa Rampa Kec. Pulau Sebuku", lines=at(RAMPA_SEBUKU, 3, 4)),
            Sheet(
                name="E",
                title=(("DAFTAR USULAN",), ("DESA", ": STAGEN"), ("KECAMATAN", ": PULAULAUT UTARA"), ()),
                columns=without("desa"),
                lines=at(STAGEN, 8, 9),
            ),
            headed("C", "DAFTAR PEKERJA KELURAHAN KOTABARU HULU", lines=at("63.02.06.1001", 5)),
            headed("D", "DESA RAMPA", lines=tuple(row(n, "DESA_AMBIGUOUS", facts={"desa_code": None}) for n in (6, 7))),
        ),
        nowhere=("COLUMN_MISSING", "DESA_MISSING"),
    ),
    Case(
        name="desa-by-longer-heading",
        ext="xlsx",
        edge="The longest name that a heading holds is meant: not Tanjung Seloka in Tanjung Seloka Utara, nor Rampa in Rampa Cengal.",
        sheets=(
            headed(
                "A",
                "DAFTAR USULAN DI DESA TANJUNG SELOKA UTARA KECAMATAN PULAU LAUT SELATAN",
                lines=at("63.02.03.2016", 1),
            ),
            headed("B", "DESA SUNGAI KUPANG JAYA", lines=at("63.02.07.2015", 2)),
            headed("C", "DESA RAMPA CENGAL", lines=at("63.02.11.2007", 3)),
            headed("D", "DESA SUNGAI KUPANG KECAMATAN KELUMPANG HULU", lines=at("63.02.08.2004", 4)),
            headed(
                "E",
                "PEMERINTAH KABUPATEN KOTABARU",
                "KECAMATAN PULAULAUT SIGAM",
                "KELURAHAN KOTABARU TENGAH",
                lines=at("63.02.22.1010", 5),
            ),
        ),
        nowhere=("COLUMN_MISSING", "DESA_AMBIGUOUS"),
    ),
    Case(
        name="desa-column-over-heading",
        ext="xlsx",
        edge="With a column too, a blank cell is named by the heading, and a heading's kecamatan tells the column's desa apart.",
        sheets=(
            Sheet(
                name="A",
                title=(("DESA STAGEN",), ()),
                lines=(living(1, "Stagen", STAGEN), living(2, None, STAGEN), living(3, "Stagen", STAGEN)),
            ),
            Sheet(
                name="B",
                title=(("KECAMATAN PULAU SEBUKU",), ()),
                lines=(living(4, "Rampa", RAMPA_SEBUKU), living(5, "Mandin", "63.02.05.2003")),
            ),
            Sheet(
                name="C",
                title=(("KECAMATAN HAMPANG",), ()),
                lines=(living(6, "Semayap", None, "DESA_NOT_IN_KECAMATAN"), living(7, "Lalapin", "63.02.14.2005")),
            ),
            Sheet(
                name="Megasari",
                lines=(living(8, "Stagen", STAGEN), living(9, None, MEGASARI), living(10, "Megasari", MEGASARI)),
            ),
        ),
        nowhere=("DESA_MISSING",),
    ),
    Case(
        name="desa-not-from-kecamatan",
        ext="xlsx",
        edge="A kecamatan in the heading is not the desa of the same name: Hampang is both, Tengah hides in Pulau Laut Tengah.",
        sheets=(
            headed("A", "KECAMATAN HAMPANG", lines=(row(1), row(2)), withheld=True),
            headed("B", "KECAMATAN PULAU LAUT TENGAH", lines=(row(3), row(4)), withheld=True),
            Sheet(name="C", columns=COLUMNS, lines=(row(5),)),
        ),
        problems=({"code": "COLUMN_MISSING", "sheet": "A"}, {"code": "COLUMN_MISSING", "sheet": "B"}),
    ),
)
