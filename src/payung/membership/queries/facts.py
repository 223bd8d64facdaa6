"""A membership as other rooms are told of it, and where its person is named."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from payung.accounts.rules import Actor
from payung.membership.models import Act, Card, Membership
from payung.membership.states import EndReason, Event, HoldReason, State
from payung.shared.dates import Month

T = TypeVar("T")
AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipFacts:
    """`name` to `occupation` are as the decree says. `ended_month` lies before `first_month` where none is owed."""

    id: int
    programme_id: int
    fund_id: int
    person_id: int
    line_id: int
    decree_id: int
    line_number: int
    name: str
    desa_code: str
    desa: str
    kecamatan: str
    occupation: str
    fund_name: str
    kpj: str
    registered_date: date
    first_month: Month
    last_month: Month
    state: State
    held_because: HoldReason | None
    end_reason: EndReason | None
    ended_date: date | None
    ended_month: Month | None

    @property
    def owed_through(self) -> Month:
        """The last month that is owed; the one before the first where none is."""
        return self.ended_month or self.last_month


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFacts:
    """What was done to a membership; `reason` a word of HoldReason or EndReason, or nothing."""

    id: int
    event: Event
    reason: str
    note: str
    happened_on: date | None
    source: str
    evidence_code: str
    evidence_name: str
    made_by: str
    made_at: datetime


_OF_LINE = {
    "decree_id": "line__decree_id",
    "line_number": "line__number",
    "name": "line__name",
    "desa_code": "line__desa_code",
    "desa": "line__desa",
    "kecamatan": "line__kecamatan",
    "occupation": "line__occupation",
    "fund_name": "fund__name",
}
_OWN = (
    *("id", "programme_id", "fund_id", "person_id", "line_id", "kpj", "registered_date", "first_month", "last_month"),
    *("state", "held_because", "end_reason", "ended_date", "ended_month"),
)


def facts_by_ids(ids: Collection[int]) -> dict[int, MembershipFacts]:
    """These memberships; unknown ones are left out."""
    return {one.id: one for chunk in chunks(sorted(ids)) for one in told_all(Membership.objects.filter(id__in=chunk))}


def one(*, membership_id: int, actor: Actor) -> MembershipFacts | None:
    """The membership in the actor's part of the map; as for none where it lies elsewhere."""
    return next(iter(told_all(in_scope(actor).filter(id=membership_id))), None)


def of_person(*, person_ids: Sequence[int], actor: Actor) -> list[MembershipFacts]:
    """The memberships of one human being (a person with those joined to it), the latest months first."""
    found = Membership.objects.filter(person__in=person_ids, programme__kabupaten=actor.kabupaten)
    return [one for one in told_all(found.order_by("-first_month", "-id")) if actor.sees(one.desa_code)]


def of_humans(*, humans: Collection[int]) -> dict[int, list[MembershipFacts]]:
    """The memberships of many human beings, by the id each is read as, the latest months first; whoever has none is left out."""
    read_as: dict[int, int] = {}
    for chunk in chunks(sorted(humans)):
        joined = Membership.objects.filter(person__same_as__in=chunk)
        read_as.update((id_, kept) for id_, kept in joined.values_list("person_id", "person__same_as_id") if kept)
    found: dict[int, list[MembershipFacts]] = {}
    for chunk in chunks(sorted({*humans, *read_as})):
        for one in told_all(Membership.objects.filter(person__in=chunk)):
            found.setdefault(read_as.get(one.person_id, one.person_id), []).append(one)
    for of in found.values():
        of.sort(key=lambda one: (one.first_month, one.id), reverse=True)
    return found


def by_kpj(*, kabupaten: str, kpjs: Collection[str], programme_id: int | None = None) -> dict[str, MembershipFacts]:
    """Whose membership each KPJ is: of several, of one programme after the other, that which is latest."""
    found: dict[str, MembershipFacts] = {}
    for chunk in chunks(sorted(kpjs)):
        rows = Membership.objects.filter(programme__kabupaten=kabupaten, kpj__in=chunk)
        if programme_id is not None:
            rows = rows.filter(programme=programme_id)
        found.update((one.kpj, one) for one in told_all(rows.order_by("first_month", "id")))
    return found


def by_lines(*, line_ids: Collection[int]) -> dict[int, int]:
    """The membership of each annex line that has one."""
    found: dict[int, int] = {}
    for chunk in chunks(sorted(line_ids)):
        found.update(Membership.objects.filter(line__in=chunk).values_list("line_id", "id"))
    return found


def card_holders(*, kabupaten: str, kpjs: Collection[str]) -> dict[str, int]:
    """The person whose each KPJ is, also without a membership; not read through `same_as`."""
    found: dict[str, int] = {}
    for chunk in chunks(sorted(kpjs)):
        found.update(Card.objects.filter(kabupaten=kabupaten, kpj__in=chunk).values_list("kpj", "person_id"))
    return found


def cards_of(*, kabupaten: str, person_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The KPJs of each of these persons, the one seen last first; whoever has none is left out."""
    found: dict[int, tuple[str, ...]] = {}
    for chunk in chunks(sorted(person_ids)):
        rows = Card.objects.filter(kabupaten=kabupaten, person__in=chunk).order_by("-seen_date", "-id")
        for person_id, kpj in rows.values_list("person_id", "kpj"):
            found[person_id] = (*found.get(person_id, ()), kpj)
    return found


def persons_of(*, humans: Iterable[int]) -> list[int]:
    """Under which ids these human beings are members, by their kept ids: both lists have an index, their union has none."""
    found = {*humans}
    for chunk in chunks(sorted(found)):
        found.update(Membership.objects.filter(person__same_as__in=chunk).values_list("person_id", flat=True))
    return sorted(found)


def acts_of(*, membership_id: int) -> list[ActFacts]:
    """What was done to it, the latest first."""
    return [
        ActFacts(
            id=act.pk,
            event=Event(act.event),
            reason=act.reason,
            note=act.note,
            happened_on=act.happened_on,
            source=act.source,
            evidence_code=act.evidence_code,
            evidence_name=act.evidence_name,
            made_by=act.made_by,
            made_at=act.made_at,
        )
        for act in Act.objects.filter(membership=membership_id).order_by("-id")
    ]


def in_scope(actor: Actor) -> QuerySet[Membership]:
    """The memberships whose line names a desa of the actor's part of the map."""
    inside = Q(line__desa_code=actor.scope) | Q(line__desa_code__startswith=f"{actor.scope}.")
    return Membership.objects.filter(inside, programme__kabupaten=actor.kabupaten)


def told_all(found: QuerySet[Membership]) -> Iterator[MembershipFacts]:
    """These memberships, with one question to the database."""
    names = (*_OWN, *_OF_LINE)
    for row in found.values_list(*_OWN, *_OF_LINE.values()):
        yield _told(dict(zip(names, row, strict=True)))


def _told(plain: dict[str, Any]) -> MembershipFacts:
    ended, held, reason = plain.pop("ended_month"), plain.pop("held_because"), plain.pop("end_reason")
    return MembershipFacts(
        state=State(plain.pop("state")),
        held_because=HoldReason(held) if held else None,
        end_reason=EndReason(reason) if reason else None,
        ended_month=Month.of(ended) if ended else None,
        first_month=Month.of(plain.pop("first_month")),
        last_month=Month.of(plain.pop("last_month")),
        **plain,
    )


def chunks(things: Iterable[T]) -> Iterator[list[T]]:
    listed = list(things)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]
