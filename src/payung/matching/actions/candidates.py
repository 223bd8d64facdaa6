"""Candidates of a programme become persons: in chunks, so that a job that is killed goes on after its last one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit import actions as audit
from payung.jobs import actions as jobs
from payung.matching.actions.newcomers import MOST, ask_about_newcomers, begin_asking
from payung.matching.actions.settling import settle
from payung.matching.rules import Plan
from payung.matching.waiting import waiting, windows
from payung.people import register

CHUNK = 2000
MATCH, RECORD = "cocokkan", "catat pencocokan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """How many candidates are new persons, how many known ones, and how many wait for a decision."""

    new: int = 0
    exact: int = 0
    asked: int = 0

    @property
    def all(self) -> int:
        return self.new + self.exact + self.asked

    def plus(self, planned: Plan) -> "Matched":
        return Matched(
            new=self.new + len(planned.new),
            exact=self.exact + len(planned.exact),
            asked=self.asked + len(planned.doubts),
        )

    @property
    def note(self) -> str:
        return f"{self.new} {self.exact} {self.asked}"

    @classmethod
    def of(cls, note: str) -> "Matched":
        new, exact, asked = map(int, (note or "0 0 0").split())
        return cls(new=new, exact=exact, asked=asked)


def match_candidates(*, programme_id: int, actor: Actor, now: datetime, job_id: UUID | None = None) -> Matched:
    """Every candidate of the programme that had neither person nor question has one; what this job did in all.

    Killed and run again with the same `job_id` it goes on, counts once, and leaves one event. Run again after its end
    it finds nothing to do. A candidate that has a link, a question or a decision is not touched. New persons who look
    like somebody in the register are asked about.
    """
    job_id = job_id or uuid4()
    begin_asking(job_id=job_id)
    step = jobs.begin(job_id=job_id, step=MATCH)
    matched = Matched.of(step.note)
    if jobs.begin(job_id=job_id, step=RECORD, total=1).done:
        return matched  # the worker died after its last word: what has come since is another job's
    for window in windows(kabupaten=actor.kabupaten, programme_id=programme_id, size=CHUNK):
        with transaction.atomic():
            register.hold(actor.kabupaten)
            arrived = waiting(programme_id=programme_id, window=window)
            if not arrived:
                continue
            before = matched.all
            matched = matched.plus(settle(kabupaten=actor.kabupaten, arrived=arrived, now=now))
            jobs.advance(job_id=job_id, step=MATCH, before=before, done=matched.all, note=matched.note)
    if matched.new <= MOST:
        ask_about_newcomers(kabupaten=actor.kabupaten, job_id=job_id, now=now)
    if matched.all:
        _record(matched, job_id=job_id, programme_id=programme_id, actor=actor, now=now)
    return matched


def _record(matched: Matched, *, job_id: UUID, programme_id: int, actor: Actor, now: datetime) -> None:
    """One event for the whole job, however often it was begun."""
    with transaction.atomic():
        jobs.advance(job_id=job_id, step=RECORD, before=0, done=1)
        audit.record(
            kabupaten=actor.kabupaten,
            act="matching.match_candidates",
            actor=actor.key,
            subject=f"programme:{programme_id}",
            facts={"new": matched.new, "known": matched.exact, "asked": matched.asked},
            now=now,
        )
