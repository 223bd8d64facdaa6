"""Pairs of persons that look like one: what waits, what was ruled, and both sides of one pair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from payung.accounts.rules import Actor
from payung.gateways.linkage.explaining import Part, parts
from payung.gateways.linkage.model import Model, shipped
from payung.intake import queries as intake
from payung.matching.models import Link, Pair, PairRuling, Weights
from payung.matching.queries.questions import MOST_ORIGINS, Listed, Side
from payung.matching.queries.trees import between, by_rule_alone
from payung.matching.rules.levels import levels_read, weighs_todays_levels
from payung.matching.rules.pairs import Because, Ruling, Verdict
from payung.people import queries as people
from payung.shared.addresses import address_line
from payung.shared.nik import masked

Ends = tuple[int, int]
P = TypeVar("P", Pair, PairRuling)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingFacts:
    ruling: Ruling
    reason: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSide:
    """One of two, as a list shows it."""

    person_id: int
    name: str
    birth_date: date
    desa_code: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """Two persons in a list, as they were written. `parts`: what is alike and what is not, heaviest first."""

    low: PairSide
    high: PairSide
    weight: float | None  # None: nobody weighed them
    parts: tuple[Part, ...]
    because: str
    phones: int  # how many persons have the phone that both have; 0 where they share none
    ruling: RulingFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFacts:
    """Both sides of a pair. `parts` with the prior and what rare values add, in the order of the comparisons."""

    line: PairLine
    low: Side
    high: Side
    niks: tuple[str, str]  # masked; empty where none is known
    parts: tuple[Part, ...]
    joined_by_rule: bool  # they are read as one now, and no person made them so
    are_one: bool


def ranked_pairs(*, actor: Actor, listed: Listed, words: str = "") -> list[tuple[float, Ends]]:
    """(place, ends) of each pair, the least place first: of open ones by weight, of ruled ones by their day."""
    if listed is Listed.RETURNED:
        return []
    found = _open(actor) if listed is Listed.OPEN else _ruled(actor)
    for word in words.split():
        found = found.filter(Q(low__name__icontains=word) | Q(high__name__icontains=word))
    rows = found.order_by("id").values_list("low_id", "high_id", "weight" if listed is Listed.OPEN else "made_at")
    return [(-(told.timestamp() if isinstance(told, datetime) else told), (low, high)) for low, high, told in rows]


def pair_lines(*, ends: Sequence[Ends], kabupaten: str) -> list[PairLine]:
    """These pairs, in this order; left out are those that a run has dropped meanwhile."""
    kept = {(one.low_id, one.high_id): one for one in _among(Pair.objects.select_related("low", "high"), ends)}
    standing = PairRuling.objects.select_related("low", "high").filter(undone_at=None)
    ruled = {(one.low_id, one.high_id): one for one in _among(standing, ends)}
    rows = {one: kept.get(one) or ruled[one] for one in ends if one in kept or one in ruled}
    shared = {row.low.phone for row in rows.values() if row.low.phone and row.low.phone == row.high.phone}
    counts = people.phone_counts(kabupaten=kabupaten, phones=shared)
    return [_line(rows[one], kept.get(one), ruled.get(one), counts) for one in rows]


def pair(*, low: int, high: int, actor: Actor) -> PairFacts | None:
    """The pair; None out of the actor's part of the map, and where nothing was found or ruled of the two."""
    ends = Q(low=low, high=high)
    if not (_seen(Pair, actor).filter(ends).exists() or _ruled(actor).filter(ends).exists()):
        return None
    lines = pair_lines(ends=[(low, high)], kabupaten=actor.kabupaten)
    if not lines:
        return None
    (line,) = lines
    kept = Pair.objects.filter(ends).select_related("weights").first()
    niks = people.niks(kabupaten=actor.kabupaten, person_ids=[low, high])
    roots = people.columns(person_ids=[low, high]).kept_id.tolist()
    return PairFacts(
        line=line,
        low=_side(line.low.person_id),
        high=_side(line.high.person_id),
        niks=(masked(niks[low]) if low in niks else "", masked(niks[high]) if high in niks else ""),
        parts=tuple(parts(_model(kept.weights), levels_read(kept.gammas), weight=kept.weight)) if kept else (),
        are_one=roots[0] == roots[1],
        joined_by_rule=roots[0] == roots[1] and bool(by_rule_alone(between(low, high))),
    )


