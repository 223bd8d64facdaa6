"""The boxes of comments, in the old drawing language (VML) that Excel still wants for them.

VML is often not well-formed XML, so shapes are found by their text.
"""

import re
from collections.abc import Iterator, Mapping
from math import ceil

from payung.gateways.spreadsheets.marked.own.survey import Survey

_SPACES = (
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_BEGIN = '<xml{spaces}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout></xml>'
_TYPE = (
    '<v:shapetype{spaces} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape{spaces} id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_ONE_SHAPE = re.compile(rb"<((?:\w+:)?shape)\s.*?</\1>", re.DOTALL)
_NOTE = re.compile(rb'ObjectType="Note".*?<(?:\w+:)?Row>\s*(\d+)\s*<.*?<(?:\w+:)?Column>\s*(\d+)\s*<', re.DOTALL)
_ID = re.compile(rb"_x0000_s(\d+)")

_BOX_WIDTH = 300  # pixels; some 45 letters on a line
_LETTERS_A_LINE = 45
_COLUMNS_MAX = 20  # a box does not run on over endless hidden columns
_DEFAULT_COLUMN = 64
_DEFAULT_ROW = 20
_LINE = 15
_IDS_A_BLOCK = 1024


def boxed(
    data: bytes | None,
    *,
    texts: Mapping[tuple[int, int], str],
    removed: frozenset[tuple[int, int]],
    survey: Survey,
    block: int,
) -> bytes:
    """The drawing with a box for each text, without those of cells `removed`. `block` sets the ids of a new drawing."""
    begun = data if data is not None else _begin(block, count=len(texts))
    kept = _ONE_SHAPE.sub(lambda shape: b"" if _cell_of(shape[0]) in removed else shape[0], begun)
    first = max((int(number) for number in _ID.findall(begun)), default=block * _IDS_A_BLOCK) + 1
    # Some programs write other prefixes than v, o and x; then each shape of ours says what its own mean.
    root = kept[: kept.find(b">", kept.find(b"<xml"))]
    spaces = "" if all(space.encode() in root for space in _SPACES.split()) else _SPACES
    kind = "" if b'id="_x0000_t202"' in kept else _TYPE.format(spaces=spaces)
    shapes = "".join(_shapes(texts, first=first, survey=survey, spaces=spaces))
    end = kept.rfind(b"</")
    return kept[:end] + (kind + shapes).encode() + kept[end:]


def _shapes(texts: Mapping[tuple[int, int], str], *, first: int, survey: Survey, spaces: str) -> Iterator[str]:
    for number, ((row, column), text) in enumerate(texts.items(), first):
        anchor = _anchor(row=row, column=column, text=text, survey=survey)
        yield _SHAPE.format(spaces=spaces, id=number, anchor=anchor, row=row - 1, column=column - 1)


def _anchor(*, row: int, column: int, text: str, survey: Survey) -> str:
    """From the top right of the cell: column, pixels, row, pixels, and the same of the far corner."""
    right, rest = column, _BOX_WIDTH
    while (width := _width(survey, column=right + 1)) < rest and right < column + _COLUMNS_MAX:
        right, rest = right + 1, rest - width
    lines = sum(ceil(len(line) / _LETTERS_A_LINE) or 1 for line in text.split("\n"))
    rows, pixels = divmod((lines + 1) * _LINE, _DEFAULT_ROW)
    return f"{column}, 12, {row - 1}, 4, {right}, {min(rest, width)}, {row - 1 + rows}, {pixels}"


def _width(survey: Survey, *, column: int) -> int:
    for one in survey.columns:
        if int(one.get("min", "0")) <= column <= int(one.get("max", "0")):
            return 0 if one.get("hidden") in ("1", "true") else int(float(one.get("width", "9")) * 7 + 5)
    return _DEFAULT_COLUMN


def blocks_of(count: int) -> int:
    """How many blocks of ids so many boxes take."""
    return count // _IDS_A_BLOCK + 1


def _begin(block: int, *, count: int) -> bytes:
    """An empty drawing. It owns ids by the thousand, and says which thousands."""
    blocks = ",".join(str(number) for number in range(block, block + blocks_of(count)))
    return _BEGIN.format(spaces=_SPACES, block=blocks).encode()


def _cell_of(shape: bytes) -> tuple[int, int] | None:
    found = _NOTE.search(shape)
    return (int(found[1]) + 1, int(found[2]) + 1) if found else None
