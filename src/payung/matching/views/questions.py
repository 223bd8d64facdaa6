"""Pages of questions: what waits for a person, both sides of one, its answer, which can be taken back."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.matching import actions, present, queries
from payung.matching.forms import AnswerForm, ReasonForm
from payung.matching.queries import Listed
from payung.matching.queries.doubts import doubts
from payung.matching.queries.runs import latest_run
from payung.matching.views.common import ALL, DECIDERS, GET_OR_POST, NOT_READABLE, READERS, asked_words, done, workbook


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Doubts that wait, that were answered, or went back to their senders."""
    actor, (slug, listed, words) = actor_of(request), _asked(request)
    on_paper = "cetak" in request.GET
    wanted = 1 if on_paper else read_page(request.GET.get("hal"))
    start, count = (wanted - 1) * present.PER_PAGE, ALL if on_paper else present.PER_PAGE
    shown = doubts(actor=actor, listed=listed, words=words, start=start, count=count)
    context = {
        "page": present.page(shown, kabupaten=actor.kabupaten, slug=slug, words=words, wanted=wanted),
        "tabs": present.tabs(present.address_of(listed), actor=actor),
        "is_open": listed is Listed.OPEN,
        "asked": {"lihat": slug, "cari": words},
        "on_paper": on_paper,
        "looked": present.looked_words(latest_run(kabupaten=actor.kabupaten)) if listed is Listed.OPEN else None,
        "may_look": listed is Listed.OPEN and actor.may(*DECIDERS) and actor.sees(actor.kabupaten),
    }
    return render(request, "matching/index.html", context)


@permit(*READERS)
@require_safe
def download(request: HttpRequest) -> FileResponse:
    """The same list as a workbook."""
    actor, (slug, listed, words) = actor_of(request), _asked(request)
    shown = doubts(actor=actor, listed=listed, words=words, count=ALL)
    rows = present.list_rows(shown.lines, kabupaten=actor.kabupaten)
    return workbook(_("Keputusan tentang orang"), present.list_columns(), rows, name=f"keputusan-{slug}.xlsx")


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
    return done(
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
    return done(
        request,
        lambda: actions.undo_answer(question_id=question_id, reason=reason, actor=actor, now=timezone.now()),
    )


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


def _asked(request: HttpRequest) -> tuple[str, Listed, str]:
    slug = request.GET.get("lihat", "terbuka")
    slug = slug if slug in present.SLUGS else "terbuka"
    return slug, present.SLUGS[slug], asked_words(request)
