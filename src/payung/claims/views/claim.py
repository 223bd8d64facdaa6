"""The page of a claim: where it stands, whether the person was covered, what can be done now, and all that happened."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.rules import Actor, Role
from payung.claims.actions.letters import open_letter
from payung.claims.actions.needs import lacking
from payung.claims.forms.steps import BecauseForm
from payung.claims.present import claim as present
from payung.claims.present import steps as steps_present
from payung.claims.present.head import head
from payung.claims.present.said import said_lines
from payung.claims.queries import claims, covering, reports, standing, worklist
from payung.claims.queries.claims import ClaimFacts
from payung.claims.queries.said import said_of_claim
from payung.claims.queries.standing import LetterFacts
from payung.claims.rules.death_words import Certainty
from payung.claims.states import Event, EventKind, State
from payung.gateways.sealed_uploads import kept_file

READERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
OPENERS = (Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
OF_RECORD = frozenset({Event.SEND_STAGE_TWO, Event.SUBMIT, Event.CLOSE})


@permit(*READERS)
@require_safe
def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Where does this stand, and what is next?"""
    actor, now = actor_of(request), timezone.now()
    found = found_claim(claim_id, actor)
    of_death = found.kind is not EventKind.ACCIDENT
    verdict = standing.death_verdict(claim_id=claim_id) if of_death else None
    words = standing.words(claim_id=claim_id)
    certain = bool(words) and words[-1].said is Certainty.CERTAIN
    event = steps_present.first_event(found, actor, verdict)
    before = lacking(claim_id=claim_id, event=event) if event in OF_RECORD and event else ()
    covered = covering.covered_on(
        person_id=found.person_id, event_date=found.event_date, death_date=found.death_date, actor=actor
    )
    steps = standing.steps(claim_id=claim_id)
    told = reports.of_claim(claim_id=claim_id, actor=actor)
    keys = [
        *(one.made_by for one in steps),
        *(one.made_by for one in words),
        *(one.reported_by for one in told),
        found.reported_by,
    ]
    stake = standing.stake(event_date=found.event_date, cover=covered[0].cover) if of_death else None
    answered = verdict is not None and not verdict.unasked
    due = worklist.deadlines(claims=[found], on=timezone.localdate(now)).get(found.id)
    context = {
        "head": head(found, actor=actor, here="claim", answered=answered),
        "claim": found,
        "covers": present.covers(covered),
        "deadline": present.deadline(found, due, now, answered=answered),
        "verdict": present.verdict(verdict, stake_rp=stake)
        if of_death and found.state is not State.WITHDRAWN
        else None,
        "proofs": present.proofs(standing.proofs(claim_id=claim_id)) if found.kind is EventKind.LOST_AT_SEA else (),
        "held": present.held(found),
        "said": said_lines(said_of_claim(claim_id=claim_id), actor=actor),
        "acts": steps_present.acts(found, actor=actor, verdict=verdict, before=before, is_certain=certain),
        "facts": present.facts(found),
        "history": present.history(
            claim=found, steps=steps, words=words, reports=told, names=names_of_keys(keys), may_open=actor.may(*OPENERS)
        ),
        "because": BecauseForm(),
    }
    return render(request, "claims/claim.html", context)


@permit(*OPENERS)
@require_safe
def letter(request: HttpRequest, step_id: int) -> HttpResponseBase:
    """The letter of a step; that somebody took it is recorded."""
    actor = actor_of(request)
    return _taken(standing.letter(step_id=step_id, actor=actor), actor)


@permit(*OPENERS)
@require_safe
def death_paper(request: HttpRequest, word_id: int) -> HttpResponseBase:
    """The document of a death that is certain; that somebody took it is recorded."""
    actor = actor_of(request)
    return _taken(standing.death_paper(word_id=word_id, actor=actor), actor)


def _taken(found: LetterFacts | None, actor: Actor) -> HttpResponseBase:
    try:
        sealed = kept_file(found.code) if found else None
    except FileNotFoundError:
        sealed = None
    if found is None or sealed is None:
        raise Http404
    open_letter(claim_id=found.claim_id, code=found.code, actor=actor, now=timezone.now())
    response = StreamingHttpResponse(sealed, content_type="application/octet-stream")
    response.headers["Content-Length"] = str(sealed.size)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or ""
    return response


def found_claim(claim_id: int, actor: Actor) -> ClaimFacts:
    found = claims.one(claim_id=claim_id, actor=actor)
    if found is None:
        raise Http404
    return found
