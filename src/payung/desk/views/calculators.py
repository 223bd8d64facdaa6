"""What contribution, cover and benefit come to by the law of the day."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.desk.forms.benefit import BenefitForm
from payung.desk.forms.calculators import ContributionForm, CoverForm
from payung.desk.present import calculators as present
from payung.desk.present.benefit import benefit as benefit_shown
from payung.law.dated import LawMissing
from payung.law.loader import load
from payung.law.present.benefit import benefit_answer
from payung.law.present.contribution import contribution_answer
from payung.law.present.cover import cover_answer

NOT_READABLE = 422


@require_safe
def contribution(request: HttpRequest) -> HttpResponse:
    """What a month costs, for how many months and persons."""
    if address := _without_blanks(request):
        return redirect(address)
    law = load("contribution")
    form = ContributionForm(request.GET or None, law=law)
    shown = None
    if form.is_valid():
        asked = form.questions()
        try:
            answers = [contribution_answer(question, law=law) for question in asked]
            shown = present.contribution(asked, answers, people=form.cleaned_data["orang"])
        except LawMissing as hole:
            form.add_error(None, _hole(hole))
    return render(request, "desk/contribution.html", {"form": form, "shown": shown}, status=_status(form))


@require_safe
def cover(request: HttpRequest) -> HttpResponse:
    """Whether someone is covered on a day."""
    if address := _without_blanks(request):
        return redirect(address)
    law = load("cover")
    form = CoverForm(request.GET or None, law=law)
    shown = None
    if form.is_valid():
        question = form.question()
        try:
            shown = present.cover(question, cover_answer(question, law=law))
        except LawMissing as hole:
            form.add_error(None, _hole(hole))
    context = {"form": form, "shown": shown, "years": present.month_boxes(form.paid_range, form["kecuali"])}
    return render(request, "desk/cover.html", context, status=_status(form))


@require_safe
def benefit(request: HttpRequest) -> HttpResponse:
    """What an accident or a death is owed."""
    if address := _without_blanks(request):
        return redirect(address)
    law = load("benefit")
    form = BenefitForm(request.GET or None, law=law)
    shown = None
    if form.is_valid():
        try:
            shown = benefit_shown(benefit_answer(form.case(), law=law, cover_law=load("cover")))
        except LawMissing as hole:
            form.add_error(None, _hole(hole))
    return render(request, "desk/benefit.html", {"form": form, "shown": shown}, status=_status(form))


def _without_blanks(request: HttpRequest) -> str:
    """The same address without the questions left empty, where there are any: short enough to hand on."""
    said = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        if kept := [value for value in values if value]:
            said.setlist(name, kept)
    return f"{request.path}?{said.urlencode()}" if said and said != request.GET else ""


def _status(form: ContributionForm | CoverForm | BenefitForm) -> int:
    return NOT_READABLE if form.is_bound and form.errors else 200


def _hole(hole: LawMissing) -> str:
    return _("Data hukum belum memuat angka untuk waktu ini (%(hole)s). Minta pengelola Payung melengkapinya.") % {
        "hole": hole
    }
