"""What is looked at in a house after its processes have died."""

from typing import Any

from crash.house import KABUPATEN
from payung.audit import queries as audit
from payung.audit.queries import Recorded


def differences(**pairs: tuple[Any, Any]) -> list[str]:
    """Each thing that is not what it ought to be, in words."""
    return [
        f"{name.replace('_', ' ')}: {found} instead of {due}"[:300]
        for name, (found, due) in pairs.items()
        if found != due
    ]


def unfinished_jobs() -> list[str]:
    from payung.jobs.models import Job

    left = Job.objects.exclude(status="SUCCESSFUL").values_list("task_path", "status", "exception_class_path")
    return [f"job {' '.join(filter(None, each))}" for each in left]


def events() -> list[Recorded]:
    """The whole chain, in its order."""
    from payung.audit.models import Event

    return [audit._recorded(row) for row in Event.objects.filter(kabupaten=KABUPATEN).order_by("number")]


def broken_chain() -> str:
    """What is wrong with the audit chain; nothing where it is sound."""
    found = audit.verify(kabupaten=KABUPATEN)
    return f"event {found.number} {found.because}" if found.because else ""
