"""Until when months are owed of a membership that ends, and what proof its end needs. Pure."""

from datetime import date

from payung.membership.states import EndReason
from payung.shared.dates import Month

PROVED = frozenset({EndReason.DIED, EndReason.MOVED, EndReason.WAGE_EARNER})
DECIDED = frozenset({EndReason.AGED_OUT, EndReason.DOUBLE_FUNDED, EndReason.BUDGET_ENDED})
CONFIRMING_SOURCES = ("verval:", "claim:")  # the desa's signed minutes, the papers of a claim


def needs_document(reason: EndReason, *, source: str) -> bool:
    """Whether the end must come with a document of its own.

    Source: domain/law.md §0.8 (audits find the dead in lists), issue 4.   Unit: -.
    Edge:   what a desa confirmed in a verval, or a claim proved, has its papers there.
    """
    return reason in PROVED and not source.startswith(CONFIRMING_SOURCES)


def ended_month(*, happened_on: date, first_month: Month, last_month: Month) -> Month:
    """The last month owed of whoever died, moved or left on a day.

    Source: domain/law.md §0.8, §6.4; as decrees count the months of a struck line.   Unit: months.
    Edge:   the month in which it happened still counts; before the first month none does, and the one before it is
            named. The cut-off day of the agreement moves nothing: a month that BPJS still charges is overpaid.
    """
    return max(min(Month.of(happened_on), last_month), first_month.plus(-1))


def freed_month(*, owed: Month, paid: Month | None) -> Month:
    """The last month in which the place is used: the last owed, or the last paid where that is later.

    Source: issue 4, "place freed at the end of the last paid month".   Unit: months.
    """
    return max(owed, paid) if paid else owed


def billable_month(*, reason: EndReason, owed: Month, line_first_month: Month) -> Month:
    """The last month that a bill may still ask for once the membership has ended.

    Source: contributions.rules.dues.ENDS_BY_PLAN: only an end by plan is billed until its month.   Unit: months.
    Edge:   of all others, what no bill has asked for by then none will, also months of which the member was held: then
            the month before the first of the line is named.
    """
    return owed if reason in DECIDED else line_first_month.plus(-1)
