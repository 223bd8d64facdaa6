"""Selections: the list, one with its ranks, its division over the desa; ranking and setting aside."""

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor, Role
from payung.gateways.lists import Column, Kind, ListRow, write_list
from payung.intake.watching_page import watch
from payung.jobs.watching import AT_ONCE
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.selection import actions, notices, queries, tasks
from payung.selection.facts import SelectionFacts
from payung.selection.forms import NoticeForm, SetAsideForm
from payung.selection.models import Rank
from payung.selection.present import lists, ranks, selections
from payung.selection.rules.words import Outcome
from payung.selection.states import NotAllowed, State
from payung.selection.telling import Teller, Told
from payung.selection.views import CONFLICT, LOOKERS, PREPARERS, READERS

_AT_ONCE = 2000


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every programme with the selections that were ever locked for it, also those set aside."""
    actor = actor_of(request)
    found = programmes.programmes(kabupaten=actor.kabupaten)
    told = [
        {
            "programme": programme,
            "period": selections.period(programme),
            "lines": [selections.selection_line(one) for one in queries.selections(programme_id=programme.id)],
        }
        for programme in found
    ]
    may_try = actor.may(*LOOKERS)
    return render(request, "selection/index.html", {"programmes": told, "may_try": may_try})


@permit(*READERS)
@require_safe
def one(request: HttpRequest, selection_id: int) -> HttpResponseBase:
    """A selection: what came of it, and the ranked list, sought, sorted, printed or taken home."""
    actor = actor_of(request)
    facts, programme = found_selection(selection_id, actor)
    asked = {name: request.GET.get(name, "")[:200] for name in ("cari", "wilayah", "hasil", "urut")}
    found = _asked(selection_id, actor, asked)
    if request.GET.get("unduh") == "excel":
        return _workbook(facts, found)
    on_paper = "cetak" in request.GET
    here = request.path
    page = lists.stretch(found, here=here, asked=asked, wanted=request.GET.get("hal", ""), on_paper=on_paper)
    told = Teller(selection_id=selection_id).tell(list(found[page.first : page.stop])) if page.stop else []
    context = {
        **_head(facts, programme, actor),
        "page": page,
        "lines": ranks.rank_lines(told),
        "asked": asked,
        "places": lists.places(actor.scope),
        "outcomes": ranks.OUTCOMES,
        "orders": ranks.ORDERS,
        "on_paper": on_paper,
    }
    return render(request, "selection/one.html", context)


@permit(*READERS)
@require_safe
def desas(request: HttpRequest, selection_id: int) -> HttpResponseBase:
    """How the places were divided over the desa."""
    actor = actor_of(request)
    facts, programme = found_selection(selection_id, actor)
    within = request.GET.get("wilayah", "")[:20] or actor.scope
    found = [
        desa
        for desa in queries.shares(selection_id=selection_id)
        if actor.sees(desa.desa_code) and f"{desa.desa_code}.".startswith(f"{within}.")
    ]
    lines = selections.desa_lines(found)
    if request.GET.get("unduh") == "excel":
        headings = (_("Desa"), _("Kecamatan"), _("Layak"), _("Bagian"), _("Dipilih"), _("Cadangan"))
        columns = [Column(heading=word, kind=Kind.TEXT if at < 2 else Kind.NUMBER) for at, word in enumerate(headings)]
        rows = (
            ListRow(
                cells=(line.name, line.within, desa.eligible, desa.places, desa.chosen, desa.eligible - desa.chosen)
            )
            for line, desa in zip(lines, found, strict=True)
        )
        return download(_("Pembagian tempat %(id)s") % {"id": facts.id}, columns, rows)
    context = {
        **_head(facts, programme, actor),
        "lines": lines,
        "within": within,
        "places": [place for place in lists.places(actor.scope) if place[0].count(".") == 2],
        "paper": lists.address(request.path, {"wilayah": within}, cetak=1),
        "excel": lists.address(request.path, {"wilayah": within}, unduh="excel"),
        "on_paper": "cetak" in request.GET,
    }
    return render(request, "selection/desas.html", context)


@permit(*PREPARERS)
@require_POST
def rank(request: HttpRequest, selection_id: int) -> HttpResponse:
    """A locked selection gets its ranks, or goes on where it was interrupted."""
    facts, _programme = found_selection(selection_id, actor_of(request))
    return ranked(request, facts)


def ranked(request: HttpRequest, facts: SelectionFacts) -> HttpResponse:
    """Everybody is ranked: few at once, many by a worker, whose page tells how far it is."""
    if facts.eligible_count > AT_ONCE:
        job_id = tasks.enqueue(selection_id=facts.id, user_id=int(request.user.pk or 0))
        return redirect("selection:ranking", selection_id=facts.id, job_id=job_id)
    try:
        actions.rank_candidates(selection_id=facts.id, actor=actor_of(request), now=timezone.now())
    except NotAllowed as refusal:
        return refused(request, refusal)
    return redirect("selection:one", facts.id)


@permit(*PREPARERS)
@require_safe
def ranking(request: HttpRequest, selection_id: int, job_id: UUID) -> HttpResponse:
    """How far the worker is that ranks."""
    facts, _programme = found_selection(selection_id, actor_of(request))
    here = reverse("selection:one", args=[facts.id])
    words = {"urut": _("Diurutkan %(done)s dari %(total)s orang")}
    title = _("Membuat peringkat seleksi nomor %(id)s") % {"id": facts.id}
    return watch(request, job_id=job_id, title=title, words=words, back=here, to=lambda _ranked: here)


@permit(Role.HEAD)
@require_POST
def set_aside(request: HttpRequest, selection_id: int) -> HttpResponse:
    """The selection no longer counts."""
    form = SetAsideForm(request.POST)
    because = form.cleaned_data["alasan"] if form.is_valid() else ""
    try:
        actions.set_aside(selection_id=selection_id, because=because, actor=actor_of(request), now=timezone.now())
    except NotAllowed as refusal:
        return refused(request, refusal)
    return redirect("selection:one", selection_id)


def refused(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    return render(request, "payung/not_allowed.html", {"sentence": str(refusal)}, status=CONFLICT)


def found_selection(selection_id: int, actor: Actor) -> tuple[SelectionFacts, ProgrammeFacts]:
    """A selection of the actor's kabupaten and its programme. Raises Http404."""
    facts = queries.selection(selection_id=selection_id, actor=actor)
    programme = programmes.by_id(programme_id=facts.programme_id) if facts else None
    if facts is None or programme is None:
        raise Http404
    return facts, programme


