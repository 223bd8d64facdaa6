"""Pages of decisions: what waits for a person, both sides of a question, joins; each can be taken back."""

import io
from collections.abc import Callable, Iterable

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.accounts.rules import Role
from payung.gateways.lists.columns import Column, ListRow
from payung.gateways.lists.workbook import write_list
from payung.matching import actions, present, queries
from payung.matching.forms import AnswerForm, ReasonForm
from payung.matching.queries import Listed
from payung.people import queries as people
from payung.people.rules import NotAllowed

DECIDERS = (Role.OPERATOR, Role.HEAD)
READERS = (*DECIDERS, Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.INSPECTOR)
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
NOT_READABLE, CONFLICT = 422, 409
_ALL = 50_000


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Questions that wait, that were answered, or went back to their senders."""
    actor, (slug, listed, words) = actor_of(request), _asked(request)
    on_paper = "cetak" in request.GET
    wanted = 1 if on_paper else read_page(request.GET.get("hal"))
    start, count = (wanted - 1) * present.PER_PAGE, _ALL if on_paper else present.PER_PAGE
    shown = queries.questions(actor=actor, listed=listed, words=words, start=start, count=count)
    context = {
        "page": present.page(shown, kabupaten=actor.kabupaten, slug=slug, words=words, wanted=wanted),
        "tabs": present.tabs(listed),
        "is_open": listed is Listed.OPEN,
        "asked": {"lihat": slug, "cari": words},
        "on_paper": on_paper,
    }
    return render(request, "matching/index.html", context)


@permit(*READERS)
@require_safe
def download(request: HttpRequest) -> FileResponse:
    """The same list as a workbook."""
    actor, (slug, listed, words) = actor_of(request), _asked(request)
    shown = queries.questions(actor=actor, listed=listed, words=words, count=_ALL)
    rows = present.list_rows(shown.lines, kabupaten=actor.kabupaten)
    return _workbook(_("Keputusan NIK"), present.list_columns(), rows, name=f"keputusan-{slug}.xlsx")


@permit(*READERS)
@GET_OR_POST
def question(request: HttpRequest, question_id: int) -> HttpResponseBase:
    """Both sides of a question, and its answer."""
    if request.method == "POST":
        return answer(request, question_id)
    found = _question(request, question_id)
    return _question_page(request, found, AnswerForm(initial={"pemilik": found.holder_id}))


@permit(*DECIDERS)
@require_POST
def answer(request: HttpRequest, question_id: int) -> HttpResponse:
    """The question is answered. It has the address of its page: who may read it need not be one who decides."""
    found, form = _question(request, question_id), AnswerForm(request.POST)
    if not form.is_valid():
        return _question_page(request, found, form)
    return _done(
        request,
        lambda: actions.answer_question(
            question_id=question_id,
            answer=form.cleaned_data["jawaban"],
            holder_id=form.cleaned_data["pemilik"],
            reason=form.cleaned_data["alasan"],
            actor=actor_of(request),
            now=timezone.now(),
        ),
    )


@permit(*DECIDERS)
@require_POST
def undo(request: HttpRequest, question_id: int) -> HttpResponse:
    """The answer is taken back."""
    found, form = _question(request, question_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _question_page(request, found, form)
    actor, reason = actor_of(request), form.cleaned_data["alasan"]
    return _done(
        request,
        lambda: actions.undo_answer(question_id=question_id, reason=reason, actor=actor, now=timezone.now()),
    )


@permit(*READERS)
@require_safe
def joins(request: HttpRequest) -> HttpResponse:
    """Persons that were said to be one."""
    actor, words, on_paper = actor_of(request), _words(request), "cetak" in request.GET
    wanted = 1 if on_paper else read_page(request.GET.get("hal"))
    start, count = (wanted - 1) * present.PER_PAGE, _ALL if on_paper else present.PER_PAGE
    shown = queries.joins(actor=actor, words=words, start=start, count=count)
    context = {
        "page": present.joins_page(shown, kabupaten=actor.kabupaten, words=words, wanted=wanted),
        "tabs": present.tabs(None),
        "asked": {"cari": words},
        "on_paper": on_paper,
        "may_decide": actor.may(*DECIDERS),
    }
    return render(request, "matching/joins.html", context)


@permit(*READERS)
@require_safe
def joins_download(request: HttpRequest) -> FileResponse:
    """The same joins as a workbook."""
    actor = actor_of(request)
    shown = queries.joins(actor=actor, words=_words(request), count=_ALL)
    rows = present.join_cells(shown.joins, kabupaten=actor.kabupaten)
    return _workbook(_("Penggabungan orang"), present.join_columns(), rows, name="penggabungan.xlsx")


@permit(*DECIDERS)
@GET_OR_POST
def join(request: HttpRequest, kept_id: int, joined_id: int) -> HttpResponse:
    """Two persons side by side, and that they are one."""
    actor, form = actor_of(request), ReasonForm(request.POST or None)
    sides = [people.person(person_id=id_, actor=actor) for id_ in (kept_id, joined_id)]
    if None in sides:
        raise Http404
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["alasan"]
        return _done(
            request,
            lambda: actions.join_persons(
                kept_id=kept_id, joined_id=joined_id, reason=reason, actor=actor, now=timezone.now()
            ),
            to="matching:joins",
        )
    context = {"form": form, "pairs": present.person_pairs(*sides, kabupaten=actor.kabupaten)}  # type: ignore[arg-type]
    return render(request, "matching/join.html", context, status=NOT_READABLE if form.errors else 200)


@permit(*DECIDERS)
@GET_OR_POST
def part(request: HttpRequest, joined_id: int) -> HttpResponse:
    """A join is taken back."""
    actor, form = actor_of(request), ReasonForm(request.POST or None)
    standing = [one for one in queries.joins_of(person_id=joined_id, actor=actor) if one.joined_id == joined_id]
    if not standing:
        raise Http404
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["alasan"]
        return _done(
            request,
            lambda: actions.undo_join(joined_id=joined_id, reason=reason, actor=actor, now=timezone.now()),
            to="matching:joins",
        )
    rows = present.join_rows(standing[:1], kabupaten=actor.kabupaten)
    context = {"form": form, "join": rows[0]}
    return render(request, "matching/part.html", context, status=NOT_READABLE if form.errors else 200)


def _question(request: HttpRequest, question_id: int) -> queries.QuestionFacts:
    """The question, where this actor may see it; a stranger's is as one that never was."""
    found = queries.question(question_id=question_id, actor=actor_of(request))
    if found is None:
        raise Http404
    return found


