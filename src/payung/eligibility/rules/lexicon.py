"""The words of other offices, and how meanings are found in a text. Data handed in (`data/answer_words.yaml`). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from payung.intake.rules.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a text means: its meanings, whether a word of doubt stands beside them, and whether nothing unknown does."""

    meanings: frozenset[str]
    doubtful: bool = False
    plain: bool = True


NOTHING_HEARD = Heard(meanings=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one register. `phrases` come with the longest first; all are folded."""

    phrases: tuple[tuple[str, str], ...]  # phrase, meaning
    whole: Mapping[str, str]
    together: Mapping[frozenset[str], str]
    doubtful: frozenset[str]
    neutral: frozenset[str]

    def heard(self, text: str) -> Heard:
        """The meanings of a folded text. A phrase uses its words up: `tidak aktif` is not `aktif`."""
        if meaning := self.whole.get(text):
            return Heard(meanings=frozenset({meaning}))
        rest = f" {text} "
        found = set()
        for phrase, meaning in self.phrases:
            padded = f" {phrase} "
            while padded in rest:
                found.add(meaning)
                rest = rest.replace(padded, " | ", 1)
        left = {word for word in rest.split() if word != "|" and not word.isdigit()}
        return Heard(meanings=frozenset(found), doubtful=not self.doubtful.isdisjoint(left), plain=left <= self.neutral)

    def one(self, meanings: frozenset[str]) -> str | None:
        """The one thing that these meanings are together; None where they are none, or contradict each other."""
        return next(iter(meanings)) if len(meanings) == 1 else self.together.get(meanings)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerWords:
    """How a payer is written: the words before it, those that begin it, and one body by several names."""

    after: tuple[str, ...]
    begins: frozenset[str]
    companies: frozenset[str]
    until: tuple[str, ...]
    same: tuple[tuple[str, str], ...]  # longest first: as written → as compared

    def name(self, written: str) -> str:
        """A payer's name as compared: folded, bodies of several names under one."""
        padded = f" {fold(written)} "
        for other, one in self.same:
            padded = padded.replace(f" {other} ", f" {one} ")
        return " ".join(dict.fromkeys(padded.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All that is known of how offices answer."""

    dukcapil: Words
    bpjs: Words
    dtsen: Words
    payers: PayerWords
    heads: frozenset[str]
    not_heads: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    yes_begins: frozenset[str]
    headings: Mapping[str, str] = field(default_factory=dict)  # folded heading → what its column holds
