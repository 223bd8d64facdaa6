"""Bills and payments as they must be: by what was acknowledged, and by each other, counted from the tables alone."""

from collections import Counter
from uuid import UUID

from django.db.models import Count, F, Sum

from crash import looking
from crash.asking import Acknowledged
from crash.house import KABUPATEN, MONTH_RP
from crash.insured import Named
from crash.money_acts import OF_BILLS, OF_PAYMENTS

STANDS = {"drawn_up", "issued", "paid", "received"}  # bills that are not cancelled


def is_known(key: UUID) -> bool:
    """Whether an act of this request is there."""
    from payung.contributions.models import BillAct, PaymentAct

    return any(acts.objects.filter(request_key=key).exists() for acts in (BillAct, PaymentAct))


def wrong(where: Named, acknowledged: list[Acknowledged], *, before: int) -> list[str]:
    """What differs from what was acknowledged, and what does not fit together. `before`: events that were there."""
    return acts_wrong(acknowledged, before=before) + dues_wrong(where) + books_wrong(where)


def acts_wrong(acknowledged: list[Acknowledged], *, before: int) -> list[str]:
    """Bills and payments are as they were last acknowledged, each act stands once, and one event for each."""
    from payung.contributions.models import Bill, BillAct, Payment, PaymentAct

    of_bills = [one for one in acknowledged if one.act in OF_BILLS]
    of_payments = [one for one in acknowledged if one.act in OF_PAYMENTS]
    acts = BillAct.objects.exclude(event="pay").values_list("bill", "event", "request_key")
    of_payment = PaymentAct.objects.values_list("payment", "event", "request_key")
    due_events = Counter((f"contributions.{OF_BILLS[one.act].audited}", f"bill:{one.subject}") for one in of_bills)
    due_events += Counter(
        (f"contributions.{OF_PAYMENTS[one.act].audited}", f"payment:{one.subject}") for one in of_payments
    )
    payments = {one.subject: one.state for one in of_payments}
    return looking.differences(
        bills=(dict(Bill.objects.values_list("id", "state")), bills_due(of_bills, payments)),
        payments=(dict(Payment.objects.values_list("id", "state")), payments),
        acts=(Counter(acts), Counter((one.subject, OF_BILLS[one.act].event, one.key) for one in of_bills)),
        acts_of_payments=(
            Counter(of_payment),
            Counter((one.subject, OF_PAYMENTS[one.act].event, one.key) for one in of_payments),
        ),
        events=(Counter((event.act, event.subject) for event in looking.events()[before:]), due_events),
        chain=(looking.broken_chain(), ""),
    )


def bills_due(acknowledged: list[Acknowledged], payments: dict[int, str]) -> dict[int, str]:
    """As last acknowledged; and paid once what was paid of it is the whole."""
    from payung.contributions.models import Bill, Share

    states = {one.subject: one.state for one in acknowledged}
    paid = [payment_id for payment_id, state in payments.items() if state == "disbursed"]
    sums = dict(Share.objects.filter(payment__in=paid).values_list("bill").annotate(Sum("amount_rp")).order_by())
    for bill in Bill.objects.filter(id__in=[key for key, state in states.items() if state == "issued"]):
        if sums.get(bill.pk, 0) == bill.jkk_rp + bill.jkm_rp:
            states[bill.pk] = "paid"
    return states


def dues_wrong(where: Named) -> list[str]:
    """Every bill that stands has a due for each member, nobody owes a month twice, and no due is without its bill."""
    from payung.audit.rules import hash_of_lines
    from payung.contributions.models import Bill, Due
    from payung.contributions.queries.billing_lines import due_lines

    live = Due.objects.filter(void=False)
    twice = live.values("person", "month").annotate(times=Count("id")).filter(times__gt=1)
    hashes = {bill.pk: (hash_of_lines(due_lines(bill_id=bill.pk)), bill.dues_sha256) for bill in Bill.objects.all()}
    standing = Bill.objects.exclude(state="cancelled")
    return looking.differences(
        dues_twice=(twice.count(), 0),
        dues=(
            dict(live.values_list("bill").annotate(Count("id")).order_by()),
            dict.fromkeys(standing.values_list("id", flat=True), where.many),
        ),
        void_dues=(Due.objects.filter(void=True).exclude(bill__state="cancelled").count(), 0),
        dues_without_bill=(Due.objects.exclude(bill__in=Bill.objects.all()).count(), 0),
        dues_of_another_month=(live.exclude(month=F("bill__first_month")).count(), 0),
        dues_of_another_sum=(live.exclude(jkk_rp=F("jkk_rp") * 0 + MONTH_RP - F("jkm_rp")).count(), 0),
        hashes=({key: seen for key, (seen, _) in hashes.items()}, {key: due for key, (_, due) in hashes.items()}),
    )


def books_wrong(where: Named) -> list[str]:
    """The trial balance is nothing, and each account holds what decree, bills, payments and receipts come to."""
    from payung.contributions.models import Receipt
    from payung.ledger import queries as ledger
    from payung.ledger.models import Entry

    balance = ledger.trial_balance(kabupaten=KABUPATEN)
    found = ledger.balances(programme_id=where.programme.id)[where.fund_id]
    stands = {str(kind): (one.amount_rp, one.person_months) for kind, one in found.items()}
    kinds = Counter(Entry.objects.exclude(kind__in=["ceiling", "commitment"]).values_list("kind", flat=True))
    receipts = Receipt.objects.aggregate(count=Count("id"), sum=Sum("amount_rp"))
    due, due_kinds = books_due(where, receipts["sum"] or 0, receipts["count"])
    return looking.differences(
        trial_balance=((balance.total_rp, balance.total_person_months), (0, 0)),
        books=({kind: stands[kind] for kind in due}, due),
        entries=(dict(kinds), due_kinds),
    )


def books_due(where: Named, received_rp: int, receipts: int) -> tuple[dict[str, tuple[int, int]], dict[str, int]]:
    """Rupiah and person-months by account, and how many entries of each kind."""
    from payung.contributions.models import Bill, Payment

    bills = list(Bill.objects.values_list("state", "jkk_rp", "jkm_rp", "due_count"))
    months = Counter[str]()
    billed_rp = 0
    for state, jkk_rp, jkm_rp, count in bills:
        months[state] += count
        billed_rp += jkk_rp + jkm_rp if state in STANDS else 0
    payments = list(Payment.objects.filter(state="disbursed").values_list("amount_rp", flat=True))
    all_months, billed = where.many * 12, sum(months[state] for state in STANDS)
    due = {
        "available": (0, 0),
        "committed": (all_months * MONTH_RP - billed_rp, all_months - billed),
        "billed": (billed_rp - sum(payments), months["drawn_up"] + months["issued"]),
        "paid": (sum(payments) - received_rp, months["paid"]),
        "received": (received_rp, months["received"]),
        "overpaid": (0, 0),
    }
    entries = {
        "bill": len(bills),
        "bill_cancelled": sum(state == "cancelled" for state, *_ in bills),
        "payment": len(payments),
        "receipt": receipts,
    }
    return due, {kind: count for kind, count in entries.items() if count}
