"""The money of places in the books: a decree in force binds its months, and months that nobody will use are free again.

All of it is written after places and decrees changed, and before the event of the act: accounts are locked between.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, repeat
from uuid import UUID, uuid5

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.decrees.actions.asked import programme_of
from payung.decrees.actions.places import locked_uses
from payung.decrees.billed import billed_months
from payung.decrees.models import Decree, Line, Place
from payung.decrees.rules.binding import Span, at_most, shortened, still_free, worth
from payung.decrees.rules.refusals import money_gone
from payung.decrees.states import HOLDING
from payung.law.loader import load
from payung.ledger import actions as ledger
from payung.ledger import queries as books
from payung.ledger.rules import Balance, Move, Refused
from payung.ledger.states import AccountKind, EntryKind
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.shared.dates import Month

_BOUND = UUID("5d0c8f2e-9d0b-4b53-9a53-6a1f0c6f3d11")


def state_commitments(*, programme_id: int, actor: Actor, now: datetime) -> None:
    """The same as `bind_decrees`, for a room above: inside its transaction, before it locks anything of its own."""
    programme = programme_of(programme_id=programme_id, actor=actor)
    locked_uses(programme=programme)
    bind_decrees(programme=programme, actor=actor, now=now)


def bind_decrees(*, programme: ProgrammeFacts, actor: Actor, now: datetime) -> None:
    """The ceilings and the months of every decree in force stand in the books; what stands already is left.

    Also of decrees that were in force before there were books. Inside the caller's transaction. Raises MoneyGone.
    """
    with _in_words():
        ledger.state_ceilings(programme_id=programme.id, actor=actor, now=now)
    decrees = Decree.objects.filter(programme=programme.id, state__in=HOLDING).order_by("id")
    numbers = dict(decrees.values_list("id", "number"))
    stands = bound(numbers)
    for decree_id, number in numbers.items():
        if decree_id in stands:
            continue
        bind(
            _spans_of(decree_id),
            programme=programme,
            about=f"Keputusan {number} berlaku",
            source=f"decree:{decree_id}",
            key=_key(decree_id),
            actor=actor,
            now=now,
        )


def bound(decree_ids: Iterable[int]) -> frozenset[int]:
    """Those of the decrees whose months stand in the books."""
    keys = {_key(decree_id): decree_id for decree_id in decree_ids}
    return frozenset(keys[key] for key in books.written(request_keys=[*keys]))


def _key(decree_id: int) -> UUID:
    """One entry a decree, whatever the request."""
    return uuid5(_BOUND, str(decree_id))


def bind(
    spans: Iterable[Span],
    *,
    programme: ProgrammeFacts,
    about: str,
    source: str,
    key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    """These months are bound. Raises MoneyGone where a fund has not so much left."""
    wanted = _worth(spans, programme)
    _write(EntryKind.COMMITMENT, wanted, programme, about, source, key, actor, now)


def unbind(
    spans: Iterable[Span],
    *,
    programme: ProgrammeFacts,
    about: str,
    source: str,
    key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    """These months are bound no longer; never more of them than are bound."""
    wanted = _worth(spans, programme)
    if not wanted:
        return
    there = books.balances(programme_id=programme.id)
    kept = {
        fund_id: at_most(wanted=one, there=there[fund_id][AccountKind.COMMITTED]) for fund_id, one in wanted.items()
    }
    _write(EntryKind.RELEASE, kept, programme, about, source, key, actor, now)


def unused(places: Sequence[Place], owed: Mapping[int, Month]) -> list[Span]:
    """The months of places that are bound, and will not be billed where only those until `owed` (by place) may be.

    The places as they stood before, with their lines: what a freed one gave back already is not in it.
    """
    bindings = bound({place.line.decree_id for place in places})
    found = [place for place in places if place.line.decree_id in bindings]
    billed = billed_months(line_ids=[place.line_id for place in found])
    return [
        span
        for place in found
        for span in still_free(span=_bound_span(place), owed=owed[place.pk], billed=billed.get(place.line_id, ()))
    ]


def _bound_span(place: Place) -> Span:
    line, owed = place.line, place.owed_month
    whole = Span(
        fund_id=place.fund_id or line.fund_id, first=Month.of(line.first_month), last=Month.of(line.last_month)
    )
    return shortened(whole, Month.of(owed) if owed else None)


def _spans_of(decree_id: int) -> Iterable[Span]:
    """The months of its places, of those freed only as far as they are owed."""
    lines = Line.objects.filter(decree=decree_id).annotate(pays=Coalesce("place__fund", "fund"))
    groups = lines.values_list("pays", "first_month", "last_month", "place__owed_month")
    return chain.from_iterable(
        repeat(Span(fund_id=fund, first=Month.of(first), last=Month.of(min(last, owed or last))), many)
        for fund, first, last, owed, many in groups.annotate(Count("id")).order_by()
    )


def _worth(spans: Iterable[Span], programme: ProgrammeFacts) -> dict[int, Balance]:
    funds = {fund.id: fund for fund in programmes.funds(programme_id=programme.id)}
    return worth(spans, funds=funds, law=load("contribution"))


def _write(
    kind: EntryKind,
    wanted: Mapping[int, Balance],
    programme: ProgrammeFacts,
    about: str,
    source: str,
    key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    ways = {
        EntryKind.COMMITMENT: (AccountKind.AVAILABLE, AccountKind.COMMITTED),
        EntryKind.RELEASE: (AccountKind.COMMITTED, AccountKind.AVAILABLE),
    }
    from_, to = ways[kind]
    moves = [
        Move(fund_id=fund_id, from_=from_, to=to, amount_rp=one.amount_rp, person_months=one.person_months)
        for fund_id, one in wanted.items()
        if one != Balance()
    ]
    if not moves:
        return
    with _in_words():
        ledger.post(
            programme_id=programme.id,
            kind=kind,
            on_date=timezone.localtime(now).date(),
            about=about,
            source=source,
            moves=moves,
            request_key=key,
            actor=actor,
            now=now,
        )


@contextmanager
def _in_words() -> Iterator[None]:
    """What the books refuse, decrees refuse: with the sentence of the books."""
    try:
        yield
    except Refused as refusal:
        raise money_gone(str(refusal)) from refusal
