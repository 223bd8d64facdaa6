"""Somebody looked into an oddity and says what it was, or takes that back. Nothing else changes by it."""

from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit import actions as audit
from payung.matching.actions.refusals import decider_with_reason, refuse_others
from payung.matching.models import Explained
from payung.matching.queries.oddities import oddity
from payung.matching.rules.oddities import Oddity
from payung.people import register
from payung.people.rules import NotAllowed

_ANSWERED = "Kejanggalan ini sudah diperiksa. Batalkan dulu pemeriksaan itu bila hasilnya lain."
_UNANSWERED = "Kejanggalan ini belum diperiksa, jadi tidak ada yang dibatalkan."


def explain_oddity(*, kind: Oddity, subject: str, count: int, said: str, actor: Actor, now: datetime) -> None:
    """The question is answered for as many as it counted; it comes back when it grows.

    `count`: how many the page showed. Raises NotAllowed where the question is gone, answered, or has grown meanwhile.
    """
    said = decider_with_reason(actor, said)
    asked = oddity(kind=kind, subject=subject, actor=actor, now=now)  # looks through the register: before any lock
    if asked is None:
        raise NotAllowed("Kejanggalan ini sudah tidak ada lagi, jadi tidak ada yang perlu dijawab.")
    if not asked.is_open:
        raise NotAllowed(_ANSWERED)
    if asked.odd.count != count:
        raise NotAllowed("Jumlahnya berubah sejak halaman dibuka. Muat ulang halaman, lalu periksa sekali lagi.")
    with transaction.atomic():
        register.hold(actor.kabupaten)
        standing = _standing(kind, subject, actor)
        if (standing and standing.pk) != (asked.explanation and asked.explanation.id):
            raise NotAllowed(_ANSWERED)
        if standing is not None:  # outgrown: it makes room for this one, and stays to be read
            _end(standing, actor, now)
        told = {"kabupaten": actor.kabupaten, "made_by": actor.key, "made_at": now}
        Explained.objects.create(kind=kind, subject=subject, count=count, said=said, **told)
        _record("matching.explain_oddity", kind, subject, {"count": count, "found": said}, actor, now)


def undo_explanation(*, kind: Oddity, subject: str, actor: Actor, now: datetime) -> None:
    """The question is asked again. Raises NotAllowed where nobody had answered it."""
    refuse_others(actor)
    if oddity(kind=kind, subject=subject, actor=actor, now=now) is None:
        raise NotAllowed(_UNANSWERED)
    with transaction.atomic():
        register.hold(actor.kabupaten)
        standing = _standing(kind, subject, actor)
        if standing is None:
            raise NotAllowed(_UNANSWERED)
        _end(standing, actor, now)
        facts: dict[str, object] = {"count": standing.count, "found": standing.said}
        _record("matching.undo_explanation", kind, subject, facts, actor, now)


def _standing(kind: Oddity, subject: str, actor: Actor) -> Explained | None:
    of = Explained.objects.filter(kabupaten=actor.kabupaten, kind=kind, subject=subject, undone_at=None)
    return of.select_for_update().first()


def _end(standing: Explained, actor: Actor, now: datetime) -> None:
    standing.undone_by, standing.undone_at = actor.key, now
    standing.save(update_fields=["undone_by", "undone_at"])


def _record(act: str, kind: Oddity, subject: str, facts: dict[str, object], actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten,
        act=act,
        actor=actor.key,
        subject=f"oddity:{kind}:{subject}",
        facts=facts,
        now=now,
    )
