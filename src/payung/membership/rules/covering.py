"""One human being's cover across memberships: what counts, since when, and whether an end has closed it. Pure.

The law of cover itself is `payung.law`: it knows one registration and its receipts. Here is what several memberships,
of one programme after the other, and their ends make of that. `covering_columns` is the same for columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from payung.law.rules.receipts import Membership as Registration
from payung.law.rules.receipts import Payment
from payung.membership.states import EndReason
from payung.shared.dates import Month

CLOSING = frozenset(EndReason) - {EndReason.BUDGET_ENDED}  # of a budget that ends the months unpaid decide


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A membership as cover sees it. `owed_through`: its last month, or the last owed where it ended."""

    membership_id: int
    registered_date: date
    first_month: Month
    owed_through: Month
    end_reason: EndReason | None = None
    ended_date: date | None = None

    def owes(self, month: Month) -> bool:
        return self.first_month <= month <= self.owed_through


def closed_from(*, end_reason: EndReason | None, ended_date: date | None, owed_through: Month) -> date | None:
    """The first day without cover by this membership, whatever was paid; None where it is not closed.

    Source: domain/law.md §5.1 "End of cover": death, moved to PU, found ineligible by Pemda; §0.8.   Unit: a day.
    Edge:   the dead from the day after; others with the month after the last owed. A budget that ended closes nothing:
            nobody pays any more, and the months unpaid decide (§2.3).
    """
    if end_reason is None or end_reason not in CLOSING:
        return None
    if end_reason is EndReason.DIED and ended_date is not None:
        return ended_date + timedelta(days=1)
    return owed_through.plus(1).first_day


def counted(*, spells: Sequence[Spell], paid: Sequence[Payment]) -> list[Payment]:
    """Of what BPJS received the months that one of the memberships owes, each once, as it was paid first.

    Source: domain/law.md §2.3 "Refund": a month after the end is no cover but is compensated to others.
    """
    first: dict[Month, Payment] = {}
    for payment in sorted(paid, key=lambda one: (one.paid_on, one.month)):
        if any(spell.owes(payment.month) for spell in spells):
            first.setdefault(payment.month, payment)
    return sorted(first.values(), key=lambda one: one.month)


def registration(*, spells: Sequence[Spell], payments: Sequence[Payment], on: date) -> Registration:
    """Since when the human being is registered: first of those memberships of which a month was paid by `on`.

    A registration that was never paid started nothing, so it does not shorten the three months of JKM. Where nothing
    was paid: the first of all.
    """
    months = [payment.month for payment in payments if payment.paid_on <= on]
    begun = [spell for spell in spells if any(spell.owes(month) for month in months)]
    return Registration(registered_on=min(spell.registered_date for spell in begun or spells), payments=list(payments))


def closing(*, spells: Sequence[Spell], on: date) -> Spell | None:
    """The membership whose end closed cover by `on`: the latest that had begun, if it is closed; else a death.

    Of several that began in one month one that is not closed counts. A death is of the human being: it closes every
    membership that was registered until that day. Whoever BPJS registers after it lives, and the end was a mistake.
    """
    begun = [spell for spell in spells if spell.first_month <= Month.of(on)]
    if not begun:
        return None
    latest = max(begun, key=lambda spell: (spell.first_month, not is_closed(spell, on=on), spell.membership_id))
    if is_closed(latest, on=on):
        return latest
    deaths = [spell for spell in spells if _died(spell, since=latest.registered_date) and is_closed(spell, on=on)]
    return max(deaths, key=lambda spell: spell.membership_id) if deaths else None


def _died(spell: Spell, *, since: date) -> bool:
    return spell.end_reason is EndReason.DIED and spell.ended_date is not None and spell.ended_date >= since


def is_closed(spell: Spell, *, on: date) -> bool:
    day = closed_from(end_reason=spell.end_reason, ended_date=spell.ended_date, owed_through=spell.owed_through)
    return day is not None and day <= on
