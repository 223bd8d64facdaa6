"""Judging held against the criteria's words, one person at a time; and what must hold whatever the facts."""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.eligibility.rules.facts import CODES, NO_DAY, NOBODY, STANDINGS, FactColumns
from payung.eligibility.rules.judging import KINDS, VERDICTS, judge
from payung.eligibility.rules.words import Outcome, Verdict
from payung.programmes.rules import Standing
from payung.programmes.rules.setup import Audience, CriteriaFacts, CriterionFacts, CriterionKind, Unmet
from payung.shared.dates import age_on

REGISTRATION = date(2027, 1, 1)
DUKCAPIL = ["", "expired", "alive", "name_differs", "died", "moved_out", "nik_unknown"]
BPJS = ["", "expired", "not_active", "own_wadah", "self_paying", "other_payer", "wage_earner"]
DTSEN = ["", "expired", "listed", "not_listed"]


@dataclass(frozen=True)
class One:
    """A person in words: a fisher of 40 whom every register knows and nothing speaks against."""

    candidate: int = 1
    staying: bool = False
    born: date = date(1986, 5, 5)
    lives_here: bool = True
    standing: str | None = "covered"
    household: int = NOBODY
    dukcapil: str = "alive"
    died_before: bool = False
    since: date | None = date(2000, 1, 1)
    bpjs: str = "not_active"
    dtsen: str = "listed"
    desil: int = 1
    ruled: int = 0
    alike: str = ""  # what a line that waits tells of one who is like this one


def columns(people):
    def whole(name, dtype):
        return np.array([getattr(one, name) for one in people], dtype=dtype)

    return FactColumns(
        person_id=np.arange(1, len(people) + 1, dtype=np.int64),
        candidate_id=whole("candidate", np.int64),
        staying=whole("staying", np.bool_),
        birth_date=whole("born", "datetime64[D]"),
        lives_here=whole("lives_here", np.bool_),
        standing=np.array(
            [STANDINGS.index(Standing(one.standing) if one.standing else None) for one in people], dtype=np.int8
        ),
        household_id=whole("household", np.int64),
        dukcapil=np.array([CODES[one.dukcapil] for one in people], dtype=np.int8),
        died_before=whole("died_before", np.bool_),
        resident_since=np.array([one.since or NO_DAY for one in people], dtype="datetime64[D]"),
        bpjs=np.array([CODES[one.bpjs] for one in people], dtype=np.int8),
        dtsen=np.array([CODES[one.dtsen] for one in people], dtype=np.int8),
        desil=np.array([one.desil if one.dtsen == "listed" else 0 for one in people], dtype=np.int8),
        ruled=whole("ruled", np.int8),
        alike={outcome: np.array([one.alike == outcome for one in people], dtype=np.bool_) for outcome in Outcome},
    )


def criteria(*conditions):
    return CriteriaFacts(id=1, number=1, because="", conditions=conditions, weights=())


def asks(kind, audience=Audience.ENTERING, **limits):
    return CriterionFacts(kind=CriterionKind(kind), audience=audience, **limits)


EVERYTHING = criteria(
    *(
        asks(kind, audience)
        for audience in Audience
        for kind in CriterionKind
        if kind not in {"age", "months_of_residence", "desil", "most_per_kk", "not_wage_earner"}
    ),
    asks("age", at_least=18, at_most=64),
    asks("months_of_residence", at_least=6),
    asks("desil", at_most=4),
    asks("not_wage_earner", unmet=Unmet.ASKS),
    asks("not_wage_earner", Audience.STAYING),
    asks("most_per_kk", at_most=1),
    asks("most_per_kk", Audience.STAYING, at_most=2, unmet=Unmet.ASKS),
)


def judged(*people, by=EVERYTHING):
    found = judge(facts=columns(people), criteria=by, registration_date=REGISTRATION)
    marks = [row.tobytes().decode() for row in found.marks]
    return [dict(zip(map(str, KINDS), of, strict=True)) for of in marks], [VERDICTS[place] for place in found.verdict]


def mark(kind, one, by=EVERYTHING):
    return judged(one, by=by)[0][0][kind]


