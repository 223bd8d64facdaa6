"""Writes an empty list for people to fill in, with the columns whose digits Excel would spoil kept as text."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS = 1000
_BLUE, _GREY = "#196BCD", "#5B6670"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`digits`: how many the column wants, where it wants a certain number. `choices`: what may be chosen."""

    heading: str
    width: int
    note: str = ""
    as_text: bool = False
    digits: int | None = None
    choices: tuple[str, ...] = ()


def empty_list(*, sheet: str, columns: Sequence[Column], advice_sheet: str, advice: Sequence[str]) -> bytes:
    """An .xlsx with one headed sheet to fill in and one of advice."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        heading = book.add_format({"bold": True, "font_color": "white", "bg_color": _BLUE, "text_wrap": True})
        heading.set_align("vcenter")
        text = book.add_format({"num_format": "@"})
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width, text if column.as_text else None)
            page.write_string(0, place, column.heading, heading)
            if column.note:
                page.write_comment(0, place, column.note, {"x_scale": 1.6})
            if rule := _rule(column):
                page.data_validation(1, place, _ROWS, place, rule)
        page.set_row(0, 32)
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        told = book.add_worksheet(advice_sheet)
        told.set_column(0, 0, 100, book.add_format({"text_wrap": True, "font_color": _GREY}))
        told.write_column(0, 0, advice)
    return out.getvalue()


def _rule(column: Column) -> dict[str, object] | None:
    """Excel asks once more, and lets through what the person insists on."""
    if column.choices:
        return {"validate": "list", "source": list(column.choices), "error_type": "warning"}
    if column.digits is None:
        return None
    words = {"error_title": column.heading, "error_message": f"Seharusnya {column.digits} angka."}
    return {"validate": "length", "criteria": "==", "value": column.digits, "error_type": "warning", **words}
