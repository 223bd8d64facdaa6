"""All of an answer counts at once: its rows are decided, its lines moved, its members registered, and one event says so.

One act, however long it took to read: until this transaction commits, nothing that the answer says is seen anywhere.
A worker killed before it leaves staged rows that count for nothing; killed after it, the answer is done.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast
from uuid import uuid5

from django.db import connection, transaction

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.audit.rules import hash_of_lines
from payung.enrolment.answering.standing import Stood, chunks, lines_of_answer, rows_staged
from payung.enrolment.models import Answer, AnswerRow, Batch, BatchLine
from payung.enrolment.rules.answer_deciding import REGISTERING, Decided, Decisions, RowSaid, decide
from payung.enrolment.rules.answer_words import Doubt
from payung.enrolment.states import Event, Kind, LineState, Outcome, State, Verdict, after
from payung.gateways.bulk_rows import moment
from payung.membership import actions as memberships
from payung.membership.actions import Accepted
from payung.membership.rules.refusals import FundShort
from payung.shared.dates import Month

_LINE_TABLE, _ROW_TABLE = "enrolment_batchline", "enrolment_answerrow"


def count(answer_id: int, *, actor: Actor, now: datetime) -> None:
    """The answer counts; nothing happens to one that counted before."""
    with transaction.atomic():
        answer = Answer.objects.select_for_update().filter(id=answer_id, done_at=None).first()
        if answer is None:
            return
        batch_ids = lock_batches(answer_id)
        staged = dict(AnswerRow.objects.filter(answer=answer).values_list("id", "outcome"))
        rows, lines = rows_staged(answer_id), lines_of_answer(answer_id)
        stands = {id_: line.stands for id_, line in lines.items()}
        decisions = decide(rows, lines=stands, answered_date=answer.answered_date)
        take_effect(answer, decisions, lines, actor=actor, now=now)
        _write_outcomes(decisions, staged)
        _move_lines(answer, lines, decisions, now=now)
        _close(answer, decisions, staged, now=now)
        close_batches(batch_ids, now=now)
        _record(answer, lines, decisions, kabupaten=actor.kabupaten, now=now)


def lock_batches(answer_id: int) -> list[int]:
    """The batches that the answer is about are ours: whoever moves their lines takes them first, in the order of their id."""
    of_answer = AnswerRow.objects.filter(answer=answer_id, line__isnull=False).values("line__batch_id")
    found = Batch.objects.select_for_update().filter(id__in=of_answer).order_by("id")
    return list(found.values_list("id", flat=True))


def take_effect(
    answer: Answer, decisions: Decisions, lines: Mapping[int, Stood], *, actor: Actor, now: datetime
) -> None:
    """What the accepted rows do to memberships: registered, or moved to another fund.

    A row that membership cannot take is queued instead.
    """
    accepted = [row for row in decisions.applied.values() if row.verdict is Verdict.ACCEPTED]
    entering = [row for row in accepted if _enters(lines[row.line_id])]
    found = memberships.register(
        programme_id=answer.programme_id,
        accepted=[accepted_of(row, lines[row.line_id], answer) for row in entering],
        actor=actor,
        now=now,
    )
    of_decree_line = {lines[row.line_id].decree_line_id: row for row in entering}
    for taken in found.refused:
        decisions.queue(of_decree_line[taken.line_id], Doubt.KPJ_OF_ANOTHER)
    for member in found.members:
        decisions.queue(of_decree_line[member.line_id], Doubt.MEMBER_ALREADY)
    _move_funds(answer, decisions, accepted, lines, actor=actor, now=now)


def _enters(line: Stood) -> bool:
    return line.stands.kind in REGISTERING and line.membership_id is None


def accepted_of(row: RowSaid, line: Stood, answer: Answer) -> Accepted:
    """As `membership` is told: of months that are gone when BPJS registers, none."""
    registered = row.registered_date or answer.answered_date
    return Accepted(
        person_id=line.stands.person_id,
        line_id=line.decree_line_id,
        fund_id=line.fund_id,
        kpj=row.kpj or line.stands.kpj,
        registered_date=registered,
        first_month=max(Month.numbered(line.stands.first_month), Month.of(registered)),
        last_month=Month.numbered(line.stands.last_month),
    )


def _move_funds(
    answer: Answer,
    decisions: Decisions,
    accepted: list[RowSaid],
    lines: Mapping[int, Stood],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Members who were accepted in another wadah are paid from its fund, from the month their line asked for.

    Where that fund has not the money, the rows wait for a person.
    """
    moved = defaultdict[tuple[int, int], list[RowSaid]](list)
    for row in accepted:
        line = lines[row.line_id]
        if line.stands.kind is Kind.MOVE and line.membership_id is not None:
            moved[line.fund_id, line.stands.first_month].append(row)
    for (fund_id, month), rows in sorted(moved.items()):
        try:
            with transaction.atomic():
                move_fund_of(
                    [lines[row.line_id] for row in rows],
                    answer=answer,
                    key=f"move {fund_id} {month}",
                    actor=actor,
                    now=now,
                )
        except FundShort:
            for row in rows:
                decisions.queue(row, Doubt.FUND_SHORT)


def move_fund_of(lines: list[Stood], *, answer: Answer, key: str, actor: Actor, now: datetime) -> None:
    """The members of these lines, of one fund and first month, are paid from it. Raises membership's Refused."""
    memberships.move_fund(
        membership_ids=[line.membership_id for line in lines if line.membership_id is not None],
        fund_id=lines[0].fund_id,
        from_month=Month.numbered(lines[0].stands.first_month),
        source=f"answer:{answer.pk}",
        request_key=uuid5(answer.job_id, key),
        actor=actor,
        now=now,
    )


