"""Two persons turn out to be one, or two after all. Joins that stand are a forest; `same_as` leads to its roots."""

from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit import actions as audit
from payung.matching.actions.refusals import decider_with_reason
from payung.matching.models import Join, PairRuling
from payung.matching.queries.trees import below, said_one, said_two
from payung.matching.rules.pairs import Ruling
from payung.people import queries as people
from payung.people import register
from payung.people.rules import NotAllowed

_NO_SUCH = "Orang ini tidak ada di wilayah Anda. Cari lagi lewat kotak pencarian."


def join_persons(*, kept_id: int, joined_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """From now on `joined_id` is read as `kept_id`; persons joined to it before go along.

    That these two were said to be two is said no longer. Raises NotAllowed where they are one already, where the joined
    one is joined to somebody (that is undone first), or where the joining would put others together who are two.
    """
    reason = decider_with_reason(actor, reason)
    with transaction.atomic():
        register.hold(actor.kabupaten)
        kept, joined = root(kept_id, actor), root(joined_id, actor)
        if kept == joined:
            raise NotAllowed("Kedua orang ini sudah tercatat sebagai satu orang.")
        if joined != joined_id:
            raise NotAllowed("Orang ini sudah digabung dengan orang lain. Batalkan dulu penggabungan itu.")
        end_ruling(kept_id, joined_id, reason, actor, now)
        lead(kept_id=kept_id, joined_id=joined_id, root_id=kept, reason=reason, actor=actor, now=now)
        _record("matching.join_persons", joined_id, {"kept": kept_id, "reason": reason}, actor, now)


def undo_join(*, joined_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """The person is its own again, with those who had been joined to it, and kept apart until somebody says otherwise.

    Raises NotAllowed where it was not joined.
    """
    reason = decider_with_reason(actor, reason)
    with transaction.atomic():
        register.hold(actor.kabupaten)
        root(joined_id, actor)
        join = Join.objects.select_for_update().filter(joined_id=joined_id, undone_at=None).first()
        if join is None:
            raise NotAllowed("Orang ini tidak digabung dengan siapa pun, jadi tidak ada yang dibatalkan.")
        end_ruling(join.kept_id, joined_id, reason, actor, now)
        said_one(join).update(**_undone(reason, actor, now))
        part(join, reason, actor, now)
        keep_apart(join.kept_id, joined_id, reason, actor, now)
        _record("matching.undo_join", joined_id, {"kept": join.kept_id, "reason": reason}, actor, now)


def lead(*, kept_id: int, joined_id: int, root_id: int, reason: str, actor: Actor, now: datetime) -> Join:
    """Within an act: a root is joined to a person of another tree. Raises NotAllowed across persons who are two."""
    beneath = below([joined_id])
    said = said_two([joined_id, *beneath], [root_id, *below([root_id])])
    if said is not None:
        raise NotAllowed(
            f"{said.low.name} dan {said.high.name} sudah diputus sebagai dua orang, dan akan ikut menjadi "
            "satu. Batalkan dulu putusan itu bila keliru."
        )
    # Those below first: nobody may ever be read through a person that is itself read as another.
    register.point(person_ids=beneath, kept_id=root_id)
    register.point(person_ids=[joined_id], kept_id=root_id)
    return Join.objects.create(kept_id=kept_id, joined_id=joined_id, reason=reason, made_by=actor.key, made_at=now)


def part(join: Join, reason: str, actor: Actor, now: datetime) -> None:
    """Within an act: the join stands no longer, and the joined one is a root with all beneath it."""
    join.undone_by, join.undone_at, join.undone_because = actor.key, now, reason
    join.save(update_fields=["undone_by", "undone_at", "undone_because"])
    register.point(person_ids=[join.joined_id], kept_id=None)
    register.point(person_ids=below([join.joined_id]), kept_id=join.joined_id)


def keep_apart(one_id: int, other_id: int, reason: str, actor: Actor, now: datetime) -> PairRuling:
    """Within an act: a person said that these are two."""
    low, high = sorted((one_id, other_id))
    return PairRuling.objects.create(
        kabupaten=actor.kabupaten,
        low_id=low,
        high_id=high,
        ruling=Ruling.TWO,
        reason=reason,
        made_by=actor.key,
        made_at=now,
    )


def end_ruling(one_id: int, other_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Within an act: what was said of these two alone is said no longer."""
    low, high = sorted((one_id, other_id))
    PairRuling.objects.filter(low_id=low, high_id=high, undone_at=None).update(**_undone(reason, actor, now))


def root(person_id: int, actor: Actor) -> int:
    """Who the person is read as. Raises NotAllowed out of the actor's part of the map."""
    found = people.person(person_id=person_id, actor=actor)
    if found is None:
        raise NotAllowed(_NO_SUCH)
    return found.person_id


def _undone(reason: str, actor: Actor, now: datetime) -> dict[str, object]:
    return {"undone_by": actor.key, "undone_at": now, "undone_because": reason}


def _record(act: str, joined_id: int, facts: dict[str, object], actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten, act=act, actor=actor.key, subject=f"person:{joined_id}", facts=facts, now=now
    )
