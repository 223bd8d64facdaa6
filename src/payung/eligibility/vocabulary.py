"""Loads the words of other offices (`data/answer_words.yaml`)."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from payung.eligibility.rules.lexicon import Lexicon, PayerWords, Words
from payung.intake.rules.text import fold


@cache
def lexicon() -> Lexicon:
    """The shipped words."""
    text = (files("payung.eligibility") / "data" / "answer_words.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    both = {"doubtful": _folded(data["doubtful"]), "neutral": _folded(data["neutral"])}
    return Lexicon(
        dukcapil=_words(data["dukcapil"], **both),
        bpjs=_words(data["bpjs"], **both),
        dtsen=_words(data["dtsen"], **both),
        payers=_payers(data["bpjs"]),
        heads=_folded(data["heads_of_family"]),
        not_heads=_folded(data["others_of_family"]),
        yes=_folded(data["yes"]),
        no=_folded(data["no"]),
        yes_begins=_folded(data["yes_begins"]),
        headings=dict(_pairs(data["headings"])),
    )


def _words(data: Mapping[str, Any], *, doubtful: frozenset[str], neutral: frozenset[str]) -> Words:
    return Words(
        phrases=tuple(sorted(_pairs(data["meanings"]), key=lambda pair: (-len(pair[0]), pair))),
        whole=dict(_pairs(data["whole"])),
        together={
            frozenset(mixture.split()): one for one, all_ in data.get("together", {}).items() for mixture in all_
        },
        doubtful=doubtful,
        neutral=neutral,
    )


def _payers(data: Mapping[str, Any]) -> PayerWords:
    same = ((other, one) for other, one in _pairs(data["same_words"]))
    return PayerWords(
        after=tuple(data["payer_after"]),
        begins=_folded(data["payer_begins"]),
        companies=_folded(data["companies"]),
        until=tuple(data["until"]),
        same=tuple(sorted(same, key=lambda pair: -len(pair[0]))),
    )


def _pairs(data: Mapping[str, Iterable[object]]) -> list[tuple[str, str]]:
    return [(fold(str(word)), name) for name, words in data.items() for word in words]


def _folded(words: Iterable[object]) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in words)
