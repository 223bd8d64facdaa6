"""A round is opened, with a link for each desa; links are made anew; the round is closed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from secrets import token_hex
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.contributions.actions.verifying_asked import (
    asked_desa,
    asked_round,
    done_before,
    hash_of_token,
    leave,
    locked_desa,
    locked_round,
    refuse_but_dinas,
)
from payung.contributions.models.verifying import VervalDesa, VervalRound
from payung.contributions.queries.verifying_members import Asked, desas_of_term, insert_lines
from payung.contributions.rules.refusals import request_used
from payung.contributions.rules.verifying import (
    Link,
    Opened,
    day_gone,
    link_until,
    month_outside,
    no_agreement,
    no_round,
    nobody_to_ask,
    round_open,
    term_of,
)
from payung.contributions.states import VervalEvent, VervalState
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.shared.dates import Month

_TOKEN_BYTES = 16  # 128 bits: nobody guesses one


def open_round(
    *, programme_id: int, first_month: Month, due_date: date, request_key: UUID, actor: Actor, now: datetime
) -> Opened:
    """Every desa with members in the term is asked until `due_date`; the links are told this once.

    Raises NotFound, NotYours, RoundDoesNotFit.
    """
    programme = _asked_programme(programme_id, actor)
    if before := VervalRound.objects.filter(request_key=request_key).first():
        if before.programme_id != programme_id:
            raise request_used()
        return Opened(round_id=before.pk, links=())
    last_month = _last_month(programme, first_month)
    if due_date < timezone.localtime(now).date():
        raise day_gone(due_date)
    asked = desas_of_term(programme_id=programme_id, first_month=first_month, last_month=last_month)
    if not asked:
        raise nobody_to_ask()
    with transaction.atomic():
        made = _new_round(programme_id, first_month, last_month, due_date, request_key, actor, now)
        links = _with_links(made, asked, due_date=due_date)
        lines = insert_lines(round_id=made.pk)
        record(
            kabupaten=programme.kabupaten,
            act="contributions.open_round",
            actor=actor.key,
            subject=f"verval:{made.pk}",
            facts={
                "first_month": str(first_month),
                "last_month": str(last_month),
                "due_date": due_date.isoformat(),
                "desas": len(links),
                "lines": lines,
            },
            now=now,
        )
    return Opened(round_id=made.pk, links=links)


def _asked_programme(programme_id: int, actor: Actor) -> ProgrammeFacts:
    found = programmes.by_id(programme_id=programme_id)
    if found is None or found.kabupaten != actor.kabupaten:
        raise no_round()
    refuse_but_dinas(actor)
    return found


def _last_month(programme: ProgrammeFacts, first_month: Month) -> Month:
    agreement = programmes.agreement(programme_id=programme.id)
    if agreement is None:
        raise no_agreement()
    if not programme.first_month <= first_month <= programme.last_month:
        raise month_outside(first_month)
    return term_of(first_month=first_month, months=agreement.term_months, last_of_programme=programme.last_month)


def _new_round(
    programme_id: int,
    first_month: Month,
    last_month: Month,
    due_date: date,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> VervalRound:
    """Of two at the same moment the database lets one be open."""
    try:
        with transaction.atomic():
            return VervalRound.objects.create(
                programme_id=programme_id,
                first_month=first_month.first_day,
                last_month=last_month.first_day,
                due_date=due_date,
                opened_by=actor.key,
                opened_at=now,
                request_key=request_key,
            )
    except IntegrityError:
        open_one = VervalRound.objects.filter(programme=programme_id, closed_at=None).first()
        raise (round_open(Month.of(open_one.first_month)) if open_one else request_used()) from None


def _with_links(made: VervalRound, asked: Sequence[Asked], *, due_date: date) -> list[Link]:
    tokens = {one.desa_code: token_hex(_TOKEN_BYTES) for one in asked}
    VervalDesa.objects.bulk_create(
        [
            VervalDesa(round=made, desa_code=code, link_sha256=hash_of_token(token), expires_at=end_of(due_date))
            for code, token in tokens.items()
        ],
        batch_size=500,
    )
    ids = dict(VervalDesa.objects.filter(round=made).values_list("desa_code", "id"))
    return [
        Link(
            desa_id=ids[one.desa_code],
            desa_code=one.desa_code,
            token=tokens[one.desa_code],
            members=one.members,
            until=due_date,
        )
        for one in asked
    ]


def end_of(day: date) -> datetime:
    """The instant at which the day is over."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def renew_link(*, desa_id: int, request_key: UUID, actor: Actor, now: datetime) -> Link | None:
    """The desa has another link, and the one before opens nothing; None for a request that came before.

    Raises NotFound, NotYours, RoundClosed.
    """
    asked_desa(desa_id=desa_id, actor=actor)
    with transaction.atomic():
        desa = locked_desa(desa_id)
        if done_before(request_key=request_key, event=VervalEvent.RENEW, desa_id=desa_id):
            return None
        until = link_until(due_date=desa.round.due_date, today=timezone.localtime(now).date())
        token = token_hex(_TOKEN_BYTES)
        desa.link_sha256, desa.expires_at = hash_of_token(token), end_of(until)
        desa.save(update_fields=["link_sha256", "expires_at"])
        leave(
            of_round=desa.round,
            desa=desa,
            event=VervalEvent.RENEW,
            act="renew_link",
            facts={"until": until.isoformat()},
            request_key=request_key,
            actor=actor,
            now=now,
        )
        members = desa.lines.count()
    return Link(desa_id=desa_id, desa_code=desa.desa_code, token=token, members=members, until=until)