def download(name: str, columns: list[Column], rows: Iterator[ListRow]) -> FileResponse:
    """A workbook to take home."""
    content = BytesIO()
    write_list(out=content, title=name, columns=columns, rows=rows)
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=f"{name}.xlsx")


def _asked(selection_id: int, actor: Actor, asked: dict[str, str]) -> QuerySet[Rank]:
    found = queries.ranks(selection_id=selection_id, scope=actor.scope)
    if words := asked["cari"].split():
        for word in words:
            found = found.filter(Q(person__name__icontains=word) | Q(candidate__receipt_code__iendswith=word))
    if within := asked["wilayah"]:
        found = found.filter(Q(desa_code=within) | Q(desa_code__startswith=f"{within}."))
    found = _with_outcome(found, selection_id, asked["hasil"])
    orders = {"desa": ("desa_code", "rank"), "nama": ("person__name", "rank")}
    return found.order_by(*orders.get(asked["urut"], ("rank",)))


def _with_outcome(found: QuerySet[Rank], selection_id: int, wanted: str) -> QuerySet[Rank]:
    struck = queries.struck(selection_id=selection_id)
    chosen = Q(outcome=Outcome.CHOSEN) | Q(promotion__isnull=False)
    match wanted:
        case "dipilih":
            return found.filter(chosen).exclude(person__in=struck)
        case "cadangan":
            return found.exclude(chosen).exclude(person__in=struck)
        case "ditahan":
            return found.filter(person__in=queries.held(selection_id=selection_id))
        case "dicoret":
            return found.filter(person__in=struck)
        case _:
            return found


def _workbook(facts: SelectionFacts, found: QuerySet[Rank]) -> FileResponse:
    rows = ranks.list_rows(_told(facts.id, found))
    return download(_("Seleksi %(id)s") % {"id": facts.id}, list(ranks.columns()), rows)


def _told(selection_id: int, found: QuerySet[Rank]) -> Iterator[Told]:
    """All of them, some at a time."""
    teller, rest = Teller(selection_id=selection_id), found.iterator(chunk_size=_AT_ONCE)
    while piece := list(islice(rest, _AT_ONCE)):
        yield from teller.tell(piece)


def _head(facts: SelectionFacts, programme: ProgrammeFacts, actor: Actor) -> dict[str, object]:
    whole = actor.sees(actor.kabupaten)
    return {
        "facts": facts,
        "programme": programme,
        "headline": selections.headline(facts),
        "about": selections.about(facts, programme),
        "frozen": selections.facts_of(facts),
        "funds": selections.fund_lines(queries.fund_uses(selection_id=facts.id)) if whole else [],
        "notices": notices.notices(selection_id=facts.id),
        "is_locked": facts.state is State.LOCKED,
        "is_ranked": facts.state is State.RANKED,
        "may_prepare": whole and actor.may(*PREPARERS),
        "may_set_aside": actor.may(Role.HEAD) and facts.state is not State.SET_ASIDE,
        "set_aside_form": SetAsideForm(),
        "notice_form": NoticeForm(initial={"mulai": timezone.localdate(), "lama": programme.notice_days}),
    }
