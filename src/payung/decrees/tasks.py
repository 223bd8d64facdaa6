"""The job that prints a long annex. It is told numbers of our own; the names it reads where they lie."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from payung.accounts.rules import Actor
from payung.decrees import actions, files, printing
from payung.decrees.queries import DecreeFacts
from payung.decrees.queries import decree as decree_of
from payung.decrees.queries.printed import PrintedFacts
from payung.gateways.papers.annex_lines import AnnexLine
from payung.jobs import actions as jobs

STEP = "lampiran"
_AT_ONCE = 500  # lines between two looks at how far it is


def ask(*, decree: DecreeFacts, with_nik: bool, actor: Actor) -> None:
    """A worker will print the annex; nothing where one does already, or it lies ready."""
    with transaction.atomic():
        job_id = UUID(print_long.enqueue(decree.id, with_nik, actor.kabupaten, actor.key).id)
        if actions.ask_annex(decree=decree, with_nik=with_nik, job_id=job_id, actor=actor, now=timezone.now()) is None:
            transaction.set_rollback(True)


def ask_again(*, decree: DecreeFacts, printed: PrintedFacts, actor: Actor) -> None:
    """The job broke; another tries."""
    with transaction.atomic():
        job_id = UUID(print_long.enqueue(decree.id, printed.with_nik, actor.kabupaten, actor.key).id)
        actions.ask_again(printed_id=printed.id, job_id=job_id)


@task(takes_context=True)
def print_long(context: TaskContext, decree_id: int, with_nik: bool, kabupaten: str, key: str) -> None:
    """Printed, sealed, kept. Killed at any moment it prints from the beginning: the paper is kept once."""
    decree = decree_of(decree_id=decree_id)
    if decree is None:
        return
    job_id = UUID(context.task_result.id)
    paper, lines_sha256 = printing.sealed_annex(
        decree=decree, with_nik=with_nik, passing=lambda lines: _watched(lines, decree=decree, job_id=job_id)
    )
    try:
        actions.keep_annex(
            decree=decree,
            with_nik=with_nik,
            paper=paper,
            lines_sha256=lines_sha256,
            actor=_whoever(key, kabupaten),
            now=timezone.now(),
        )
    except BaseException:
        files.forget(paper)
        raise


def _watched(lines: Iterator[AnnexLine], *, decree: DecreeFacts, job_id: UUID) -> Iterator[AnnexLine]:
    """The same lines; how far they are is written now and then, for the page that waits."""
    at = jobs.begin(job_id=job_id, step=STEP, total=decree.line_count or decree.name_count).done
    for count, line in enumerate(lines, start=1):
        yield line
        if count % _AT_ONCE == 0:
            with transaction.atomic():
                jobs.advance(job_id=job_id, step=STEP, before=at, done=count)
            at = count


def _whoever(key: str, kabupaten: str) -> Actor:
    """Who asked for a job: what is asked of roles was asked then."""
    return Actor(key=key, name="", kabupaten=kabupaten, scope=kabupaten, roles=frozenset())
