"""The pairs a run keeps: asked ones for the queue, sure ones to tell why they were joined. Those ruled on stay."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.db.models import Exists, OuterRef

from payung.gateways.bulk_rows import insert_rows, moment
from payung.jobs.watching import Watched
from payung.matching.models import Pair, PairRuling, Run
from payung.matching.rules.linking import Found
from payung.matching.rules.pairs import Verdict
from payung.people import register

T = TypeVar("T")
CHUNK = 1000
_COLUMNS = ("kabupaten", "low_id", "high_id", "weight", "gammas", "verdict", "because", "weights_id", "found_at")
_NEAR = 1e-6  # bits; by so much two computations of one weight may differ


class _Kept(NamedTuple):
    id: int
    found: Found
    weights_id: int | None


def keep_pairs(
    *, told: Sequence[Found], run: Run, last_id: int, weights_id: int, now: datetime, watched: Watched
) -> None:
    """The kept pairs are these, and those that somebody ruled on, which stay as they were shown.

    `last_id`: of the persons whom the run read. Of later ones the door alone knows, and its pairs stay, too.
    """
    watched.begin("tanya")
    ruled = set(Pair.objects.filter(_ruled(), kabupaten=run.kabupaten).values_list("low_id", "high_id"))
    kept = _kept(run.kabupaten, last_id)
    wanted = {ends: one for one in told if (ends := (one.low, one.high)) not in ruled}
    gone = [row.id for ends, row in kept.items() if ends not in wanted]
    new = [one for ends, one in wanted.items() if ends not in kept]
    changed = [
        _row(kept[ends].id, one, weights_id)
        for ends, one in wanted.items()
        if ends in kept and not _is(kept[ends], one, weights_id)
    ]

    def insert(piece: list[Found]) -> None:
        there = set(Pair.objects.filter(low__in=[one.low for one in piece]).values_list("low_id", "high_id"))
        rows = [(run.kabupaten, *one, weights_id, moment(now)) for one in piece if (one.low, one.high) not in there]
        insert_rows(table="matching_pair", columns=_COLUMNS, rows=rows)

    _by_chunks(gone, _take_away, run, watched)
    _by_chunks(changed, _change, run, watched)
    _by_chunks(new, insert, run, watched)


def _kept(kabupaten: str, last_id: int) -> dict[tuple[int, int], _Kept]:
    rows = Pair.objects.filter(kabupaten=kabupaten, high__lte=last_id).exclude(_ruled()).order_by("id")
    facts = rows.values_list("id", "weights_id", "low_id", "high_id", "weight", "gammas", "verdict", "because")
    return {
        (low, high): _Kept(id_, Found(low, high, weight, gammas, Verdict(verdict), because), of)
        for id_, of, low, high, weight, gammas, verdict, because in facts
    }


def _ruled() -> Exists:
    """Looked at once more in each chunk: people rule while a run works."""
    return Exists(PairRuling.objects.filter(low=OuterRef("low"), high=OuterRef("high"), undone_at=None))


def _is(kept: _Kept, wanted: Found, weights_id: int) -> bool:
    is_near = abs(kept.found.weight - wanted.weight) < _NEAR
    return is_near and kept.weights_id == weights_id and kept.found._replace(weight=0) == wanted._replace(weight=0)


def _row(id_: int, one: Found, weights_id: int) -> Pair:
    return Pair(
        id=id_,
        weight=one.weight,
        gammas=one.gammas,
        verdict=Verdict(one.verdict),
        because=one.because,
        weights_id=weights_id,
    )


def _take_away(ids: list[int]) -> None:
    Pair.objects.filter(id__in=ids).exclude(_ruled()).delete()


def _change(rows: list[Pair]) -> None:
    Pair.objects.exclude(_ruled()).bulk_update(rows, ["weight", "gammas", "verdict", "because", "weights"])


def _by_chunks(things: Sequence[T], act: Callable[[list[T]], None], run: Run, watched: Watched) -> None:
    """Held: people rule meanwhile, and at the door, too, pairs are found."""
    for start in range(0, len(things), CHUNK):
        piece = list(things[start : start + CHUNK])
        with transaction.atomic():
            register.hold(run.kabupaten)
            act(piece)
            watched.reach(watched.done + len(piece))
