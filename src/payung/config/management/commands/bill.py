"""`payung bill …`: dues, bills, payments and receipts of a programme. Thin over contributions.actions."""

import json
import uuid
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.config.management.commands.decree import acting, in_words
from payung.contributions import actions, files, queries
from payung.contributions.queries import BillFacts, BillPlan, PaymentFacts
from payung.contributions.rules.refusals import Refused
from payung.contributions.rules.scans import Scan
from payung.contributions.states import NotAllowed, Scheme
from payung.decrees.rules.refusals import Refused as DecreesRefused
from payung.ledger.rules import Refused as LedgerRefused
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts
from payung.shared.dates import Month

Said = dict[str, Any]
F = TypeVar("F")


class Command(BaseCommand):
    help = "Bills and payments: plan, raise, code, cancel, request, verify, order, disburse, withdraw, receipt, list, show."

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        for name, about in (("plan", "what the bill of a term would hold"), ("raise", "write the dues and their bill")):
            term = _step(steps, name, about)
            term.add_argument("--programme", required=True, metavar="P")
            term.add_argument("--fund", required=True, metavar="CODE")
            term.add_argument("--month", required=True, type=Month.parse, metavar="YYYY-MM", help="the first")
            term.add_argument("--without-verval", default="", metavar="WHY", help="why the desa were not asked")
        code = _of_bill(steps, "code", "BPJS gave a kode iuran, or another where one was recorded")
        code.add_argument("--code", required=True)
        code.add_argument("--heads", required=True, type=int)
        code.add_argument("--rp", required=True, type=int)
        code.add_argument("--issued", required=True, type=date.fromisoformat)
        code.add_argument("--expires", required=True, type=date.fromisoformat)
        code.add_argument("--because", default="kode sebelumnya kedaluwarsa")
        _of_bill(steps, "cancel", "before money moved").add_argument("--because", required=True)
        receipt = _of_bill(steps, "receipt", "BPJS received the whole of a paid bill")
        receipt.add_argument("--date", required=True, type=date.fromisoformat)
        receipt.add_argument("--rp", required=True, type=int)
        receipt.add_argument("--reference", required=True)
        receipt.add_argument("--scan", type=Path, metavar="FILE")
        _of_bill(steps, "show", "where a bill stands")
        _step(steps, "list", "the bills of a programme").add_argument("--programme", required=True, metavar="P")
        self._payments(steps)

    def _payments(self, steps: Any) -> None:
        request = _step(steps, "request", "draw up an SPP-LS for bills of one fund")
        request.add_argument("--programme", required=True, metavar="P")
        request.add_argument("--scheme", required=True, choices=[scheme.value for scheme in Scheme])
        request.add_argument("--spp", required=True, metavar="NUMBER")
        request.add_argument("--date", required=True, type=date.fromisoformat)
        request.add_argument("--account", required=True, metavar="CODE")
        request.add_argument("--share", required=True, action="append", type=_share, metavar="BILL:RP")
        _of_payment(steps, "verify", "papers and sums are right")
        order = _of_payment(steps, "order", "the SPM is signed")
        order.add_argument("--spm", required=True, metavar="NUMBER")
        order.add_argument("--date", required=True, type=date.fromisoformat)
        disburse = _of_payment(steps, "disburse", "BPKAD gave the SP2D")
        disburse.add_argument("--sp2d", required=True, metavar="NUMBER")
        disburse.add_argument("--date", required=True, type=date.fromisoformat)
        disburse.add_argument("--scan", type=Path, metavar="FILE")
        _of_payment(steps, "withdraw", "it will not be paid").add_argument("--because", required=True)

    def handle(self, *, step: str, as_json: bool, **said: Any) -> None:
        try:
            actor = acting(username=said["username"], kabupaten=said["kabupaten"])
            answer = STEPS[step](said, actor)
        except (Refused, NotAllowed, LedgerRefused, DecreesRefused, OSError) as refusal:
            raise CommandError(" ".join(str(refusal).split()), returncode=2) from refusal
        self.stdout.write(json.dumps(answer, ensure_ascii=False, default=str) if as_json else in_words(answer))


