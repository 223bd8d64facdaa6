"""One sheet of a new workbook: rows written from the top down, ours beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from payung.gateways.spreadsheets.marked.facts import Mark, MarkedRow, MarkedSheet
from payung.gateways.spreadsheets.marked.keys import key_text
from payung.gateways.spreadsheets.marked.new_cells import Cells
from payung.gateways.spreadsheets.marked.words import (
    ADVICE_HEADING,
    ADVICE_WIDTH,
    AUTHOR,
    KEY_HEADING,
    KEY_WIDTH,
    LEFT_OVER,
    LEGEND,
    LINE_HEIGHT,
    ORIGIN_HEADING,
    ORIGIN_WIDTH,
    RESULT_HEADING,
    RESULT_WIDTH,
    STATUS_LEVEL,
    STATUS_TEXT,
    advice,
    comment,
    heaviest,
    height_of,
    sheet_note,
)
from payung.shared.problems import Level

ALL_ROWS = (RESULT_HEADING, ADVICE_HEADING, KEY_HEADING)
SOME_ROWS = (RESULT_HEADING, ADVICE_HEADING, ORIGIN_HEADING, KEY_HEADING)
_WIDTHS = {
    RESULT_HEADING: RESULT_WIDTH,
    ADVICE_HEADING: ADVICE_WIDTH,
    ORIGIN_HEADING: ORIGIN_WIDTH,
    KEY_HEADING: KEY_WIDTH,
}
_USER_WIDTH = 20
_LETTERS_A_LINE, _LINES_A_BOX = 45, 4


@dataclass(slots=True, kw_only=True)
class NewSheet:
    """Our columns (`headings`) stand after the first `width`.

    What a ragged row has beyond them stands after ours, so that nothing is lost. `comments_left` is counted down.
    """

    worksheet: Worksheet
    cells: Cells
    sheet: MarkedSheet
    headings: Sequence[str]
    width: int
    sha256: str
    comments_left: int
    last_row: int = 0

    def put_row(self, *, at: int, cells: Sequence[object], marks: Mapping[int, Sequence[Mark]]) -> None:
        """The user's cells of one row; `marks` by the user's own column number."""
        heading = at in self.sheet.header_rows
        for number in range(1, max(len(cells), *marks, 0) + 1):
            value = cells[number - 1] if number <= len(cells) else None
            level = heaviest(marks[number]) if number in marks else None
            column = self._column(number)
            if heading and value not in (None, ""):
                self.cells.put_heading(self.worksheet, row=at, column=column, value=value, level=level)
            else:
                self.cells.put(self.worksheet, row=at, column=column, value=value, level=level)
            if number in marks:
                self._comment(at, column, comment(marks[number]))
        self.last_row = at

    def put_headings(self, *, at: int) -> None:
        """Ours, beside the last header row; what concerns the sheet as a whole is their comment."""
        for heading in self.headings:
            self.cells.put_heading(self.worksheet, row=at, column=self._own_column(heading), value=heading)
        self._comment(at, self._own_column(RESULT_HEADING), LEGEND)
        if self.sheet.marks:
            self._comment(at, self._own_column(ADVICE_HEADING), comment(self.sheet.marks))

    def put_note(self, *, at: int) -> None:
        """The same in sight, where a row is free above the headings."""
        column = self._own_column(ADVICE_HEADING)
        level = heaviest(self.sheet.marks)
        self.cells.put_own(self.worksheet, row=at, column=column, text=sheet_note(self.sheet.marks), level=level)

    def put_answer(self, row: MarkedRow, *, at: int) -> None:
        """What became of the row, and its key."""
        texts = {
            RESULT_HEADING: STATUS_TEXT[row.status],
            ADVICE_HEADING: advice(row.marks),
            ORIGIN_HEADING: str(row.row),
            KEY_HEADING: key_text(sha256=self.sha256, sheet=row.sheet, row=row.row),
        }
        if (height := height_of(texts[ADVICE_HEADING])) > LINE_HEIGHT:
            self.worksheet.set_row(at - 1, height)
        for heading in self.headings:
            level = STATUS_LEVEL[row.status] if heading == RESULT_HEADING else None
            column = self._own_column(heading)
            self.cells.put_own(self.worksheet, row=at, column=column, text=texts[heading], level=level)

    def put_left_over(self) -> None:
        """Says, below the last row, that there were more."""
        self.last_row += 1
        column = self._own_column(ADVICE_HEADING)
        self.worksheet.set_row(self.last_row - 1, height_of(LEFT_OVER))
        self.cells.put_own(self.worksheet, row=self.last_row, column=column, text=LEFT_OVER, level=Level.DECISION)

    def finish(self) -> None:
        """Widths, a hidden key, headings that stay in sight and a filter that sorts our columns along."""
        if self.width:
            self.worksheet.set_column(0, self.width - 1, _USER_WIDTH, self.cells.format())
        self.worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        if not self.sheet.header_rows:
            return
        for heading in self.headings:
            column = self._own_column(heading) - 1
            self.worksheet.set_column(column, column, _WIDTHS[heading], None, {"hidden": heading == KEY_HEADING})
        header = self.sheet.header_rows[-1]
        self.worksheet.freeze_panes(header, 0)
        if self.last_row > header:
            self.worksheet.autofilter(header - 1, 0, self.last_row - 1, self.width + len(self.headings) - 1)

    def _column(self, number: int) -> int:
        ours = len(self.headings) if self.sheet.header_rows else 0
        return number if number <= self.width else number + ours

    def _own_column(self, heading: str) -> int:
        return self.width + 1 + self.headings.index(heading)

    def _comment(self, row: int, column: int, text: str) -> None:
        if not self.comments_left:
            return
        self.comments_left -= 1
        lines = sum(len(line) // _LETTERS_A_LINE + 1 for line in text.split("\n"))
        size = {"x_scale": 2.4, "y_scale": max(1.0, (lines + 1) / _LINES_A_BOX)}
        self.worksheet.write_comment(row - 1, column - 1, text, {"author": AUTHOR, "font_size": 9, **size})
