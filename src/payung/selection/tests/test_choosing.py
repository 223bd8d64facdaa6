"""The rule of choice against the same rule told person by person."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.selection.rules.choosing import NO_LIMIT, Limits, Sorted, choose
from payung.selection.rules.division import divide_within
from payung.selection.tests.oracle import greedy

DESAS, WORKS = ("a1", "a2", "b1"), ("driver", "farmer", "fisher")
WORDS = ("places", "desa", "kecamatan", "occupation", "fund")
CAPS = st.one_of(st.none(), st.integers(0, 6))


def ours(people, *, places, shares, quotas, funds):
    """The columns' answer in the oracle's words."""
    answer = choose(
        desa=np.array([DESAS.index(desa) for desa, _ in people], dtype=np.int64),
        occupation=np.array([WORKS.index(work) for _, work in people], dtype=np.int64),
        limits=Limits(
            places=places,
            shares=np.array([shares.get(desa, 0) for desa in DESAS]),
            desa=caps(quotas, "desa", DESAS),
            kecamatan=caps(quotas, "kecamatan", "ab"),
            occupation=caps(quotas, "occupation", WORKS),
            kecamatan_of_desa=np.array([0, 0, 1]),
            funds=np.array([most for most, _ in funds], dtype=np.int64),
            pays=np.array([[works is None or work in works for work in WORKS] for _, works in funds]).reshape(-1, 3),
        ),
    )
    return [
        (int(number), int(fund), None) if number else (0, None, WORDS[blocked])
        for number, fund, blocked in zip(answer.round, answer.fund, answer.blocked, strict=True)
    ]


def caps(quotas, kind, names):
    return np.array([quotas.get((kind, name), NO_LIMIT) for name in names], dtype=np.int64)


@st.composite
def cases(draw):
    people = draw(st.lists(st.tuples(st.sampled_from(DESAS), st.sampled_from(WORKS)), max_size=24))
    groups = [*(("desa", name) for name in DESAS), ("kecamatan", "a"), ("kecamatan", "b")]
    groups += [("occupation", name) for name in WORKS]
    quotas = {group: cap for group in groups if (cap := draw(CAPS)) is not None}
    works = st.one_of(st.none(), st.sets(st.sampled_from(WORKS), min_size=1))
    funds = draw(st.lists(st.tuples(st.integers(0, 8), works), max_size=3))
    places = draw(st.integers(0, 20))
    divided = divide_within(
        basis=np.array([sum(desa == person[0] for person in people) for desa in DESAS]),
        places=places,
        caps=caps(quotas, "desa", DESAS),
        part=np.array([0, 0, 1]),
        part_caps=caps(quotas, "kecamatan", "ab"),
    )
    shares = dict(zip(DESAS, divided.tolist(), strict=True))
    return {"people": people, "places": places, "shares": shares, "quotas": quotas, "funds": funds}


class TestChoose:
    @settings(max_examples=1000)
    @given(cases())
    def test_agrees_with_the_rule_told_person_by_person(self, case):
        assert ours(**case) == greedy(**case)

    @given(cases())
    def test_never_goes_beyond_a_quota_a_fund_or_the_places(self, case):
        answer = list(zip(case["people"], ours(**case), strict=True))
        chosen = [(person, fund) for person, (number, fund, _) in answer if number]
        assert len(chosen) <= case["places"]
        for (kind, name), most in case["quotas"].items():
            place = {"desa": lambda it: it[0], "kecamatan": lambda it: it[0][0], "occupation": lambda it: it[1]}[kind]
            assert sum(place(person) == name for person, _ in chosen) <= most
        for number, (most, works) in enumerate(case["funds"]):
            paid = [person for person, fund in chosen if fund == number]
            assert len(paid) <= most
            assert works is None or all(work in works for _, work in paid)

    def test_the_worked_table_of_the_module(self):
        people = [("a1", "fisher"), ("a1", "driver"), ("b1", "driver"), ("a1", "farmer"), ("a1", "farmer")]
        people.append(("b1", "driver"))
        answer = ours(
            people,
            places=3,
            shares={"a1": 2, "b1": 1},
            quotas={("occupation", "driver"): 1},
            funds=[(9, None)],
        )
        full = (0, None, "occupation")
        assert answer == [(1, 0, None), (1, 0, None), full, (2, 0, None), (0, None, "places"), full]

    def test_pays_by_the_narrow_fund_before_the_wide(self):
        people = [("a1", "fisher"), ("a1", "fisher"), ("a1", "farmer")]
        answer = ours(people, places=3, shares={"a1": 3}, quotas={}, funds=[(1, {"fisher"}), (2, None)])
        assert [fund for _, fund, _ in answer] == [0, 1, 1]

    def test_without_a_fund_nobody_is_chosen_and_it_is_said(self):
        assert ours([("a1", "fisher")], places=1, shares={"a1": 1}, quotas={}, funds=[]) == [(0, None, "fund")]


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans())))
def test_counts_along_each_group(pairs):
    group = np.array([pair[0] for pair in pairs], dtype=np.int64)
    counted = np.array([pair[1] for pair in pairs], dtype=bool)
    wanted = [sum(c for g, c in pairs[:at] if g == pairs[at][0]) for at in range(len(pairs))]
    assert Sorted(group, size=5).before(counted).tolist() == wanted