def in_words(one, people):
    """The oracle: the criteria's words, one person at a time, with ifs and loops only. KK apart (`kk_in_words`)."""
    asked = EVERYTHING.asked(Audience.STAYING if one.staying else Audience.ENTERING)
    found = {}
    silent = one.dukcapil in ("", "expired")
    if one.dukcapil == "died":
        found["alive"] = "-"
    elif one.died_before:
        found["alive"] = "!"
    else:
        found["alive"] = "+" if one.dukcapil in ("alive", "moved_out") else "?"
    if silent:
        found["identity"] = "?"
    else:
        found["identity"] = {"name_differs": "!", "nik_unknown": "-"}.get(one.dukcapil, "+")
    if not one.lives_here or one.dukcapil == "moved_out":
        found["residence"] = "-"
    else:
        found["residence"] = "+" if one.dukcapil == "alive" else "?"
    if not one.staying:
        found["age"] = "+" if 18 <= age_on(birth_date=one.born, day=REGISTRATION) <= 64 else "-"
        if one.since is None:
            found["months_of_residence"] = "?"
        else:
            found["months_of_residence"] = "+" if months_in_words(one.since) >= 6 else "-"
        if one.dtsen == "not_listed":
            found["desil"] = "-"
        elif one.dtsen != "listed" or one.desil == 0:
            found["desil"] = "?"
        else:
            found["desil"] = "+" if one.desil <= 4 else "-"
    found["occupation"] = "?" if one.standing is None else "+"
    found["standing"] = {None: "?", "covered": "+", "ask": "!", "excluded": "-"}[one.standing]
    no_answer = one.bpjs in ("", "expired")
    wage = "-" if one.staying else "!"
    found["not_wage_earner"] = "?" if no_answer else wage if one.bpjs == "wage_earner" else "+"
    found["not_other_payer"] = "?" if no_answer else "-" if one.bpjs == "other_payer" else "+"
    doubted = {
        "died": "alive",
        "moved_out": "residence",
        "wage_earner": "not_wage_earner",
        "other_payer": "not_other_payer",
    }.get(one.alike)
    if doubted and found[doubted] != "-":
        found[doubted] = "!"
    assert found.keys() == {str(kind) for kind in asked} - {"most_per_kk"}
    return found


