"""A formal Indonesian office letter as a Word document: its head, its numbered points, its tables, its signature."""

from collections.abc import Iterable, Sequence

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FONT = "Arial"
CENTRE, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


class Paper:
    """A letter being set. Lengths are centimetres."""

    def __init__(self, *, title: str) -> None:
        self.document: Document = docx.Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.5), Cm(2)
        section.top_margin, section.bottom_margin = Cm(1.8), Cm(2)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(11)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = title, "Payung", ""
        properties.language = "id-ID"

    def head(self) -> None:
        """The kop surat: government, office, address, and a double rule below."""
        self.line("{{ pemerintah|upper }}", size=13, align=CENTRE, after=0)
        self.line("{{ kantor|upper }}", size=15, bold=True, align=CENTRE, after=0)
        self._rule_below(self.line("{{ alamat_kantor }}", size=9, align=CENTRE, after=12))

    def line(
        self,
        text: str,
        *,
        size: float = 11,
        bold: bool = False,
        align: WD_ALIGN_PARAGRAPH | None = None,
        after: float = 6,
        before: float = 0,
        indent: float = 0,
    ) -> Paragraph:
        return _set(
            self.document.add_paragraph(),
            text,
            size=size,
            bold=bold,
            align=align,
            after=after,
            before=before,
            indent=indent,
        )

    def text(self, text: str, *, after: float = 8) -> Paragraph:
        """A paragraph of the body."""
        return self.line(text, align=JUSTIFY, after=after, indent=0)

    def facts(
        self, rows: Iterable[tuple[str, str]], *, label: float = 3.2, width: float = 16.5, size: float = 11
    ) -> None:
        """`Label : value`, one below another, without lines."""
        table = self._table([label, 0.5, width - label - 0.5])
        for name, value in rows:
            _fill(_row(table).cells, (name, ":", value), size=size)
        self.gap()

    def points(self, rows: Iterable[tuple[str, str]], *, label: float = 1.2, width: float = 16.5) -> None:
        """`1.  text`: numbers as text, so that an office sees and changes them."""
        table = self._table([label, width - label])
        for name, value in rows:
            _fill(_row(table).cells, (name, value), justify=True)
        self.gap(2)

    def looped_points(
        self, *, of: str, row: str, text: str, number: str, label: float = 1.2, width: float = 16.5
    ) -> None:
        """One numbered point for each row of a list."""
        table = self._table([label, width - label])
        _fill(_row(table).cells, (f"{{%tr for {row} in {of} %}}", ""))
        _fill(_row(table).cells, (number, text), justify=True)
        _fill(_row(table).cells, ("{%tr endfor %}", ""))
        self.gap()

    def list(
        self,
        *,
        of: str,
        columns: Sequence[tuple[str, float, str]],
        right: Iterable[int] = (),
        last: Sequence[str] = (),
        before: float = 1,
    ) -> None:
        """A ruled table with a row for each row of the list `of`; `columns` are heading, width and text."""
        table = self._table([width for _, width, _ in columns])
        table.style = "Table Grid"
        heading = _row(table)
        _repeat(heading._tr)  # noqa: SLF001 -- python-docx has no name for a repeated heading
        for cell, (name, _, _) in zip(heading.cells, columns, strict=True):
            _shade(cell)
            _set(cell.paragraphs[0], name, size=9.5, bold=True, after=2, before=2)
        empty = ("",) * (len(columns) - 1)
        _fill(_row(table).cells, (f"{{%tr for baris in {of} %}}", *empty))
        _fill(_row(table).cells, [text for _, _, text in columns], size=9.5, right=set(right), before=before)
        _fill(_row(table).cells, ("{%tr endfor %}", *empty))
        if last:
            _fill(_row(table).cells, last, size=9.5, right=set(right), bold=True)
        self.gap()

    def signature(self, *rows: str) -> None:
        """On the right: place and day, office, room for a hand, name."""
        table = self._table([8.5, 8])
        cell = _row(table).cells[1]
        _keep_together(cell)
        first, *others = rows
        _set(cell.paragraphs[0], first, after=0)
        for text in others:
            _set(cell.add_paragraph(), text, after=0)

    def gap(self, points: float = 4) -> None:
        self.line("", size=points, after=0)

    def _table(self, widths: Sequence[float]) -> Table:
        table: Table = self.document.add_table(rows=0, cols=len(widths))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        return table

    def _rule_below(self, paragraph: Paragraph) -> None:
        borders = OxmlElement("w:pBdr")
        bottom = OxmlElement("w:bottom")
        for name, value in (("val", "thinThickSmallGap"), ("sz", "18"), ("space", "4"), ("color", "000000")):
            bottom.set(qn(f"w:{name}"), value)
        borders.append(bottom)
        paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001


def _row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def _fill(
    cells: Sequence[_Cell],
    texts: Sequence[str],
    *,
    size: float = 11,
    right: Iterable[int] = (),
    justify: bool = False,
    bold: bool = False,
    before: float = 1,
) -> None:
    for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        align = RIGHT if place in right else JUSTIFY if justify and place == len(texts) - 1 else None
        _set(cell.paragraphs[0], text, size=size, after=2, before=before, align=align, bold=bold)


def _set(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = 11,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    after: float = 6,
    before: float = 0,
    indent: float = 0,
) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.bold = Pt(size), FONT, bold
    shape = paragraph.paragraph_format
    shape.space_after, shape.space_before, shape.line_spacing = Pt(after), Pt(before), 1.1
    shape.first_line_indent = Cm(indent) if indent else None
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E6E6E6")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001


def _repeat(row: object) -> None:
    heading = OxmlElement("w:tblHeader")
    heading.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(heading)  # type: ignore[attr-defined]


def _keep_together(cell: _Cell) -> None:
    """A signature is not parted by the end of a page."""
    whole = OxmlElement("w:cantSplit")
    cell._tc.getparent().get_or_add_trPr().append(whole)  # noqa: SLF001
