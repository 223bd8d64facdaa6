"""A run: the register is read and weighed, what follows is written, and one event tells it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import numpy as np
from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit import actions as audit
from payung.gateways.linkage.pairs import Pairs
from payung.gateways.linkage.predicting import predict
from payung.gateways.linkage.scoring import Scorer
from payung.jobs.watching import Watched
from payung.matching.actions.linking.asking import keep_pairs
from payung.matching.actions.linking.joining import join_by_rule
from payung.matching.actions.linking.weighing import Weighing, read_register, weighing_of
from payung.matching.actions.refusals import DECIDERS
from payung.matching.door.filling import fill_keys
from payung.matching.models import Join, Run, Weights
from payung.matching.queries import said
from payung.matching.rules.deciding import ASK_BITS, decide
from payung.matching.rules.identities import Written, records
from payung.matching.rules.levels import levels_text
from payung.matching.rules.linking import Found, Plan, Ruled, Standing, edges, plan
from payung.matching.rules.pairs import Because, Ruling, Verdict
from payung.people import queries as people
from payung.people import register
from payung.people.plain import plain_facts
from payung.people.rules import NotAllowed

SHOWN_BITS = ASK_BITS - 10  # pairs down to this weight stand in the picture of a run


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """How many persons a run read, how many joins it made, and how many pairs wait for a person."""

    persons: int
    joined: int
    asked: int


def ask_for_run(actor: Actor) -> None:
    """Within an act, which alone from here on may begin a run. Raises NotAllowed for whoever may not have one."""
    if not actor.may(*DECIDERS) or not actor.sees(actor.kabupaten):
        raise NotAllowed("Pencarian ini dimulai oleh operator atau kepala dinas. Mintalah kepada mereka.")
    register.hold(actor.kabupaten)


def begin_run(*, job_id: UUID, actor: Actor, now: datetime) -> None:
    """The job has its run."""
    Run.objects.get_or_create(
        job_id=job_id, defaults={"kabupaten": actor.kabupaten, "made_by": actor.key, "begun_at": now}
    )


def link_register(*, actor: Actor, now: datetime, job_id: UUID | None = None) -> Linked:
    """Sure pairs of the actor's kabupaten are joined, doubtful ones asked about; what people said stands.

    Killed and run again with the same `job_id` it goes on, counts once, and leaves one event. Run again after its end
    it changes nothing.
    """
    job_id = job_id or uuid4()
    begin_run(job_id=job_id, actor=actor, now=now)
    run = Run.objects.select_related("weights").get(job_id=job_id)
    if run.ended_at is None:
        _work(run, actor, now, Watched(job_id))
    return Linked(persons=run.person_count, joined=run.joined, asked=run.asked)


def _work(run: Run, actor: Actor, now: datetime, watched: Watched) -> None:
    fill_keys(kabupaten=run.kabupaten)
    total = people.count(kabupaten=run.kabupaten)
    table = read_register(kabupaten=run.kabupaten, watched=watched, total=total)
    watched.begin("timbang")
    weighing = weighing_of(run=run, records=table, actor=actor, now=now)
    found = predict(records=table, model=weighing.model, floor_bits=SHOWN_BITS)
    run.person_count, last_id = len(table), max(table["id"].to_numpy(), default=0)
    del table  # memory is for what follows
    planned = _planned(found, run.kabupaten)
    roots = _roots([id_ for pair in planned.joins for id_ in (pair.low, pair.high)])
    made = edges(planned.joins, root_of=roots)
    run.joined = join_by_rule(edges=made, weights_id=weighing.id, actor=actor, now=now, watched=watched)
    told = [*planned.told, *_lost(planned.lost, weighing, run.kabupaten)]
    keep_pairs(told=told, run=run, last_id=last_id, weights_id=weighing.id, now=now, watched=watched)
    run.asked = sum(one.verdict is Verdict.ASK for one in told)
    _end(run, weighing, _pictures(found), actor, now, watched)


def _planned(found: Pairs, kabupaten: str) -> Plan:
    """What follows from the pairs, under what stands now."""
    joins = Join.objects.filter(joined__kabupaten=kabupaten, undone_at=None)
    standing = [
        Standing(kept, joined, by_rule is not None)
        for kept, joined, by_rule in joins.order_by("id").values_list("kept_id", "joined_id", "by_rule")
    ]
    ruled = said.ruled(kabupaten=kabupaten)
    return plan(found=_decided(found, standing, ruled), joins=standing, ruled=ruled)


def _decided(found: Pairs, standing: list[Standing], ruled: list[Ruled]) -> Iterator[Found]:
    """The pairs that are joined or asked about."""
    by_people = {(min(ends), max(ends)) for *ends, by_rule in standing if not by_rule}
    one = {(each.low, each.high) for each in ruled if each.ruling is Ruling.ONE} | by_people
    two = {(each.low, each.high) for each in ruled if each.ruling is Ruling.TWO}
    decided = decide(a=found.a, b=found.b, weight=found.weight, doubts=found.doubts, one=one, two=two)
    for at in np.flatnonzero(decided.verdict != Verdict.APART):
        yield Found(
            int(found.a[at]),
            int(found.b[at]),
            float(found.weight[at]),
            levels_text(found.gammas[at].tolist()),
            Verdict(decided.verdict[at]),
            str(decided.because[at] or ""),
        )


def _roots(person_ids: list[int]) -> dict[int, int]:
    """Who each is read as."""
    return dict(zip(person_ids, people.columns(person_ids=person_ids).kept_id.tolist(), strict=True))


def _lost(joins: list[Standing], weighing: Weighing, kabupaten: str) -> Iterator[Found]:
    """Joins of earlier runs that this one finds nothing for, as questions."""
    ids = sorted({id_ for one in joins for id_ in (one.kept, one.joined)})
    written = [Written(*facts) for facts in plain_facts(kabupaten=kabupaten, person_ids=ids)]
    by_id = {record.id: record for record in records(written)}
    scorer = Scorer(weighing.model)
    for one in joins:
        low, high = sorted((one.kept, one.joined))
        scored = scorer.score(by_id[low], by_id[high])
        yield Found(low, high, scored.weight, levels_text(scored.gammas), Verdict.ASK, Because.LOST)


def _pictures(found: Pairs) -> dict[str, object]:
    """Pairs by whole bits of their weight, and by the rule that found them first."""
    bits = Counter(np.floor(found.weight).astype(int).tolist())
    return {"weights": {str(bit): bits[bit] for bit in sorted(bits)}, "blocks": dict(found.blocks)}


def _end(
    run: Run, weighing: Weighing, pictures: dict[str, object], actor: Actor, now: datetime, watched: Watched
) -> None:
    """One event for the whole run, however often it was begun."""
    run.ended_at = now
    counts = {"persons": run.person_count, "joined": run.joined, "asked": run.asked}
    with transaction.atomic():
        run.save(update_fields=["ended_at", "person_count", "joined", "asked"])
        Weights.objects.filter(id=weighing.id).update(pictures=pictures)
        watched.ended(str(run.pk))
        audit.record(
            kabupaten=run.kabupaten,
            act="matching.link_register",
            actor=actor.key,
            subject=f"kabupaten:{run.kabupaten}",
            facts=counts,
            now=now,
        )
