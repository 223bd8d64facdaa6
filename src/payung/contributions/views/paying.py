"""Payments: which there are, a new SPP, and each step with the number of its paper typed twice; BPJS's receipt."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.rules import Actor, Role
from payung.accounts.wording import number as number_text
from payung.accounts.wording import rupiah
from payung.contributions import actions, files, queries
from payung.contributions.forms.billing import BecauseForm
from payung.contributions.forms.paying import SCHEME_WORDS, ReceiptForm, Sp2dForm, SpmForm, SppForm, VerifyForm
from payung.contributions.present import billing as bill_present
from payung.contributions.present import paying as present
from payung.contributions.queries.paying import asked_sums
from payung.contributions.rules.refusals import NotFound
from payung.contributions.rules.scans import Scan
from payung.contributions.states import BillState, PaymentEvent, Scheme
from payung.contributions.views.billing import (
    CONFLICT,
    NOT_READABLE,
    READERS,
    REFUSALS,
    asked_programme,
    found_bill,
    sent,
)
from payung.intake.views.lists import as_excel


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The payments of a programme: first what is on its way."""
    actor = actor_of(request)
    programme, known = asked_programme(request, actor)
    if programme is None:
        return render(request, "contributions/payments.html", {"programme": None})
    asked = {name: request.GET.get(name, "")[:200] for name in ("program", "cari", "keadaan", "iuran", "urut")}
    every = queries.payments(programme_id=programme.id)
    found = present.sieved(every, asked)
    if "excel" in request.GET:
        return as_excel(title=_("Pembayaran iuran"), headings=present.excel_headings(), rows=present.excel_rows(found))
    context = {
        "programme": programme,
        "programmes": known,
        "headline": present.list_headline(every),
        "lines": present.payment_lines(found),
        "count": number_text(len(found)),
        "total": rupiah(sum(one.amount_rp for one in found)),
        "asked": asked,
        "states": present.STATE_WORDS.items(),
        "schemes": SCHEME_WORDS.items(),
        "orders": bill_present.ORDERS.items(),
        "paper": bill_present.address(request.path, asked, cetak=1),
        "excel": bill_present.address(request.path, asked, excel=1),
        "on_paper": "cetak" in request.GET,
        "may_request": bill_present.may_act(actor, Role.PPTK, Role.OPERATOR),
        "has_any": bool(every),
    }
    return render(request, "contributions/payments.html", context)


