"""Payer collisions: members of ours for whom another payer pays too, as evidence tells, and how they were settled."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.db import connection
from django.db.models import Count, Q, QuerySet
from numpy.typing import NDArray

from payung.accounts.rules import Actor
from payung.contributions.models import Collision, EvidenceLine
from payung.contributions.states import CollisionState
from payung.gateways.bulk_rows import read_columns
from payung.matching.rules.outside import Likeness, Nearness
from payung.shared.dates import Month

ORDERS: Mapping[str, tuple[str, ...]] = {
    "": ("opened_at", "id"),
    "nama": ("membership__person__name", "id"),
    "pembayar": ("payer", "membership__person__name", "id"),
}
# Evidence of whom another pays for, beside our members of the same human being, where months may meet.
_MET = """
SELECT m.id, e.id, l.payer, e.first_month, e.last_month, l.received_date, e.outside, e.nearness, e.weight
  FROM contributions_evidencelist AS l
  JOIN contributions_evidenceline AS e ON e.list_id = l.id
  JOIN people_person AS told ON told.id = e.person_id
  JOIN people_person AS mine ON mine.id = COALESCE(told.same_as_id, told.id)
                             OR mine.same_as_id = COALESCE(told.same_as_id, told.id)
  JOIN membership_membership AS m ON m.person_id = mine.id AND m.programme_id = l.programme_id
 WHERE l.programme_id = %s AND l.read_at IS NOT NULL AND m.state IN ('running', 'held')
   AND (e.first_month IS NULL OR e.first_month <= m.last_month)
   AND (e.last_month IS NULL OR e.last_month >= m.first_month)
 ORDER BY m.id, l.received_date, e.last_month, e.id
"""
# Members of whom BPJS answered, after it had registered them for us, that another pays.
_ANSWERED = """
SELECT m.id, m.person_id, m.registered_date
  FROM membership_membership AS m
  JOIN people_person AS mine ON mine.id = m.person_id
  JOIN eligibility_result AS r ON r.person_id = mine.id OR r.person_id = mine.same_as_id
 WHERE m.programme_id = %s AND m.state IN ('running', 'held')
   AND r.register = 'bpjs' AND r.outcome = 'other_payer' AND r.answered_date > m.registered_date
 GROUP BY m.id, m.person_id, m.registered_date
 ORDER BY m.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Another payer beside one of our members. Months None where the evidence does not tell them.

    `outside`, `nearness` and `weight` only where the evidence is of one who is like our member, and no number says so.
    """

    membership_id: int
    evidence_id: int | None
    source: str
    payer: str
    first_month: date | None
    last_month: date | None
    told_on: date
    outside: bytes | None = None
    nearness: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspected:
    """A member with an answer of BPJS that names another payer, perhaps not the latest."""

    membership_id: int
    person_id: int
    registered_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CollisionFacts:
    id: int
    programme_id: int
    membership_id: int
    person_id: int
    name: str
    kpj: str
    desa_code: str
    fund_name: str
    payer: str
    their_name: str  # as the evidence writes it
    their_birth_date: date | None  # where the evidence is of one who is only alike
    birth_date: date
    likeness: Likeness | None
    source: str
    file_name: str
    sheet: str
    row: int | None
    first_month: Month | None
    last_month: Month | None
    member_first: Month
    member_last: Month
    state: CollisionState
    owner: str
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str
    closed_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollisionsAsked:
    words: str = ""
    state: str = ""
    payer: str = ""
    order: str = ""


def met(*, programme_id: int) -> list[Met]:
    """Every evidence beside a running or held member, the latest of a member last."""
    with connection.cursor() as cursor:
        cursor.execute(_MET, [programme_id])
        return [
            Met(
                membership_id=row[0],
                evidence_id=row[1],
                source=f"evidence:{row[1]}",
                payer=row[2],
                first_month=_day(row[3]),
                last_month=_day(row[4]),
                told_on=_day(row[5]) or date.min,
                outside=None if row[6] is None else bytes(row[6]),
                nearness=row[7],
                weight=row[8] or 0.0,
            )
            for row in cursor.fetchall()
        ]


def suspected(*, programme_id: int) -> list[Suspected]:
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, [programme_id])
        return [
            Suspected(membership_id=row[0], person_id=row[1], registered_date=_day(row[2]) or date.min)
            for row in cursor.fetchall()
        ]


def open_collision_memberships(*, programme_id: int) -> NDArray[np.int64]:
    """Memberships with a collision that nobody has settled, ascending: no due is owed of them meanwhile.

    Not those of one who is perhaps the member: on a mere likeness no worker goes without cover.
    """
    sql = """
        SELECT DISTINCT c.membership_id FROM contributions_collision AS c
          JOIN membership_membership AS m ON m.id = c.membership_id
         WHERE m.programme_id = %s AND c.state = 'open' AND c.nearness <> 'perhaps' ORDER BY c.membership_id"""
    return np.array(read_columns(sql=sql, params=[programme_id])[0], dtype=np.int64)


def collisions(*, programme_id: int, actor: Actor, asked: CollisionsAsked) -> QuerySet[Collision]:
    """Those in the actor's part of the map, to be counted and cut into pages; `told` reads them."""
    found = _seen(actor).filter(membership__programme=programme_id)
    for word in asked.words.split():
        found = found.filter(
            Q(membership__person__name__icontains=word) | Q(membership__kpj__icontains=word) | Q(payer__icontains=word)
        )
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.payer:
        found = found.filter(payer=asked.payer)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def told(found: QuerySet[Collision]) -> list[CollisionFacts]:
    """With one question to the database, whatever their number."""
    rows = found.select_related("membership__person", "membership__line", "membership__fund", "evidence__list")
    return [_facts(one) for one in rows]


