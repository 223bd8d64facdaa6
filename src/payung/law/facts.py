"""Reads the facts of a case as it came (JSON), each by its name; what cannot be read leaves its problem behind.

Nothing is guessed: a number in quotation marks, a true for a sum or a 30th of February is a problem, not a fact.
Not here: which facts a question needs (`questions.py`, `benefit_questions.py`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from typing import TypeVar

from payung.law.problems import told
from payung.shared.dates import Month, day_text
from payung.shared.problems import Problem

LARGEST_SUM = 10**18
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH_FORM = "teks bulan seperti 2026-05"
DAY_FORM = "teks tanggal seperti 2026-05-10"
SUM_FORM = "bilangan bulat rupiah tanpa tanda petik"
COUNT_FORM = "bilangan bulat tanpa tanda petik"
FRACTION_FORM = "bilangan tanpa tanda petik, dengan titik untuk pecahan"
FLAG_FORM = "true atau false"
WORD_FORM = "teks"
DIGITS_MOST = 60  # a longer number would cost more time than it can change an amount

Chosen = TypeVar("Chosen", bound=IntEnum)
Kind = TypeVar("Kind")
Number = TypeVar("Number", int, Fraction)


@dataclass(slots=True)
class Facts:
    """Reads facts of one case by name; a fact that cannot be read is None and leaves its problem behind."""

    case: Mapping[str, object]
    prefix: str = ""
    problems: list[Problem] = field(default_factory=list)

    def month(self, name: str, *, begins: date) -> Month | None:
        text = self.present(name, str, MONTH_FORM)
        return None if text is None else self.month_in(text, name=name, begins=begins)

    def month_in(self, text: str, *, name: str, begins: date) -> Month | None:
        month = _month(text)
        if month is None:
            self.tell("MONTH_UNREADABLE", name)
        elif month < Month.of(begins):
            self.tell("MONTH_BEFORE_LAW", name, awal=Month.of(begins).text)
            return None
        return month

    def day(self, name: str, *, begins: date | None = None, ends: date | None = None) -> date | None:
        text = self.present(name, str, DAY_FORM)
        if text is None:
            return None
        day = _day(text)
        if day is None:
            self.tell("DATE_UNREADABLE", name)
        elif begins is not None and day < begins:
            self.tell("DATE_BEFORE_LAW", name, awal=day_text(begins))
            return None
        elif ends is not None and day > ends:
            self.tell("DATE_TOO_LATE", name, akhir=day_text(ends))
            return None
        return day

    def sum_rp(self, name: str) -> int | None:
        amount = self.present(name, int, SUM_FORM)
        if amount is None:
            return None
        if amount < 0:
            self.tell("SUM_NEGATIVE", name)
        elif amount >= LARGEST_SUM:
            self.tell("SUM_TOO_LARGE", name)
        else:
            return amount
        return None

    def word(self, name: str, words: type[Chosen]) -> Chosen | None:
        """One of an enum, by its name in small letters."""
        return self._one_of(name, {choice.name.lower(): choice for choice in words})

    def short_word(self, name: str, words: type[Chosen]) -> Chosen | None:
        """One of an enum, by its name in capitals: abbreviations (SD, SMP)."""
        return self._one_of(name, {choice.name: choice for choice in words})

    def _one_of(self, name: str, choices: Mapping[str, Chosen]) -> Chosen | None:
        text = self.present(name, str, WORD_FORM)
        if text is None or text in choices:
            return None if text is None else choices[text]
        self.tell("WORD_UNKNOWN", name, kata=text[:40], pilihan=", ".join(choices))
        return None

    def flag(self, name: str, *, otherwise: bool) -> bool:
        """A yes or a no; `otherwise` where nothing is said."""
        said = self.present(name, bool, FLAG_FORM) if self.says(name) else otherwise
        return otherwise if said is None else said

    def count(self, name: str) -> int | None:
        """How many: a whole number from 0, that is no sum of money."""
        return self._not_negative(name, self.present(name, int, COUNT_FORM))

    def fraction(self, name: str) -> Fraction | None:
        """A number from 0 that may have a decimal point, exactly as it was written."""
        value = self.case.get(name)
        if isinstance(value, float) and isfinite(value):
            value = Decimal(repr(value))
        if type(value) is int:
            return self._not_negative(name, Fraction(value))
        if not isinstance(value, Decimal):
            self.tell("FACT_MISSING" if value in (None, "") else "TYPE_WRONG", name, bentuk=FRACTION_FORM)
            return None
        if value and not _is_short(value):
            self.tell("NUMBER_TOO_LARGE", name)
            return None
        return self._not_negative(name, Fraction(value))

    def _not_negative(self, name: str, number: Number | None) -> Number | None:
        if number is None:
            return None
        if number < 0:
            self.tell("NUMBER_NEGATIVE", name)
        elif number >= LARGEST_SUM:
            self.tell("NUMBER_TOO_LARGE", name)
        else:
            return number
        return None

    def inner(self, name: str, *, form: str) -> "Facts | None":
        """The facts of an object within the case."""
        its = self.present(name, dict, form)
        return None if its is None else Facts(case=its, prefix=f"{self.prefix}{name}.", problems=self.problems)

    def each(self, name: str, *, form: str) -> "Iterator[Facts]":
        """The facts of each object of a list; nothing where nothing is said."""
        entries = self.present(name, list, f"daftar berisi {form}") if self.says(name) else None
        for place, entry in enumerate(entries or []):
            label = f"{name}[{place}]"
            if isinstance(entry, Mapping):
                yield Facts(case=entry, prefix=f"{self.prefix}{label}.", problems=self.problems)
            else:
                self.tell("TYPE_WRONG", label, bentuk=form)

    def says(self, name: str) -> bool:
        """Whether anything is said about a fact that may be left out: null says nothing."""
        return self.case.get(name) is not None

    def present(self, name: str, kind: type[Kind], form: str) -> Kind | None:
        """The fact, if it is there and of this very type: True is no number, though Python counts it as one."""
        value = self.case.get(name)
        if isinstance(value, kind) and type(value) is kind and value != "":
            return value
        self.tell("FACT_MISSING" if value in (None, "") else "TYPE_WRONG", name, bentuk=form)
        return None

    def tell(self, code: str, name: str, **words: str) -> None:
        self.problems.append(told(code, nama=f"{self.prefix}{name}", **words))


@lru_cache(maxsize=4096)
def _month(text: str) -> Month | None:
    try:
        return Month.parse(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _is_short(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and -DIGITS_MOST < exponent <= number.adjusted() < DIGITS_MOST
