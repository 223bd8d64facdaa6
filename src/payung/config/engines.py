"""The two databases and the options they must be opened with (docs/adr/0001-two-engines.md).

SQLite is the embedded default, PostgreSQL is production. What is asked for here is read back by `safety.py`.
"""

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_WAITS_SECONDS = 30
WAL_IS_SOUND_FROM = (3, 51, 3)  # below it a reset of the WAL during a checkpoint could corrupt the file
JOB_CACHE_KIB = 400_000
POSTGRESQL_WAITS = {"statement_timeout": "30s", "lock_timeout": "10s"}
POSTGRESQL_JOB_WAITS = {
    "statement_timeout": "10min",
    "lock_timeout": "30s",
    # A worker's machine may vanish without a word; its session, and with it the lock of its job, ends a minute later.
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}


class DatabaseNotUnderstood(ValueError):
    """PAYUNG_DB is not an address of a PostgreSQL database."""


def sqlite_pragmas(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> dict[str, str | int]:
    """Pragmas a connection must have, as SQLite answers them.

    WAL needs only FULL to keep acknowledged commits through a power cut; the rollback journal needs EXTRA (3),
    which also syncs the folder after the journal is gone.
    """
    wal = version >= WAL_IS_SOUND_FROM
    return {
        "journal_mode": "wal" if wal else "delete",
        "synchronous": 2 if wal else 3,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "mmap_size": 0,
        "busy_timeout": SQLITE_WAITS_SECONDS * 1000,
    }


def sqlite_job_pragmas() -> dict[str, str | int]:
    """What a job's connection has on top: a cache of 400 MB that does not spill into the file half-way."""
    return {"cache_size": -JOB_CACHE_KIB, "cache_spill": 0}


def sqlite_database(path: Path) -> dict[str, Any]:
    """Django's setting for a SQLite file."""
    return {
        "ENGINE": "payung.config.sqlite",  # see there: trusted_schema
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_WAITS_SECONDS,
            "init_command": as_commands(sqlite_pragmas()),
        },
        "ATOMIC_REQUESTS": False,
    }


def postgresql_database(url: str) -> dict[str, Any]:
    """Django's setting for `postgresql://user:password@host:port/name?sslmode=require`.

    Raises DatabaseNotUnderstood for any other kind of address.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise DatabaseNotUnderstood(
            "PAYUNG_DB reads postgresql://user:password@host:port/name; leave it out for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {**dict(parse_qsl(parts.query)), "options": as_options(POSTGRESQL_WAITS)},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


def for_jobs(database: dict[str, Any]) -> None:
    """Change a setting in place for a worker: connections opened from now on are a job's."""
    options = database["OPTIONS"]
    if "postgresql" in database["ENGINE"]:
        options["options"] = as_options(POSTGRESQL_JOB_WAITS)
    else:
        options["init_command"] = as_commands(sqlite_pragmas() | sqlite_job_pragmas())


def as_commands(pragmas: dict[str, str | int]) -> str:
    return "; ".join(f"PRAGMA {name}={value}" for name, value in pragmas.items())


def as_options(waits: dict[str, str]) -> str:
    return " ".join(f"-c {name}={value}" for name, value in waits.items())
