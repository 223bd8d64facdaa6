"""Rounds and what each desa has said, as pages and reports are told. Each sees the desas of their own part of the map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from payung.accounts.rules import Actor
from payung.contributions.models.verifying import VervalDesa, VervalLine, VervalRound
from payung.contributions.rules.verifying import no_round
from payung.contributions.states import VervalAnswer, VervalState
from payung.membership.queries import HeldFor, held_for
from payung.membership.states import State
from payung.shared.dates import Month

_ORDERS = {"nama": ("membership__line__name", "number"), "lahir": ("membership__line__birth_date", "number")}
_UNSURE = Q(answer="", membership__state=State.HELD)
_GONE = [answer for answer in VervalAnswer if answer is not VervalAnswer.WORKING]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """`confirmed`: members said to be alive and working; `gone`: said to be otherwise."""

    id: int
    programme_id: int
    first_month: Month
    last_month: Month
    due_date: date
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str
    desas: int
    answered: int
    members: int
    confirmed: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DesaFacts:
    """One desa's part of a round. `has_held`: somebody of it is held, so that the office has something to decide.

    `unsure`: of whom something was told elsewhere, and of whom the desa has said nothing yet.
    """

    id: int
    round_id: int
    desa_code: str
    state: VervalState
    expires_at: datetime | None
    answered_at: datetime | None
    answered_by: str
    on_paper: bool
    scan_code: str
    scan_name: str
    minutes_number: str
    members: int
    confirmed: int
    gone: int
    unsure: int
    has_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """One member as their desa is asked about them. Without NIK: the page of a desa may be read by many.

    `held_for`: what was told of one who is held, by the desa or elsewhere; filled in for those to be confirmed.
    """

    membership_id: int
    number: int
    name: str
    birth_date: date
    address: str
    occupation: str
    kpj: str
    answer: VervalAnswer | None
    happened_on: date | None
    note: str
    state: State
    held_for: HeldFor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOf:
    """What a desa said of one member in a round, and when the desa answered; None while it has not."""

    membership_id: int
    desa_id: int
    first_month: Month
    last_month: Month
    opened_at: datetime
    answer: VervalAnswer
    happened_on: date | None
    answered_at: datetime | None
    has_minutes: bool


def rounds(*, programme_id: int, actor: Actor) -> tuple[RoundFacts, ...]:
    """The rounds of a programme, the latest first, counted over the actor's part of the map."""
    found = VervalRound.objects.filter(programme=programme_id, programme__kabupaten=actor.kabupaten).order_by("-id")
    return _told_rounds(found, actor)


def round_(*, round_id: int, actor: Actor) -> RoundFacts:
    """Raises NotFound."""
    told = _told_rounds(VervalRound.objects.filter(id=round_id, programme__kabupaten=actor.kabupaten), actor)
    if not told:
        raise no_round()
    return told[0]


def desas(*, round_id: int, actor: Actor) -> list[DesaFacts]:
    """The desas of a round that the actor sees, in the order of their codes."""
    return _told_desas(_seen(VervalDesa.objects.filter(round=round_id), actor).order_by("desa_code"))


def silent_desas(*, round_id: int, actor: Actor) -> list[DesaFacts]:
    """Those that have not answered."""
    return [one for one in desas(round_id=round_id, actor=actor) if one.state is not VervalState.ANSWERED]


def desa(*, desa_id: int, actor: Actor) -> DesaFacts:
    """Raises NotFound."""
    told = _told_desas(_seen(VervalDesa.objects.filter(id=desa_id), actor))
    if not told:
        raise no_round()
    return told[0]


def linked_desa(*, token: str, now: datetime) -> DesaFacts | None:
    """The desa of a link that has not expired: found by the hash, so that the search tells nothing of others' links."""
    hashed = sha256(token.encode()).hexdigest()
    found = _told_desas(VervalDesa.objects.filter(link_sha256=hashed, expires_at__gt=now))
    return found[0] if found else None


def round_of_desa(*, round_id: int) -> tuple[date, bool]:
    """Until when answers are wanted, and whether the round is still open: for a page without an actor."""
    due_date, closed_at = VervalRound.objects.values_list("due_date", "closed_at").get(id=round_id)
    return due_date, closed_at is None


def lines(*, desa_id: int, words: str = "", answer: str = "", order: str = "") -> "QuerySet[VervalLine]":
    """The members of one desa; `words`: of whose name or number they are part; `answer`: of VervalAnswer, or `belum`."""
    found = VervalLine.objects.filter(desa=desa_id).order_by(*_ORDERS.get(order, ("number",)))
    for word in words.split()[:5]:
        of_word = Q(number=int(word)) if _is_number(word) else Q(membership__line__name__icontains=word)
        found = found.filter(of_word)
    return found.filter(answer="" if answer == "belum" else answer) if answer else found


def to_confirm(*, desa_id: int) -> list[LineFacts]:
    """Of whom something was told elsewhere, and of whom the desa has said nothing: with what was told."""
    return with_told(told_lines(VervalLine.objects.filter(_UNSURE, desa=desa_id).order_by("number")))


def with_told(found: Sequence[LineFacts]) -> list[LineFacts]:
    told = held_for(membership_ids=[one.membership_id for one in found])
    return [replace(one, held_for=told.get(one.membership_id)) for one in found]


