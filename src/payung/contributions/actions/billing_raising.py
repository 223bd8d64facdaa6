"""A bill is raised: the dues of a fund's members for a term in one statement, and the bill that seals them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import hash_of_lines
from payung.contributions.actions.billing_asked import (
    billed_before,
    fund_of,
    locked_programme,
    locked_quotas,
    plain_words,
    programme_of,
)
from payung.contributions.actions.overpaying import compensate_with, hold_open
from payung.contributions.models import Bill, BillAct
from payung.contributions.queries.billing_facts import BillFacts, facts_of
from payung.contributions.queries.billing_lines import due_lines
from payung.contributions.queries.billing_owing import Owing, by_index, owing
from payung.contributions.queries.billing_plan import asked_of, bound_rp, last_number
from payung.contributions.queries.verifying_share import share
from payung.contributions.rules.billing_refusals import money_missing, nobody_owes, verval_missing
from payung.contributions.rules.dues import Term, elapsed
from payung.contributions.rules.refusals import not_yours, request_used
from payung.contributions.rules.verifying import Share
from payung.gateways.bulk_rows import fresh_ids
from payung.law.loader import load
from payung.ledger.actions import post
from payung.ledger.rules import Move
from payung.ledger.states import AccountKind, EntryKind
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts
from payung.shared.dates import Month

RAISE = "raise"  # the event with which a bill begins


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """The dues that stand under the id of a bill."""

    member_count: int
    due_count: int
    jkk_rp: int
    jkm_rp: int
    sha256: str


def raise_bill(
    *,
    programme_id: int,
    fund_id: int,
    first_month: Month,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    without_verval_because: str = "",
) -> BillFacts:
    """The members of a fund owe the months of the term that begins with `first_month`, and its bill stands.

    Members who are held, or whom another payer pays for too, are left out until somebody decides. Raises NotFound,
    NotYours, TermDoesNotFit, VervalMissing, NobodyOwes, MoneyMissing, and what decrees and the ledger refuse.
    """
    programme = programme_of(programme_id=programme_id, actor=actor)
    fund = fund_of(programme_id=programme_id, fund_id=fund_id)
    if not actor.may(Role.OPERATOR):
        raise not_yours("operator dinas")
    because = plain_words(without_verval_because)
    with transaction.atomic():
        locked_quotas(programme=programme, actor=actor, now=now)
        locked_programme(programme.id)
        bill_id = billed_before(request_key=request_key, event=RAISE)
        if bill_id is not None:
            _refuse_another(bill_id, fund=fund, first_month=first_month)
        else:
            asked = asked_of(programme=programme, fund=fund, first_month=first_month)
            verval = share(programme_id=programme.id, fund_id=fund.id, first_month=asked.term.first)
            if verval.round_id is None and not because:
                raise verval_missing(month=asked.term.first)
            bill_id = _raised(programme, fund, asked, verval, because, request_key=request_key, actor=actor, now=now)
    return facts_of(bill_id)


def _refuse_another(bill_id: int, *, fund: FundFacts, first_month: Month) -> None:
    """The request that raised this bill asked for the same. Raises RequestUsed."""
    asked_for = Bill.objects.filter(id=bill_id, fund=fund.id, first_month=first_month.first_day)
    if not asked_for.exists():
        raise request_used()


def _raised(
    programme: ProgrammeFacts,
    fund: FundFacts,
    asked: Owing,
    verval: Share,
    because: str,
    *,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> int:
    bill = _drawn_up(programme, fund, asked, verval, request_key=request_key, actor=actor, now=now)
    hold_open(fund_id=fund.id)
    _post(bill, request_key=request_key, actor=actor, now=now)
    less = compensate_with(bill_id=bill.pk, actor=actor, now=now)
    BillAct.objects.create(
        bill=bill, event=RAISE, note=because, request_key=request_key, made_by=actor.key, made_at=now
    )
    late = elapsed(months=asked.term.months, today=timezone.localtime(now).date())
    record(
        kabupaten=programme.kabupaten,
        act="contributions.raise_bill",
        actor=actor.key,
        subject=f"bill:{bill.pk}",
        facts={
            **_facts(bill, fund),
            "compensated_rp": less.jkk_rp + less.jkm_rp,
            "elapsed_months": [str(month) for month in late],
            "without_verval_because": because,
        },
        now=now,
    )
    return bill.pk


def _drawn_up(
    programme: ProgrammeFacts,
    fund: FundFacts,
    asked: Owing,
    verval: Share,
    *,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> Bill:
    """The dues first: the bill tells their sums."""
    (bill_id,) = fresh_ids(table="contributions_bill", count=1)
    dues = _write_dues(asked, bill_id)
    _refuse_unpayable(dues, asked)
    return Bill.objects.create(
        id=bill_id,
        programme_id=programme.id,
        fund_id=fund.id,
        number=_next_number(programme.id),
        first_month=asked.term.first.first_day,
        last_month=asked.term.last.first_day,
        member_count=dues.member_count,
        due_count=dues.due_count,
        jkk_rp=dues.jkk_rp,
        jkm_rp=dues.jkm_rp,
        dues_sha256=dues.sha256,
        law_sha256=load("contribution").hash,
        verval_id=verval.round_id,
        asked_count=verval.asked,
        confirmed_count=verval.confirmed,
        silent_desa_count=len(verval.silent_desas),
        made_by=actor.key,
        made_at=now,
        request_key=request_key,
    )


def _facts(bill: Bill, fund: FundFacts) -> dict[str, object]:
    """What the audit chain keeps of a bill as it was raised."""
    return {
        "fund": fund.code,
        "number": bill.number,
        "first_month": str(Month.of(bill.first_month)),
        "last_month": str(Month.of(bill.last_month)),
        "members": bill.member_count,
        "person_months": bill.due_count,
        "jkk_rp": bill.jkk_rp,
        "jkm_rp": bill.jkm_rp,
        "dues_sha256": bill.dues_sha256,
        "law_sha256": bill.law_sha256,
        "verval": bill.verval_id,
        "asked": bill.asked_count,
        "confirmed": bill.confirmed_count,
        "silent_desas": bill.silent_desa_count,
    }


def _write_dues(asked: Owing, bill_id: int) -> _Written:
    sql, params = owing(asked)
    with by_index(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO contributions_due"  # noqa: S608 - words of our own
            " (membership_id, person_id, fund_id, bill_id, month, jkk_rp, jkm_rp, void)"
            " SELECT membership_id, person_id, fund_id, %s, month, jkk_rp, jkm_rp, %s"
            f" FROM ({sql}) AS o ORDER BY membership_id, month",
            [bill_id, False, *params],
        )
        cursor.execute(
            "SELECT count(DISTINCT membership_id), count(*), coalesce(sum(jkk_rp), 0), coalesce(sum(jkm_rp), 0)"
            " FROM contributions_due WHERE bill_id = %s",
            [bill_id],
        )
        members, dues, jkk_rp, jkm_rp = map(int, cursor.fetchone())
    return _Written(
        member_count=members,
        due_count=dues,
        jkk_rp=jkk_rp,
        jkm_rp=jkm_rp,
        sha256=hash_of_lines(due_lines(bill_id=bill_id)),
    )


def _refuse_unpayable(dues: _Written, asked: Owing) -> None:
    if dues.due_count == 0:
        raise nobody_owes(term=term_words(asked.term), number=last_number(asked))
    bound = bound_rp(programme_id=asked.programme_id, fund_id=asked.fund_id)
    if dues.jkk_rp + dues.jkm_rp > bound:
        raise money_missing(needed_rp=dues.jkk_rp + dues.jkm_rp, there_rp=bound)


def term_words(term: Term) -> str:
    """`Januari 2027 sampai dengan Maret 2027`, or the one month."""
    return term.first.text if term.first == term.last else f"{term.first.text} sampai dengan {term.last.text}"


def _next_number(programme_id: int) -> int:
    last: int | None = Bill.objects.filter(programme=programme_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _post(bill: Bill, *, request_key: UUID, actor: Actor, now: datetime) -> None:
    move = Move(
        fund_id=bill.fund_id,
        from_=AccountKind.COMMITTED,
        to=AccountKind.BILLED,
        amount_rp=bill.jkk_rp + bill.jkm_rp,
        person_months=bill.due_count,
    )
    post(
        programme_id=bill.programme_id,
        kind=EntryKind.BILL,
        on_date=timezone.localtime(now).date(),
        about=f"Tagihan {bill.number} untuk {bill.due_count} orang-bulan",
        source=f"bill:{bill.pk}",
        moves=[move],
        request_key=uuid5(request_key, "bill"),
        actor=actor,
        now=now,
    )
