"""Writes sheets as the files offices send: Excel, text of several encodings, LibreOffice, Word. Same sheets, same bytes."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import docx
import xlsxwriter

from lists.making.layout import Cell, Formula, Rich, Sheet

EPOCH = (1980, 1, 1, 0, 0, 0)


def written(path: Path, sheets: tuple[Sheet, ...]) -> None:
    """Write by the ending of the name."""
    {
        ".xlsx": excel(),
        ".csv": text(),
        ".tsv": text(delimiter="\t"),
        ".txt": text(delimiter="\t"),
        ".ods": ods,
        ".docx": word,
    }[path.suffix](path, sheets)


def excel(*, date_1904: bool = False) -> Callable[[Path, tuple[Sheet, ...]], None]:
    def write(path: Path, sheets: tuple[Sheet, ...]) -> None:
        book = xlsxwriter.Workbook(
            str(path), {"date_1904": date_1904, "strings_to_numbers": False, "strings_to_formulas": False}
        )
        book.set_properties({"created": datetime(2026, 1, 1)})
        day, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            table = sheet.table()
            for index, cells in enumerate(table):
                for column, cell in enumerate(cells):
                    excel_cell(page, index, column, cell, day, bold)
            for top, left, bottom, right in sheet.merges:
                kept = table[top - 1][left - 1] if left <= len(table[top - 1]) else None
                page.merge_range(top - 1, left - 1, bottom - 1, right - 1, kept)
            if sheet.hidden:
                page.very_hidden() if sheet.hidden == "very" else page.hide()
        book.get_worksheet_by_name(next(sheet.name for sheet in sheets if not sheet.hidden)).activate()
        book.close()

    return write


def excel_cell(page: object, index: int, column: int, cell: Cell, day: object, bold: object) -> None:
    assert isinstance(page, xlsxwriter.worksheet.Worksheet)
    if isinstance(cell, Formula):
        page.write_formula(index, column, "=HILANG!A1", None, cell.shows)
    elif isinstance(cell, Rich):
        page.write_rich_string(index, column, cell.parts[0], bold, cell.parts[1])
    elif isinstance(cell, date):
        page.write_datetime(index, column, datetime(cell.year, cell.month, cell.day), day)
    elif isinstance(cell, int | float):
        page.write_number(index, column, cell)
    elif cell:
        page.write_string(index, column, cell)


def text(
    *, delimiter: str = ",", encoding: str = "utf-8", bom: bytes = b"", newline: str = "\r\n"
) -> Callable[[Path, tuple[Sheet, ...]], None]:
    def write(path: Path, sheets: tuple[Sheet, ...]) -> None:
        out = io.StringIO(newline="")
        for cells in sheets[0].table():
            shown = ["" if c is None else c.shows if isinstance(c, Formula) else str(c) for c in cells]
            csv.writer(out, delimiter=delimiter, lineterminator=newline).writerow(shown)
        path.write_bytes(bom + out.getvalue().encode(encoding))

    return write


def zipped(path: Path, parts: dict[str, str | bytes]) -> None:
    """A zip whose bytes depend on nothing but its parts."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info = zipfile.ZipInfo(name, EPOCH)
            info.external_attr = 0o600 << 16
            archive.writestr(info, content, kind)


def unzipped(path: Path) -> dict[str, str | bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


MACRO = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
)


def with_chart_sheet(path: Path, sheets: tuple[Sheet, ...]) -> None:
    """A sheet that is only a chart, before the list."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": datetime(2026, 1, 1)})
    chart = book.add_chart({"type": "column"})
    book.add_chartsheet("Grafik").set_chart(chart)
    page = book.add_worksheet(sheets[0].name)
    for index, cells in enumerate(sheets[0].table()):
        page.write_row(index, 0, ["" if cell is None else cell for cell in cells])
    chart.add_series({"values": f"='{sheets[0].name}'!$A$2:$A$4"})
    book.close()


def macro_workbook(path: Path, sheets: tuple[Sheet, ...]) -> None:
    """An .xlsm: the same workbook under the content type of one that may hold macros (it holds none)."""
    excel()(path, sheets)
    parts = unzipped(path)
    kinds = parts["[Content_Types].xml"]
    assert isinstance(kinds, bytes)
    zipped(path, parts | {"[Content_Types].xml": kinds.replace(MACRO[0].encode(), MACRO[1].encode())})


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    '<office:automatic-styles><style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
ODS_LIST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{ODS_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods(path: Path, sheets: tuple[Sheet, ...]) -> None:
    body = "".join(ods_sheet(sheet) for sheet in sheets)
    content = f"{ODS_HEAD}{body}</office:spreadsheet></office:body></office:document-content>"
    zipped(path, {"mimetype": ODS_KIND, "content.xml": content, "META-INF/manifest.xml": ODS_LIST})


def ods_sheet(sheet: Sheet) -> str:
    """Empty lines next to each other are written once and repeated, as LibreOffice does."""
    spans = {(top, left): bottom - top + 1 for top, left, bottom, _ in sheet.merges}
    under = {(at, left) for top, left, bottom, _ in sheet.merges for at in range(top + 1, bottom + 1)}
    out, blank = [], 0
    for number, cells in enumerate(sheet.table(), start=1):
        if not any(cells):
            blank += 1
            continue
        if blank:
            out.append(f'<table:table-row table:number-rows-repeated="{blank}"><table:table-cell/></table:table-row>')
            blank = 0
        line = [
            "<table:covered-table-cell/>"
            if (number, column) in under
            else ods_cell(cell, spans.get((number, column), 1))
            for column, cell in enumerate(cells, start=1)
        ]
        out.append(f"<table:table-row>{''.join(line)}</table:table-row>")
    style = "away" if sheet.hidden else "shown"
    return f'<table:table table:name={quoteattr(sheet.name)} table:style-name="{style}">{"".join(out)}</table:table>'


def ods_cell(cell: Cell, rows: int) -> str:
    span = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="1"' if rows > 1 else ""
    if cell is None or cell == "":
        return f"<table:table-cell{span}/>"
    if isinstance(cell, Formula):
        return f'<table:table-cell{span} table:formula="of:=[.#REF!A1]" office:value-type="string" office:string-value=""><text:p>{cell.shows}</text:p></table:table-cell>'
    if isinstance(cell, date):
        return f'<table:table-cell{span} office:value-type="date" office:date-value="{cell.isoformat()}"><text:p>{cell:%d/%m/%Y}</text:p></table:table-cell>'
    if isinstance(cell, int | float):
        return f'<table:table-cell{span} office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    return f'<table:table-cell{span} office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'


def word(path: Path, sheets: tuple[Sheet, ...]) -> None:
    """A letter with one table for each sheet; a merge there is vertical."""
    letter = docx.Document()
    letter.add_paragraph("Bersama ini kami sampaikan daftar usulan.")
    for sheet in sheets:
        cells = sheet.table()
        table = letter.add_table(rows=len(cells), cols=max(len(line) for line in cells))
        for number, line in enumerate(cells):
            for column, cell in enumerate(line):
                table.cell(number, column).text = "" if cell is None else str(cell)
        for top, left, bottom, _ in sheet.merges:
            table.cell(top - 1, left - 1).merge(table.cell(bottom - 1, left - 1))
        letter.add_paragraph("")
    letter.save(str(path))
    zipped(path, unzipped(path))