def said_of(*, membership_ids: Sequence[int]) -> list[SaidOf]:
    """What desas said of these members, the latest round first. For rooms above: unscoped."""
    rows = VervalLine.objects.filter(membership__in=membership_ids).exclude(answer="").select_related("desa__round")
    return [
        SaidOf(
            membership_id=row.membership_id,
            desa_id=row.desa_id,
            first_month=Month.of(row.desa.round.first_month),
            last_month=Month.of(row.desa.round.last_month),
            opened_at=row.desa.round.opened_at,
            answer=VervalAnswer(row.answer),
            happened_on=row.happened_on,
            answered_at=row.desa.answered_at,
            has_minutes=bool(row.desa.scan_code),
        )
        for row in rows.order_by("-desa__round", "-id")
    ]


def line(*, desa_id: int, number: int) -> LineFacts | None:
    told = with_told(told_lines(VervalLine.objects.filter(desa=desa_id, number=number)))
    return told[0] if told else None


def gone_lines(*, desa_id: int) -> list[LineFacts]:
    """Those of whom the desa says anything but that they are alive and working."""
    return told_lines(VervalLine.objects.filter(desa=desa_id, answer__in=_GONE).order_by("number"))


def to_release(*, desa_id: int) -> list[LineFacts]:
    """Those who are held though the desa says that they work."""
    held = VervalLine.objects.filter(desa=desa_id, answer=VervalAnswer.WORKING, membership__state=State.HELD)
    return told_lines(held.order_by("number"))


def told_lines(found: "QuerySet[VervalLine] | Sequence[VervalLine]") -> list[LineFacts]:
    rows: Iterable[VervalLine] = found.select_related("membership__line") if isinstance(found, QuerySet) else found
    return [
        LineFacts(
            membership_id=row.membership_id,
            number=row.number,
            name=row.membership.line.name,
            birth_date=row.membership.line.birth_date,
            address=row.membership.line.address,
            occupation=row.membership.line.occupation,
            kpj=row.membership.kpj,
            answer=VervalAnswer(row.answer) if row.answer else None,
            happened_on=row.happened_on,
            note=row.note,
            state=State(row.membership.state),
        )
        for row in rows
    ]


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 8


def _seen(found: "QuerySet[VervalDesa]", actor: Actor) -> "QuerySet[VervalDesa]":
    mine = found.filter(round__programme__kabupaten=actor.kabupaten)
    return mine.filter(Q(desa_code=actor.scope) | Q(desa_code__startswith=f"{actor.scope}."))


def _told_rounds(found: "QuerySet[VervalRound]", actor: Actor) -> tuple[RoundFacts, ...]:
    """Three questions, however many rounds there are."""
    rows = list(found)
    seen = _seen(VervalDesa.objects.filter(round__in=[row.pk for row in rows]), actor)
    of_desas, of_lines = _counted_desas(seen), _counted_lines(seen)
    return tuple(
        RoundFacts(
            id=row.pk,
            programme_id=row.programme_id,
            first_month=Month.of(row.first_month),
            last_month=Month.of(row.last_month),
            due_date=row.due_date,
            opened_by=row.opened_by,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            closed_by=row.closed_by,
            desas=of_desas.get(row.pk, _NO_DESAS).asked,
            answered=of_desas.get(row.pk, _NO_DESAS).answered,
            members=of_lines.get(row.pk, _NO_LINES).members,
            confirmed=of_lines.get(row.pk, _NO_LINES).confirmed,
            gone=of_lines.get(row.pk, _NO_LINES).gone,
        )
        for row in rows
    )


class _Desas(NamedTuple):
    asked: int
    answered: int


class _Lines(NamedTuple):
    members: int
    confirmed: int
    gone: int


_NO_DESAS, _NO_LINES = _Desas(0, 0), _Lines(0, 0, 0)


def _counted_desas(found: "QuerySet[VervalDesa]") -> dict[int, _Desas]:
    """By round."""
    answered = Q(state=VervalState.ANSWERED)
    rows = found.values_list("round").annotate(asked=Count("id"), answered=Count("id", filter=answered))
    return {row[0]: _Desas(*row[1:]) for row in rows}


def _counted_lines(of: "QuerySet[VervalDesa]") -> dict[int, _Lines]:
    """By round."""
    working, gone = Q(answer=VervalAnswer.WORKING), Q(answer__in=_GONE)
    rows = VervalLine.objects.filter(desa__in=of).values_list("desa__round")
    counted = rows.annotate(members=Count("id"), confirmed=Count("id", filter=working), gone=Count("id", filter=gone))
    return {row[0]: _Lines(*row[1:]) for row in counted}


def _told_desas(found: "QuerySet[VervalDesa]") -> list[DesaFacts]:
    held = VervalLine.objects.filter(desa=OuterRef("id"), membership__state=State.HELD).exclude(answer="")
    rows = found.annotate(
        members=Count("lines"),
        confirmed=Count("lines", filter=Q(lines__answer=VervalAnswer.WORKING)),
        gone=Count("lines", filter=Q(lines__answer__in=_GONE)),
        unsure=Count("lines", filter=Q(lines__answer="", lines__membership__state=State.HELD)),
        has_held=Exists(held),
    )
    return [
        DesaFacts(
            id=row.pk,
            round_id=row.round_id,
            desa_code=row.desa_code,
            state=VervalState(row.state),
            expires_at=row.expires_at,
            answered_at=row.answered_at,
            answered_by=row.answered_by,
            on_paper=row.on_paper,
            scan_code=row.scan_code,
            scan_name=row.scan_name,
            minutes_number=row.minutes_number,
            members=row.members,
            confirmed=row.confirmed,
            gone=row.gone,
            unsure=row.unsure,
            has_held=row.has_held,
        )
        for row in rows
    ]
