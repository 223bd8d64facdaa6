"""What the options change: another programme, a given mapping."""

from dataclasses import replace
from datetime import date

from lists.making.case import Case, listed
from lists.making.layout import ON, Row, Sheet, replaced, row
from lists.making.people import person

OTHER_REGION = tuple(
    row(
        n,
        *codes,
        nik=person(n, region=region).nik,
        facts={"nik": person(n, region=region).nik},
        desa="Semayap",
        status=None,
        may=("NIK_REGION_UNKNOWN", "DESA_UNKNOWN", "DESA_NOT_IN_KECAMATAN", "DESA_AMBIGUOUS"),
    )
    for n, region, codes in (
        (1, "630206", ("NIK_OTHER_KABUPATEN",)),
        (2, "631001", ()),
        (3, "737105", ("NIK_OTHER_KABUPATEN",)),
    )
)
SIXTY = date(1966, 11, 2)


def aged(n: int, born: date, *codes: str) -> Row:
    return row(n, *codes, born=born)


UNKNOWN_HEADING = (("a", "b", "c", "d", "e", "f", "g", "h", "i"),)
MAPPED = Sheet(
    name="DATA",
    title=(("DESA SEMAYAP",), ("DAFTAR NELAYAN",), ()),
    header=UNKNOWN_HEADING,
    columns=replaced(desa=(("blank", "g"),), occupation=(("empty", "h"),)),
    lines=tuple(row(n, facts={"occupation": "nelayan"}) for n in (1, 2, 3)),
)

CASES: tuple[Case, ...] = (
    listed(
        "programme-other-kabupaten",
        "Under another kabupaten's programme its own NIKs are at home and ours are not.",
        *OTHER_REGION,
        arguments=("--on", ON, "--programme", "with/programme-tanah-bumbu.yaml"),
        open=("What is said of desa and kecamatan that the shipped map does not hold.",),
    ),
    listed(
        "programme-other-ages",
        "A programme from 20 to below 60: sixty today is too late, twenty today of age; the law's fifteen stays.",
        aged(1, SIXTY, "AGE_OVER_LIMIT"),
        aged(2, date(1966, 11, 3)),
        aged(3, date(2006, 11, 3), "AGE_BELOW_PROGRAMME"),
        aged(4, date(2006, 11, 2)),
        aged(5, date(2011, 11, 3), "AGE_UNDER_LIMIT"),
        arguments=("--on", ON, "--programme", "with/programme-20-60.yaml"),
    ),
    Case(
        name="mapping-given",
        ext="xlsx",
        sheets=(MAPPED,),
        arguments=("--on", ON, "--mapping", "with/mapping.json"),
        nowhere=("HEADER_NOT_FOUND", "COLUMN_MISSING"),
        edge="Headings nobody knows, columns told by letter: the rows below the told header row are read.",
    ),
    Case(
        name="mapping-given-text",
        sheets=(replace(MAPPED, name=""),),
        arguments=("--on", ON, "--mapping", "with/mapping-text.json"),
        nowhere=("HEADER_NOT_FOUND", "COLUMN_MISSING"),
        edge="For a text file the mapping's sheet is the empty name, and its columns are letters too.",
    ),
    Case(
        name="mapping-not-given",
        file="mapping-given.xlsx",
        problems=({"code": "HEADER_NOT_FOUND"},),
        sheets_open=True,
        rows_open=True,
        edge="The same file without its mapping has no heading.",
    ),
)
