"""Changes the cells of one row after another, in the order in which the parser meets them."""

from collections.abc import Mapping

from payung.gateways.spreadsheets.marked.own.columns import style_of_column
from payung.gateways.spreadsheets.marked.own.plan import Own, Paint, SheetPlan
from payung.gateways.spreadsheets.marked.own.stream import Stream
from payung.gateways.spreadsheets.marked.own.styles import Styles
from payung.gateways.spreadsheets.marked.own.survey import DIGITS
from payung.gateways.spreadsheets.marked.own.xml import content_text, with_attributes
from payung.gateways.spreadsheets.marked.places import column_letters, column_number
from payung.gateways.spreadsheets.marked.words import LINE_HEIGHT, height_of

_TEXTS = ("s", "inlineStr", "str")


class RowEditor:
    """A row is looked into only when something changes in it, or an earlier marking must go."""

    def __init__(self, *, plan: SheetPlan, styles: Styles, stream: Stream) -> None:
        self._plan, self._styles, self._stream = plan, styles, stream
        self._p = plan.survey.prefix
        self._rows = sorted(plan.cells, reverse=True)  # rows still to come; the next is the last
        self._cells: list[tuple[int, Paint | Own]] = []  # of this row, still to come; the next is the last
        self._row = self._column = 0
        self._row_style: int | None = None
        self._neighbour = 0  # the style of the user's last cell in this row
        self._row_was_empty = self._cell_was_empty = False
        self.active = False
        self.dropping = False

    def row_opened(self, attributes: Mapping[str, str], *, place: int) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        while self._rows and self._rows[-1] < self._row:
            self._stream.copy_to(place)
            self._put_row(self._rows.pop())
        planned = bool(self._rows) and self._rows[-1] == self._row
        self.active = planned or self._plan.marked_before
        if self.active:
            self._begin(attributes, place=place, cells=self._plan.cells[self._rows.pop()] if planned else {})

    def row_closed(self, *, place: int) -> None:
        """`place` is that of the end tag."""
        self._stream.copy_to(place)
        self._put_cells_before(None)
        if self._row_was_empty:
            self._stream.put(f"</{self._p}row>".encode())
        self.active = False

    def cell_opened(self, attributes: Mapping[str, str], *, place: int) -> None:
        reference = attributes.get("r")
        self._column = column_number(reference.rstrip(DIGITS)) if reference else self._column + 1
        if self._cells and self._cells[-1][0] < self._column:
            self._stream.copy_to(place)
            self._put_cells_before(self._column)
        style = self._styles.cleaned(int(attributes.get("s", "0")))
        what = self._cells.pop()[1] if self._cells and self._cells[-1][0] == self._column else None
        if self._column <= self._plan.survey.last_column:
            self._neighbour = style
        self._change(what, attributes=attributes, style=style, place=place)

    def cell_closed(self, *, place: int) -> None:
        if self.dropping:
            self._stream.skip_to(place if self._cell_was_empty else place + len(self._stream.tag_at(place)))
            self.dropping = False

    def put_rest(self, *, place: int) -> None:
        """The rows that the sheet did not have at all are written at its end."""
        self._stream.copy_to(place)
        while self._rows:
            self._put_row(self._rows.pop())

    def _begin(self, attributes: Mapping[str, str], *, place: int, cells: Mapping[int, Paint | Own]) -> None:
        self._cells = sorted(cells.items(), key=lambda cell: cell[0], reverse=True)
        self._column = self._neighbour = 0
        self._row_style = int(attributes.get("s", "0")) if attributes.get("customFormat") in ("1", "true") else None
        old = self._stream.tag_at(place)
        self._row_was_empty = old.endswith(b"/>")
        new = with_attributes(old, spans=None)
        if (height := self._height()) > float(attributes.get("ht", LINE_HEIGHT)):
            new = with_attributes(new, ht=str(height))  # few programs but Excel make room for the advice themselves
        self._stream.replace(place, old=old, new=new[:-2].rstrip() + b">" if self._row_was_empty else new)

    def _height(self) -> int:
        return max((height_of(what.text) for _, what in self._cells if isinstance(what, Own)), default=0)

    def _change(self, what: Paint | Own | None, *, attributes: Mapping[str, str], style: int, place: int) -> None:
        if isinstance(what, Own) or (what is None and self._column in self._plan.ours_before):
            self._cell_was_empty = self._stream.tag_at(place).endswith(b"/>")
            self._stream.copy_to(place)
            self.dropping = True
        if isinstance(what, Own):
            self._put_own(self._column, what)
        elif isinstance(what, Paint):
            # A number stays as it is shown: as Text, Excel would show a NIK of 16 digits as 6.30204E+15.
            as_text = what.as_text and (attributes.get("t") in _TEXTS or self._stream.tag_at(place).endswith(b"/>"))
            self._restyle(self._styles.painted(style, level=what.level, as_text=as_text), place=place)
        elif not self.dropping and str(style) != attributes.get("s", "0"):
            self._restyle(style, place=place)

    def _restyle(self, style: int, *, place: int) -> None:
        tag = self._stream.tag_at(place)
        self._stream.replace(place, old=tag, new=with_attributes(tag, s=str(style)))

    def _put_cells_before(self, column: int | None) -> None:
        while self._cells and (column is None or self._cells[-1][0] < column):
            number, what = self._cells.pop()
            if isinstance(what, Own):
                self._put_own(number, what)
            else:
                style = self._style_of_absent(number)
                painted = self._styles.painted(style, level=what.level, as_text=what.as_text)
                self._stream.put(f'<{self._p}c r="{column_letters(number)}{self._row}" s="{painted}"/>'.encode())

    def _style_of_absent(self, column: int) -> int:
        if self._row_style is not None:
            return self._row_style
        return style_of_column(survey=self._plan.survey, column=column)

    def _put_own(self, column: int, own: Own) -> None:
        style = self._neighbour if own.heading else self._styles.beside(self._neighbour, level=own.level)
        p = self._p
        head = f'<{p}c r="{column_letters(column)}{self._row}" s="{style}"'
        if not own.text:
            self._stream.put(f"{head}/>".encode())
            return
        self._stream.put(f'{head} t="inlineStr"><{p}is><{p}t xml:space="preserve">'.encode())
        self._stream.put(content_text(own.text) + f"</{p}t></{p}is></{p}c>".encode())

    def _put_row(self, number: int) -> None:
        self._row, kept = number, self._row
        self._row_style, self._neighbour = None, 0
        self._cells = sorted(self._plan.cells[number].items(), key=lambda cell: cell[0], reverse=True)
        self._stream.put(f'<{self._p}row r="{number}" ht="{max(self._height(), LINE_HEIGHT)}">'.encode())
        self._put_cells_before(None)
        self._stream.put(f"</{self._p}row>".encode())
        self._row = kept