def pairs_of(*, person_id: int, actor: Actor) -> list[PairLine]:
    """The open pairs of a person, and of whoever is read as that person, likeliest first."""
    of = Q(low=person_id) | Q(high=person_id) | Q(low__same_as=person_id) | Q(high__same_as=person_id)
    rows = _open(actor).filter(of).order_by("-weight", "id").values_list("low_id", "high_id")
    return pair_lines(ends=list(rows), kabupaten=actor.kabupaten)


def _open(actor: Actor) -> QuerySet[Pair]:
    """Asked, not ruled on, and still two; or one by a join that has lost its ground."""
    ruled = PairRuling.objects.filter(low=OuterRef("low"), high=OuterRef("high"), undone_at=None)
    found = _seen(Pair, actor).filter(verdict=Verdict.ASK).exclude(Exists(ruled))
    one, other = Coalesce("low__same_as_id", "low_id"), Coalesce("high__same_as_id", "high_id")
    return found.annotate(one=one, other=other).filter(~Q(one=F("other")) | Q(because=Because.LOST))


def _ruled(actor: Actor) -> QuerySet[PairRuling]:
    return _seen(PairRuling, actor).filter(undone_at=None)


def _seen(table: type[P], actor: Actor) -> QuerySet[P]:
    """Those of which both, and whom they are read as, live in the actor's part of the map."""
    here = Q(kabupaten=actor.kabupaten)
    for desa in ("low__desa_code", "high__desa_code"):
        here &= Q(**{desa: actor.scope}) | Q(**{f"{desa}__startswith": f"{actor.scope}."})
    for desa in ("low__same_as__desa_code", "high__same_as__desa_code"):
        inside = Q(**{desa: actor.scope}) | Q(**{f"{desa}__startswith": f"{actor.scope}."})
        here &= inside | Q(**{f"{desa}__isnull": True})
    return table._default_manager.filter(here)  # noqa: SLF001 - Django's own name for it


def _among(rows: QuerySet[P], ends: Sequence[Ends]) -> list[P]:
    wanted = set(ends)
    lows = [low for low, _high in ends]
    return [row for row in rows.filter(low__in=lows) if (row.low_id, row.high_id) in wanted]


def _line(row: Pair | PairRuling, kept: Pair | None, ruled: PairRuling | None, counts: Mapping[str, int]) -> PairLine:
    weighed = parts(shipped(), levels_read(kept.gammas)) if kept else []
    told = [part for part in weighed if part.level]
    return PairLine(
        low=_brief(row.low),
        high=_brief(row.high),
        weight=kept.weight if kept else None,
        parts=tuple(sorted(told, key=lambda part: -part.bits)),
        because=kept.because if kept else "",
        phones=counts.get(row.low.phone, 0) if row.low.phone == row.high.phone else 0,
        ruling=_told(ruled) if ruled else None,
    )


def _brief(person: Any) -> PairSide:
    return PairSide(
        person_id=person.id,
        name=person.name,
        birth_date=person.birth_date,
        desa_code=person.desa_code,
        phone=person.phone,
    )


def _told(ruled: PairRuling) -> RulingFacts:
    return RulingFacts(ruling=Ruling(ruled.ruling), reason=ruled.reason, made_by=ruled.made_by, made_at=ruled.made_at)


def _model(kept: Weights | None) -> Model:
    """What the pair was weighed with; the shipped parameters where those are of an older release."""
    if kept is None:
        return shipped()
    try:
        model = Model.from_json(kept.parameters)
    except (ValueError, KeyError, TypeError):
        return shipped()
    return model if weighs_todays_levels(model) else shipped()


def _side(person_id: int) -> Side:
    """As the person itself was written, with the rows that it came from."""
    person = people.written(person_id=person_id)
    came = Link.objects.filter(person_id=person_id).order_by("candidate_id").values_list("candidate_id", flat=True)
    return Side(
        person_id=person_id,
        name=person.name,
        sex=person.sex,
        birth_date=person.birth_date,
        desa_code=person.desa_code,
        address=address_line(address=person.address, rt=person.rt, dusun=person.dusun),
        occupation=person.occupation,
        phone=person.phone,
        heir=", ".join(person.heirs),
        origins=tuple(intake.origin(candidate_ids=list(came[:MOST_ORIGINS])).values()),
    )
