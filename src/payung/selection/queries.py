"""What other rooms and pages may know of selections: who is chosen, who waits, who is held or struck, and why."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from django.db.models import Count, Min, Q, QuerySet

from payung.accounts.rules import Actor
from payung.audit.rules import hash_of_lines
from payung.gateways.bulk_rows import read_columns
from payung.programmes.rules.setup import Division, QuotaFacts, QuotaKind
from payung.selection.facts import ChosenColumns, DesaFacts, FundUse, RankFacts, SelectionFacts
from payung.selection.models import Objection, Purse, Rank, Selection
from payung.selection.reading import Pool
from payung.selection.rules.draw import digits
from payung.selection.rules.money import Purse as PurseTerms
from payung.selection.rules.ranking import WAYS, Ranking, Terms
from payung.selection.rules.words import ObjectionKind, Outcome, Why
from payung.selection.states import ObjectionState, State
from payung.shared.dates import Month

_NO_FUND = -1
_COLUMNS = "r.person_id, r.candidate_id, r.desa_code, r.occupation, r.rank"


def selection(*, selection_id: int, actor: Actor) -> SelectionFacts | None:
    """A selection of the actor's kabupaten."""
    found = Selection.objects.filter(id=selection_id, programme__kabupaten=actor.kabupaten).first()
    return told(found) if found else None


def selections(*, programme_id: int) -> tuple[SelectionFacts, ...]:
    """All that were ever locked for a programme, the latest first: also those set aside, with their reasons."""
    return tuple(map(told, Selection.objects.filter(programme=programme_id).order_by("-id")))


def standing(*, programme_id: int) -> SelectionFacts | None:
    """The selection that counts."""
    found = Selection.objects.exclude(state=State.SET_ASIDE).filter(programme=programme_id).first()
    return told(found) if found else None


def chosen(*, selection_id: int) -> ChosenColumns:
    """Who is to get a place: the chosen without those struck, with who came in their stead, in the order of choice.

    Those with an open objection are among them: see `held`.
    """
    rows = read_columns(
        sql=f"""
        SELECT {_COLUMNS}, COALESCE(p.fund_id, r.fund_id)
          FROM selection_rank AS r JOIN selection_selection AS s ON s.id = r.selection_id
          LEFT JOIN selection_promotion AS p ON p.rank_id = r.id
         WHERE r.selection_id = %s AND s.state <> 'locked' AND (r.outcome = 'chosen' OR p.id IS NOT NULL)
         ORDER BY r.rank""",  # noqa: S608 - the words are ours
        params=[selection_id],
    )
    columns = _columns(rows)
    return _without(columns, struck(selection_id=selection_id))


def reserve(*, selection_id: int) -> ChosenColumns:
    """The reserve list in the order of choice, without those who have come from it; `fund_id` is -1."""
    rows = read_columns(
        sql=f"""
        SELECT {_COLUMNS}, {_NO_FUND}
          FROM selection_rank AS r JOIN selection_selection AS s ON s.id = r.selection_id
          LEFT JOIN selection_promotion AS p ON p.rank_id = r.id
         WHERE r.selection_id = %s AND s.state <> 'locked' AND r.outcome = 'reserve' AND p.id IS NULL
         ORDER BY r.rank""",  # noqa: S608 - the words are ours
        params=[selection_id],
    )
    return _without(_columns(rows), struck(selection_id=selection_id))


def next_reserve(
    *,
    selection_id: int,
    desa_code: str | None,
    fund_id: int,
    count: int,
    without: frozenset[int] = frozenset(),
) -> ChosenColumns:
    """The next of the reserve list whom this fund may pay: first of the desa, then over all; each with that fund.

    Persons in `without`, and those of whom an objection is open, are passed over. Whether quotas of other desa and
    occupations still have room is the caller's to see: decrees count them.
    """
    waiting = reserve(selection_id=selection_id)
    passed = without | held(selection_id=selection_id)
    may = _purse(selection_id, fund_id).pays_for(waiting.occupation.tolist())
    may &= ~np.isin(waiting.person_id, list(passed))
    own = waiting.desa_code == (desa_code or "")
    order = np.concatenate((np.flatnonzero(may & own), np.flatnonzero(may & ~own)))[:count]
    found = _picked(waiting, order)
    found.fund_id[:] = fund_id
    return found


