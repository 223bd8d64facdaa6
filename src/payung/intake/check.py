"""The check of one list: every sheet found, surveyed and judged; all that is wrong said at once, good rows untouched.

Two goings-through: the first judges each row and finds what only all rows together can say, the second (only if rows
are wanted) tells each row whole. Nothing is held per row but three numbers and a mark, so a million rows fit.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from payung.gateways.spreadsheets.book import Book, Sheet
from payung.intake.rules.crowd import Crowd, Stand, told_by_sharing
from payung.intake.rules.data_rows import PersonRows
from payung.intake.rules.headings import Layout
from payung.intake.rules.numbers import Findings
from payung.intake.rules.person_cells import OccupationReader
from payung.intake.rules.places import PlaceReader
from payung.intake.rules.problems import LEVEL_OF, Finding, told
from payung.intake.rules.recalled import hash_of_headings, recalled
from payung.intake.rules.rows import REQUIRED_FIELDS, Row, RowReader, SheetFacts
from payung.intake.rules.survey import ColumnFacts, See, Surveyor
from payung.intake.rules.text import cell_text
from payung.intake.rules.titles import Title, read_title
from payung.intake.rules.vocabulary import FIELD_NAMES, Vocabulary
from payung.intake.sheets import find_heading, heading_cells, top_rows
from payung.intake.vocabulary import DesaSuggestions, suggest_occupation
from payung.shared.problems import Level, Problem

_PROGRESS_EVERY = 5_000


class Watcher(Protocol):
    """Told how far a check has come."""

    def __call__(self, done: int, total: int) -> None: ...


@dataclass(slots=True, kw_only=True)
class CheckedSheet:
    """One sheet as found. `facts` is None where no heading was recognised or the sheet is withheld.

    `facts` of its columns, `person_rows` and `skipped` (numbers of the rows that are not people) are known once its
    rows have been judged.
    """

    sheet: Sheet
    layout: Layout | None
    facts: SheetFacts | None
    problems: Sequence[Problem]
    person_rows: int = 0
    skipped: Sequence[int] = ()
    headings: str = ""  # hash of the heading as written, by which a list of the same sender is known again

    def persons(self) -> Iterator[tuple[int, list[object]]]:
        """The rows that are people, after they have been judged."""
        if self.facts is None:
            return
        passed_over = set(self.skipped)
        first = self.facts.layout.first_data_row
        for number, cells in self.sheet.rows():
            if number >= first and number not in passed_over:
                yield number, cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many rows of each status. Keys as in CONTRACTS."""

    rows: int = 0
    ready: int = 0
    decision: int = 0
    error: int = 0
    with_warning: int = 0


