"""Reads an answer that the gateway opened: which columns are which, and line by line who is meant and what is said.

Matches nobody: that needs the register of persons (`matching_lines.py`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from payung.eligibility.rules.answers import Cells, Listener, Said
from payung.eligibility.rules.lexicon import Lexicon
from payung.eligibility.rules.written_days import day_of_cell
from payung.gateways.lists import AnswerRow, AnswerSheet, Key, Table
from payung.intake.rules.data_rows import PersonRows
from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.remembered import Remembered
from payung.intake.rules.text import fold, is_blank
from payung.intake.rules.vocabulary import Headings
from payung.shared.nik import is_well_formed

SAYING = frozenset({"result", "note", "segment"})  # columns whose words are read together
_MOSTLY = 0.6  # of a column without a heading that we know: then it is of NIKs
_ROWS_LOOKED_AT = 50

Told = tuple[str, str, str, str, str, str, str]


class Line(NamedTuple):
    """A line of an answer: where it stands, who is meant, and what is said."""

    sheet: str
    number: int
    key: Key | None
    nik: str  # without separators; what was written where it is none
    rounded: bool  # a number whose last digit Excel may have made 0
    name: str
    said: Said
    birth_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSheet:
    """A sheet of lines: its columns by what they hold, and those whose words are read together."""

    sheet: AnswerSheet
    columns: Mapping[str, int]
    saying: tuple[int, ...]


def found_sheets(table: Table, lexicon: Lexicon) -> list[FoundSheet]:
    """The sheets in which people can be told: those with keys of ours, or a column of NIKs."""
    return [found for sheet in table.sheets if (found := _found(sheet, lexicon))]


def lines(*, sheets: Sequence[FoundSheet], listener: Listener, of_lists: Headings) -> Iterator[Line]:
    """Every line about a person, in the order of the file."""
    headings = _answer_headings(listener.lexicon, of_lists)
    for found in sheets:
        yield from _lines_of(found, listener, headings)


def _lines_of(found: FoundSheet, listener: Listener, headings: Headings) -> Iterator[Line]:
    nik_at, name_at, born_at = (found.columns.get(one, -1) for one in ("nik", "name", "birth_date"))
    is_person = PersonRows(columns=found.columns, headings=headings).is_person
    around = found.sheet.name
    told = Remembered[Told, Said](lambda cells: listener.understand(_cells(cells), around=around))
    days = Remembered[str, date | None](day_of_cell)
    pick = _picker(found)
    for row in found.sheet.rows():
        cells = row.cells
        nik = plain_digits(cells[nik_at]) if 0 <= nik_at < len(cells) else ""
        if row.key is None and not is_person(cells) and not _tells_of(nik, told[pick(cells)]):
            continue
        name = cells[name_at] if 0 <= name_at < len(cells) else ""
        rounded = _is_rounded(row, nik_at, nik)
        born = days[cells[born_at]] if 0 <= born_at < len(cells) else None
        yield Line(found.sheet.name, row.number, row.key, nik[:24], rounded, name, told[pick(cells)], born)


def _tells_of(nik: str, said: Said) -> bool:
    """`6,3E+15 … MENINGGAL` looks like nobody, and is a death that must not be lost."""
    return said.outcome is not None and sum(map(str.isdigit, nik)) > 1


def _picker(found: FoundSheet) -> Callable[[Sequence[str]], Told]:
    """What a line says, cell by cell; equal lines are understood once."""
    others = tuple(
        found.columns.get(name, -1) for name in ("payer", "desil", "relation", "disability", "died_date", "since_date")
    )

    def pick(cells: Sequence[str]) -> Told:
        width = len(cells)
        words = [cells[column] for column in found.saying if column < width]
        payer, desil, relation, disability, died, since = (
            cells[column] if 0 <= column < width else "" for column in others
        )
        said = " | ".join(word for word in words if not is_blank(word))
        return said, payer, desil, relation, disability, died, since

    return pick


def _cells(told: Told) -> Cells:
    words, payer, desil, relation, disability, died, since = told
    return Cells(
        words=words,
        payer=payer,
        desil=desil,
        relation=relation,
        disability=disability,
        died_date=day_of_cell(died),
        since_date=day_of_cell(since),
    )


def _is_rounded(row: AnswerRow, column: int, nik: str) -> bool:
    return column in row.doubtful and nik.endswith("0")


def _found(sheet: AnswerSheet, lexicon: Lexicon) -> FoundSheet | None:
    """Exact headings first; a heading that only holds a known one then; a bare column of NIKs last."""
    labels = [fold(heading) for heading in sheet.headings]
    columns: dict[str, int] = {}
    saying: set[int] = set()
    for known in (_exact, _held):
        for place, label in enumerate(labels):
            if place in saying or place in columns.values():
                continue
            name = known(label, lexicon.headings)
            if name in SAYING:
                saying.add(place)
            elif name and name not in columns:
                columns[name] = place
    top = [row for row, _ in zip(sheet.rows(), range(_ROWS_LOOKED_AT), strict=False)]
    if "nik" not in columns and (bare := _column_of_niks(top)) is not None:
        columns = {name: place for name, place in columns.items() if place != bare} | {"nik": bare}
    if "nik" not in columns and not any(row.key for row in top):
        return None
    return FoundSheet(sheet=sheet, columns=columns, saying=tuple(sorted(saying)))


def _exact(label: str, headings: Mapping[str, str]) -> str:
    return headings.get(label, "")


def _held(label: str, headings: Mapping[str, str]) -> str:
    """The longest known heading of two words or more that stands in this one; or the last word, under a parent."""
    padded = f" {label} "
    held = [known for known in headings if " " in known and f" {known} " in padded]
    if held:
        return headings[max(held, key=len)]
    return headings.get(label.rpartition(" ")[2], "") if " " in label else ""


def _column_of_niks(rows: Sequence[AnswerRow]) -> int | None:
    """The first column that holds NIKs and hardly anything else."""
    for column in range(max((len(row.cells) for row in rows), default=0)):
        written = [row.cells[column] for row in rows if column < len(row.cells) and not is_blank(row.cells[column])]
        niks = sum(is_well_formed(plain_digits(cell)) for cell in written)
        if niks and niks >= _MOSTLY * len(written):
            return column
    return None


def _answer_headings(lexicon: Lexicon, of_lists: Headings) -> Headings:
    """The headings of answers, with the words of lists for rows that are not people."""
    return Headings(
        fields=lexicon.headings,
        run_together={},
        instead={},
        counts=of_lists.counts,
        birth_parents=frozenset(),
        under_birth={},
        totals=of_lists.totals,
        signatures=of_lists.signatures,
    )
