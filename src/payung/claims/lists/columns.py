"""Which column of a list that came holds what, by the words of its headings."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from payung.intake.rules.text import fold
from payung.intake.rules.vocabulary import Headings
from payung.intake.vocabulary import headings as of_lists


@cache
def words_of(name: str) -> Mapping[str, str]:
    """Folded heading to what its column holds, of one of our files of words (`data/NAME_words.yaml`)."""
    text = (files("payung.claims") / "data" / f"{name}_words.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    return {fold(str(word)): field for field, words in data["headings"].items() for word in words}


def columns_of(labels: Sequence[str], *, words: Mapping[str, str]) -> dict[str, int]:
    """What each known column holds: exact headings first, then those that hold a known one of two words or more."""
    folded = [fold(label) for label in labels]
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for place, label in enumerate(folded):
        if field := words.get(label):
            columns.setdefault(field, place)  # of a second column of the same the first stands
            taken.add(place)
    for place, label in enumerate(folded):
        field = _held(label, words) if place not in taken else None
        if field and field not in columns:
            columns[field] = place
    return columns


def row_words(words: Mapping[str, str]) -> Headings:
    """These headings, with the words of lists for rows that are nobody: totals and signatures."""
    known = of_lists()
    return Headings(
        fields=words,
        run_together={},
        instead={},
        counts=known.counts,
        birth_parents=frozenset(),
        under_birth={},
        totals=known.totals,
        signatures=known.signatures,
    )


def _held(label: str, words: Mapping[str, str]) -> str | None:
    held = [one for one in words if " " in one and f" {one} " in f" {label} "]
    return words[max(held, key=len)] if held else None
