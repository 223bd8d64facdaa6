"""Members in lists: searched, filtered, counted and cut into pages; and how many of them are covered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q, QuerySet

from payung.accounts.rules import Actor
from payung.law.rules.cover import Status
from payung.membership.models import Act, Membership
from payung.membership.queries.covering import covered_column
from payung.membership.queries.facts import chunks, in_scope
from payung.membership.states import State

PAGE = 100
ORDERS: Mapping[str, tuple[str, ...]] = {
    "": ("line__name", "id"),
    "desa": ("line__desa", "line__name", "id"),
    "kpj": ("kpj", "id"),
    "mulai": ("first_month", "line__name", "id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersAsked:
    """What of the members is wanted."""

    words: str = ""
    state: str = ""
    fund_id: int | None = None
    desa_code: str = ""  # or of a kecamatan
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredCount:
    """Of those whose membership has not ended: how many there are, and how many are covered."""

    members: int
    covered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFacts:
    """The document of an act, and whose it is."""

    membership_id: int
    desa_code: str
    code: str
    name: str


def members(*, programme_id: int, actor: Actor, asked: MembersAsked) -> QuerySet[Membership]:
    """The members in the actor's part of the map, to be counted and cut; `facts.told_all` reads them."""
    found = in_scope(actor).filter(programme=programme_id)
    for word in asked.words.split():
        found = found.filter(
            Q(line__name__icontains=word) | Q(line__desa__icontains=word) | Q(kpj__startswith=word.upper())
        )
    if asked.state in {*State}:
        found = found.filter(state=asked.state)
    if asked.fund_id is not None:
        found = found.filter(fund=asked.fund_id)
    if asked.desa_code:
        found = found.filter(line__desa_code__startswith=asked.desa_code)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def covered_count(*, programme_id: int, on: date, actor: Actor) -> CoveredCount:
    """How many of the actor's part of the map are members, and are covered on the day."""
    open_ = in_scope(actor).filter(programme=programme_id).exclude(state=State.ENDED)
    ids = np.array(list(open_.values_list("id", flat=True)), dtype=np.int64)
    if not len(ids):
        return CoveredCount(members=0, covered=0)
    found = covered_column(programme_id=programme_id, on=on, memberships=ids)
    return CoveredCount(members=len(ids), covered=int((found.covered.status == Status.ACTIVE).sum()))


def statuses(*, programme_id: int, on: date, memberships: list[int]) -> dict[int, Status]:
    """The cover of each of these members on the day."""
    if not memberships:
        return {}
    ids = np.array(memberships, dtype=np.int64)
    found = covered_column(programme_id=programme_id, on=on, memberships=ids)
    return dict(zip(found.membership_id.tolist(), map(Status, found.covered.status.tolist()), strict=True))


def ended_lines(*, programme_id: int) -> list[int]:
    """The annex lines of memberships that have ended, the latest end first."""
    found = Membership.objects.filter(programme=programme_id, state=State.ENDED)
    return list(found.order_by("-ended_date", "id").values_list("line_id", flat=True))


def decrees_of_lines(*, line_ids: list[int]) -> dict[int, int]:
    """The decree in which each of these lines of members stands."""
    found: dict[int, int] = {}
    for chunk in chunks(line_ids):
        found.update(Membership.objects.filter(line__in=chunk).values_list("line_id", "line__decree_id"))
    return found


def evidence(*, act_id: int, actor: Actor) -> EvidenceFacts | None:
    """The document of an act on a member in the actor's part of the map."""
    found = Act.objects.filter(id=act_id, membership__in=in_scope(actor).values("id")).exclude(evidence_code="")
    names = ("membership_id", "membership__line__desa_code", "evidence_code", "evidence_name")
    return next(
        (EvidenceFacts(membership_id=a, desa_code=b, code=c, name=d) for a, b, c, d in found.values_list(*names)), None
    )
