"""Judging everybody at once, and ruling on one. Pre-checks are asked, answered and cleared in their own files."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

import numpy as np
from django.db import IntegrityError, transaction
from numpy.typing import NDArray

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.audit.rules import hash_of_lines
from payung.eligibility import queries
from payung.eligibility.gathering import Gathered, gather
from payung.eligibility.models import Ruling, Run
from payung.eligibility.queries import RunFacts
from payung.eligibility.rules.facts import CODES, WORDS
from payung.eligibility.rules.judging import KINDS, VERDICTS, VerdictColumns, judge
from payung.eligibility.rules.refusals import NotAllowed
from payung.eligibility.rules.words import Outcome, Register, Verdict
from payung.gateways.bulk_rows import insert_rows
from payung.jobs.watching import Watched
from payung.matching import queries as matching
from payung.people import queries as people
from payung.people import rules as people_rules
from payung.people.rules import plain_reason
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import Audience, CriteriaFacts, ProgrammeFacts

JUDGES = (Role.OPERATOR, Role.HEAD)
RULERS = (Role.HEAD,)
_AT_ONCE = 10_000  # rows of one transaction: less than half a second of writing (ADR 0012)
_COLUMNS = (
    *("run_id", "person_id", "candidate_id", "audience", "verdict", "marks", "age", "residence_months", "place_in_kk"),
    *("dukcapil", "dukcapil_date", "bpjs", "bpjs_date", "payer", "dtsen", "dtsen_date", "desil"),
    *("head_of_family", "disability", "desa_code", "occupation"),
)
_AUDIENCES = np.array([Audience.ENTERING, Audience.STAYING], dtype=np.object_)
_WORDS = np.array([str(word) for word in WORDS], dtype=np.object_)
_VERDICTS = np.array([str(verdict) for verdict in VERDICTS], dtype=np.object_)


def judge_candidates(
    *,
    programme_id: int,
    on_date: date,
    held: NDArray[np.int64],
    actor: Actor,
    now: datetime,
    job_id: UUID | None = None,
) -> RunFacts:
    """Everybody proposed has a verdict by the latest criteria; it counts once all are written. Raises NotAllowed.

    `on_date` is the day on which answers of registers must be valid, `held` the persons with a place in the period
    before: they are judged as staying. Rulings of people stay as they are. A job that was killed judges anew, but not
    where its run was complete.
    """
    watched = Watched(job_id)
    if made := watched.outcome():
        return queries.run(run_id=int(made))
    programme = _judged_by(actor, programme_id)
    criteria = programmes.criteria(programme_id=programme_id)
    gathered = gather(programme=programme, on=on_date, held=np.asarray(held, dtype=np.int64))
    if gathered.facts.count == 0:
        raise NotAllowed("Belum ada calon yang cocok dengan orangnya. Terima daftar dulu, lalu nilai lagi.")
    found = judge(facts=gathered.facts, criteria=criteria, registration_date=programme.registration_date)
    run = _begun(programme, criteria, on_date=on_date, actor=actor, now=now)
    watched.begin(f"nilai {run.pk}", total=gathered.facts.count)
    written = 0
    for piece in _pieces(_rows(run.pk, gathered, found)):
        with transaction.atomic():
            insert_rows(table="eligibility_judgement", columns=_COLUMNS, rows=piece)
            written += len(piece)
            watched.reach(written)
    with transaction.atomic():
        insert_rows(
            table="eligibility_doubted",
            columns=("run_id", "person_id", "line_id"),
            rows=((run.pk, *pair) for pair in gathered.doubted),
        )
        watched.ended(str(run.pk))
        _complete(run, gathered, found, programme=programme, criteria=criteria, actor=actor, now=now)
    return queries.run(run_id=run.pk)


def rule_on_person(
    *, programme_id: int, person_id: int, verdict: Verdict, reason: str, actor: Actor, now: datetime
) -> int:
    """The head has decided on a person; it outranks every run until it is revoked. Its id. Raises NotAllowed."""
    if not actor.may(*RULERS):
        raise NotAllowed("Kelayakan seseorang diputuskan oleh kepala dinas. Mintalah kepadanya.")
    programme = _programme_of(actor, programme_id)
    if verdict not in (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE):
        raise NotAllowed("Putuskan memenuhi syarat atau tidak memenuhi syarat.")
    reason = _plain(reason)
    if len(reason.split()) < 2:
        raise NotAllowed("Tulis alasannya dengan beberapa kata, agar pemeriksa dapat menilainya.")
    if people.person(person_id=person_id, actor=actor) is None:
        raise NotAllowed("Orang ini tidak ada di wilayah Anda. Periksa kembali namanya.")
    (root,) = matching.kept(person_ids=[person_id]).tolist()
    _refuse_the_dead(programme.id, root, verdict)
    try:
        with transaction.atomic():
            made = Ruling.objects.create(
                programme_id=programme_id,
                person_id=root,
                verdict=verdict,
                reason=reason,
                made_by=actor.key,
                made_at=now,
            )
            facts = {"ruling": made.pk, "programme": programme_id, "verdict": verdict, "reason": reason}
            _record("rule_on_person", f"person:{root}", facts, actor=actor, now=now)
    except IntegrityError:
        raise NotAllowed("Orang ini sudah diputuskan. Cabut dulu putusan yang lama, lalu putuskan lagi.") from None
    return made.pk


def revoke_ruling(*, ruling_id: int, because: str, actor: Actor, now: datetime) -> None:
    """The ruling counts no longer; the run's own verdict holds again. Raises NotAllowed."""
    if not actor.may(*RULERS):
        raise NotAllowed("Putusan dicabut oleh kepala dinas. Mintalah kepadanya.")
    because = _plain(because)
    with transaction.atomic():
        found = (
            Ruling.objects.select_for_update(of=("self",))
            .filter(id=ruling_id, revoked_at=None, programme__kabupaten=actor.kabupaten)
            .first()
        )
        if found is None:
            raise NotAllowed("Putusan ini tidak ada lagi. Muat ulang halamannya.")
        Ruling.objects.filter(id=ruling_id).update(revoked_by=actor.key, revoked_at=now, revoked_because=because)
        facts = {"ruling": ruling_id, "programme": found.programme_id, "because": because}
        _record("revoke_ruling", f"person:{found.person_id}", facts, actor=actor, now=now)


