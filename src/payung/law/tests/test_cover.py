"""Cover against the sentences of CONTRACTS (`by_the_text`), and what must hold whatever was paid."""

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from payung.law.command import cover_to
from payung.law.loader import load
from payung.law.rules.receipts import Membership, Outcome, Payment, presumed_day, story
from payung.law.tests.by_the_text import cover_by_the_text
from payung.shared.dates import Month

ANSWERED = ("status", "unpaid_months", "jkk", "jkm", "scholarship_jkm")
BEST_FIRST: dict[str, list[object]] = {
    "status": ["active", "unpaid", "lapsed", "not_started"],
    "jkk": ["covered", "uncertain", "none"],
    "jkm": ["full", "uncertain", "funeral_only", "none"],
    "scholarship_jkm": [True, "uncertain", False],
}
# Windows around the days on which a rule begins, narrow enough that lapses, gaps and same days are common.
WINDOWS = st.sampled_from([date(2015, 7, 1), date(2018, 12, 1), date(2024, 10, 1), date(2026, 1, 1)])


def cover(*, registered_on, payments, on):
    paid = [{"month": str(month), "paid_on": day.isoformat()} for month, day in payments]
    case = {"registered_on": registered_on.isoformat(), "paid_months": paid, "on": on.isoformat()}
    return cover_to(case, law=load("cover"))


def short(answer):
    return {key: answer[key] for key in ANSWERED}


@st.composite
def memberships(draw):
    """Payments of a few days, several months a day, some of them gone by and some to come: lapses and returns abound."""
    start = draw(WINDOWS)
    days = st.integers(0, 420).map(lambda ahead: start + timedelta(days=ahead))
    paid_days = draw(st.lists(days, min_size=1, max_size=4))
    payments = [
        (max(Month.of(day).plus(ahead), Month.of(start)), day)
        for day in paid_days
        for ahead in draw(st.lists(st.integers(-5, 4), min_size=1, max_size=5))
    ]
    near = st.builds(lambda day, after: day + timedelta(days=after), st.sampled_from(paid_days), st.integers(0, 130))
    return {
        "registered_on": draw(st.one_of(st.just(start), days)),
        "payments": payments,
        "on": draw(st.one_of(near, days)),
    }


@st.composite
def long_memberships(draw):
    """Years of months paid on their first day, with holes, asked about around the scholarship's threshold."""
    start = draw(st.sampled_from([Month(2015, 7), Month(2016, 12), Month(2023, 1)]))
    first_hole, length = draw(st.integers(1, 70)), draw(st.integers(0, 6))
    paid = [start.plus(ahead) for ahead in range(80) if not first_hole <= ahead < first_hole + length]
    on = start.plus(draw(st.integers(30, 80))).first_day + timedelta(days=draw(st.integers(-2, 2)))
    return {"registered_on": start.first_day, "payments": [(month, month.first_day) for month in paid], "on": on}


class TestCover:
    @settings(max_examples=400)
    @given(memberships())
    def test_answers_as_the_text_of_contracts(self, case):
        payments = [(month.number, day) for month, day in case["payments"]]
        assert short(cover(**case)) == cover_by_the_text(**{**case, "payments": payments})

    @given(long_memberships())
    def test_counts_the_months_of_a_scholarship_as_the_text_does(self, case):
        payments = [(month.number, day) for month, day in case["payments"]]
        assert short(cover(**case)) == cover_by_the_text(**{**case, "payments": payments})

    @given(memberships(), st.randoms())
    def test_does_not_depend_on_the_order_in_which_payments_are_listed(self, case, random):
        shuffled = random.sample(case["payments"], len(case["payments"]))
        assert short(cover(**case)) == short(cover(**{**case, "payments": shuffled}))

    @given(memberships())
    def test_is_not_changed_by_what_is_paid_later(self, case):
        by_then = [(month, day) for month, day in case["payments"] if day <= case["on"]]
        assert short(cover(**case)) == short(cover(**{**case, "payments": by_then}))

    @given(memberships(), st.integers(0, 14))
    def test_never_worsens_by_a_payment_made_that_day_before_a_lapse(self, case, ahead):
        before = cover(**case)
        assume(before["status"] in ("active", "unpaid"))
        month = Month.of(case["on"]).plus(ahead - 7)
        assume(month >= Month(2015, 7))
        after = cover(**{**case, "payments": [*case["payments"], (month, case["on"])]})
        for key, order in BEST_FIRST.items():
            if (key, before[key]) != ("jkm", "uncertain"):  # what a person decides may turn out either way
                assert order.index(after[key]) <= order.index(before[key]), key
        assert after["unpaid_months"] <= before["unpaid_months"]


def told(*, registered_on, payments, on):
    membership = Membership(
        registered_on=registered_on, payments=[Payment(month=month, paid_on=day) for month, day in payments]
    )
    return story(membership=membership, on=on, law=load("cover"))


