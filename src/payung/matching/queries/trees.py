"""The joins that stand, as trees: who lies beneath whom, and which of the joins lie between two persons."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from payung.matching.models import Join, PairRuling
from payung.matching.rules.pairs import Ruling


def below(person_ids: Iterable[int]) -> list[int]:
    """All that standing joins lead to these persons, however many steps away."""
    found: list[int] = []
    level = list(person_ids)
    while level:
        level = list(Join.objects.filter(kept_id__in=level, undone_at=None).values_list("joined_id", flat=True))
        found += level
    return found


def between(one_id: int, other_id: int) -> list[Join]:
    """The standing joins by which two persons are one, those nearest to `one_id` first; none where they are two."""
    up, other_up = _upwards(one_id), _upwards(other_id)
    shared = {join.pk for join in up} & {join.pk for join in other_up}
    path = [join for join in up if join.pk not in shared]
    path += [join for join in reversed(other_up) if join.pk not in shared]
    return path if _end(up, one_id) == _end(other_up, other_id) else []


def said_two(some: Iterable[int], others: Iterable[int]) -> PairRuling | None:
    """What a person said that keeps these apart from those: the latest ruling, where one stands."""
    some, others = list(some), list(others)
    across = Q(low__in=some, high__in=others) | Q(low__in=others, high__in=some)
    standing = PairRuling.objects.filter(across, ruling=Ruling.TWO, undone_at=None)
    return standing.select_related("low", "high").order_by("-id").first()


def said_one(join: Join) -> QuerySet[PairRuling]:
    """What persons said that would not hold without this join: rulings on one beneath it and one beyond it."""
    beneath = [join.joined_id, *below([join.joined_id])]
    across = Q(low__in=beneath) ^ Q(high__in=beneath)
    return PairRuling.objects.filter(across, ruling=Ruling.ONE, undone_at=None)


def by_rule_alone(joins: Iterable[Join]) -> list[Join]:
    """Those of them that no person made, or has confirmed since."""
    return [join for join in joins if hasattr(join, "by_rule") and not said_one(join).exists()]


def _upwards(person_id: int) -> list[Join]:
    """The joins from a person to the root of its tree."""
    found: list[Join] = []
    while join := _join_of(found[-1].kept_id if found else person_id):
        found.append(join)
    return found


def _join_of(person_id: int) -> Join | None:
    return Join.objects.filter(joined_id=person_id, undone_at=None).select_related("by_rule").first()


def _end(up: list[Join], person_id: int) -> int:
    return up[-1].kept_id if up else person_id
