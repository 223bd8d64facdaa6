"""The rows of an answer and the lines they are about, as they stand now: what decisions are made from."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from payung.decrees.states import LineState as NamedState
from payung.enrolment.models import AnswerRow, BatchLine
from payung.enrolment.rules.answer_deciding import LineStands, RowSaid
from payung.enrolment.rules.answer_words import Doubt
from payung.enrolment.states import Kind, LineState, Outcome, Reason, State, Verdict

AT_ONCE = 2000
_VERDICTS = {str(one): one for one in Verdict}
_REASONS = {str(one): one for one in Reason}
_STATES = {str(one): one for one in LineState}
_ROW = ("id", "line_id", "verdict", "kpj", "reason", "registered_date", "because")
_LINE = (
    *("id", "batch__kind", "batch__state", "state", "kpj", "reason", "said_date", "membership_id"),
    *("line_id", "line__state", "line__place__id", "line__place__freed_month", "first_month"),
    *("line__first_month", "line__last_month", "batch__fund_id"),
)


class Stood(NamedTuple):
    """A line for its decision, with what registering it needs."""

    stands: LineStands
    decree_line_id: int
    membership_id: int | None
    fund_id: int


def rows_staged(answer_id: int) -> list[RowSaid]:
    """The rows of an answer that were matched with a line, in the order of the file."""
    found = AnswerRow.objects.filter(answer=answer_id, line__isnull=False).order_by("id")
    return [_row(*one) for one in found.values_list(*_ROW).iterator(chunk_size=10_000)]


def row_of(row: AnswerRow) -> RowSaid:
    """One row, its doubt set aside: a person decides of it."""
    assert row.line_id is not None  # noqa: S101 -- callers have looked
    return _row(row.pk, row.line_id, row.verdict, row.kpj, row.reason, row.registered_date, "")


def _row(id_: int, line_id: int, verdict: str, kpj: str, reason: str, registered: date | None, because: str) -> RowSaid:
    return RowSaid(
        id_,
        line_id,
        _VERDICTS[verdict],
        kpj,
        _REASONS[reason] if reason else None,
        registered,
        Doubt(because) if because else None,
    )


def lines_of_answer(answer_id: int) -> dict[int, Stood]:
    """The lines that an answer is about."""
    return _stood(BatchLine.objects.filter(id__in=AnswerRow.objects.filter(answer=answer_id).values("line_id")))


def lines_by_id(ids: Collection[int]) -> dict[int, Stood]:
    return _stood(BatchLine.objects.filter(id__in=ids))


def _stood(lines: QuerySet[BatchLine]) -> dict[int, Stood]:
    kept = Coalesce("person__same_as_id", "person_id")
    found = lines.annotate(kept_id=kept, member_id=_of_member("id"), member_kpj=_of_member("kpj"))
    return {row[1]: _line(row) for row in found.values_list("kept_id", *_LINE, "member_id", "member_kpj")}


def _of_member(column: str) -> RawSQL:
    """Of the membership of the same annex line; one at most."""
    sql = f"SELECT m.{column} FROM membership_membership AS m WHERE m.line_id = enrolment_batchline.line_id"  # noqa: S608
    return RawSQL(f"({sql})", [])  # noqa: S611 - our own words


def _line(row: tuple[Any, ...]) -> Stood:
    kept_id, id_, kind, batch_state, state, kpj, reason, said, membership_id, line_id, *of_decree = row
    named, place_id, freed, asked_from, first, last, fund_id, member_id, kpj_of_member = of_decree
    stands = LineStands(
        id=id_,
        kind=Kind(kind),
        batch_state=State(batch_state),
        state=_STATES[state],
        kpj=kpj,
        reason=_REASONS[reason] if reason else None,
        said_date=said,
        person_id=kept_id,
        runs_with_kpj=kpj_of_member or "",
        is_gone=named == NamedState.STRUCK or (place_id is not None and freed is not None),
        first_month=_number(asked_from or first),
        last_month=_number(last),
    )
    return Stood(stands, line_id, membership_id or member_id, fund_id)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def chunks(things: Collection[Any]) -> Iterator[list[Any]]:
    listed = list(things)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]


STAGED = {Outcome.APPLIED, Outcome.QUEUED, Outcome.UNKNOWN}
