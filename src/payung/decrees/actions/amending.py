"""Names of a decree in force are struck and others named: by an amendment, or by berita acara where the PKS allows it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor
from payung.decrees.actions.asked import (
    DRAFT,
    asked_decree,
    done_before,
    leave,
    locked_decree,
    plain_reason,
    refuse_but_operators,
)
from payung.decrees.actions.clearing import uncleared
from payung.decrees.actions.drafting import facts_of_naming
from payung.decrees.actions.naming import name_lines, new_decree
from payung.decrees.actions.one_human import named_already
from payung.decrees.actions.places import left, locked_uses, recounted
from payung.decrees.actions.snapshots import Snapshot, snapshots
from payung.decrees.models import Decree, Line, Strike
from payung.decrees.queries.facts import DecreeFacts, facts_of
from payung.decrees.queries.uses import freed_by
from payung.decrees.rules.change import In, Out, wanted_of
from payung.decrees.rules.fitting import Wanted, fit
from payung.decrees.rules.refusals import (
    beyond_places,
    has_place,
    line_struck,
    months_outside,
    no_line,
    no_minutes,
    not_cleared,
    nothing_to_change,
    unpaired,
    without_nik,
)
from payung.decrees.states import HOLDING, STANDS, Kind, LineState, NotAllowed, State
from payung.people import queries as people
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts, ReplacementBy
from payung.shared.dates import Month


def amend_decree(
    *,
    decree_id: int,
    about: str,
    out: Sequence[Out],
    named: Sequence[In],
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> DecreeFacts:
    """A draft amendment (Keputusan tentang perubahan) stands; it changes nothing before it is in force.

    It takes only what it needs beyond the places that it will free. Raises NotAllowed, Refused.
    """
    return _amend(Kind.AMENDMENT, decree_id, about, out, named, request_key, actor, now)


def replace_by_minutes(
    *,
    decree_id: int,
    about: str,
    out: Sequence[Out],
    named: Sequence[In],
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> DecreeFacts:
    """The same by berita acara, each name for a struck one. Raises NoMinutes where the PKS asks for a decree."""
    decree, _ = asked_decree(decree_id=decree_id, actor=actor)
    agreement = programmes.agreement(programme_id=decree.programme_id)
    if agreement is None or agreement.replacement_by is not ReplacementBy.MINUTES:
        raise no_minutes()
    if sorted(one.line_id for one in out) != sorted(one.replaces_id or 0 for one in named):
        raise unpaired()
    return _amend(Kind.MINUTES, decree_id, about, out, named, request_key, actor, now)


def _amend(
    kind: Kind,
    decree_id: int,
    about: str,
    out: Sequence[Out],
    named: Sequence[In],
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> DecreeFacts:
    decree, programme = asked_decree(decree_id=decree_id, actor=actor)
    refuse_but_operators(actor)
    about = plain_reason(about)
    if before := done_before(request_key=request_key, event=DRAFT):
        return facts_of(before.pk)
    if not out and not named:
        raise nothing_to_change()
    wanted = _cleared(programme, out, named, now)
    seen = snapshots(programme=programme, wanted=wanted)
    if len(seen) < len(wanted):
        raise without_nik(_names([one.person_id for one in wanted if one.person_id not in seen]))
    with transaction.atomic():
        root_id = decree.amends_id or decree.pk
        drafted = _draft(kind, root_id, programme, about, out, wanted, seen, request_key, actor, now)
    return facts_of(drafted)


def _cleared(programme: ProgrammeFacts, out: Sequence[Out], named: Sequence[In], now: datetime) -> list[Wanted]:
    """Those to be named; all of them have valid pre-checks."""
    person_ids = [one.person_id for one in named]
    if missing := uncleared(programme_id=programme.id, person_ids=person_ids, now=now):
        raise not_cleared(unchecked=[*missing], held=())
    funds = programmes.funds(programme_id=programme.id)
    return wanted_of(named, programme=programme, funds=funds, out=out, names=_names(person_ids))


def _draft(
    kind: Kind,
    root_id: int,
    programme: ProgrammeFacts,
    about: str,
    out: Sequence[Out],
    wanted: Sequence[Wanted],
    seen: dict[int, Snapshot],
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> int:
    uses = locked_uses(programme=programme)
    if before := done_before(request_key=request_key, event=DRAFT):
        return before.pk
    root = locked_decree(root_id)
    if root.state not in HOLDING:
        raise NotAllowed(STANDS[State(root.state)])
    _refuse_holders(programme.id, wanted, seen)
    with recounted(uses, programme=programme):
        drafted = new_decree(programme=programme, kind=kind, about=about, amends_id=root_id, actor=actor, now=now)
        _strike(drafted, out)
        freed = freed_by(Strike.objects.filter(decree=drafted))[drafted.pk]
        room = {key: amount + freed[key] for key, amount in left(uses).items()}
        if beyond := fit(wanted=wanted, left=room).beyond:
            raise beyond_places([seen[one.person_id].name for one, _ in beyond])
        name_lines(decree=drafted, programme=programme, named=wanted, snapshots=seen)
    leave(
        decree=drafted,
        programme=programme,
        event=DRAFT,
        act="amend_decree",
        facts={"kind": kind.value, "amends": root_id, "struck": len(out), **facts_of_naming(wanted)},
        request_key=request_key,
        actor=actor,
        now=now,
    )
    return drafted.pk


def _strike(drafted: Decree, out: Sequence[Out]) -> None:
    """Each line stands in the decree or an amendment of it in force, and no other amendment strikes it."""
    wanted = {one.line_id: one for one in out}
    chain = Line.objects.filter(id__in=wanted, decree__state__in=HOLDING)
    lines = {line.pk: line for line in chain if drafted.amends_id in (line.decree_id, line.decree.amends_id)}
    if len(lines) < len(out):
        raise no_line()
    awaited = set(Strike.objects.filter(line__in=wanted, withdrawn=False).values_list("line_id", flat=True))
    for line in lines.values():
        if line.state != LineState.NAMED or line.pk in awaited:
            raise line_struck(line.number)
    Strike.objects.bulk_create(
        Strike(
            decree=drafted,
            line_id=line_id,
            last_month=_last_month(lines[line_id], one).first_day,
            because=plain_reason(one.because),
        )
        for line_id, one in wanted.items()
    )


def _last_month(line: Line, one: Out) -> Month:
    before = Month.of(line.first_month).plus(-1)
    last = one.last_month or before
    if not before <= last <= Month.of(line.last_month):
        raise months_outside(line.name)
    return last


def _refuse_holders(programme_id: int, wanted: Sequence[Wanted], seen: dict[int, Snapshot]) -> None:
    held = named_already(programme_id=programme_id, person_ids=[one.person_id for one in wanted])
    for one in wanted:
        if one.person_id in held:
            raise has_place(seen[one.person_id].name)


def _names(person_ids: Sequence[int]) -> list[str]:
    return [str(name) for name in people.columns(person_ids=person_ids).name] if person_ids else []
