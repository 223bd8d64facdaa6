"""Where a list stands in its sheet, and cells that are more than text: formulas, two fonts, charts beside."""

from datetime import date

from lists.making.case import Case, listed
from lists.making.layout import COLUMNS, Formula, Rich, Row, Sheet, row
from lists.making.people import person
from lists.making.writing import with_chart_sheet

PEOPLE: tuple[Row, ...] = (row(1), row(2), row(3))
BLANKS = (("", ""), ("  ", ""), ("   ", ""))
SURVEY = tuple((f"x{n}", f"SURVEI {n}") for n in range(26))

CASES: tuple[Case, ...] = (
    Case(
        name="sheet-begins-elsewhere",
        ext="xlsx",
        sheets=(
            Sheet(
                name="Geser",
                title=(*((),) * 4, (None, None, None, "DAFTAR USULAN"), ()),
                columns=(*BLANKS, *COLUMNS),
                lines=PEOPLE,
            ),
        ),
        edge="A list that begins at D7 has its letters and row numbers from the sheet's first cell.",
    ),
    Case(
        name="header-far-down",
        ext="xlsx",
        sheets=(Sheet(title=tuple((f"Ketentuan ke-{n}",) for n in range(1, 31)), lines=PEOPLE),),
        edge="Thirty lines of rules above the heading do not hide it.",
    ),
    Case(
        name="columns-beyond-z",
        ext="xlsx",
        sheets=(Sheet(columns=(*SURVEY, *COLUMNS), lines=PEOPLE),),
        edge="After twenty-six columns of a survey the letters go on with AA.",
    ),
    Case(
        name="sheet-of-a-chart",
        ext="xlsx",
        writer=with_chart_sheet,
        sheets=(Sheet(name="Isi", lines=PEOPLE),),
        sheets_open=True,
        edge="A sheet that is only a chart has no rows and harms nobody.",
        open=("Whether a chart is listed among the sheets.",),
    ),
    Case(
        name="sheet-hidden-deeply",
        ext="xlsx",
        sheets=(Sheet(name="Depan", lines=PEOPLE), Sheet(name="Dalam", hidden="very", lines=(row(4), row(5)))),
        edge="A sheet that Excel does not even offer to show is read, and said to be hidden.",
    ),
    listed(
        "cells-with-formulas",
        "What a sound formula shows is the cell: a NIK as text, a name, a desa.",
        row(1, nik=Formula(person(1).nik), facts={"nik": person(1).nik}),
        row(2, name=Formula("Basri Mappa"), facts={"name": "Basri Mappa"}),
        row(3, desa=Formula("Stagen"), facts={"desa_code": "63.02.06.2011"}),
        row(4, occupation=Formula("Petani"), facts={"occupation": "petani"}),
        ext="xlsx",
    ),
    listed(
        "cells-in-two-fonts",
        "A cell written in two fonts is one text: nothing of the NIK or the name is lost at the seam.",
        row(1, nik=Rich((person(1).nik[:6], person(1).nik[6:])), facts={"nik": person(1).nik}),
        row(2, name=Rich(("Basri ", "Mappa")), facts={"name": "Basri Mappa"}),
        row(3),
        ext="xlsx",
    ),
    Case(
        name="dates-order-by-sheet",
        ext="xlsx",
        sheets=(
            Sheet(
                name="Bulan dulu",
                lines=tuple(
                    row(
                        n,
                        "DATE_READ_AS",
                        born=born,
                        birth_date=f"{born:%m/%d/%Y}",
                        facts={"birth_date": born.isoformat()},
                    )
                    for n, born in ((1, date(1980, 4, 25)), (2, date(1981, 3, 4)))
                ),
            ),
            Sheet(
                name="Hari dulu",
                lines=tuple(row(n, born=born) for n, born in ((3, date(1980, 4, 25)), (4, date(1981, 3, 4)))),
            ),
        ),
        nowhere=("DATE_ORDER_UNCLEAR", "NIK_BIRTH_DATE_MISMATCH"),
        edge="Each sheet's column has its own order: month first on one says nothing of the other.",
    ),
)
