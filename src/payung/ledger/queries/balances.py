"""What stands on the accounts: of a programme by fund, and of a whole kabupaten as a trial balance."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from payung.audit.rules import hash_of_lines
from payung.ledger.models import Account, Posting
from payung.ledger.rules import Balance, balance_of
from payung.ledger.states import AccountKind
from payung.programmes import queries as programmes

Balances = dict[int, dict[AccountKind, Balance]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRow:
    """An account with its sums: debit above nothing, credit below."""

    programme_id: int
    programme: str  # its code
    fund_id: int
    fund: str  # its code
    kind: AccountKind
    amount_rp: int
    person_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialBalance:
    """All accounts; both totals are nothing while the books are sound."""

    rows: tuple[TrialRow, ...]
    total_rp: int
    total_person_months: int

    @property
    def sha256(self) -> str:
        """Of its rows, for the close of a month."""
        return hash_of_lines(
            f"{row.programme}|{row.fund}|{row.kind}|{row.amount_rp}|{row.person_months}" for row in self.rows
        )


def balances(*, programme_id: int, on: date | None = None) -> Balances:
    """For every fund of the programme every account, also those on which nothing was written; at the end of the day."""
    found = {fund.id: {kind: Balance() for kind in AccountKind} for fund in programmes.funds(programme_id=programme_id)}
    sums = _until(on).filter(account__programme=programme_id).values_list("fund", "account__kind")
    for fund_id, kind, amount_rp, person_months in sums.annotate(Sum("amount_rp"), Sum("person_months")).order_by():
        kind = AccountKind(kind)
        found[fund_id][kind] = balance_of(kind=kind, amount_rp=amount_rp, person_months=person_months)
    return found


def trial_balance(*, kabupaten: str, on: date | None = None) -> TrialBalance:
    """What every account of the kabupaten holds at the end of the day; of today every posting counts."""
    order = [*AccountKind]
    sums = _until(on).filter(account__kabupaten=kabupaten).order_by()
    groups = sums.values_list(
        "account__programme", "account__programme__code", "fund", "account__fund__code", "account__kind"
    )
    rows = [
        TrialRow(
            programme_id=programme_id,
            programme=programme,
            fund_id=fund_id,
            fund=fund,
            kind=AccountKind(kind),
            amount_rp=amount_rp,
            person_months=person_months,
        )
        for programme_id, programme, fund_id, fund, kind, amount_rp, person_months in groups.annotate(
            Sum("amount_rp"), Sum("person_months")
        )
    ]
    rows.sort(key=lambda row: (row.programme, row.fund, order.index(row.kind)))
    return TrialBalance(
        rows=tuple(rows),
        total_rp=sum(row.amount_rp for row in rows),
        total_person_months=sum(row.person_months for row in rows),
    )


def sums_of(accounts: list[Account]) -> dict[int, tuple[int, int]]:
    """By id of the account, rupiah and person-months with their sign."""
    found = Posting.objects.filter(account__in=accounts).values_list("account")
    return {
        account_id: (rp, months)
        for account_id, rp, months in found.annotate(Sum("amount_rp"), Sum("person_months")).order_by()
    }


def _until(on: date | None) -> QuerySet[Posting]:
    return Posting.objects.all() if on is None else Posting.objects.filter(entry__on_date__lte=on)