def collision(*, collision_id: int, actor: Actor) -> CollisionFacts | None:
    return next(iter(told(_seen(actor).filter(id=collision_id))), None)


def of_memberships(*, membership_ids: Collection[int]) -> list[CollisionFacts]:
    """Every collision of these memberships, however it was settled, the first first."""
    return told(Collision.objects.filter(membership__in=membership_ids).order_by("id"))


def counts_by_state(*, programme_id: int) -> dict[CollisionState, int]:
    """Every state, also those of which there is none."""
    found = Collision.objects.filter(membership__programme=programme_id).values("state").order_by("state")
    counts = {CollisionState(row["state"]): row["n"] for row in found.annotate(n=Count("id"))}
    return {state: counts.get(state, 0) for state in CollisionState}


def _seen(actor: Actor) -> QuerySet[Collision]:
    return Collision.objects.filter(
        membership__programme__kabupaten=actor.kabupaten, membership__line__desa_code__startswith=actor.scope
    )


def _facts(one: Collision) -> CollisionFacts:
    member, evidence = one.membership, one.evidence
    return CollisionFacts(
        id=one.pk,
        programme_id=member.programme_id,
        membership_id=member.pk,
        person_id=member.person_id,
        name=member.person.name,
        kpj=member.kpj,
        desa_code=member.line.desa_code,
        fund_name=member.fund.name,
        payer=one.payer,
        their_name=evidence.name if evidence else "",
        their_birth_date=evidence.birth_date if evidence else None,
        birth_date=member.person.birth_date,
        likeness=_likeness(evidence),
        source=one.source,
        file_name=evidence.list.file_name if evidence else "",
        sheet=evidence.sheet if evidence else "",
        row=evidence.row if evidence else None,
        first_month=Month.of(one.first_month) if one.first_month else None,
        last_month=Month.of(one.last_month) if one.last_month else None,
        member_first=Month.of(member.first_month),
        member_last=Month.of(member.last_month),
        state=CollisionState(one.state),
        owner=one.owner,
        opened_at=one.opened_at,
        closed_at=one.closed_at,
        closed_by=one.closed_by,
        closed_because=one.closed_because,
    )


def _likeness(evidence: EvidenceLine | None) -> Likeness | None:
    if evidence is None or evidence.weight is None:
        return None
    return Likeness(evidence.weight, evidence.gammas, Nearness(evidence.nearness))


def _day(told: date | str | None) -> date | None:
    """SQLite tells days as texts."""
    return date.fromisoformat(told) if isinstance(told, str) else told
