"""What is done to one membership. Each page sends the key of its request along: sent twice, it acts once."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor
from payung.audit.rules import without_niks
from payung.gateways.sealed_uploads import kept_path
from payung.membership import actions, queries
from payung.membership.forms import EndForm, HoldForm, ReasonForm, RequestForm
from payung.membership.rules.refusals import Refused
from payung.membership.rules.told import Ending, Paper, Told
from payung.membership.states import STANDS, EndReason, HoldReason, NotAllowed, State
from payung.membership.views.reading import TELLERS, WORKERS, found_member

CONFLICT = 409
F = TypeVar("F", bound=RequestForm)


def told(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "payung/not_allowed.html", {"sentence": sentence}, status=CONFLICT)


def _sent(
    request: HttpRequest, membership_id: int, form: F, act: Callable[[F, Actor, datetime], object]
) -> HttpResponse:
    """The act is done and its member shown; or the refusal, or what the form lacks, in a sentence."""
    actor = actor_of(request)
    found_member(membership_id, actor)
    if not form.is_valid():
        return told(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
    try:
        act(form, actor, timezone.now())
    except (Refused, NotAllowed) as refusal:
        return told(request, str(refusal))
    return redirect("membership:one", membership_id=membership_id)


def _paper(form: HoldForm | EndForm) -> Paper | None:
    """The document that came along, which stays from now on."""
    came = form.cleaned_data["evidence"]
    if came is None:
        return None
    came.keep_for_good()
    return Paper(code=came.code, name=without_niks(came.name or "")[:255], sha256=came.sha256)


def _forget_unused(membership_id: int, paper: Paper | None) -> None:
    """Refused, or recorded before: nothing points to it."""
    if paper and paper.code not in {act.evidence_code for act in queries.acts_of(membership_id=membership_id)}:
        kept_path(paper.code).unlink(missing_ok=True)


@permit(*TELLERS)
@require_POST
def hold(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Something is told of the member: the next due waits."""

    def act(form: HoldForm, actor: Actor, now: datetime) -> None:
        paper, words = _paper(form), form.cleaned_data
        reason = HoldReason(words["reason"])
        telling = Told(membership_id=membership_id, reason=reason, happened_on=words["happened_on"], note=words["note"])
        try:
            many = actions.hold(told=[telling], source="", request_key=form.key, actor=actor, now=now, evidence=paper)
        finally:
            _forget_unused(membership_id, paper)
        if not many:
            raise NotAllowed(STANDS[State.ENDED])

    return _sent(request, membership_id, HoldForm(request.POST, request.FILES), act)


@permit(*WORKERS)
@require_POST
def release(request: HttpRequest, membership_id: int) -> HttpResponse:
    return _sent(
        request,
        membership_id,
        ReasonForm(request.POST),
        lambda form, actor, now: actions.release(
            membership_id=membership_id,
            note=form.cleaned_data["because"],
            request_key=form.key,
            actor=actor,
            now=now,
        ),
    )


@permit(*WORKERS)
@require_POST
def end(request: HttpRequest, membership_id: int) -> HttpResponse:
    """The membership ends, with its document."""

    def act(form: EndForm, actor: Actor, now: datetime) -> None:
        paper, words = _paper(form), form.cleaned_data
        ending = Ending(
            membership_id=membership_id,
            reason=EndReason(words["reason"]),
            happened_on=words["happened_on"],
            note=words["note"],
            last_month=words["last_month"],
        )
        try:
            actions.end(ends=[ending], source="", evidence=paper, request_key=form.key, actor=actor, now=now)
        finally:
            _forget_unused(membership_id, paper)

    return _sent(request, membership_id, EndForm(request.POST, request.FILES), act)


@permit(*WORKERS)
@require_POST
def restore(request: HttpRequest, membership_id: int) -> HttpResponse:
    return _sent(
        request,
        membership_id,
        ReasonForm(request.POST),
        lambda form, actor, now: actions.restore(
            membership_id=membership_id,
            because=form.cleaned_data["because"],
            request_key=form.key,
            actor=actor,
            now=now,
        ),
    )
