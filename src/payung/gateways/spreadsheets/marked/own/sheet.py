"""Changes one sheet part while it is copied; the parser says where each element stands."""

from collections.abc import Mapping
from typing import IO

from payung.gateways.spreadsheets.marked.own.columns import columns_xml
from payung.gateways.spreadsheets.marked.own.plan import SheetPlan
from payung.gateways.spreadsheets.marked.own.references import RELATIONS, STRICT_MAIN, STRICT_RELATIONS
from payung.gateways.spreadsheets.marked.own.rows import RowEditor
from payung.gateways.spreadsheets.marked.own.stream import Stream
from payung.gateways.spreadsheets.marked.own.styles import Styles
from payung.gateways.spreadsheets.marked.own.survey import CHUNK
from payung.gateways.spreadsheets.marked.own.xml import local, new_parser, with_attributes
from payung.gateways.spreadsheets.marked.places import column_letters, row_and_column

# What stands after <legacyDrawing> in a sheet; the standard fixes the order.
_AFTER_COMMENTS = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
)


def edit_sheet(*, source: IO[bytes], sink: IO[bytes], plan: SheetPlan, styles: Styles) -> None:
    """The part is at `sink`, changed as planned. `styles` has learnt what the sheet needs."""
    stream = Stream(sink=sink)
    editor = _SheetEditor(plan=plan, styles=styles, stream=stream)
    while block := source.read(CHUNK):
        stream.feed(block)
        editor.parser.Parse(block, False)
        editor.pause()
    editor.parser.Parse(b"", True)
    stream.copy_rest()


class _SheetEditor:
    def __init__(self, *, plan: SheetPlan, styles: Styles, stream: Stream) -> None:
        self._plan, self._stream = plan, stream
        self._rows = RowEditor(plan=plan, styles=styles, stream=stream)
        prefix = plan.survey.prefix
        self._cell, self._row, self._data = f"{prefix}c", f"{prefix}row", f"{prefix}sheetData"
        self._depth = 0  # outside the data
        self._in_data = False
        self._data_was_empty = False
        self._in_columns = self._columns_were_empty = False
        self._comments_due = plan.comments_id is not None
        self._columns_due = plan.first_column
        self.parser = new_parser()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._opened, self._closed

    def pause(self) -> None:
        """Between blocks: what the parser has passed can go, so that memory stays small."""
        place = self.parser.CurrentByteIndex
        if self._rows.dropping or self._in_columns:
            self._stream.skip_to(place)
        else:
            self._stream.copy_to(place)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._cell:
            if self._rows.active:
                self._rows.cell_opened(attributes, place=self.parser.CurrentByteIndex)
        elif name == self._row:
            self._rows.row_opened(attributes, place=self.parser.CurrentByteIndex)
        elif name == self._data:
            self._data_opened(place=self.parser.CurrentByteIndex)
        elif not self._in_data:
            self._depth += 1
            if self._depth == 2:
                self._part_opened(local(name), attributes, place=self.parser.CurrentByteIndex)

    def _closed(self, name: str) -> None:
        if name == self._cell:
            if self._rows.dropping:
                self._rows.cell_closed(place=self.parser.CurrentByteIndex)
        elif name == self._row:
            if self._rows.active:
                self._rows.row_closed(place=self.parser.CurrentByteIndex)
        elif name == self._data:
            self._data_closed(place=self.parser.CurrentByteIndex)
        elif not self._in_data:
            self._depth -= 1
            self._part_closed(place=self.parser.CurrentByteIndex)

    def _data_opened(self, *, place: int) -> None:
        self._in_data = True
        self._stream.copy_to(place)
        self._put_columns()
        tag = self._stream.tag_at(place)
        self._data_was_empty = tag.endswith(b"/>")
        if self._data_was_empty:
            self._stream.replace(place, old=tag, new=f"<{self._data}>".encode())

    def _data_closed(self, *, place: int) -> None:
        self._in_data = False
        self._rows.put_rest(place=place)
        if self._data_was_empty:
            self._stream.put(f"</{self._data}>".encode())

    def _part_opened(self, name: str, attributes: Mapping[str, str], *, place: int) -> None:
        if name == "cols" and self._columns_due:
            self._stream.copy_to(place)
            self._columns_were_empty = self._stream.tag_at(place).endswith(b"/>")
            self._put_columns()
            self._in_columns = True
        elif name == "dimension":
            self._reset(place, ref=_grown(attributes.get("ref", ""), last_column=self._plan.last_column))
        elif name == "autoFilter" and self._plan.filter_range:
            self._reset(place, ref=self._plan.filter_range)
        elif name in _AFTER_COMMENTS:
            self._put_comments(place)

    def _part_closed(self, *, place: int) -> None:
        if self._depth == 1 and self._in_columns:
            # After <cols/> the parser stands behind the tag, else before </cols>.
            self._stream.skip_to(place if self._columns_were_empty else place + len(self._stream.tag_at(place)))
            self._in_columns = False
        elif self._depth == 0:
            self._put_comments(place)

    def _put_columns(self) -> None:
        if self._columns_due is not None:
            self._stream.put(columns_xml(survey=self._plan.survey, first=self._columns_due))
        self._columns_due = None

    def _put_comments(self, place: int) -> None:
        if self._comments_due:
            survey = self._plan.survey
            base = STRICT_RELATIONS if survey.namespace == STRICT_MAIN else RELATIONS
            self._stream.copy_to(place)
            self._stream.put(
                f'<{survey.prefix}legacyDrawing xmlns:r="{base}" r:id="{self._plan.comments_id}"/>'.encode()
            )
            self._comments_due = False

    def _reset(self, place: int, **attributes: str) -> None:
        tag = self._stream.tag_at(place)
        self._stream.replace(place, old=tag, new=with_attributes(tag, **attributes))


def _grown(reference: str, *, last_column: int) -> str:
    """`A1:I69` as `A1:L69`: the used range, which some readers trust."""
    first, _, last = reference.partition(":")
    corner = row_and_column(last or first)
    if corner is None:
        return reference
    return f"{first}:{column_letters(max(corner[1], last_column))}{corner[0]}"