def held(*, selection_id: int) -> frozenset[int]:
    """Persons against whom an objection is open: their lines wait, and no others."""
    return _objected(selection_id, ObjectionState.OPEN)


def struck(*, selection_id: int) -> frozenset[int]:
    """Persons against whom an objection was upheld."""
    return _objected(selection_id, ObjectionState.UPHELD)


def ranks(*, selection_id: int, scope: str = "") -> QuerySet[Rank]:
    """The ranks that a page may list, in order; `scope` is a part of the map. Nothing before all are written."""
    found = Rank.objects.filter(selection=selection_id).exclude(selection__state=State.LOCKED).order_by("rank")
    if scope.count(".") > 1:
        found = found.filter(Q(desa_code=scope) | Q(desa_code__startswith=f"{scope}."))
    return found.select_related("person", "candidate")


def shares(*, selection_id: int) -> tuple[DesaFacts, ...]:
    """What each desa got, in the order of the codes."""
    chosen_there = Rank.objects.filter(selection=selection_id, outcome=Outcome.CHOSEN).values("desa_code")
    counted = chosen_there.annotate(many=Count("id"), last=Min("score"))
    came = {code: (many, last) for code, many, last in counted.values_list("desa_code", "many", "last")}
    rows = Selection.objects.get(id=selection_id).shares.order_by("desa_code")
    return tuple(
        DesaFacts(
            desa_code=row.desa_code,
            eligible=row.eligible,
            basis=row.basis,
            places=row.places,
            chosen=came.get(row.desa_code, (0, None))[0],
            last_score=came.get(row.desa_code, (0, None))[1],
        )
        for row in rows
    )


def fund_uses(*, selection_id: int) -> tuple[FundUse, ...]:
    """What the selection takes of each fund, in the order in which funds are asked."""
    found = Selection.objects.get(id=selection_id)
    taken = np.bincount(
        np.searchsorted(ids := _fund_ids(found), chosen(selection_id=selection_id).fund_id), minlength=len(ids)
    )
    places = dict(zip(ids.tolist(), taken.tolist(), strict=True))
    return tuple(fund_use(purse, places=places[purse.fund_id], months=found.months) for purse in _purses(found))


def fund_use(purse: PurseTerms, *, places: int, months: int) -> FundUse:
    return FundUse(
        fund_id=purse.fund_id,
        code=purse.code,
        name=purse.name,
        ceiling_rp=purse.ceiling_rp,
        place_rp=purse.place_rp,
        capacity=purse.places,
        places=places,
        person_months=places * months,
        rp=places * purse.place_rp,
    )


def frozen_terms(found: Selection) -> Terms:
    """The terms as they were at the lock."""
    return Terms(
        division=Division(found.division),
        places=found.asked_places,
        quotas=limits_of(found.pk),
        purses=_purses(found),
        needs=dict(found.shares.values_list("desa_code", "basis")),
    )


def holders(found: Selection) -> frozenset[int]:
    """Who had a place of an earlier decree at the lock, and so took no part."""
    return frozenset(found.holders.values_list("person_id", flat=True))


def ranks_sha256(everybody: Pool, ranking: Ranking) -> str:
    """Over one line for each in the order of choice: rank, receipt code, score, draw, why, and the number of the fund."""
    columns = (ranking.score, ranking.draw, ranking.why, ranking.fund)
    rows = enumerate(zip(ranking.order.tolist(), *(column.tolist() for column in columns), strict=True), 1)
    codes, words = everybody.receipt_codes, [reason.value for reason in WAYS]
    return hash_of_lines(
        f"{number}\t{codes[at]}\t{score}\t{digits(drawn)}\t{words[reason]}\t{fund}".encode()
        for number, (at, score, drawn, reason, fund) in rows
    )


def stored_sha256(*, selection_id: int) -> str:
    """The same over what stands in the table."""
    found = Selection.objects.get(id=selection_id)
    numbers = {purse.fund_id: number for number, purse in enumerate(_purses(found))}
    rows = read_columns(
        sql="""
        SELECT r.rank, c.receipt_code, r.score, r.draw, r.why, r.fund_id
          FROM selection_rank AS r JOIN intake_candidate AS c ON c.id = r.candidate_id
         WHERE r.selection_id = %s ORDER BY r.rank""",
        params=[selection_id],
    )
    return hash_of_lines(
        f"{number}\t{code}\t{score}\t{drawn}\t{reason}\t{numbers.get(fund, _NO_FUND)}".encode()
        for number, code, score, drawn, reason, fund in zip(*rows, strict=True)
    )