def _question_page(request: HttpRequest, found: queries.QuestionFacts, form: AnswerForm | ReasonForm) -> HttpResponse:
    actor = actor_of(request)
    decided = found.decision
    context = {
        "question": found,
        "pairs": present.pairs(found, kabupaten=actor.kabupaten),
        "alike": present.alike_words(found.alike),
        "decided": present.decision_words(decided, names_of_keys([decided.made_by])) if decided else "",
        "form": form if not decided else ReasonForm(request.POST or None),
        "may_decide": actor.may(*DECIDERS),
    }
    return render(request, "matching/question.html", context, status=NOT_READABLE if form.errors else 200)


def _done(request: HttpRequest, act: Callable[[], None], *, to: str = "matching:index") -> HttpResponse:
    """Back to the list, or the sentence that says why not."""
    try:
        act()
    except NotAllowed as refusal:
        return render(request, "payung/not_allowed.html", {"sentence": str(refusal)}, status=CONFLICT)
    return redirect(to)


def _workbook(title: str, columns: list[Column], rows: Iterable[ListRow], *, name: str) -> FileResponse:
    out = io.BytesIO()
    write_list(out=out, title=title, columns=columns, rows=rows)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name)


def _asked(request: HttpRequest) -> tuple[str, Listed, str]:
    slug = request.GET.get("lihat", "terbuka")
    slug = slug if slug in present.SLUGS else "terbuka"
    return slug, present.SLUGS[slug], _words(request)


def _words(request: HttpRequest) -> str:
    return request.GET.get("cari", "")[:200].strip()
