"""The job behind a received list, with what only the desk can gather: who of last period's members may be older."""

from uuid import UUID

from django_tasks import TaskContext, task

from payung.desk.queries import held_niks
from payung.intake.queries import file_facts
from payung.matching.tasks import import_and_match


@task(takes_context=True)
def import_list(context: TaskContext, file_id: int) -> None:
    """The list is imported and its candidates have persons or questions (setting PAYUNG_IMPORT_TASK)."""
    file = file_facts(file_id=file_id)
    members = held_niks(programme_id=file.programme_id) if file else frozenset()
    import_and_match(file_id=file_id, job_id=UUID(context.task_result.id), members=members or None)
