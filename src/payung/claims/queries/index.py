"""Claims in lists: searched, filtered, counted and cut into pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from payung.accounts.rules import Actor
from payung.claims.models import Claim
from payung.claims.queries.claims import in_scope, place_of
from payung.claims.queries.said import SAID_ALIVE, said_alive
from payung.claims.queries.waits import DIFFERING, PAPERS, TO_APPROVE, differing, papers_missing, to_approve
from payung.claims.states import OVER, EventKind, Scheme, State

OPEN = "open"  # neither closed nor withdrawn
UNASSIGNED = "-"  # in nobody's hands
ORDERS: Mapping[str, tuple[str, ...]] = {
    "": ("-told_at", "-id"),
    "kejadian": ("-event_date", "-id"),
    "nama": ("kept_name", "id"),
    "desa": ("kept_desa_code", "kept_name", "id"),
}


_WAITS = {SAID_ALIVE: said_alive, PAPERS: papers_missing, TO_APPROVE: to_approve, DIFFERING: differing}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsAsked:
    """What of the claims is wanted; empty is all."""

    words: str = ""
    kind: str = ""
    scheme: str = ""
    state: str = ""
    desa_code: str = ""
    officer: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsCount:
    all: int
    open: int


def claims(*, actor: Actor, asked: ClaimsAsked) -> QuerySet[Claim]:
    """The claims of the actor's part of the map, to be counted and cut; `claims.told_all` reads them."""
    found = in_scope(actor)
    for word in asked.words.split():
        said = Q(kept_name__icontains=word) | Q(membership__kpj__startswith=word.upper())
        found = found.filter(said | Q(code__startswith=word.upper()))
    if asked.kind in {*EventKind}:
        found = found.filter(kind=asked.kind)
    if asked.scheme in {*Scheme}:
        found = found.filter(scheme=asked.scheme)
    if asked.state in {*State}:
        found = found.filter(state=asked.state)
    elif asked.state == OPEN:
        found = found.exclude(state__in=[*OVER])
    elif asked.state in _WAITS:
        found = _WAITS[asked.state](found)
    if asked.desa_code:
        found = found.filter(Q(kept_desa_code__startswith=asked.desa_code))
    if asked.officer:
        found = found.filter(officer="" if asked.officer == UNASSIGNED else asked.officer)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def counted(*, actor: Actor) -> ClaimsCount:
    """How many there are, and how many of them are not over."""
    found = in_scope(actor)
    return ClaimsCount(all=found.count(), open=found.exclude(state__in=[*OVER]).count())


def desas(*, actor: Actor) -> list[tuple[str, str]]:
    """The desas of which there are claims, by name: code and name."""
    codes = in_scope(actor).order_by().values_list(F("kept_desa_code"), flat=True).distinct()
    return sorted(((code, place_of(actor.kabupaten, code)[0]) for code in codes), key=lambda one: one[1])


def officers(*, actor: Actor) -> list[tuple[str, str]]:
    """Who has claims in hand: key and name."""
    found = in_scope(actor).exclude(officer="").order_by("officer_name").values_list("officer", "officer_name")
    return list(found.distinct())
