"""What other rooms and pages may know of runs, verdicts and rulings. Only complete runs are seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce, Substr
from numpy.typing import NDArray

from payung.eligibility.models import Judgement, Ruling, Run
from payung.eligibility.prechecks.alike import findings_of
from payung.eligibility.rules.facts import AlikeFinding, JudgementFacts
from payung.eligibility.rules.words import Verdict
from payung.programmes.rules.setup import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    id: int
    programme_id: int
    criteria_id: int
    on_date: date
    registration_date: date
    person_count: int
    eligible_count: int
    unchecked_count: int
    decision_count: int
    not_eligible_count: int
    verdicts_sha256: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingFacts:
    id: int
    person_id: int  # the kept one
    verdict: Verdict
    reason: str
    made_by: str
    made_at: datetime
    revoked_by: str
    revoked_at: datetime | None
    revoked_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibleColumns:
    """Everybody eligible of a run, rulings applied, by person id. `desil` 0: not known."""

    person_id: NDArray[np.int64]
    candidate_id: NDArray[np.int64]
    audience: NDArray[np.str_]  # U10, of Audience
    desil: NDArray[np.int8]
    desa_code: NDArray[np.str_]  # U13
    occupation: NDArray[np.object_]
    head_of_family: NDArray[np.bool_]  # False where not known
    disability: NDArray[np.bool_]


def run(*, run_id: int) -> RunFacts:
    """Raises Run.DoesNotExist, also for a run that was never completed."""
    return _told(Run.objects.get(id=run_id, complete=True))


def runs(*, programme_id: int) -> tuple[RunFacts, ...]:
    """The latest first."""
    return tuple(map(_told, Run.objects.filter(programme=programme_id, complete=True).order_by("-id")))


def latest_run(*, programme_id: int) -> RunFacts | None:
    found = Run.objects.filter(programme=programme_id, complete=True).order_by("-id").first()
    return _told(found) if found else None


def eligible(*, run_id: int) -> EligibleColumns:
    """Whom the run found eligible, with those that a person ruled in, without those ruled out."""
    known = run(run_id=run_id)
    ruled = active_rulings(programme_id=known.programme_id)
    ruled_in = _judged_ids(run_id, [one.person_id for one in ruled.values() if one.verdict is Verdict.ELIGIBLE])
    ruled_out = [one.person_id for one in ruled.values() if one.verdict is Verdict.NOT_ELIGIBLE]
    whole = "CAST(COALESCE({0}, {1}) AS INTEGER)".format
    # The words of SQL are ours. Ordered by the key that is there: one judgement a person and run.
    sql = f"""
        SELECT person_id, candidate_id, COALESCE(desil, 0), {whole("head_of_family", "FALSE")},
               {whole("disability", "FALSE")}, audience, desa_code, occupation, verdict
          FROM eligibility_judgement
         WHERE run_id = %s AND (verdict = %s OR person_id IN ({_some(len(ruled_in))})) ORDER BY person_id"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [run_id, Verdict.ELIGIBLE, *ruled_in])
        rows = list(zip(*cursor.fetchall(), strict=True)) or [()] * 9
    persons = np.array(rows[0], dtype=np.int64)
    kept = _as_read_now(persons, run_id)
    stays = ~np.isin(kept, ruled_out)
    stays[_again(kept)] = False
    return EligibleColumns(
        person_id=kept[stays],
        candidate_id=np.array(rows[1], dtype=np.int64)[stays],
        desil=np.array(rows[2], dtype=np.int8)[stays],
        head_of_family=np.array(rows[3], dtype=np.bool_)[stays],
        disability=np.array(rows[4], dtype=np.bool_)[stays],
        audience=np.array(rows[5], dtype="U10")[stays],
        desa_code=np.array(rows[6], dtype="U13")[stays],
        occupation=np.array(rows[7], dtype=np.object_)[stays],
    )


def judgement(*, run_id: int, person_id: int) -> JudgementFacts | None:
    """What a run found of a person, also under the id of one that was joined since."""
    same = Q(person_id=person_id) | Q(person__same_as_id=person_id) | Q(person__others=person_id)
    found = Judgement.objects.filter(same, run=run_id, run__complete=True).select_related("run").order_by("id").first()
    return next(iter(told_judgements([found] if found else [])), None)


def judgements(
    *, run_id: int, scope: str, verdict: Verdict | None = None, desa_code: str = "", failing: int | None = None
) -> QuerySet[Judgement]:
    """The persons of a run in a part of the map, by id. `failing`: the place of a criterion that is not met or unclear."""
    inside = Q(desa_code=scope) | Q(desa_code__startswith=f"{scope}.")
    found = Judgement.objects.filter(inside, run=run_id, run__complete=True).select_related("run").order_by("person_id")
    if verdict:
        found = found.filter(verdict=verdict)
    if desa_code:
        found = found.filter(desa_code=desa_code)
    if failing is not None:
        found = found.annotate(mark=Substr("marks", failing + 1, 1)).filter(mark__in="-!?")
    return found


