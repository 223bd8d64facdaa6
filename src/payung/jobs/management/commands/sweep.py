from typing import Any

from django.core.management.base import BaseCommand

from payung.jobs import actions


class Command(BaseCommand):
    help = "Let jobs whose worker died wait again (a worker does this by itself)."

    def handle(self, **_: Any) -> None:
        for job_id in actions.sweep():
            self.stdout.write(str(job_id))