def rank_facts(one: Rank) -> RankFacts:
    return RankFacts(
        rank_id=one.pk,
        person_id=one.person_id,
        candidate_id=one.candidate_id,
        receipt_code=one.candidate.receipt_code,
        name=one.person.name,
        birth_year=one.person.birth_date.year,
        desa_code=one.desa_code,
        occupation=one.occupation,
        fund_id=one.fund_id,
        score=one.score,
        draw=one.draw,
        rank=one.rank,
        place_in_desa=one.place_in_desa,
        reserve_number=one.reserve_number,
        outcome=Outcome(one.outcome),
        why=Why(one.why),
    )


def told(found: Selection) -> SelectionFacts:
    return SelectionFacts(
        id=found.pk,
        programme_id=found.programme_id,
        run_id=found.run_id,
        criteria_id=found.criteria_id,
        division=Division(found.division),
        first_month=Month.of(found.first_month),
        months=found.months,
        asked_places=found.asked_places,
        places=found.places,
        eligible_count=found.eligible_count,
        eligible_sha256=found.eligible_sha256,
        state=State(found.state),
        seed=found.seed,
        request_key=found.request_key,
        locked_by=found.locked_by,
        locked_at=found.locked_at,
        chosen_count=found.chosen_count,
        ranks_sha256=found.ranks_sha256,
        ranked_at=found.ranked_at,
        set_aside_because=found.set_aside_because,
        set_aside_by=found.set_aside_by,
        set_aside_at=found.set_aside_at,
    )


def limits_of(selection_id: int) -> tuple[QuotaFacts, ...]:
    """The quotas as they were at the lock."""
    rows = Selection.objects.get(id=selection_id).limits.order_by("id")
    return tuple(QuotaFacts(kind=QuotaKind(row.kind), key=row.key, places=row.places) for row in rows)


def _purses(found: Selection) -> tuple[PurseTerms, ...]:
    return tuple(map(_purse_terms, found.purses.order_by("number").prefetch_related("groups")))


def _purse(selection_id: int, fund_id: int) -> PurseTerms:
    return _purse_terms(Purse.objects.prefetch_related("groups").get(selection=selection_id, fund=fund_id))


def _purse_terms(row: Purse) -> PurseTerms:
    return PurseTerms(
        fund_id=row.fund_id,
        code=row.code,
        name=row.name,
        ceiling_rp=row.ceiling_rp,
        place_rp=row.place_rp,
        places=row.places,
        occupations=frozenset(group.occupation for group in row.groups.all()),
    )


def _fund_ids(found: Selection) -> Any:
    return np.array(sorted(found.purses.values_list("fund_id", flat=True)), dtype=np.int64)


def against(selection_id: int) -> QuerySet[Objection]:
    """Objections against names of a selection."""
    return Objection.objects.filter(notice__selection=selection_id, kind=ObjectionKind.AGAINST)


def _objected(selection_id: int, state: ObjectionState) -> frozenset[int]:
    found = against(selection_id).filter(state=state).values_list("person_id", flat=True)
    return frozenset(person for person in found if person is not None)


def _columns(rows: Iterable[Sequence[Any]]) -> ChosenColumns:
    person, candidate, desa, work, rank, fund = rows
    return ChosenColumns(
        person_id=np.array(person, dtype=np.int64),
        candidate_id=np.array(candidate, dtype=np.int64),
        fund_id=np.array(fund, dtype=np.int64),
        desa_code=np.array(desa, dtype="U13"),
        occupation=np.array(work, dtype=object),
        rank=np.array(rank, dtype=np.int64),
    )


def _without(columns: ChosenColumns, persons: frozenset[int]) -> ChosenColumns:
    return _picked(columns, np.flatnonzero(~np.isin(columns.person_id, list(persons)))) if persons else columns


def _picked(columns: ChosenColumns, order: Any) -> ChosenColumns:
    return ChosenColumns(
        person_id=columns.person_id[order],
        candidate_id=columns.candidate_id[order],
        fund_id=columns.fund_id[order],
        desa_code=columns.desa_code[order],
        occupation=columns.occupation[order],
        rank=columns.rank[order],
    )
