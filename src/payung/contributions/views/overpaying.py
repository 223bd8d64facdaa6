"""Kelebihan bayar: what BPJS received for months that nobody needed, and what is done about it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor, Role
from payung.contributions import files
from payung.contributions.actions import overpaying as actions
from payung.contributions.forms.reconciling import GiveUpForm, RefundForm
from payung.contributions.forms.verifying import RequestForm
from payung.contributions.present import overpaying as present
from payung.contributions.present.reconciling import page as page_of
from payung.contributions.queries import overpaying as queries
from payung.contributions.rules.scans import Scan
from payung.contributions.views.billing import asked_programme, told
from payung.contributions.views.reconciling import PAGE, READERS, REFUSALS, WORKERS, may_work, sentences
from payung.intake.views.lists import as_excel
from payung.ledger.rules import Refused as LedgerRefused

CASHIERS = (Role.TREASURER, Role.OPERATOR)


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Every overpayment with its months and money, the open ones to be ticked."""
    actor = actor_of(request)
    programme, known = asked_programme(request, actor)
    if programme is None:
        return render(request, "contributions/overpayments.html", {"programme": None})
    asked = {name: request.GET.get(name, "")[:200] for name in ("program", "cari", "keadaan", "urut")}
    wanted = queries.OverpaymentsAsked(words=asked["cari"], state=asked["keadaan"], order=asked["urut"])
    found = queries.overpayments(programme_id=programme.id, actor=actor, asked=wanted)
    if "excel" in request.GET:
        shown = _lines(queries.told(found), actor)
        return as_excel(title=_("Kelebihan bayar"), headings=_headings(), rows=present.rows_of_overpayments(shown))
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), max(1, -(-count // PAGE)))
    sums = queries.sums_by_state(programme_id=programme.id)
    lines = _lines(queries.told(found if on_paper else found[(at - 1) * PAGE : at * PAGE]), actor)
    mistaken = queries.OverpaymentsAsked(state=queries.MISTAKEN)
    wrongly = queries.overpayments(programme_id=programme.id, actor=actor, asked=mistaken).count()
    context = {
        "programme": programme,
        "programmes": known,
        "headline": present.overpayment_headline(sums),
        "sums": present.overpayment_sums(sums),
        "lines": lines,
        "wrongly": present.wrongly_closed(wrongly),
        "mistaken": queries.MISTAKEN,
        "page": page_of(count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "states": [*present.OVERPAYMENT_WORDS.items(), (queries.MISTAKEN, present.WRONGLY_CLOSED)],
        "orders": present.OVERPAYMENT_ORDERS.items(),
        "on_paper": on_paper,
        "may_find": may_work(actor),
        "may_refund": actor.may(*CASHIERS),
        "may_give_up": actor.may(Role.HEAD),
        "may_close": actor.may(*CASHIERS, Role.HEAD) and any(one.open for one in lines),
        "refund": RefundForm(),
        "give_up": GiveUpForm(),
    }
    return render(request, "contributions/overpayments.html", context)


@permit(*WORKERS)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Look through what BPJS received, for months after the end of a membership."""
    actor = actor_of(request)
    programme, _known = asked_programme(request, actor)
    if programme is None:
        raise Http404
    try:
        actions.find_overpayments(programme_id=programme.id, actor=actor, now=timezone.now())
    except (*REFUSALS, LedgerRefused) as refusal:
        return told(request, str(refusal))
    return redirect("contributions:overpayments")


@permit(*CASHIERS)
@require_POST
def refund(request: HttpRequest) -> HttpResponse:
    def act(form: RequestForm, chosen: Sequence[int], scan: Scan | None, actor: Actor, now: datetime) -> None:
        actions.refund(
            overpayment_ids=chosen,
            number=form.cleaned_data["number"],
            refunded_on=form.cleaned_data["refunded_on"],
            evidence=scan,
            request_key=form.key,
            actor=actor,
            now=now,
        )

    return _closed(request, RefundForm(request.POST, request.FILES), act)


@permit(Role.HEAD)
@require_POST
def give_up(request: HttpRequest) -> HttpResponse:
    def act(form: RequestForm, chosen: Sequence[int], scan: Scan | None, actor: Actor, now: datetime) -> None:
        actions.give_up(
            overpayment_ids=chosen,
            decision=form.cleaned_data["decision"],
            evidence=scan,
            request_key=form.key,
            actor=actor,
            now=now,
        )

    return _closed(request, GiveUpForm(request.POST, request.FILES), act)


@permit(*READERS)
@require_safe
def scan(request: HttpRequest, overpayment_id: int) -> HttpResponseBase:
    """The paper of a refund or decision, to be saved: nothing of it is shown in the page."""
    found = queries.overpayment(overpayment_id=overpayment_id, actor=actor_of(request))
    if found is None or not found.evidence_code:
        raise Http404
    sealed = files.opened(found.evidence_code)
    return FileResponse(
        sealed, as_attachment=True, filename=found.evidence_name, content_type="application/octet-stream"
    )


def _closed(
    request: HttpRequest,
    form: RequestForm,
    act: Callable[[RequestForm, Sequence[int], Scan | None, Actor, datetime], None],
) -> HttpResponse:
    chosen = [int(one) for one in request.POST.getlist("pilih") if one.isdecimal()][:1000]
    if not form.is_valid():
        return told(request, sentences(form))
    came = form.cleaned_data["scan"]
    kept = files.kept_upload(came) if came else None
    try:
        act(form, chosen, kept, actor_of(request), timezone.now())
    except (*REFUSALS, LedgerRefused) as refusal:
        if kept:
            files.forget(kept)
        return told(request, str(refusal))
    return redirect("contributions:overpayments")


def _lines(found: list[queries.OverpaymentFacts], actor: Actor) -> list[present.OverpaymentLine]:
    names = names_of_keys(sorted({one.closed_by for one in found if one.closed_by}))
    return present.overpayment_lines(found, names=names, kabupaten=actor.kabupaten)


def _headings() -> list[str]:
    return [
        *(_("Nama"), _("Desa"), _("Tagihan"), _("Bulan"), _("Jumlah"), _("Sebab")),
        *(_("Keadaan"), _("Keterangan")),
    ]
