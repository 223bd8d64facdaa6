"""What must be true before Payung opens: system checks of Django, and a refusal at the start of site and worker.

Faults of settings are found without a database; those of the database by reading back what it says of itself.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from payung.config.engines import sqlite_pragmas
from payung.config.environment import Environment
from payung.config.keys import open_to_others, weakness_of


class Unsafe(ImproperlyConfigured):
    """Payung must not open like this; the message says every reason and what to do."""


def refuse_unsafe() -> None:
    """Raise Unsafe with every fault that Django's checks and ours find, those of the database included."""
    faults = serious(run_checks()) or serious(run_checks(tags=[Tags.database], databases=["default"]))
    if not faults and not settings.PAYUNG.development:
        faults = faults_of_ownership(connections["default"])
    if faults:
        raise Unsafe("\n".join(["Payung does not start:", *(f"- {fault.msg} {fault.hint or ''}" for fault in faults)]))


def serious(messages: Iterable[CheckMessage]) -> list[CheckMessage]:
    return [message for message in messages if message.is_serious()]


@register(Tags.security)
def check_settings(**_: Any) -> list[CheckMessage]:
    """Faults of the settings of this process."""
    return list(faults_of_settings(settings.PAYUNG, debug=settings.DEBUG, hosts=settings.ALLOWED_HOSTS))


def faults_of_settings(environment: Environment, *, debug: bool, hosts: Sequence[str]) -> Iterable[CheckMessage]:
    if debug and not environment.development:
        yield Error("DEBUG is on outside development.", hint="Take PAYUNG_DEBUG away.", id="payung.E001")
    for name, key in (("secret", environment.secret_key), ("sealing", environment.sealing_key)):
        if weakness := weakness_of(key, name=name):
            yield Error(
                f"The {name} key {weakness}.", hint=f"`payung init` makes keys/{name} in PAYUNG_HOME.", id="payung.E002"
            )
    for path in open_to_others(environment.home):
        yield Error(f"Others may read {path}.", hint=f"chmod 600 {path}", id="payung.E003")
    if not environment.development and not hosts:
        yield Error("PAYUNG_HOSTS names no host.", hint="Name the site's own address.", id="payung.E004")
    if not environment.development and any("*" in host or host.startswith(".") for host in hosts):
        yield Error("PAYUNG_HOSTS has a wildcard.", hint="Name each host in full.", id="payung.E004")


@register(Tags.database)
def check_databases(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Faults of open databases, by reading back each option."""
    return [fault for alias in databases or () for fault in faults_of_database(connections[alias])]


def faults_of_database(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    if connection.settings_dict["ATOMIC_REQUESTS"]:
        return [Error("ATOMIC_REQUESTS is on.", hint="Actions open their own transactions.", id="payung.E005")]
    read: dict[str, Callable[[BaseDatabaseWrapper], list[CheckMessage]]]
    read = {"sqlite": faults_of_sqlite, "postgresql": faults_of_postgresql}
    return read[connection.vendor](connection)


def faults_of_sqlite(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """Every pragma that does not answer as `engines.sqlite_pragmas` asks, and the mode of transactions."""
    faults: list[CheckMessage] = []
    with connection.cursor() as cursor:
        for pragma, wanted in sqlite_pragmas(sqlite3.sqlite_version_info).items():
            cursor.execute(f"PRAGMA {pragma}")
            row = cursor.fetchone()
            if (found := row[0] if row else None) != wanted:
                faults.append(
                    Error(
                        f"SQLite answers {pragma}={found}, not {wanted}.",
                        id="payung.E006",
                        hint="Open the database with config/engines.py's options.",
                    )
                )
    if getattr(connection, "transaction_mode", None) != "IMMEDIATE":
        faults.append(
            Error(
                "SQLite transactions are not IMMEDIATE.",
                id="payung.E006",
                hint="Set transaction_mode as config/engines.py does.",
            )
        )
    return faults


def faults_of_postgresql(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """A wait without an end: statement_timeout or lock_timeout off."""
    faults: list[CheckMessage] = []
    with connection.cursor() as cursor:
        for name in ("statement_timeout", "lock_timeout"):
            cursor.execute("SELECT setting::bigint FROM pg_settings WHERE name = %s", [name])
            if cursor.fetchone()[0] == 0:
                faults.append(
                    Error(
                        f"PostgreSQL has no {name}.",
                        id="payung.E007",
                        hint="Open the database with config/engines.py's options.",
                    )
                )
    return faults


def faults_of_ownership(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """A role that may switch off what the database refuses, because it owns the tables (or is a superuser).

    Asked when the site or a worker opens, not by `migrate`, which only the owner can run. SQLite has no roles.
    """
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, count(*) FROM pg_class WHERE relkind IN ('r', 'p')"
            " AND relnamespace = current_schema()::regnamespace AND pg_has_role(current_user, relowner, 'USAGE')"
        )
        role, owned = cursor.fetchone()
    if not owned:
        return []
    hint = "Migrate as another role, let it run `payung grant ROLE`, and open the site as that ROLE."
    return [Error(f"The role {role} owns {owned} tables.", hint=hint, id="payung.E008")]