class Check:
    """The check of an opened book. `problems` are those of the file and its sheets; rows come from `rows()`."""

    def __init__(
        self,
        *,
        book: Book,
        vocabulary: Vocabulary,
        mapping: Mapping[str, Layout] | None = None,
        remembered: Mapping[str, Layout] | None = None,
        watcher: Watcher | None = None,
    ) -> None:
        self._remembered = remembered or {}
        self._vocabulary = vocabulary
        self._watcher = watcher
        self._places = PlaceReader(gazetteer=vocabulary.gazetteer, suggest=DesaSuggestions(vocabulary.gazetteer))
        self._occupations = OccupationReader(occupations=vocabulary.occupations, suggest=suggest_occupation)
        self.sheets = [self._found(sheet, mapping or {}, date_1904=book.date_1904) for sheet in book.sheets]
        self._total = sum(sheet.sheet.row_count for sheet in self.sheets if sheet.facts)
        self._shared: Mapping[int, Findings] = {}
        self.counts = Counts()
        self.codes: Counter[str] = Counter()
        self._judge_all()

    @property
    def problems(self) -> Sequence[Problem]:
        """What concerns the file or a whole sheet."""
        own = [problem for sheet in self.sheets for problem in sheet.problems]
        if all(sheet.layout is None for sheet in self.sheets):
            empty = not any(top_rows(sheet.sheet) for sheet in self.sheets)
            return [told(Finding("FILE_EMPTY" if empty else "HEADER_NOT_FOUND"))]
        if self.counts.rows == 0 and not own:
            return [told(Finding("FILE_EMPTY"))]
        return own

    def rows(self) -> Iterator[tuple[CheckedSheet, Row, Sequence[object]]]:
        """Every person row of the file in order, judged whole, with its cells. Whoever watches sees each going-through."""
        index = 0
        for sheet in self.sheets:
            for row, cells in self._read(sheet):
                if extra := self._shared.get(index):
                    row = row._replace(findings=row.findings + extra)
                yield sheet, row, cells
                index += 1
                if index % _PROGRESS_EVERY == 0 and self._watcher:
                    self._watcher(index, self._total)

    def _found(self, sheet: Sheet, mapping: Mapping[str, Layout], *, date_1904: bool) -> CheckedSheet:
        """Find the sheet's heading; say which columns it lacks."""
        top = top_rows(sheet)
        layout = (
            mapping.get(sheet.name)
            or recalled(top, self._remembered)
            or find_heading(top=top, sheet=sheet, headings=self._vocabulary.headings)
        )
        if layout is None:
            return CheckedSheet(sheet=sheet, layout=None, facts=None, problems=())
        headings = hash_of_headings(top, layout.header_rows)
        above = [" ".join(map(cell_text, cells)) for number, cells in top if number < layout.first_heading_row]
        title = read_title(sheet=sheet.name, lines=[*reversed(above), *sheet.lines_above], vocabulary=self._vocabulary)
        if self._vocabulary.desa_of_all and not title.desa:
            title = replace(title, desa=self._vocabulary.desa_of_all)
        if missing := self._missing_columns(layout, title):
            problems = [_column_problem("COLUMN_MISSING", name, sheet.name) for name in missing]
            return CheckedSheet(sheet=sheet, layout=layout, facts=None, problems=problems, headings=headings)
        facts = SheetFacts(
            layout=layout,
            title=title,
            merges=sheet.merges,
            broken_cells=sheet.broken_cells,
            date_1904=date_1904,
        )
        return CheckedSheet(sheet=sheet, layout=layout, facts=facts, problems=(), headings=headings)

    def _missing_columns(self, layout: Layout, title: Title) -> list[str]:
        """Required fields that neither a column nor the heading (nor `--occupation`) gives."""
        given = {
            "desa": bool(title.desa) or "desa_code" in layout.columns,
            "occupation": bool(title.occupation or self._vocabulary.occupation_of_all),
        }
        return [name for name in REQUIRED_FIELDS if name not in layout.columns and not given.get(name)]

    def _column_problems(self, facts: SheetFacts, sheet: str) -> Sequence[Problem]:
        columns = facts.layout.columns
        problems = []
        if rows := facts.columns.swapped_rows:
            words = (("banyak", str(rows)),)
            problems.append(told(Finding("COLUMNS_SWAPPED", "nik", words), sheet=sheet))
        if "kk_number" not in columns:
            problems.append(told(Finding("KK_MISSING", "kk_number"), sheet=sheet))
        lacking = [name for name in self._vocabulary.limits.insurer_fields if name not in columns]
        return [*problems, *(_column_problem("INSURER_FIELD_MISSING", name, sheet) for name in lacking)]

    def _judge_all(self) -> None:
        """Read every row once for its status, then let all rows together speak."""
        crowd, marks = Crowd(), bytearray()
        for sheet in self.sheets:
            if sheet.facts:
                self._judge_sheet(sheet, sheet.facts, crowd, marks)
        if sharing := crowd.sharing():
            self._shared = told_by_sharing(self._stands(sharing))
            for place, findings in self._shared.items():
                self.codes.update(finding.code for finding in findings)
                marks[place] = _heavier(marks[place], _mark(findings))
        self.counts = _counted(marks)

    def _judge_sheet(self, sheet: CheckedSheet, facts: SheetFacts, crowd: Crowd, marks: bytearray) -> None:
        """Judge as if the columns were like most; again, where they turn out to be otherwise."""
        before = len(marks)
        codes, found = self._judge_rows(sheet, facts, crowd, marks)
        if found != facts.columns:
            crowd.forget_after(before)
            del marks[before:]
            sheet.facts = replace(facts, columns=found)
            codes, _ = self._judge_rows(sheet, sheet.facts, crowd, marks)
        self.codes.update(codes)
        if sheet.person_rows:
            sheet.problems = self._column_problems(sheet.facts or facts, sheet.sheet.name)

    def _judge_rows(
        self, sheet: CheckedSheet, facts: SheetFacts, crowd: Crowd, marks: bytearray
    ) -> tuple[Counter[str], ColumnFacts]:
        """Judge the rows as `facts` say; how often each code was found, and what the columns are really like."""
        columns, first = facts.layout.columns, facts.layout.first_data_row
        surveyor = Surveyor(columns=columns, on=self._vocabulary.on)
        reader = self._reader(facts, see=surveyor.see)
        notice = crowd.add_stranger if facts.columns.swapped_rows else crowd.add
        is_person = PersonRows(
            columns=columns,
            headings=self._vocabulary.headings,
            own_heading=heading_cells(sheet=sheet.sheet, layout=sheet.layout),
        ).is_person
        codes: Counter[str] = Counter()
        skipped: list[int] = []
        before = len(marks)
        for number, cells in sheet.sheet.rows():
            if number < first:
                continue
            if not is_person(cells):
                skipped.append(number)
                continue
            whole = reader.whole(number, cells)
            row = reader.read(number, whole)
            notice(row)
            marks.append(_mark(row.findings) if row.findings else 0)
            if row.findings:
                codes.update([finding.code for finding in row.findings])
            if len(marks) % _PROGRESS_EVERY == 0 and self._watcher:
                self._watcher(len(marks), self._total)
        sheet.skipped, sheet.person_rows = skipped, len(marks) - before
        return codes, surveyor.facts(lambda: (reader.whole(number, cells) for number, cells in sheet.persons()))

    def _read(self, sheet: CheckedSheet) -> Iterator[tuple[Row, Sequence[object]]]:
        if sheet.facts is None:
            return
        reader = self._reader(sheet.facts)
        for number, cells in sheet.persons():
            whole = reader.whole(number, cells)
            yield reader.read(number, whole), whole

    def _stands(self, sharing: frozenset[int]) -> Iterator[Stand]:
        """The rows at these places of the file, read again; the others are passed over."""
        index = 0
        for sheet in self.sheets:
            reader = self._reader(sheet.facts) if sheet.facts else None
            for number, cells in sheet.persons():
                if index in sharing and reader:
                    yield Stand(index, sheet.sheet.name, reader.read(number, reader.whole(number, cells)))
                index += 1

    def _reader(self, facts: SheetFacts, see: See | None = None) -> RowReader:
        return RowReader(
            facts=facts, vocabulary=self._vocabulary, places=self._places, occupations=self._occupations, see=see
        )


