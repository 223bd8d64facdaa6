"""What becomes of the rows of an answer, each against its line as it stands. Pure.

Nobody is judged by half of what an answer says: rows of one line that differ all wait for a person. The later word
counts, by the day of the answer: an older answer that comes late undoes nothing. What was accepted runs, and is not
taken back by a file: that too is for a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from payung.enrolment.rules.answer_words import Doubt
from payung.enrolment.states import Kind, LineState, Outcome, Reason, State, Verdict

REGISTERING = frozenset({Kind.NEW, Kind.CONTINUE, Kind.MOVE})
_OPEN = frozenset({State.EXPORTED, State.SENT, State.ANSWERED})


class RowSaid(NamedTuple):
    """A row that was matched with a line. `doubt`: found when it was read."""

    id: int
    line_id: int
    verdict: Verdict
    kpj: str
    reason: Reason | None
    registered_date: date | None
    doubt: Doubt | None


class LineStands(NamedTuple):
    """A line as it stands now. Months are numbered (`shared.dates.Month.number`)."""

    id: int
    kind: Kind
    batch_state: State
    state: LineState
    kpj: str
    reason: Reason | None
    said_date: date | None
    person_id: int  # the kept one
    runs_with_kpj: str  # its membership's; nothing where there is none
    is_gone: bool  # struck from the decree, or its place is free again
    first_month: int
    last_month: int


class Decided(NamedTuple):
    outcome: Outcome
    doubt: Doubt | None = None


@dataclass(slots=True, kw_only=True)
class Decisions:
    """Of each row what becomes of it. `applied`: the row whose word a line takes, by line."""

    of_row: dict[int, Decided] = field(default_factory=dict)
    applied: dict[int, RowSaid] = field(default_factory=dict)

    def queue(self, row: RowSaid, doubt: Doubt) -> None:
        """The row waits for a person, and its line with it."""
        self.of_row[row.id] = Decided(Outcome.QUEUED, row.doubt or doubt)
        self.applied.pop(row.line_id, None)


def decide(rows: Iterable[RowSaid], *, lines: Mapping[int, LineStands], answered_date: date) -> Decisions:
    """The decisions on all rows of one answer."""
    decisions, of_line = Decisions(), defaultdict[int, list[RowSaid]](list)
    for row in rows:
        of_line[row.line_id].append(row)
    for line_id, about in of_line.items():
        _decide_line(decisions, lines[line_id], about, answered_date)
    _refuse_one_kpj_of_two(decisions, lines)
    return decisions


def _decide_line(decisions: Decisions, line: LineStands, about: list[RowSaid], answered_date: date) -> None:
    first = about[0]
    if any(row.doubt is not None or not _same(row, first) for row in about):
        for row in about:
            decisions.queue(row, Doubt.ROWS_CONTRADICT)
        return
    decided = decided_of(first, line=line, answered_date=answered_date)
    fullest = max(about, key=lambda row: (row.kpj != "", row.registered_date is not None))
    if decided.outcome is Outcome.APPLIED:
        decided = Decided(Outcome.SAME)
        decisions.applied[line.id] = fullest
    for row in about:
        decisions.of_row[row.id] = decided
    if line.id in decisions.applied:
        decisions.of_row[fullest.id] = Decided(Outcome.APPLIED)


def _same(row: RowSaid, other: RowSaid) -> bool:
    """Whether two rows say the same, where one may say less."""
    kpj_agrees = not row.kpj or not other.kpj or row.kpj == other.kpj
    return row.verdict is other.verdict and kpj_agrees


def decided_of(row: RowSaid, *, line: LineStands, answered_date: date) -> Decided:
    """What becomes of a clear row. Whether the KPJ or the membership is another's is for `membership` to say."""
    if line.batch_state not in _OPEN:
        return Decided(Outcome.QUEUED, Doubt.BATCH_NOT_OPEN)
    is_older = line.said_date is not None and answered_date < line.said_date
    if is_older and line.state is not LineState.WAITING:
        return Decided(Outcome.OLDER)
    is_later = line.said_date is None or answered_date > line.said_date
    if row.verdict is Verdict.REJECTED:
        return _rejected(row, line, is_later=is_later)
    return _accepted(row, line, answered_date, is_later=is_later)


def _rejected(row: RowSaid, line: LineStands, *, is_later: bool) -> Decided:
    if line.state is LineState.WAITING:
        return Decided(Outcome.APPLIED)
    if line.state is LineState.REJECTED:
        return Decided(Outcome.APPLIED if is_later and row.reason is not line.reason else Outcome.SAME)
    if line.state is LineState.DOUBTFUL and is_later:
        return Decided(Outcome.APPLIED)
    return Decided(Outcome.QUEUED, Doubt.SAID_OTHERWISE)


def _accepted(row: RowSaid, line: LineStands, answered_date: date, *, is_later: bool) -> Decided:
    if line.state is LineState.ACCEPTED:
        differs = row.kpj and line.kpj and row.kpj != line.kpj
        return Decided(Outcome.QUEUED, Doubt.KPJ_SECOND) if differs else Decided(Outcome.SAME)
    if doubt := doubt_of_accepting(row, line=line, answered_date=answered_date):
        return Decided(Outcome.QUEUED, doubt)
    if line.state is LineState.WAITING or is_later:
        return Decided(Outcome.APPLIED)
    return Decided(Outcome.QUEUED, Doubt.SAID_OTHERWISE)


def doubt_of_accepting(row: RowSaid, *, line: LineStands, answered_date: date) -> Doubt | None:
    """Why a person must look before a line is accepted as the row says; None: there is nothing."""
    if row.kpj and line.kpj and row.kpj != line.kpj:
        return Doubt.KPJ_OTHER
    if line.kind not in REGISTERING:
        return None
    kpj = row.kpj or line.kpj
    if not kpj:
        return Doubt.KPJ_MISSING
    if line.runs_with_kpj and line.runs_with_kpj != kpj:
        return Doubt.KPJ_SECOND
    if line.is_gone:
        return Doubt.LINE_GONE
    registered = row.registered_date or answered_date
    if max(line.first_month, registered.year * 12 + registered.month - 1) > line.last_month:
        return Doubt.MONTHS_OVER
    return None


def _refuse_one_kpj_of_two(decisions: Decisions, lines: Mapping[int, LineStands]) -> None:
    """A KPJ that one answer gives to two persons is nobody's until a person has looked."""
    holders = defaultdict[str, list[RowSaid]](list)
    for row in decisions.applied.values():
        if row.kpj and row.verdict is Verdict.ACCEPTED:
            holders[row.kpj].append(row)
    for shared in holders.values():
        if len({lines[row.line_id].person_id for row in shared}) > 1:
            for row in shared:
                decisions.queue(row, Doubt.KPJ_TWICE)
