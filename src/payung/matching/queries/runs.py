"""When the register was looked through for persons written down twice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from payung.jobs.queries import is_open
from payung.matching.models import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """`ended_at` None and not working: it broke off."""

    job_id: UUID
    begun_at: datetime
    ended_at: datetime | None
    is_working: bool
    person_count: int
    joined: int
    asked: int
    made_by: str


def latest_run(*, kabupaten: str) -> RunFacts | None:
    """The run begun last; None: nobody ever looked."""
    run = Run.objects.filter(kabupaten=kabupaten).order_by("-begun_at", "-id").first()
    return _told(run) if run else None


def run_of(*, job_id: UUID, kabupaten: str) -> RunFacts | None:
    run = Run.objects.filter(kabupaten=kabupaten, job_id=job_id).first()
    return _told(run) if run else None


def _told(run: Run) -> RunFacts:
    return RunFacts(
        job_id=run.job_id,
        begun_at=run.begun_at,
        ended_at=run.ended_at,
        is_working=run.ended_at is None and is_open(run.job_id),
        person_count=run.person_count,
        joined=run.joined,
        asked=run.asked,
        made_by=run.made_by,
    )