def _plain(reason: str) -> str:
    """A reason of which a NIK is no part: it goes into the audit chain."""
    try:
        return plain_reason(reason)
    except people_rules.NotAllowed as refusal:
        raise NotAllowed(str(refusal)) from None


def _judged_by(actor: Actor, programme_id: int) -> ProgrammeFacts:
    if not (actor.may(*JUDGES) and actor.sees(actor.kabupaten)):
        raise NotAllowed("Kelayakan dinilai oleh operator atau kepala dinas untuk seluruh kabupaten.")
    return _programme_of(actor, programme_id)


def _programme_of(actor: Actor, programme_id: int) -> ProgrammeFacts:
    found = programmes.by_id(programme_id=programme_id)
    if found is None or found.kabupaten != actor.kabupaten:
        raise NotAllowed("Program ini tidak ada di kabupaten Anda. Pilih dari daftar program.")
    return found


def _refuse_the_dead(programme_id: int, person_id: int, verdict: Verdict) -> None:
    """law.md §6.6 row 18: no word of ours wakes whom Dukcapil calls dead."""
    run = queries.latest_run(programme_id=programme_id)
    last = queries.judgement(run_id=run.id, person_id=person_id) if run else None
    if verdict is Verdict.ELIGIBLE and last and last.dukcapil == Outcome.DIED:
        raise NotAllowed(
            "Menurut Dukcapil orang ini sudah meninggal. Bila keliru, mintakan pemadanan baru ke Dukcapil, lalu nilai lagi."
        )


def _begun(programme: ProgrammeFacts, criteria: CriteriaFacts, *, on_date: date, actor: Actor, now: datetime) -> Run:
    return Run.objects.create(
        programme_id=programme.id,
        criteria_id=criteria.id,
        on_date=on_date,
        registration_date=programme.registration_date,
        made_by=actor.key,
        made_at=now,
    )


