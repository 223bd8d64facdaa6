"""Scholarships: the list of what is due, those of one claim, and what is done to a year or a child."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor, Role
from payung.claims.actions import scholarships as actions
from payung.claims.actions import scholarships_planning as planning
from payung.claims.forms.family import BecauseForm
from payung.claims.forms.scholarships import AskForm, ChildForm, EndForm, PaidForm, PathForm, SchoolForm
from payung.claims.present import scholarships as present
from payung.claims.present.head import head
from payung.claims.queries import family
from payung.claims.queries import scholarships as queries
from payung.claims.queries.claims import ClaimFacts
from payung.claims.queries.scholarships import YearFacts, YearsAsked
from payung.claims.rules.family import Relation
from payung.claims.rules.refusals import NotFound, Refused
from payung.claims.rules.scholarships import End
from payung.claims.views.family import NOT_READABLE, READERS, WORKERS, found_claim, told, works
from payung.gateways.lists.download import as_excel

F = TypeVar("F", bound=Form)


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Every year of every scholarship, the first due first."""
    actor, today = actor_of(request), timezone.localdate()
    asked = {name: request.GET.get(name, "")[:200] for name in ("cari", "keadaan", "urut")}
    wanted = YearsAsked(words=asked["cari"], which=asked["keadaan"], order=asked["urut"])
    found = queries.years(actor=actor, asked=wanted, today=today)
    if "excel" in request.GET:
        shown = _lines(queries.told(found), actor)
        return as_excel(title=_("Beasiswa"), headings=present.headings(), rows=present.rows(shown))
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), max(1, -(-count // present.PAGE)))
    due, overdue = queries.counts(actor=actor, today=today)
    context = {
        "headline": present.headline(due, overdue),
        "lines": _lines(queries.told(found if on_paper else found[(at - 1) * present.PAGE : at * present.PAGE]), actor),
        "page": present.page(count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "states": present.WHICH_WORDS.items(),
        "orders": present.ORDER_WORDS.items(),
        "on_paper": on_paper,
    }
    return render(request, "claims/scholarships.html", context)


@permit(*READERS)
@require_safe
def of_claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The scholarships of one claim, and what may be done to each."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    found = queries.of_claim(claim_id=claim_id)
    names = names_of_keys(sorted({year.decided_by for one in found for year in one.years if year.decided_by}))
    context = {
        "head": head(claim, actor=actor, here="claim_scholarships"),
        "claim": claim,
        "sentence": present.of_claim_sentence(found),
        "scholarships": present.shown(found, kabupaten=actor.kabupaten, names=names),
        "planned": any(one.years for one in found),
        "has_children": bool(_children(claim)),
        "may_work": works(actor),
    }
    return render(request, "claims/claim_scholarships.html", context)


@permit(*WORKERS)
@require_safe
def year(request: HttpRequest, year_id: int) -> HttpResponse:
    """One year of one child, and what may be recorded of it."""
    actor = actor_of(request)
    found = next(iter(queries.of_year(year_id=year_id)), None)
    if found is None:
        raise Http404
    claim = found_claim(found.claim_id, actor)
    of = next(one for one in queries.of_claim(claim_id=claim.id) if one.id == found.scholarship_id)
    context = {
        "head": head(claim, actor=actor, here="claim_scholarships"),
        "claim": claim,
        "line": _lines([found], actor)[0],
        "lives": of.ended_on is None,
        "ask": AskForm(),
        "paid": PaidForm(initial={"paid_rp": found.amount_rp}),
        "because": BecauseForm(),
    }
    return render(request, "claims/scholarship_year.html", context)


@permit(*WORKERS)
@require_safe
def scholarship(request: HttpRequest, scholarship_id: int) -> HttpResponse:
    """One child's scholarship: its path put right, its end, and the working child."""
    actor, claim_id = actor_of(request), queries.claim_of(scholarship_id=scholarship_id)
    if claim_id is None:
        raise Http404
    claim = found_claim(claim_id, actor)
    found = [one for one in queries.of_claim(claim_id=claim.id) if one.id == scholarship_id and one.years]
    if not found:
        raise Http404
    context = {
        "head": head(claim, actor=actor, here="claim_scholarships"),
        "claim": claim,
        "one": present.shown(found, kabupaten=actor.kabupaten, names={})[0],
        "form": ChildForm(),
        "may_keep": actor.may(Role.HEAD),
    }
    return render(request, "claims/scholarship.html", context)


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Who of the children is where at school: noted for the computation, planned once BPJS has decided."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    known = {one.member_id: (one.level, one.years_left) for one in queries.pupils(claim_id=claim_id)}
    form = SchoolForm(request.POST or None, children=_children(claim), known=known)
    if request.method == "POST" and form.is_valid():
        try:
            _note_or_plan(request, claim_id, form, actor)
            return redirect("claims:claim_scholarships", claim_id=claim_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"head": head(claim, actor=actor, here="claim_scholarships"), "claim": claim, "form": form}
    return render(request, "claims/scholarship_plan.html", context, status=NOT_READABLE if form.errors else 200)


@permit(*WORKERS)
@require_POST
def ask(request: HttpRequest, year_id: int) -> HttpResponse:
    def act(form: AskForm, actor: Actor, now: datetime) -> None:
        actions.ask_year(year_id=year_id, asked_on=form.cleaned_data["asked_on"], actor=actor, now=now)

    return _sent(request, queries.claim_of_year(year_id=year_id), AskForm(request.POST), act)


@permit(*WORKERS)
@require_POST
def pay(request: HttpRequest, year_id: int) -> HttpResponse:
    def act(form: PaidForm, actor: Actor, now: datetime) -> None:
        actions.record_year_paid(year_id=year_id, **form.cleaned_data, actor=actor, now=now)

    return _sent(request, queries.claim_of_year(year_id=year_id), PaidForm(request.POST), act)


@permit(*WORKERS)
@require_POST
def drop(request: HttpRequest, year_id: int) -> HttpResponse:
    def act(form: BecauseForm, actor: Actor, now: datetime) -> None:
        actions.drop_year(year_id=year_id, because=form.cleaned_data["because"], actor=actor, now=now)

    return _sent(request, queries.claim_of_year(year_id=year_id), BecauseForm(request.POST), act)


@permit(*WORKERS)
@require_POST
def reopen(request: HttpRequest, year_id: int) -> HttpResponse:
    def act(form: BecauseForm, actor: Actor, now: datetime) -> None:
        actions.reopen_year(year_id=year_id, because=form.cleaned_data["because"], actor=actor, now=now)

    return _sent(request, queries.claim_of_year(year_id=year_id), BecauseForm(request.POST), act)


@permit(*WORKERS)
@require_POST
def mend(request: HttpRequest, scholarship_id: int) -> HttpResponse:
    """A level was repeated or skipped."""

    def act(form: PathForm, actor: Actor, now: datetime) -> None:
        actions.mend_path(scholarship_id=scholarship_id, **form.cleaned_data, actor=actor, now=now)

    return _sent(request, queries.claim_of(scholarship_id=scholarship_id), PathForm(request.POST), act)


@permit(Role.HEAD)
@require_POST
def keep(request: HttpRequest, scholarship_id: int) -> HttpResponse:
    """A child that works keeps it."""

    def act(form: BecauseForm, actor: Actor, now: datetime) -> None:
        actions.keep_working(scholarship_id=scholarship_id, because=form.cleaned_data["because"], actor=actor, now=now)

    return _sent(request, queries.claim_of(scholarship_id=scholarship_id), BecauseForm(request.POST), act)


@permit(*WORKERS)
@require_POST
def end(request: HttpRequest, scholarship_id: int) -> HttpResponse:
    def act(form: EndForm, actor: Actor, now: datetime) -> None:
        words = {**form.cleaned_data, "reason": End(form.cleaned_data["reason"])}
        actions.end_scholarship(scholarship_id=scholarship_id, **words, actor=actor, now=now)

    return _sent(request, queries.claim_of(scholarship_id=scholarship_id), EndForm(request.POST), act)


@permit(*WORKERS)
@require_POST
def resume(request: HttpRequest, scholarship_id: int) -> HttpResponse:
    def act(form: BecauseForm, actor: Actor, now: datetime) -> None:
        actions.resume_scholarship(
            scholarship_id=scholarship_id, because=form.cleaned_data["because"], actor=actor, now=now
        )

    return _sent(request, queries.claim_of(scholarship_id=scholarship_id), BecauseForm(request.POST), act)


def _children(claim: ClaimFacts) -> list[family.MemberFacts]:
    return [one for one in family.family(claim_id=claim.id) if one.relation is Relation.CHILD]


def _note_or_plan(request: HttpRequest, claim_id: int, form: SchoolForm, actor: Actor) -> None:
    children, now = form.at_school(), timezone.now()
    if "susun" not in request.POST:
        planning.note_pupils(claim_id=claim_id, children=children, actor=actor, now=now)
        return
    because = form.cleaned_data["because"]
    planning.plan_scholarships(claim_id=claim_id, children=children, because=because, actor=actor, now=now)


def _sent(
    request: HttpRequest, claim_id: int | None, form: F, act: Callable[[F, Actor, datetime], None]
) -> HttpResponse:
    if claim_id is None:
        raise Http404
    if not form.is_valid():
        return told(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
    try:
        act(form, actor_of(request), timezone.now())
    except NotFound as none:
        raise Http404 from none
    except Refused as refusal:
        return told(request, str(refusal))
    return redirect("claims:claim_scholarships", claim_id=claim_id)


def _lines(found: list[YearFacts], actor: Actor) -> list[present.YearLine]:
    names = names_of_keys(sorted({one.decided_by for one in found if one.decided_by}))
    return present.lines(found, kabupaten=actor.kabupaten, names=names, today=timezone.localdate())