class TestStory:
    REGISTERED = date(2026, 1, 5)

    def outcomes(self, *payments, on=date(2026, 12, 31)):
        return [outcome for _, outcome in told(registered_on=self.REGISTERED, payments=payments, on=on).outcomes]

    def test_counts_a_month_paid_twice_once(self):
        twice = [(Month(2026, month), date(2026, month, 5)) for month in (1, 2, 1, 2)]
        assert told(registered_on=self.REGISTERED, payments=twice, on=date(2026, 2, 28)).paid.months == 2
        assert self.outcomes(*twice) == [Outcome.COUNTED, Outcome.TWICE, Outcome.COUNTED, Outcome.TWICE]

    def test_counts_a_month_refused_after_a_lapse_when_it_is_paid_again_by_a_member(self):
        paid = [(Month(2026, 1), date(2026, 1, 5)), (Month(2026, 4), date(2026, 6, 2))]
        again = [(Month(2026, 6), date(2026, 6, 3)), (Month(2026, 4), date(2026, 6, 4))]
        assert self.outcomes(*paid, *again) == [
            Outcome.COUNTED,
            Outcome.AFTER_LAPSE,
            Outcome.RESTARTED,
            Outcome.COUNTED,
        ]

    def test_knows_no_lapse_before_the_registration(self):
        early = [
            (Month(2025, 1), date(2025, 1, 5)),
            (Month(2025, 6), date(2025, 7, 5)),
            (Month(2026, 1), date(2026, 1, 4)),
        ]
        assert self.outcomes(*early) == [Outcome.COUNTED] * 3

    def test_takes_all_payments_of_the_first_day_as_the_first(self):
        first_bill = [(Month(2026, month), date(2026, 8, 10)) for month in (1, 2, 8)]
        assert self.outcomes(*first_bill) == [Outcome.COUNTED] * 3

    def test_begins_anew_once_for_all_months_of_one_bill(self):
        bill = [(Month(2026, month), date(2026, 6, 2)) for month in (6, 7, 8)]
        paid = told(
            registered_on=self.REGISTERED, payments=[(Month(2026, 1), date(2026, 1, 5)), *bill], on=date(2026, 9, 1)
        ).paid
        assert (paid.months, paid.earlier_months, paid.since_month) == (3, 1, Month(2026, 6).number)

    def test_presumes_a_bare_month_paid_on_its_first_day_or_on_registering(self):
        presumed = [presumed_day(month=Month(2026, month), registered_on=self.REGISTERED) for month in (1, 2)]
        assert presumed == [self.REGISTERED, date(2026, 2, 1)]


class TestBareMonths:
    def test_before_the_registration_are_paid_on_registering(self):
        case = {"registered_on": "2026-03-20", "paid_months": ["2026-03"], "on": "2026-03-19"}
        law = load("cover")
        assert cover_to(case, law=law)["status"] == "not_started"
        assert cover_to({**case, "on": "2026-03-20"}, law=law)["status"] == "active"

    def test_to_come_are_paid_on_their_first_day(self):
        case = {"registered_on": "2026-01-05", "paid_months": ["2026-01", "2026-02"], "on": "2026-01-31"}
        said = " ".join(cover_to(case, law=load("cover"))["explanation"])
        assert "Tidak dihitung karena dibayar sesudah tanggal itu: Februari 2026 (dibayar 1 Februari 2026)." in said


class TestExplanation:
    def said(self, **case):
        return " ".join(cover_to(case, law=load("cover"))["explanation"])

    def test_names_the_unpaid_months(self):
        said = self.said(registered_on="2026-01-05", paid_months=["2026-01"], on="2026-04-30")
        assert "Belum dibayar 2 bulan (Februari 2026 s.d. Maret 2026)" in said

    def test_says_that_paying_after_a_lapse_does_not_reach_back(self):
        said = self.said(registered_on="2026-01-05", paid_months=["2026-01"], on="2026-05-01")
        assert "tidak berlaku surut" in said

    def test_tells_a_new_registration_and_what_no_longer_counts(self):
        late = [{"month": "2026-04", "paid_on": "2026-06-02"}, {"month": "2026-06", "paid_on": "2026-06-03"}]
        said = self.said(registered_on="2026-01-05", paid_months=["2026-01", *late], on="2026-06-10")
        assert "Pembayaran 3 Juni 2026 untuk Juni 2026 adalah pendaftaran baru" in said
        assert "sesudah perlindungan berhenti, untuk bulan yang sudah lewat: April 2026 (dibayar 2 Juni 2026)" in said

    def test_gives_the_day_on_which_the_whole_jkm_begins(self):
        said = self.said(registered_on="2026-01-31", paid_months=["2026-01", "2026-02", "2026-03"], on="2026-03-31")
        assert "lengkap pada 1 April 2026" in said

    def test_of_nothing_paid_says_when_cover_begins(self):
        assert "hari iuran pertama diterima" in self.said(registered_on="2026-01-05", paid_months=[], on="2026-02-01")
