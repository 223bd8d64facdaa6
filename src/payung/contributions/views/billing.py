"""Bills: which there are, what one would hold before it is raised, where one stands, and what moves it on."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import FORBIDDEN, actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor, Role
from payung.accounts.wording import number as number_text
from payung.contributions import actions, queries
from payung.contributions.forms.billing import BecauseForm, CodeForm, PlanForm, RaiseForm, ReissueForm
from payung.contributions.forms.verifying import RequestForm
from payung.contributions.present import billing as present
from payung.contributions.queries.billing_lines import member_dues, told_members
from payung.contributions.queries.paying import asked_sums, disbursed_sums
from payung.contributions.rules.refusals import NotFound, Refused, not_yours
from payung.contributions.states import BillState, NotAllowed
from payung.decrees.rules.refusals import Refused as DecreesRefused
from payung.intake.views.lists import as_excel
from payung.ledger.rules import Refused as LedgerRefused
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

READERS = (Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR)
NOT_READABLE, CONFLICT = 422, 409
REFUSALS = (Refused, NotAllowed, LedgerRefused, DecreesRefused)
PAGE = 100
F = TypeVar("F", bound=RequestForm)


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The bills of a programme: first what is still to be paid."""
    actor = actor_of(request)
    programme, known = asked_programme(request, actor)
    if programme is None:
        return render(request, "contributions/bills.html", {"programme": None})
    asked = {name: request.GET.get(name, "")[:200] for name in ("program", "cari", "keadaan", "urut")}
    every = queries.bills(programme_id=programme.id)
    found = present.sieved(every, asked)
    if "excel" in request.GET:
        return as_excel(title=_("Tagihan"), headings=present.excel_headings(), rows=present.excel_rows(found))
    context = {
        "programme": programme,
        "programmes": known,
        "headline": present.list_headline(every),
        "lines": present.bill_lines(found),
        "count": number_text(len(found)),
        "asked": asked,
        "states": present.STATE_WORDS.items(),
        "orders": present.ORDERS.items(),
        "paper": present.address(request.path, asked, cetak=1),
        "excel": present.address(request.path, asked, excel=1),
        "on_paper": "cetak" in request.GET,
        "may_raise": present.may_act(actor, Role.OPERATOR),
        "has_any": bool(every),
    }
    return render(request, "contributions/bills.html", context)


