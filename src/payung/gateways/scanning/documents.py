"""A PDF is looked through: nothing in it may act, hide a file, or be locked. Runs in the confined child only.

Every object that the file names is opened, in every revision that a reader could follow, not only those of the pages.
A PDF is kept as it came, so that a signature of Dukcapil on it stays whole. Content of pages is never decoded.
"""

import io
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from payung.gateways.scanning.limits import DEPTH_MOST, OBJECTS_MOST, PAGES_MOST
from payung.gateways.spreadsheets.inspection import Refused, hostile, locked, too_large, unreadable

_HEAD, _END = b"%PDF-", b"%%EOF"
_AFTER_END_MOST = 1024
_ACTING = frozenset(
    ("/JavaScript", "/JS", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE", "/Rendition", "/RichMedia")
)
_HIDING = frozenset(("/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF", "/FileAttachment", "/Collection"))
_FORMS = frozenset(("/XFA",))
_PLAYING = frozenset(("/Movie", "/Sound", "/Screen", "/3D"))
_TYPES = ("/S", "/Subtype", "/Type")  # where a name says what its dictionary is
_LONG_NAMES = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_FAULTS = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError, EOFError)


def page_count(data: bytes) -> int:
    """How many pages it has, once it was found harmless. Raises Refused."""
    _refuse_outside(data)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise locked()
        for found in _dictionaries(reader):
            _refuse_dictionary(found)
        count = len(reader.pages)
        _refuse_forgotten(data)
    except _FAULTS as fault:
        raise unreadable("PDF ini rusak") from fault
    if not count:
        raise unreadable("PDF ini tidak berhalaman")
    if count > PAGES_MOST:
        raise too_large(f"PDF ini {count} halaman; paling banyak {PAGES_MOST}")
    return count


def _refuse_outside(data: bytes) -> None:
    """What the reader of PDFs would pass over: something before the head, after the end, or between the objects."""
    end = data.rfind(_END)
    if not data.startswith(_HEAD) or end < 0:
        raise unreadable("PDF ini terpotong")
    if len(data) - end > _AFTER_END_MOST:
        raise hostile("ada yang disembunyikan di belakang PDF ini")


def _refuse_forgotten(data: bytes) -> None:
    """The same words in objects that no table of the file names any more: a reader that mends files may find them."""
    if _LONG_NAMES.search(_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)):
        raise _acts()


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, each object once. Raises Refused for more than an honest scan has."""
    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > OBJECTS_MOST:
        raise too_large("isinya terlalu rumit untuk sebuah pindaian")
    yield from _within(reader.trailer, 0)
    for number, generation in sorted(numbers):
        if number:
            yield from _within(reader.get_object(IndirectObject(number, generation, reader)), 0)


def _within(found: object, depth: int) -> Iterator[DictionaryObject]:
    """Those of one object; what it refers to stands on its own."""
    if depth > DEPTH_MOST:
        raise hostile("isinya bertumpuk tanpa akhir")
    if isinstance(found, DictionaryObject):
        yield found
        for inner in found.values():
            yield from _within(inner, depth + 1)
    elif isinstance(found, ArrayObject):
        for inner in found:
            yield from _within(inner, depth + 1)


def _refuse_dictionary(found: DictionaryObject) -> None:
    names = set(map(str, found.keys()))
    names |= {str(found.raw_get(word)) for word in _TYPES if word in found}
    if names & _ACTING or ("/AA" in names):
        raise _acts()
    if names & _HIDING:
        raise hostile("PDF ini menyimpan berkas lain di dalamnya")
    if names & _FORMS:
        raise hostile("PDF ini formulir XFA, bukan pindaian")
    if names & _PLAYING:
        raise hostile("PDF ini memutar suara, film atau benda bergerak")


def _acts() -> Refused:
    return hostile("PDF ini menjalankan sesuatu saat dibuka")
