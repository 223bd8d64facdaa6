"""How much of the quotas is used, as counted from the places themselves: what the counters of `QuotaUse` must say."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from payung.decrees.models import Place, QuotaUse, Strike
from payung.decrees.rules.fitting import UseKey, months_used, net, uses_of
from payung.decrees.states import UNFINISHED, Kind
from payung.shared.dates import Month

_LINE = ("desa_code", "occupation", "fund__code", "first_month", "last_month")


@dataclass(frozen=True, slots=True, kw_only=True)
class UseFacts:
    """A quota, or a fund in person-months, and how much of it is taken."""

    kind: str
    key: str
    used: int
    capacity: int

    @property
    def left(self) -> int:
        return self.capacity - self.used


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A counter that says something else than the places do."""

    kind: str
    key: str
    used: int
    counted: int


def uses(*, programme_id: int) -> tuple[UseFacts, ...]:
    found = QuotaUse.objects.filter(programme=programme_id).order_by("kind", "key")
    return tuple(UseFacts(kind=use.kind, key=use.key, used=use.used, capacity=use.capacity) for use in found)


def differences(*, programme_id: int) -> list[Difference]:
    """Counters that differ from what the places say; none, unless something went past the actions."""
    found = counted(programme_id=programme_id)
    return [
        Difference(kind=use.kind, key=use.key, used=use.used, counted=found[UseKey(use.kind, use.key)])
        for use in uses(programme_id=programme_id)
        if use.used != found[UseKey(use.kind, use.key)]
    ]


def counted(*, programme_id: int) -> Counter[UseKey]:
    """What all places use. Of an amendment not in force: only what it takes beyond the places that it will free."""
    places = Place.objects.filter(programme=programme_id)
    pending = places.exclude(line__decree__kind=Kind.FIRST).filter(line__decree__state__in=UNFINISHED)
    strikes = Strike.objects.filter(decree__programme=programme_id, withdrawn=False, decree__state__in=UNFINISHED)
    awaited = strikes.values("line")
    found = _sum(_grouped(places.exclude(id__in=pending.values("id")).exclude(line__in=awaited)))
    found.update(_sum(_grouped(places.filter(line__in=awaited), freed=False)))
    taken = _by_decree(_grouped(pending))
    freed = freed_by(strikes)
    for decree_id, amounts in taken.items():
        found.update(net(taken=amounts, freed=freed[decree_id]))
    return found


def freed_by(strikes: QuerySet[Strike]) -> Mapping[int, Counter[UseKey]]:
    """What the strikes give back, of each amendment: a place, and the months after the last that counts."""
    names = [f"line__{name}" for name in _LINE]
    groups = strikes.values_list("decree_id", "last_month", "line__place__freed_month", *names).annotate(
        many=Count("id")
    )
    found: defaultdict[int, Counter[UseKey]] = defaultdict(Counter)
    for decree_id, last, freed, desa, occupation, fund, first, until, many in groups.order_by():
        stays = min(last, freed) if freed else last
        months = _months(first, until) - _months_used(first, until, stays)
        for key, amount in uses_of(desa_code=desa, occupation=occupation, fund_code=fund, months=months):
            found[decree_id][key] += amount * many
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Places alike in all that counts."""

    decree_id: int
    uses: tuple[tuple[UseKey, int], ...]


def _grouped(places: QuerySet[Place], *, freed: bool = True) -> Iterator[_Group]:
    """`freed` False: as if none were freed yet, for an amendment will do so."""
    names = [f"line__{name}" for name in _LINE]
    groups = places.values_list("line__decree_id", "freed_month", *names).annotate(many=Count("id"))
    for decree_id, freed_month, desa, occupation, fund, first, until, many in groups.order_by():
        until_freed = freed_month if freed else None
        months = _months_used(first, until, until_freed)
        found = uses_of(desa_code=desa, occupation=occupation, fund_code=fund, months=months)
        kept = found if until_freed is None else found[-1:]  # the place is another's, the months were used
        yield _Group(decree_id=decree_id, uses=tuple((key, amount * many) for key, amount in kept))


def _sum(groups: Iterator[_Group]) -> Counter[UseKey]:
    found: Counter[UseKey] = Counter()
    for group in groups:
        found.update(dict(group.uses))
    return found


def _by_decree(groups: Iterator[_Group]) -> Mapping[int, Counter[UseKey]]:
    found: defaultdict[int, Counter[UseKey]] = defaultdict(Counter)
    for group in groups:
        found[group.decree_id].update(dict(group.uses))
    return found


def _months(first: date, until: date) -> int:
    return _months_used(first, until, None)


def _months_used(first: date, until: date, freed: date | None) -> int:
    return months_used(
        first_month=Month.of(first), last_month=Month.of(until), freed_month=Month.of(freed) if freed else None
    )
