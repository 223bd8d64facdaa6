"""Pages of oddities: what is asked, who is behind it, and what somebody found out, which can be taken back."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor
from payung.intake.queries import seen_files
from payung.matching import actions, present
from payung.matching.forms import FoundForm
from payung.matching.present import oddities as shown
from payung.matching.queries import oddities as queries
from payung.matching.views.common import ALL, DECIDERS, GET_OR_POST, NOT_READABLE, READERS, asked_words, done, workbook


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is odd in lists and register: what waits first, what was looked into below."""
    slug, words, on_paper = _slug(request), asked_words(request), "cetak" in request.GET
    wanted, size = (1, ALL) if on_paper else (read_page(request.GET.get("hal")), shown.PER_PAGE)
    actor = actor_of(request)
    rows = _rows(actor, slug, words)
    context = {
        "page": shown.oddities_page(rows, slug=slug, words=words, wanted=wanted, size=size),
        "tabs": present.tabs(request.path, actor=actor),
        "kinds": [(one, shown.NAMES[kind]) for one, kind in shown.KINDS.items()],
        "asked": {"jenis": slug, "cari": words},
        "on_paper": on_paper,
    }
    return render(request, "matching/oddities.html", context)


@permit(*READERS)
@require_safe
def download(request: HttpRequest) -> FileResponse:
    """The same questions as a workbook."""
    rows = _rows(actor_of(request), _slug(request), asked_words(request))
    return workbook(_("Kejanggalan"), shown.odd_columns(), shown.odd_cells(rows), name="kejanggalan.xlsx")


@permit(*READERS)
@GET_OR_POST
def one(request: HttpRequest, kind: str, subject: str) -> HttpResponseBase:
    """One question, who is behind it, and what was found out."""
    if request.method == "POST":
        return explain(request, kind, subject)
    found = _asked(request, kind, subject)
    return _page(request, found, FoundForm(initial={"jumlah": found.odd.count}))


@permit(*DECIDERS)
@require_POST
def explain(request: HttpRequest, kind: str, subject: str) -> HttpResponse:
    """Somebody looked into it. It has the address of its page: who may read it need not be one who answers."""
    found, form = _asked(request, kind, subject), FoundForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    return done(
        request,
        lambda: actions.explain_oddity(
            kind=found.odd.kind,
            subject=subject,
            count=form.cleaned_data["jumlah"],
            said=form.cleaned_data["alasan"],
            actor=actor_of(request),
            now=timezone.now(),
        ),
        to="matching:oddities",
    )


@permit(*DECIDERS)
@require_POST
def undo(request: HttpRequest, kind: str, subject: str) -> HttpResponse:
    """What was found out is taken back, and asked again."""
    odd, actor = _asked(request, kind, subject).odd, actor_of(request)
    return done(
        request,
        lambda: actions.undo_explanation(kind=odd.kind, subject=subject, actor=actor, now=timezone.now()),
        to="matching:oddities",
    )


def _asked(request: HttpRequest, slug: str, subject: str) -> queries.Asked:
    """The question, where this actor may see it; one that is none any more is as one that never was."""
    kind, actor = shown.KINDS.get(slug), actor_of(request)
    found = queries.oddity(kind=kind, subject=subject, actor=actor, now=timezone.now()) if kind else None
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: queries.Asked, form: FoundForm) -> HttpResponse:
    actor = actor_of(request)
    behind = queries.behind(odd=found.odd, actor=actor)
    lists = {face.origin.file_id for face in behind.faces if face.origin}
    may_open = set(seen_files(actor=actor).filter(id__in=lists).values_list("id", flat=True))
    files = queries.lists_by_id(odds=[found.odd], kabupaten=actor.kabupaten)
    (row,) = shown.odd_rows([found], kabupaten=actor.kabupaten, files=files)
    context = {
        "row": row,
        "is_open": found.is_open,
        "remedy": shown.REMEDIES[found.odd.kind],
        "behind": shown.behind_rows(behind, kabupaten=actor.kabupaten, may_open=may_open),
        "rest": shown.behind_rest(behind),
        "slug": shown.SLUG_OF[found.odd.kind],
        "subject": found.odd.subject,
        "form": form,
        "may_decide": actor.may(*DECIDERS),
    }
    return render(request, "matching/oddity.html", context, status=NOT_READABLE if form.errors else 200)


def _rows(actor: Actor, slug: str, words: str) -> list[shown.OddRow]:
    asked = queries.oddities(actor=actor, now=timezone.now(), kind=shown.KINDS.get(slug))
    files = queries.lists_by_id(odds=[one.odd for one in asked], kabupaten=actor.kabupaten)
    return shown.odd_rows(asked, kabupaten=actor.kabupaten, files=files, words=words)


def _slug(request: HttpRequest) -> str:
    slug = request.GET.get("jenis", "")
    return slug if slug in shown.KINDS else ""