def mark_counts(*, run_id: int, scope: str) -> dict[str, int]:
    """How many persons have each combination of marks: what the counts by reason are made from."""
    found = judgements(run_id=run_id, scope=scope).order_by().values_list("marks").annotate(count=Count("id"))
    return dict(found)


def verdict_counts(*, run_id: int, scope: str) -> dict[str, int]:
    """How many persons of a part of the map have each verdict."""
    found = judgements(run_id=run_id, scope=scope).order_by().values_list("verdict").annotate(count=Count("id"))
    return dict(found)


def active_rulings(*, programme_id: int) -> dict[int, RulingFacts]:
    """What people have decided and not revoked, by the person that is kept."""
    return {one.person_id: one for one in _rulings(Q(programme=programme_id, revoked_at=None))}


def rulings_on(*, programme_id: int, person_id: int) -> tuple[RulingFacts, ...]:
    """All rulings on a person, revoked ones too, the latest first."""
    theirs = Q(person_id=person_id) | Q(person__same_as_id=person_id)
    return tuple(reversed(_rulings(Q(programme=programme_id) & theirs)))


def told_judgements(rows: Iterable[Judgement]) -> list[JudgementFacts]:
    """These of one run, with one more question to the database: who is like them."""
    found = list(rows)
    alike = findings_of(run_id=found[0].run_id, person_ids=[one.person_id for one in found]) if found else {}
    return [_told_judgement(one, alike.get(one.person_id, ())) for one in found]


def _told_judgement(found: Judgement, alike: tuple[AlikeFinding, ...]) -> JudgementFacts:
    return JudgementFacts(
        run_id=found.run_id,
        person_id=found.person_id,
        candidate_id=found.candidate_id,
        audience=Audience(found.audience),
        verdict=Verdict(found.verdict),
        marks=found.marks,
        age=found.age,
        desil=found.desil,
        residence_months=found.residence_months,
        place_in_kk=found.place_in_kk,
        dukcapil=found.dukcapil,
        dukcapil_date=found.dukcapil_date,
        bpjs=found.bpjs,
        bpjs_date=found.bpjs_date,
        dtsen=found.dtsen,
        dtsen_date=found.dtsen_date,
        payer=found.payer,
        desa_code=found.desa_code,
        occupation=found.occupation,
        registration_date=found.run.registration_date,
        on_date=found.run.on_date,
        alike=alike,
    )


def _as_read_now(persons: NDArray[np.int64], run_id: int) -> NDArray[np.int64]:
    """Who these are read as: some may have been joined since the run."""
    joined = Judgement.objects.filter(run=run_id, person__same_as__isnull=False)
    kept = persons.copy()
    for person_id, kept_id in joined.values_list("person_id", "person__same_as_id"):
        kept[persons == person_id] = kept_id or person_id
    return kept


def _judged_ids(run_id: int, kept: list[int]) -> list[int]:
    """The ids under which a run judged these persons, who may have been joined since."""
    theirs = Q(person_id__in=kept) | Q(person__same_as_id__in=kept)
    return list(Judgement.objects.filter(theirs, run=run_id).values_list("person_id", flat=True)) if kept else []


def _again(persons: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where somebody stands for a second time."""
    _, first = np.unique(persons, return_index=True)
    return np.setdiff1d(np.arange(len(persons)), first)


def _some(count: int) -> str:
    return ", ".join(["%s"] * count) if count else "NULL"


def _rulings(which: Q) -> list[RulingFacts]:
    rows = Ruling.objects.filter(which).annotate(kept_id=Coalesce("person__same_as_id", "person_id")).order_by("id")
    return [
        RulingFacts(
            id=row.pk,
            person_id=row.kept_id,
            verdict=Verdict(row.verdict),
            reason=row.reason,
            made_by=row.made_by,
            made_at=row.made_at,
            revoked_by=row.revoked_by,
            revoked_at=row.revoked_at,
            revoked_because=row.revoked_because,
        )
        for row in rows
    ]


def _told(found: Run) -> RunFacts:
    return RunFacts(
        id=found.pk,
        programme_id=found.programme_id,
        criteria_id=found.criteria_id,
        on_date=found.on_date,
        registration_date=found.registration_date,
        person_count=found.person_count,
        eligible_count=found.eligible_count,
        unchecked_count=found.unchecked_count,
        decision_count=found.decision_count,
        not_eligible_count=found.not_eligible_count,
        verdicts_sha256=found.verdicts_sha256,
        made_by=found.made_by,
        made_at=found.made_at,
    )
