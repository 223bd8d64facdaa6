"""Names, ages, phones, family cards."""

from datetime import date

from lists.making.case import Case, listed
from lists.making.layout import Row, Sheet, row, without
from lists.making.people import person


def named(n: int, name: str, cleaned: str, *codes: str, may: tuple[str, ...] = ()) -> Row:
    return row(n, *codes, name=name, facts={"name": cleaned}, may=may)


def aged(n: int, born: date, *codes: str) -> Row:
    return row(n, *codes, born=born)


def phoned(n: int, cell: str | int | None, phone: str | None, *codes: str, may: tuple[str, ...] = ()) -> Row:
    return row(n, *codes, phone=cell, facts={} if phone is None else {"phone": phone}, may=may)


OLD, OLDER = date(1961, 11, 2), date(1950, 6, 20)
LEAP_1960 = (
    row(1, "AGE_OVER_LIMIT", born=date(1960, 2, 28)),
    row(2, born=date(1960, 2, 29)),
    row(3, born=date(1960, 3, 1)),
)
LEAP_NEXT = (
    row(1, "AGE_OVER_LIMIT", born=date(1960, 2, 28)),
    row(2, "AGE_OVER_LIMIT", born=date(1960, 2, 29)),
    row(3, "AGE_OVER_LIMIT", born=date(1960, 3, 1)),
)

