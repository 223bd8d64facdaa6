"""The paket pemeriksaan, and any paper that was made: watched while it is made, taken home by somebody named."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.contributions.actions import reporting as actions
from payung.contributions.actions.reporting import INSPECTORS
from payung.contributions.files import opened
from payung.contributions.forms.reporting import BundleForm
from payung.contributions.papers.making import LONG, make
from payung.contributions.present import package as present
from payung.contributions.queries.bundle import in_force
from payung.contributions.queries.papers import paper as paper_of
from payung.contributions.queries.papers import papers
from payung.contributions.rules.refusals import NotFound, NotYours, Refused
from payung.contributions.rules.reporting import PaperKind
from payung.contributions.tasks import reporting as tasks
from payung.contributions.views.package import READERS as PACKAGE_READERS
from payung.contributions.views.reporting import asked_programme

TAKERS = (*PACKAGE_READERS,)
_TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


@permit(*INSPECTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponseBase:
    """Asks for one with its seed and reason; shows those that were made."""
    actor = actor_of(request)
    programme = asked_programme(request, actor)
    form = BundleForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        made = papers(programme_id=programme.id, kind=PaperKind.BUNDLE)
        context = {
            "programme": programme,
            "form": form,
            "made": present.paper_lines(made, names=names_of_keys([one.asked_by for one in made])),
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
        return render(request, "contributions/bundle.html", context, status=status)
    words = {
        "programme_id": programme.id,
        "seed": form.cleaned_data["seed"],
        "sample_count": form.cleaned_data["sample"],
        "because": form.cleaned_data["because"],
        "request_key": form.key,
        "actor": actor,
        "now": timezone.now(),
    }
    named = sum(max(one.line_count, one.name_count) for one in in_force(programme_id=programme.id))
    try:
        if named > LONG:
            found = tasks.ask(
                asked=lambda job_id: actions.ask_bundle(**words, job_id=job_id), paper_key=form.key, actor=actor
            )
        else:
            found = make(paper=actions.ask_bundle(**words), actor=actor, now=timezone.now())
    except Refused as refusal:
        sentence = {"sentence": str(refusal)}
        return render(request, "payung/not_allowed.html", sentence, status=HTTPStatus.CONFLICT)
    return redirect("contributions:paper", paper_id=found.id)


@permit(*TAKERS)
@require_safe
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """One paper: being made, ready, or what stood in its way."""
    actor = actor_of(request)
    try:
        found = paper_of(paper_id=paper_id, actor=actor)
    except NotFound:
        raise Http404 from None
    state = present.paper_state(found)
    context = {"paper": found, "state": state, "is_bundle": found.kind is PaperKind.BUNDLE}
    if request.headers.get("HX-Request") and state.watched:
        return render(request, "contributions/paper_watch.html", context)
    answer = render(request, "contributions/paper.html", context)
    if request.headers.get("HX-Request"):  # it has ended: the whole page tells of it
        answer.headers["HX-Refresh"] = "true"
    return answer


@permit(*TAKERS)
@require_safe
def take(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    """The paper itself, unsealed as it goes; who took it is in the chain."""
    actor = actor_of(request)
    try:
        found = actions.take_paper(paper_id=paper_id, actor=actor, now=timezone.now())
        sealed = opened(found.code)
    except (NotFound, FileNotFoundError):
        raise Http404 from None
    except NotYours as refusal:
        return render(request, "payung/not_allowed.html", {"sentence": str(refusal)}, status=HTTPStatus.FORBIDDEN)
    kind = _TYPES.get(found.name.rpartition(".")[2], "application/octet-stream")
    response = StreamingHttpResponse(sealed, content_type=kind)
    response.headers["Content-Length"] = str(sealed.size)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or ""
    return response
