"""What may be known of candidates: columns for bulk, one with its receipt code, and from which cell each came."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from payung.accounts.rules import Actor
from payung.intake.models import Candidate
from payung.intake.rules.proposals import Source
from payung.shared.codes import normalised

_IDS_AT_ONCE = 2000
_COLUMNS = (
    *("id", "row_id", "programme_id", "nik_index", "nik_sealed", "kk_index", "kk_sealed", "name", "sex", "birth_date"),
    *("desa_code", "occupation", "phone"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateColumns:
    """Candidates by column, in the order of their ids. Shape of each: (n,)."""

    ids: NDArray[np.int64]
    row_ids: NDArray[np.int64]
    programme_ids: NDArray[np.int64]
    nik_index: NDArray[np.object_]  # bytes
    nik_sealed: NDArray[np.object_]  # bytes
    kk_index: NDArray[np.object_]  # bytes or None
    kk_sealed: NDArray[np.object_]  # bytes or None
    name: NDArray[np.object_]
    sex: NDArray[np.str_]  # U1
    birth_date: NDArray[np.datetime64]  # D
    desa_code: NDArray[np.object_]
    occupation: NDArray[np.object_]
    phone: NDArray[np.object_]


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


def candidate_columns(*, programme_id: int, candidate_ids: Sequence[int] | None = None) -> CandidateColumns:
    """All candidates of the programme, or these of them."""
    found = Candidate.objects.filter(programme=programme_id)
    if candidate_ids is None:
        return _columns(found.order_by("id").values_list(*_COLUMNS).iterator(chunk_size=_IDS_AT_ONCE))
    return _columns(line for piece in _pieces(candidate_ids) for line in _of_ids(found, piece, _COLUMNS))


def unmatched(*, programme_id: int, after_id: int = 0, limit: int = _IDS_AT_ONCE) -> CandidateColumns:
    """The next candidates after this id. Which of them have a person, only `matching` knows."""
    found = Candidate.objects.filter(programme=programme_id, id__gt=after_id).order_by("id")
    return _columns(found.values_list(*_COLUMNS)[:limit])


def candidate_ids(*, file_id: int) -> list[int]:
    """The candidates of one file."""
    return list(Candidate.objects.filter(row__file=file_id).order_by("id").values_list("id", flat=True))


def candidate_count(*, programme_id: int) -> int:
    return Candidate.objects.filter(programme=programme_id).count()


def candidate(*, receipt_code: str, actor: Actor) -> CandidateFacts | None:
    """The candidate with this code, as typed; None where there is none in the actor's part of the map."""
    found = _seen(actor).filter(receipt_code=normalised(receipt_code)[:12]).values(*_FACTS).first()
    return CandidateFacts(**found) if found else None


def candidates_page(
    *, programme_id: int, actor: Actor, words: str = "", desa_code: str = "", order: str = "", start: int, count: int
) -> tuple[list[CandidateFacts], int]:
    """So many of the programme's candidates from `start` on, and how many there are. `order`: name, desa, or as they came."""
    found = _seen(actor).filter(programme=programme_id)
    if words := " ".join(words.split()):
        found = found.filter(Q(name__icontains=words) | Q(receipt_code=normalised(words)[:12]))
    if desa_code:
        found = found.filter(Q(desa_code=desa_code) | Q(desa_code__startswith=f"{desa_code}."))
    ordered = {"name": ("name", "id"), "desa": ("desa_code", "name", "id")}.get(order, ("id",))
    lines = found.order_by(*ordered).values(*_FACTS)[start : start + count]
    return [CandidateFacts(**line) for line in lines], found.count()


def candidate_details(*, candidate_ids: Sequence[int]) -> dict[int, CandidateDetails]:
    found = (line for piece in _pieces(candidate_ids) for line in _of_ids(Candidate.objects, piece, ("id", *_DETAILS)))
    return {line[0]: CandidateDetails(**dict(zip(_DETAILS, line[1:], strict=True))) for line in found}


def addresses(*, candidate_ids: Sequence[int]) -> dict[int, str]:
    """Where each lives, in one line; whoever's list did not say is left out."""
    columns = ("id", "address", "rt", "dusun")
    found = (line for piece in _pieces(candidate_ids) for line in _of_ids(Candidate.objects, piece, columns))
    return {id_: told for id_, *parts in found if (told := _address(*parts))}


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


def _address(address: str, rt: str, dusun: str) -> str:
    parts = (address, f"RT {rt}" if rt and rt[:1].isdigit() else rt, f"Dusun {dusun}" if dusun else "")
    return ", ".join(filter(None, parts))


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


def _columns(lines: Iterable[tuple[Any, ...]]) -> CandidateColumns:
    columns = list(zip(*lines, strict=True)) or [()] * len(_COLUMNS)
    of = dict(zip(_COLUMNS, columns, strict=True))
    return CandidateColumns(
        ids=np.array(of["id"], np.int64),
        row_ids=np.array(of["row_id"], np.int64),
        programme_ids=np.array(of["programme_id"], np.int64),
        nik_index=_bytes(of["nik_index"]),
        nik_sealed=_bytes(of["nik_sealed"]),
        kk_index=_bytes(of["kk_index"]),
        kk_sealed=_bytes(of["kk_sealed"]),
        name=_objects(of["name"]),
        sex=np.array(of["sex"], "U1"),
        birth_date=np.array(of["birth_date"], "datetime64[D]"),
        desa_code=_objects(of["desa_code"]),
        occupation=_objects(of["occupation"]),
        phone=_objects(of["phone"]),
    )


def _objects(values: Sequence[object]) -> NDArray[np.object_]:
    found = np.empty(len(values), object)
    found[:] = values
    return found


def _bytes(values: Sequence[Any]) -> NDArray[np.object_]:
    """As bytes: psycopg gives views."""
    return _objects([None if value is None else bytes(value) for value in values])
