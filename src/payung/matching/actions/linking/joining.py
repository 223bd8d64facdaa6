"""Joins by rule, in chunks: each looks once more at what stands, for people decide while a run works."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor
from payung.gateways.bulk_rows import fresh_ids, insert_rows, moment
from payung.jobs.watching import Watched
from payung.matching.queries.said import roots_kept_apart
from payung.matching.rules.linking import Edge, Groups
from payung.people import queries as people
from payung.people import register

CHUNK = 500
_JOIN = ("id", "kept_id", "joined_id", "reason", "made_by", "made_at", "undone_by", "undone_because")


def join_by_rule(*, edges: Sequence[Edge], weights_id: int, actor: Actor, now: datetime, watched: Watched) -> int:
    """The joins stand, but those that what people did meanwhile forbids; how many the job has made in all."""
    watched.begin("gabung")
    for start in range(0, len(edges), CHUNK):
        with transaction.atomic():
            register.hold(actor.kabupaten)
            allowed = _allowed(edges[start : start + CHUNK], actor.kabupaten)
            if allowed:
                register.point_many(roots={edge.joined: root for edge, root in allowed})
                _insert([edge for edge, _root in allowed], weights_id, actor, now)
                watched.reach(watched.done + len(allowed))
    return watched.done


def _allowed(edges: Sequence[Edge], kabupaten: str) -> list[tuple[Edge, int]]:
    """Edges between trees that are still two and may become one, with the root that each leads to."""
    ids = [id_ for edge in edges for id_ in (edge.kept, edge.joined)]
    root_of = dict(zip(ids, people.columns(person_ids=ids).kept_id.tolist(), strict=True))
    groups = Groups(one=(), two=roots_kept_apart(kabupaten=kabupaten))
    led: dict[int, int] = {}
    made = []
    for edge in edges:
        if root_of[edge.joined] == edge.joined and groups.join(root_of[edge.kept], edge.joined):
            led[edge.joined] = root_of[edge.kept]
            made.append(edge)
    return [(edge, _last(led, edge.joined)) for edge in made]


def _last(led: dict[int, int], root: int) -> int:
    """Where it leads in the end: who a root was led to may be led on, where people joined meanwhile."""
    while root in led:
        root = led[root]
    return root


def _insert(edges: Sequence[Edge], weights_id: int, actor: Actor, now: datetime) -> None:
    ids, at = fresh_ids(table="matching_join", count=len(edges)), moment(now)
    rows = zip(ids, edges, strict=True)
    insert_rows(
        table="matching_join",
        columns=_JOIN,
        rows=[(id_, edge.kept, edge.joined, _reason(edge.weight), actor.key, at, "", "") for id_, edge in rows],
    )
    insert_rows(
        table="matching_joinbyrule",
        columns=("join_id", "weight", "weights_id"),
        rows=[(id_, edge.weight, weights_id) for id_, edge in zip(ids, edges, strict=True)],
    )


def _reason(weight: float) -> str:
    return f"Digabung otomatis, bobot {weight:.1f} bit".replace(".", ",")
