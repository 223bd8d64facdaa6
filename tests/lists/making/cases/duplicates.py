"""Who stands twice in a file: the same person, two persons on one NIK, two NIKs that look like one person."""

from datetime import date

from lists.making.case import Case, listed
from lists.making.layout import Row, Sheet, row, without
from lists.making.people import nik_of, person

TWICE = ("NIK_TWICE_FIRST", "NIK_TWICE_IN_FILE")


def again(n: int, *codes: str, **cells: object) -> Row:
    """Person `n` once more, some cells otherwise, a cleaned name still the same person's."""
    return row(n, *codes, **cells)  # type: ignore[arg-type]


def named(n: int, name: str, cleaned: str, *codes: str) -> Row:
    return row(n, *codes, name=name, facts={"name": cleaned})


BORN = date(1980, 6, 15)
ALIKE = tuple(nik_of(birth=BORN, sex="L", serial=serial) for serial in (11, 12, 13))

CASES: tuple[Case, ...] = (
    listed(
        "NIK_TWICE_FIRST",
        "The first of two equal rows stays ready with a note; the later one waits, and one person's phone is not shared.",
        row(1),
        row(2, "NIK_TWICE_FIRST"),
        row(3),
        again(2, "NIK_TWICE_IN_FILE"),
        row(4),
        ext="xlsx",
        nowhere=("PHONE_SHARED", "PERSON_ALIKE", "NIK_SHARED"),
    ),
    listed(
        "NIK_TWICE_IN_FILE",
        "Three times: one first, two later; the words of the name in another order, in capitals or with a title are the same person.",
        named(2, "Siti Aminah Noor", "Siti Aminah Noor", "NIK_TWICE_FIRST"),
        named(2, "AMINAH NOOR SITI", "AMINAH NOOR SITI", "NIK_TWICE_IN_FILE"),
        named(2, "Hj. Siti Aminah Noor", "Siti Aminah Noor", "NIK_TWICE_IN_FILE", "NAME_TITLE_SEPARATED"),
        row(5),
        nowhere=("NIK_SHARED", "PHONE_SHARED"),
    ),
    Case(
        name="twice-over-two-sheets",
        ext="xlsx",
        nowhere=("NIK_SHARED",),
        sheets=(
            Sheet(name="Bagian 1", lines=(row(1), row(2, "NIK_TWICE_FIRST"))),
            Sheet(name="Bagian 2", lines=(again(2, "NIK_TWICE_IN_FILE"), row(3))),
        ),
        edge="Sheets are one file: the first is on the sheet that comes first.",
    ),
    Case(
        name="twice-hidden-sheet-first",
        ext="xlsx",
        sheets=(
            Sheet(name="Lama", hidden=True, lines=(row(2, "NIK_TWICE_FIRST"),)),
            Sheet(name="Baru", lines=(row(1), again(2, "NIK_TWICE_IN_FILE"))),
        ),
        edge="A hidden sheet takes its place in the order of sheets.",
    ),
    listed(
        "twice-cleaned-or-number",
        "Duplicates are found after cleaning: as text, with dots, and as a number.",
        row(1, "NIK_TWICE_FIRST"),
        row(1, "NIK_TWICE_IN_FILE", "NIK_AS_NUMBER", nik=int(person(1).nik), facts={"nik": person(1).nik}),
        row(
            1,
            "NIK_TWICE_IN_FILE",
            "NIK_CLEANED",
            nik=person(1).nik[:6] + "." + person(1).nik[6:],
            facts={"nik": person(1).nik},
        ),
        ext="xlsx",
    ),
    listed(
        "twice-birth-date-from-nik",
        "A birth date taken from the NIK is the same birth date as one that is written.",
        row(
            1,
            "NIK_TWICE_FIRST",
            "BIRTH_DATE_FROM_NIK",
            birth_date=None,
            facts={"birth_date": row(1).facts["birth_date"]},
        ),
        row(2),
        row(1, "NIK_TWICE_IN_FILE"),
    ),
    Case(
        name="twice-not-with-a-withheld-sheet",
        ext="xlsx",
        sheets=(
            Sheet(name="Tanpa kerja", columns=without("occupation"), lines=(row(1), row(2)), withheld=True),
            Sheet(name="Lengkap", lines=(row(1), row(3))),
        ),
        problems=({"code": "COLUMN_MISSING", "sheet": "Tanpa kerja", "field": "occupation"},),
        edge="Rows of a sheet that is withheld are nobody's first: the complete sheet's row stands alone.",
    ),
    listed(
        "NIK_SHARED",
        "One NIK under two names asks about both rows; so does the same name with another birth date.",
        row(1),
        named(2, "Basri Mappa", "Basri Mappa", "NIK_SHARED"),
        row(2, "NIK_SHARED", name="Wagiman Utami", phone="081377001122", facts={"name": "Wagiman Utami"}),
        row(4, "NIK_SHARED"),
        row(
            4,
            "NIK_SHARED",
            "NIK_BIRTH_DATE_MISMATCH",
            birth_date="28/12/1979",
            facts={"birth_date": "1979-12-28"},
            may=("PHONE_SHARED",),
        ),
        ext="xlsx",
        nowhere=TWICE,
        open=(
            "Whether rows of one NIK and name with two birth dates are two persons for their phone: the one is left open.",
        ),
    ),
    listed(
        "PERSON_ALIKE",
        "Same name and birth date under another NIK is noted on every such row; the same name alone, or the same birth date alone, is not.",
        *(
            row(
                n,
                "PERSON_ALIKE",
                born=BORN,
                sex="L",
                nik=nik,
                name="Budi Santoso",
                facts={"nik": nik, "name": "Budi Santoso"},
            )
            for n, nik in enumerate(ALIKE[:2], start=1)
        ),
        row(6, name="Budi Santoso", facts={"name": "Budi Santoso"}),
        row(8, born=BORN, sex="L"),
        ext="xlsx",
        nowhere=("NIK_SHARED", *TWICE),
    ),
    listed(
        "PHONE_SHARED",
        "One phone on two persons is noted on both, however it is written; an empty phone is shared by nobody.",
        row(1, "PHONE_SHARED", phone="081250001234", facts={"phone": "081250001234"}),
        row(2, "PHONE_SHARED", "PHONE_CLEANED", phone="+6281250001234", facts={"phone": "081250001234"}),
        row(3),
        row(4, phone=None, may=("INSURER_FIELD_MISSING",)),
        row(5, phone=None, may=("INSURER_FIELD_MISSING",)),
    ),
)
