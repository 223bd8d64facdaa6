"""Until when: working days around weekends and holidays, the clock of a report, and where a deadline stands today."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.claims.rules.clock import Happened, When, told_late, when_due
from payung.claims.rules.deadlines import (
    Deadline,
    DeadlineKind,
    Progress,
    deadline_of,
    is_working_day,
    lapses_on,
    working_days_after,
)
from payung.claims.states import EventKind, Scheme, Standing, State
from payung.law.loader import load

WITA = ZoneInfo("Asia/Makassar")
TOLD = datetime(2027, 5, 20, 10, 0, tzinfo=WITA)
THURSDAY = date(2027, 5, 20)
FRIDAY_OFF = frozenset({date(2027, 5, 21)})
ACCIDENT, DEATH = EventKind.ACCIDENT, EventKind.DEATH


def due(
    scheme: Scheme, state: State, *, kind: EventKind = DEATH, event_date: date = date(2027, 5, 19), on=THURSDAY, **known
):
    standing = Standing(kind=kind, scheme=scheme, state=state)
    progress = Progress(standing=standing, event_date=event_date, on=on, told_at=TOLD, **known)
    return deadline_of(progress=progress, law=load("benefit"), holidays=FRIDAY_OFF)


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("day", "count", "holidays", "last"),
        [
            (THURSDAY, 0, frozenset(), THURSDAY),
            (THURSDAY, 1, frozenset(), date(2027, 5, 21)),
            (THURSDAY, 2, frozenset(), date(2027, 5, 24)),  # over Saturday and Sunday
            (THURSDAY, 1, FRIDAY_OFF, date(2027, 5, 24)),  # a holiday beside the weekend
            (date(2027, 5, 22), 1, frozenset(), date(2027, 5, 24)),  # from a Saturday
            (THURSDAY, 3, frozenset({date(2027, 5, 22)}), date(2027, 5, 25)),  # a holiday on a Saturday counts once
            (THURSDAY, 7, FRIDAY_OFF, date(2027, 6, 1)),
        ],
    )
    def test_leave_out_weekends_and_holidays(self, day, count, holidays, last):
        assert working_days_after(day=day, count=count, holidays=holidays) == last

    @settings(max_examples=40)
    @given(
        st.dates(date(2026, 1, 1), date(2028, 1, 1)),
        st.integers(1, 30),
        st.frozensets(st.dates(date(2026, 1, 1), date(2028, 3, 1)), max_size=20),
    )
    def test_end_on_one_and_hold_so_many(self, day, count, holidays):
        last = working_days_after(day=day, count=count, holidays=holidays)
        between = [day + timedelta(days=ahead) for ahead in range(1, (last - day).days + 1)]
        working = [one for one in between if one.weekday() < 5 and one not in holidays]
        assert (len(working), working[-1]) == (count, last)
        assert is_working_day(day=last, holidays=holidays)


class TestDeadline:
    @pytest.mark.parametrize(
        ("scheme", "state", "known", "what", "by"),
        [
            (Scheme.OPEN, State.UNDETERMINED, {}, DeadlineKind.STAGE_ONE, TOLD + timedelta(hours=48)),
            (Scheme.JKK, State.REPORTED, {}, DeadlineKind.STAGE_ONE, TOLD + timedelta(hours=48)),
            (
                *(Scheme.JKK, State.STAGE_ONE, {"stage_one_on": THURSDAY}),
                *(DeadlineKind.CONCLUSION, date(2027, 6, 19)),
            ),  # thirty calendar days
            (
                *(Scheme.JKK, State.SUSPECTED, {"stage_one_on": THURSDAY}),
                *(DeadlineKind.CONCLUSION, date(2027, 6, 19)),
            ),
            (Scheme.JKK, State.CONCLUDED, {"ended_on": THURSDAY}, DeadlineKind.STAGE_TWO, date(2027, 5, 22)),
            (Scheme.JKK, State.CONCLUDED, {}, DeadlineKind.LAPSE, date(2032, 5, 19)),
            (Scheme.JKK, State.IN_CARE, {}, DeadlineKind.INCAPACITY, date(2027, 11, 19)),
            (Scheme.JKK, State.STAGE_TWO, {"whole_on": THURSDAY}, DeadlineKind.PAYMENT, date(2027, 6, 1)),
            (Scheme.JKK, State.DECIDED, {"whole_on": THURSDAY}, DeadlineKind.PAYMENT, date(2027, 6, 1)),
            (Scheme.JKM, State.SUBMITTED, {"whole_on": THURSDAY}, DeadlineKind.PAYMENT, date(2027, 5, 26)),
            (Scheme.JKM, State.PAPERS, {"whole_on": THURSDAY}, DeadlineKind.LAPSE, date(2032, 5, 19)),
            (Scheme.JKM, State.REPORTED, {}, DeadlineKind.LAPSE, date(2032, 5, 19)),
            (Scheme.JKM, State.REFUSED, {}, DeadlineKind.LAPSE, date(2032, 5, 19)),
        ],
    )
    def test_is_that_of_the_next_step(self, scheme, state, known, what, by):
        assert due(scheme, state, **known) == Deadline(what=what, by=by)

    @pytest.mark.parametrize("state", [State.PAID, State.CLOSED, State.WITHDRAWN])
    def test_is_none_where_nothing_runs(self, state):
        assert due(Scheme.JKM, state, whole_on=THURSDAY) is None

    @pytest.mark.parametrize(
        ("on", "by"),
        [
            (date(2027, 9, 1), date(2028, 2, 29)),  # no 31st in February
            (date(2028, 2, 29), date(2028, 2, 29)),
            (date(2028, 3, 1), date(2028, 8, 31)),
            (date(2028, 8, 31), date(2028, 8, 31)),
        ],
    )
    def test_of_somebody_in_care_comes_every_six_months_and_is_never_over(self, on, by):
        found = due(Scheme.JKK, State.IN_CARE, kind=ACCIDENT, event_date=date(2027, 8, 31), on=on)
        assert found == Deadline(what=DeadlineKind.INCAPACITY, by=by)

    def test_asks_the_law_of_the_day_of_the_event(self):
        """Before PP 49/2023 nobody said until when BPJS concludes; before July 2015 nothing was said at all."""
        known = {"stage_one_on": date(2023, 11, 8)}
        before = due(Scheme.JKK, State.STAGE_ONE, event_date=date(2023, 11, 6), **known)
        since = due(Scheme.JKK, State.STAGE_ONE, event_date=date(2023, 11, 7), **known)
        assert (before.what, since.what) == (DeadlineKind.LAPSE, DeadlineKind.CONCLUSION)
        assert due(Scheme.JKK, State.REPORTED, event_date=date(2015, 6, 30)) is None

    @pytest.mark.parametrize(
        ("event_date", "last"),
        [
            (date(2019, 12, 1), date(2021, 12, 1)),  # PP 44/2015: two years
            (date(2019, 12, 2), date(2024, 12, 2)),  # PP 82/2019: five
            (date(2024, 2, 29), date(2029, 2, 28)),
        ],
    )
    def test_of_the_right_itself_is_years_away(self, event_date, last):
        assert lapses_on(event_date=event_date, law=load("benefit")) == last


class TestToldLate:
    @pytest.mark.parametrize(
        ("hour", "told", "late"),
        [
            (time(10), datetime(2027, 5, 20, 10, 0), False),  # exactly 2×24 hours
            (time(10), datetime(2027, 5, 20, 10, 1), True),
            (None, datetime(2027, 5, 21, 0, 0), False),  # no hour known: the whole day counts
            (None, datetime(2027, 5, 21, 0, 1), True),
        ],
    )
    def test_counts_from_the_hour_or_the_end_of_the_day(self, hour, told, late):
        event = Happened(day=date(2027, 5, 18), hour=hour)
        assert told_late(event=event, told_at=told.replace(tzinfo=WITA), hours=48) is late


class TestWhen:
    @pytest.mark.parametrize(
        ("by", "when"),
        [
            (date(2027, 5, 19), When.OVERDUE),
            (date(2027, 5, 20), When.TODAY),  # its day is included
            (datetime(2027, 5, 20, 9, 59, tzinfo=WITA), When.OVERDUE),
            (datetime(2027, 5, 20, 10, 0, tzinfo=WITA), When.TODAY),
            (date(2027, 5, 21), When.THIS_WEEK),
            (date(2027, 5, 23), When.THIS_WEEK),  # Sunday
            (date(2027, 5, 24), When.LATER),
            (None, When.LATER),
        ],
    )
    def test_is_said_by_day_and_hour(self, by, when):
        assert when_due(by=by, now=TOLD) is when
