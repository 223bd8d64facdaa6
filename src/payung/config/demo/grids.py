"""A book of sheets as plain cells, and the four ways to write it: .xlsx, text with separators, .docx."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from xml.sax.saxutils import escape

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CREATED = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001 - a fixed moment, so that the same seed gives the same bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose formula fails: `formula` and the fault that Excel shows."""

    formula: str
    shown: str


Cell = str | int | float | date | Broken | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merged rectangle, counted from 0, both ends included."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One sheet. `titles` and `headers` are numbers of rows, counted from 0, that are set apart to the eye."""

    name: str
    rows: list[list[Cell]]
    widths: Sequence[int]
    titles: frozenset[int] = frozenset()
    headers: frozenset[int] = frozenset()
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False


def write_xlsx(*, path: Path, sheets: Sequence[Sheet]) -> None:
    """A workbook with borders and bold headings, as offices make them."""
    import xlsxwriter

    # Large plain sheets are written row by row, in bounded memory; merged ones need their rows kept.
    flowing = sum(len(sheet.rows) for sheet in sheets) > 5_000 and not any(sheet.merges for sheet in sheets)
    with xlsxwriter.Workbook(str(path), {"constant_memory": flowing}) as book:
        book.set_properties({"created": CREATED, "author": "Kantor desa (rekaan)"})
        styles = {
            "title": book.add_format({"bold": True, "font_size": 12}),
            "header": book.add_format(
                {
                    "bold": True,
                    "border": 1,
                    "align": "center",
                    "valign": "vcenter",
                    "text_wrap": True,
                    "bg_color": "#D9E2F3",
                }
            ),
            "cell": book.add_format({"border": 1, "valign": "top"}),
            "number": book.add_format({"border": 1, "valign": "top", "num_format": "0"}),
            "day": book.add_format({"border": 1, "valign": "top", "num_format": "dd/mm/yyyy"}),
            "note": book.add_format({}),
        }
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, styles)


def _write_sheet(page, sheet: Sheet, styles) -> None:  # type: ignore[no-untyped-def]  # xlsxwriter is untyped
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    merged = {(merge.row, merge.column): merge for merge in sheet.merges}
    for number, row in enumerate(sheet.rows):
        look = _look(sheet, number, row)
        for column, cell in enumerate(row):
            if cell is None:
                if look == "cell":
                    page.write_blank(number, column, None, styles[look])
                continue
            merge = merged.get((number, column))
            if merge is not None:
                page.merge_range(merge.row, merge.column, merge.last_row, merge.last_column, cell, styles[look])
            else:
                _write_cell(page, number, column, cell, styles, look)
    if sheet.hidden:
        page.hide()


def _look(sheet: Sheet, number: int, row: Sequence[Cell]) -> str:
    """Lists are ruled; what stands alone beside them, like a signature, is not."""
    if number in sheet.titles:
        return "title"
    if number in sheet.headers:
        return "header"
    return "cell" if sum(cell is not None for cell in row) > 1 else "note"


def _write_cell(page, row: int, column: int, cell: Cell, styles, look: str) -> None:  # type: ignore[no-untyped-def]
    kind = type(cell)
    if kind is str:
        page.write_string(row, column, cell, styles[look])
    elif kind is int or kind is float:
        page.write_number(row, column, cell, styles["number"])
    elif isinstance(cell, Broken):
        page.write_formula(row, column, cell.formula, styles[look], cell.shown)
    else:
        page.write_datetime(row, column, cell, styles["day"])


def write_text(*, path: Path, sheet: Sheet, delimiter: str, encoding: str) -> list[int]:
    """A text file; the physical line, counted from 1, on which each row of the sheet begins."""
    lines: list[int] = []
    line = 1
    with path.open("w", encoding=encoding, newline="") as file:
        for row in sheet.rows:
            record = StringIO()
            csv.writer(record, delimiter=delimiter, lineterminator="\r\n").writerow(
                ["" if cell is None else cell for cell in row]
            )
            lines.append(line)
            line += record.getvalue().count("\n")
            file.write(record.getvalue())
    return lines


def write_docx(*, path: Path, sheet: Sheet, after: Sequence[str]) -> None:
    """A letter with one table: the title rows as paragraphs before it, `after` behind it."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml

    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.core_properties.created = CREATED
    document.core_properties.author = "Kantor kelurahan (rekaan)"
    for number in sorted(sheet.titles):
        document.add_paragraph().add_run(str(sheet.rows[number][0])).bold = True
    # python-docx adds cells one by one, with a search of the table for each; a large list would take minutes.
    document.element.body.insert(len(sheet.titles), parse_xml("".join(_table(sheet))))
    for line in after:
        document.add_paragraph(line)
    document.save(str(path))


def _table(sheet: Sheet) -> Iterator[str]:
    yield f'<w:tbl xmlns:w="{WORDS}"><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        yield f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    yield "</w:tblBorders></w:tblPr><w:tblGrid>"
    yield "".join(f'<w:gridCol w:w="{width * 110}"/>' for width in sheet.widths)
    yield "</w:tblGrid>"
    for number, row in enumerate(sheet.rows):
        if number not in sheet.titles:
            bold = "<w:rPr><w:b/></w:rPr>" if number in sheet.headers else ""
            cells = (
                f'<w:tc><w:p><w:r>{bold}<w:t xml:space="preserve">{escape(_plain(cell))}</w:t></w:r></w:p></w:tc>'
                for cell in row
            )
            yield f"<w:tr>{''.join(cells)}</w:tr>"
    yield "</w:tbl>"


def _plain(cell: Cell) -> str:
    return "" if cell is None else str(cell)