def months_in_words(since):
    """Months are completed on the same day of a later month; where it has none, on the first after it."""
    count, year, month = 0, since.year, since.month
    while True:
        month += 1
        if month == 13:
            year, month = year + 1, 1
        try:
            done = date(year, month, since.day)
        except ValueError:
            done = date(year + month // 12, month % 12 + 1, 1)
        if done > REGISTRATION:
            return count
        count += 1


def kk_in_words(people):
    """Who stays comes first, then the earliest proposal; who is refused, or ruled out, takes no place."""
    found = {}
    for place, one in enumerate(people):
        if one.household == NOBODY:
            found[place] = "?"
            continue
        most = 2 if one.staying else 1
        line = sorted(
            (other for other in people if other.household == one.household and not is_refused(other, people)),
            key=lambda other: (not other.staying, other.candidate),
        )
        if one not in line:
            found[place] = "."
            continue
        before = line[: line.index(one)]
        if sum(is_sure(other, people) for other in before) >= most:
            found[place] = "!" if one.staying else "-"
        else:
            found[place] = "+" if len(before) < most else "?"
    return found


def is_refused(one, people):
    return one.ruled < 0 or (one.ruled == 0 and "-" in in_words(one, people).values())


def is_sure(one, people):
    return one.ruled > 0 or (one.ruled == 0 and set(in_words(one, people).values()) == {"+"})


def verdict_in_words(marks):
    for sign, verdict in (("-", Verdict.NOT_ELIGIBLE), ("!", Verdict.DECISION), ("?", Verdict.UNCHECKED)):
        if sign in marks:
            return verdict
    return Verdict.ELIGIBLE


people_of = st.builds(
    One,
    staying=st.booleans(),
    born=st.dates(date(1955, 1, 1), date(2012, 1, 1)) | st.sampled_from([date(1962, 1, 1), date(1962, 1, 2)]),
    lives_here=st.sampled_from([True, True, False]),
    standing=st.sampled_from([None, "covered", "covered", "ask", "excluded"]),
    household=st.sampled_from([NOBODY, 7, 7, 8]),
    dukcapil=st.sampled_from([*DUKCAPIL, "alive", "alive", "alive"]),
    died_before=st.sampled_from([False, False, True]),
    since=st.none() | st.dates(date(2025, 12, 1), date(2027, 2, 1)),
    bpjs=st.sampled_from([*BPJS, "not_active", "not_active"]),
    dtsen=st.sampled_from([*DTSEN, "listed"]),
    desil=st.integers(0, 10),
    ruled=st.sampled_from([0, 0, 0, 1, -1]),
    alike=st.sampled_from(["", "", "", "alive", "died", "moved_out", "wage_earner", "other_payer"]),
)
crowds = st.lists(people_of, min_size=1, max_size=8).flatmap(
    lambda people: st.permutations(range(1, len(people) + 1)).map(
        lambda order: [replace(one, candidate=place) for one, place in zip(people, order, strict=True)]
    )
)


class TestJudge:
    @given(crowds)
    def test_is_what_the_words_of_the_criteria_say(self, people) -> None:
        marks, verdicts = judged(*people)
        in_kk = kk_in_words(people)
        for place, one in enumerate(people):
            expected = in_words(one, people) | {"most_per_kk": in_kk[place]}
            found = {kind: sign for kind, sign in marks[place].items() if sign != "." or kind == "most_per_kk"}
            assert found == expected
            assert verdicts[place] is verdict_in_words(expected.values())

    @given(crowds, st.randoms(use_true_random=False))
    def test_is_the_same_in_any_order(self, people, random) -> None:
        shuffled = random.sample(people, len(people))
        ours, theirs = judged(*people)[0], judged(*shuffled)[0]
        for one in people:
            assert ours[people.index(one)] == theirs[shuffled.index(one)]

    @given(crowds, st.data())
    def test_more_evidence_never_lifts_a_refusal(self, people, data) -> None:
        """A register that had not answered answers: what was `-` stays so, and nobody refused is eligible now."""
        silent = [one for one in people if {one.dukcapil, one.bpjs, one.dtsen} & {"", "expired"}]
        known = {
            one.candidate: replace(
                one,
                dukcapil=one.dukcapil if one.dukcapil not in ("", "expired") else data.draw(st.sampled_from(DUKCAPIL)),
                bpjs=one.bpjs if one.bpjs not in ("", "expired") else data.draw(st.sampled_from(BPJS)),
                dtsen=one.dtsen if one.dtsen not in ("", "expired") else data.draw(st.sampled_from(DTSEN)),
            )
            for one in silent
        }
        before, verdicts = judged(*people)
        after, later = judged(*(known.get(one.candidate, one) for one in people))
        for place in range(len(people)):
            for kind, sign in before[place].items():
                if sign == "-":
                    assert after[place][kind] in "-."  # not asked only where another criterion refuses by now
            if verdicts[place] is Verdict.NOT_ELIGIBLE:
                assert later[place] is Verdict.NOT_ELIGIBLE

    @given(crowds)
    def test_what_is_not_known_never_counts_as_met(self, people) -> None:
        """With every register silent nobody is eligible, and what they are asked about stands as not checked."""
        silent = [
            replace(one, dukcapil="", died_before=False, bpjs="expired", dtsen="", since=None, standing=None, alike="")
            for one in people
        ]
        marks, verdicts = judged(*silent)
        assert Verdict.ELIGIBLE not in verdicts
        for one, found in zip(silent, marks, strict=True):
            assert {found[kind] for kind in ("alive", "identity", "occupation", "not_other_payer")} == {"?"}
            assert found["residence"] == ("?" if one.lives_here else "-")

    def test_every_field_of_the_facts_is_tried_by_the_oracle(self) -> None:
        assert len(fields(One)) == len(fields(FactColumns)) - 1  # person_id is their order


class TestAge:
    @pytest.mark.parametrize(
        ("born", "sign"),
        [
            pytest.param(date(1962, 1, 2), "+", id="64 years and 364 days"),
            pytest.param(date(1962, 1, 1), "-", id="65 that day"),
            pytest.param(date(2009, 1, 1), "+", id="18 that day"),
            pytest.param(date(2009, 1, 2), "-", id="17 and 364 days"),
        ],
    )
    def test_counts_on_the_day_of_registration(self, born: date, sign: str) -> None:
        assert mark("age", One(born=born)) == sign

    def test_does_not_send_away_who_stays(self) -> None:
        """law.md §5.1: who turns 65 while active stays covered while paid."""
        marks, verdicts = judged(One(born=date(1960, 1, 1), staying=True, household=7))
        assert marks[0]["age"] == "."
        assert verdicts == [Verdict.ELIGIBLE]

    def test_born_on_29_february_is_older_on_1_march(self) -> None:
        by = criteria(asks("age", at_most=64))
        facts = columns([One(born=date(1964, 2, 29))])
        for day, age in ((date(2029, 2, 28), 64), (date(2029, 3, 1), 65)):
            assert judge(facts=facts, criteria=by, registration_date=day).age.tolist() == [age]


class TestResidence:
    @pytest.mark.parametrize(
        ("since", "sign"),
        [
            pytest.param(date(2026, 7, 1), "+", id="six months that day"),
            pytest.param(date(2026, 7, 2), "-", id="a day short"),
            pytest.param(date(2027, 3, 1), "-", id="not yet begun"),
            pytest.param(None, "?", id="not said"),
        ],
    )
    def test_counts_whole_months(self, since: date | None, sign: str) -> None:
        assert mark("months_of_residence", One(since=since)) == sign

    @given(st.dates(date(1950, 1, 1), REGISTRATION))
    def test_agrees_with_the_calendar(self, since: date) -> None:
        facts = columns([One(since=since)])
        found = judge(facts=facts, criteria=EVERYTHING, registration_date=REGISTRATION)
        assert found.residence_months.tolist() == [months_in_words(since)]


class TestDesil:
    @pytest.mark.parametrize(("desil", "sign"), [(4, "+"), (5, "-"), (0, "?")])
    def test_includes_the_limit(self, desil: int, sign: str) -> None:
        assert mark("desil", One(desil=desil)) == sign


class TestMostPerKk:
    def test_is_for_the_earliest_proposal(self) -> None:
        first, second = One(candidate=10, household=7), One(candidate=3, household=7)
        assert [found["most_per_kk"] for found in judged(first, second)[0]] == ["-", "+"]

    def test_waits_for_whom_nobody_has_checked(self) -> None:
        """Were the second refused now and let in once the first falls, a `-` would have become a `+` on its own."""
        first, second = One(candidate=1, household=7, bpjs=""), One(candidate=2, household=7)
        marks, verdicts = judged(first, second)
        assert [found["most_per_kk"] for found in marks] == ["+", "?"]
        assert verdicts == [Verdict.UNCHECKED, Verdict.UNCHECKED]

    def test_passes_to_the_next_where_a_person_ruled_the_first_out(self) -> None:
        first, second = One(candidate=1, household=7, ruled=-1), One(candidate=2, household=7)
        assert judged(first, second)[0][1]["most_per_kk"] == "+"

    def test_lets_who_stays_go_first(self) -> None:
        newcomer, member = One(candidate=1, household=7), One(candidate=2, household=7, staying=True)
        assert [found["most_per_kk"] for found in judged(newcomer, member)[0]] == ["-", "+"]


class TestRegisters:
    def test_each_word_belongs_to_one_register(self) -> None:
        """The oracle's lists hold every outcome there is, once."""
        assert sorted([*DUKCAPIL[2:], *BPJS[2:], *DTSEN[2:]]) == sorted(Outcome)

    def test_one_called_dead_before_is_looked_at_by_a_person(self) -> None:
        marks, verdicts = judged(One(died_before=True, household=7))
        assert marks[0]["alive"] == "!"
        assert verdicts == [Verdict.DECISION]

    def test_own_wadah_continues_and_self_paying_may_move(self) -> None:
        for word in ("own_wadah", "self_paying"):
            assert judged(One(bpjs=word, household=7))[1] == [Verdict.ELIGIBLE]

    def test_a_limit_of_days_is_not_of_years(self) -> None:
        """Every birthday around the 65th: refused from that day on and not before."""
        for days in range(-3, 4):
            born = date(1962, 1, 1) + timedelta(days=days)
            assert mark("age", One(born=born)) == ("+" if days > 0 else "-")
