"""The engines as DESIGN §6 orders them: what a connection answers, and what that means to a second one."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction

from crash import scene
from crash.job_to_kill import ask_connection
from payung.config import engines
from payung.jobs import liveness

ON_POSTGRESQL = settings.PAYUNG.database_url is not None


class TestSqlitePragmas:
    @pytest.mark.parametrize(
        ("version", "journal", "synchronous"),
        [((3, 40, 1), "delete", 3), ((3, 51, 2), "delete", 3), ((3, 51, 3), "wal", 2), ((3, 52, 0), "wal", 2)],
    )
    def test_trust_the_wal_only_from_the_mended_version(self, version, journal, synchronous):
        pragmas = engines.sqlite_pragmas(version)
        assert (pragmas["journal_mode"], pragmas["synchronous"]) == (journal, synchronous)


class TestPostgresqlAddress:
    def test_is_read_with_its_escapes_and_options(self):
        read = engines.postgresql_database("postgresql://payung:p%40ss@db.example:5433/payung_63?sslmode=require")
        assert [read[word] for word in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
            "payung_63",
            "payung",
            "p@ss",
            "db.example",
            "5433",
        ]
        assert read["OPTIONS"]["sslmode"] == "require"

    @pytest.mark.parametrize("url", ["mysql://a@b/c", "payung.sqlite3", "postgresql://host"])
    def test_of_another_kind_is_refused(self, url):
        with pytest.raises(engines.DatabaseNotUnderstood):
            engines.postgresql_database(url)


@pytest.mark.only_on("sqlite")
class TestSqliteTransaction:
    def test_holds_the_right_to_write_from_its_first_moment(self, cloned_database):
        """A deferred one would read, then find at its first write that another has written: too late to wait."""
        other = connection.copy()
        other.settings_dict["OPTIONS"] = other.settings_dict["OPTIONS"] | {"timeout": 0}
        other.settings_dict["OPTIONS"]["init_command"] = ""
        with transaction.atomic(), pytest.raises(OperationalError, match="locked"), other.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
        other.close()


class TestJobConnection:
    def test_has_its_own_cache_and_patience(self, cloned_database):
        asked = (
            ["SHOW statement_timeout", "SHOW lock_timeout", "SHOW tcp_keepalives_idle"]
            if ON_POSTGRESQL
            else ["PRAGMA cache_size", "PRAGMA cache_spill", "PRAGMA synchronous"]
        )
        job = ask_connection.enqueue(asked)
        scene.run_to_end(cloned_database)
        job.refresh()
        assert job.return_value == (
            ["10min", "30s", "30"] if ON_POSTGRESQL else [-400_000, 0, engines.sqlite_pragmas()["synchronous"]]
        )

    @pytest.mark.only_on("sqlite")
    def test_is_one_at_a_time_on_sqlite(self, cloned_database):
        with liveness.take_file(settings.PAYUNG_HOME / "jobs" / "worker.lock"):
            words = [sys.executable, "-m", "payung.config.command", "worker", "--batch"]
            second = subprocess.run(words, env=cloned_database, capture_output=True, text=True, timeout=60)
        assert (second.returncode, "takes one" in second.stderr) == (2, True)
