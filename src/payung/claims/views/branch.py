"""Laporan klaim cabang: what BPJS's branch reports, held against our claims, and what waits for a person."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor, Role
from payung.claims.actions import branch as actions
from payung.claims.actions import branch_deciding as deciding
from payung.claims.forms.branch import BranchBecauseForm, ReportFileForm, TakeForm
from payung.claims.forms.reporting import RequestForm
from payung.claims.present import branch as present
from payung.claims.present.lists import PAGE, last_page, page
from payung.claims.queries import branch as queries
from payung.claims.queries.branch import LineFacts, LinesAsked, ReportFacts
from payung.claims.rules.branch import BranchSettled
from payung.claims.rules.refusals import Refused
from payung.claims.states import NotAllowed
from payung.claims.tasks import branch as tasks
from payung.gateways.lists.download import as_excel
from payung.jobs.queries import failed, progress
from payung.membership.rules.refusals import Refused as MembershipRefused
from payung.membership.states import NotAllowed as MembershipNotAllowed

READERS = (Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
WORKERS = (Role.OPERATOR,)
REFUSALS = (Refused, NotAllowed, MembershipRefused, MembershipNotAllowed)
NOT_READABLE, CONFLICT = 422, 409
_ASKED = ("cari", "keadaan", "urut")


@permit(*READERS)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Every report that came, and what waits."""
    actor = actor_of(request)
    found = queries.reports(actor=actor)
    context = {
        "headline": present.reports_headline(found),
        "reports": present.report_rows(found),
        "may_work": _may_work(actor),
    }
    return render(request, "claims/branch_reports.html", context)


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The report is kept; a worker reads it. The same file once more leads to the report of before."""
    form = ReportFileForm(request.POST or None, request.FILES or None, initial={"as_of": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        asked, actor = form.cleaned_data, actor_of(request)
        try:
            kept, is_new = actions.keep_report(
                upload=asked["berkas"], as_of=asked["as_of"], actor=actor, now=timezone.now()
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            if kept.job_id is None and kept.read_at is None and not kept.refusal:
                tasks.enqueue(report_id=kept.id, user_id=int(request.user.pk or 0))
            address = reverse("claims:branch_report", args=[kept.id])
            return redirect(address if is_new else f"{address}?sama=1")
    return render(request, "claims/branch_report_new.html", {"form": form}, status=NOT_READABLE if form.errors else 200)


@permit(*READERS)
@require_safe
def report(request: HttpRequest, report_id: int) -> HttpResponseBase:
    """One report: being read, refused, or its lines by what came of them."""
    actor = actor_of(request)
    kept = _kept(report_id, actor)
    many = queries.counts([report_id])[report_id]
    asked = {name: request.GET.get(name, "")[:100] for name in _ASKED}
    wanted = LinesAsked(words=asked["cari"], settled=asked["keadaan"], order=asked["urut"])
    found = queries.lines(report_id=report_id, asked=wanted)
    if "excel" in request.GET:
        shown = present.lines(queries.told(found, kabupaten=actor.kabupaten))
        return as_excel(title=_("Laporan cabang"), headings=present.headings(), rows=present.excel_rows(shown))
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), last_page(count))
    cut = found if on_paper else found[(at - 1) * PAGE : at * PAGE]
    reached = progress(kept.job_id) if kept.job_id else None
    refused = reached.note if reached and reached.step == "ditolak" else ""
    context = {
        "report": kept,
        "headline": present.headline(kept, many),
        "refusal": present.refusal_words(kept.refusal),
        "seen_before": "sama" in request.GET,
        "heaps": present.heaps(many, here=asked["keadaan"], address=request.path),
        "lines": present.lines(queries.told(cut, kabupaten=actor.kabupaten)),
        "page": page(told=present.counted(count), count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "states": [(one.value, words) for one, words in present.SETTLED_WORDS.items()],
        "orders": present.ORDER_WORDS.items(),
        "on_paper": on_paper,
        "has_lines": any(many.values()),
        "waits": kept.read_at is None and not kept.refusal and not refused,
        "broken": kept.job_id is not None and failed(kept.job_id),
        "reached": reached,
        "refused": refused,
        "may_work": _may_work(actor),
        "form": RequestForm(auto_id=False),
    }
    return render(request, "claims/branch_report.html", context)


@permit(*WORKERS)
@require_POST
def again(request: HttpRequest, report_id: int) -> HttpResponse:
    """What waits is held against our claims once more, by a worker."""
    _kept(report_id, actor_of(request))
    tasks.enqueue_again(report_id=report_id, user_id=int(request.user.pk or 0))
    return redirect("claims:branch_report", report_id=report_id)


@permit(*READERS)
@require_safe
def line(request: HttpRequest, line_id: int) -> HttpResponse:
    """Both sides of one line."""
    actor = actor_of(request)
    return render(request, "claims/branch_line.html", _line_context(_line(line_id, actor), actor))


@permit(*WORKERS)
@require_POST
def take(request: HttpRequest, line_id: int) -> HttpResponse:
    """The line is of this claim."""
    form = TakeForm(request.POST)
    return _decided(request, line_id, form, lambda: partial(deciding.take_line, code=form.cleaned_data["code"]))


@permit(*WORKERS)
@require_POST
def open_claim(request: HttpRequest, line_id: int) -> HttpResponse:
    """The line is of a claim that we do not have yet."""
    return _decided(request, line_id, RequestForm(request.POST), lambda: partial(deciding.take_line, code=""))


@permit(*WORKERS)
@require_POST
def leave(request: HttpRequest, line_id: int) -> HttpResponse:
    """The line is nothing of ours."""
    form = BranchBecauseForm(request.POST)
    return _decided(request, line_id, form, lambda: partial(deciding.leave_line, because=form.cleaned_data["because"]))


@permit(*WORKERS)
@require_POST
def reopen(request: HttpRequest, line_id: int) -> HttpResponse:
    """It was left by mistake."""
    form = BranchBecauseForm(request.POST)
    return _decided(request, line_id, form, lambda: partial(deciding.reopen_line, because=form.cleaned_data["because"]))


def _decided(
    request: HttpRequest, line_id: int, form: RequestForm, act: Callable[[], Callable[..., object]]
) -> HttpResponse:
    actor = actor_of(request)
    found, refusal = _line(line_id, actor), ""
    if form.is_valid():
        try:
            act()(line_id=line_id, request_key=form.key, actor=actor, now=timezone.now())
            return redirect("claims:branch_line", line_id=line_id)
        except REFUSALS as why:
            refusal = str(why)
    else:
        refusal = " ".join(str(one) for errors in form.errors.values() for one in errors)
    context = _line_context(found, actor) | {"refusal": refusal}
    return render(request, "claims/branch_line.html", context, status=CONFLICT)


def _line_context(found: LineFacts, actor: Actor) -> dict[str, object]:
    waits = found.settled is BranchSettled.WAITING
    return {
        "line": found,
        "name": found.name or found.kpj or found.nik,
        "state": present.SETTLED_WORDS[found.settled],
        "sign": present.SETTLED_SIGNS[found.settled],
        "facts": present.line_facts(found),
        "claim_url": reverse("claims:claim", args=[found.claim.id]) if found.claim else "",
        "may_decide": _may_work(actor) and waits,
        "may_open": found.person_id is not None and found.event_date is not None and bool(found.scheme),
        "may_reopen": _may_work(actor) and found.settled is BranchSettled.NOT_OURS,
        "take_form": TakeForm(initial={"code": found.claim.code if found.claim else ""}),
        "because_form": BranchBecauseForm(auto_id="alasan_%s"),
        "form": RequestForm(auto_id=False),
    }


def _kept(report_id: int, actor: Actor) -> ReportFacts:
    found = queries.one_report(report_id=report_id, actor=actor)
    if found is None:
        raise Http404
    return found


def _line(line_id: int, actor: Actor) -> LineFacts:
    found = queries.one_line(line_id=line_id, actor=actor)
    if found is None:
        raise Http404
    return found


def _may_work(actor: Actor) -> bool:
    return actor.may(*WORKERS) and actor.scope == actor.kabupaten
