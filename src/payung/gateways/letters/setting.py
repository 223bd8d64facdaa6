"""What a letter is set with: a Word document (`paper.Paper`), or pages of a PDF (`papers.letters.PrintedLetter`)."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from docx.enum.text import WD_ALIGN_PARAGRAPH


class Setting(Protocol):
    """Lengths are centimetres, sizes points; texts hold the words of the letter in double braces."""

    def head(self) -> None: ...

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
    ) -> object: ...

    def text(self, text: str, *, after: float = 8) -> object: ...

    def facts(
        self, rows: Iterable[tuple[str, str]], *, label: float = 3.2, width: float = 16.5, size: float = 11
    ) -> None: ...

    def points(self, rows: Iterable[tuple[str, str]], *, label: float = 1.2, width: float = 16.5) -> None: ...

    def looped_points(
        self, *, of: str, row: str, text: str, number: str, label: float = 1.2, width: float = 16.5
    ) -> None: ...

    def list(
        self,
        *,
        of: str,
        columns: Sequence[tuple[str, float, str]],
        right: Iterable[int] = (),
        last: Sequence[str] = (),
        before: float = 1,
    ) -> None: ...

    def signature(self, *rows: str) -> None: ...

    def gap(self, points: float = 4) -> None: ...
