"""Finds places in XML and changes those alone; the rest keeps its bytes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class NotEditable(Exception):
    """This workbook cannot be changed in place; a new one with the same cells can be made instead."""


@dataclass(slots=True, kw_only=True)
class Element:
    """An element and where it stands: tag from `start` to `inside`, content to `outside`, all ending at `end`."""

    name: str  # without prefix
    attributes: Mapping[str, str]
    start: int
    inside: int
    outside: int = -1
    end: int = -1
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def named(self, name: str) -> Iterator["Element"]:
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> "Element | None":
        return next(self.named(name), None)

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            yield from child.walk()


def local(name: str) -> str:
    return name.rpartition(":")[2]


def prefix_of(data: bytes, element: Element) -> str:
    """`x:` where the file writes `<x:worksheet>`, else nothing."""
    name = data[element.start + 1 : element.inside].split(None, 1)[0].rstrip(b"/>").decode()
    return name[: name.rfind(":") + 1]


def tag_at(data: bytes | bytearray, place: int) -> bytes:
    """The tag that begins at `place`, where a parser stands."""
    tag = _TAG.match(data, place)
    if tag is None:
        raise NotEditable("no tag where the parser says")
    return tag[0]


def require_utf8(head: bytes) -> None:
    """Raises NotEditable for a part in any other encoding: places are counted in bytes."""
    declared = _ENCODING.match(head)
    if b"\x00" in head[:4] or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        raise NotEditable("a part is not UTF-8")


def tree(data: bytes) -> Element:
    """The root of a small part. Raises NotEditable for what is not well-formed, or has a DOCTYPE."""
    require_utf8(data)
    top = Element(name="", attributes={}, start=0, inside=0)
    stack = [top]
    parser = new_parser()

    def opened(name: str, attributes: dict[str, str]) -> None:
        start = parser.CurrentByteIndex
        inside = start + len(tag_at(data, start))
        element = Element(name=local(name), attributes=attributes, start=start, inside=inside)
        stack[-1].children.append(element)
        stack.append(element)

    def closed(_name: str) -> None:
        element = stack.pop()
        if data[element.inside - 2 : element.inside] == b"/>":
            element.outside = element.end = element.inside
        else:
            element.outside = parser.CurrentByteIndex
            element.end = data.index(b">", element.outside) + 1

    def said(text: str) -> None:
        stack[-1].text += text

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, said
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise NotEditable("a part is not well-formed XML") from fault
    return top.children[0]


def new_parser() -> expat.XMLParserType:
    """A parser that refuses a DOCTYPE, and with it every entity."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise NotEditable("a part has a DOCTYPE")

    parser.StartDoctypeDeclHandler = refuse
    return parser


def spliced(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """`data` with each (start, end) replaced. Edits do not overlap; those at one place keep their order."""
    pieces = []
    done = 0
    for start, end, replacement in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [data[done:start], replacement]
        done = end
    return b"".join([*pieces, data[done:]])


def appended(data: bytes, element: Element, content: bytes) -> tuple[int, int, bytes]:
    """The edit that adds `content` at the end of an element, also when it was written `<a/>`."""
    if element.inside != element.end:
        return element.outside, element.outside, content
    tag = data[element.start : element.inside]
    name = tag[1:].split(None, 1)[0].rstrip(b"/>")
    return element.start, element.end, tag[:-2].rstrip() + b">" + content + b"</" + name + b">"


def with_attributes(tag: bytes, **values: str | None) -> bytes:
    """The start tag with these attributes set; None takes one away."""
    for name, value in values.items():
        tag = re.sub(rb"""\s+%b\s*=\s*(?:"[^"]*"|'[^']*')""" % name.encode(), b"", tag)
        if value is not None:
            close = 2 if tag.endswith(b"/>") else 1
            tag = tag[:-close].rstrip() + b' %b="%b"' % (name.encode(), attribute_text(value)) + tag[-close:]
    return tag


def attribute_text(value: str) -> bytes:
    return escape(value, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}).encode()


def content_text(value: str) -> bytes:
    """Text for a cell or comment. `_x0041_` is how Excel writes a character; what only looks so is guarded."""
    return escape(_ESCAPE_LOOKALIKE.sub("_x005F_", value), {"\r": "&#13;"}).encode()