CASES: tuple[Case, ...] = (
    listed(
        "NAME_MISSING",
        "An empty cell, blanks and a no-break space are no name.",
        row(1, "NAME_MISSING", name=None),
        row(2, "NAME_MISSING", name="   "),
        row(3, "NAME_MISSING", name="\u00a0"),
        row(4),
        ext="xlsx",
    ),
    listed(
        "NAME_DECEASED_MARK",
        "Alm., Almh., (alm) and (Almh) before or after ask, and leave the name; Salmah and Almira are names.",
        named(1, "Alm. Budi Santoso", "Budi Santoso", "NAME_DECEASED_MARK"),
        named(2, "Siti Aminah (Almh)", "Siti Aminah", "NAME_DECEASED_MARK"),
        named(3, "ARBANI RAHAYU (ALM)", "ARBANI RAHAYU", "NAME_DECEASED_MARK"),
        named(4, "Almh. Badariah", "Badariah", "NAME_DECEASED_MARK"),
        named(5, "Basri (alm.)", "Basri", "NAME_DECEASED_MARK"),
        named(6, "Rusdi Alm", "Rusdi", "NAME_DECEASED_MARK"),
        named(7, "Salmah Halimah", "Salmah Halimah"),
        named(8, "Almira Yani", "Almira Yani"),
    ),
    listed(
        "NAME_TITLE_SEPARATED",
        "H., Hj., S.Pd, Drs. and Ir. leave the name as its letters were written; spaces collapse in silence; an initial M. is no title.",
        named(1, "H. BUDI, S.Pd", "BUDI", "NAME_TITLE_SEPARATED"),
        named(2, "Hj. Siti Aminah", "Siti Aminah", "NAME_TITLE_SEPARATED"),
        named(3, "Drs. Ahmad Basri", "Ahmad Basri", "NAME_TITLE_SEPARATED"),
        named(4, "Ir. Lukman Hakim, M.Si", "Lukman Hakim", "NAME_TITLE_SEPARATED"),
        named(5, "Rabiatul  Adawiyah   Noor", "Rabiatul Adawiyah Noor"),
        named(6, "Nu'man Yusuf", "Nu'man Yusuf"),
        named(7, "M. Yusuf", "M. Yusuf"),
        named(8, "H. Hasan (Alm)", "Hasan", "NAME_TITLE_SEPARATED", "NAME_DECEASED_MARK"),
        row(9),
        ext="xlsx",
    ),
    listed(
        "AGE_OVER_LIMIT",
        "The sixty-fifth birthday on --on is too late, the day before it is not.",
        aged(1, OLD, "AGE_OVER_LIMIT"),
        aged(2, date(1961, 11, 3)),
        aged(3, OLDER, "AGE_OVER_LIMIT"),
        aged(4, date(1961, 11, 1), "AGE_OVER_LIMIT"),
    ),
    listed(
        "AGE_UNDER_LIMIT",
        "Under fifteen is the law's floor: fifteen today is not under it.",
        aged(1, date(2011, 11, 3), "AGE_UNDER_LIMIT"),
        aged(2, date(2011, 11, 2), "AGE_BELOW_PROGRAMME"),
        aged(3, date(2015, 6, 20), "AGE_UNDER_LIMIT"),
    ),
    listed(
        "AGE_BELOW_PROGRAMME",
        "From fifteen up to the programme's eighteen a person decides; eighteen today is of age.",
        aged(1, date(2008, 11, 3), "AGE_BELOW_PROGRAMME"),
        aged(2, date(2008, 11, 2)),
        aged(3, date(2010, 6, 20), "AGE_BELOW_PROGRAMME"),
    ),
    listed(
        "AGE_OVER_LIMIT_CONTINUING",
        "A present member of 65 or more is a decision, someone not in the list of members is not; the young member is as before.",
        aged(1, OLDER, "AGE_OVER_LIMIT_CONTINUING"),
        aged(2, OLDER, "AGE_OVER_LIMIT"),
        aged(3, OLD, "AGE_OVER_LIMIT_CONTINUING"),
        row(4),
        arguments=("--on", "2026-11-02", "--members", "with/members.txt"),
    ),
    listed(
        "members-as-a-list",
        "Members may also come as any list that can be read: their NIKs are found by its heading.",
        aged(1, OLDER, "AGE_OVER_LIMIT_CONTINUING"),
        aged(2, OLDER, "AGE_OVER_LIMIT"),
        aged(3, OLD, "AGE_OVER_LIMIT_CONTINUING"),
        row(4),
        arguments=("--on", "2026-11-02", "--members", "with/members.xlsx"),
    ),
    listed(
        "age-29-february",
        "On 28 February of a common year someone born on 29 February 1960 is still 64.",
        *LEAP_1960,
        arguments=("--on", "2025-02-28"),
    ),
    Case(
        name="age-29-february-next-day",
        file="age-29-february.csv",
        sheets=(Sheet(name="", lines=LEAP_NEXT),),
        arguments=("--on", "2025-03-01"),
        edge="On 1 March the same person is 65.",
    ),
    Case(
        name="KK_MISSING",
        ext="xlsx",
        sheets=(
            Sheet(
                name="Ada KK",
                lines=(row(1), row(2, "KK_MISSING", kk_number=None), row(3, "KK_MISSING", kk_number="  ")),
            ),
            Sheet(name="Tanpa KK", columns=without("kk_number"), lines=(row(4), row(5))),
        ),
        problems=({"code": "KK_MISSING", "sheet": "Tanpa KK"},),
        never=({"code": "KK_MISSING", "sheet": "Ada KK"},),
        edge="An empty cell is noted on its row; a missing column once, at the top, with its sheet, and on no row.",
    ),
    listed(
        "KK_UNREADABLE",
        "Fifteen digits, letters and scientific text are no KK number; the row stays ready.",
        row(1, "KK_UNREADABLE", kk_number=person(1).kk_number[:15]),
        row(2, "KK_UNREADABLE", kk_number="belum ada"),
        row(3, "KK_UNREADABLE", kk_number="6.30206E+15"),
        row(4, "KK_UNREADABLE", kk_number=person(4).kk_number + "1"),
        row(5),
    ),
    listed(
        "PHONE_UNREADABLE",
        "Too few digits, words and a Malaysian number are no Indonesian number; an empty cell and a landline of Kotabaru are nothing to remark.",
        phoned(1, "12345", None, "PHONE_UNREADABLE"),
        phoned(2, "tidak punya", None, "PHONE_UNREADABLE"),
        phoned(3, "+60 12-345 6789", None, "PHONE_UNREADABLE"),
        phoned(4, None, None, may=("INSURER_FIELD_MISSING",)),
        phoned(5, "051821234", None),
        row(6),
    ),
    listed(
        "PHONE_CLEANED",
        "+62, 62, a lost leading zero as text or number, and two numbers in a cell are made one way; the usual way is silent.",
        phoned(1, "+6281250001111", "081250001111", "PHONE_CLEANED"),
        phoned(2, "6281250002222", "081250002222", "PHONE_CLEANED"),
        phoned(3, "81250003333", "081250003333", "PHONE_CLEANED"),
        phoned(4, 81250004444, "081250004444", "PHONE_CLEANED"),
        phoned(5, "081250005555 / 081350005556", "081250005555", "PHONE_CLEANED"),
        row(6),
        ext="xlsx",
    ),
)
