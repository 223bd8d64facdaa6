"""How birth dates are read: order, forms, serials, years of two digits, columns, and against the NIK."""

from datetime import date

from lists.making.case import Case, listed
from lists.making.layout import ON, Cell, Row, Sheet, replaced, row, without
from lists.making.writing import excel


def written_as(n: int, cell: Cell, born: date, *codes: str, may: tuple[str, ...] = (), status: str | None = "") -> Row:
    """Someone born `born`, whose NIK says so too, with the date written as `cell`."""
    facts = {} if "BIRTH_DATE_FUTURE" in codes else {"birth_date": born.isoformat()}
    return row(n, *codes, born=born, birth_date=cell, facts=facts, may=may, status=status)


def read_as(n: int, cell: Cell, born: date) -> Row:
    return written_as(n, cell, born, "DATE_READ_AS")


def unread(n: int, cell: Cell, *codes: str, born: date | None = None, may: tuple[str, ...] = ()) -> Row:
    return row(n, *codes, born=born, birth_date=cell, may=may)


MARCH_4 = date(1981, 3, 4)
PLACE_AND_DATE = replaced(birth_date=(("birth_date", "TEMPAT, TGL LAHIR"),))


def renamed(day: str, month: str, year: str) -> tuple[tuple[str, str], ...]:
    return replaced(birth_date=(("birth_day", day), ("birth_month", month), ("birth_year", year)))


def three(n: int, day: Cell, month: Cell, year: Cell, born: date) -> Row:
    return row(n, born=born, birth_day=day, birth_month=month, birth_year=year, may=("DATE_READ_AS",))


THREE = renamed("TGL", "BLN", "THN")
IN_THREE = (
    three(1, 14, 6, 1967, date(1967, 6, 14)),
    three(2, "15", "11", "1968", date(1968, 11, 15)),
    three(3, 24, "Agustus", 1977, date(1977, 8, 24)),
    three(4, "05", "03", "1978", date(1978, 3, 5)),
    three(5, 14, 6, 1969, date(1969, 6, 14)),
    three(6, "05", "Peb", "1970", date(1970, 2, 5)),
)
THREE_UNDER_ONE = (
    ("NO", "NIK", "NO. KK", "NAMA LENGKAP", "L/P", "TANGGAL LAHIR", None, None, "DESA", "PEKERJAAN", "NO HP"),
    (None, None, None, None, None, "TGL", "BLN", "THN", None, None, None),
)
THREE_MERGES = ((1, 6, 1, 8), *((1, column, 2, column) for column in (1, 2, 3, 4, 5, 9, 10, 11)))

