"""What is to be done, and until when: of every open claim and of every report that waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.models import ClaimStep
from payung.claims.queries.claims import ClaimFacts, chunks, in_scope, told_all
from payung.claims.queries.index import UNASSIGNED
from payung.claims.queries.reports import ReportFacts, waiting
from payung.claims.queries.reports import told_all as told_reports
from payung.claims.rules.clock import When, when_due
from payung.claims.rules.deadlines import Deadline, DeadlineKind, Progress, deadline_of, ends_with_death, report_by
from payung.claims.states import OVER, Event, State
from payung.law.dated import LawMissing
from payung.law.loader import load
from payung.law.rules.benefit.deadlines import deadlines_on
from payung.programmes import queries as programmes

_WHOLE = (Event.SEND_STAGE_TWO, Event.SUBMIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One claim or one report that waits; `by` is its deadline in the zone of the office, None for none."""

    claim: ClaimFacts | None
    report: ReportFacts | None
    what: DeadlineKind | None
    by: date | datetime | None
    when: When


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    overdue: tuple[Task, ...]
    this_day: tuple[Task, ...]
    this_week: tuple[Task, ...]
    later: tuple[Task, ...]

    @property
    def count(self) -> int:
        return sum(map(len, (self.overdue, self.this_day, self.this_week, self.later)))


def worklist(*, actor: Actor, now: datetime, officer: str = "") -> Worklist:
    """Open claims and waiting reports of the actor's part of the map, the earliest deadline first.

    `officer`: those in the hands of one only, or of nobody yet (`UNASSIGNED`; reports are nobody's).
    """
    local = timezone.localtime(now)
    tasks = [*_of_claims(actor, officer, local), *(_of_reports(actor, local) if officer in ("", UNASSIGNED) else ())]
    tasks.sort(key=_order)
    groups = {when: tuple(task for task in tasks if task.when is when) for when in When}
    return Worklist(
        overdue=groups[When.OVERDUE],
        this_day=groups[When.TODAY],
        this_week=groups[When.THIS_WEEK],
        later=groups[When.LATER],
    )


def tasks_of(*, claims: Sequence[ClaimFacts], now: datetime) -> list[Task]:
    """What is due of each of these claims, in their order. All of one kabupaten."""
    local = timezone.localtime(now)
    due = deadlines(claims=claims, on=local.date())
    return [_task(one, due.get(one.id), local) for one in claims]


def deadlines(*, claims: Iterable[ClaimFacts], on: date) -> dict[int, Deadline]:
    """The deadline of each claim that has one, with a question to the database a chunk. All of one kabupaten."""
    listed = list(claims)
    if not listed:
        return {}
    law, holidays = load("benefit"), _holidays(listed[0].kabupaten)
    steps = _steps([one.id for one in listed])
    found = {
        one.id: deadline_of(progress=_progress(one, steps.get(one.id, []), on), law=law, holidays=holidays)
        for one in listed
    }
    return {id_: due for id_, due in found.items() if due is not None}


def _of_claims(actor: Actor, officer: str, local: datetime) -> list[Task]:
    found = in_scope(actor).exclude(state__in=[*OVER])
    if officer:
        found = found.filter(officer="" if officer == UNASSIGNED else officer)
    return tasks_of(claims=list(told_all(found)), now=local)


def _task(claim: ClaimFacts, due: Deadline | None, local: datetime) -> Task:
    by = _local(due.by) if due else None
    when = when_due(by=by, now=local)
    return Task(claim=claim, report=None, what=due.what if due else None, by=by, when=when)


def _of_reports(actor: Actor, local: datetime) -> list[Task]:
    """A report runs on the same clock as the claim that it becomes."""
    tasks = []
    for one in told_reports(waiting(actor=actor)):
        by = _report_by(one)
        tasks.append(Task(claim=None, report=one, what=DeadlineKind.STAGE_ONE, by=by, when=when_due(by=by, now=local)))
    return tasks


def _report_by(one: ReportFacts) -> datetime | None:
    day = one.event_date or timezone.localdate(one.told_at)
    try:
        hours = deadlines_on(event_date=day, law=load("benefit")).report_hours
    except LawMissing:
        return None
    return timezone.localtime(report_by(told_at=one.told_at, hours=hours))


def _order(task: Task) -> tuple[bool, datetime | date, int]:
    """Earliest first, those without a day last."""
    by = task.by.date() if isinstance(task.by, datetime) else task.by
    named = task.claim or task.report
    return (by is None, by or date.max, named.id if named else 0)


def _local(by: date | datetime) -> date | datetime:
    return timezone.localtime(by) if isinstance(by, datetime) else by


def _holidays(kabupaten: str) -> frozenset[date]:
    return frozenset(one.day for one in programmes.holidays(kabupaten=kabupaten))


_Steps = list[tuple[str, str, date]]  # event, where it led, when it happened


def _steps(claim_ids: list[int]) -> dict[int, _Steps]:
    found: dict[int, _Steps] = {}
    for chunk in chunks(claim_ids):
        rows = ClaimStep.objects.filter(claim__in=chunk).order_by("id")
        for claim_id, event, state, day in rows.values_list("claim_id", "event", "to_state", "happened_on"):
            found.setdefault(claim_id, []).append((event, state, day))
    return found


def _progress(one: ClaimFacts, steps: _Steps, on: date) -> Progress:
    """The last of each kind counts: what was returned and sent again runs anew."""
    return Progress(
        standing=one.standing,
        event_date=one.event_date,
        on=on,
        told_at=one.told_at,
        stage_one_on=_last(steps, Event.SEND_STAGE_ONE),
        whole_on=_last(steps, *_WHOLE),
        ended_on=_ended_on(one, _last(steps, state=State.CONCLUDED)),
    )


def _ended_on(one: ClaimFacts, concluded: date | None) -> date | None:
    """The day from which stage II is counted: nothing goes to BPJS in its form before the conclusion."""
    if concluded is None or ends_with_death(one.kind):
        return concluded
    return max(one.death_date, concluded) if one.death_date else None


def _last(steps: _Steps, *events: Event, state: State | None = None) -> date | None:
    for event, led_to, day in reversed(steps):
        if event in events or (state is not None and led_to == state):
            return day
    return None
