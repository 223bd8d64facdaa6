"""What a desa says of its members: over its link without an account, or on paper that the office types in.

Told of are those who no longer work; once the desa has answered, all others are alive and working, but for members of
whom something was told elsewhere (a list of the dead, a claim): of them the desa says each. A death or move is a hold
from the moment in which it is told. Whatever was said can be said otherwise until the round is closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.contributions.actions.verifying_asked import (
    asked_desa,
    done_before,
    leave,
    linked_desa,
    locked_desa,
    plain_name,
    plain_number,
    plain_said,
)
from payung.contributions.actions.verifying_holds import Change, desa_of_any_round, follow_up, write_lines
from payung.contributions.models.verifying import VervalDesa
from payung.contributions.rules.scans import Scan
from payung.contributions.rules.verifying import Said, not_answered
from payung.contributions.states import VervalAnswer, VervalEvent, VervalState
from payung.membership.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """What is said for a desa in one request, and by whom."""

    desa_id: int
    said: Sequence[Said]
    request_key: UUID
    actor: Actor
    now: datetime


def tell_by_link(*, token: str, said: Sequence[Said], request_key: UUID, now: datetime) -> None:
    """The desa says of some of its members what became of them. Raises NotFound, RoundClosed, SaidDoesNotFit."""
    _tell(_word_of_link(token, said, request_key, now))


def tell_on_paper(*, desa_id: int, said: Sequence[Said], request_key: UUID, actor: Actor, now: datetime) -> None:
    """The same, typed in by the office. Raises NotYours besides."""
    asked_desa(desa_id=desa_id, actor=actor)
    _tell(_Word(desa_id=desa_id, said=plain_said(said, now=now), request_key=request_key, actor=actor, now=now))


def answer_by_link(*, token: str, said: Sequence[Said], name: str, request_key: UUID, now: datetime) -> None:
    """The desa has answered for all: whoever is neither in `said` nor told of before is alive and working.

    The same words again change nothing. Raises NotFound, RoundClosed, SaidDoesNotFit, WordsMissing.
    """
    _answer(_word_of_link(token, said, request_key, now), name=plain_name(name), scan=None)


def answer_on_paper(
    *,
    desa_id: int,
    said: Sequence[Said],
    name: str,
    scan: Scan,
    minutes_number: str = "",
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    """The same from the signed minutes. Raises NotYours besides: then the caller forgets the scan."""
    asked_desa(desa_id=desa_id, actor=actor)
    word = _Word(desa_id=desa_id, said=plain_said(said, now=now), request_key=request_key, actor=actor, now=now)
    _answer(word, name=plain_name(name), scan=scan, minutes_number=plain_number(minutes_number))


def keep_minutes(
    *, desa_id: int, scan: Scan, minutes_number: str = "", request_key: UUID, actor: Actor, now: datetime
) -> None:
    """The signed minutes of a desa that answered over its link lie with its answer, also after the round."""
    asked_desa(desa_id=desa_id, actor=actor)
    minutes_number = plain_number(minutes_number)
    with transaction.atomic():
        desa = desa_of_any_round(desa_id)
        if done_before(request_key=request_key, event=VervalEvent.MINUTES, desa_id=desa_id):
            return
        if desa.state != VervalState.ANSWERED:
            raise not_answered()
        _keep_scan(desa, scan, minutes_number)
        leave(
            of_round=desa.round,
            desa=desa,
            event=VervalEvent.MINUTES,
            act="keep_minutes",
            facts={"scan_sha256": scan.sha256, "number": minutes_number},
            scan_code=scan.code,
            request_key=request_key,
            actor=actor,
            now=now,
        )


def open_minutes(*, desa_id: int, actor: Actor, now: datetime) -> None:
    """That somebody took the signed minutes home stands in the chain: they name people."""
    desa = VervalDesa.objects.select_related("round__programme").get(id=desa_id)
    with transaction.atomic():
        record(
            kabupaten=desa.round.programme.kabupaten,
            act="contributions.open_minutes",
            actor=actor.key,
            subject=f"verval_desa:{desa_id}",
            facts={"scan_sha256": desa.scan_sha256},
            now=now,
        )


def _word_of_link(token: str, said: Sequence[Said], request_key: UUID, now: datetime) -> _Word:
    desa = linked_desa(token=token, now=now)
    return _Word(
        desa_id=desa.pk,
        said=plain_said(said, now=now),
        request_key=request_key,
        actor=_voice(desa),
        now=now,
    )


def _voice(desa: VervalDesa) -> Actor:
    """A desa without an account. It speaks as the office that handed it the link, of its own lines and of no others."""
    return Actor(
        key=f"link:verval-desa:{desa.pk}",
        name=desa.desa_code,
        kabupaten=desa.round.programme.kabupaten,
        scope=desa.round.programme.kabupaten,
        roles=frozenset({Role.OPERATOR}),
    )


def _tell(word: _Word) -> None:
    with transaction.atomic():
        desa = locked_desa(word.desa_id)
        if done_before(request_key=word.request_key, event=VervalEvent.TELL, desa_id=desa.pk):
            return
        if changes := write_lines(desa=desa, said=word.said):
            _leave(word, desa, changes, event=VervalEvent.TELL, act="tell_verval", name="", scan=None)


def _answer(word: _Word, *, name: str, scan: Scan | None, minutes_number: str = "") -> None:
    with transaction.atomic():
        desa = locked_desa(word.desa_id)
        if done_before(request_key=word.request_key, event=VervalEvent.ANSWER, desa_id=desa.pk):
            return
        changes = write_lines(desa=desa, said=word.said)
        unsaid = desa.lines.filter(answer="").exclude(membership__state=State.HELD)  # of the held each is asked
        rest = unsaid.update(answer=VervalAnswer.WORKING)
        if scan is None and not changes and not rest and (desa.state, desa.answered_by) == (VervalState.ANSWERED, name):
            return
        desa.state, desa.answered_at, desa.answered_by = VervalState.ANSWERED, word.now, name
        desa.on_paper = scan is not None
        desa.save(update_fields=["state", "answered_at", "answered_by", "on_paper"])
        if scan is not None:
            _keep_scan(desa, scan, minutes_number)
        _leave(word, desa, changes, event=VervalEvent.ANSWER, act="answer_verval", name=name, scan=scan)


def _keep_scan(desa: VervalDesa, scan: Scan, minutes_number: str) -> None:
    desa.scan_code, desa.scan_name, desa.scan_sha256 = scan.code, scan.name, scan.sha256
    desa.minutes_number = minutes_number
    desa.save(update_fields=["scan_code", "scan_name", "scan_sha256", "minutes_number"])


def _leave(
    word: _Word,
    desa: VervalDesa,
    changes: Sequence[Change],
    *,
    event: VervalEvent,
    act: str,
    name: str,
    scan: Scan | None,
) -> None:
    follow_up(changes, desa=desa, request_key=word.request_key, actor=word.actor, now=word.now)
    facts: dict[str, object] = {"state": str(desa.state)}
    if scan is not None:
        facts |= {"scan_sha256": scan.sha256, "number": desa.minutes_number}
    leave(
        of_round=desa.round,
        desa=desa,
        event=event,
        act=act,
        facts=facts,
        said=[change.said for change in changes],
        name=name,
        scan_code=scan.code if scan else "",
        request_key=word.request_key,
        actor=word.actor,
        now=word.now,
    )
