"""Which candidates are which persons, by the hundred thousand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from payung.matching.models import Link
from payung.people.columns import columns

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedColumns:
    """One row for each candidate whose person is known, in the order in which candidates came."""

    candidate_id: NDArray[np.int64]
    person_id: NDArray[np.int64]  # the kept one


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One of perhaps several candidates that are this person."""

    candidate_id: int
    person_id: int  # as it was matched, perhaps joined to the kept one since
    how: str


def proposed(*, programme_id: int) -> ProposedColumns:
    """Who is proposed for a programme. Candidates that wait for a decision, or whose NIK was wrong, are not here."""
    rows = (
        Link.objects.filter(candidate__programme_id=programme_id)
        .order_by("candidate_id")
        .values_list("candidate_id", Coalesce("person__same_as_id", "person_id"))
    )
    found = np.array(list(rows), dtype=np.int64).reshape(-1, 2)
    return ProposedColumns(candidate_id=found[:, 0].copy(), person_id=found[:, 1].copy())


def candidates_of(*, person_id: int) -> tuple[Proposal, ...]:
    """All candidates that are this person, of every programme, in the order in which they came."""
    (root,) = kept(person_ids=[person_id]).tolist()
    rows = Link.objects.filter(Q(person_id=root) | Q(person__same_as_id=root)).order_by("candidate_id")
    return tuple(Proposal(candidate_id=row.candidate_id, person_id=row.person_id, how=row.how) for row in rows)


def person_of(*, candidate_id: int) -> int | None:
    """Who a candidate is, as read now; None while that is asked."""
    link = Link.objects.filter(candidate_id=candidate_id).select_related("person").first()
    return (link.person.same_as_id or link.person_id) if link else None


def persons_of(*, candidate_ids: Sequence[int]) -> dict[int, int]:
    """Who each of these candidates is, as read now; whoever is still asked about is left out. A page of them."""
    return _by_candidate(Link.objects.filter(candidate__in=list(candidate_ids)))


def persons_in_file(*, file_id: int, person_ids: Sequence[int]) -> dict[int, int]:
    """The candidates of a list that are one of these persons (the kept ones), and which."""
    found: dict[int, int] = {}
    for start in range(0, len(person_ids), _AT_ONCE):
        piece = list(person_ids[start : start + _AT_ONCE])
        these = Q(person__in=piece) | Q(person__same_as__in=piece)
        found |= _by_candidate(Link.objects.filter(these, candidate__row__file=file_id))
    return found


def _by_candidate(links: QuerySet[Link]) -> dict[int, int]:
    return dict(links.values_list("candidate_id", Coalesce("person__same_as_id", "person_id")))


def kept(*, person_ids: NDArray[np.int64] | Sequence[int]) -> NDArray[np.int64]:
    """Who each of these persons is read as, in the same order."""
    return columns(person_ids=person_ids).kept_id
