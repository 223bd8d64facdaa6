from typing import Any

from django.core.management.base import BaseCommand, CommandError

from payung.config.safety import Unsafe, refuse_unsafe


class Command(BaseCommand):
    help = "Say whether Payung may open here: settings, keys and database, each read back."
    requires_system_checks = ()  # it runs them itself, the database's too

    def handle(self, **_: Any) -> None:
        try:
            refuse_unsafe()
        except Unsafe as reasons:
            raise CommandError(str(reasons)) from None
        self.stdout.write("Payung may open.")
