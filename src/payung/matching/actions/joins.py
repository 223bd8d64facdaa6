"""Two persons turn out to be one, or two after all. Joins that stand are a forest; `same_as` leads to its roots."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit import actions as audit
from payung.matching.actions.refusals import decider_with_reason
from payung.matching.models import Join
from payung.people import queries as people
from payung.people import register
from payung.people.rules import NotAllowed

_NO_SUCH = "Orang ini tidak ada di wilayah Anda. Cari lagi lewat kotak pencarian."


def join_persons(*, kept_id: int, joined_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """From now on `joined_id` is read as `kept_id`; persons joined to it before go along.

    Raises NotAllowed where the two are one already, or the joined one is joined to somebody: that is undone first.
    """
    reason = decider_with_reason(actor, reason)
    with transaction.atomic():
        register.hold(actor.kabupaten)
        kept, joined = _root(kept_id, actor), _root(joined_id, actor)
        if kept == joined:
            raise NotAllowed("Kedua orang ini sudah tercatat sebagai satu orang.")
        if joined != joined_id:
            raise NotAllowed("Orang ini sudah digabung dengan orang lain. Batalkan dulu penggabungan itu.")
        Join.objects.create(kept_id=kept_id, joined_id=joined_id, reason=reason, made_by=actor.key, made_at=now)
        _lead(joined_id, kept)
        _record("matching.join_persons", joined_id, {"kept": kept_id, "reason": reason}, actor, now)


def undo_join(*, joined_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """The person is its own again, with those who had been joined to it. Raises NotAllowed where it was not joined."""
    reason = decider_with_reason(actor, reason)
    with transaction.atomic():
        register.hold(actor.kabupaten)
        _root(joined_id, actor)
        join = Join.objects.select_for_update().filter(joined_id=joined_id, undone_at=None).first()
        if join is None:
            raise NotAllowed("Orang ini tidak digabung dengan siapa pun, jadi tidak ada yang dibatalkan.")
        join.undone_by, join.undone_at, join.undone_because = actor.key, now, reason
        join.save(update_fields=["undone_by", "undone_at", "undone_because"])
        register.point(person_ids=[joined_id], kept_id=None)
        register.point(person_ids=_below([joined_id]), kept_id=joined_id)
        _record("matching.undo_join", joined_id, {"kept": join.kept_id, "reason": reason}, actor, now)


def _root(person_id: int, actor: Actor) -> int:
    found = people.person(person_id=person_id, actor=actor)
    if found is None:
        raise NotAllowed(_NO_SUCH)
    return found.person_id


def _lead(joined_id: int, root: int) -> None:
    """Those below first: nobody may ever be read through a person that is itself read as another."""
    register.point(person_ids=_below([joined_id]), kept_id=root)
    register.point(person_ids=[joined_id], kept_id=root)


def _below(person_ids: Iterable[int]) -> list[int]:
    """All that standing joins lead to these persons, however many steps away."""
    found: list[int] = []
    level = list(person_ids)
    while level:
        level = list(Join.objects.filter(kept_id__in=level, undone_at=None).values_list("joined_id", flat=True))
        found += level
    return found


def _record(act: str, joined_id: int, facts: dict[str, object], actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten, act=act, actor=actor.key, subject=f"person:{joined_id}", facts=facts, now=now
    )
