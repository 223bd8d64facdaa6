"""One file for each NIK_ code that one row alone can show, and how NIK cells are read."""

from datetime import date

from lists.making.case import Case, listed
from lists.making.layout import Row, row
from lists.making.people import nik_of, person

NO_NIK = {"nik": None}
SEVENTY_ONE = date(1990, 1, 31)


def text(n: int, nik: str, *codes: str, **rest: object) -> Row:
    """A row whose NIK is written as given; 16 digits are owed back as they stand."""
    kept = {"nik": nik if len(nik) == 16 and nik.isdigit() else None}
    return row(n, *codes, nik=nik, facts=kept, **rest)  # type: ignore[arg-type]


def dated(n: int, six: str, *codes: str, sex: str = "L", birth: date | None = None) -> Row:
    """A row whose NIK carries the six digits `six` as its date; the column says `birth`."""
    nik = f"630206{six}{n:03d}7"
    return row(n, *codes, sex=sex, born=birth, nik=nik, facts={"nik": nik})


def numeric(n: int, nik: int, *codes: str, **rest: object) -> Row:
    return row(n, *codes, nik=nik, **rest)  # type: ignore[arg-type]


def whole(n: int) -> Row:
    """A NIK as a number, intact."""
    nik = person(n).nik
    return row(n, "NIK_AS_NUMBER", nik=int(nik), facts={"nik": nik})


def ending(n: int, last: str) -> str:
    """The NIK of person `n` with another last digit."""
    return person(n).nik[:15] + last


def zeros(count: int, of: int, *codes: str) -> tuple[Row, ...]:
    """`of` rows of text NIKs, the first `count` of which end in 0 (never in 0000)."""
    return tuple(
        row(n, *codes, nik=ending(n, "0")) if n <= count else text(n, ending(n, "3")) for n in range(1, of + 1)
    )


PAPUA = date(1985, 3, 20)

