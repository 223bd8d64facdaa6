"""One printed A4 sheet after another: margins, running foot, `halaman x dari y`, and RANCANGAN across what is unsigned.

How many sheets there are is known at the end only. Each foot therefore refers to a small form that is written last:
nothing is laid out twice and no sheet waits in memory for another.
"""

from collections.abc import Sequence
from types import TracebackType
from typing import IO, Self

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from payung.gateways.papers.type import (
    BOLD,
    ITALIC,
    REGULAR,
    fitted,
    forget_texts,
    load_fonts,
    shown,
    stacked,
    text_width,
)

FOOT_SIZE = 7.0
_DRAFT = "RANCANGAN"
_DRAFT_FORM = "rancangan"
_DRAFT_GREY = 0.90
_RULE = 0.4


class Sheets:
    """A PDF being written. Lengths are points from the lower left; `y` falls as one writes."""

    def __init__(
        self, *, out: IO[bytes], title: str, subject: str, wide: bool, margin: float, draft: bool = False
    ) -> None:
        load_fonts()
        self.width, self.height = landscape(A4) if wide else A4
        self.left, self.right = margin, self.width - margin
        self.bottom, self.top = margin + 14, self.height - margin
        self._canvas = Canvas(out, pagesize=(self.width, self.height), pageCompression=1, invariant=1)
        self._canvas.setTitle(title)
        self._canvas.setSubject(subject)
        self._canvas.setAuthor("Payung")
        self._draft = draft
        self._part, self._page = 0, 0
        self._text: PDFTextObject | None = None
        self._set_in: tuple[str, float] | None = None
        self._tail = ""
        self.y = self.top
        if draft:
            self._define_draft()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Written and saved after a good end; after any other nothing was written and nothing is kept."""
        try:
            if kind is None:
                self._end_part()
                self._canvas.save()
        finally:
            for font in (REGULAR, BOLD, ITALIC):
                pdfmetrics.getFont(font).state.pop(self._canvas._doc, None)  # noqa: SLF001 -- ReportLab forgets it only when it saves
            forget_texts()

    def open_page(self) -> None:
        """A fresh page; the one before is closed."""
        self._close_page()
        self._page += 1
        self.y = self.top
        if self._draft:
            self._canvas.doForm(_DRAFT_FORM)
        self._text, self._set_in = self._canvas.beginText(), None

    def begin_part(self, *, tail: str = "") -> None:
        """Pages count from 1 again; `tail` stands after the count, as in `halaman 1 dari 2 · Desa Rampa`."""
        self._end_part()
        self._part += 1
        self._page, self._tail = 0, self._as_fits(f" · {shown(tail)}") if tail else ""
        self.open_page()

    def put(self, x: float, y: float, text: str, *, size: float, font: str = REGULAR) -> None:
        """Text that has been `shown` or `fitted` already."""
        written = self._text
        if written is None:
            raise RuntimeError("no page is open")
        if (font, size) != self._set_in:
            written.setFont(font, size)
            self._set_in = font, size
        written.setTextOrigin(x, y)
        written.textOut(text)

    def put_left(self, x: float, y: float, text: str, *, width: float, size: float, font: str = REGULAR) -> None:
        fit = fitted(text, font=font, size=size, width=width)
        self.put(x, y, fit.text, size=fit.size, font=font)

    def put_cell(self, x: float, y: float, text: str, *, width: float, size: float, to_right: bool = False) -> None:
        """In a row of a table: one line, or two small ones that stand no higher than the row."""
        lines = stacked(text, font=REGULAR, size=size, width=width)
        up = y + size * 0.38 if len(lines) > 1 else y
        for fit in lines:
            self.put(x + width - fit.width if to_right else x, up, fit.text, size=fit.size)
            up -= fit.size * 1.02

    def put_centred(self, y: float, text: str, *, size: float, font: str = BOLD) -> None:
        fit = fitted(text, font=font, size=size, width=self.right - self.left)
        self.put((self.width - fit.width) / 2, y, fit.text, size=fit.size, font=font)

    def rule(
        self,
        y: float,
        *,
        thick: float = _RULE,
        grey: float = 0.55,
        left: float | None = None,
        right: float | None = None,
    ) -> None:
        """A line across the page, or from `left` to `right`."""
        self._canvas.setLineWidth(thick)
        self._canvas.setStrokeGray(grey)
        self._canvas.line(self.left if left is None else left, y, self.right if right is None else right, y)

    def box(self, y: float, *, height: float, grey: float) -> None:
        """A filled band below `y`, under what is written on it."""
        self._canvas.setFillGray(grey)
        self._canvas.rect(self.left, y - height, self.right - self.left, height, stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def frame(self, y: float, *, height: float) -> None:
        """A ruled box below `y`."""
        self._canvas.setLineWidth(0.8)
        self._canvas.setStrokeGray(0)
        self._canvas.rect(self.left, y - height, self.right - self.left, height, stroke=1, fill=0)

    def square(self, x: float, y: float, *, side: float) -> None:
        """A box to be ticked, its lower left corner at `x`, `y`."""
        self._canvas.setLineWidth(0.6)
        self._canvas.setStrokeGray(0)
        self._canvas.rect(x, y, side, side, stroke=1, fill=0)

    def put_lines(self, x: float, lines: Sequence[str], *, size: float, leading: float, font: str = REGULAR) -> None:
        """Lines one under another from `y` on, which moves below them."""
        for line in lines:
            self.y -= leading
            self.put(x, self.y, line, size=size, font=font)

    def _as_fits(self, tail: str) -> str:
        """The tail as far as it stands on one line beside the count of pages."""
        most = (self.right - self.left) / FOOT_SIZE - text_width("halaman 0000 dari 0000…", font=REGULAR)
        if text_width(tail, font=REGULAR) <= most:
            return tail
        while text_width(tail, font=REGULAR) > most:
            tail = tail[:-1]
        return f"{tail.rstrip()}…"

    def _close_page(self) -> None:
        if self._text is None:
            return
        self._put_page_count()
        self._canvas.drawText(self._text)
        self._text = None
        self._canvas.showPage()

    def _put_page_count(self) -> None:
        """`halaman 3 dari ` in place, then the form with the count and the tail, which comes at the end of the part."""
        head = f"halaman {self._page} dari "
        x = self.right - text_width(head + "0000" + self._tail, font=REGULAR) * FOOT_SIZE
        y = self.bottom - 14
        self.put(x, y, head, size=FOOT_SIZE)
        self._canvas.saveState()
        self._canvas.translate(x + text_width(head, font=REGULAR) * FOOT_SIZE, y)
        self._canvas.doForm(self._count_form)
        self._canvas.restoreState()

    @property
    def _count_form(self) -> str:
        return f"jumlah{self._part}"

    def _end_part(self) -> None:
        if self._text is None:
            return
        self._close_page()
        self._canvas.beginForm(self._count_form, 0, -3, self.width, 12)
        self._canvas.setFont(REGULAR, FOOT_SIZE)
        self._canvas.drawString(0, 0, f"{self._page}{self._tail}")
        self._canvas.endForm()

    def _define_draft(self) -> None:
        self._canvas.beginForm(_DRAFT_FORM, 0, 0, self.width, self.height)
        self._canvas.translate(self.width / 2, self.height / 2)
        self._canvas.rotate(35)
        self._canvas.setFillGray(_DRAFT_GREY)
        self._canvas.setFont(BOLD, 96)
        self._canvas.drawCentredString(0, -32, _DRAFT)
        self._canvas.endForm()
