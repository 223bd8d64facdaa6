"""Bills of the demo, from the dues to the day on which BPJS has the money, and what its list says afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from payung.config.demo.acting import done
from payung.config.demo.cast import Cast
from payung.config.demo.insurer_branch import PROVINCE, Branch, Insured, list_of_active
from payung.config.demo.other_offices import OWN_WADAH
from payung.config.demo.troubles import write_provincial_list
from payung.contributions import actions as contributions
from payung.contributions.actions.colliding import find_collisions, settle_collision
from payung.contributions.actions.overpaying import find_overpayments
from payung.contributions.actions.reconciling import close_difference, compare, take_difference
from payung.contributions.actions.reconciling_lists import take_evidence_list, take_insurer_list
from payung.contributions.files import kept_file
from payung.contributions.queries import colliding, reconciling
from payung.contributions.queries.billing_facts import BillFacts
from payung.contributions.queries.billing_lines import dues_of_bill
from payung.contributions.queries.billing_plan import preview
from payung.contributions.queries.paying import PaymentFacts
from payung.contributions.states import BillState, CollisionEvent, CollisionState, DifferenceState, Scheme
from payung.gateways.sealed_uploads import SealedUpload
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.shared.dates import Month

COLLIDING = 6  # whom the province enrols beside us
LEFT_OPEN = 1
ACCOUNTS = {Scheme.JKK: "5.1.02.02.01.0063 (rekaan)", Scheme.JKM: "5.1.02.02.01.0064 (rekaan)"}


@dataclass(slots=True, kw_only=True)
class Paying:
    """What the steps of this file have come to."""

    bills: list[BillFacts] = field(default_factory=list)
    payments: list[PaymentFacts] = field(default_factory=list)
    paid_rp: int = 0
    collisions: int = 0
    overpaid: int = 0
    differences: int = 0


def meet_the_province(
    paying: Paying, *, programme: ProgrammeFacts, cast: Cast, niks: Sequence[tuple[str, str]], path: Path
) -> int:
    """The province has enrolled some of ours too; all but one are settled before the bill."""
    write_provincial_list(path=path, people=niks[:COLLIDING])
    take_evidence_list(
        programme_id=programme.id,
        upload=SealedUpload.of_file(path),
        payer=PROVINCE,
        received_date=timezone.localdate(),
        actor=cast.operator,
        now=timezone.now(),
    )
    paying.collisions = find_collisions(programme_id=programme.id, actor=cast.operator, now=timezone.now())
    asked = colliding.CollisionsAsked(state=CollisionState.OPEN)
    found = colliding.told(colliding.collisions(programme_id=programme.id, actor=cast.operator, asked=asked))
    events = (CollisionEvent.KEEP_OURS, CollisionEvent.LEAVE_TO_THEM, CollisionEvent.NOT_THE_SAME)
    words = (
        "Provinsi mencabutnya dari daftar, surat 14 Januari 2027 (rekaan)",
        "Dibiarkan pada provinsi sejak awal tahun",
        "Orang lain dengan nama yang sama; NIK di daftar provinsi keliru",
    )
    for place, one in enumerate(found[LEFT_OPEN:]):
        done(
            settle_collision,
            by=cast.operator,
            collision_id=one.id,
            event=events[place % 3],
            because=words[place % 3],
            **(
                {"last_month": programme.first_month.plus(-1)}
                if events[place % 3] is CollisionEvent.LEAVE_TO_THEM
                else {}
            ),
        )
    return paying.collisions


def raise_bills(paying: Paying, *, programme: ProgrammeFacts, first_month: Month, cast: Cast) -> list[BillFacts]:
    """Each fund owes the term of its members, and overpayments of before are compensated."""
    find_overpayments(programme_id=programme.id, actor=cast.operator, now=timezone.now())
    raised = []
    for fund in programmes.funds(programme_id=programme.id):
        plan = preview(
            programme_id=programme.id,
            fund_id=fund.id,
            first_month=first_month,
            today=timezone.localdate(),
            actor=cast.operator,
        )
        if plan.member_count:
            bill = done(
                contributions.raise_bill,
                by=cast.operator,
                programme_id=programme.id,
                fund_id=fund.id,
                first_month=first_month,
            )
            raised.append(bill)
    paying.bills += raised
    return raised


def issue_codes(bills: Sequence[BillFacts], *, cast: Cast, days: int) -> list[BillFacts]:
    """BPJS gives a kode iuran for each, good for so many days; what overpayments pay for whole is paid with it."""
    today = timezone.localdate()
    return [
        done(
            contributions.issue_code,
            by=cast.operator,
            bill_id=bill.id,
            code=f"{today:%y%m%d}{bill.number:06d}",
            head_count=bill.member_count,
            amount_rp=payable_rp(bill),
            issued_date=today,
            expires_date=today + timedelta(days=days),
        )
        for bill in bills
    ]


def reissue_codes(bills: Sequence[BillFacts], *, cast: Cast, days: int) -> None:
    """The codes expired before the money came."""
    today = timezone.localdate()
    for bill in [one for one in bills if one.state is BillState.ISSUED]:
        done(
            contributions.reissue_code,
            by=cast.operator,
            bill_id=bill.id,
            code=f"{today:%y%m%d}{bill.number:06d}",
            head_count=bill.member_count,
            amount_rp=payable_rp(bill),
            issued_date=today,
            expires_date=today + timedelta(days=days),
            because="SP2D terlambat, kode iuran kedaluwarsa",
        )


def payable_rp(bill: BillFacts) -> int:
    return bill.jkk_rp + bill.jkm_rp - bill.compensated_jkk_rp - bill.compensated_jkm_rp


def request_payments(bills: Sequence[BillFacts], *, programme: ProgrammeFacts, cast: Cast) -> list[PaymentFacts]:
    """An SPP-LS for each fund and account, verified by the PPK-SKPD."""
    made = []
    for bill in bills:
        if bill.state is not BillState.ISSUED:
            continue
        for scheme, amount in (
            (Scheme.JKK, bill.jkk_rp - bill.compensated_jkk_rp),
            (Scheme.JKM, bill.jkm_rp - bill.compensated_jkm_rp),
        ):
            asked = done(
                contributions.request_payment,
                by=cast.pptk,
                programme_id=programme.id,
                scheme=scheme,
                spp_number=f"{bill.number:03d}/SPP-LS/{scheme}/2027 (rekaan)",
                spp_date=timezone.localdate(),
                account_code=ACCOUNTS[scheme],
                shares=[(bill.id, amount)],
            )
            made.append(done(contributions.verify_payment, by=cast.ppk, payment_id=asked.id))
    return made


def order(payments: Sequence[PaymentFacts], *, cast: Cast) -> None:
    for one in payments:
        done(
            contributions.order_payment,
            by=cast.head,
            payment_id=one.id,
            spm_number=one.spp_number.replace("SPP", "SPM"),
            spm_date=timezone.localdate(),
        )


def disburse(paying: Paying, payments: Sequence[PaymentFacts], *, cast: Cast, scan: Path) -> int:
    """BPKAD gave the SP2D; how many rupiah left the treasury."""
    for one in payments:
        done(
            contributions.disburse,
            by=cast.treasurer,
            payment_id=one.id,
            sp2d_number=one.spp_number.replace("SPP-LS", "SP2D"),
            sp2d_date=timezone.localdate(),
            scan=kept_file(scan),
        )
    paying.payments += payments
    return sum(one.amount_rp for one in payments)


def receive(paying: Paying, bills: Sequence[BillFacts], branch: Branch, *, cast: Cast, scan: Path) -> int:
    """BPJS has the money of these bills, and its own register the month through which they are paid."""
    for bill in bills:
        done(
            contributions.record_receipt,
            by=cast.treasurer,
            bill_id=bill.id,
            received_date=timezone.localdate(),
            amount_rp=payable_rp(bill),
            reference=f"BT-{timezone.localdate():%y%m%d}-{bill.number:02d} (rekaan)",
            scan=kept_file(scan),
        )
        _paid_at_branch(branch, bill)
    received = sum(map(payable_rp, bills))
    paying.paid_rp += received
    return received


def _paid_at_branch(branch: Branch, bill: BillFacts) -> None:
    kpjs = {one.kpj: one for one in branch.insured.values()}
    for due in dues_of_bill(bill_id=bill.id):
        insured = kpjs.get(due.kpj)
        if insured is not None:
            insured.paid_through = bill.last_month
            insured.wadah = OWN_WADAH


def reconcile(paying: Paying, branch: Branch, *, programme: ProgrammeFacts, cast: Cast, path: Path) -> int:
    """The branch's list is held against ours; it errs in a few. Each difference has an owner, one has been closed."""
    list_of_active(out=path, insured=_as_listed(branch), on=timezone.localdate())
    taken = take_insurer_list(
        programme_id=programme.id,
        upload=SealedUpload.of_file(path),
        as_of=timezone.localdate(),
        actor=cast.operator,
        now=timezone.now(),
    )
    compare(list_id=taken.id, actor=cast.operator, now=timezone.now())
    asked = reconciling.DifferencesAsked(state=DifferenceState.OPEN)
    found = reconciling.told(reconciling.differences(programme_id=programme.id, actor=cast.operator, asked=asked))
    for one in found:
        done(take_difference, by=cast.operator, difference_id=one.id)
    if found:
        done(
            close_difference,
            by=cast.operator,
            difference_id=found[0].id,
            because="Kantor cabang membetulkan catatannya (rekaan)",
        )
    paying.differences += len(found)
    return len(found)


def _as_listed(branch: Branch) -> list[Insured]:
    """As the branch lists them: two fall out, two names are others, a number is new, two are behind, one pays himself."""
    paid = [one for one in branch.insured.values() if one.paid_through]
    out = []
    for place, one in enumerate(paid):
        if place in (11, 12):
            continue
        if place in (21, 22):
            one = replace(one, name="PULAN BIN AMAT REKAAN")
        if place == 31:
            one = replace(one, kpj=branch.number())
        if place in (41, 42) and one.paid_through:
            one = replace(one, paid_through=one.paid_through.plus(-1))
        if place == 51:
            one = replace(one, wadah="MANDIRI")
        out.append(one)
    return out
