"""What people said of two persons, wherever they said it: a run through the register goes by all of it."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from payung.matching.models import Decision, PairRuling
from payung.matching.rules import Answer
from payung.matching.rules.linking import Ruled
from payung.matching.rules.pairs import Ruling

Ends = tuple[int, int]


def ruled(*, kabupaten: str) -> list[Ruled]:
    """Every word that stands. Of one pair a ruling may say ONE after an answer took a NIK from one to the other."""
    rulings = PairRuling.objects.filter(kabupaten=kabupaten, undone_at=None).order_by("id")
    said = [Ruled(low, high, Ruling(one)) for low, high, one in rulings.values_list("low_id", "high_id", "ruling")]
    taken = _taken(kabupaten).values_list("holder_id", "person_id")
    return [*said, *(Ruled(*_in_order(*ends), Ruling.TWO) for ends in taken)]


def roots_kept_apart(*, kabupaten: str) -> list[Ends]:
    """Whom people keep apart, each as who it is read as."""
    rulings = PairRuling.objects.filter(kabupaten=kabupaten, ruling=Ruling.TWO, undone_at=None)
    return [*rulings.values_list(*_roots("low", "high")), *_taken(kabupaten).values_list(*_roots("holder", "person"))]


def spoken_of(*, kabupaten: str, person_ids: Iterable[int]) -> set[Ends]:
    """The pairs among these persons of which somebody said anything."""
    ids = list(person_ids)
    rulings = PairRuling.objects.filter(kabupaten=kabupaten, low__in=ids, high__in=ids, undone_at=None)
    taken = _taken(kabupaten).filter(holder__in=ids, person__in=ids).values_list("holder_id", "person_id")
    return {*rulings.values_list("low_id", "high_id"), *(_in_order(*ends) for ends in taken)}


def _taken(kabupaten: str) -> QuerySet[Decision]:
    """Answers that a NIK is not its holder's but the candidate's: they are two people."""
    standing = Decision.objects.filter(question__kabupaten=kabupaten, answer=Answer.NIK_TAKEN, undone_at=None)
    return standing.exclude(person=None).order_by("id")


def _roots(one: str, other: str) -> tuple[Coalesce, Coalesce]:
    return Coalesce(f"{one}__same_as_id", f"{one}_id"), Coalesce(f"{other}__same_as_id", f"{other}_id")


def _in_order(one: int, other: int) -> Ends:
    return min(one, other), max(one, other)
