"""Reads the PDFs that `papers` writes, as far as ReportLab writes them: each text with its place, page by page."""

import base64
import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_FONT = re.compile(rb"/(F\d+\+\d+) (\d+) 0 R")
_FORM = re.compile(rb"/(FormXob\.\w+) (\d+) 0 R")
_STEP = re.compile(
    rb"/(?P<font>F\d+\+\d+) (?P<size>[\d.]+) Tf|1 0 0 1 (?P<x>[\d.-]+) (?P<y>[\d.-]+) T?(?:m|cm)|\((?P<text>(?:\\.|[^\\)])*)\) Tj"
    rb"|/(?P<form>FormXob\.\w+) Do",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Printed:
    x: float
    y: float
    text: str
    size: float


def pages(pdf: bytes) -> list[list[Printed]]:
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {name: _letters(objects, objects[int(at)]) for name, at in _FONT.findall(pdf)}
    forms = {name: int(at) for name, at in _FORM.findall(pdf)}
    found = []
    for body in objects.values():
        if b"/Type /Page\n" in body or b"/Type /Page " in body:
            contents = re.search(rb"/Contents (\d+) 0 R", body)
            assert contents
            items = _printed(_stream(objects[int(contents[1])]), objects, fonts, forms)
            found.append(sorted(items, key=lambda item: (-item.y, item.x)))
    return found


def words(page: list[Printed]) -> str:
    """Line under line; what stands on one line is parted by a space."""
    lines: dict[float, list[str]] = {}
    for item in page:
        lines.setdefault(item.y, []).append(item.text)
    return "\n".join(" ".join(" ".join(line).split()) for line in lines.values())


def _printed(content, objects, fonts, forms, at=(0.0, 0.0)):
    letters, size = {}, 0.0
    x, y = at
    for step in _STEP.finditer(content):
        if step["font"]:
            letters, size = fonts[step["font"]], float(step["size"])
        elif step["x"]:
            x, y = at[0] + float(step["x"]), at[1] + float(step["y"])
        elif step["form"]:
            yield from _printed(_stream(objects[forms[step["form"]]]), objects, fonts, forms, (x, y))
        else:
            raw = _ESCAPE.sub(_unescaped, step["text"])
            yield Printed(x, y, "".join(letters.get(code, chr(code)) for code in raw), size)


def _unescaped(found):
    return bytes([int(found[1], 8)]) if len(found[1]) == 3 else found[1]


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found
    data = found[1]
    if b"/ASCII85Decode" in body:
        data = base64.a85decode(data.strip().removesuffix(b"~>"))
    return zlib.decompressobj().decompress(data) if b"/FlateDecode" in body else data


def _letters(objects, font: bytes) -> dict[int, str]:
    to_unicode = re.search(rb"/ToUnicode (\d+) 0 R", font)
    assert to_unicode
    pairs = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>", _stream(objects[int(to_unicode[1])]))
    return {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}
