"""Loads the words of BPJS (`data/answer_words.yaml`), with what the office has learnt since."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from payung.eligibility.rules.lexicon import Words
from payung.enrolment.models import AnswerColumn, ReasonWord
from payung.enrolment.rules.answer_words import AnswerWords
from payung.enrolment.states import Kind, Reason
from payung.intake.rules.text import fold


def words_of(kabupaten: str) -> AnswerWords:
    """The shipped words, and the reasons that people of this kabupaten have explained."""
    learnt = ReasonWord.objects.filter(kabupaten=kabupaten).values_list("folded", "reason")
    return AnswerWords(
        verdicts=_shipped().verdicts,
        reasons=_shipped().reasons,
        headings=_shipped().headings,
        learnt={folded: Reason(reason) for folded, reason in learnt},
    )


def headings_of(kabupaten: str) -> dict[str, str]:
    """Folded headings to fields: the shipped ones, outranked by what people of this kabupaten said of theirs."""
    said = AnswerColumn.objects.filter(answer__programme__kabupaten=kabupaten).order_by("id")
    return dict(_shipped().headings) | {fold(heading): field for heading, field in said.values_list("heading", "field")}


@cache
def _shipped() -> AnswerWords:
    text = (files("payung.enrolment") / "data" / "answer_words.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    doubtful = frozenset(fold(word) for word in data["doubtful"])
    verdicts = data["verdicts"]
    return AnswerWords(
        verdicts={kind: _verdicts(verdicts, verdicts["kinds"][kind], doubtful) for kind in Kind},
        reasons=_words(_pairs(data["reasons"]), {}, doubtful),
        headings=dict(_pairs(data["headings"])),
        learnt={},
    )


def _verdicts(general: Mapping[str, Any], of_kind: Mapping[str, Iterable[object]], doubtful: frozenset[str]) -> Words:
    phrases = [*_pairs(general["meanings"]), *_pairs(of_kind)]
    return _words(phrases, dict(_pairs(general["whole"])), doubtful)


def _words(phrases: list[tuple[str, str]], whole: Mapping[str, str], doubtful: frozenset[str]) -> Words:
    longest_first = tuple(sorted(phrases, key=lambda pair: (-len(pair[0]), pair)))
    return Words(phrases=longest_first, whole=whole, together={}, doubtful=doubtful, neutral=frozenset())


def _pairs(data: Mapping[str, Iterable[object]]) -> list[tuple[str, str]]:
    return [(fold(str(word)), name) for name, words in data.items() for word in words]
