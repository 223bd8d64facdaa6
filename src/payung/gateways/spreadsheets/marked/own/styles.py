"""The styles of the workbook, and the few that marking adds: each a copy of the cell's own on another colour.

A style is a number: the place of an `<xf>` in `<cellXfs>`. New ones are added as the sheets turn out to need them.
"""

from functools import cached_property

from payung.gateways.spreadsheets.marked.own.xml import (
    Element,
    NotEditable,
    appended,
    prefix_of,
    spliced,
    tag_at,
    tree,
    with_attributes,
)
from payung.gateways.spreadsheets.marked.words import FILL
from payung.shared.problems import Level

_TEXT_FORMAT = "49"


class Styles:
    """Raises NotEditable when the workbook's styles have no fills or cell formats to add to."""

    def __init__(self, *, data: bytes) -> None:
        self._data = data
        self._root = tree(data)
        self._prefix = prefix_of(data, self._root)
        self._fills = _required(self._root, "fills")
        self._formats = _required(self._root, "cellXfs")
        self._own = list(self._formats.named("xf"))
        if not self._own:
            raise NotEditable("no cell formats")
        self._xfs = [data[xf.start : xf.end] for xf in self._own]
        first = sum(1 for _ in self._fills.named("fill"))
        self._fill_ids = {level: str(first + place) for place, level in enumerate(FILL)}
        self._base = ' xfId="0"' if self._root.first("cellStyleXfs") else ""
        self._known: dict[tuple[str, int, Level | None, bool], int] = {}

    def painted(self, style: int, *, level: Level, as_text: bool) -> int:
        """The cell's own style on the colour of `level`; as Text where the value is to be typed again."""
        name = ("painted", style, level, as_text)
        if name not in self._known:
            xf = self._with(style, fillId=self._fill_ids[level], applyFill="1")
            self._known[name] = self._add(
                _head_changed(xf, numFmtId=_TEXT_FORMAT, applyNumberFormat="1") if as_text else xf
            )
        return self._known[name]

    def cleaned(self, style: int) -> int:
        """The style without a colour that an earlier marking gave it; itself if it had none."""
        if self._attribute(style, "fillId") not in self._fills_of_ours:
            return style
        name = ("cleaned", style, None, False)
        if name not in self._known:
            self._known[name] = self._add(self._with(style, fillId="0"))
        return self._known[name]

    def beside(self, style: int, *, level: Level | None) -> int:
        """For text of ours next to a cell of this style: its borders and height in the row, wrapped, perhaps coloured."""
        name = ("beside", style, level, True)
        if name not in self._known:
            fill = "0" if level is None else self._fill_ids[level]
            p = self._prefix
            self._known[name] = self._add(
                f'<{p}xf numFmtId="{_TEXT_FORMAT}" fontId="0" fillId="{fill}" '
                f'borderId="{self._attribute(style, "borderId")}"{self._base} '
                'applyNumberFormat="1" applyFill="1" applyBorder="1" applyAlignment="1">'
                f'<{p}alignment vertical="{self._vertical(style)}" wrapText="1"/></{p}xf>'.encode()
            )
        return self._known[name]

    def data(self) -> bytes:
        """The part as it is to be written."""
        p = self._prefix
        fills = "".join(
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF{colour}"/><{p}bgColor indexed="64"/>'
            f"</{p}patternFill></{p}fill>"
            for colour in FILL.values()
        ).encode()
        return spliced(
            self._data,
            [
                *_grown(self._data, self._fills, content=fills, by=len(FILL)),
                *_grown(
                    self._data,
                    self._formats,
                    content=b"".join(self._xfs[len(self._own) :]),
                    by=len(self._xfs) - len(self._own),
                ),
            ],
        )

    @cached_property
    def _fills_of_ours(self) -> frozenset[str]:
        """Numbers of the fills that an earlier marking left, known by their exact colours."""
        colours = frozenset(FILL.values())
        return frozenset(
            str(number)
            for number, fill in enumerate(self._fills.named("fill"))
            if any(
                part.name == "fgColor" and part.attributes.get("rgb", "")[2:].upper() in colours for part in fill.walk()
            )
        )

    def _attribute(self, style: int, name: str) -> str:
        return self._own[style].attributes.get(name, "0") if style < len(self._own) else "0"

    def _vertical(self, style: int) -> str:
        alignment = self._own[style].first("alignment") if style < len(self._own) else None
        return alignment.attributes.get("vertical", "bottom") if alignment else "bottom"

    def _with(self, style: int, **attributes: str | None) -> bytes:
        return _head_changed(self._xfs[style if style < len(self._own) else 0], **attributes)

    def _add(self, xf: bytes) -> int:
        self._xfs.append(xf)
        return len(self._xfs) - 1


def _head_changed(element: bytes, **attributes: str | None) -> bytes:
    tag = tag_at(element, 0)
    return with_attributes(tag, **attributes) + element[len(tag) :]


def _grown(data: bytes, element: Element, *, content: bytes, by: int) -> list[tuple[int, int, bytes]]:
    """The edits that add content and keep the count that stands on the element."""
    tag = data[element.start : element.inside]
    counted = with_attributes(tag, count=str(len(element.children) + by))
    return [(element.start, element.inside, counted), appended(data, element, content)]


def _required(root: Element, name: str) -> Element:
    found = root.first(name)
    if found is None or not found.children:
        raise NotEditable(f"no {name} in the styles")
    return found
