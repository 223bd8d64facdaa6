"""The ranking is written down: in pieces that a kill may interrupt, then it stands all at once."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Max

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.gateways.bulk_rows import insert_rows
from payung.jobs.watching import Watched
from payung.programmes import queries as programmes
from payung.selection.actions.locking import locked
from payung.selection.facts import SelectionFacts
from payung.selection.models import Rank, Selection
from payung.selection.queries import frozen_terms, holders, ranks_sha256, told
from payung.selection.reading import Pool, pool
from payung.selection.rules.draw import digits, draw
from payung.selection.rules.ranking import WAYS, Ranking, Terms, rank
from payung.selection.rules.words import Outcome
from payung.selection.states import Event, NotAllowed, State, after

_AT_ONCE = 10_000  # rows in a transaction: less than half a second of writing (ADR 0012)
_COLUMNS = (
    *("selection_id", "person_id", "candidate_id", "fund_id", "desa_code", "occupation", "score", "draw"),
    *("rank", "place_in_desa", "reserve_number", "outcome", "why"),
)
_CHANGED = (
    "Daftar yang layak berubah sesudah seleksi ini dikunci, sehingga undiannya tidak lagi untuk daftar yang sama."
    " Minta kepala dinas mengesampingkannya, lalu kunci seleksi baru."
)


def rank_candidates(*, selection_id: int, actor: Actor, now: datetime, job_id: UUID | None = None) -> SelectionFacts:
    """Everybody eligible has a rank. A ranking that was interrupted goes on where it stopped. Raises NotAllowed.

    It hangs on nothing but what the lock recorded: whoever repeats it gets the same.
    """
    with transaction.atomic():
        selection = locked(selection_id, actor=actor)
        if selection.state == State.RANKED:
            return told(selection)
        after(State(selection.state), Event.RANK, actor.roles)
    criteria = programmes.criteria_by_id(criteria_id=selection.criteria_id)
    everybody = pool(run_id=selection.run_id, weights=criteria.weights, without=holders(selection))
    if everybody.sha256() != selection.eligible_sha256:
        raise NotAllowed(_CHANGED)
    agreed = frozen_terms(selection)
    ranking = rank(
        applicants=everybody.applicants,
        score=everybody.score,
        draw=draw(seed=selection.seed, receipt_codes=everybody.receipt_codes),
        terms=agreed,
    )
    _write(selection_id, actor, _Rows(selection, everybody, ranking, agreed), Watched(job_id))
    return _stand(selection_id, everybody, ranking, actor=actor, now=now)


class _Rows:
    """The rows of the table as columns, to be taken piece by piece."""

    def __init__(self, selection: Selection, everybody: Pool, ranking: Ranking, agreed: Terms) -> None:
        order = ranking.order
        desa = np.array(everybody.applicants.desa.names, dtype=object)
        work = np.array(everybody.applicants.occupation.names, dtype=object)
        funds = np.array([*(purse.fund_id for purse in agreed.purses), None], dtype=object)
        self.count = len(order)
        self._selection = selection.pk
        self._columns: tuple[list[Any], ...] = (
            everybody.person_id[order].tolist(),
            everybody.candidate_id[order].tolist(),
            funds[ranking.fund].tolist(),
            desa[ranking.desa].tolist(),
            work[everybody.applicants.occupation.index[order]].tolist(),
            ranking.score.tolist(),
            [digits(number) for number in ranking.draw.tolist()],
            list(range(1, self.count + 1)),
            ranking.place_in_desa.tolist(),
            [number or None for number in ranking.reserve_number.tolist()],
            np.where(ranking.chosen, Outcome.CHOSEN.value, Outcome.RESERVE.value).tolist(),
            np.array([why.value for why in WAYS], dtype=object)[ranking.why].tolist(),
        )

    def piece(self, first: int, stop: int) -> Iterator[tuple[Any, ...]]:
        cut = [column[first:stop] for column in self._columns]
        return ((self._selection, *row) for row in zip(*cut, strict=True))


def _write(selection_id: int, actor: Actor, rows: _Rows, watched: Watched) -> None:
    """All rows are there. Each piece begins where the table ends, so that two who write at once share the work."""
    watched.begin("urut", total=rows.count)
    while True:
        with transaction.atomic():
            if locked(selection_id, actor=actor).state != State.LOCKED:
                return
            at = Rank.objects.filter(selection=selection_id).aggregate(last=Max("rank"))["last"] or 0
            if at >= rows.count:
                return
            stop = min(at + _AT_ONCE, rows.count)
            insert_rows(table="selection_rank", columns=_COLUMNS, rows=rows.piece(at, stop))
            watched.reach(stop)


def _stand(selection_id: int, everybody: Pool, ranking: Ranking, *, actor: Actor, now: datetime) -> SelectionFacts:
    with transaction.atomic():
        selection = locked(selection_id, actor=actor)
        if selection.state == State.RANKED:
            return told(selection)
        selection.state = after(State(selection.state), Event.RANK, actor.roles)
        selection.chosen_count = int(ranking.chosen.sum())
        selection.ranks_sha256 = ranks_sha256(everybody, ranking)
        selection.ranked_by, selection.ranked_at = actor.key, now
        selection.save(update_fields=["state", "chosen_count", "ranks_sha256", "ranked_by", "ranked_at"])
        record(
            kabupaten=actor.kabupaten,
            act="selection.rank",
            actor=actor.key,
            subject=f"selection:{selection.pk}",
            facts={
                "chosen_count": selection.chosen_count,
                "reserve_count": selection.eligible_count - selection.chosen_count,
                "ranks_sha256": selection.ranks_sha256,
            },
            now=now,
        )
    return told(selection)