def _step(steps: Any, name: str, about: str) -> ArgumentParser:
    parser: ArgumentParser = steps.add_parser(name, help=about)
    parser.add_argument("--as", dest="username", default="", metavar="USER", help="whose roles count")
    parser.add_argument("--kabupaten", default="", metavar="CODE", help="the shipped one, unless given")
    parser.add_argument("--key", type=uuid.UUID, default=None, metavar="UUID", help="of the request: it acts once")
    parser.add_argument("--json", action="store_true", dest="as_json")
    return parser


def _of_bill(steps: Any, name: str, about: str) -> ArgumentParser:
    parser = _step(steps, name, about)
    parser.add_argument("bill", type=int, metavar="BILL")
    return parser


def _of_payment(steps: Any, name: str, about: str) -> ArgumentParser:
    parser = _step(steps, name, about)
    parser.add_argument("payment", type=int, metavar="PAYMENT")
    return parser


def _share(text: str) -> tuple[int, int]:
    """`12:168000`: so much for that bill."""
    bill, _colon, amount = text.partition(":")
    return int(bill), int(amount)


def plan(said: Said, actor: Actor) -> Said:
    programme, fund = _asked(said, actor)
    found = queries.preview(
        programme_id=programme.id, fund_id=fund.id, first_month=said["month"], today=timezone.localdate(), actor=actor
    )
    return told_plan(found)


def raise_(said: Said, actor: Actor) -> Said:
    programme, fund = _asked(said, actor)
    found = actions.raise_bill(
        programme_id=programme.id,
        fund_id=fund.id,
        first_month=said["month"],
        without_verval_because=said["without_verval"],
        **_who(said, actor),
    )
    return told_bill(found)


def code(said: Said, actor: Actor) -> Said:
    given = {
        "bill_id": said["bill"],
        "code": said["code"],
        "head_count": said["heads"],
        "amount_rp": said["rp"],
        "issued_date": said["issued"],
        "expires_date": said["expires"],
    }
    if queries.bill(bill_id=said["bill"], actor=actor).code:
        return told_bill(actions.reissue_code(**given, because=said["because"], **_who(said, actor)))
    return told_bill(actions.issue_code(**given, **_who(said, actor)))


def cancel(said: Said, actor: Actor) -> Said:
    return told_bill(actions.cancel_bill(bill_id=said["bill"], because=said["because"], **_who(said, actor)))


def request(said: Said, actor: Actor) -> Said:
    found = actions.request_payment(
        programme_id=_programme(said, actor).id,
        scheme=Scheme(said["scheme"]),
        spp_number=said["spp"],
        spp_date=said["date"],
        account_code=said["account"],
        shares=said["share"],
        **_who(said, actor),
    )
    return told_payment(found)


def verify(said: Said, actor: Actor) -> Said:
    return told_payment(actions.verify_payment(payment_id=said["payment"], **_who(said, actor)))


def order(said: Said, actor: Actor) -> Said:
    found = actions.order_payment(
        payment_id=said["payment"], spm_number=said["spm"], spm_date=said["date"], **_who(said, actor)
    )
    return told_payment(found)


def withdraw(said: Said, actor: Actor) -> Said:
    found = actions.withdraw_payment(payment_id=said["payment"], because=said["because"], **_who(said, actor))
    return told_payment(found)


def disburse(said: Said, actor: Actor) -> Said:
    scan = files.kept_file(said["scan"]) if said["scan"] else None
    found = _keeping(
        scan,
        lambda: actions.disburse(
            payment_id=said["payment"],
            sp2d_number=said["sp2d"],
            sp2d_date=said["date"],
            scan=scan,
            **_who(said, actor),
        ),
    )
    if scan and found.scan_code != scan.code:  # the same request once more: the first scan stands
        files.forget(scan)
    return told_payment(found)


