"""What only the desk can gather, as it stands above all rooms: who held a place last period, and where a person came by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.queries import claims, reports, standing
from payung.claims.queries.claims import ClaimFacts
from payung.claims.queries.reports import ReportFacts
from payung.claims.queries.standing import StepFacts
from payung.claims.queries.told_dead import Telling, tellings
from payung.claims.queries.worklist import Task, tasks_of
from payung.contributions.queries import DueFacts, dues_of_person
from payung.decrees.queries.lines import LineFacts, lines_of_person
from payung.eligibility import queries as eligibility
from payung.eligibility.held import in_period_before
from payung.eligibility.prechecks.results import ResultFacts, latest
from payung.eligibility.queries import RulingFacts
from payung.eligibility.rules.facts import JudgementFacts
from payung.eligibility.rules.reasons import Reason, explain
from payung.enrolment.queries.answers import RowFacts
from payung.enrolment.queries.answers_of_lines import answers_of_person
from payung.intake import queries as intake
from payung.intake.queries import Origin
from payung.matching import queries as matching
from payung.matching.queries import JoinFacts
from payung.matching.queries.pairs import PairLine, pairs_of
from payung.membership.queries.covering import Cover, cover
from payung.people import queries as people
from payung.people.queries import PersonFacts
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.selection import queries as selection
from payung.selection import telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a programme's latest run says of a person, with its reasons; and what people decided over it."""

    facts: JudgementFacts
    reasons: Sequence[Reason]
    criteria_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InProgramme:
    """A person in one programme: from the rows of lists to the lines of decrees."""

    programme: ProgrammeFacts
    origins: Sequence[Origin]
    judged: Judged | None
    rulings: Sequence[RulingFacts]
    why_selected: str  # empty where no ranking stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim of a person, what is due of it, and its steps, the latest first."""

    facts: ClaimFacts
    task: Task
    steps: Sequence[StepFacts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that the house knows of a person."""

    person: PersonFacts
    lines: Sequence[LineFacts]
    results: Sequence[ResultFacts]
    programmes: Sequence[InProgramme]
    cover: Cover
    answers: Sequence[RowFacts]
    dues: Sequence[DueFacts]
    claims: Sequence[Claimed]
    reports: Sequence[ReportFacts]
    told_dead: Telling | None  # a death of which there is no claim yet
    doubts: Sequence[PairLine]  # whom the person may be, likeliest first
    joins: Sequence[JoinFacts]  # who is read as this person


def held_niks(*, programme_id: int) -> frozenset[str]:
    """The NIKs of who holds a place in the period before: a check of lists knows members by nothing else."""
    programme = programmes.by_id(programme_id=programme_id)
    if programme is None:
        return frozenset()
    continuing = in_period_before(programme_id=programme_id)
    return frozenset(people.niks(kabupaten=programme.kabupaten, person_ids=continuing).values())


def story(*, person_id: int, actor: Actor, now: datetime) -> Story | None:
    """A person in the actor's part of the map, with everything that was said and decided of them."""
    today = timezone.localdate(now)
    person = people.person(person_id=person_id, actor=actor)
    insured = cover(person_id=person_id, on=today, actor=actor) if person else None
    if person is None or insured is None:
        return None
    everyone = [person.person_id, *person.joined_ids]
    claimed = _claims(everyone, actor, now)
    results = latest(kabupaten=person.kabupaten, on=today, person_ids=np.array([person.person_id]))
    return Story(
        person=person,
        lines=lines_of_person(person_ids=everyone, actor=actor),
        results=sorted(results.values(), key=lambda result: str(result.register)),
        programmes=_programmes(person),
        cover=insured,
        answers=answers_of_person(person_ids=everyone, actor=actor),
        dues=dues_of_person(person_ids=everyone),
        claims=claimed,
        reports=reports.of_person(person_ids=everyone, actor=actor),
        told_dead=None
        if claims.of_death(person_ids=everyone, actor=actor)
        else tellings(actor=actor, today=today, humans=[person.person_id]).get(person.person_id),
        doubts=pairs_of(person_id=person.person_id, actor=actor),
        joins=[one for one in matching.joins_of(person_id=person.person_id, actor=actor) if one.undone_at is None],
    )


def _claims(person_ids: Sequence[int], actor: Actor, now: datetime) -> list[Claimed]:
    found = claims.of_person(person_ids=person_ids, actor=actor)
    return [
        Claimed(facts=one, task=task, steps=list(reversed(standing.steps(claim_id=one.id))))
        for one, task in zip(found, tasks_of(claims=found, now=now), strict=True)
    ]


def _programmes(person: PersonFacts) -> list[InProgramme]:
    """Those the person was proposed for, the latest first."""
    candidates = [proposal.candidate_id for proposal in matching.candidates_of(person_id=person.person_id)]
    origins = intake.origin(candidate_ids=candidates)
    by_programme: dict[int, list[Origin]] = {}
    for candidate_id in candidates:
        origin = origins[candidate_id]
        by_programme.setdefault(_programme_of(origin), []).append(origin)
    known = {one.id: one for one in programmes.programmes(kabupaten=person.kabupaten)}
    return [
        _in_programme(known[programme_id], person.person_id, by_programme[programme_id])
        for programme_id in known
        if programme_id in by_programme
    ]


def _programme_of(origin: Origin) -> int:
    file = intake.file_facts(file_id=origin.file_id)
    return file.programme_id if file else 0


def _in_programme(programme: ProgrammeFacts, person_id: int, origins: Sequence[Origin]) -> InProgramme:
    standing = selection.standing(programme_id=programme.id)
    return InProgramme(
        programme=programme,
        origins=origins,
        judged=_judged(programme.id, person_id),
        rulings=eligibility.rulings_on(programme_id=programme.id, person_id=person_id),
        why_selected=telling.why(selection_id=standing.id, person_id=person_id) if standing else "",
    )


def _judged(programme_id: int, person_id: int) -> Judged | None:
    run = eligibility.latest_run(programme_id=programme_id)
    facts = eligibility.judgement(run_id=run.id, person_id=person_id) if run else None
    if run is None or facts is None:
        return None
    criteria = programmes.criteria_by_id(criteria_id=run.criteria_id)
    return Judged(facts=facts, reasons=explain(judgement=facts, criteria=criteria), criteria_number=criteria.number)
