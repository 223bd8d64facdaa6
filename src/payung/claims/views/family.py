"""The family of a claim: who inherits, everybody of it, and what is done to it."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_number
from payung.accounts.rules import Actor, Role
from payung.claims.actions import family as actions
from payung.claims.forms.family import BecauseForm, MemberForm, MendForm, known_words
from payung.claims.present import family as present
from payung.claims.present.head import head
from payung.claims.queries import claims
from payung.claims.queries import family as queries
from payung.claims.queries.claims import ClaimFacts
from payung.claims.rules.refusals import Refused

READERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
WORKERS = (Role.OPERATOR, Role.HEAD)
NOT_READABLE, CONFLICT = 422, 409


@permit(*READERS)
@require_safe
def family(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Who inherits, what is missing, and everybody of the family."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    answer = queries.heirs(claim_id=claim_id, on=timezone.localdate())
    may_work = works(actor)
    members = present.lines(queries.family(claim_id=claim_id), answer)
    context = {
        "head": head(claim, actor=actor, here="family"),
        "claim": claim,
        "heirs": present.heirs(answer),
        "members": members,
        "taken_off": present.taken_off(queries.taken_off(claim_id=claim_id)),
        "to_take": present.to_take(queries.not_taken(claim_id=claim_id, actor=actor)) if may_work else None,
        "because": BecauseForm(auto_id=False),
        "may_work": may_work,
        "may_name": may_work and any(one.may_receive for one in members),
    }
    return render(request, "claims/family.html", context)


@permit(*WORKERS)
@require_POST
def take(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The heirs and children of the person's page are of the family."""
    return _done(
        request, claim_id, lambda actor, now: actions.take_from_register(claim_id=claim_id, actor=actor, now=now)
    )


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Somebody more of the family."""
    actor = actor_of(request)
    claim, form = found_claim(claim_id, actor), MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_member(claim_id=claim_id, told=form.told(), actor=actor, now=timezone.now())
            return redirect("claims:family", claim_id=claim_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"head": head(claim, actor=actor, here="family"), "claim": claim, "form": form}
    return render(request, "claims/family_add.html", context, status=NOT_READABLE if form.errors else 200)


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, claim_id: int, member_id: int) -> HttpResponse:
    """One of the family, to be mended or taken off."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    known = next((one for one in queries.family(claim_id=claim_id) if one.id == member_id), None)
    if known is None:
        raise Http404
    form = MendForm(request.POST or None, initial=known_words(known))
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend_member(
                claim_id=claim_id,
                member_id=member_id,
                told=form.told(),
                because=form.cleaned_data["because"],
                actor=actor,
                now=timezone.now(),
            )
            return redirect("claims:family", claim_id=claim_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "head": head(claim, actor=actor, here="family"),
        "claim": claim,
        "known": known,
        "form": form,
        "take_off": BecauseForm(auto_id="keluar_%s"),
    }
    return render(request, "claims/family_member.html", context, status=NOT_READABLE if form.errors else 200)


@permit(*WORKERS)
@require_POST
def take_off(request: HttpRequest, claim_id: int, member_id: int) -> HttpResponse:
    return _with_reason(request, claim_id, member_id, actions.take_off_member)


@permit(*WORKERS)
@require_POST
def put_back(request: HttpRequest, claim_id: int, member_id: int) -> HttpResponse:
    return _with_reason(request, claim_id, member_id, actions.put_back_member)


@permit(*WORKERS)
@require_POST
def receivers(request: HttpRequest, claim_id: int) -> HttpResponse:
    """To whom the money goes."""
    chosen = [id_ for word in request.POST.getlist("penerima")[:100] if (id_ := read_number(word)) is not None]
    return _done(
        request,
        claim_id,
        lambda actor, now: actions.name_receivers(claim_id=claim_id, member_ids=chosen, actor=actor, now=now),
    )


def found_claim(claim_id: int, actor: Actor) -> ClaimFacts:
    found = claims.one(claim_id=claim_id, actor=actor)
    if found is None:
        raise Http404
    return found


def works(actor: Actor) -> bool:
    return actor.may(*WORKERS) and actor.scope == actor.kabupaten


def told(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "payung/not_allowed.html", {"sentence": sentence}, status=CONFLICT)


def sentences(form: BecauseForm) -> str:
    return " ".join(str(one) for errors in form.errors.values() for one in errors)


def _with_reason(request: HttpRequest, claim_id: int, member_id: int, act: Callable[..., object]) -> HttpResponse:
    form = BecauseForm(request.POST)
    if not form.is_valid():
        return told(request, sentences(form))
    return _done(
        request,
        claim_id,
        lambda actor, now: act(
            claim_id=claim_id, member_id=member_id, because=form.cleaned_data["because"], actor=actor, now=now
        ),
    )


def _done(request: HttpRequest, claim_id: int, act: Callable[[Actor, datetime], object]) -> HttpResponse:
    actor = actor_of(request)
    found_claim(claim_id, actor)
    try:
        act(actor, timezone.now())
    except Refused as refusal:
        return told(request, str(refusal))
    return redirect("claims:family", claim_id=claim_id)
