"""Benturan pembayar: members for whom another pays too, the lists that tell of it, and the decision."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor
from payung.contributions import files
from payung.contributions.actions import colliding as actions
from payung.contributions.actions.reconciling_lists import keep_evidence_list
from payung.contributions.forms.reconciling import EvidenceListForm, SettleForm
from payung.contributions.forms.verifying import RequestForm
from payung.contributions.present import colliding as present
from payung.contributions.present.reconciling import page as page_of
from payung.contributions.present.reconciling_lists import list_rows
from payung.contributions.queries import colliding as queries
from payung.contributions.queries.reconciling_lists import ListKind, lists
from payung.contributions.states import CollisionEvent, CollisionState
from payung.contributions.views.billing import asked_programme, told
from payung.contributions.views.reconciling import (
    NOT_READABLE,
    PAGE,
    READERS,
    REFUSALS,
    WORKERS,
    may_work,
    person_url,
    sentences,
    shown_list,
    start,
)
from payung.decrees.rules.refusals import Refused as DecreeRefused
from payung.intake.views.lists import as_excel
from payung.membership.rules.refusals import Refused as MembershipRefused
from payung.membership.states import NotAllowed as MembershipNotAllowed

ALL_REFUSALS = (*REFUSALS, MembershipRefused, MembershipNotAllowed, DecreeRefused)


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Every collision; those that wait are not billed meanwhile."""
    actor = actor_of(request)
    programme, known = asked_programme(request, actor)
    if programme is None:
        return render(request, "contributions/collisions.html", {"programme": None})
    asked = {name: request.GET.get(name, "")[:200] for name in ("program", "cari", "keadaan", "urut")}
    wanted = queries.CollisionsAsked(words=asked["cari"], state=asked["keadaan"], order=asked["urut"])
    found = queries.collisions(programme_id=programme.id, actor=actor, asked=wanted)
    if "excel" in request.GET:
        shown = _lines(queries.told(found), actor)
        return as_excel(title=_("Benturan pembayar"), headings=_headings(), rows=present.rows_of_collisions(shown))
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), max(1, -(-count // PAGE)))
    counts = queries.counts_by_state(programme_id=programme.id)
    context = {
        "programme": programme,
        "programmes": known,
        "headline": present.collision_headline(counts),
        "sign": "waiting" if counts[CollisionState.OPEN] else "covered",
        "lists": list_rows(lists(kind=ListKind.EVIDENCE, programme_id=programme.id)[:6]),
        "lines": _lines(queries.told(found if on_paper else found[(at - 1) * PAGE : at * PAGE]), actor),
        "page": page_of(count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "states": present.COLLISION_STATE_WORDS.items(),
        "orders": present.COLLISION_ORDERS.items(),
        "on_paper": on_paper,
        "may_work": may_work(actor),
    }
    return render(request, "contributions/collisions.html", context)


@permit(*READERS)
@require_safe
def one(request: HttpRequest, collision_id: int) -> HttpResponse:
    """Both payers side by side, and the decision."""
    actor = actor_of(request)
    found = _found(collision_id, actor)
    names = names_of_keys([found.owner, found.closed_by])
    context = {
        "collision": found,
        "title": present.collision_title(found),
        "likeness": present.likeness_rows(found),
        "state": present.COLLISION_STATE_WORDS[found.state],
        "sign": "waiting" if found.state is CollisionState.OPEN else "covered",
        "facts": present.collision_facts(found, names=names, kabupaten=actor.kabupaten),
        "person_url": person_url(found.person_id, actor),
        "may_work": may_work(actor) and found.state is CollisionState.OPEN,
        "is_mine": found.owner == actor.key,
        "form": SettleForm(),
    }
    return render(request, "contributions/collision.html", context)


@permit(*WORKERS)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Look through all evidence once more."""
    actor = actor_of(request)
    programme, _known = asked_programme(request, actor)
    if programme is None:
        raise Http404
    try:
        actions.find_collisions(programme_id=programme.id, actor=actor, now=timezone.now())
    except ALL_REFUSALS as refusal:
        return told(request, str(refusal))
    return redirect("contributions:collisions")


@permit(*WORKERS)
@require_POST
def take(request: HttpRequest, collision_id: int) -> HttpResponse:
    actor = actor_of(request)
    _found(collision_id, actor)
    form = RequestForm(request.POST)
    try:
        if form.is_valid():
            actions.take_collision(collision_id=collision_id, actor=actor, now=timezone.now())
    except ALL_REFUSALS as refusal:
        return told(request, str(refusal))
    return redirect("contributions:collision", collision_id=collision_id)


@permit(*WORKERS)
@require_POST
def settle(request: HttpRequest, collision_id: int) -> HttpResponse:
    actor = actor_of(request)
    _found(collision_id, actor)
    form = SettleForm(request.POST, request.FILES)
    if not form.is_valid():
        return told(request, sentences(form))
    came = form.cleaned_data["scan"]
    kept = files.kept_upload(came) if came else None
    try:
        actions.settle_collision(
            collision_id=collision_id,
            event=CollisionEvent(form.cleaned_data["event"]),
            because=form.cleaned_data["because"],
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
            last_month=form.cleaned_data["last_month"],
            evidence=kept,
        )
    except ALL_REFUSALS as refusal:
        if kept:
            files.forget(kept)
        return told(request, str(refusal))
    return redirect("contributions:collision", collision_id=collision_id)


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_list(request: HttpRequest) -> HttpResponse:
    """A list of another payer is kept; a worker reads it and looks for collisions."""
    actor = actor_of(request)
    programme, known = asked_programme(request, actor)
    if programme is None:
        raise Http404
    form = EvidenceListForm(request.POST or None, request.FILES or None)
    context = {"form": form, "programme": programme, "programmes": known}
    if request.method != "POST" or not form.is_valid():
        return render(request, "contributions/evidence_new.html", context, status=NOT_READABLE if form.errors else 200)
    try:
        kept = keep_evidence_list(
            programme_id=programme.id,
            upload=form.cleaned_data["berkas"],
            payer=form.cleaned_data["payer"],
            received_date=form.cleaned_data["received_date"],
            actor=actor,
            now=timezone.now(),
        )
    except ALL_REFUSALS as refusal:
        return told(request, str(refusal))
    start(kept, request)
    return redirect("contributions:evidence_list", list_id=kept.id)


@permit(*READERS)
@require_safe
def evidence_list(request: HttpRequest, list_id: int) -> HttpResponseBase:
    return shown_list(request, ListKind.EVIDENCE, list_id)


def _found(collision_id: int, actor: Actor) -> queries.CollisionFacts:
    found = queries.collision(collision_id=collision_id, actor=actor)
    if found is None:
        raise Http404
    return found


def _lines(found: list[queries.CollisionFacts], actor: Actor) -> list[present.CollisionLine]:
    names = names_of_keys(sorted({one.owner for one in found if one.owner}))
    return present.collision_lines(found, names=names, now=timezone.now(), kabupaten=actor.kabupaten)


def _headings() -> list[str]:
    return [
        *(_("Nama"), _("KPJ dan desa"), _("Pembayar lain"), _("Nama menurut mereka"), _("Bulan mereka")),
        *(_("Umur"), _("Ditangani oleh"), _("Keadaan")),
    ]
