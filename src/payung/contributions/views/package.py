"""The paket SPP-LS of a bill: whether its sums are one, its letters, and the package printed whole."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.rules import Actor, Role
from payung.contributions.actions import reporting as actions
from payung.contributions.actions.reporting import PRINTERS, REVEALERS
from payung.contributions.forms.reporting import MakeForm
from payung.contributions.papers.letters import OF_BILL, letter_of_bill
from payung.contributions.papers.making import LONG, make
from payung.contributions.papers.package import compared, differences
from payung.contributions.present import package as present
from payung.contributions.queries.package import PackageFacts, package
from payung.contributions.queries.papers import papers
from payung.contributions.rules.package import TotalsDiffer
from payung.contributions.rules.refusals import NotFound, Refused
from payung.contributions.rules.reporting import PaperKind
from payung.contributions.tasks import reporting as tasks
from payung.contributions.views.gap import DOCX

READERS = (*PRINTERS, Role.INSPECTOR)


@permit(*READERS)
@require_safe
def one(request: HttpRequest, bill_id: int) -> HttpResponse:
    """The sums beside one another, the letters, and what was printed before."""
    actor = actor_of(request)
    return _page(request, _found(bill_id, actor), actor, MakeForm())


@permit(*PRINTERS)
@require_POST
def ask(request: HttpRequest, bill_id: int) -> HttpResponseBase:
    """Prints it: at once for few names, by a worker for many. With whole NIKs only where that button was pressed."""
    actor = actor_of(request)
    found, form = _found(bill_id, actor), MakeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, actor, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    words = {
        "bill_id": bill_id,
        "with_nik": "nik" in request.POST,
        "because": form.cleaned_data["because"],
        "request_key": form.key,
        "actor": actor,
        "now": timezone.now(),
    }
    try:
        if different := differences(found):
            raise TotalsDiffer(different)
        if found.bill.member_count > LONG:
            made = tasks.ask(
                asked=lambda job_id: actions.ask_package(**words, job_id=job_id), paper_key=form.key, actor=actor
            )
        else:
            made = make(paper=actions.ask_package(**words), actor=actor, now=timezone.now())
    except Refused as refusal:
        sentence = {"sentence": str(refusal)}
        return render(request, "payung/not_allowed.html", sentence, status=HTTPStatus.CONFLICT)
    return redirect("contributions:paper", paper_id=made.id)


@permit(*READERS)
@require_safe
def letter(request: HttpRequest, bill_id: int, name: str) -> HttpResponse:
    """A Word letter of the package, to be finished by the office."""
    if name not in OF_BILL:
        raise Http404
    found = _found(bill_id, actor_of(request))
    content = letter_of_bill(package=found, name=name, compared=compared(found), today=timezone.localdate())
    disposition = content_disposition_header(
        as_attachment=True, filename=f"{name.replace('_', '-')}-tagihan-{found.bill.number}.docx"
    )
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": disposition or ""})


def _page(
    request: HttpRequest, found: PackageFacts, actor: Actor, form: MakeForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    printed = papers(programme_id=found.programme.id, kind=PaperKind.PACKAGE, bill_id=found.bill.id)
    context = {
        "package": found,
        "standing": present.standing(found, differences(found)),
        "sums": present.sum_rows(found, compared(found)),
        "letters": present.letters(OF_BILL),
        "printed": present.paper_lines(printed, names=names_of_keys([one.asked_by for one in printed])),
        "form": form,
        "may_print": actor.may(*PRINTERS),
        "may_reveal": actor.may(*REVEALERS),
    }
    return render(request, "contributions/package.html", context, status=status)


def _found(bill_id: int, actor: Actor) -> PackageFacts:
    try:
        return package(bill_id=bill_id, actor=actor)
    except NotFound:
        raise Http404 from None