def renew_links(*, round_id: int, request_key: UUID, actor: Actor, now: datetime) -> list[Link]:
    """Every desa that has not answered has another link; none for a request that came before.

    For a page of links that was lost, and for a reminder. Raises NotFound, NotYours, RoundClosed.
    """
    asked_round(round_id=round_id, actor=actor)
    with transaction.atomic():
        found = locked_round(round_id)
        if done_before(request_key=request_key, event=VervalEvent.RENEW):
            return []
        until = link_until(due_date=found.due_date, today=timezone.localtime(now).date())
        waiting = found.desas.filter(state=VervalState.WAITING).annotate(members=Count("lines"))
        desas = list(waiting.order_by("desa_code"))
        tokens = [token_hex(_TOKEN_BYTES) for _ in desas]
        for desa, token in zip(desas, tokens, strict=True):
            desa.link_sha256, desa.expires_at = hash_of_token(token), end_of(until)
        VervalDesa.objects.bulk_update(desas, ["link_sha256", "expires_at"], batch_size=500)
        leave(
            of_round=found,
            desa=None,
            event=VervalEvent.RENEW,
            act="renew_links",
            facts={"until": until.isoformat(), "desas": len(desas)},
            request_key=request_key,
            actor=actor,
            now=now,
        )
    return [
        Link(desa_id=desa.pk, desa_code=desa.desa_code, token=token, members=desa.members, until=until)
        for desa, token in zip(desas, tokens, strict=True)
    ]


def close_round(*, round_id: int, request_key: UUID, actor: Actor, now: datetime) -> tuple[str, ...]:
    """No desa answers any more; those that have not are silent, and their codes are told.

    Raises NotFound, NotYours, RequestUsed.
    """
    asked_round(round_id=round_id, actor=actor)
    with transaction.atomic():
        found = VervalRound.objects.select_for_update(no_key=True).get(id=round_id)
        if not done_before(request_key=request_key, event=VervalEvent.CLOSE) and not found.closed_at:
            silent = found.desas.filter(state=VervalState.WAITING).update(state=VervalState.SILENT)
            found.closed_at, found.closed_by = now, actor.key
            found.save(update_fields=["closed_at", "closed_by"])
            leave(
                of_round=found,
                desa=None,
                event=VervalEvent.CLOSE,
                act="close_round",
                facts={"desas": found.desas.count(), "silent": silent},
                request_key=request_key,
                actor=actor,
                now=now,
            )
    codes = VervalDesa.objects.filter(round=round_id, state=VervalState.SILENT).order_by("desa_code")
    return tuple(codes.values_list("desa_code", flat=True))
