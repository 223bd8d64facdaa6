"""Until when the next step of a claim should be done: its numbers are law, asked for the day of the event."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from payung.claims.states import EventKind, Scheme, Standing, State
from payung.law.dated import Law, LawMissing
from payung.law.rules.benefit.deadlines import Deadlines, deadlines_on
from payung.shared.dates import Month

_HOURS_A_DAY = 24
_SATURDAY = 5
_WITH_BPJS_JKK = (State.STAGE_TWO, State.ASSESSED, State.DECIDED)
_WITH_BPJS_JKM = (State.SUBMITTED, State.DECIDED)
_UNPAID = frozenset(State) - {State.PAID, State.CLOSED, State.WITHDRAWN}


class DeadlineKind(StrEnum):
    """What is due, and by whom."""

    STAGE_ONE = "stage_one"  # we: the report of stage I; for a death also the five answers before it
    CONCLUSION = "conclusion"  # BPJS: work accident or not
    INCAPACITY = "incapacity"  # we: the allowance of who is in care may be asked for again; never late
    STAGE_TWO = "stage_two"  # we: the report of stage II
    PAYMENT = "payment"  # BPJS: the money
    LAPSE = "lapse"  # all: the right itself


BY_BPJS = frozenset({DeadlineKind.CONCLUSION, DeadlineKind.PAYMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """`by` is an instant where the law counts hours, else the last day, that day included."""

    what: DeadlineKind
    by: date | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What of a claim its deadline depends on.

    `on`: the day that is asked about. `told_at`: the first telling. `stage_one_on`, `whole_on`: when stage I, and when stage II or the request of JKM, went
    to BPJS. `ended_on`: healed, disabled, dead or concluded, from which stage II is counted; None while treatment goes on.
    """

    standing: Standing
    event_date: date
    on: date
    told_at: datetime
    stage_one_on: date | None = None
    whole_on: date | None = None
    ended_on: date | None = None


def working_days_after(*, day: date, count: int, holidays: frozenset[date]) -> date:
    """The last day of a period of so many working days after `day`.

    Source: PP 44/2015 pasal 37(2), 40(3) count "hari kerja"; which days those are is practice (verify): not Saturday,
    Sunday, nor a holiday of the programme's calendar. Unit: days, `day` itself not counted. Edge: 0 is `day`.
    """
    left = count
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day=day, holidays=holidays)
    return day


def is_working_day(*, day: date, holidays: frozenset[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays


def years_after(*, day: date, years: int) -> date:
    """The same day so many years later; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def lapses_on(*, event_date: date, law: Law) -> date:
    """The last day on which the claim may be made.

    Source: PP 82/2019 pasal 26, before it PP 44/2015 pasal 26 (law/benefit.yaml: claim_lapse_years).
    Unit: a day. Edge: the law of the day of the event. Raises LawMissing before July 2015.
    """
    return years_after(day=event_date, years=deadlines_on(event_date=event_date, law=law).claim_lapse_years)


def deadline_of(*, progress: Progress, law: Law, holidays: frozenset[date]) -> Deadline | None:
    """What is due next of a claim, and until when; None where nothing is, or the law of that day does not say.

    Source: law.md §4.1 and §4.2. Edge: reports are counted from the first telling, not from the event, and a late one is
    done all the same; a claim whose next step has no period of its own is bounded by the lapse of the right.
    """
    try:
        periods = deadlines_on(event_date=progress.event_date, law=law)
    except LawMissing:
        return None
    scheme, state = progress.standing.scheme, progress.standing.state
    if scheme is Scheme.OPEN or (scheme is Scheme.JKK and state is State.REPORTED):
        due = _stage_one(progress, periods)
    elif state in (State.STAGE_ONE, State.SUSPECTED):
        due = _conclusion(progress, periods)
    elif state in (State.CONCLUDED, State.IN_CARE):
        due = _stage_two(progress, periods) or _incapacity(progress, periods)
    else:
        due = _payment(progress, periods, holidays)
    if due is None and state in _UNPAID:
        due = Deadline(what=DeadlineKind.LAPSE, by=lapses_on(event_date=progress.event_date, law=law))
    return due


def _stage_one(progress: Progress, periods: Deadlines) -> Deadline | None:
    if progress.standing.state not in (State.UNDETERMINED, State.REPORTED):
        return None
    return Deadline(what=DeadlineKind.STAGE_ONE, by=report_by(told_at=progress.told_at, hours=periods.report_hours))


def report_by(*, told_at: datetime, hours: int) -> datetime:
    """Until when stage I should be with BPJS: so many hours (2×24) after the event was first told."""
    return told_at + timedelta(hours=hours)


def _conclusion(progress: Progress, periods: Deadlines) -> Deadline | None:
    """PP 49/2023 pasal 25A: within 30 calendar days of the report of stage I; before it nothing was said."""
    if progress.stage_one_on is None or periods.suspected_conclusion_days is None:
        return None
    by = progress.stage_one_on + timedelta(days=periods.suspected_conclusion_days)
    return Deadline(what=DeadlineKind.CONCLUSION, by=by)


def _stage_two(progress: Progress, periods: Deadlines) -> Deadline | None:
    """Again 2×24 hours, from healed, disabled or dead: of that the day is known, not the hour."""
    if progress.ended_on is None:
        return None
    days = -(-periods.report_hours // _HOURS_A_DAY)
    return Deadline(what=DeadlineKind.STAGE_TWO, by=progress.ended_on + timedelta(days=days))


def _incapacity(progress: Progress, periods: Deadlines) -> Deadline | None:
    """The next day, from today on, on which somebody in care may ask for the allowance again.

    Source: law.md §4.1, every six months while treatment runs. Edge: counted from the event; a day that is not in the
    month is its last.
    """
    if progress.standing.state is not State.IN_CARE:
        return None
    months, begun = periods.incapacity_claim_months, Month.of(progress.event_date)
    ahead = max(Month.of(progress.on).number - begun.number, months)
    first = ahead - ahead % months
    days = (_same_day(progress.event_date, begun.plus(first + more)) for more in (0, months))
    return Deadline(what=DeadlineKind.INCAPACITY, by=next(day for day in days if day >= progress.on))


def _same_day(day: date, month: Month) -> date:
    last = month.plus(1).first_day - timedelta(days=1)
    return min(month.first_day + timedelta(days=day.day - 1), last)


def _payment(progress: Progress, periods: Deadlines, holidays: frozenset[date]) -> Deadline | None:
    """Working days after the papers were whole: 7 for JKK, 3 for JKM (PP 44/2015 pasal 37(2), 40(3))."""
    jkk = progress.standing.scheme is Scheme.JKK
    if progress.whole_on is None or progress.standing.state not in (_WITH_BPJS_JKK if jkk else _WITH_BPJS_JKM):
        return None
    count = periods.payment_working_days_jkk if jkk else periods.payment_working_days_jkm
    by = working_days_after(day=progress.whole_on, count=count, holidays=holidays)
    return Deadline(what=DeadlineKind.PAYMENT, by=by)


def ends_with_death(kind: EventKind) -> bool:
    """Whether stage II is due from the conclusion itself: nothing more will become of the person."""
    return kind is not EventKind.ACCIDENT
