"""What pages and other rooms may know of notices and objections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from payung.accounts.rules import Actor
from payung.selection.facts import NoticeFacts, ObjectionFacts
from payung.selection.models import Notice, Objection, Rank
from payung.selection.queries import struck
from payung.selection.rules.words import Counting, ObjectionKind, Outcome
from payung.selection.states import ObjectionState

SUFFIX = 4  # the last characters of a receipt code that a notice shows


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFacts:
    """One name on a notice."""

    person_id: int
    number: int
    name: str
    dusun: str
    receipt_suffix: str


def notice(*, notice_id: int, actor: Actor) -> NoticeFacts | None:
    found = Notice.objects.filter(id=notice_id, selection__programme__kabupaten=actor.kabupaten).first()
    return told(found) if found else None


def notices(*, selection_id: int) -> tuple[NoticeFacts, ...]:
    """The notices of a selection, the latest first."""
    return tuple(map(told, Notice.objects.filter(selection=selection_id).order_by("-id")))


def hangs_until(*, selection_id: int, today: date) -> date | None:
    """The last day of a notice that hangs out today or will; None where all are over, or there was none.

    Once it is None, objections to that notice come too late: whoever freezes names looks here first.
    """
    found = Notice.objects.filter(selection=selection_id, closes_on__gte=today).order_by("-closes_on").first()
    return found.closes_on if found else None


def notices_of(*, kabupaten: str) -> tuple[NoticeFacts, ...]:
    found = Notice.objects.filter(selection__programme__kabupaten=kabupaten).order_by("-id")
    return tuple(map(told, found))


def desas_named(*, selection_id: int, scope: str) -> list[str]:
    """Codes of the desa in a part of the map that have a share in the selection, in order."""
    found = Rank.objects.filter(selection=selection_id).filter(_within(scope))
    return sorted(found.values_list("desa_code", flat=True).distinct())


def named(*, selection_id: int, desa_code: str) -> Iterator[NamedFacts]:
    """The names to hang out in a desa, by name, numbered. No NIK, and no more of the receipt than its end."""
    gone = struck(selection_id=selection_id)
    found = (
        Rank.objects.filter(selection=selection_id, desa_code=desa_code)
        .filter(Q(outcome=Outcome.CHOSEN) | Q(promotion__isnull=False))
        .exclude(person__in=gone)
        .select_related("person", "candidate")
        .order_by("person__name", "candidate__receipt_code")
    )
    for number, one in enumerate(found.iterator(chunk_size=2000), 1):
        yield NamedFacts(
            person_id=one.person_id,
            number=number,
            name=one.person.name,
            dusun=" ".join(filter(None, (one.person.dusun, one.person.rt))),
            receipt_suffix=one.candidate.receipt_code[-SUFFIX:],
        )


def objections(*, notice_id: int, actor: Actor, state: str = "") -> QuerySet[Objection]:
    """The objections to a notice that the actor may see: those about people of the actor's part of the map."""
    found = Objection.objects.filter(notice=notice_id, notice__selection__programme__kabupaten=actor.kabupaten)
    if actor.scope != actor.kabupaten:
        within = Q(person__desa_code=actor.scope) | Q(person__desa_code__startswith=f"{actor.scope}.")
        found = found.filter(within)
    if state:
        found = found.filter(state=state)
    return found.select_related("person", "promotion__rank__person").order_by("-id")


def objection(*, objection_id: int, actor: Actor) -> Objection | None:
    found = Objection.objects.filter(id=objection_id).first()
    return objections(notice_id=found.notice_id, actor=actor).filter(id=objection_id).first() if found else None


def is_open(facts: NoticeFacts, *, today: date) -> bool:
    return facts.opens_on <= today <= facts.closes_on


def told(found: Notice) -> NoticeFacts:
    return NoticeFacts(
        id=found.pk,
        selection_id=found.selection_id,
        opens_on=found.opens_on,
        closes_on=found.closes_on,
        days=found.days,
        counting=Counting(found.counting),
        made_by=found.made_by,
        made_at=found.made_at,
    )


def objection_facts(found: Objection) -> ObjectionFacts:
    promotion = getattr(found, "promotion", None)
    return ObjectionFacts(
        id=found.pk,
        notice_id=found.notice_id,
        kind=ObjectionKind(found.kind),
        person_id=found.person_id,
        name=found.person.name if found.person else found.about_name,
        desa_code=found.person.desa_code if found.person else "",
        by_name=found.by_name,
        text=found.text,
        evidence_name=found.evidence_name,
        state=ObjectionState(found.state),
        received_by=found.received_by,
        received_at=found.received_at,
        answer=found.answer,
        minutes=found.minutes,
        answered_by=found.answered_by,
        answered_at=found.answered_at,
        promoted_name=promotion.rank.person.name if promotion else "",
    )


def _within(scope: str) -> Q:
    return Q(desa_code=scope) | Q(desa_code__startswith=f"{scope}.")
