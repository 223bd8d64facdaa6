"""Reads a case as it came (JSON) into facts, or into everything that keeps it from being one, all at once.

Nothing is guessed: a number in quotation marks, a true for a sum or a 30th of February is a problem, not a fact.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, IntEnum
from functools import lru_cache
from typing import TypeVar

from payung.law.dated import Law
from payung.law.problems import told
from payung.law.rules.contribution import Payer, Sector
from payung.law.rules.receipts import Membership, Payment, presumed_day
from payung.shared.dates import Month, day_text
from payung.shared.problems import Problem

LARGEST_SUM = 10**18
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH_FORM = "teks bulan seperti 2026-05"
DAY_FORM = "teks tanggal seperti 2026-05-10"
SUM_FORM = "bilangan bulat rupiah tanpa tanda petik"
WORD_FORM = "teks"

Chosen = TypeVar("Chosen", bound=IntEnum)
Kind = TypeVar("Kind")


class Scheme(Enum):
    JKK = "JKK"
    JKM = "JKM"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionQuestion:
    month: Month
    income_rp: int
    sector: Sector
    payer: Payer
    schemes: tuple[Scheme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverQuestion:
    membership: Membership
    on: date


def contribution_question(case: object, *, law: Law) -> ContributionQuestion | list[Problem]:
    """The facts of a contribution, or all that is wrong with the case."""
    if not isinstance(case, Mapping):
        return [told("CASE_NOT_OBJECT", nama="", contoh='{"month": "2026-05", ...}')]
    facts = _Facts(case=case)
    month = facts.month("month", begins=law.begins("bpu_brackets"))
    income_rp = facts.sum_rp("income_rp")
    sector = facts.word("sector", Sector)
    payer = facts.word("payer", Payer)
    schemes = facts.schemes("schemes")
    if month is None or income_rp is None or sector is None or payer is None or schemes is None:
        return facts.problems
    return ContributionQuestion(month=month, income_rp=income_rp, sector=sector, payer=payer, schemes=schemes)


def cover_question(case: object, *, law: Law) -> CoverQuestion | list[Problem]:
    """The facts of a cover, or all that is wrong with the case."""
    if not isinstance(case, Mapping):
        return [told("CASE_NOT_OBJECT", nama="", contoh='{"registered_on": "2026-01-05", ...}')]
    begins = law.begins("lapse_months")
    facts = _Facts(case=case)
    registered_on = facts.day("registered_on")
    on = facts.day("on", begins=begins)
    payments = facts.payments("paid_months", begins=begins, registered_on=registered_on)
    if facts.problems or registered_on is None or on is None:
        return facts.problems
    return CoverQuestion(membership=Membership(registered_on=registered_on, payments=tuple(payments)), on=on)


@dataclass(slots=True)
class _Facts:
    """Reads facts of one case by name; a fact that cannot be read is None and leaves its problem behind."""

    case: Mapping[str, object]
    prefix: str = ""
    problems: list[Problem] = field(default_factory=list)

    def month(self, name: str, *, begins: date) -> Month | None:
        text = self._present(name, str, MONTH_FORM)
        return None if text is None else self.month_in(text, name=name, begins=begins)

    def month_in(self, text: str, *, name: str, begins: date) -> Month | None:
        month = _month(text)
        if month is None:
            self._tell("MONTH_UNREADABLE", name)
        elif month < Month.of(begins):
            self._tell("MONTH_BEFORE_LAW", name, awal=Month.of(begins).text)
            return None
        return month

    def day(self, name: str, *, begins: date | None = None) -> date | None:
        text = self._present(name, str, DAY_FORM)
        if text is None:
            return None
        day = _day(text)
        if day is None:
            self._tell("DATE_UNREADABLE", name)
        elif begins is not None and day < begins:
            self._tell("DATE_BEFORE_LAW", name, awal=day_text(begins))
            return None
        return day

    def sum_rp(self, name: str) -> int | None:
        amount = self._present(name, int, SUM_FORM)
        if amount is None:
            return None
        if amount < 0:
            self._tell("SUM_NEGATIVE", name)
        elif amount >= LARGEST_SUM:
            self._tell("SUM_TOO_LARGE", name)
        else:
            return amount
        return None

    def word(self, name: str, words: type[Chosen]) -> Chosen | None:
        text = self._present(name, str, WORD_FORM)
        if text is None:
            return None
        for choice in words:
            if text == choice.name.lower():
                return choice
        self._tell("WORD_UNKNOWN", name, kata=text[:40], pilihan=", ".join(choice.name.lower() for choice in words))
        return None

    def schemes(self, name: str) -> tuple[Scheme, ...] | None:
        """The schemes asked for, each once, in the order asked."""
        names = self._present(name, list, "daftar berisi JKK, JKM atau keduanya")
        if names is None:
            return None
        if not names:
            self._tell("FACT_MISSING", name, bentuk="JKK, JKM atau keduanya")
            return None
        known = {scheme.value: scheme for scheme in Scheme}
        for place, text in enumerate(names):
            if not isinstance(text, str):
                self._tell("TYPE_WRONG", f"{name}[{place}]", bentuk=WORD_FORM)
            elif text not in known:
                self._tell("WORD_UNKNOWN", f"{name}[{place}]", kata=text[:40], pilihan=", ".join(known))
        return None if self.problems else tuple(known[text] for text in dict.fromkeys(names))

    def payments(self, name: str, *, begins: date, registered_on: date | None) -> list[Payment]:
        """The payments that can be read. Without a day of registration nothing can be said of a bare month's day."""
        entries = self._present(name, list, "daftar bulan")
        found = []
        for place, entry in enumerate(entries or []):
            label = f"{name}[{place}]"
            month: Month | None = None
            paid_on: date | None = None
            if isinstance(entry, str):
                month = self.month_in(entry, name=label, begins=begins)
                if month is not None:
                    paid_on = presumed_day(month=month, registered_on=registered_on or month.first_day)
            elif isinstance(entry, Mapping):
                inner = _Facts(case=entry, prefix=f"{label}.", problems=self.problems)
                month, paid_on = inner.month("month", begins=begins), inner.day("paid_on", begins=begins)
            else:
                self._tell("TYPE_WRONG", label, bentuk="bulan, atau objek berisi month dan paid_on")
            if month is not None and paid_on is not None:
                found.append(Payment(month=month, paid_on=paid_on))
        return found

    def _present(self, name: str, kind: type[Kind], form: str) -> Kind | None:
        """The fact, if it is there and of this very type: True is no number, though Python counts it as one."""
        value = self.case.get(name)
        if isinstance(value, kind) and type(value) is kind and value != "":
            return value
        self._tell("FACT_MISSING" if value in (None, "") else "TYPE_WRONG", name, bentuk=form)
        return None

    def _tell(self, code: str, name: str, **words: str) -> None:
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
