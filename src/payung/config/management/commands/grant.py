from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

# What the site and its workers do with tables: everything but own, change or empty them.
_GRANTS = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
)


class Command(BaseCommand):
    help = "Let a role of PostgreSQL use the tables without owning them. Run by their owner, after each migrate."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="the role of PAYUNG_DB under which site and workers open")

    def handle(self, *, role: str, **_: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("SQLite has no roles: nothing to grant.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if cursor.fetchone() is None:
                raise CommandError(f"There is no role {role}. CREATE ROLE it first.")
            cursor.execute("SELECT current_schema()")
            quoted = {
                "schema": connection.ops.quote_name(cursor.fetchone()[0]),
                "role": connection.ops.quote_name(role),
            }
            for grant in _GRANTS:
                cursor.execute(grant.format(**quoted))
        self.stdout.write(f"{role} may use the tables.")
