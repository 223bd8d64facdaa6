"""What is done to a claim, one step at a time. Each page sends the key of its request along: sent twice, it acts once."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor, Role
from payung.claims.actions import answering, dying, stepping
from payung.claims.actions.needs import BY_LETTER, WITH_REASON
from payung.claims.forms.steps import AnswersForm, BecauseForm, DeathForm, StepForm, answers_initial
from payung.claims.present.head import head
from payung.claims.present.steps import ELSEWHERE, Hint, events_open, hint
from payung.claims.present.words import ACT_WORDS
from payung.claims.queries import standing
from payung.claims.queries.claims import ClaimFacts
from payung.claims.rules.refusals import Refused
from payung.claims.states import STANDS, Event, EventKind, NotAllowed, after
from payung.claims.views.claim import found_claim
from payung.decrees.rules.refusals import Refused as DecreesRefuse
from payung.gateways import scans
from payung.gateways.scans import Scan, ScanRefused
from payung.membership.rules.refusals import Refused as MembershipRefuses
from payung.membership.rules.told import Paper
from payung.membership.states import NotAllowed as MembershipNotNow

WORKERS = (Role.OPERATOR, Role.HEAD)
REFUSALS = (Refused, NotAllowed, MembershipRefuses, MembershipNotNow, DecreesRefuse, ScanRefused)
NOT_READABLE, CONFLICT = 422, 409


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, claim_id: int, event: str) -> HttpResponse:
    """One step, with its day, its letter and its note."""
    actor = actor_of(request)
    claim, wanted = found_claim(claim_id, actor), _event(event)
    if wanted not in events_open(claim, actor) and request.method != "POST":
        return _told(request, _why_not(claim, wanted, actor), back=reverse("claims:claim", args=[claim_id]))
    form = StepForm(
        request.POST or None,
        request.FILES or None,
        initial={"happened_on": timezone.localdate()},
        by_letter=wanted in BY_LETTER,
        with_reason=wanted in WITH_REASON,
    )
    title = str(ACT_WORDS[wanted])
    told = hint(claim, wanted, actor=actor)
    if request.method != "POST" or not form.is_valid():
        return _page(request, claim, form, actor, title=title, told=told)

    def act(scan: Scan | None, now: datetime) -> None:
        words = form.cleaned_data
        letter = None
        if wanted in BY_LETTER:
            letter = stepping.Letter(number=words["number"], date=words["letter_date"], scan=scan)
        stepping.take_step(
            claim_id=claim_id,
            event=wanted,
            happened_on=words["happened_on"],
            note=words["note"],
            letter=letter,
            request_key=form.key,
            actor=actor,
            now=now,
        )

    return _done(request, claim, form, actor, title, act, told=told)


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_death(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The death is certain, by its document; the membership ends."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    initial = {"death_date": claim.death_date or (claim.event_date if claim.kind is EventKind.DEATH else None)}
    form = DeathForm(request.POST or None, request.FILES or None, initial=initial)
    title = _("Pastikan meninggalnya")
    if request.method != "POST" or not form.is_valid():
        return _page(request, claim, form, actor, title=title)

    def act(scan: Scan | None, now: datetime) -> None:
        dying.confirm_death(
            claim_id=claim_id,
            death_date=form.cleaned_data["death_date"],
            evidence=Paper(code=scan.code, name=scan.name, sha256=scan.sha256) if scan else None,
            note=form.cleaned_data["note"],
            request_key=form.key,
            actor=actor,
            now=now,
        )

    return _done(request, claim, form, actor, title, act)


@permit(*WORKERS)
@require_POST
def take_back(request: HttpRequest, claim_id: int) -> HttpResponse:
    """It was no death."""
    return _because(request, claim_id, dying.take_back)


@permit(*WORKERS)
@require_POST
def found_alive(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Somebody told dead or lost lives."""
    return _because(request, claim_id, dying.found_alive)


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The five questions of a death."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    if claim.kind is EventKind.ACCIDENT:
        raise Http404
    form = AnswersForm(request.POST or None, initial=answers_initial(standing.answers(claim_id=claim_id)))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            answering.answer(claim_id=claim_id, facts=form.facts, request_key=form.key, actor=actor, now=timezone.now())
            return redirect("claims:claim", claim_id=claim_id)
        except REFUSALS as told:
            refusal = str(told)
    context = {"head": head(claim, actor=actor, here=""), "claim": claim, "form": form, "refusal": refusal}
    status = CONFLICT if refusal else NOT_READABLE if form.errors else 200
    return render(request, "claims/answers.html", context, status=status)


def _event(written: str) -> Event:
    try:
        found = Event(written.replace("-", "_"))
    except ValueError:
        raise Http404 from None
    if found in ELSEWHERE:
        raise Http404
    return found


def _done(
    request: HttpRequest,
    claim: ClaimFacts,
    form: StepForm | DeathForm,
    actor: Actor,
    title: str,
    act: Callable[[Scan | None, datetime], object],
    *,
    told: Hint | None = None,
) -> HttpResponse:
    """The act with its scan, which is gone again where it is refused or was kept before; then the claim."""
    scan = None
    try:
        scan = scans.made_anew(form.cleaned_data["scan"]) if form.cleaned_data.get("scan") else None
        act(scan, timezone.now())
    except REFUSALS as refusal:
        scans.forget(scan)
        return _page(request, claim, form, actor, title=title, refusal=str(refusal), told=told)
    if scan and not standing.keeps(code=scan.code):  # sent twice: the first scan stands
        scans.forget(scan)
    return redirect("claims:claim", claim_id=claim.id)


def _because(request: HttpRequest, claim_id: int, act: Callable[..., object]) -> HttpResponse:
    actor = actor_of(request)
    found_claim(claim_id, actor)
    form = BecauseForm(request.POST)
    if not form.is_valid():
        return _told(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
    try:
        act(
            claim_id=claim_id,
            because=form.cleaned_data["because"],
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
        )
    except REFUSALS as refusal:
        return _told(request, str(refusal))
    return redirect("claims:claim", claim_id=claim_id)


def _page(
    request: HttpRequest,
    claim: ClaimFacts,
    form: StepForm | DeathForm,
    actor: Actor,
    *,
    title: str,
    refusal: str = "",
    told: Hint | None = None,
) -> HttpResponse:
    context = {
        "head": head(claim, actor=actor, here=""),
        "claim": claim,
        "form": form,
        "title": title,
        "hint": told,
        "questions": list(form.visible_fields()),
        "refusal": refusal,
    }
    status = CONFLICT if refusal else NOT_READABLE if form.errors else 200
    return render(request, "claims/step.html", context, status=status)


def _why_not(claim: ClaimFacts, event: Event, actor: Actor) -> str:
    """Whose step it is, or where the claim stands."""
    try:
        after(claim.standing, event, actor.roles)
    except NotAllowed as refusal:
        return str(refusal)
    return STANDS[claim.state]


def _told(request: HttpRequest, sentence: str, *, back: str = "") -> HttpResponse:
    return render(request, "payung/not_allowed.html", {"sentence": sentence, "back": back}, status=CONFLICT)
