"""A person says of two persons that they are one, or two, and takes it back. No run goes against it."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from payung.accounts.rules import Actor
from payung.audit import actions as audit
from payung.matching.actions.joins import lead, part, root
from payung.matching.actions.refusals import decider_with_reason
from payung.matching.models import Join, Pair, PairRuling
from payung.matching.queries.trees import between, by_rule_alone
from payung.matching.rules.pairs import Because, Ruling, Verdict
from payung.people import register
from payung.people.rules import NotAllowed


def rule_pair(*, low: int, high: int, ruling: Ruling, reason: str, actor: Actor, now: datetime) -> None:
    """ONE joins the two; of two whom a rule had joined it says that this is right. TWO parts whom a rule had joined.

    Raises NotAllowed where a ruling or a person's join stands, and where others who are two would become one.
    """
    reason = decider_with_reason(actor, reason)
    low, high = sorted((low, high))
    with transaction.atomic():
        register.hold(actor.kabupaten)
        roots = root(low, actor), root(high, actor)
        if PairRuling.objects.filter(low_id=low, high_id=high, undone_at=None).exists() or low == high:
            raise NotAllowed("Kedua orang ini sudah diputus. Batalkan dulu putusannya bila perlu diubah.")
        follow = _join if ruling is Ruling.ONE else _keep_apart
        join = follow(low, high, roots, reason, actor, now)
        PairRuling.objects.create(
            kabupaten=actor.kabupaten,
            low_id=low,
            high_id=high,
            ruling=ruling,
            weight=_pair(low, high).values_list("weight", flat=True).first(),
            join=join,
            reason=reason,
            made_by=actor.key,
            made_at=now,
        )
        _record("matching.rule_pair", low, high, {"ruling": ruling, "reason": reason}, actor, now)


def undo_ruling(*, low: int, high: int, reason: str, actor: Actor, now: datetime) -> None:
    """The pair is a question again: a join that the ruling made stands no longer, one that it ended is not made anew.

    Raises NotAllowed where nothing was ruled.
    """
    reason = decider_with_reason(actor, reason)
    low, high = sorted((low, high))
    with transaction.atomic():
        register.hold(actor.kabupaten)
        root(low, actor), root(high, actor)
        said = PairRuling.objects.select_for_update(of=("self",)).filter(low_id=low, high_id=high, undone_at=None)
        ruled = said.select_related("join").first()
        if ruled is None:
            raise NotAllowed("Kedua orang ini belum diputus, jadi tidak ada yang dibatalkan.")
        ruled.undone_by, ruled.undone_at, ruled.undone_because = actor.key, now, reason
        ruled.save(update_fields=["undone_by", "undone_at", "undone_because"])
        if ruled.join is not None:
            part(ruled.join, reason, actor, now)
        _record("matching.undo_ruling", low, high, {"ruling": ruled.ruling, "reason": reason}, actor, now)


def _join(low: int, high: int, roots: tuple[int, int], reason: str, actor: Actor, now: datetime) -> Join | None:
    """Whom a rule has joined already stays joined, now by a person's word."""
    if roots[0] == roots[1]:
        if not by_rule_alone(between(low, high)):
            raise NotAllowed("Kedua orang ini sudah tercatat sebagai satu orang.")
        return None
    (kept, root_id), joined = _ends((low, roots[0]), (high, roots[1]))
    return lead(kept_id=kept, joined_id=joined, root_id=root_id, reason=reason, actor=actor, now=now)


def _ends(one: tuple[int, int], other: tuple[int, int]) -> tuple[tuple[int, int], int]:
    """Of two persons and their roots: who is kept, with its root, and which root is joined to it.

    The older root is kept. But of a root and one that is joined already the root is joined: so the join lies between
    the very two that were compared, and falls with nothing but the word on them.
    """
    kept, joined = (one, other) if one[1] < other[1] else (other, one)
    if joined[0] != joined[1] and kept[0] == kept[1]:
        kept, joined = joined, kept
    return kept, joined[1]


def _keep_apart(low: int, high: int, roots: tuple[int, int], reason: str, actor: Actor, now: datetime) -> None:
    """A rule's join between them ends: of several the one of least weight."""
    if roots[0] != roots[1]:
        return
    joins = by_rule_alone(between(low, high))
    if not joins:
        raise NotAllowed("Petugas sudah menggabungkan kedua orang ini. Batalkan dulu penggabungan itu.")
    part(min(joins, key=lambda join: join.by_rule.weight), reason, actor, now)
    _pair(low, high).update(verdict=Verdict.ASK, because=Because.PARTED)


def _pair(low: int, high: int) -> QuerySet[Pair]:
    return Pair.objects.filter(low_id=low, high_id=high)


def _record(act: str, low: int, high: int, facts: dict[str, object], actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten,
        act=act,
        actor=actor.key,
        subject=f"person:{low}",
        facts={"other_person": high, **facts},
        now=now,
    )