@permit(Role.PPTK, Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """An SPP for the bills of one fund that wait, from the account of one scheme."""
    actor = actor_of(request)
    programme, _known = asked_programme(request, actor)
    if programme is None:
        raise Http404
    scheme = Scheme.JKM if request.GET.get("iuran") == Scheme.JKM else Scheme.JKK
    bills, left = _unasked(programme.id, scheme)
    form = SppForm(request.POST or None, bills=bills, left=left, initial={"scheme": scheme})
    context = {
        "programme": programme,
        "form": form,
        "scheme": scheme,
        "schemes": SCHEME_WORDS.items(),
        "bills": bill_present.bill_lines(bills),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "contributions/payment_new.html", context, status=NOT_READABLE if form.errors else 200)
    try:
        made = actions.request_payment(
            programme_id=programme.id,
            scheme=Scheme(form.cleaned_data["scheme"]),
            spp_number=form.cleaned_data["spp_number"],
            spp_date=form.cleaned_data["spp_date"],
            account_code=form.cleaned_data["account_code"],
            shares=form.shares,
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
        )
    except REFUSALS as refusal:
        return render(request, "contributions/payment_new.html", context | {"refusal": str(refusal)}, status=CONFLICT)
    return redirect("contributions:payment", payment_id=made.id)


@permit(*READERS)
@require_safe
def one(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Where a payment stands, what comes next and for whom, and the bills that it pays."""
    actor = actor_of(request)
    found = found_payment(payment_id, actor)
    standing = present.standing(found, actor)
    context = {
        "payment": found,
        "standing": standing,
        "facts": present.facts(found, names=names_of_keys([found.made_by, found.verified_by, found.ordered_by])),
        "shares": present.share_rows(found),
        "form": VerifyForm(number=found.spp_number) if standing.next == PaymentEvent.VERIFY else None,
        "because_form": BecauseForm(),
    }
    return render(request, "contributions/payment.html", context)


@permit(Role.PPK_SKPD)
@require_POST
def verify(request: HttpRequest, payment_id: int) -> HttpResponse:
    found = found_payment(payment_id, actor_of(request))
    return sent(
        request,
        VerifyForm(request.POST, number=found.spp_number),
        _page(payment_id),
        lambda form, actor, now: actions.verify_payment(
            payment_id=payment_id, request_key=form.key, actor=actor, now=now
        ),
    )


@permit(Role.PPK_SKPD)
@require_POST
def give_back(request: HttpRequest, payment_id: int) -> HttpResponse:
    found_payment(payment_id, actor_of(request))
    return sent(
        request,
        BecauseForm(request.POST),
        _page(payment_id),
        lambda form, actor, now: actions.return_payment(
            payment_id=payment_id, because=form.cleaned_data["because"], request_key=form.key, actor=actor, now=now
        ),
    )


@permit(Role.PPTK, Role.OPERATOR, Role.HEAD)
@require_POST
def withdraw(request: HttpRequest, payment_id: int) -> HttpResponse:
    found_payment(payment_id, actor_of(request))
    return sent(
        request,
        BecauseForm(request.POST),
        _page(payment_id),
        lambda form, actor, now: actions.withdraw_payment(
            payment_id=payment_id, because=form.cleaned_data["because"], request_key=form.key, actor=actor, now=now
        ),
    )


@permit(Role.HEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, payment_id: int) -> HttpResponse:
    """The SPM, its number typed twice."""
    actor = actor_of(request)
    found = found_payment(payment_id, actor)
    form = SpmForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _step(request, found, form, title=_("Terbitkan SPM"))
    try:
        actions.order_payment(
            payment_id=payment_id,
            spm_number=form.cleaned_data["spm_number"],
            spm_date=form.cleaned_data["spm_date"],
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
        )
    except REFUSALS as refusal:
        return _step(request, found, form, title=_("Terbitkan SPM"), refusal=str(refusal))
    return redirect(_page(payment_id))


@permit(Role.TREASURER)
@require_http_methods(["GET", "HEAD", "POST"])
def disburse(request: HttpRequest, payment_id: int) -> HttpResponse:
    """The SP2D of BPKAD, its number typed twice, with its scan."""
    actor = actor_of(request)
    found = found_payment(payment_id, actor)
    form = Sp2dForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _step(request, found, form, title=_("Catat SP2D"))
    scan = files.kept_upload(form.cleaned_data["scan"]) if form.cleaned_data["scan"] else None
    try:
        after = actions.disburse(
            payment_id=payment_id,
            sp2d_number=form.cleaned_data["sp2d_number"],
            sp2d_date=form.cleaned_data["sp2d_date"],
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
            scan=scan,
        )
    except REFUSALS as refusal:
        _forget(scan)
        return _step(request, found, form, title=_("Catat SP2D"), refusal=str(refusal))
    if scan and after.scan_code != scan.code:  # sent twice: the first scan stands
        _forget(scan)
    return redirect(_page(payment_id))


@permit(Role.TREASURER, Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest, bill_id: int) -> HttpResponse:
    """BPJS's receipt of a bill, its reference typed twice: from its day the months cover."""
    actor = actor_of(request)
    bill = found_bill(bill_id, actor)
    form = ReceiptForm(request.POST or None, request.FILES or None)
    context = {"bill": bill, "form": form, "payable": rupiah(bill.payable_rp)}
    if request.method != "POST" or not form.is_valid():
        status = NOT_READABLE if form.errors else 200
        return render(request, "contributions/bill_receipt.html", context, status=status)
    scan = files.kept_upload(form.cleaned_data["scan"]) if form.cleaned_data["scan"] else None
    try:
        after = actions.record_receipt(
            bill_id=bill_id,
            received_date=form.cleaned_data["received_date"],
            amount_rp=form.cleaned_data["amount_rp"],
            reference=form.cleaned_data["reference"],
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
            scan=scan,
        )
    except REFUSALS as refusal:
        _forget(scan)
        return render(request, "contributions/bill_receipt.html", context | {"refusal": str(refusal)}, status=CONFLICT)
    if scan and after.receipt and after.receipt.scan_code != scan.code:
        _forget(scan)
    return redirect("contributions:bill", bill_id=bill_id)


def _unasked(programme_id: int, scheme: Scheme) -> tuple[list[queries.BillFacts], list[int]]:
    """The bills that wait for money of a scheme that no SPP asks for yet, and how much of each."""
    issued = [one for one in queries.bills(programme_id=programme_id) if one.state is BillState.ISSUED]
    asked = asked_sums(bill_ids=[bill.id for bill in issued])
    left = {bill.id: bill.payable_of(scheme) - asked.get((bill.id, scheme), 0) for bill in issued}
    bills = [bill for bill in issued if left[bill.id] > 0]
    return bills, [left[bill.id] for bill in bills]


def _step(
    request: HttpRequest, found: queries.PaymentFacts, form: SpmForm | Sp2dForm, *, title: str, refusal: str = ""
) -> HttpResponse:
    context = {
        "payment": found,
        "form": form,
        "title": title,
        "amount": rupiah(found.amount_rp),
        "questions": list(form.visible_fields()),
        "refusal": refusal,
    }
    status = CONFLICT if refusal else NOT_READABLE if form.errors else 200
    return render(request, "contributions/payment_step.html", context, status=status)


def _forget(scan: Scan | None) -> None:
    if scan:
        files.forget(scan)


def found_payment(payment_id: int, actor: Actor) -> queries.PaymentFacts:
    try:
        return queries.payment(payment_id=payment_id, actor=actor)
    except NotFound:
        raise Http404 from None


def _page(payment_id: int) -> str:
    return reverse("contributions:payment", args=[payment_id])
