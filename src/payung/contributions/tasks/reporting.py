"""The job that makes a paper which names many. It is told numbers of our own; the names it reads where they lie."""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from payung.accounts.rules import Actor
from payung.contributions.actions.reporting import INSPECTORS, PRINTERS, REVEALERS, refuse_paper
from payung.contributions.papers.making import make
from payung.contributions.queries.billing_lines import MemberDue
from payung.contributions.queries.papers import PaperFacts, paper_of_request
from payung.contributions.rules.package import TotalsDiffer
from payung.jobs import actions as jobs

STEP = "paket"
_AT_ONCE = 500  # names between two looks at how far it is


def ask(*, asked: Callable[[UUID], PaperFacts], paper_key: UUID, actor: Actor) -> PaperFacts:
    """A worker will make it; one that was asked for before under the same request is told again, and made once."""
    with transaction.atomic():
        job_id = UUID(make_long.enqueue(str(paper_key), actor.kabupaten, actor.key).id)
        found = asked(job_id)
        if found.job_id != job_id:
            transaction.set_rollback(True)
    return found


@task(takes_context=True)
def make_long(context: TaskContext, request_key: str, kabupaten: str, key: str) -> None:
    """Made, sealed, kept. Killed at any moment it begins again: the paper is kept once."""
    actor = Actor(
        key=key, name="", kabupaten=kabupaten, scope=kabupaten, roles=frozenset({*PRINTERS, *REVEALERS, *INSPECTORS})
    )
    found = paper_of_request(request_key=UUID(request_key), actor=actor)
    job_id = UUID(context.task_result.id)
    try:
        make(paper=found, actor=actor, now=timezone.now(), passing=lambda lines: _watched(lines, job_id=job_id))
    except TotalsDiffer as difference:
        refuse_paper(paper_id=found.id, because=str(difference))


def _watched(lines: Iterator[MemberDue], *, job_id: UUID) -> Iterator[MemberDue]:
    """The same names; how far they are is written now and then, for the page that waits."""
    at = jobs.begin(job_id=job_id, step=STEP).done
    for count, line in enumerate(lines, start=1):
        yield line
        if count % _AT_ONCE == 0:
            with transaction.atomic():
                jobs.advance(job_id=job_id, step=STEP, before=at, done=count)
            at = count
