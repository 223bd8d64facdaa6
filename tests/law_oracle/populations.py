"""Runs populations through OpenFisca, and lays receipts out by the calendar month in which they were paid."""

import numpy as np
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.simulations import SimulationBuilder


def period_of(number):
    return Period((DateUnit.MONTH, Instant((number // 12, number % 12 + 1, 1)), 1))


def calculate(system, *, persons, inputs, asked, months):
    """The arrays (persons,) of each variable asked, by month. `inputs`: name → array, by month if two-dimensional."""
    simulation = SimulationBuilder().build_default_simulation(system, count=persons)
    periods = [period_of(number) for number in months]
    for name, values in inputs.items():
        if values.ndim == 1:
            simulation.set_input(name, DateUnit.ETERNITY.value, values)
            continue
        for place, period in enumerate(periods):
            simulation.set_input(name, period, values[:, place])
    return {name: [np.asarray(simulation.calculate(name, period)) for period in periods] for name in asked}


def simulate(system, *, persons, inputs, asked, months):
    """The same, as arrays (persons, months)."""
    found = calculate(system, persons=persons, inputs=inputs, asked=asked, months=months)
    return {name: np.stack(by_month, axis=1) for name, by_month in found.items()}


def receipts_by_month(*, paid_on, contributed, months):
    """(slots, receipt_day, receipt_month): arrays (slots, persons, months) of receipts, in the order of paying.

    `paid_on` datetime64[D] (persons, columns) with NaT for none, `contributed` the month number of each column,
    `months` the calendar months of paying. The day is that of the month, 0 for an empty slot.
    """
    persons, columns = paid_on.shape
    order = np.argsort(paid_on, axis=1, kind="stable")  # NaT comes last
    days = np.take_along_axis(paid_on, order, axis=1)
    for_month = np.asarray(contributed)[order]
    there = ~np.isnat(days)
    paid_month = days.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    day_of_month = (days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1
    place = np.zeros((persons, columns), dtype=np.int64)  # among the receipts of the same calendar month
    for column in range(1, columns):
        same = paid_month[:, column] == paid_month[:, column - 1]
        place[:, column] = np.where(same, place[:, column - 1] + 1, 0)
    within = there & (paid_month >= months[0]) & (paid_month <= months[-1])
    slots = int(place[within].max(initial=0)) + 1
    receipt_day = np.zeros((slots, len(months), persons), dtype=np.int32).transpose(0, 2, 1)
    receipt_month = np.zeros((slots, len(months), persons), dtype=np.int32).transpose(0, 2, 1)
    person = np.broadcast_to(np.arange(persons)[:, None], (persons, columns))
    cell = (place[within], person[within], (paid_month - months[0])[within])
    receipt_day[cell], receipt_month[cell] = day_of_month[within], for_month[within]
    return slots, receipt_day, receipt_month