@permit(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """What the bill of a fund and term would hold, and then the bill itself."""
    actor, now = actor_of(request), timezone.now()
    if request.method == "POST" and not actor.may(Role.OPERATOR):
        return told(request, str(not_yours("operator dinas")), status=FORBIDDEN)
    programme, _known = asked_programme(request, actor)
    if programme is None:
        raise Http404
    funds = programmes.funds(programme_id=programme.id)
    choice = PlanForm(request.GET if "dana" in request.GET else None, funds=funds, initial=_first_choice(programme))
    context = {"programme": programme, "choice": choice, "form": choice, "may_raise": actor.may(Role.OPERATOR)}
    if not choice.is_valid():
        return render(request, "contributions/bill_plan.html", context, status=NOT_READABLE if choice.errors else 200)
    asked = {"programme_id": programme.id, "fund_id": choice.cleaned_data["dana"]}
    month, form = choice.cleaned_data["bulan"], RaiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            bill = actions.raise_bill(
                **asked,
                first_month=month,
                request_key=form.key,
                actor=actor,
                now=now,
                without_verval_because=form.cleaned_data["because"],
            )
        except REFUSALS as refusal:
            return told(request, str(refusal))
        return redirect("contributions:bill", bill_id=bill.id)
    try:
        found = queries.preview(**asked, first_month=month, today=timezone.localdate(), actor=actor)
    except REFUSALS as refusal:
        return told(request, str(refusal))
    context |= {"plan": present.plan_shown(found), "form": form}
    return render(request, "contributions/bill_plan.html", context)


@permit(*READERS)
@require_safe
def one(request: HttpRequest, bill_id: int) -> HttpResponseBase:
    """Where a bill stands, what comes next and for whom, its payments and its members."""
    actor = actor_of(request)
    bill = found_bill(bill_id, actor)
    words = request.GET.get("cari", "")[:200]
    rows = member_dues(bill_id=bill_id)
    rows = rows.filter(membership__line__name__icontains=words) if words else rows
    if "excel" in request.GET:
        headings = [_("Nama"), _("Desa"), _("KPJ"), _("Masa"), _("Bulan"), _("Iuran")]
        shown = present.member_rows(told_members(rows))
        return as_excel(title=_("Tagihan %(number)s") % {"number": bill.number}, headings=headings, rows=shown)
    count, on_paper = rows.count(), "cetak" in request.GET
    pages = max(1, -(-count // PAGE))
    at = min(read_page(request.GET.get("hal")), pages)
    cut = rows if on_paper else rows[(at - 1) * PAGE : at * PAGE]
    context = {
        **_standing(bill, actor),
        "members": present.member_rows(told_members(cut)),
        "count": number_text(count),
        "words": words,
        "at": at,
        "page_count": pages,
        "before": present.address(request.path, {"cari": words}, hal=at - 1) if at > 1 else "",
        "after": present.address(request.path, {"cari": words}, hal=at + 1) if at < pages else "",
        "paper": present.address(request.path, {"cari": words}, cetak=1),
        "excel": present.address(request.path, {"cari": words}, excel=1),
        "on_paper": on_paper,
    }
    return render(request, "contributions/bill.html", context)


def _standing(bill: queries.BillFacts, actor: Actor) -> dict[str, object]:
    step = present.next_step(bill, actor)
    return {
        "bill": bill,
        "headline": present.headline(bill),
        "sign": present.SIGNS[bill.state],
        "facts": present.facts(bill, names=names_of_keys([bill.made_by])),
        "next": step,
        "is_cancelled": bill.state is BillState.CANCELLED,
        "waits": "" if step else str(present.WAITS.get(bill.state, "")),
        "paid": present.paid_rows(
            bill, asked=asked_sums(bill_ids=[bill.id]), disbursed=disbursed_sums(bill_ids=[bill.id])
        ),
        "payments": queries.payments_of_bill(bill_id=bill.id),
        "codes": queries.codes(bill_id=bill.id)[1:],
        "may_reissue": bill.state is BillState.ISSUED and present.may_act(actor, Role.OPERATOR),
        "may_cancel": bill.state in (BillState.DRAWN_UP, BillState.ISSUED)
        and present.may_act(actor, Role.OPERATOR, Role.HEAD),
        "because_form": BecauseForm(),
        "programme_code": _code_of(bill.programme_id),
    }


@permit(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, bill_id: int) -> HttpResponse:
    """The kode iuran of a bill, or another in the place of one that expired."""
    actor = actor_of(request)
    bill = found_bill(bill_id, actor)
    kind, act = (ReissueForm, actions.reissue_code) if bill.code else (CodeForm, actions.issue_code)
    form = kind(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"bill": bill, "form": form, "needed": present.bill_lines([bill])[0]}
        return render(request, "contributions/bill_code.html", context, status=NOT_READABLE if form.errors else 200)
    wanted = {name: value for name, value in form.cleaned_data.items() if name != "request_key"}
    try:
        act(bill_id=bill_id, **wanted, request_key=form.key, actor=actor, now=timezone.now())
    except REFUSALS as refusal:
        return told(request, str(refusal))
    return redirect("contributions:bill", bill_id=bill_id)


@permit(Role.OPERATOR, Role.HEAD)
@require_POST
def cancel(request: HttpRequest, bill_id: int) -> HttpResponse:
    found_bill(bill_id, actor_of(request))
    return sent(
        request,
        BecauseForm(request.POST),
        reverse("contributions:bill", args=[bill_id]),
        lambda form, actor, now: actions.cancel_bill(
            bill_id=bill_id, because=form.cleaned_data["because"], request_key=form.key, actor=actor, now=now
        ),
    )


def sent(request: HttpRequest, form: F, address: str, act: Callable[[F, Actor, datetime], object]) -> HttpResponse:
    """The act is done and its page shown; or the refusal, or what the form lacks, in a sentence."""
    if not form.is_valid():
        return told(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
    try:
        act(form, actor_of(request), timezone.now())
    except REFUSALS as refusal:
        return told(request, str(refusal))
    return redirect(address)


def told(request: HttpRequest, sentence: str, *, status: int = CONFLICT) -> HttpResponse:
    return render(request, "payung/not_allowed.html", {"sentence": sentence}, status=status)


def found_bill(bill_id: int, actor: Actor) -> queries.BillFacts:
    try:
        return queries.bill(bill_id=bill_id, actor=actor)
    except NotFound:
        raise Http404 from None


def asked_programme(request: HttpRequest, actor: Actor) -> tuple[ProgrammeFacts | None, tuple[ProgrammeFacts, ...]]:
    """The programme that the address names, or the latest; and all that there are."""
    known = programmes.programmes(kabupaten=actor.kabupaten)
    return next((one for one in known if one.code == request.GET.get("program")), known[0] if known else None), known


def _first_choice(programme: ProgrammeFacts) -> dict[str, object]:
    """The month after the last that was billed, or the programme's first."""
    billed = [one for one in queries.bills(programme_id=programme.id) if one.state is not BillState.CANCELLED]
    last = max((one.last_month for one in billed), default=programme.first_month.plus(-1))
    return {"bulan": min(last.plus(1), programme.last_month)}


def _code_of(programme_id: int) -> str:
    found = programmes.by_id(programme_id=programme_id)
    return found.code if found else ""
