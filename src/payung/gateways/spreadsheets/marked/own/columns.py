"""The `<cols>` of a sheet: widths of our columns among the user's own."""

from payung.gateways.spreadsheets.marked.own.survey import Survey
from payung.gateways.spreadsheets.marked.own.xml import attribute_text
from payung.gateways.spreadsheets.marked.words import ADVICE_WIDTH, KEY_WIDTH, RESULT_WIDTH


def columns_xml(*, survey: Survey, first: int) -> bytes:
    """All columns anew: the user's, cut where ours stand, and ours; the third is hidden."""
    ours = [
        {"min": str(first), "max": str(first), "width": str(RESULT_WIDTH), "customWidth": "1"},
        {"min": str(first + 1), "max": str(first + 1), "width": str(ADVICE_WIDTH), "customWidth": "1"},
        {"min": str(first + 2), "max": str(first + 2), "width": str(KEY_WIDTH), "customWidth": "1", "hidden": "1"},
    ]
    theirs = [piece for column in survey.columns for piece in _outside(column, first=first, last=first + 2)]
    p = survey.prefix
    tags = [f"<{p}col".encode() + _attributes(column) + b"/>" for column in sorted([*theirs, *ours], key=_start)]
    return f"<{p}cols>".encode() + b"".join(tags) + f"</{p}cols>".encode()


def style_of_column(*, survey: Survey, column: int) -> int:
    """The style that an absent cell of that column shows."""
    for one in survey.columns:
        if _start(one) <= column <= int(one.get("max", "0")):
            return int(one.get("style", "0"))
    return 0


def _outside(column: dict[str, str], *, first: int, last: int) -> list[dict[str, str]]:
    start, end = _start(column), int(column.get("max", "0"))
    pieces = ((start, min(end, first - 1)), (max(start, last + 1), end))
    return [{**column, "min": str(low), "max": str(high)} for low, high in pieces if low <= high]


def _start(column: dict[str, str]) -> int:
    return int(column.get("min", "0"))


def _attributes(values: dict[str, str]) -> bytes:
    return b"".join(b' %b="%b"' % (name.encode(), attribute_text(value)) for name, value in values.items())
