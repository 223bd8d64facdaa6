"""Opens a template of an office: guarded like any uploaded file, and without what a letter has no use for."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from docxtpl import DocxTemplate

from payung.gateways.spreadsheets import archive, guard
from payung.gateways.spreadsheets.inspection import MIB, Kind, Refusal, Refused, hostile, too_large, unreadable

Template = Path | bytes

_BYTES_MOST = 10 * MIB
_PART_BYTES_MOST = 8 * MIB
_PARAGRAPH = re.compile(r"<w:p([ >])")
_FOREIGN_PARTS = re.compile(r"word/(vbaProject|vbaData|activeX|embeddings|afchunk)", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>([^<]*)|\bw:instr\s*=\s*[\"']([^\"']*)")
_FETCHING = re.compile(rb"DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|\bLINK\b|DATABASE", re.IGNORECASE)


def open_template(template: Template) -> DocxTemplate:
    """The template for docxtpl. Raises Refused for a file that no letter is made from."""
    data = _guarded(template)
    with _damage_told():
        found = DocxTemplate(io.BytesIO(data))
        found.init_docx()
    return found


def sources(template: DocxTemplate) -> list[str]:
    """The text of each part as Jinja will see it, a paragraph a line: body, heads, feet, notes and properties.

    Raises Refused.
    """
    with _damage_told():
        return list(_sources(template))


def _sources(template: DocxTemplate) -> Iterator[str]:
    yield _lines(template.patch_xml(template.get_xml()))
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield _lines(template.patch_xml(template.get_part_xml(part)))
    for part in template.docx.part.package.parts:
        if part.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield _lines(template.patch_xml(part.blob.decode("utf-8")))
    properties = template.docx.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        yield str(getattr(properties, name))


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
    ) as fault:  # what python-docx and lxml say of a broken one
        raise unreadable("dokumen Word ini rusak") from fault


def _lines(xml: str) -> str:
    return _PARAGRAPH.sub(r"\n<w:p\1", xml)


def _guarded(template: Template) -> bytes:
    if isinstance(template, Path):
        return _inspected(template)
    with NamedTemporaryFile(suffix=".docx") as file:
        file.write(template)
        file.flush()
        return _inspected(Path(file.name))


def _inspected(path: Path) -> bytes:
    """Its bytes, once the guard of lists and the rules of letters have passed it."""
    found = guard.inspect(path)
    if isinstance(found, Refusal):
        raise Refused(found.code, found.detail)
    if found.kind is not Kind.DOCX:
        raise unreadable("ini bukan dokumen Word (.docx)")
    size = path.stat().st_size
    if size > _BYTES_MOST:
        raise too_large(f"templat surat paling besar {_BYTES_MOST // MIB} MB")
    with path.open("rb") as file:
        for name, part in archive.parts(file, file_size=size).items():
            if _FOREIGN_PARTS.match(name):
                raise hostile("berisi makro atau benda sisipan; surat hanya boleh berisi tulisan, tabel dan gambar")
            if name.endswith((".xml", ".rels")):
                _refuse_fetching(name, archive.whole(file, part, most=_PART_BYTES_MOST))
    return path.read_bytes()


def _refuse_fetching(name: str, data: bytes) -> None:
    """Nothing in a letter may fetch anything when it is opened; a link to click on may stand there."""
    if name.endswith(".rels"):
        for relation in _RELATION.findall(data):
            if b"External" in relation and b"/hyperlink" not in relation:
                raise hostile("mengambil sesuatu dari luar dokumen saat dibuka")
        return
    told = b"".join(one or other for one, other in _INSTRUCTION.findall(data))
    if _FETCHING.search(told):
        raise hostile("mengambil sesuatu dari luar dokumen saat dibuka")
