"""How each proposed person stands with one register today. What was not checked is never none found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import numpy as np
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from numpy.typing import NDArray

from payung.accounts.rules import Actor
from payung.eligibility.asking import waiting
from payung.eligibility.models import Answer, Request, UnreadLine
from payung.eligibility.prechecks.facts import AnswerFacts, RequestFacts, answer_facts, request_facts
from payung.eligibility.prechecks.results import ResultFacts, latest
from payung.eligibility.rules.clearance import AGAINST
from payung.eligibility.rules.words import Outcome, Register
from payung.matching.queries import proposed
from payung.people import queries as people
from payung.programmes.rules.setup import ProgrammeFacts

SOON = timedelta(days=14)


class Standing(StrEnum):
    """In the order in which a person of the office wants to see them."""

    NEVER = "never"  # not asked, or asked so long ago that nobody waits any more
    WAITING = "waiting"  # asked, not answered
    EXPIRED = "expired"
    AGAINST = "against"  # valid, and it stands against the person
    EXPIRING = "expiring"
    VALID = "valid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A person and one register. `said` None: it has never spoken."""

    person_id: int
    standing: Standing
    said: ResultFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadGroup:
    """Open lines of an answer that wait for the same reason; of words, those that say the same."""

    code: str
    words: str
    count: int
    with_person: int


def stood(*, programme: ProgrammeFacts, register: Register, actor: Actor, now: datetime) -> list[Stood]:
    """Everybody proposed in the actor's part of the map, by person id."""
    persons = _in_sight(np.unique(proposed(programme_id=programme.id).person_id), actor)
    today = timezone.localdate(now)
    said = latest(kabupaten=programme.kabupaten, on=today, person_ids=persons)
    asked = frozenset(waiting(programme_id=programme.id, register=register).tolist())
    return [_stood(one, said.get((one, register)), one in asked, today) for one in persons.tolist()]


def counts(found: list[Stood]) -> Mapping[Standing, int]:
    tally = dict.fromkeys(Standing, 0)
    for one in found:
        tally[one.standing] += 1
    return tally


def _stood(person_id: int, said: ResultFacts | None, is_asked: bool, today: date) -> Stood:
    return Stood(person_id=person_id, standing=_standing(said, is_asked, today), said=said)


def _standing(said: ResultFacts | None, is_asked: bool, today: date) -> Standing:
    if said and said.outcome is Outcome.DIED:
        return Standing.AGAINST  # a death does not expire
    if said and said.valid_until >= today:
        if said.outcome in AGAINST:
            return Standing.AGAINST
        return Standing.EXPIRING if said.valid_until < today + SOON else Standing.VALID
    if is_asked:
        return Standing.WAITING
    return Standing.EXPIRED if said else Standing.NEVER


def _in_sight(persons: NDArray[np.int64], actor: Actor) -> NDArray[np.int64]:
    if actor.scope == actor.kabupaten or persons.size == 0:
        return persons
    desa = people.columns(person_ids=persons).desa_code
    seen: NDArray[np.bool_] = (desa == actor.scope) | np.char.startswith(desa, f"{actor.scope}.")
    return np.asarray(persons[seen], dtype=np.int64)


def requests(*, programme_id: int) -> list[RequestFacts]:
    return [request_facts(one) for one in Request.objects.filter(programme=programme_id).order_by("-id")]


def request_of(*, code: str, actor: Actor) -> RequestFacts | None:
    found = Request.objects.filter(code=code, programme__kabupaten=actor.kabupaten).first()
    return request_facts(found) if found else None


def answers(*, programme_id: int, request_id: int | None = None) -> list[AnswerFacts]:
    found = Answer.objects.filter(programme=programme_id).order_by("-id")
    return [answer_facts(one) for one in (found.filter(request=request_id) if request_id else found)]


def answer_of(*, answer_id: int, actor: Actor) -> AnswerFacts | None:
    found = Answer.objects.filter(id=answer_id, programme__kabupaten=actor.kabupaten).first()
    return answer_facts(found) if found else None


def answered_count(*, request_id: int) -> int:
    return Request.objects.get(id=request_id).lines.filter(answered=True).count()


def open_unread(*, answer_id: int) -> QuerySet[UnreadLine]:
    """The lines that still wait, in their order."""
    found = UnreadLine.objects.filter(answer=answer_id, settled_at=None).select_related("person", "answer", "alike")
    return found.order_by("sheet", "number")


def unread_groups(*, answer_id: int) -> list[UnreadGroup]:
    """What waits, the most frequent first."""
    found = UnreadLine.objects.filter(answer=answer_id, settled_at=None).values("code", "words")
    rows = found.annotate(count=Count("id"), with_person=Count("id", filter=Q(person__isnull=False)))
    return [
        UnreadGroup(code=row["code"], words=row["words"], count=row["count"], with_person=row["with_person"])
        for row in rows.order_by("-count", "code", "words")[:200]
    ]


def unread_counts(*, programme_id: int) -> dict[int, int]:
    """How many lines of each answer still wait."""
    found = UnreadLine.objects.filter(answer__programme=programme_id, settled_at=None)
    return dict(found.values_list("answer").annotate(count=Count("id")))
