"""Whoever doubts a ranking repeats it: from the seed, the terms of the lock, and the receipt codes."""

from dataclasses import dataclass

from payung.accounts.rules import Actor
from payung.programmes import queries as programmes
from payung.selection.models import Selection
from payung.selection.queries import frozen_terms, holders, ranks_sha256, stored_sha256
from payung.selection.reading import pool
from payung.selection.rules.draw import draw
from payung.selection.rules.ranking import rank
from payung.selection.states import NotAllowed, State

_NOT_RANKED = "Seleksi ini belum punya peringkat. Buat peringkatnya dahulu."


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """Three hashes that must be one: as recorded, of the table, and computed again.

    `same_eligible` False: somebody was ruled in or out since the lock; what was stored can then only be held against
    what was recorded, and the rulings tell who.
    """

    recorded: str
    stored: str
    repeated: str
    same_eligible: bool

    @property
    def holds(self) -> bool:
        return self.stored == self.recorded and (self.repeated == self.recorded or not self.same_eligible)


def verify(*, selection_id: int, actor: Actor) -> Verified:
    """The ranking held against its seed. Raises NotAllowed for a selection that has none, or is not the actor's."""
    found = Selection.objects.filter(id=selection_id, programme__kabupaten=actor.kabupaten).first()
    if found is None or not found.ranks_sha256 or found.state == State.LOCKED:
        raise NotAllowed(_NOT_RANKED)
    weights = programmes.criteria_by_id(criteria_id=found.criteria_id).weights
    everybody = pool(run_id=found.run_id, weights=weights, without=holders(found))
    ranking = rank(
        applicants=everybody.applicants,
        score=everybody.score,
        draw=draw(seed=found.seed, receipt_codes=everybody.receipt_codes),
        terms=frozen_terms(found),
    )
    return Verified(
        recorded=found.ranks_sha256,
        stored=stored_sha256(selection_id=selection_id),
        repeated=ranks_sha256(everybody, ranking),
        same_eligible=everybody.sha256() == found.eligible_sha256,
    )