def _write_outcomes(decisions: Decisions, staged: Mapping[int, str]) -> None:
    """Rows that became something else than they were staged as."""
    changed = defaultdict[Decided, list[int]](list)
    for id_, decided in decisions.of_row.items():
        if decided.outcome != staged[id_] or decided.doubt is not None:
            changed[decided].append(id_)
    for decided, ids in changed.items():
        for chunk in chunks(ids):
            AnswerRow.objects.filter(id__in=chunk).update(outcome=decided.outcome, because=decided.doubt or "")


def _move_lines(answer: Answer, lines: Mapping[int, Stood], decisions: Decisions, *, now: datetime) -> None:
    """Each line says what its applied row said, in one set statement; those with a queued row are in doubt."""
    date_ = (
        "COALESCE(r.registered_date, %s)" if connection.vendor == "sqlite" else "COALESCE(r.registered_date, %s::date)"
    )
    sql = f"""
        UPDATE {_LINE_TABLE}
           SET state = r.verdict, reason = r.reason, reason_text = r.reason_text, said_date = %s, answered_at = %s,
               kpj = CASE WHEN r.verdict = 'accepted' AND r.kpj <> '' THEN r.kpj ELSE {_LINE_TABLE}.kpj END,
               registered_date = CASE WHEN r.verdict = 'accepted' THEN {date_} END,
               membership_id = COALESCE({_LINE_TABLE}.membership_id,
                                        (SELECT m.id FROM membership_membership AS m
                                          WHERE m.line_id = {_LINE_TABLE}.line_id AND r.verdict = 'accepted'))
          FROM {_ROW_TABLE} AS r
         WHERE r.answer_id = %s AND r.outcome = 'applied' AND r.line_id = {_LINE_TABLE}.id"""  # noqa: S608 - our tables
    day = answer.answered_date
    with connection.cursor() as cursor:
        cursor.execute(sql, [day, cast("str", moment(now)), day, answer.pk])  # of PostgreSQL a datetime
    doubted = AnswerRow.objects.filter(answer=answer, outcome=Outcome.QUEUED).values("line_id")
    waiting = BatchLine.objects.filter(id__in=doubted, state=LineState.WAITING)
    waiting.update(state=LineState.DOUBTFUL, said_date=day, answered_at=now)
    _leave_behind(answer, lines, decisions)


def _leave_behind(answer: Answer, lines: Mapping[int, Stood], decisions: Decisions) -> None:
    """A later clear answer has settled what of these lines still waited for a person."""
    settled = [id_ for id_ in decisions.applied if lines[id_].stands.state is LineState.DOUBTFUL]
    for chunk in chunks(settled):
        before = AnswerRow.objects.filter(line__in=chunk, outcome=Outcome.QUEUED, answer__done_at__isnull=False)
        before.exclude(answer=answer).update(outcome=Outcome.OLDER)


def _close(answer: Answer, decisions: Decisions, staged: dict[int, str], *, now: datetime) -> None:
    outcomes = Counter({**staged, **{id_: decided.outcome for id_, decided in decisions.of_row.items()}}.values())
    answer.row_count = len(staged)
    answer.applied_count = outcomes[Outcome.APPLIED]
    answer.accepted_count = sum(row.verdict is Verdict.ACCEPTED for row in decisions.applied.values())
    answer.same_count = outcomes[Outcome.SAME]
    answer.queued_count = outcomes[Outcome.QUEUED]
    answer.unknown_count = outcomes[Outcome.UNKNOWN]
    answer.older_count = outcomes[Outcome.OLDER]
    answer.done_at = now
    answer.save()


def close_batches(batch_ids: Collection[int], *, now: datetime) -> None:
    """Of these batches those of which no line waits or is in doubt have been answered."""
    left = BatchLine.objects.filter(state__in=[LineState.WAITING, LineState.DOUBTFUL]).values("batch_id")
    sent = Batch.objects.filter(id__in=batch_ids, state__in=[State.EXPORTED, State.SENT])
    for batch in sent.exclude(id__in=left):
        batch.state = after(State(batch.state), Event.ANSWER, [Role.OPERATOR])
        batch.answered_at = now
        batch.save(update_fields=["state", "answered_at"])


def _record(answer: Answer, lines: Mapping[int, Stood], decisions: Decisions, *, kabupaten: str, now: datetime) -> None:
    """One event for all lines: how many, and a hash of what each of them became."""
    applied = sorted(decisions.applied.items())
    verdicts = Counter(str(row.verdict) for _, row in applied)
    audit.record(
        kabupaten=kabupaten,
        act="enrolment.record_answer",
        actor=answer.made_by,
        subject=f"insurer_answer:{answer.pk}",
        facts={
            "sha256": answer.sha256,
            "answered_date": answer.answered_date.isoformat(),
            "rows": answer.row_count,
            "accepted": verdicts[Verdict.ACCEPTED],
            "rejected": verdicts[Verdict.REJECTED],
            "same": answer.same_count,
            "queued": answer.queued_count,
            "unknown": answer.unknown_count,
            "older": answer.older_count,
            "lines_sha256": hash_of_lines(
                f"{id_} {row.verdict} {row.kpj or lines[id_].stands.kpj} {row.reason or ''}" for id_, row in applied
            ),
        },
        now=now,
    )
