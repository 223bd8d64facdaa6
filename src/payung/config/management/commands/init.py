from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from payung.config.keys import make_keys


class Command(BaseCommand):
    help = "Make the home and the keys that are missing in it; nothing is written over."
    requires_system_checks = ()  # the missing keys are what it is called for

    def handle(self, **_: Any) -> None:
        for path in make_keys(settings.PAYUNG_HOME):
            self.stdout.write(f"{path} made. Keep a copy apart from the database and its backups.")
