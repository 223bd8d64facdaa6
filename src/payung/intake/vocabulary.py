"""Loads the words a check goes by, and finds near names for its suggestions."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from payung.intake.rules.text import fold
from payung.intake.rules.vocabulary import Headings, Vocabulary
from payung.programmes import load as programmes
from payung.programmes.rules import Occupation
from payung.regions import load as regions
from payung.regions.rules import Gazetteer, joined

_NEAR = 72  # of 100: below it a suggestion confuses more than it helps
_SUGGESTIONS = 2
_LONGEST_WORD = 80


def vocabulary(
    *,
    on: date,
    programme: Path | None = None,
    members: frozenset[str] = frozenset(),
    occupation: str | None = None,
    desa: str | None = None,
) -> Vocabulary:
    """Everything shipped, with an office's own limits. Raises ProgrammeFault, OSError."""
    limits = programmes.limits(programme)
    return Vocabulary(
        on=on,
        headings=headings(),
        occupations=_occupations(),
        gazetteer=regions.gazetteer(limits.kabupaten),
        provinces=regions.provinces(),
        limits=limits,
        members=members,
        occupation_of_all=occupation,
        desa_of_all=desa,
    )


@cache
def headings() -> Headings:
    """The shipped heading words."""
    text = (files("payung.intake") / "data" / "headings.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    under = data["under_birth"]
    fields = {fold(str(word)): name for name, words in data["fields"].items() for word in words}
    return Headings(
        fields=fields,
        run_together={word.replace(" ", ""): name for word, name in fields.items()},
        instead={fold(word): name for name, words in data["instead"].items() for word in words},
        counts=tuple(data["counts"]),
        birth_parents=frozenset(under.pop("parent_words")),
        under_birth={word: name for name, words in under.items() for word in words},
        totals=tuple(data["not_rows"]["totals"]),
        signatures=tuple(data["not_rows"]["signatures"]),
    )


def mappable_fields() -> frozenset[str]:
    """What a column may be said to hold."""
    known = headings()
    return frozenset(known.fields.values()) - {"birth_place_date"} | frozenset(known.under_birth.values())


@cache
def _occupations() -> dict[str, Occupation]:
    return {fold(word): occupation for word, occupation in programmes.occupation_rows()}


def suggest_occupation(written: str) -> str:
    """` Maksudnya nelayan?`, or nothing where no name is near."""
    return _question(_near(fold(written), _occupations()), lambda word: _occupations()[word].name)


class DesaSuggestions:
    """Near desa names, those of the named kecamatan first."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._names: dict[str | None, dict[str, str]] = {None: {}}  # kecamatan code → joined name → as shown
        for desa in gazetteer.desas:
            for code in (None, desa.kecamatan_code):
                self._names.setdefault(code, {})[joined(desa.name)] = desa.text

    def __call__(self, written: str, kecamatan: str) -> str:
        if self._gazetteer.kecamatan_code(written):
            return " Itu nama kecamatan."
        here, everywhere = self._names.get(self._gazetteer.kecamatan_code(kecamatan), {}), self._names[None]
        near = _near(joined(written), here) or _near(joined(written), everywhere)
        return _question(near, everywhere.__getitem__)


def _near(written: str, words: Iterable[str]) -> list[str]:
    from rapidfuzz import fuzz, process  # only files with unknown words need it

    found = process.extract(
        written[:_LONGEST_WORD], list(words), scorer=fuzz.ratio, limit=_SUGGESTIONS, score_cutoff=_NEAR
    )
    return [word for word, _, _ in found]


def _question(words: list[str], shown: Callable[[str], str]) -> str:
    names = list(dict.fromkeys(shown(word) for word in words))
    return f" Maksudnya {' atau '.join(names)}?" if names else ""
