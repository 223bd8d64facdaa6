"""The jobs that say who is who. Their arguments are numbers of our own: no NIK, no name.

`import_list` is the job of `payung import` and of the page that receives lists (setting PAYUNG_IMPORT_TASK): a list
becomes rows and candidates, and these at once persons.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from payung.accounts.rules import Actor
from payung.intake import importing
from payung.intake.queries import file_facts
from payung.matching.actions import Matched, ask_for_run, begin_run, link_register, match_candidates
from payung.matching.queries.runs import latest_run


@task(takes_context=True)
def import_list(context: TaskContext, file_id: int) -> None:
    """The list is imported and its candidates have persons or questions. Killed at any moment it goes on."""
    import_and_match(file_id=file_id, job_id=UUID(context.task_result.id))


@task(takes_context=True)
def match_programme(context: TaskContext, programme_id: int, kabupaten: str, key: str) -> None:
    """Candidates that came otherwise than by an import, as rows that a person let pass, have persons or questions."""
    match_candidates(
        programme_id=programme_id,
        actor=_whoever(key, kabupaten),
        now=timezone.now(),
        job_id=UUID(context.task_result.id),
    )


@task(takes_context=True)
def link(context: TaskContext, kabupaten: str, key: str) -> None:
    """The register is looked through for persons written down twice. Killed at any moment it goes on."""
    link_register(actor=_whoever(key, kabupaten), now=timezone.now(), job_id=UUID(context.task_result.id))


def enqueue_linking(*, actor: Actor, now: datetime) -> UUID:
    """A worker will look the register through; the job. One that works already is given once more."""
    with transaction.atomic():
        ask_for_run(actor)
        latest = latest_run(kabupaten=actor.kabupaten)
        if latest and latest.is_working:
            return latest.job_id
        job_id = UUID(link.enqueue(actor.kabupaten, actor.key).id)
        begin_run(job_id=job_id, actor=actor, now=now)
    return job_id


def import_and_match(*, file_id: int, job_id: UUID, members: Iterable[str] | None = None) -> Matched:
    """As `import_list`, for callers who know the NIKs of the present members; what was matched.

    Also where the import ended before: the worker may have died between the two.
    """
    importing.run(file_id=file_id, job_id=job_id, members=members)
    file = file_facts(file_id=file_id)
    if file is None:
        return Matched()
    return match_candidates(
        programme_id=file.programme_id,
        actor=_whoever(file.received_by, file.kabupaten),
        now=timezone.now(),
        job_id=job_id,
    )


def _whoever(key: str, kabupaten: str) -> Actor:
    """Who asked for a job: what is asked of roles was asked then."""
    return Actor(key=key, name="", kabupaten=kabupaten, scope=kabupaten, roles=frozenset())
