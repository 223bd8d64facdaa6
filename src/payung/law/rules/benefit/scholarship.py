"""How many years of a child's way through school are owed, and what they come to. Not here: whether the case gives any."""

from payung.law.cells import Cells, Truths, choose, greater, no
from payung.law.rules.benefit.terms import Terms

LEAP_DAY, DAY_BEFORE = 229, 228  # month × 100 + day


def years_owed(
    *,
    event_year: Cells,
    event_day: Cells,
    birth_year: Cells,
    birth_day: Cells,
    birth_known: Truths,
    terms: Terms,
) -> Cells:
    """How many yearly sums fall due while the child is under the age: the first on the day of the event.

    Source: PP 82/2019 (law/benefit.yaml: scholarship_age_below).
    Unit:   years; without a birth date as many as the longest way has (an upper bound).
    Edge:   on its very birthday the child is too old. A year after 29 February falls on 28 February where the year
            has no other, which never makes it later; who was born on 29 February turns older on 1 March.
    Cells:  years, and days as month × 100 + day: one int each, or arrays (children,).
    """
    of_age_year = birth_year + terms.age_below
    falls_earlier = (event_day == LEAP_DAY) & no(is_leap(of_age_year))
    due_day = choose(falls_earlier, DAY_BEFORE, event_day)
    years = of_age_year - event_year + choose(due_day < birth_day, 1, 0)
    return choose(birth_known, greater(years, 0), terms.paths.longest)


def is_leap(year: Cells) -> Truths:
    return (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