_DECISION, _ERROR, _WARNED = 1, 2, 4
_MARK_OF = {
    code: {Level.ERROR: _ERROR, Level.DECISION: _DECISION, Level.WARNING: _WARNED, Level.FIXED: 0}[level]
    for code, level in LEVEL_OF.items()
}


def _mark(findings: Findings) -> int:
    """The findings' weight in one byte."""
    mark = 0
    for finding in findings:
        mark = _heavier(mark, _MARK_OF[finding.code])
    return mark


def _counted(marks: bytearray) -> Counts:
    return Counts(
        rows=len(marks),
        ready=sum(marks.count(mark) for mark in (0, _WARNED)),
        decision=sum(marks.count(_DECISION | warned) for warned in (0, _WARNED)),
        error=sum(marks.count(_ERROR | warned) for warned in (0, _WARNED)),
        with_warning=sum(marks.count(status | _WARNED) for status in (0, _DECISION, _ERROR)),
    )


def _heavier(one: int, other: int) -> int:
    """The heavier status of two marks, warned if either is."""
    return max(one & 3, other & 3) | (one | other) & _WARNED


def _column_problem(code: str, name: str, sheet: str) -> Problem:
    words = (("kolom", FIELD_NAMES[name]), ("lembar", f"'{sheet}'" if sheet else "daftar"))
    return told(Finding(code, name, words), sheet=sheet)
