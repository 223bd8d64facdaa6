"""Contribution and cover for columns of persons, cell by cell against OpenFisca-core."""

from datetime import date

import numpy as np
import pytest

from law_oracle import openfisca_law as oracle
from law_oracle.populations import period_of, receipts_by_month, simulate
from payung.law.columns import dues, standings
from payung.law.loader import load
from payung.law.rules.contribution import Payer, Sector
from payung.law.rules.cover import Jkk, Jkm, Scholarship, Status
from payung.shared.dates import Month

PERSONS = 4_000
# Each window holds the first and last months of a rule: the law's own beginning, the relief, the three-month rule, the discount.
WINDOWS = [Month(2015, 7), Month(2019, 6), Month(2020, 6), Month(2024, 6), Month(2025, 11), Month(2026, 9)]
WINDOW_MONTHS = 22
SCHOLARSHIP_MONTHS = 75  # long enough for the sixty months of the old rule and the thirty-six of the new


def window(first, length=WINDOW_MONTHS):
    return [first.plus(ahead) for ahead in range(length)]


class TestContributionColumns:
    @pytest.mark.parametrize("first", WINDOWS, ids=str)
    def test_agree_with_openfisca_in_every_cell(self, first):
        random = np.random.default_rng(first.number)
        months = window(first)
        edges = np.array([int(word) for word in oracle.TABLE.split()][::2])
        near_an_edge = random.choice(edges, (PERSONS, len(months))) + random.integers(
            -1_001, 1_002, (PERSONS, len(months))
        )
        income = np.maximum(near_an_edge, 0)
        sector, payer = random.integers(0, len(Sector), PERSONS), random.integers(0, len(Payer), PERSONS)
        ours = dues(months=months, income_rp=income, sector=sector, payer=payer, law=load("contribution"))
        theirs = simulate(
            oracle.contribution_system(),
            persons=PERSONS,
            inputs={"income": income, "sector": sector, "payer": payer},
            asked=("jkk", "jkm", "uncertain"),
            months=[month.number for month in months],
        )
        np.testing.assert_array_equal(ours.jkk_rp, theirs["jkk"])
        np.testing.assert_array_equal(ours.jkm_rp, theirs["jkm"])
        np.testing.assert_array_equal(ours.uncertain, theirs["uncertain"])

    def test_of_openfisca_name_sectors_and_payers_in_our_order(self):
        assert [choice.value for choice in oracle.Sector] == [sector.word for sector in Sector]
        assert [choice.value for choice in oracle.Payer] == [payer.word for payer in Payer]


def untidy_payments(random, *, months, style):
    """Days of payment (persons, months) in four styles of real life, none before the first month."""
    first_days = np.array([month.first_day for month in months], dtype="datetime64[D]")
    shape = (PERSONS, len(months))
    late = {"regular": (0, 40), "late": (-20, 150), "prepaid": (-330, 30), "any": (-600, 600)}[style]
    paid_on = first_days + random.integers(*late, shape)
    if style == "prepaid":  # whole bills: each month is paid with the first of its half year
        paid_on = np.repeat(paid_on[:, ::6], 6, axis=1)[:, : len(months)]
    paid_on = np.clip(paid_on, first_days[0], None)
    holes = random.random(shape) < random.choice([0.0, 0.05, 0.3, 0.7], (PERSONS, 1))
    stopped = np.arange(len(months)) >= random.integers(1, 2 * len(months), (PERSONS, 1))
    again = np.arange(len(months)) >= random.integers(1, 3 * len(months), (PERSONS, 1))
    paid_on[holes | (stopped & ~again)] = np.datetime64("NaT")
    return paid_on


COVER_WINDOWS = [
    *((first, WINDOW_MONTHS, style) for first in WINDOWS for style in ("regular", "late", "prepaid", "any")),
    (Month(2015, 7), SCHOLARSHIP_MONTHS, "regular"),
    (Month(2022, 1), SCHOLARSHIP_MONTHS, "prepaid"),
]