def _complete(
    run: Run,
    gathered: Gathered,
    found: VerdictColumns,
    *,
    programme: ProgrammeFacts,
    criteria: CriteriaFacts,
    actor: Actor,
    now: datetime,
) -> None:
    """The flip: from here on the run is seen. Its event holds the counts and one hash over all verdicts."""
    tally = np.bincount(found.verdict, minlength=len(VERDICTS))
    counts = {verdict: int(tally[place]) for place, verdict in enumerate(VERDICTS)}
    digest = hash_of_lines(verdict_lines(gathered.facts.person_id, found))
    Run.objects.filter(id=run.pk, complete=False).update(
        person_count=gathered.facts.count,
        eligible_count=counts[Verdict.ELIGIBLE],
        unchecked_count=counts[Verdict.UNCHECKED],
        decision_count=counts[Verdict.DECISION],
        not_eligible_count=counts[Verdict.NOT_ELIGIBLE],
        verdicts_sha256=digest,
        complete=True,
    )
    facts = {
        "programme": programme.code,
        "criteria": criteria.number,
        "on": run.on_date.isoformat(),
        "persons": gathered.facts.count,
        "counts": {str(verdict): count for verdict, count in counts.items()},
        "verdicts_sha256": digest,
    }
    _record("judge_candidates", f"run:{run.pk}", facts, actor=actor, now=now)


def verdict_lines(person_ids: NDArray[np.int64], found: VerdictColumns) -> Iterator[bytes]:
    """`17 eligible +++.`: a line for each person by id, over which the event of a run holds the hash."""
    lines = zip(person_ids.tolist(), _VERDICTS[found.verdict].tolist(), _marks(found), strict=True)
    return (f"{person_id} {verdict} {marks}".encode() for person_id, verdict, marks in lines)


def _rows(run_id: int, gathered: Gathered, found: VerdictColumns) -> Iterator[Sequence[Any]]:
    facts, count = gathered.facts, gathered.facts.count
    desil = np.where(facts.dtsen == CODES[Outcome.LISTED], facts.desil, 0)
    return zip(
        [run_id] * count,
        facts.person_id.tolist(),
        facts.candidate_id.tolist(),
        _AUDIENCES[facts.staying.astype(np.int8)].tolist(),
        _VERDICTS[found.verdict].tolist(),
        _marks(found),
        found.age.tolist(),
        _or_none(found.residence_months, found.residence_months >= 0),
        _or_none(found.place_in_kk, found.place_in_kk > 0),
        _WORDS[facts.dukcapil].tolist(),
        _days(gathered.answered[Register.DUKCAPIL]),
        _WORDS[facts.bpjs].tolist(),
        _days(gathered.answered[Register.BPJS]),
        gathered.payer.tolist(),
        _WORDS[facts.dtsen].tolist(),
        _days(gathered.answered[Register.DTSEN]),
        _or_none(desil, desil > 0),
        _or_none(gathered.head_of_family == 1, gathered.head_of_family >= 0),
        _or_none(gathered.disability == 1, gathered.disability >= 0),
        gathered.desa_code.tolist(),
        gathered.occupation.tolist(),
        strict=True,
    )


def _days(days: NDArray[np.datetime64]) -> list[str | None]:
    """As both engines read them: of many rows few days, so each is written out once."""
    distinct, places = np.unique(days, return_inverse=True)
    said = np.array([None if np.isnat(day) else str(day) for day in distinct], dtype=np.object_)
    return list(said[places])


def _marks(found: VerdictColumns) -> list[str]:
    text = found.marks.tobytes().decode("ascii")
    width = len(KINDS)
    return [text[start : start + width] for start in range(0, len(text), width)]


def _or_none(values: NDArray[Any], known: NDArray[np.bool_]) -> list[Any]:
    found = values.astype(np.object_)
    found[~known] = None
    return list(found)


def _pieces(rows: Iterator[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    while piece := list(islice(rows, _AT_ONCE)):
        yield piece


def _record(verb: str, subject: str, facts: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten, act=f"eligibility.{verb}", actor=actor.key, subject=subject, facts=facts, now=now
    )
