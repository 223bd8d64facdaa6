"""How much of claims waits for the office, by what it waits for: for the front page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.models import DeathLine
from payung.claims.queries.claims import in_scope
from payung.claims.queries.said import said_alive
from payung.claims.queries.unclaimed import without_claim
from payung.claims.queries.waits import differing, papers_missing, to_approve
from payung.claims.queries.worklist import worklist
from payung.claims.rules.death_words import Settled
from payung.claims.states import OVER, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Counts of the actor's part of the map; `death_lines` are of the whole kabupaten."""

    overdue: int
    this_day: int
    undetermined: int
    said_alive: int
    papers_missing: int
    to_approve: int
    differing: int
    death_lines: int
    without_claim: int
    open: int


def waiting(*, actor: Actor, now: datetime) -> Waiting:
    tasks = worklist(actor=actor, now=now)
    open_ = in_scope(actor).exclude(state__in=[*OVER])
    return Waiting(
        overdue=len(tasks.overdue),
        this_day=len(tasks.this_day),
        undetermined=open_.filter(state=State.UNDETERMINED).count(),
        said_alive=said_alive(open_).count(),
        papers_missing=papers_missing(open_).count(),
        to_approve=to_approve(open_).count(),
        differing=differing(open_).count(),
        death_lines=DeathLine.objects.filter(list__kabupaten=actor.kabupaten, settled=Settled.WAITING).count(),
        without_claim=without_claim(actor=actor, today=timezone.localdate(now)),
        open=open_.count(),
    )
