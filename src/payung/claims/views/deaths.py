"""Daftar meninggal: lists of the dead, whom their lines are about, and what the desas are asked."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

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
from payung.claims.actions import deaths as actions
from payung.claims.actions import deaths_deciding as deciding
from payung.claims.forms.deaths import DeathListForm, NotSoForm, SameForm, TakeBackForm
from payung.claims.forms.reporting import RequestForm
from payung.claims.present import deaths as present
from payung.claims.present.lists import PAGE, last_page, page
from payung.claims.queries import deaths as queries
from payung.claims.queries.deaths import AGREEMENT_OF, LineFacts, LinesAsked, ListFacts, Tab
from payung.claims.rules.death_words import Settled
from payung.claims.rules.refusals import Refused
from payung.claims.states import NotAllowed
from payung.claims.tasks import deaths as tasks
from payung.gateways.lists.download import as_excel
from payung.jobs.queries import failed, progress
from payung.membership.rules.refusals import Refused as MembershipRefused
from payung.membership.states import NotAllowed as MembershipNotAllowed

F = TypeVar("F", bound=RequestForm)
READERS = (Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
WORKERS = (Role.OPERATOR, Role.HEAD)
REFUSALS = (Refused, NotAllowed, MembershipRefused, MembershipNotAllowed)
NOT_READABLE, CONFLICT = 422, 409
_ASKED = ("bagian", "cari", "keadaan", "urut")


@permit(*READERS)
@require_safe
def death_lists(request: HttpRequest) -> HttpResponse:
    """Every list that came, and what waits."""
    actor = actor_of(request)
    found = queries.lists(actor=actor)
    context = {
        "headline": present.lists_headline(found),
        "lists": present.list_rows(found),
        "may_work": _may_work(actor),
    }
    return render(request, "claims/death_lists.html", context)


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_list(request: HttpRequest) -> HttpResponse:
    """The list is kept; a worker reads it. The same file once more leads to the list of before."""
    form, actor = DeathListForm(request.POST or None, request.FILES or None), actor_of(request)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            kept, is_new = actions.keep_list(
                upload=asked["berkas"], source=asked["source"], actor=actor, now=timezone.now()
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            if kept.job_id is None and kept.read_at is None and not kept.refusal:
                tasks.enqueue(list_id=kept.id, user_id=int(request.user.pk or 0))
            address = reverse("claims:death_list", args=[kept.id])
            return redirect(address if is_new else f"{address}?sama=1")
    return render(request, "claims/death_list_new.html", {"form": form}, status=NOT_READABLE if form.errors else 200)


@permit(*READERS)
@require_safe
def death_list(request: HttpRequest, list_id: int) -> HttpResponseBase:
    """One list: being read, refused, or its lines by how they agree."""
    actor = actor_of(request)
    kept = _kept(list_id, actor)
    counts = queries.counts(list_id=list_id)
    asked = {name: request.GET.get(name, "")[:100] for name in _ASKED}
    here = Tab(asked["bagian"]) if asked["bagian"] in {*Tab} else _first(counts)
    asked["bagian"] = here
    wanted = LinesAsked(tab=here, words=asked["cari"], settled=asked["keadaan"], order=asked["urut"])
    found = queries.lines(list_id=list_id, asked=wanted)
    if "excel" in request.GET:
        shown = present.lines(queries.told(found, kabupaten=actor.kabupaten))
        return as_excel(title=_("Daftar meninggal"), headings=present.headings(), rows=present.excel_rows(shown))
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), last_page(count))
    cut = found if on_paper else found[(at - 1) * PAGE : at * PAGE]
    reached = progress(kept.job_id) if kept.job_id else None
    refused = reached.note if reached and reached.step == "ditolak" else ""
    context = {
        "list": kept,
        "headline": present.headline(kept, counts),
        "refusal": present.refusal_words(kept.refusal),
        "unsought": present.unsought_text(kept),
        "seen_before": "sama" in request.GET,
        "tabs": present.tabs(counts, here=here, address=request.path),
        "tab": here,
        "lines": present.lines(queries.told(cut, kabupaten=actor.kabupaten)),
        "page": page(told=present.counted(count), count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "states": present.SETTLED_WORDS.items(),
        "orders": present.ORDER_WORDS.items(),
        "on_paper": on_paper,
        "has_lines": any(counts.tabs.values()),
        "waits": kept.read_at is None and not kept.refusal and not refused,
        "broken": kept.job_id is not None and failed(kept.job_id),
        "reached": reached,
        "refused": refused,
        "may_work": _may_work(actor),
        "form": RequestForm(),
    }
    return render(request, "claims/death_list.html", context)


@permit(*WORKERS)
@require_POST
def again(request: HttpRequest, list_id: int) -> HttpResponse:
    """The list is held against the register once more, by a worker."""
    _kept(list_id, actor_of(request))
    tasks.enqueue_again(list_id=list_id, user_id=int(request.user.pk or 0))
    return redirect("claims:death_list", list_id=list_id)


@permit(*READERS)
@require_safe
def desas(request: HttpRequest, list_id: int) -> HttpResponse:
    """Whom each desa is to confirm, a sheet of paper each."""
    actor = actor_of(request)
    kept = _kept(list_id, actor)
    found = queries.asked_of_desas(list_id=list_id, actor=actor)
    context = {
        "list": kept,
        "desas": present.desa_rows(found),
        "count": sum(len(one.lines) for one in found),
        "on_paper": "cetak" in request.GET,
        "paper": f"{request.path}?cetak=1",
    }
    return render(request, "claims/death_desas.html", context)


@permit(*READERS)
@require_safe
def death_line(request: HttpRequest, line_id: int) -> HttpResponse:
    """Both sides of one line, side by side."""
    actor = actor_of(request)
    return render(request, "claims/death_line.html", _line_context(_line(line_id, actor), actor))


@permit(*WORKERS)
@require_POST
def same(request: HttpRequest, line_id: int) -> HttpResponse:
    def act(form: SameForm, actor: Actor, now: datetime) -> None:
        deciding.say_same(
            line_id=line_id,
            death_date=form.cleaned_data["death_date"],
            note=form.cleaned_data["note"],
            request_key=form.key,
            actor=actor,
            now=now,
        )

    return _decided(request, line_id, SameForm(request.POST), "same_form", act)


@permit(*WORKERS)
@require_POST
def not_so(request: HttpRequest, line_id: int) -> HttpResponse:
    def act(form: NotSoForm, actor: Actor, now: datetime) -> None:
        because = form.cleaned_data["because"]
        deciding.say_not_so(line_id=line_id, because=because, request_key=form.key, actor=actor, now=now)

    return _decided(request, line_id, NotSoForm(request.POST), "not_so_form", act)


@permit(*WORKERS)
@require_POST
def take_back(request: HttpRequest, line_id: int) -> HttpResponse:
    def act(form: TakeBackForm, actor: Actor, now: datetime) -> None:
        because = form.cleaned_data["because"]
        deciding.take_back(line_id=line_id, because=because, request_key=form.key, actor=actor, now=now)

    return _decided(request, line_id, TakeBackForm(request.POST), "back_form", act)


def _decided(
    request: HttpRequest, line_id: int, form: F, name: str, act: Callable[[F, Actor, datetime], None]
) -> HttpResponse:
    actor = actor_of(request)
    line = _line(line_id, actor)
    if form.is_valid():
        try:
            act(form, actor, timezone.now())
            return redirect("claims:death_line", line_id=line_id)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
    context = _line_context(line, actor) | {name: form, "form": form}
    return render(request, "claims/death_line.html", context, status=NOT_READABLE)


def _line_context(line: LineFacts, actor: Actor) -> dict[str, object]:
    said = queries.decisions(line_id=line.id)
    names = names_of_keys(sorted({one.made_by for one in said}))
    person = reverse("desk:person", args=[line.person_id]) if line.person_id else ""
    waits = line.settled in (Settled.WAITING, Settled.NONE)
    day = line.death_date.strftime("%d/%m/%Y") if line.death_date else ""
    return {
        "line": line,
        "headline": present.line_headline(line),
        "state": present.SETTLED_WORDS[line.settled],
        "sign": present.SETTLED_SIGNS[line.settled],
        "why": present.why(line),
        "at": present.at_text(line),
        "sides": present.sides(line),
        "likeness": present.likeness_rows(line),
        "heirs": present.heirs_text(line.heirs),
        "decisions": present.decision_rows(said, names=names),
        "person_url": person if person and may_open(person, actor=actor) else "",
        "claim_url": reverse("claims:claim", args=[line.claim.id]) if line.claim else "",
        "may_work": _may_work(actor) and line.person_id is not None,
        "may_say_same": waits,
        "may_say_not": line.settled in (Settled.WAITING, Settled.PREPARED, Settled.NONE),
        "may_take_back": line.settled in (Settled.PREPARED, Settled.NOT_SO),
        "same_form": SameForm(initial={"death_date": day}),
        "not_so_form": NotSoForm(auto_id="bukan_%s"),
        "back_form": TakeBackForm(auto_id="batal_%s"),
    }


def _first(counts: queries.Counts) -> Tab:
    """The first part with lines in it."""
    return next((tab for tab in AGREEMENT_OF if counts.tabs[tab]), Tab.SURE)


def _kept(list_id: int, actor: Actor) -> ListFacts:
    found = queries.one_list(list_id=list_id, actor=actor)
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
