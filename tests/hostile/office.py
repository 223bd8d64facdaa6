"""The smallest honest files of each format, with one person in them; the hostile ones change one thing."""

import struct
from collections.abc import Mapping, Sequence
from itertools import count

from hostile.zips import Entry, zipped

HEADER = ("No", "NIK", "No KK", "Nama", "Tanggal Lahir", "Desa", "Pekerjaan")
PERSON = ("1", "6302065201800003", "6302062403110001", "Siti Aminah", "12/01/1980", "Rampa", "Nelayan")
TABLE = (HEADER, PERSON)

_SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006"
_WORD_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NS = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
)

Parts = dict[str, str | bytes]


def cell(reference: str, value: object) -> str:
    if isinstance(value, int | float):
        return f'<c r="{reference}"><v>{value}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


def rows_xml(table: Sequence[Sequence[object]] = TABLE) -> str:
    return "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(table, start=1)
    )


def sheet_xml(rows: str | None = None, *, head: str = "", after: str = "") -> str:
    body = rows_xml() if rows is None else rows
    return f'{_XML}<worksheet xmlns="{_SHEET_NS}">{head}<sheetData>{body}</sheetData>{after}</worksheet>'


def xlsx_parts(sheet: str | bytes | None = None) -> Parts:
    """The parts of a workbook of one sheet, DATA."""
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE_NS}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE_NS}/relationships">'
        f'<Relationship Id="rId1" Type="{_LINK_NS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook_xml('<sheet name="DATA" sheetId="1" r:id="rId1"/>'),
        "xl/_rels/workbook.xml.rels": relations_xml({"rId1": "worksheets/sheet1.xml"}),
        "xl/worksheets/sheet1.xml": sheet_xml() if sheet is None else sheet,
    }


def workbook_xml(sheets: str, *, head: str = "") -> str:
    return f'{_XML}<workbook xmlns="{_SHEET_NS}" xmlns:r="{_LINK_NS}">{head}<sheets>{sheets}</sheets></workbook>'


def relations_xml(targets: Mapping[str, str], kind: str = "worksheet") -> str:
    links = "".join(
        f'<Relationship Id="{key}" Type="{_LINK_NS}/{kind}" Target="{target}"/>' for key, target in targets.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE_NS}/relationships">{links}</Relationships>'


def shared_xml(texts: Sequence[str]) -> str:
    return f'{_XML}<sst xmlns="{_SHEET_NS}">' + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"


def entries(parts: Parts) -> list[Entry]:
    return [Entry(name=name, data=text.encode() if isinstance(text, str) else text) for name, text in parts.items()]


def packed(parts: Parts) -> bytes:
    return zipped(entries(parts))


def xlsx(sheet: str | bytes | None = None, **changed: str | bytes) -> bytes:
    """A workbook; `changed` replaces or adds parts, named with `__` for `/` and `_` for `.`, as `xl__styles_xml`."""
    return packed(
        xlsx_parts(sheet) | {key.replace("__", "/").replace("_xml", ".xml"): text for key, text in changed.items()}
    )


def ods_row(values: Sequence[str], more: str = "", attributes: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>' for value in values
    )
    return f"<table:table-row{attributes}>{cells}{more}</table:table-row>"


def ods_parts(rows: str | None = None) -> Parts:
    body = "".join(ods_row(row) for row in TABLE) if rows is None else rows
    return {
        "mimetype": ODS_TYPE,
        "META-INF/manifest.xml": f"{_XML}<manifest:manifest "
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>',
        "content.xml": f"{_XML}<office:document-content{_ODS_NS}"
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="DATA">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    }


def docx_row(values: Sequence[str], properties: str = "") -> str:
    return "<w:tr>" + "".join(docx_cell(value, properties) for value in values) + "</w:tr>"


def docx_cell(value: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{value}</w:t></w:r></w:p></w:tc>"


def docx_table(rows: str) -> str:
    grid = "<w:gridCol/>" * len(HEADER)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def docx_parts(body: str | None = None) -> Parts:
    inside = docx_table("".join(docx_row(row) for row in TABLE)) if body is None else body
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE_NS}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE_NS}/relationships">'
        f'<Relationship Id="rId1" Type="{_LINK_NS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{_XML}<w:document xmlns:w="{_WORD_NS}"><w:body>{inside}<w:sectPr/></w:body></w:document>',
    }


