"""The entries of the books, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from payung.accounts.rules import Actor
from payung.ledger.models import Entry, Posting
from payung.ledger.states import AccountKind, EntryKind

PAGE = 100
ORDERS = {"": ("-on_date", "-id"), "lama": ("on_date", "id"), "jenis": ("kind", "-on_date", "-id")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingFacts:
    """What an entry does to one account: debit above nothing, credit below."""

    fund_id: int
    fund: str  # its name
    kind: AccountKind
    amount_rp: int
    person_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """`amount_rp`: all debits together, which are all credits together."""

    id: int
    programme_id: int
    kind: EntryKind
    on_date: date
    about: str
    source: str
    reverses_id: int | None
    reversed_by_id: int | None
    made_by: str
    made_at: datetime
    postings: tuple[PostingFacts, ...]

    @property
    def amount_rp(self) -> int:
        return sum(posting.amount_rp for posting in self.postings if posting.amount_rp > 0)

    @property
    def person_months(self) -> int:
        return sum(posting.person_months for posting in self.postings if posting.person_months > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesAsked:
    """What of the entries is wanted."""

    words: str = ""
    kind: str = ""
    fund_id: int | None = None
    account: str = ""
    from_: date | None = None
    to: date | None = None
    order: str = ""


def entries(*, programme_id: int, asked: EntriesAsked) -> QuerySet[Entry]:
    """The entries of a programme, to be counted and cut into pages; `told_entries` reads them."""
    found = Entry.objects.filter(programme=programme_id)
    for word in asked.words.split():
        found = found.filter(Q(about__icontains=word) | Q(source__icontains=word))
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.fund_id is not None or asked.account:
        touched = Posting.objects.filter(account__programme=programme_id)
        touched = touched.filter(fund=asked.fund_id) if asked.fund_id is not None else touched
        touched = touched.filter(account__kind=asked.account) if asked.account else touched
        found = found.filter(id__in=touched.values("entry"))
    if asked.from_:
        found = found.filter(on_date__gte=asked.from_)
    if asked.to:
        found = found.filter(on_date__lte=asked.to)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def told_entries(found: QuerySet[Entry]) -> list[EntryFacts]:
    """These entries, with three questions to the database whatever their number."""
    rows = list(found)
    ids = [entry.pk for entry in rows]
    postings = _postings(ids)
    turned = dict(Entry.objects.filter(reverses__in=ids).values_list("reverses", "id"))
    return [_told(entry, tuple(postings.get(entry.pk, ())), turned.get(entry.pk)) for entry in rows]


def entry(*, entry_id: int, actor: Actor) -> EntryFacts | None:
    """One entry of the actor's kabupaten; the books are for those who see the whole of it."""
    if actor.scope != actor.kabupaten:
        return None
    found = told_entries(Entry.objects.filter(id=entry_id, kabupaten=actor.kabupaten))
    return found[0] if found else None


def entry_of(*, request_key: UUID) -> int | None:
    """The entry that a request made."""
    return Entry.objects.filter(request_key=request_key).values_list("id", flat=True).first()


def written(*, request_keys: Sequence[UUID]) -> frozenset[UUID]:
    """Those of the requests that made an entry."""
    found = Entry.objects.filter(request_key__in=request_keys)
    return frozenset(found.values_list("request_key", flat=True))


def is_open(*, programme_id: int) -> bool:
    """Whether anything was ever written into the books of the programme."""
    return Entry.objects.filter(programme=programme_id).exists()


def entries_of_source(*, source: str) -> list[EntryFacts]:
    """All that was written because of one thing, as `bill:12`, the first first."""
    return told_entries(Entry.objects.filter(source=source).order_by("id"))


def _postings(entry_ids: Sequence[int]) -> dict[int, list[PostingFacts]]:
    found: dict[int, list[PostingFacts]] = {}
    rows = Posting.objects.filter(entry__in=entry_ids).order_by("fund_id", "id")
    fields = rows.values_list("entry_id", "fund_id", "fund__name", "account__kind", "amount_rp", "person_months")
    for entry_id, fund_id, fund, kind, amount_rp, person_months in fields:
        found.setdefault(entry_id, []).append(
            PostingFacts(
                fund_id=fund_id,
                fund=fund,
                kind=AccountKind(kind),
                amount_rp=amount_rp,
                person_months=person_months,
            )
        )
    return found


def _told(entry: Entry, postings: tuple[PostingFacts, ...], reversed_by_id: int | None) -> EntryFacts:
    return EntryFacts(
        id=entry.pk,
        programme_id=entry.programme_id,
        kind=EntryKind(entry.kind),
        on_date=entry.on_date,
        about=entry.about,
        source=entry.source,
        reverses_id=entry.reverses_id,
        reversed_by_id=reversed_by_id,
        made_by=entry.made_by,
        made_at=entry.made_at,
        postings=postings,
    )