CASES: tuple[Case, ...] = (
    listed(
        "BIRTH_DATE_IMPOSSIBLE",
        "31 February, 29 February of a common year, day 32, day 0, month 13 on both sides and plain words are no date; nothing is compared with the NIK.",
        unread(1, "31/02/1980", "BIRTH_DATE_IMPOSSIBLE"),
        unread(2, "29/02/1981", "BIRTH_DATE_IMPOSSIBLE"),
        unread(3, "32/01/1980", "BIRTH_DATE_IMPOSSIBLE"),
        unread(4, "00/05/1980", "BIRTH_DATE_IMPOSSIBLE"),
        unread(5, "13/13/1980", "BIRTH_DATE_IMPOSSIBLE"),
        unread(6, "tidak tahu", "BIRTH_DATE_IMPOSSIBLE"),
        unread(7, "31 Peb 1980", "BIRTH_DATE_IMPOSSIBLE"),
        written_as(8, "29/02/1980", date(1980, 2, 29)),
        row(9),
        nowhere=("NIK_BIRTH_DATE_MISMATCH",),
    ),
    listed(
        "impossible-date-age-from-nik",
        "Where the column says nothing usable the age comes from the NIK.",
        unread(1, "31/02/1950", "BIRTH_DATE_IMPOSSIBLE", "AGE_OVER_LIMIT", born=date(1950, 3, 20)),
        row(2),
    ),
    listed(
        "BIRTH_DATE_FUTURE",
        "The day after --on is in the future, --on itself is not: that child is only too young.",
        written_as(1, "03/11/2026", date(2026, 11, 3), "BIRTH_DATE_FUTURE", may=("AGE_UNDER_LIMIT",)),
        written_as(2, "02/11/2026", date(2026, 11, 2), "AGE_UNDER_LIMIT"),
        written_as(3, "2031-05-14", date(2031, 5, 14), "BIRTH_DATE_FUTURE", may=("AGE_UNDER_LIMIT",)),
        row(4),
        open=("Whether someone not yet born is also said to be under age, and whether that date is shown as theirs.",),
    ),
    listed(
        "BIRTH_DATE_FROM_NIK",
        "An empty cell takes the date of the NIK, shown; a year up to that of --on is this century's, a later one the last's; the age follows.",
        row(1, "BIRTH_DATE_FROM_NIK", birth_date=None, facts={"birth_date": row(1).facts["birth_date"]}),
        row(2, "BIRTH_DATE_FROM_NIK", born=date(2005, 6, 15), birth_date=None, facts={"birth_date": "2005-06-15"}),
        row(
            3,
            "BIRTH_DATE_FROM_NIK",
            "AGE_OVER_LIMIT",
            born=date(1927, 6, 15),
            birth_date=None,
            facts={"birth_date": "1927-06-15"},
        ),
        row(
            4,
            "BIRTH_DATE_FROM_NIK",
            "AGE_UNDER_LIMIT",
            born=date(2026, 6, 15),
            birth_date=None,
            facts={"birth_date": "2026-06-15"},
        ),
        row(5, "BIRTH_DATE_FROM_NIK", birth_date="  ", facts={"birth_date": row(5).facts["birth_date"]}),
        row(6),
    ),
    listed(
        "DATE_ORDER_UNCLEAR",
        "25/04 and 04/25 in one column: only the rows that read both ways ask, the others say their one reading.",
        written_as(1, "25/04/1980", date(1980, 4, 25)),
        read_as(2, "04/25/1981", date(1981, 4, 25)),
        row(3, "DATE_ORDER_UNCLEAR", born=date(1982, 4, 3), birth_date="03/04/1982"),
        row(4, "DATE_ORDER_UNCLEAR", born=date(1983, 2, 1), birth_date="01/02/1983"),
        written_as(5, "1984-03-04", date(1984, 3, 4)),
        read_as(6, "4 Maret 1984", date(1984, 3, 4)),
        open=("Which date an unclear row shows.",),
    ),
    listed(
        "dates-month-first",
        "A second part above 12 and no first part above 12: the whole column is month/day, also where a row alone could be read otherwise.",
        read_as(1, "04/25/1980", date(1980, 4, 25)),
        read_as(2, "03/04/1981", MARCH_4),
        read_as(3, "12/31/1979", date(1979, 12, 31)),
        read_as(4, "01/02/1982", date(1982, 1, 2)),
        nowhere=("DATE_ORDER_UNCLEAR", "NIK_BIRTH_DATE_MISMATCH"),
    ),
    listed(
        "dates-day-first",
        "With nothing above 12 anywhere, or only first parts above 12, the day is first, and that order needs no remark.",
        written_as(1, "04/03/1981", MARCH_4),
        written_as(2, "04-03-1981", MARCH_4),
        written_as(3, "31/12/1979", date(1979, 12, 31)),
        written_as(4, "02/01/1982", date(1982, 1, 2)),
        nowhere=("DATE_ORDER_UNCLEAR", "DATE_READ_AS", "NIK_BIRTH_DATE_MISMATCH"),
    ),
    listed(
        "DATE_READ_AS",
        "Month names Indonesian, short, old (Peb, Agt, Nop, Des) and English, dots, and year first with two digits are read and shown; ISO is silent.",
        *(
            read_as(n, cell, born)
            for n, (cell, born) in enumerate(
                (
                    ("12 Januari 1980", date(1980, 1, 12)),
                    ("1 Peb 1980", date(1980, 2, 1)),
                    ("02 Pebruari 1980", date(1980, 2, 2)),
                    ("3-Mar-80", date(1980, 3, 3)),
                    ("4 Mei 1981", date(1981, 5, 4)),
                    ("5 May 1981", date(1981, 5, 5)),
                    ("17-Agt-1982", date(1982, 8, 17)),
                    ("17 Aug 1982", date(1982, 8, 17)),
                    ("6 Okt 1983", date(1983, 10, 6)),
                    ("7 October 1983", date(1983, 10, 7)),
                    ("8 Nop 1984", date(1984, 11, 8)),
                    ("9-Des-84", date(1984, 12, 9)),
                    ("10 Dec 1984", date(1984, 12, 10)),
                    ("11.06.1985", date(1985, 6, 11)),
                    ("80-01-01", date(1980, 1, 1)),
                    ("12 MARET 1986", date(1986, 3, 12)),
                    ("13 Juni 1987", date(1987, 6, 13)),
                    ("14 Juli 1987", date(1987, 7, 14)),
                    ("15 Agustus 1988", date(1988, 8, 15)),
                    ("16 September 1988", date(1988, 9, 16)),
                ),
                start=1,
            )
        ),
        written_as(21, "1989-10-17", date(1989, 10, 17)),
        nowhere=("DATE_ORDER_UNCLEAR", "BIRTH_DATE_IMPOSSIBLE"),
    ),
    listed(
        "dates-two-digit-years",
        "The latest year not after --on: 2 November 26 is today, 3 November 26 a hundred years ago; 05 is 2005, 61 is 1961.",
        read_as(1, "1-Jan-80", date(1980, 1, 1)),
        read_as(2, "5-Mar-05", date(2005, 3, 5)),
        written_as(3, "2-Nov-26", date(2026, 11, 2), "DATE_READ_AS", "AGE_UNDER_LIMIT"),
        written_as(4, "3-Nov-26", date(1926, 11, 3), "DATE_READ_AS", "AGE_OVER_LIMIT"),
        read_as(5, "3-Nov-61", date(1961, 11, 3)),
        read_as(6, "29-Feb-00", date(2000, 2, 29)),
        read_as(7, "13/05/80", date(1980, 5, 13)),
        row(
            8,
            "DATE_READ_AS",
            "NIK_BIRTH_DATE_MISMATCH",
            born=date(1979, 5, 14),
            birth_date="14-Mei-80",
            facts={"birth_date": "1980-05-14"},
        ),
        open=("What a year agreeing with the NIK could decide beyond this: both know only two digits.",),
    ),
    listed(
        "dates-serials-1900",
        "Excel's own dates are silent; a bare 29221 in a date column is 1 January 1980, shown.",
        written_as(1, date(1980, 1, 1), date(1980, 1, 1)),
        read_as(2, 29221, date(1980, 1, 1)),
        read_as(3, 25569, date(1970, 1, 1)),
        written_as(4, date(1961, 11, 3), date(1961, 11, 3)),
        ext="xlsx",
    ),
    Case(
        name="dates-serials-1904",
        ext="xlsx",
        writer=excel(date_1904=True),
        sheets=(
            Sheet(
                lines=(
                    written_as(1, date(1980, 1, 1), date(1980, 1, 1)),
                    read_as(2, 27759, date(1980, 1, 1)),
                    written_as(3, date(1999, 12, 31), date(1999, 12, 31)),
                )
            ),
        ),
        edge="In a workbook that counts from 1904 both a date and a bare serial are 1,462 days off a 1900 reading.",
    ),
    Case(
        name="dates-three-columns",
        ext="xlsx",
        sheets=(
            Sheet(name="Gabung", columns=THREE, header=THREE_UNDER_ONE, merges=THREE_MERGES, lines=IN_THREE[:2]),
            Sheet(name="Sebaris", columns=renamed("HARI LAHIR", "BULAN LAHIR", "TAHUN LAHIR"), lines=IN_THREE[2:4]),
        ),
        nowhere=("BIRTH_DATE_IMPOSSIBLE", "NIK_BIRTH_DATE_MISMATCH", "BIRTH_DATE_FROM_NIK"),
        edge="Day, month and year in three columns, under one merged heading or named each, the month as number or name, are one birth date.",
        open=("The keys of the three columns, and whether three cells read as one date are shown with DATE_READ_AS.",),
    ),
    Case(
        name="dates-three-bare-columns",
        ext="xlsx",
        sheets=(Sheet(columns=THREE, lines=IN_THREE[4:]),),
        nowhere=("BIRTH_DATE_IMPOSSIBLE", "NIK_BIRTH_DATE_MISMATCH", "BIRTH_DATE_FROM_NIK"),
        edge="TGL, BLN and THN next to each other are day, month and year of birth: nothing else of a person has three parts.",
        open=("Whether three cells read as one date are shown with DATE_READ_AS.",),
    ),
    listed(
        "dates-place-and-date",
        '"Tempat, tanggal" in one cell: the date is what follows the place, in words or figures.',
        read_as(1, "Kotabaru, 9 Mei 1982", date(1982, 5, 9)),
        written_as(2, "Kotabaru, 14/06/1979", date(1979, 6, 14), may=("DATE_READ_AS",)),
        written_as(3, "Pulau Sebuku, 23-08-1989", date(1989, 8, 23), may=("DATE_READ_AS",)),
        read_as(4, "BANJARMASIN, 21 NOP 1967", date(1967, 11, 21)),
        unread(5, "Kotabaru, 31 Februari 1980", "BIRTH_DATE_IMPOSSIBLE"),
        columns=PLACE_AND_DATE,
        open=("The key of the place in `columns`; whether dd/mm/yyyy after a place is shown with DATE_READ_AS.",),
    ),
    listed(
        "dates-iso-and-cells",
        "ISO text with and without a time of midnight from an export, beside true dates.",
        written_as(1, "1980-01-12", date(1980, 1, 12)),
        written_as(2, date(1981, 2, 28), date(1981, 2, 28)),
        written_as(3, "1982-03-13 00:00:00", date(1982, 3, 13), may=("DATE_READ_AS",)),
        ext="xlsx",
        open=("Whether ISO with a time is ISO.",),
    ),
    listed(
        "birth-date-column-absent",
        "Without the columns both sex and birth date come from the NIK.",
        row(1, may=("BIRTH_DATE_FROM_NIK",)),
        row(2, may=("BIRTH_DATE_FROM_NIK",)),
        row(3, "AGE_OVER_LIMIT", born=date(1950, 4, 20), may=("BIRTH_DATE_FROM_NIK",)),
        columns=without("sex", "birth_date"),
        open=("Whether BIRTH_DATE_FROM_NIK stands on each row of a list without the column.",),
    ),
    listed(
        "nik-against-column-limits",
        "Where column and NIK fall on different sides of 65, 18 or 15 only the mismatch is reported; on the same side the age is too.",
        row(1, "NIK_BIRTH_DATE_MISMATCH", born=date(1980, 6, 20), birth_date="20/06/1950"),
        row(2, "NIK_BIRTH_DATE_MISMATCH", born=date(1950, 6, 20), birth_date="20/06/1980"),
        row(3, "NIK_BIRTH_DATE_MISMATCH", "AGE_OVER_LIMIT", born=date(1951, 6, 20), birth_date="20/06/1950"),
        row(4, "NIK_BIRTH_DATE_MISMATCH", born=date(1980, 6, 20), birth_date="20/06/2010"),
        row(5, "NIK_BIRTH_DATE_MISMATCH", born=date(2010, 6, 20), birth_date="20/06/2013"),
        row(6, "NIK_BIRTH_DATE_MISMATCH", "AGE_BELOW_PROGRAMME", born=date(2009, 6, 20), birth_date="20/06/2010"),
        row(7, "NIK_BIRTH_DATE_MISMATCH", "AGE_UNDER_LIMIT", born=date(2014, 6, 20), birth_date="20/06/2013"),
        row(8, "NIK_BIRTH_DATE_MISMATCH", born=date(1961, 11, 1), birth_date="03/11/1961"),
        row(9, "AGE_OVER_LIMIT", born=date(1926, 5, 14)),
        nowhere=("DATE_ORDER_UNCLEAR",),
        arguments=("--on", ON),
    ),
)
