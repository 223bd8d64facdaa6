"""The facts of everybody proposed for a programme, as columns: a few questions to the database, however many people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import connection
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from payung.eligibility.models import Ruling
from payung.eligibility.prechecks.alike import OpenLine, open_lines
from payung.eligibility.rules.facts import CODES, EXPIRED, NEVER, NO_DAY, STANDINGS, FactColumns
from payung.eligibility.rules.words import AnswerState, Outcome, Register, Verdict
from payung.matching import queries as matching
from payung.people import queries as people
from payung.programmes import queries as programmes
from payung.programmes.load import standings
from payung.programmes.rules.setup import ProgrammeFacts

_NONE = -1_000_000  # stands for NULL in columns of whole numbers
_DAYS = {  # since 1970-01-01: no engine's text is read 900,000 times
    "postgresql": "{0} - DATE '1970-01-01'",
    "sqlite": "CAST(julianday({0}) - 2440587.5 AS INTEGER)",
}
_COMMON = ("person", "outcome", "answered", "valid", "answer", "result")
_OWN = {Register.DUKCAPIL: ("since",), Register.BPJS: (), Register.DTSEN: ("desil", "head", "disability")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The facts that are judged, and those that are only kept with the judgement or used to rank. One row a person."""

    facts: FactColumns
    desa_code: NDArray[np.str_]
    occupation: NDArray[np.object_]
    answered: dict[Register, NDArray[np.datetime64]]  # of the latest answer; NaT: none
    payer: NDArray[np.object_]
    doubted: list[tuple[int, int]]  # person and line: told of one who is like them
    head_of_family: NDArray[np.int64]  # 1, 0, or _NONE
    disability: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Latest:
    """What one register said last of each person, valid or not."""

    there: NDArray[np.bool_]
    rows: NDArray[np.void]
    valid: NDArray[np.bool_]

    def code(self) -> NDArray[np.int8]:
        found = np.where(self.valid, self.rows["outcome"], CODES[EXPIRED])
        return np.where(self.there, found, CODES[NEVER]).astype(np.int8)

    def days(self, name: str, *, only_valid: bool = True) -> NDArray[np.datetime64]:
        known = (self.valid if only_valid else self.there) & (self.rows[name] != _NONE)
        return np.where(known, self.rows[name].astype("datetime64[D]"), NO_DAY)

    def number(self, name: str) -> NDArray[np.int64]:
        return np.where(self.valid, self.rows[name], _NONE)


def gather(*, programme: ProgrammeFacts, on: date, held: NDArray[np.int64]) -> Gathered:
    """Everybody proposed, by person, each with the earliest proposal. `held`: who had a place in the period before."""
    proposed = matching.proposed(programme_id=programme.id)
    persons, first = np.unique(proposed.person_id, return_index=True)  # the first of each: candidates come in order
    told = people.columns(person_ids=persons)
    said = {register: _said(programme, register, on=on, persons=persons) for register in Register}
    latest = {register: _latest(rows, persons) for register, rows in said.items()}
    dukcapil, dtsen = latest[Register.DUKCAPIL], latest[Register.DTSEN]
    waiting = [one for one in open_lines(kabupaten=programme.kabupaten, on=on) if _is_at(persons, one.person_id)]
    facts = FactColumns(
        person_id=persons,
        candidate_id=proposed.candidate_id[first],
        staying=np.isin(persons, _kept(held, persons)),
        birth_date=told.birth_date,
        lives_here=np.char.startswith(told.desa_code, f"{programme.kabupaten}."),
        standing=_standing(told.occupation),
        household_id=told.household_id,
        dukcapil=_with_the_dead(dukcapil),
        died_before=_died_before(said[Register.DUKCAPIL], persons),
        resident_since=dukcapil.days("since"),
        bpjs=latest[Register.BPJS].code(),
        dtsen=dtsen.code(),
        desil=np.maximum(dtsen.number("desil"), 0).astype(np.int8),
        ruled=_ruled(programme.id, persons),
        alike=_alike(waiting, persons),
    )
    return Gathered(
        facts=facts,
        desa_code=told.desa_code,
        occupation=told.occupation,
        answered={register: one.days("answered", only_valid=False) for register, one in latest.items()},
        payer=_payers(latest[Register.BPJS]),
        doubted=[(one.person_id, one.line_id) for one in waiting],
        head_of_family=dtsen.number("head"),
        disability=dtsen.number("disability"),
    )


def _alike(waiting: Sequence[OpenLine], persons: NDArray[np.int64]) -> dict[Outcome, NDArray[np.bool_]]:
    """For each outcome that such a line tells, of whom."""
    told = {one.outcome: [other.person_id for other in waiting if other.outcome is one.outcome] for one in waiting}
    return {outcome: np.isin(persons, ids) for outcome, ids in told.items()}


