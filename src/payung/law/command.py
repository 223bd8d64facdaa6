"""`payung contribution`, `cover` and `benefit`: a case, or an array of cases, as JSON on standard input; answers on output.

Exit 0: answered; the problems of a case stand in its place. Exit 2: nothing that could be answered came; one line on
standard error and nothing on standard output.
"""

import json
import math
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Protocol

from payung.law.benefit_questions import benefit_question
from payung.law.dated import Law, LawMissing
from payung.law.facts import LARGEST_SUM
from payung.law.loader import load
from payung.law.present.benefit import benefit_answer
from payung.law.present.contribution import contribution_answer
from payung.law.present.cover import cover_answer
from payung.law.problems import told
from payung.law.questions import contribution_question, cover_question
from payung.shared.problems import Problem

Answer = dict[str, Any]


class _Answers(Protocol):
    def __call__(self, case: object, *, law: Law) -> Answer: ...


def contribution(argv: list[str]) -> int:
    """Answer `payung contribution`; the result is the exit code."""
    return _answer_input(argv, name="contribution", answer=contribution_to)


def cover(argv: list[str]) -> int:
    """Answer `payung cover`; the result is the exit code."""
    return _answer_input(argv, name="cover", answer=cover_to)


def benefit(argv: list[str]) -> int:
    """Answer `payung benefit`; the result is the exit code."""
    return _answer_input(argv, name="benefit", answer=partial(benefit_to, cover_law=load("cover")))


def contribution_to(case: object, *, law: Law) -> Answer:
    """The answer to one case, in the shape of CONTRACTS `payung contribution`."""
    question = contribution_question(case, law=law)
    if isinstance(question, list):
        return _problems(question)
    try:
        answer = contribution_answer(question, law=law)
    except LawMissing as hole:
        return _problems([told("LAW_MISSING", nama="month", sebab=str(hole))])
    lines = [
        {"code": line.code, "amount_rp": line.amount_rp, "source": line.source, "explanation": line.explanation}
        for line in answer.lines
    ]
    return {"lines": lines, "total_rp": answer.total_rp, "uncertain": answer.uncertain, "law": answer.law}


def cover_to(case: object, *, law: Law) -> Answer:
    """The answer to one case, in the shape of CONTRACTS `payung cover`."""
    question = cover_question(case, law=law)
    if isinstance(question, list):
        return _problems(question)
    try:
        answer = cover_answer(question, law=law)
    except LawMissing as hole:
        return _problems([told("LAW_MISSING", nama="on", sebab=str(hole))])
    return {
        "status": answer.status,
        "unpaid_months": answer.unpaid_months,
        "jkk": answer.jkk,
        "jkm": answer.jkm,
        "scholarship_jkm": answer.scholarship_jkm,
        "explanation": list(answer.explanation),
        "law": answer.law,
    }


def benefit_to(case: object, *, law: Law, cover_law: Law) -> Answer:
    """The answer to one case, in the shape of CONTRACTS `payung benefit`."""
    try:
        question = benefit_question(case, law=law)
        if isinstance(question, list):
            return _problems(question)
        answer = benefit_answer(question, law=law, cover_law=cover_law)
    except LawMissing as hole:
        return _problems([told("LAW_MISSING", nama="event_date", sebab=str(hole))])
    return {
        "regime": answer.regime,
        "lines": [
            {"code": line.code.value, "amount_rp": line.amount_rp, "formula": line.formula, "source": line.source}
            for line in answer.lines
        ],
        "total_now_rp": answer.total_now_rp,
        "scholarship_total_rp": answer.scholarship_total_rp,
        "scholarship_schedule": [
            {
                "child": year.child,
                "due_date": year.due_date.isoformat(),
                "level": year.level.name,
                "amount_rp": year.amount_rp,
            }
            for year in answer.scholarship_schedule
        ],
        "notes": list(answer.notes),
        "for_a_person": list(answer.for_a_person),
        "law": answer.law,
    }


def _problems(problems: list[Problem]) -> Answer:
    return {
        "problems": [
            {"code": problem.code, "field": problem.where.field, "message": f"{problem.message} {problem.remedy}"}
            for problem in problems
        ]
    }


def _answer_input(argv: list[str], *, name: str, answer: _Answers) -> int:
    if argv:
        return _refuse(f"payung {name} tidak memakai argumen. Kirim perhitungan sebagai JSON lewat masukan standar.")
    try:
        content = json.loads(sys.stdin.buffer.read().decode("utf-8-sig"), parse_int=_whole_number, parse_float=_number)
    except (ValueError, RecursionError):
        return _refuse(f"payung {name}: masukan standar bukan JSON yang utuh. Kirim satu objek atau satu larik objek.")
    law = load(name)
    for piece in _pieces(content, answer=lambda case: answer(case, law=law)):
        sys.stdout.write(piece)
    return 0


def _pieces(content: object, *, answer: Callable[[object], Answer]) -> Iterator[str]:
    """The answers as text, written as they come: a hundred thousand of them need not be held at once."""
    if not isinstance(content, list):
        yield json.dumps(answer(content)) + "\n"
        return
    separator = "["
    for case in content:
        yield separator + json.dumps(answer(case))
        separator = ",\n"
    yield "]\n" if content else "[]\n"


def _whole_number(digits: str) -> int:
    """A number of any length as int; beyond what a sum may be its size no longer matters, only its sign."""
    if len(digits) <= len(str(LARGEST_SUM)):
        return int(digits)
    return -LARGEST_SUM if digits.startswith("-") else LARGEST_SUM


def _number(text: str) -> Decimal | float:
    """A number with a point as it was written; one that no computer can hold is like any other that is none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return math.nan


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2
