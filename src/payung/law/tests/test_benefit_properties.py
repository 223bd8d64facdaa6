"""What must hold of every benefit, whatever the case: sums that agree with each other and never fall where more was due."""

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from payung.law.command import benefit_to
from payung.law.loader import load
from payung.law.rules.benefit.case import LineCode
from payung.law.tests.benefit_drawn import REGIME_DAYS, drawn_cases

_, LAST_OF_2015, FIRST_OF_2019, LAST_OF_2019, FIRST_OF_2025 = REGIME_DAYS
quick = settings(max_examples=40)


def answered(case):
    answer = benefit_to(case, law=load("benefit"), cover_law=load("cover"))
    assert "problems" not in answer, answer
    return answer


def lines_of(answer):
    return {line["code"]: line["amount_rp"] for line in answer["lines"]}


def changed(case, **facts):
    return {**case, **facts}


def with_membership(case, **facts):
    return {**case, "membership": {**case["membership"], **facts}}


def pays_no_less(more, less, *, but=()):
    """Line by line, save those lines that the law itself takes away."""
    high, low = lines_of(more), lines_of(less)
    assert {code: rp for code, rp in low.items() if code not in but and rp > high.get(code, 0)} == {}


class TestSums:
    @quick
    @given(drawn_cases())
    def test_are_above_zero_and_add_up(self, case):
        answer = answered(case)
        codes = [line["code"] for line in answer["lines"]]
        assert codes == [code.value for code in LineCode if code.value in codes]
        assert all(line["amount_rp"] > 0 for line in answer["lines"])
        assert answer["total_now_rp"] == sum(line["amount_rp"] for line in answer["lines"])

    @quick
    @given(drawn_cases(), st.integers(0, 400))
    def test_of_late_days_are_a_percent_a_day_of_the_others(self, case, days):
        lines = lines_of(answered(changed(case, days_paid_late=days)))
        others = sum(amount for code, amount in lines.items() if code != "LATE_COMPENSATION")
        assert lines.get("LATE_COMPENSATION", 0) == int(Fraction(days * others, 100) + Fraction(1, 2))

    @quick
    @given(drawn_cases(), st.randoms())
    def test_do_not_depend_on_the_order_in_which_anything_is_listed(self, case, random):
        names = ("transport", "losses", "aids", "children")
        case = changed(case, children=case["children"][:2])  # of three equal paths the first two named are paid
        mixed = changed(case, **{name: random.sample(case[name], len(case[name])) for name in names})
        straight, shuffled = answered(case), answered(mixed)
        assert lines_of(straight) == lines_of(shuffled)
        assert straight["scholarship_total_rp"] == shuffled["scholarship_total_rp"]

    @quick
    @given(drawn_cases(has_heirs=False))
    def test_without_heirs_are_no_more_than_with_them(self, case):
        pays_no_less(answered(changed(case, has_heirs=True)), answered(case))


