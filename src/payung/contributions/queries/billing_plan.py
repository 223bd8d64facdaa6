"""What a bill would hold if it were raised now: shown before it is, and compared with what it then holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from payung.accounts.rules import Actor
from payung.contributions.models import Bill
from payung.contributions.queries.billing_owing import Owing, by_index, owing, standing, twins
from payung.contributions.queries.verifying_share import share
from payung.contributions.rules.billing_refusals import (
    fund_not_found,
    month_outside,
    no_agreement,
    programme_not_found,
)
from payung.contributions.rules.dues import (
    LeftOut,
    Term,
    across_new_year,
    elapsed,
    prices,
    term_of,
)
from payung.contributions.rules.verifying import Share
from payung.contributions.states import BillState
from payung.law.loader import load
from payung.ledger import queries as ledger
from payung.ledger.states import AccountKind
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPlan:
    """One month of a bill. `elapsed`: it ended before today, so paying it protects nobody."""

    month: Month
    due_count: int
    jkk_rp: int
    jkm_rp: int
    elapsed: bool
    across_new_year: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BillPlan:
    """A bill that is not raised yet. Sums in rupiah before compensation.

    `bound_rp`: committed and not billed; None where the books were never opened, which raising the bill does first.
    """

    programme_id: int
    fund_id: int
    term: Term
    member_count: int
    months: tuple[MonthPlan, ...]
    left_out: Mapping[LeftOut, int]
    uncertain: bool  # APBDes or CSR in a month of discount: the whole sum, and whether it is owed is open
    bound_rp: int | None
    share: Share
    last_number: int | None  # of the latest bill of the fund that has dues in the term

    @property
    def due_count(self) -> int:
        return sum(month.due_count for month in self.months)

    @property
    def jkk_rp(self) -> int:
        return sum(month.jkk_rp for month in self.months)

    @property
    def jkm_rp(self) -> int:
        return sum(month.jkm_rp for month in self.months)

    @property
    def amount_rp(self) -> int:
        return self.jkk_rp + self.jkm_rp

    @property
    def enough(self) -> bool:
        return self.bound_rp is None or self.amount_rp <= self.bound_rp

    @property
    def elapsed_months(self) -> tuple[Month, ...]:
        return tuple(month.month for month in self.months if month.elapsed and month.due_count)

    @property
    def months_across_new_year(self) -> tuple[Month, ...]:
        return tuple(month.month for month in self.months if month.across_new_year and month.due_count)


def preview(*, programme_id: int, fund_id: int, first_month: Month, today: date, actor: Actor) -> BillPlan:
    """Members, months and sums of the bill that would be raised today. Raises NotFound, TermDoesNotFit."""
    programme = programmes.by_id(programme_id=programme_id)
    if programme is None or programme.kabupaten != actor.kabupaten:
        raise programme_not_found()
    fund = next((one for one in programmes.funds(programme_id=programme_id) if one.id == fund_id), None)
    if fund is None:
        raise fund_not_found()
    asked = asked_of(programme=programme, fund=fund, first_month=first_month)
    with transaction.atomic(), by_index():
        found = _by_month(asked)
        members, left_out = _standing(asked)
    late, beyond = (
        elapsed(months=asked.term.months, today=today),
        across_new_year(months=asked.term.months, today=today),
    )
    return BillPlan(
        programme_id=programme_id,
        fund_id=fund_id,
        term=asked.term,
        member_count=members,
        months=tuple(
            MonthPlan(
                month=month,
                due_count=found.get(month, (0, 0, 0))[0],
                jkk_rp=found.get(month, (0, 0, 0))[1],
                jkm_rp=found.get(month, (0, 0, 0))[2],
                elapsed=month in late,
                across_new_year=month in beyond,
            )
            for month in asked.term.months
        ),
        left_out=left_out,
        uncertain=any(price.uncertain for price in asked.prices),
        bound_rp=bound_rp(programme_id=programme_id, fund_id=fund_id)
        if ledger.is_open(programme_id=programme_id)
        else None,
        share=share(programme_id=programme_id, fund_id=fund_id, first_month=asked.term.first),
        last_number=last_number(asked),
    )


def asked_of(*, programme: ProgrammeFacts, fund: FundFacts, first_month: Month) -> Owing:
    """The term of the agreement that begins with the month, and its prices. Raises TermDoesNotFit."""
    agreement = programmes.agreement(programme_id=programme.id)
    if agreement is None:
        raise no_agreement()
    term = term_of(
        month=first_month,
        programme_first=programme.first_month,
        programme_last=programme.last_month,
        term_months=agreement.term_months,
    )
    if term is None:
        raise month_outside(month=first_month, first=programme.first_month, last=programme.last_month)
    return Owing(
        programme_id=programme.id,
        fund_id=fund.id,
        term=term,
        prices=prices(kind=fund.kind, months=term.months, law=load("contribution")),
        twins=twins(programme_id=programme.id, fund_id=fund.id, term=term),
    )


def bound_rp(*, programme_id: int, fund_id: int) -> int:
    """What decrees in force have bound of the fund, and no bill has taken."""
    found = ledger.balances(programme_id=programme_id).get(fund_id, {}).get(AccountKind.COMMITTED)
    return found.amount_rp if found else 0


def last_number(asked: Owing) -> int | None:
    """The latest bill of the fund that stands and has months of the term."""
    found = Bill.objects.filter(
        programme=asked.programme_id,
        fund=asked.fund_id,
        first_month__lte=asked.term.last.first_day,
        last_month__gte=asked.term.first.first_day,
    ).exclude(state=BillState.CANCELLED)
    return found.order_by("-number").values_list("number", flat=True).first()


def _by_month(asked: Owing) -> dict[Month, tuple[int, int, int]]:
    sql, params = owing(asked)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT month, count(*), sum(jkk_rp), sum(jkm_rp) FROM ({sql}) AS o GROUP BY month",  # noqa: S608
            params,
        )
        return {_month(month): (count, int(jkk), int(jkm)) for month, count, jkk, jkm in cursor.fetchall()}


def _standing(asked: Owing) -> tuple[int, dict[LeftOut, int]]:
    """How many members owe, and how many of the fund do not, by why."""
    sql, params = owing(asked)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT membership_id) FROM ({sql}) AS o", params)  # noqa: S608
        members: int = cursor.fetchone()[0]
        cursor.execute(*standing(asked))
        found = dict(cursor.fetchall())
    billed = found.pop("", 0) - members
    counts = {LeftOut(why): count for why, count in found.items()} | {LeftOut.BILLED: billed}
    return members, {why: counts[why] for why in LeftOut if counts.get(why, 0) > 0}


def _month(day: date | str) -> Month:
    """SQLite tells days as texts."""
    return Month.of(date.fromisoformat(day) if isinstance(day, str) else day)