def receipt(said: Said, actor: Actor) -> Said:
    scan = files.kept_file(said["scan"]) if said["scan"] else None
    found = _keeping(
        scan,
        lambda: actions.record_receipt(
            bill_id=said["bill"],
            received_date=said["date"],
            amount_rp=said["rp"],
            reference=said["reference"],
            scan=scan,
            **_who(said, actor),
        ),
    )
    if scan and found.receipt and found.receipt.scan_code != scan.code:
        files.forget(scan)
    return told_bill(found)


def show(said: Said, actor: Actor) -> Said:
    return told_bill(queries.bill(bill_id=said["bill"], actor=actor))


def list_(said: Said, actor: Actor) -> Said:
    found = queries.bills(programme_id=_programme(said, actor).id)
    return {"bills": [told_bill(bill) for bill in found], "count": len(found)}


STEPS: dict[str, Callable[[Said, Actor], Said]] = {
    "plan": plan,
    "raise": raise_,
    "code": code,
    "cancel": cancel,
    "request": request,
    "verify": verify,
    "order": order,
    "disburse": disburse,
    "withdraw": withdraw,
    "receipt": receipt,
    "show": show,
    "list": list_,
}


def _keeping(scan: Scan | None, act: Callable[[], F]) -> F:
    """The scan of an act that was refused is gone."""
    try:
        return act()
    except (Refused, NotAllowed, LedgerRefused, DecreesRefused):
        if scan:
            files.forget(scan)
        raise


def told_plan(found: BillPlan) -> Said:
    return {
        "first_month": str(found.term.first),
        "last_month": str(found.term.last),
        "members": found.member_count,
        "person_months": found.due_count,
        "jkk_rp": found.jkk_rp,
        "jkm_rp": found.jkm_rp,
        "bound_rp": found.bound_rp,
        "uncertain": found.uncertain,
        "left_out": {str(why): count for why, count in found.left_out.items()},
        "elapsed_months": [str(month) for month in found.elapsed_months],
        "months_across_new_year": [str(month) for month in found.months_across_new_year],
    }


def told_bill(bill: BillFacts) -> Said:
    return {
        "bill": bill.id,
        "number": bill.number,
        "state": bill.state.value,
        "first_month": str(bill.first_month),
        "last_month": str(bill.last_month),
        "members": bill.member_count,
        "person_months": bill.due_count,
        "jkk_rp": bill.jkk_rp,
        "jkm_rp": bill.jkm_rp,
        "compensated_rp": bill.compensated_rp,
        "payable_rp": bill.payable_rp,
        "code": bill.code.code if bill.code else None,
        "received_date": bill.receipt.received_date.isoformat() if bill.receipt else None,
        "dues_sha256": bill.dues_sha256,
    }


def told_payment(payment: PaymentFacts) -> Said:
    return {
        "payment": payment.id,
        "state": payment.state.value,
        "scheme": payment.scheme.value,
        "amount_rp": payment.amount_rp,
        "spp": payment.spp_number,
        "spm": payment.spm_number,
        "sp2d": payment.sp2d_number,
    }


def _who(said: Said, actor: Actor) -> Said:
    return {"request_key": said["key"] or uuid.uuid4(), "actor": actor, "now": timezone.now()}


def _asked(said: Said, actor: Actor) -> tuple[ProgrammeFacts, FundFacts]:
    programme = _programme(said, actor)
    for fund in programmes.funds(programme_id=programme.id):
        if fund.code == said["fund"]:
            return programme, fund
    raise CommandError(f"no fund {said['fund']} of {programme.code}", returncode=2)


def _programme(said: Said, actor: Actor) -> ProgrammeFacts:
    found = programmes.programme(kabupaten=actor.kabupaten, code=said["programme"])
    if found is None:
        raise CommandError(f"no programme {said['programme']} of {actor.kabupaten}", returncode=2)
    return found
