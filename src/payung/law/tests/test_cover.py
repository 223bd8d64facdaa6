"""Cover against the sentences of CONTRACTS (`by_the_text`), and what must hold whatever was paid."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from payung.law.command import cover_to
from payung.law.loader import load
from payung.law.questions import CoverQuestion, cover_question
from payung.law.rules.receipts import Outcome, story
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
def memberships(draw, months=14, most=10):
    start = draw(WINDOWS)
    days = st.integers(0, months * 30).map(lambda ahead: start + timedelta(days=ahead))
    paid_months = st.integers(0, months).map(Month.of(start).plus)
    return {
        "registered_on": draw(st.one_of(st.just(start), days)),
        "payments": draw(st.lists(st.tuples(paid_months, days), max_size=most)),
        "on": draw(days),
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

    @given(memberships())
    def test_of_a_month_paid_twice_counts_it_once(self, case):
        again = [*case["payments"], *((month, case["on"]) for month, day in case["payments"] if day <= case["on"])]
        outcomes = outcomes_of(case)
        assume(Outcome.AFTER_LAPSE not in outcomes)
        assert short(cover(**{**case, "payments": again})) == short(cover(**case))


def outcomes_of(case):
    paid = [{"month": str(month), "paid_on": day.isoformat()} for month, day in case["payments"]]
    question = cover_question(
        {"registered_on": case["registered_on"].isoformat(), "paid_months": paid, "on": case["on"].isoformat()},
        law=load("cover"),
    )
    assert isinstance(question, CoverQuestion)
    return [outcome for _, outcome in story(membership=question.membership, on=question.on, law=load("cover")).outcomes]


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
