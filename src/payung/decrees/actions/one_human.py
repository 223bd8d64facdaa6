"""One human being has one place, under however many ids: persons joined since they were chosen are read as one."""

from collections.abc import Sequence

from payung.decrees.models import Decree, Line, Place
from payung.matching.queries import kept


def named_already(*, programme_id: int, person_ids: Sequence[int], but: Decree | None = None) -> frozenset[int]:
    """Of these persons those who hold a place, and those who are the same human being as one before them in this order.

    To be asked under the lock of the quotas. Places of the decree `but` do not count.
    """
    held = Place.objects.filter(programme=programme_id, freed_month=None)
    holders = list((held.exclude(line__decree=but) if but else held).values_list("person_id", flat=True))
    roots = kept(person_ids=[*holders, *person_ids]).tolist()
    seen, found = set(roots[: len(holders)]), set()
    for person_id, root in zip(person_ids, roots[len(holders) :], strict=True):
        if root in seen:
            found.add(person_id)
        seen.add(root)
    return frozenset(found)


def doubled_names(decree: Decree) -> list[str]:
    """Names of a draft whose bearer turned out, since it was drafted, to be somebody who has a place already."""
    lines = list(Line.objects.filter(decree=decree).order_by("number").values_list("person_id", "name"))
    found = named_already(
        programme_id=decree.programme_id, person_ids=[person_id for person_id, _ in lines], but=decree
    )
    return [name for person_id, name in lines if person_id in found]
