"""Follows the tags of an XML part with bounded memory: no document type, and no nesting that only a bomb has."""

from collections.abc import Callable
from xml.parsers import expat

from payung.gateways.spreadsheets.inspection import hostile, unreadable

_DEPTH_MOST = 256  # the parser remembers every open tag; office formats stay below 40
Attributes = dict[str, str]


class Tags:
    """Give it the part in pieces; it calls back for each tag."""

    def __init__(
        self,
        part: str,
        *,
        on_begin: Callable[[str, Attributes], None],
        on_end: Callable[[str], None] | None = None,
    ) -> None:
        self._part = part
        self._on_begin, self._on_end = on_begin, on_end
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Raises Refused: no XML, too deep, or whatever the caller's own functions raise."""
        try:
            self._parser.Parse(piece, last)
        except (expat.ExpatError, ValueError, LookupError) as broken:
            raise unreadable(f"bagian {self._part} tidak dapat dibaca") from broken

    def _begin(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > _DEPTH_MOST:
            raise hostile(f"susunan bagian {self._part} terlalu dalam")
        self._on_begin(tag, attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._on_end:
            self._on_end(tag)

    def _refuse_document_type(self, *_: object) -> None:
        raise hostile("bagian di dalamnya memuat definisi dokumen (DOCTYPE)")
