"""Knows the heading of a list again: columns that somebody has shown for one list hold for the sender's next."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from payung.intake.rules.headings import Layout
from payung.intake.rules.text import cell_text, fold

Top = Sequence[tuple[int, Sequence[object]]]  # row number and cells, as the reader gives them


def hash_of_headings(top: Top, header_rows: Sequence[int]) -> str:
    """A hash of what stands in the heading, case and spaces apart; nothing where no row is said to be the heading."""
    wanted = frozenset(header_rows)
    lines = ["\x1f".join(fold(cell_text(cell)) for cell in cells).rstrip("\x1f") for row, cells in top if row in wanted]
    return sha256("\n".join(lines).encode(errors="replace")).hexdigest() if len(lines) == len(wanted) > 0 else ""


def recalled(top: Top, remembered: Mapping[str, Layout]) -> Layout | None:
    """The layout that was shown for this very heading in these very rows, if one was."""
    for hash_, layout in remembered.items():
        if hash_ and hash_of_headings(top, layout.header_rows) == hash_:
            return layout
    return None
