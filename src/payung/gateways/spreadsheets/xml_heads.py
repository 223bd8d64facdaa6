"""The beginning of an XML part: no document type, no entities, in any encoding, and a root element soon.

Honest office files have none of these. A reader that expands entities makes gigabytes of a few lines, or opens other
files; refusing the declaration refuses the whole family, whatever the reader does.
"""

import re

from payung.gateways.spreadsheets.inspection import XML_HEAD_BYTES, hostile, unreadable

_NOT_XML = (".svg", ".htm", ".html", ".mht", ".mhtml")  # pictures and pasted pages, which no reader of ours opens
_NOTE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_ROOT = re.compile(r"\s*<[A-Za-z_]")
_DECLARED = re.compile(r"""\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-", "windows-125")
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BARE = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)


def refuse_declarations(name: str, head: bytes) -> None:
    """Raises Refused if the part is XML and declares a document type or entity, or hides its root from the check."""
    if name.lower().endswith(_NOT_XML):
        return
    text = _decoded(head[:XML_HEAD_BYTES])
    if not text.lstrip().startswith("<"):
        if name.endswith((".xml", ".rels")) and head.strip():
            raise unreadable(f"bagian {name} tidak dapat dibaca")
        return
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise hostile("bagian di dalamnya memuat definisi dokumen (DOCTYPE), yang tidak pernah ada pada daftar biasa")
    declared = _DECLARED.match(text)
    if declared and not declared[1].lower().startswith(_ENCODINGS):
        raise hostile(f"bagian {name} memakai sandi huruf yang tidak biasa")
    while note := _NOTE.match(text):
        text = text[note.end() :]
    if not _ROOT.match(text):
        raise hostile(f"awal bagian {name} tidak wajar")


def _decoded(head: bytes) -> str:
    for mark, encoding in (*_BOMS, *_BARE):
        if head.startswith(mark):
            return head.decode(encoding, "replace").lstrip("\ufeff")
    return head.decode("utf-8-sig", "replace")
