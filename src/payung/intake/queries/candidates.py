"""What may be known of candidates: who they are by list or receipt code, and from which cell each came."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from payung.accounts.rules import Actor
from payung.intake.models import Candidate
from payung.intake.rules.proposals import Source
from payung.shared.addresses import address_line
from payung.shared.codes import normalised

_IDS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFacts:
    """A candidate as its list says it; without its numbers."""

    id: int
    receipt_code: str
    programme_id: int
    name: str
    sex: str
    birth_date: date
    desa_code: str
    occupation: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateDetails:
    """What else the list says of a candidate; empty where it says nothing."""

    phone: str
    address: str
    rt: str
    dusun: str
    birth_place: str
    mother_name: str
    marital_status: str
    postal_code: str
    email: str
    work_location: str
    work_hours: str
    income_rp: int | None
    heir_name: str
    heir_relation: str
    heir_phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """From which sheet and row of which file a candidate came, who proposed it, and when."""

    receipt_code: str
    file_id: int
    file_name: str
    sha256: str
    sheet: str
    row: int
    source: Source
    sender: str
    received_at: datetime
    accepted_by: str  # where a person let the row pass
    accepted_because: str


_DETAILS = tuple(CandidateDetails.__dataclass_fields__)
_FACTS = tuple(CandidateFacts.__dataclass_fields__)


def candidate(*, receipt_code: str, actor: Actor) -> CandidateFacts | None:
    """The candidate with this code, as typed, also one that was returned: whoever holds the receipt has an answer.

    None where there is none in the actor's part of the map.
    """
    found = _seen(actor).filter(receipt_code=normalised(receipt_code)[:12]).values(*_FACTS).first()
    return CandidateFacts(**found) if found else None


def candidates_page(
    *, programme_id: int, actor: Actor, words: str = "", desa_code: str = "", order: str = "", start: int, count: int
) -> tuple[list[CandidateFacts], int]:
    """So many of the programme's candidates from `start` on, and how many there are. `order`: name, desa, or as they came."""
    found = _seen(actor).filter(programme=programme_id, returned_at=None)
    if words := " ".join(words.split()):
        found = found.filter(Q(name__icontains=words) | Q(receipt_code=normalised(words)[:12]))
    if desa_code:
        found = found.filter(Q(desa_code=desa_code) | Q(desa_code__startswith=f"{desa_code}."))
    ordered = {"name": ("name", "id"), "desa": ("desa_code", "name", "id")}.get(order, ("id",))
    lines = found.order_by(*ordered).values(*_FACTS)[start : start + count]
    return [CandidateFacts(**line) for line in lines], found.count()


def candidates_by_id(*, candidate_ids: Sequence[int], actor: Actor) -> list[CandidateFacts]:
    """Those in the actor's part of the map, by name."""
    found = (line for piece in _pieces(candidate_ids) for line in _seen(actor).filter(id__in=piece).values(*_FACTS))
    return sorted((CandidateFacts(**line) for line in found), key=lambda one: (one.name, one.id))


def candidate_details(*, candidate_ids: Sequence[int]) -> dict[int, CandidateDetails]:
    found = (line for piece in _pieces(candidate_ids) for line in _of_ids(Candidate.objects, piece, ("id", *_DETAILS)))
    return {line[0]: CandidateDetails(**dict(zip(_DETAILS, line[1:], strict=True))) for line in found}


def addresses(*, candidate_ids: Sequence[int]) -> dict[int, str]:
    """Where each lives, in one line; whoever's list did not say is left out."""
    columns = ("id", "address", "rt", "dusun")
    found = (line for piece in _pieces(candidate_ids) for line in _of_ids(Candidate.objects, piece, columns))
    return {
        id_: told for id_, address, rt, dusun in found if (told := address_line(address=address, rt=rt, dusun=dusun))
    }


def origin(*, candidate_ids: Sequence[int]) -> dict[int, Origin]:
    """From which cell each candidate came."""
    columns = (
        *("id", "receipt_code", "row__file_id", "row__file__file_name", "row__file__sha256", "row__sheet"),
        *("row__number", "row__file__source", "row__file__sender", "row__file__received_at", "row__decided_by"),
        "row__reason",
    )
    names = tuple(Origin.__dataclass_fields__)
    found = (line for piece in _pieces(candidate_ids) for line in _of_ids(Candidate.objects, piece, columns))
    told = ((line[0], dict(zip(names, line[1:], strict=True))) for line in found)
    return {id_: Origin(**facts | {"source": Source(facts["source"])}) for id_, facts in told}


def _seen(actor: Actor) -> QuerySet[Candidate]:
    found = Candidate.objects.filter(programme__kabupaten=actor.kabupaten)
    if actor.scope == actor.kabupaten:
        return found
    return found.filter(Q(desa_code=actor.scope) | Q(desa_code__startswith=f"{actor.scope}."))


def _of_ids(found: Any, ids: Sequence[int], columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return iter(found.filter(id__in=ids).order_by("id").values_list(*columns))


def _pieces(ids: Iterable[int]) -> Iterator[list[int]]:
    """Ids in order, by pieces that a query can hold; also from NumPy."""
    rest = iter(sorted({int(id_) for id_ in ids}))
    while piece := list(islice(rest, _IDS_AT_ONCE)):
        yield piece
