from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from payung.intake import actions


class Command(BaseCommand):
    help = "Take away lists that expired, with all their files (a worker does this by itself)."

    def handle(self, **_: Any) -> None:
        self.stdout.write(str(actions.clear_expired(now=timezone.now())))