CASES: tuple[Case, ...] = (
    listed(
        "NIK_MISSING",
        "An empty cell and one of blanks are both missing; sex and birth date still come from their columns.",
        row(1),
        row(2, "NIK_MISSING", nik=None, facts=NO_NIK),
        row(3, "NIK_MISSING", nik="   ", facts=NO_NIK),
        ext="xlsx",
    ),
    listed(
        "NIK_LENGTH",
        "Fifteen digits and seventeen are refused, never padded or cut, and two equal short ones are not duplicates; a program's `.0` makes seventeen.",
        text(1, person(1).nik[:15], "NIK_LENGTH"),
        text(2, person(2).nik + "1", "NIK_LENGTH"),
        text(3, person(3).nik[:15], "NIK_LENGTH"),
        text(4, person(3).nik[:15], "NIK_LENGTH"),
        text(6, person(6).nik + ".0", "NIK_LENGTH", may=("NIK_CLEANED",)),
        row(5),
        nowhere=("NIK_TWICE_IN_FILE", "NIK_TWICE_FIRST", "NIK_SHARED"),
    ),
    listed(
        "NIK_NOT_DIGITS",
        "The letters O and l for 0 and 1 are pointed out, never replaced.",
        text(1, person(1).nik.replace("0", "O", 1), "NIK_NOT_DIGITS"),
        text(2, person(2).nik[:15] + "l", "NIK_NOT_DIGITS"),
        row(3),
    ),
    listed(
        "NIK_PRECISION_LOST",
        "Scientific text has only this code, even twice the same; a number ending in 0000 has it beside the serial; a Papuan number above 2^53 too.",
        row(1, "NIK_PRECISION_LOST", nik="6.30206E+15", facts=NO_NIK),
        row(2, "NIK_PRECISION_LOST", nik="6.30206E+15", facts=NO_NIK),
        row(3, "NIK_PRECISION_LOST", nik="6,30206E+15", facts=NO_NIK),
        row(4, "NIK_PRECISION_LOST", nik="6.30206e+15", facts=NO_NIK),
        row(5, "NIK_PRECISION_LOST", nik="6.302061302800012E+15", facts=NO_NIK),
        numeric(6, int(person(6, serial="0000").nik), "NIK_SERIAL_ZERO", "NIK_PRECISION_LOST"),
        numeric(
            8,
            int(nik_of(birth=person(8).birth, sex="L", serial="0012", region="910201")),
            "NIK_PRECISION_LOST",
            may=("NIK_OTHER_KABUPATEN",),
        ),
        row(10),
        ext="xlsx",
        nowhere=("NIK_TWICE_IN_FILE", "NIK_SHARED", "NIK_AS_NUMBER"),
        open=("What `nik` holds for the two numbers: their sixteen digits remain, but are not to be trusted.",),
    ),
    listed(
        "NIK_BIRTH_DATE_IMPOSSIBLE",
        "Days 00, 32, 40 and 72 and up, months 00 and 13, 31 April and 29 February of a common year are no date; the column is then not compared.",
        dated(1, "000180", "NIK_BIRTH_DATE_IMPOSSIBLE"),
        dated(2, "320180", "NIK_BIRTH_DATE_IMPOSSIBLE"),
        dated(3, "400180", "NIK_BIRTH_DATE_IMPOSSIBLE"),
        dated(4, "720180", "NIK_BIRTH_DATE_IMPOSSIBLE", sex="P"),
        dated(5, "130080", "NIK_BIRTH_DATE_IMPOSSIBLE"),
        dated(6, "131380", "NIK_BIRTH_DATE_IMPOSSIBLE"),
        dated(7, "310480", "NIK_BIRTH_DATE_IMPOSSIBLE"),
        dated(8, "710480", "NIK_BIRTH_DATE_IMPOSSIBLE", sex="P"),
        dated(9, "300280", "NIK_BIRTH_DATE_IMPOSSIBLE"),
        dated(10, "290281", "NIK_BIRTH_DATE_IMPOSSIBLE"),
        dated(11, "690281", "NIK_BIRTH_DATE_IMPOSSIBLE", sex="P"),
        dated(12, "991280", "NIK_BIRTH_DATE_IMPOSSIBLE", sex="P"),
    ),
    listed(
        "nik-birth-date-possible",
        "Days 01, 31, 41 and 71 are dates, and so is 29 February of 1980 and of 2000, which was leap though 1900 was not.",
        dated(1, "010190", sex="L", birth=date(1990, 1, 1)),
        dated(2, "310190", sex="L", birth=SEVENTY_ONE),
        dated(3, "410190", sex="P", birth=date(1990, 1, 1)),
        dated(4, "710190", sex="P", birth=SEVENTY_ONE),
        dated(5, "290280", sex="L", birth=date(1980, 2, 29)),
        dated(6, "290200", sex="L", birth=date(2000, 2, 29)),
        dated(7, "690200", sex="P", birth=date(2000, 2, 29)),
        dated(8, "311290", sex="L", birth=date(1990, 12, 31)),
    ),
    listed(
        "NIK_SERIAL_ZERO",
        "Only 0000 is no serial; 0001 and 1000 are, and a text NIK may end in 0.",
        text(1, person(1, serial="0000").nik, "NIK_SERIAL_ZERO"),
        text(2, person(2, serial="0001").nik),
        text(3, person(3, serial="1000").nik),
    ),
    listed(
        "NIK_EQUALS_KK",
        "The same number under NIK and KK is refused on its row.",
        row(1),
        row(2, "NIK_EQUALS_KK", kk_number=person(2).nik, facts={"nik": person(2).nik}),
        ext="xlsx",
    ),
    listed(
        "NIK_PROVINCE_IMPOSSIBLE",
        "07, 20 and 99 are no provinces; 21 and 96, the youngest, are.",
        *(
            text(
                n,
                person(n, region=region).nik,
                "NIK_PROVINCE_IMPOSSIBLE",
                may=("NIK_OTHER_KABUPATEN", "NIK_REGION_UNKNOWN"),
            )
            for n, region in ((1, "070101"), (2, "200101"), (3, "990101"))
        ),
        *(text(n, person(n, region=region).nik, "NIK_OTHER_KABUPATEN") for n, region in ((4, "210101"), (5, "960101"))),
        open=("Whether a number of no province is also said to be of another kabupaten.",),
    ),
    listed(
        "NIK_OTHER_KABUPATEN",
        "Another kabupaten's first four digits are noted and the row stays ready, in and out of the province.",
        text(1, person(1, region="631001").nik, "NIK_OTHER_KABUPATEN"),
        text(2, person(2, region="737105").nik, "NIK_OTHER_KABUPATEN"),
        row(3),
    ),
    listed(
        "NIK_REGION_UNKNOWN",
        "In our own kabupaten a kecamatan that is not listed is noted: 77, 00 and 23, but not 22, the last one.",
        *(
            text(n, person(n, region=region).nik, "NIK_REGION_UNKNOWN")
            for n, region in ((1, "630277"), (2, "630200"), (3, "630223"))
        ),
        text(4, person(4, region="630222").nik),
        nowhere=("NIK_OTHER_KABUPATEN",),
    ),
    listed(
        "NIK_AS_NUMBER",
        "A number whose last digit is not 0 is intact below 2^53, and only noted.",
        whole(1),
        whole(2),
        row(3),
        ext="xlsx",
    ),
    listed(
        "NIK_PRECISION_DOUBTFUL",
        "A number ending in 0 asks for the card, but not one as text; 1 to 9 are intact; nothing else is said of its form.",
        numeric(1, int(ending(1, "0")), "NIK_PRECISION_DOUBTFUL"),
        whole(2),
        whole(3),
        text(4, ending(4, "0")),
        ext="xlsx",
    ),
    listed(
        "text-niks-four-of-ten-end-in-0",
        "Ten text NIKs of which 40 % end in 0: those four were numbers once.",
        *zeros(4, 10, "NIK_PRECISION_DOUBTFUL"),
    ),
    listed("text-niks-three-of-ten-end-in-0", "Exactly 30 % is not more than 30 %.", *zeros(3, 10)),
    listed("text-niks-four-of-nine-end-in-0", "Nine NIKs are too few to judge by their last digits.", *zeros(4, 9)),
    listed(
        "NIK_CLEANED",
        "Spaces, dots, hyphens, apostrophes and NBSP go, inside and around, and nothing else changes.",
        *(
            row(n, "NIK_CLEANED", nik=cell, facts={"nik": person(n).nik})
            for n, cell in (
                (1, " " + person(1).nik),
                (2, person(2).nik + "  "),
                (3, "'" + person(3).nik),
                (4, person(4).nik[:6] + "." + person(4).nik[6:12] + "." + person(4).nik[12:]),
                (5, "-".join((person(5).nik[:4], person(5).nik[4:8], person(5).nik[8:12], person(5).nik[12:]))),
                (6, person(6).nik[:4] + "\u00a0" + person(6).nik[4:]),
                (7, "\u2019" + person(7).nik),
                (8, " ".join(person(8).nik)),
            )
        ),
        row(9),
        ext="xlsx",
    ),
    listed(
        "NIK_SEX_MISMATCH",
        "A day above 40 is a woman's: L against 53 and P against 13 differ, and the words in full count like the letters.",
        row(
            1,
            "NIK_SEX_MISMATCH",
            sex="P",
            nik=nik_of(birth=person(1).birth, sex="L", serial=17),
            facts={"nik": nik_of(birth=person(1).birth, sex="L", serial=17)},
        ),
        row(
            2,
            "NIK_SEX_MISMATCH",
            sex="L",
            nik=nik_of(birth=person(2).birth, sex="P", serial=18),
            facts={"nik": nik_of(birth=person(2).birth, sex="P", serial=18)},
        ),
        Row(cells=dict(row(3).cells) | {"sex": "Perempuan"}, facts=row(3).facts),
        Row(cells=dict(row(4).cells) | {"sex": "Laki-laki"}, facts=row(4).facts),
        Row(cells=dict(row(6).cells) | {"sex": "Perempuan"}, codes=("NIK_SEX_MISMATCH",), facts={"nik": person(6).nik}),
        Row(cells=dict(row(7).cells) | {"sex": None}, facts=row(7).facts),
    ),
    listed(
        "NIK_BIRTH_DATE_MISMATCH",
        "Day, month and two-digit year are each compared, a woman's day less 40; exchanged day and month differ too.",
        row(
            1,
            "NIK_BIRTH_DATE_MISMATCH",
            born=date(1980, 1, 20),
            birth_date="21/01/1980",
            facts={"birth_date": "1980-01-21"},
        ),
        row(
            2,
            "NIK_BIRTH_DATE_MISMATCH",
            born=date(1980, 1, 20),
            birth_date="20/02/1980",
            facts={"birth_date": "1980-02-20"},
        ),
        row(
            3,
            "NIK_BIRTH_DATE_MISMATCH",
            born=date(1980, 1, 20),
            birth_date="20/01/1981",
            facts={"birth_date": "1981-01-20"},
        ),
        row(
            4,
            "NIK_BIRTH_DATE_MISMATCH",
            born=date(1980, 5, 3),
            birth_date="05/03/1980",
            facts={"birth_date": "1980-03-05"},
        ),
        row(5),
        row(6),
        ext="xlsx",
    ),
)
