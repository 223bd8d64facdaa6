"""Reads a case of contribution or cover into a question, or into everything that keeps it from being one, all at once.

Not here: how one fact is read (`facts.py`), and cases of benefit (`benefit_questions.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from payung.law.dated import Law
from payung.law.facts import WORD_FORM, Facts
from payung.law.problems import told
from payung.law.rules.contribution import Payer, Sector
from payung.law.rules.receipts import Membership, Payment, presumed_day
from payung.shared.dates import Month
from payung.shared.problems import Problem


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
    facts = Facts(case=case)
    month = facts.month("month", begins=law.begins("bpu_brackets"))
    income_rp = facts.sum_rp("income_rp")
    sector = facts.word("sector", Sector)
    payer = facts.word("payer", Payer)
    schemes = _schemes(facts, "schemes")
    if month is None or income_rp is None or sector is None or payer is None or schemes is None:
        return facts.problems
    return ContributionQuestion(month=month, income_rp=income_rp, sector=sector, payer=payer, schemes=schemes)


def cover_question(case: object, *, law: Law) -> CoverQuestion | list[Problem]:
    """The facts of a cover, or all that is wrong with the case."""
    if not isinstance(case, Mapping):
        return [told("CASE_NOT_OBJECT", nama="", contoh='{"registered_on": "2026-01-05", ...}')]
    begins = law.begins("lapse_months")
    facts = Facts(case=case)
    registered_on = facts.day("registered_on")
    on = facts.day("on", begins=begins)
    payments = _payments(facts, "paid_months", begins=begins, registered_on=registered_on)
    if facts.problems or registered_on is None or on is None:
        return facts.problems
    return CoverQuestion(membership=Membership(registered_on=registered_on, payments=tuple(payments)), on=on)


def _schemes(facts: Facts, name: str) -> tuple[Scheme, ...] | None:
    """The schemes asked for, each once, in the order asked."""
    names = facts.present(name, list, "daftar berisi JKK, JKM atau keduanya")
    if names is None:
        return None
    if not names:
        facts.tell("FACT_MISSING", name, bentuk="JKK, JKM atau keduanya")
        return None
    known = {scheme.value: scheme for scheme in Scheme}
    for place, text in enumerate(names):
        if not isinstance(text, str):
            facts.tell("TYPE_WRONG", f"{name}[{place}]", bentuk=WORD_FORM)
        elif text not in known:
            facts.tell("WORD_UNKNOWN", f"{name}[{place}]", kata=text[:40], pilihan=", ".join(known))
    return None if facts.problems else tuple(known[text] for text in dict.fromkeys(names))


def _payments(facts: Facts, name: str, *, begins: date, registered_on: date | None) -> list[Payment]:
    """The payments that can be read. Without a day of registration nothing can be said of a bare month's day."""
    entries = facts.present(name, list, "daftar bulan")
    found = []
    for place, entry in enumerate(entries or []):
        label = f"{name}[{place}]"
        month: Month | None = None
        paid_on: date | None = None
        if isinstance(entry, str):
            month = facts.month_in(entry, name=label, begins=begins)
            if month is not None:
                paid_on = presumed_day(month=month, registered_on=registered_on or month.first_day)
        elif isinstance(entry, Mapping):
            inner = Facts(case=entry, prefix=f"{label}.", problems=facts.problems)
            month, paid_on = inner.month("month", begins=begins), inner.day("paid_on", begins=begins)
        else:
            facts.tell("TYPE_WRONG", label, bentuk="bulan, atau objek berisi month dan paid_on")
        if month is not None and paid_on is not None:
            found.append(Payment(month=month, paid_on=paid_on))
    return found