def record(number: int, body: bytes = b"") -> bytes:
    return struct.pack("<2H", number, len(body)) + body


def biff_text(row: int, column: int, text: str) -> bytes:
    return record(0x0204, struct.pack("<4HB", row, column, 15, len(text), 0) + text.encode("latin-1"))


def biff(cells: bytes | None = None, *, extra: bytes = b"", rows: int = 2, columns: int = 7) -> bytes:
    """The records of an old workbook of one sheet, DATA; `extra` comes after the first."""
    if cells is None:
        cells = b"".join(biff_text(r, c, text) for r, row in enumerate(TABLE) for c, text in enumerate(row))
    begin = record(0x0809, struct.pack("<4H2L", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    codepage = record(0x0042, struct.pack("<H", 1200))
    end = record(0x000A)
    bound_size = 4 + 8 + 4
    sheet_at = len(begin) + len(extra) + len(codepage) + bound_size + len(end)
    bound = record(0x0085, struct.pack("<L2B2B", sheet_at, 0, 0, 4, 0) + b"DATA")
    sheet = record(0x0809, struct.pack("<4H2L", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    size = record(0x0200, struct.pack("<2L3H", 0, rows, 0, columns, 0))
    return begin + extra + codepage + bound + end + sheet + size + cells + end


_NONE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE file: one table sector, one directory sector per four streams, each stream padded past the small limit."""
    numbers = count()
    table_at = next(numbers)
    width = -(-(len(streams) + 1) // 4)
    directory = [next(numbers) for _ in range(width)]
    following = [_NONE] * 128
    following[table_at] = _TABLE
    names = {"Root Entry": (5, _END, 0)}
    body = b""
    chains = [directory]
    for name, data in streams.items():
        data = data.ljust(4096, b"\x00")
        chain = [next(numbers) for _ in range(-(-len(data) // 512))]
        chains.append(chain)
        body += data.ljust(len(chain) * 512, b"\x00")
        names[name] = (2, chain[0], len(data))
    for chain in chains:
        for one, after in zip(chain, [*chain[1:], _END], strict=True):
            following[one] = after
    listed = b"".join(
        _listed(name, *facts, child=1 if kind == 5 else _NONE) for name, facts in names.items() for kind in facts[:1]
    )
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9L", 0, 1, directory[0], 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109L", table_at, *[_NONE] * 108)
    return header + struct.pack("<128L", *following) + listed.ljust(width * 512, b"\x00") + body


def _listed(name: str, kind: int, start: int, size: int, *, child: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\x00\x00"
    tree = struct.pack("<3L", _NONE, _NONE, child)
    return (
        letters.ljust(64, b"\x00")
        + struct.pack("<HBB", len(letters), kind, 1)
        + tree
        + bytes(36)
        + struct.pack("<LLL", start, size, 0)
    )


def xls(records: bytes | None = None) -> bytes:
    return compound({"Workbook": biff() if records is None else records})


def small_xls() -> bytes:
    """A workbook in small sectors, as writers make it below 4,096 bytes: sectors are table, directory, small table, root."""
    records = biff()
    pieces = -(-len(records) // 64)
    root = b"".join(records[at : at + 64].ljust(64, b"\x00") for at in range(0, len(records), 64))
    root_sectors = -(-len(root) // 512)
    chain = list(range(3, 3 + root_sectors))
    following = [_TABLE, _END, _END, *chain[1:], _END]
    following += [_NONE] * (128 - len(following))
    small = [*range(1, pieces), _END] + [_NONE] * (128 - pieces)
    listed = _listed("Root Entry", 5, chain[0], len(root), child=1) + _listed(
        "Workbook", 2, 0, len(records), child=_NONE
    )
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9L", 0, 1, 1, 0, 4096, 2, 1, _END, 0) + struct.pack("<109L", 0, *[_NONE] * 108)
    body = struct.pack("<128L", *following) + listed.ljust(512, b"\x00") + struct.pack("<128L", *small)
    return header + body + root.ljust(root_sectors * 512, b"\x00")
