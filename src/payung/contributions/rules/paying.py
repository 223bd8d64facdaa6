"""Which days a paper of a payment may bear: the order of the papers, and the fiscal year. Pure."""

from datetime import date

from payung.contributions.rules.paying_refusals import (
    after_last_order,
    another_year,
    before_budget,
    day_ahead,
    day_before,
)
from payung.programmes.rules.setup import CalendarFacts


def check_spp_day(*, day: date, today: date, calendar: CalendarFacts) -> None:
    """Raises DayDoesNotFit for a day to come, and for one on which the budget cannot be executed yet."""
    if day > today:
        raise day_ahead(day=day, what="SPP")
    _see_budget(day=day, what="SPP", calendar=calendar)


def check_spm_day(*, day: date, spp_date: date, today: date, calendar: CalendarFacts) -> None:
    """Raises DayDoesNotFit also after the last day on which BPKAD takes an SPM."""
    if day > today:
        raise day_ahead(day=day, what="SPM")
    if day < spp_date:
        raise day_before(day=day, what="SPM", earliest=spp_date, after="SPP")
    _see_budget(day=day, what="SPM", calendar=calendar)
    if calendar.last_payment_order_date and day > calendar.last_payment_order_date:
        raise after_last_order(day=day, last_date=calendar.last_payment_order_date)


def check_sp2d_day(*, day: date, spm_date: date, today: date) -> None:
    """Raises DayDoesNotFit also where the year of the budget has ended since the SPM."""
    if day > today:
        raise day_ahead(day=day, what="SP2D")
    if day < spm_date:
        raise day_before(day=day, what="SP2D", earliest=spm_date, after="SPM")
    if day.year != spm_date.year:
        raise another_year(day=day, order_date=spm_date)


def check_receipt_day(*, day: date, code_date: date | None, paid_date: date | None, today: date) -> None:
    """Raises DayDoesNotFit for a day before BPJS gave the first kode iuran or before the last SP2D, and for one to come.

    Cover opens on this day: a bill that earlier overpayments pay for whole has no SP2D to be held against.
    """
    if day > today:
        raise day_ahead(day=day, what="terima BPJS")
    if paid_date and day < paid_date:
        raise day_before(day=day, what="terima BPJS", earliest=paid_date, after="SP2D")
    if code_date and day < code_date:
        raise day_before(day=day, what="terima BPJS", earliest=code_date, after="kode iuran")


def _see_budget(*, day: date, what: str, calendar: CalendarFacts) -> None:
    if calendar.budget_from_date and day < calendar.budget_from_date:
        raise before_budget(day=day, what=what, from_date=calendar.budget_from_date)