class TestCoverColumns:
    @pytest.mark.parametrize("first, length, style", COVER_WINDOWS, ids=str)
    def test_agree_with_openfisca_in_every_cell(self, first, length, style):
        random = np.random.default_rng(first.number + len(style))
        months = window(first, length)
        numbers = [month.number for month in months]
        paid_on = untidy_payments(random, months=months, style=style)
        registered_on = np.datetime64(first.first_day) + random.integers(0, 200, PERSONS)
        asked_day = random.choice([1, 2, 15, 23, 24, 28, 31], len(months))
        on = [last_day(month, at_most=int(day)) for month, day in zip(months, asked_day, strict=True)]
        ours = standings(registered_on=registered_on, months=months, paid_on=paid_on, on=on, law=load("cover"))
        theirs = self.openfisca(numbers, registered_on=registered_on, paid_on=paid_on, asked_day=asked_day)
        for name, code in {"status": Status, "jkk_cover": Jkk, "jkm_cover": Jkm, "scholarship": Scholarship}.items():
            field = {"jkk_cover": "jkk", "jkm_cover": "jkm", "scholarship": "scholarship_jkm"}.get(name, name)
            words = [choice.name.lower() for choice in code]
            assert words == [choice.name for choice in getattr(oracle, code.__name__)]
            np.testing.assert_array_equal(getattr(ours, field), theirs[name], err_msg=name)
        np.testing.assert_array_equal(ours.unpaid_months, theirs["unpaid_months"])

    def openfisca(self, numbers, *, registered_on, paid_on, asked_day):
        slots, receipt_day, receipt_month = receipts_by_month(paid_on=paid_on, contributed=numbers, months=numbers)
        registered_month = registered_on.astype("datetime64[M]")
        inputs = {
            "registered_month": registered_month.astype(np.int64) + 1970 * 12,
            "registered_day": (registered_on - registered_month.astype("datetime64[D]")).astype(np.int64) + 1,
            "asked_day": np.broadcast_to(asked_day, (PERSONS, len(numbers))),
            **{f"receipt_day_{slot}": receipt_day[slot] for slot in range(slots)},
            **{f"receipt_month_{slot}": receipt_month[slot] for slot in range(slots)},
        }
        return simulate(
            oracle.cover_system(opening=numbers[0], receipts=slots, asked_at_month_end=False),
            persons=PERSONS,
            inputs=inputs,
            asked=("status", "unpaid_months", "jkk_cover", "jkm_cover", "scholarship"),
            months=numbers,
        )


def last_day(month, *, at_most):
    return date(month.year, month.month, min(at_most, period_of(month.number).days))


class TestUntidyPayments:
    """The populations themselves: an oracle that agrees on nothing happening would agree with anything."""

    @pytest.mark.parametrize(
        "first, jkm", [(Month(2015, 7), set(Jkm) - {Jkm.FUNERAL_ONLY}), (Month(2024, 6), set(Jkm))], ids=str
    )
    def test_reach_every_answer(self, first, jkm):
        months = window(first, SCHOLARSHIP_MONTHS)
        seen = {"status": set(), "jkm": set(), "jkk": set(), "scholarship_jkm": set()}
        for style in ("regular", "late", "prepaid", "any"):
            random = np.random.default_rng(len(style))
            ours = standings(
                registered_on=np.datetime64(first.first_day) + random.integers(0, 200, PERSONS),
                months=months,
                paid_on=untidy_payments(random, months=months, style=style),
                on=[month.first_day for month in months],
                law=load("cover"),
            )
            for name, found in seen.items():
                found.update(np.unique(getattr(ours, name)).tolist())
        assert seen == {"status": set(Status), "jkm": jkm, "jkk": set(Jkk), "scholarship_jkm": set(Scholarship)}
