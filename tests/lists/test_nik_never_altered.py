"""A NIK comes out as its own digits or not at all, however it was written. Many made NIKs are the rows of one real file."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lists.comparing import answer_of

SEPARATORS = (" ", ".", "-", "'", "\u2019", "\u00a0")
HEADING = ("NIK", "NAMA", "TANGGAL LAHIR", "DESA", "PEKERJAAN")
REST = ("Budi Santoso", "20/06/1980", "Semayap", "Nelayan")
EXACT_BELOW = 2**53
Written = tuple[
    str | int | float, str | None
]  # the cell, and the digits it holds: None where they are not to be trusted

digits = st.text("0123456789", min_size=16, max_size=16)
other_lengths = st.sampled_from((1, 14, 15, 17, 18, 32)).flatmap(
    lambda size: st.text("0123456789", min_size=size, max_size=size)
)


@st.composite
def separated(draw: st.DrawFn) -> Written:
    """Sixteen digits with separators strewn in and around."""
    text = draw(digits)
    gaps = draw(st.lists(st.tuples(st.integers(0, 16), st.sampled_from(SEPARATORS)), max_size=5))
    for place, mark in sorted(gaps, reverse=True):
        text = text[:place] + mark + text[place:]
    return text, "".join(c for c in text if c.isdigit())


@st.composite
def scientific(draw: st.DrawFn) -> Written:
    """What a spreadsheet shows of a long number: some of its digits, or seemingly all of them."""
    text = draw(digits)
    kept, mark, sign = draw(st.integers(1, 15)), draw(st.sampled_from("Ee")), draw(st.sampled_from(("+", "")))
    return f"{text[0]}{draw(st.sampled_from('.,'))}{text[1 : 1 + kept]}{mark}{sign}15", None


@st.composite
def lettered(draw: st.DrawFn) -> Written:
    text, place = draw(digits), draw(st.integers(0, 15))
    return text[:place] + draw(st.sampled_from("OolIBSxZ")) + text[place + 1 :], None


plain: st.SearchStrategy[Written] = digits.map(lambda text: (text, text))
apostrophe: st.SearchStrategy[Written] = digits.map(lambda text: ("'" + text, text))
wrong_length: st.SearchStrategy[Written] = other_lengths.map(lambda text: (text, None))
as_text = st.one_of(plain, apostrophe, separated(), scientific(), lettered(), wrong_length)
whole_number: st.SearchStrategy[Written] = st.integers(10**15, EXACT_BELOW - 1).map(
    lambda number: (number, str(number))
)
float_number: st.SearchStrategy[Written] = st.integers(10**15, EXACT_BELOW - 1).map(
    lambda number: (float(number), str(number))
)
too_large_number: st.SearchStrategy[Written] = st.integers(EXACT_BELOW + 1, 10**16 - 1).map(
    lambda number: (float(number), str(int(float(number))))
)
other_number: st.SearchStrategy[Written] = st.integers(1, 10**15 - 1).map(lambda number: (number, None))
broken_number: st.SearchStrategy[Written] = st.tuples(st.integers(10**15, EXACT_BELOW - 1), st.integers(1, 6)).map(
    lambda pair: (pair[0] // 10 * 10 / 10 ** pair[1] + 10 ** -pair[1], None)  # its point is no separator
)
as_cell = st.one_of(as_text, whole_number, float_number, too_large_number, other_number, broken_number)
# Long enough to look like a list. All rows are one person's: that two equal NIKs are duplicates is no matter here.
batches_of_text = st.lists(as_text, min_size=5, max_size=60)
batches_of_cells = st.lists(as_cell, min_size=5, max_size=60)
# No shrinking: the failing cells are listed, and a smaller file of them is another run of the command.
few = settings(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.reuse, Phase.generate)
)


def niks_of(path: Path) -> list[str | None]:
    """The NIKs that the check answers, in the order of its rows."""
    rows = sorted(answer_of(path.name, "--on", "2026-11-02", cwd=path.parent)["rows"], key=lambda row: int(row["row"]))
    return [row["nik"] for row in rows]


def write_text(path: Path, cells: Sequence[str | int | float]) -> None:
    lines = [";".join(HEADING), *(f'"{cell}";' + ";".join(REST) for cell in cells)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_workbook(path: Path, cells: Sequence[str | int | float]) -> None:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("DATA")
    page.write_row(0, 0, HEADING)
    for number, cell in enumerate(cells, start=1):
        page.write_string(number, 0, cell) if isinstance(cell, str) else page.write_number(number, 0, cell)
        page.write_row(number, 1, REST)
    book.close()


def wrong(written: list[Written], niks: list[str | None]) -> list[tuple[object, str | None]]:
    """Cells whose answer is neither the digits they hold nor, where those are not to be trusted, none."""
    assert len(written) == len(niks)
    return [(cell, nik) for (cell, held), nik in zip(written, niks, strict=True) if not is_kept(cell, held, nik)]


def is_kept(cell: str | float, held: str | None, nik: str | None) -> bool:
    """Text must come out whole. A number that a spreadsheet may have rounded may be withheld, never changed."""
    doubtful = not isinstance(cell, str) and held is not None and (held.endswith("0") or int(held) >= EXACT_BELOW)
    return nik == held or (doubtful and nik is None)


class TestNik:
    @few
    @given(batches_of_text)
    def test_of_a_text_file_is_its_own_digits_or_none(self, written: list[Written]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            write_text(Path(folder) / "daftar.csv", [cell for cell, _ in written])
            assert wrong(written, niks_of(Path(folder) / "daftar.csv")) == []

    @few
    @given(batches_of_cells)
    def test_of_a_workbook_is_its_own_digits_or_none(self, written: list[Written]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            write_workbook(Path(folder) / "daftar.xlsx", [cell for cell, _ in written])
            assert wrong(written, niks_of(Path(folder) / "daftar.xlsx")) == []
