"""Pencocokan: what stands between us and BPJS, one difference, and its lists."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.context import may_open
from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor, Role
from payung.contributions.actions import reconciling as actions
from payung.contributions.actions.reconciling_lists import keep_insurer_list
from payung.contributions.forms.reconciling import BecauseForm, InsurerListForm
from payung.contributions.forms.verifying import RequestForm
from payung.contributions.present import reconciling as present
from payung.contributions.present import reconciling_lists as list_present
from payung.contributions.queries import reconciling as queries
from payung.contributions.queries.reconciling_lists import ListFacts, ListKind, lists, one_list, told_unread, unread
from payung.contributions.rules.refusals import Refused
from payung.contributions.states import DifferenceState, NotAllowed
from payung.contributions.tasks import reconciling as tasks
from payung.contributions.views.billing import asked_programme, told
from payung.intake.views.lists import as_excel
from payung.jobs.queries import failed, progress

READERS = (Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR)
WORKERS = (Role.OPERATOR, Role.HEAD)
REFUSALS = (Refused, NotAllowed)
NOT_READABLE, PAGE = 422, present.PAGE


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Named = billed = received, and every difference with its owner and age."""
    actor = actor_of(request)
    programme, known = asked_programme(request, actor)
    if programme is None:
        return render(request, "contributions/differences.html", {"programme": None})
    asked = {name: request.GET.get(name, "")[:200] for name in ("program", "cari", "jenis", "keadaan", "milik", "urut")}
    asked["keadaan"] = request.GET.get("keadaan", queries.NOT_CLOSED)[:10]
    found = queries.differences(programme_id=programme.id, actor=actor, asked=_asked(asked, actor))
    if "excel" in request.GET:
        shown = _lines(queries.told(found), actor)
        return as_excel(title=_("Selisih"), headings=_headings(), rows=present.rows_of_differences(shown))
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), max(1, -(-count // PAGE)))
    counts = queries.open_by_kind(programme_id=programme.id)
    insurers = lists(kind=ListKind.INSURER, programme_id=programme.id)
    compared = next((one for one in insurers if one.compared_at), None)
    context = {
        "programme": programme,
        "programmes": known,
        "headline": present.headline(sum(counts.values()), compared=compared),
        "sign": "waiting" if counts or not compared else "covered",
        "ties": present.tie_rows(queries.ties(programme_id=programme.id)),
        "kinds": present.kind_rows(counts),
        "lists": list_present.list_rows(insurers[:6]),
        "lines": _lines(queries.told(found if on_paper else found[(at - 1) * PAGE : at * PAGE]), actor),
        "page": present.page(count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "all_kinds": present.KIND_WORDS.items(),
        "states": [(queries.NOT_CLOSED, _("belum ditutup")), *present.STATE_WORDS.items()],
        "orders": present.ORDERS.items(),
        "on_paper": on_paper,
        "may_work": may_work(actor),
        "form": BecauseForm(),
    }
    return render(request, "contributions/differences.html", context)


@permit(*READERS)
@require_safe
def one(request: HttpRequest, difference_id: int) -> HttpResponse:
    """One difference: both sides, what to do next, and who has it in hand."""
    actor = actor_of(request)
    found = _found(difference_id, actor)
    names = names_of_keys([found.owner, found.closed_by])
    context = {
        "difference": found,
        "kind": present.KIND_WORDS[found.kind],
        "next": present.NEXT_WORDS[found.kind],
        "state": present.STATE_WORDS[found.state],
        "sign": present.STATE_SIGNS[found.state],
        "age": present.age(found.opened_at, found.closed_at or timezone.now()),
        "facts": present.difference_facts(found, names=names, kabupaten=actor.kabupaten),
        "person_url": person_url(found.person_id, actor),
        "may_work": may_work(actor),
        "is_closed": found.state is DifferenceState.CLOSED,
        "is_mine": found.owner == actor.key,
        "form": BecauseForm(),
    }
    return render(request, "contributions/difference.html", context)


@permit(*WORKERS)
@require_POST
def take(request: HttpRequest, difference_id: int) -> HttpResponse:
    def act(form: RequestForm, actor: Actor, now: datetime) -> None:
        actions.take_difference(difference_id=difference_id, request_key=form.key, actor=actor, now=now)

    return _stepped(request, difference_id, RequestForm(request.POST), act)


@permit(*WORKERS)
@require_POST
def close(request: HttpRequest, difference_id: int) -> HttpResponse:
    def act(form: RequestForm, actor: Actor, now: datetime) -> None:
        actions.close_difference(
            difference_id=difference_id,
            because=form.cleaned_data["because"],
            request_key=form.key,
            actor=actor,
            now=now,
        )

    return _stepped(request, difference_id, BecauseForm(request.POST), act)


@permit(*WORKERS)
@require_POST
def reopen(request: HttpRequest, difference_id: int) -> HttpResponse:
    def act(form: RequestForm, actor: Actor, now: datetime) -> None:
        actions.reopen_difference(
            difference_id=difference_id,
            because=form.cleaned_data["because"],
            request_key=form.key,
            actor=actor,
            now=now,
        )

    return _stepped(request, difference_id, BecauseForm(request.POST), act)


@permit(*WORKERS)
@require_POST
def close_several(request: HttpRequest) -> HttpResponse:
    """Those that were ticked are settled for one reason."""
    form, actor = BecauseForm(request.POST), actor_of(request)
    chosen = [int(one) for one in request.POST.getlist("pilih") if one.isdecimal()][:1000]
    if not form.is_valid():
        return told(request, sentences(form))
    try:
        actions.close_differences(
            difference_ids=chosen,
            because=form.cleaned_data["because"],
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
        )
    except REFUSALS as refusal:
        return told(request, str(refusal))
    return redirect("contributions:reconciliation")


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_list(request: HttpRequest) -> HttpResponse:
    """BPJS's list is kept; a worker reads and compares it."""
    actor = actor_of(request)
    programme, known = asked_programme(request, actor)
    if programme is None:
        raise Http404
    form = InsurerListForm(request.POST or None, request.FILES or None)
    context = {"form": form, "programme": programme, "programmes": known}
    if request.method != "POST" or not form.is_valid():
        return render(request, "contributions/insurer_new.html", context, status=NOT_READABLE if form.errors else 200)
    try:
        kept = keep_insurer_list(
            programme_id=programme.id,
            upload=form.cleaned_data["berkas"],
            as_of=form.cleaned_data["as_of"],
            actor=actor,
            now=timezone.now(),
        )
    except REFUSALS as refusal:
        return told(request, str(refusal))
    start(kept, request)
    return redirect("contributions:insurer_list", list_id=kept.id)


@permit(*READERS)
@require_safe
def insurer_list(request: HttpRequest, list_id: int) -> HttpResponseBase:
    return shown_list(request, ListKind.INSURER, list_id)


@permit(*WORKERS)
@require_POST
def compare(request: HttpRequest, list_id: int) -> HttpResponse:
    """Once more, by a worker: our own side may have changed."""
    found = one_list(kind=ListKind.INSURER, list_id=list_id, actor=actor_of(request))
    if found is None:
        raise Http404
    tasks.enqueue(found=found, user_id=int(request.user.pk or 0))
    return redirect("contributions:insurer_list", list_id=list_id)


def start(kept: ListFacts, request: HttpRequest) -> None:
    """A list that came before, and is read or being read, is not read once more."""
    if kept.job_id is None and kept.read_at is None:
        tasks.enqueue(found=kept, user_id=int(request.user.pk or 0))


def shown_list(request: HttpRequest, kind: ListKind, list_id: int) -> HttpResponseBase:
    """A list as it stands: being read, refused, or read, with the rows that were not."""
    actor = actor_of(request)
    found = one_list(kind=kind, list_id=list_id, actor=actor)
    if found is None:
        raise Http404
    rows = unread(kind=kind, list_id=list_id)
    if "excel" in request.GET:
        headings = [_("Lembar"), _("Baris"), _("Nama"), _("Yang kurang")]
        return as_excel(title=_("Tidak terbaca"), headings=headings, rows=list_present.unread_rows(told_unread(rows)))
    count, on_paper = rows.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), max(1, -(-count // PAGE)))
    reached = progress(found.job_id) if found.job_id else None
    context = {
        "list": found,
        "headline": list_present.list_headline(found),
        "refusal": list_present.refusal_words(found.refusal) if found.refusal else "",
        "rows": list_present.unread_rows(told_unread(rows if on_paper else rows[(at - 1) * PAGE : at * PAGE])),
        "on_paper": on_paper,
        "name": list_present.list_name(found),
        "page": present.page(count=count, at=at, address=request.path, asked={}),
        "waits": found.read_at is None and not found.refusal,
        "broken": found.job_id is not None and failed(found.job_id),
        "reached": reached,
        "said": reached.note if reached and reached.step == "ditolak" else "",
        "is_insurers": kind is ListKind.INSURER,
        "may_work": may_work(actor),
        "form": RequestForm(),
    }
    return render(request, "contributions/insurer_list.html", context)


def person_url(person_id: int | None, actor: Actor) -> str:
    """The page of the person, for those who may open it."""
    address = reverse("desk:person", args=[person_id]) if person_id else ""
    return address if address and may_open(address, actor=actor) else ""


def may_work(actor: Actor) -> bool:
    return actor.may(*WORKERS) and actor.scope == actor.kabupaten


def sentences(form: RequestForm) -> str:
    return " ".join(str(one) for errors in form.errors.values() for one in errors)


def _stepped(
    request: HttpRequest,
    difference_id: int,
    form: RequestForm,
    act: Callable[[RequestForm, Actor, datetime], object],
) -> HttpResponse:
    actor = actor_of(request)
    _found(difference_id, actor)
    if not form.is_valid():
        return told(request, sentences(form))
    try:
        act(form, actor, timezone.now())
    except REFUSALS as refusal:
        return told(request, str(refusal))
    return redirect("contributions:difference", difference_id=difference_id)


def _found(difference_id: int, actor: Actor) -> queries.DifferenceFacts:
    found = queries.difference(difference_id=difference_id, actor=actor)
    if found is None:
        raise Http404
    return found


def _asked(asked: Mapping[str, str], actor: Actor) -> queries.DifferencesAsked:
    return queries.DifferencesAsked(
        words=asked["cari"],
        kind=asked["jenis"],
        state=asked["keadaan"],
        owner=actor.key if asked["milik"] == "saya" else "",
        order=asked["urut"],
    )


def _lines(found: list[queries.DifferenceFacts], actor: Actor) -> list[present.DifferenceLine]:
    names = names_of_keys(sorted({one.owner for one in found if one.owner}))
    return present.difference_lines(found, names=names, now=timezone.now(), kabupaten=actor.kabupaten)


def _headings() -> list[str]:
    return [
        *(_("Nama"), _("KPJ dan desa"), _("Jenis"), _("Bulan"), _("Menurut kita"), _("Menurut BPJS")),
        *(_("Umur"), _("Ditangani oleh"), _("Keadaan")),
    ]