class TestNeverLess:
    @quick
    @given(drawn_cases(), st.integers(1, 40))
    def test_for_more_months_paid(self, case, further):
        months = case["membership"]["months_paid"]
        more, less = answered(with_membership(case, months_paid=months + further)), answered(case)
        pays_no_less(more, less)
        assert more["scholarship_total_rp"] >= less["scholarship_total_rp"]

    @quick
    @given(drawn_cases(cause="work"), st.integers(1, 2_000_000))
    def test_for_a_higher_base_income(self, case, further):
        pays_no_less(answered(changed(case, base_income_rp=case["base_income_rp"] + further)), answered(case))

    @quick
    @given(drawn_cases(cause="work", outcome="partial_disability"), drawn_cases(outcome="partial_disability"))
    def test_for_a_further_loss_and_never_more_than_seventy_percent(self, case, other):
        case = changed(case, months_unable=0, days_paid_late=0, transport=[], aids=[])
        case = changed(case, medical_cost_rp=0, home_care_cost_rp=0)
        less, more = answered(case), answered(changed(case, losses=[*case["losses"], *other["losses"]]))
        assert more["total_now_rp"] >= less["total_now_rp"] - 1  # two lines where one was: a half rupiah each
        assert more["total_now_rp"] <= 56 * case["base_income_rp"] + 1

    @quick
    @given(drawn_cases(outcome="death"), drawn_cases(outcome="death"))
    def test_for_a_further_child(self, case, other):
        more = answered(changed(case, children=[*case["children"], *own_children(other, case)]))
        assert more["scholarship_total_rp"] >= answered(case)["scholarship_total_rp"]

    @quick
    @given(drawn_cases(event=LAST_OF_2015))
    def test_by_the_law_of_2019_save_for_the_scholarship_that_was_paid_at_once(self, case):
        """Twelve million at once became a first year of as little as 1,500,000; over the path it is never less."""
        case = changed(case, children=without_birth_dates(case))
        old, new = answered(case), answered(changed(case, event_date=FIRST_OF_2019.isoformat()))
        pays_no_less(new, old, but=("SCHOLARSHIP", "LATE_COMPENSATION"))
        assert new["scholarship_total_rp"] >= old["scholarship_total_rp"]

    @quick
    @given(drawn_cases(event=LAST_OF_2019))
    def test_by_the_rule_of_2025_save_for_the_three_months_of_jkm(self, case):
        case = changed(case, children=without_birth_dates(case))
        old, new = answered(case), answered(changed(case, event_date=FIRST_OF_2025.isoformat()))
        three_months_short = (
            case["membership"]["months_paid"] < 3 or case["membership"]["registered_on"] >= "2024-12-01"
        )
        fallen = ("JKM_DEATH_GRANT", "JKM_PERIODIC", "SCHOLARSHIP", "LATE_COMPENSATION")
        pays_no_less(new, old, but=fallen if case["cause"] == "other" and three_months_short else ())


def without_birth_dates(case):
    """Ages move with the day of the event; here only the law shall."""
    names = ("level", "years_left_at_level")
    return [{name: child[name] for name in names} for child in case["children"]]


def own_children(other, case):
    """Another family's children, those of them who are born by the day of this event."""
    return [child for child in other["children"] if child.get("birth_date", "") <= case["event_date"]]


class TestSchedule:
    @quick
    @given(drawn_cases(cause="work", outcome="death", has_heirs=True))
    def test_sums_to_the_path_and_begins_now(self, case):
        answer = answered(case)
        years = answer["scholarship_schedule"]
        assert sum(year["amount_rp"] for year in years) == answer["scholarship_total_rp"]
        now = sum(year["amount_rp"] for year in years if year["due_date"] == case["event_date"])
        assert lines_of(answer).get("SCHOLARSHIP", 0) == now
        assert all(year["due_date"] >= case["event_date"] for year in years)

    @quick
    @given(drawn_cases(cause="work", outcome="total_disability"))
    def test_names_at_most_two_children_each_once_a_year(self, case):
        years = answered(case)["scholarship_schedule"]
        children = {year["child"] for year in years}
        assert len(children) <= (1 if case["event_date"] < FIRST_OF_2019.isoformat() else 2)
        for child in children:
            dues = sorted(int(year["due_date"][:4]) for year in years if year["child"] == child)
            assert dues == list(range(dues[0], dues[0] + len(dues)))


def other_hand(part):
    for hand, other in (("right_", "left_"), ("left_", "right_")):
        if part.startswith(hand):
            return other + part.removeprefix(hand)
    return part


class TestHands:
    @quick
    @given(drawn_cases(cause="work", outcome="partial_disability"))
    def test_count_alike_in_the_mirror(self, case):
        mirrored = [{**loss, "part": other_hand(loss["part"])} for loss in case["losses"]]
        hand = {"right": "left", "left": "right"}[case["handedness"]]
        assert lines_of(answered(case)) == lines_of(answered(changed(case, losses=mirrored, handedness=hand)))

    @quick
    @given(drawn_cases(cause="work", outcome="partial_disability"))
    def test_do_not_matter_where_no_hand_was_hurt(self, case):
        losses = [loss for loss in case["losses"] if other_hand(loss["part"]) == loss["part"]]
        assume(losses)
        either = [answered(changed(case, losses=losses, handedness=hand)) for hand in ("right", "left")]
        assert lines_of(either[0]) == lines_of(either[1])
