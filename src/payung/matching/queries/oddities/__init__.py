"""What is odd in lists and register, in an actor's part of the map, and what was found when somebody looked into it.

Nothing is stored but the answers: a question is computed whenever it is asked, so it goes when its cause goes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from payung.accounts.rules import Actor
from payung.matching.models import Explained
from payung.matching.queries.oddities.behind import MOST_BEHIND, Behind, Face, ListFacts, ListName, behind, lists_by_id
from payung.matching.queries.oddities.lists import fast_senders, heaped_lists, serials
from payung.matching.queries.oddities.odd import Odd
from payung.matching.queries.oddities.persons import cards, grown_desa, heaped_desa, phones
from payung.matching.rules.oddities import Oddity

__all__ = [
    "MOST_BEHIND",
    "Asked",
    "Behind",
    "Explanation",
    "Face",
    "ListFacts",
    "ListName",
    "Odd",
    "behind",
    "lists_by_id",
    "oddities",
    "oddity",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What somebody found out, when it counted so many."""

    id: int
    count: int
    said: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, and what was found out about it: None while nobody looked."""

    odd: Odd
    explanation: Explanation | None

    @property
    def is_open(self) -> bool:
        """Whether it waits: nobody looked into it, or it has grown since."""
        return self.explanation is None or self.odd.count > self.explanation.count


def oddities(*, actor: Actor, now: datetime, kind: Oddity | None = None) -> list[Asked]:
    """All questions of this kind, or of every kind: those that wait first, the largest of each kind first."""
    kinds = list(Oddity) if kind is None else [kind]
    told = {(row.kind, row.subject): _told(row) for row in _standing(actor)}
    found = [odd for one in kinds for odd in _found(one, actor, now)]
    asked = [Asked(odd=odd, explanation=told.get((odd.kind, odd.subject))) for odd in found]
    return sorted(asked, key=lambda one: (not one.is_open, kinds.index(one.odd.kind), -one.odd.count, one.odd.subject))


def oddity(*, kind: Oddity, subject: str, actor: Actor, now: datetime) -> Asked | None:
    """The question as it stands now; None where it is none any more, or out of the actor's part of the map."""
    return next((one for one in oddities(actor=actor, now=now, kind=kind) if one.odd.subject == subject), None)


def _found(kind: Oddity, actor: Actor, now: datetime) -> Iterator[Odd]:
    match kind:
        case Oddity.PHONE:
            return phones(actor=actor)
        case Oddity.JANUARY:
            return chain(heaped_desa(actor=actor), heaped_lists(actor=actor))
        case Oddity.SERIALS:
            return serials(actor=actor)
        case Oddity.KK:
            return cards(actor=actor)
        case Oddity.GROWTH:
            return grown_desa(actor=actor, now=now)
        case Oddity.PACE:
            return fast_senders(actor=actor)


def _standing(actor: Actor) -> Iterator[Explained]:
    return Explained.objects.filter(kabupaten=actor.kabupaten, undone_at=None).iterator()


def _told(row: Explained) -> Explanation:
    return Explanation(id=row.pk, count=row.count, said=row.said, made_by=row.made_by, made_at=row.made_at)
