"""Places are taken and given back. The rows of `QuotaUse` are locked first, in the order of their id, by all who do so.

Three defences, each of which would do: the lock, the conditional update, and the check constraint of the table.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db.models import F

from payung.decrees.models import QuotaUse
from payung.decrees.queries.uses import counted
from payung.decrees.rules.capacity import capacities
from payung.decrees.rules.fitting import UseKey
from payung.decrees.rules.refusals import places_gone
from payung.law.loader import load
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

Uses = Mapping[UseKey, QuotaUse]


def locked_uses(*, programme: ProgrammeFacts) -> Uses:
    """The rows of all quotas and funds of the programme, ours until the transaction ends.

    They are as the programme has them now: a raised or lowered quota is taken over, never below what is used; one that
    is new begins with what its places use already; one that is gone no longer binds.
    """
    wanted = capacities(
        programme=programme,
        quotas=programmes.quotas(programme_id=programme.id),
        funds=programmes.funds(programme_id=programme.id),
        law=load("contribution"),
    )
    found = _locked(programme)
    if missing := wanted.keys() - found.keys():
        _open(programme, {key: wanted[key] for key in sorted(missing)})
        found = _locked(programme)
    for key in found.keys() - wanted.keys():
        found.pop(key).delete()
    for key, use in found.items():
        _adjust(use, capacity=max(use.used, wanted[key]))
    return found


def left(uses: Uses) -> dict[UseKey, int]:
    return {key: use.capacity - use.used for key, use in uses.items()}


def take(uses: Uses, amounts: Mapping[UseKey, int]) -> None:
    """These amounts are used. Raises PlacesGone where a quota has not so much left: nothing of it may be kept."""
    for key, use in sorted(uses.items(), key=lambda item: item[1].pk):
        amount = amounts.get(key, 0)
        if amount == 0:
            continue
        changed = QuotaUse.objects.filter(id=use.pk, used__lte=F("capacity") - amount).update(used=F("used") + amount)
        if not changed:
            raise places_gone()


def give_back(uses: Uses, amounts: Mapping[UseKey, int]) -> None:
    """These amounts are free again."""
    for key, use in sorted(uses.items(), key=lambda item: item[1].pk):
        if amount := amounts.get(key, 0):
            QuotaUse.objects.filter(id=use.pk).update(used=F("used") - amount)


@contextmanager
def recounted(uses: Uses, *, programme: ProgrammeFacts) -> Iterator[None]:
    """What the acts within change of the places, the counters follow. Raises PlacesGone where they took too many."""
    before = counted(programme_id=programme.id)
    yield
    now = counted(programme_id=programme.id)
    take(uses, now - before)
    give_back(uses, before - now)


def _locked(programme: ProgrammeFacts) -> dict[UseKey, QuotaUse]:
    rows = QuotaUse.objects.select_for_update().filter(programme=programme.id).order_by("id")
    return {UseKey(use.kind, use.key): use for use in rows}


def _open(programme: ProgrammeFacts, wanted: Mapping[UseKey, int]) -> None:
    used = counted(programme_id=programme.id)
    QuotaUse.objects.bulk_create(
        [
            QuotaUse(
                programme_id=programme.id,
                kind=key.kind,
                key=key.key,
                capacity=max(places, used[key]),
                used=used[key],
            )
            for key, places in wanted.items()
        ],
        ignore_conflicts=True,  # another may be as quick: then theirs stand
    )


def _adjust(use: QuotaUse, *, capacity: int) -> None:
    if use.capacity != capacity:
        use.capacity = capacity
        use.save(update_fields=["capacity"])
