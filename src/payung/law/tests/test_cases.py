"""The cases that officers read and add to (`cases/*.yaml`), asked of the commands' own functions."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest
import yaml

from payung.law.command import contribution_to, cover_to
from payung.law.loader import FOLDER, load
from payung.shared.dates import Month


def cases(name):
    content = yaml.safe_load((FOLDER / "cases" / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case["given"], case["expected"], id=case["case"]) for case in content]


def run_of_months(text) -> Iterator[str]:
    """`2026-01..2026-03` as its months; any other entry as it is."""
    if not isinstance(text, str) or ".." not in text:
        yield text
        return
    first, last = (Month.parse(end) for end in text.split(".."))
    yield from (str(Month.numbered(number)) for number in range(first.number, last.number + 1))


def as_json(value):
    """The given as JSON would bring it. YAML reads a bare `on` as true, which officers need not know."""
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {"on" if key is True else key: as_json(inner) for key, inner in value.items()}
        case list():
            return [as_json(inner) for inner in value]
    return value


class TestContributionCases:
    @pytest.mark.parametrize("given, expected", cases("contribution"))
    def test_answers_as_the_case_says(self, given, expected):
        months = list(run_of_months(given.pop("months"))) if "months" in given else [given["month"]]
        answers = [contribution_to({**given, "month": month}, law=load("contribution")) for month in months]
        assert self.seen(answers, expected) == expected

    def seen(self, answers, expected):
        if "problems" in expected:
            return {"problems": [problem["code"] for problem in answers[0]["problems"]]}
        totals = [answer["total_rp"] for answer in answers]
        said = " ".join(line["explanation"] for line in answers[0]["lines"])
        facts = {
            "total_rp": totals[0],
            "each_total_rp": totals[0] if len(set(totals)) == 1 else totals,
            "sum_rp": sum(totals),
            "times": expected.get("times"),
            "product_rp": sum(totals) * expected.get("times", 0),
            "uncertain": any(answer["uncertain"] for answer in answers),
            "says": expected.get("says") if expected.get("says", "") in said else said,
            **{line["code"]: line["amount_rp"] for line in answers[0]["lines"]},
        }
        return {key: facts[key] for key in expected}


class TestCoverCases:
    @pytest.mark.parametrize("given, expected", cases("cover"))
    def test_answers_as_the_case_says(self, given, expected):
        paid = given["paid_months"] if isinstance(given["paid_months"], list) else [given["paid_months"]]
        months = list(chain.from_iterable(run_of_months(entry) for entry in paid))
        answer = cover_to(as_json({**given, "paid_months": months}), law=load("cover"))
        if "problems" in answer:
            answer = {"problems": [problem["code"] for problem in answer["problems"]]}
        assert {key: answer.get(key) for key in expected} == expected
