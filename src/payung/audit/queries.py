"""What may be read of the chain: its events, its head, and whether it is whole."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from payung.audit.models import Chain, Event
from payung.audit.rules import GENESIS, Entry, hash_of

CHUNK = 5000
_FIELDS = ("kabupaten", "number", "at", "actor", "act", "subject", "facts", "previous", "hash")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where a chain ends: the number of its last event and that event's hash. `day` None: as it is now."""

    number: int
    hash: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An event to be shown."""

    number: int
    at: datetime
    actor: str
    act: str
    subject: str
    facts: dict[str, Any]
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    events: list[Recorded]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a going through the chain found. `because` is empty for a whole chain; `number` is the first bad event."""

    count: int
    head: str
    number: int | None = None
    because: str = ""


def kabupatens() -> list[str]:
    """Whoever has a chain, or events without one."""
    found = {*Chain.objects.values_list("kabupaten", flat=True)}
    return sorted(found.union(Event.objects.values_list("kabupaten", flat=True).distinct()))


def head(*, kabupaten: str) -> Head:
    """Where the chain ends now."""
    chain = Chain.objects.filter(kabupaten=kabupaten).first()
    return Head(number=chain.length, hash=chain.head) if chain else Head(number=0, hash=GENESIS)


def last_closed_day(*, kabupaten: str, today: date) -> Head | None:
    """The head as yesterday left it (WITA), to be printed on papers of today; None where nothing had happened yet."""
    begins = timezone.make_aware(datetime.combine(today, time.min))
    found = Event.objects.filter(kabupaten=kabupaten, at__lt=begins).order_by("-number").first()
    return Head(number=found.number, hash=found.hash, day=today - timedelta(days=1)) if found else None


def events(*, kabupaten: str, subject: str = "", actor: str = "", act: str = "", page: int = 1, size: int = 50) -> Page:
    """Events, the newest first; only those of a subject, an actor or an act where one is named."""
    wanted = {"subject": subject, "actor": actor, "act": act}
    found = Event.objects.filter(kabupaten=kabupaten, **{name: word for name, word in wanted.items() if word})
    count = found.count()
    pages = max(1, -(-count // size))
    page = min(max(page, 1), pages)
    rows = found.order_by("-number")[(page - 1) * size : page * size]
    return Page(events=[_recorded(row) for row in rows], count=count, page=page, pages=pages)


def verify(*, kabupaten: str, head: str | None = None, upto: int | None = None) -> Verdict:
    """Whether the chain is as it was written: nothing changed, taken out, put in or cut off.

    `head` and `upto` come from a paper: the event of that number must have that hash. Without a paper, whoever could
    rewrite all events and the chain with them is not found out. Reads in chunks: a chain of a million fits.
    """
    chain = Chain.objects.filter(kabupaten=kabupaten).first()
    until, last = (chain.length, chain.head) if chain else (0, GENESIS)
    count, previous, on_paper = 0, GENESIS, None
    for entry, own in _written(kabupaten, until):
        if because := _fault(entry, own, number=count + 1, previous=previous):
            return Verdict(count=count, head=previous, number=count + 1, because=because)
        count, previous = entry.number, own
        on_paper = own if count == upto else on_paper
    if because := _end_fault(count, until, previous == last, beyond=_beyond(kabupaten)):
        return Verdict(
            count=count, head=previous, number=count + 1 if count < until else max(count, 1), because=because
        )
    if upto is not None and on_paper != head:
        because = "is not the one on the paper" if on_paper else "stands on the paper and not in the chain"
        return Verdict(count=count, head=previous, number=upto, because=because)
    return Verdict(count=count, head=previous)


def _fault(entry: Entry, own: str, *, number: int, previous: str) -> str:
    if entry.number > number:
        return "is missing"
    if entry.number < number:
        return "was put in"
    if entry.previous != previous:
        return "does not follow the one before it"
    return "" if hash_of(entry) == own else "was changed"


def _end_fault(count: int, until: int, same_head: bool, *, beyond: int) -> str:
    if count < until:
        return "is missing: the chain was cut off"
    if beyond:
        return f"is the last that the chain knows, yet there is a number {beyond}"
    return "" if same_head else "is not what the chain ends with"


def _beyond(kabupaten: str) -> int:
    """The number of an event that the chain does not know; 0 where there is none. Asked in this order, as it grows."""
    last: int = Event.objects.filter(kabupaten=kabupaten).aggregate(last=Max("number"))["last"] or 0
    known = Chain.objects.filter(kabupaten=kabupaten).values_list("length", flat=True).first() or 0
    return last if last > known else 0


def _written(kabupaten: str, until: int) -> Iterator[tuple[Entry, str]]:
    """The events up to this number with their stored hashes, in order. No read lasts longer than its chunk."""
    found = Event.objects.filter(kabupaten=kabupaten, number__lte=until).order_by("number").values_list(*_FIELDS)
    chunk = list(found[:CHUNK])
    while chunk:
        for row in chunk:
            yield Entry(**dict(zip(_FIELDS[:-1], row[:-1], strict=True))), row[-1]
        chunk = list(found.filter(number__gt=chunk[-1][1])[:CHUNK])


def _recorded(row: Event) -> Recorded:
    return Recorded(
        number=row.number,
        at=row.at,
        actor=row.actor,
        act=row.act,
        subject=row.subject,
        facts=json.loads(row.facts),
        hash=row.hash,
    )