def _is_at(persons: NDArray[np.int64], person_id: int) -> bool:
    place = np.searchsorted(persons, person_id)
    return bool(place < len(persons) and persons[place] == person_id)


def _kept(ids: NDArray[np.int64], persons: NDArray[np.int64]) -> NDArray[np.int64]:
    """Who these are read as; those that are proposed under their own id need not be looked up."""
    strangers = ids[~np.isin(ids, persons)]
    return np.concatenate((ids, matching.kept(person_ids=strangers))) if strangers.size else ids


def _said(programme: ProgrammeFacts, register: Register, *, on: date, persons: NDArray[np.int64]) -> NDArray[np.void]:
    """Every result of a register that counts by a day, under the person it is read as."""
    ours = [one.id for one in programmes.programmes(kabupaten=programme.kabupaten)]
    codes = " ".join(f"WHEN '{outcome}' THEN {CODES[outcome]}" for outcome in Outcome)
    days = _DAYS[connection.vendor].format
    own = {
        "since": days("result.resident_since_date"),
        "desil": "result.desil",
        "head": "CAST(result.head_of_family AS INTEGER)",
        "disability": "CAST(result.disability AS INTEGER)",
    }
    also = "".join(f", COALESCE({own[name]}, {_NONE})" for name in _OWN[register])
    # The words of SQL are ours; what was said goes in as parameters.
    sql = f"""
        SELECT result.person_id, CASE result.outcome {codes} END, {days("result.answered_date")},
               CASE WHEN result.valid_until >= %s THEN 1 ELSE 0 END, result.answer_id, result.id{also}
          FROM eligibility_result AS result JOIN eligibility_answer AS answer ON answer.id = result.answer_id
         WHERE answer.state = %s AND result.register = %s AND result.answered_date <= %s
           AND answer.programme_id IN ({", ".join(["%s"] * len(ours))})"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [on, AnswerState.READ, register, on, *ours])
        row = np.dtype([(name, np.int64) for name in (*_COMMON, *_OWN[register])])
        rows = np.fromiter(cursor, dtype=row)
    strangers = ~np.isin(rows["person"], persons)
    if strangers.any():
        rows["person"][strangers] = matching.kept(person_ids=rows["person"][strangers])
        rows = rows[np.isin(rows["person"], persons)]
    return rows


def _latest(said: NDArray[np.void], persons: NDArray[np.int64]) -> _Latest:
    """Of one day's answers the one received last stands."""
    order = np.lexsort((said["result"], said["answer"], said["answered"]))
    rows = np.zeros(len(persons), dtype=said.dtype)
    there = np.zeros(len(persons), dtype=np.bool_)
    places = np.searchsorted(persons, said["person"][order])
    rows[places] = said[order]  # of several the last stays
    there[places] = True
    return _Latest(there=there, rows=rows, valid=there & (rows["valid"] == 1))


def _with_the_dead(dukcapil: _Latest) -> NDArray[np.int8]:
    """A death does not expire: what Dukcapil said, only a later answer of Dukcapil takes back."""
    died = dukcapil.there & (dukcapil.rows["outcome"] == CODES[Outcome.DIED])
    return np.where(died, np.int8(CODES[Outcome.DIED]), dukcapil.code())


def _died_before(said: NDArray[np.void], persons: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.isin(persons, said["person"][said["outcome"] == CODES[Outcome.DIED]])


def _standing(occupations: NDArray[np.object_]) -> NDArray[np.int8]:
    codes = {name: STANDINGS.index(standing) for name, standing in standings().items()}
    return np.fromiter((codes.get(name, 0) for name in occupations), dtype=np.int8, count=len(occupations))


def _ruled(programme_id: int, persons: NDArray[np.int64]) -> NDArray[np.int8]:
    found = np.zeros(len(persons), dtype=np.int8)
    rulings = Ruling.objects.filter(programme=programme_id, revoked_at=None).order_by("id")
    for person_id, verdict in rulings.values_list(Coalesce("person__same_as_id", "person_id"), "verdict"):
        place = np.searchsorted(persons, person_id)
        if place < len(persons) and persons[place] == person_id:
            found[place] = 1 if verdict == Verdict.ELIGIBLE else -1
    return found


def _payers(bpjs: _Latest) -> NDArray[np.object_]:
    """Under whom BPJS has those who are somebody's."""
    found = np.full(len(bpjs.there), "", dtype=np.object_)
    theirs = np.isin(bpjs.rows["outcome"], [CODES[Outcome.OTHER_PAYER], CODES[Outcome.WAGE_EARNER]]) & bpjs.valid
    if not theirs.any():
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, payer FROM eligibility_result WHERE outcome IN (%s, %s) AND payer <> ''",
            [Outcome.OTHER_PAYER, Outcome.WAGE_EARNER],
        )
        names = dict(cursor.fetchall())
    for place in np.flatnonzero(theirs):
        found[place] = names.get(int(bpjs.rows["result"][place]), "")
    return found
