"""Payung refuses to open unsafe: one test for each refusal, and that site and worker ask."""

import os
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.checks import Error
from django.core.management import CommandError, call_command
from django.db import connection

from payung.config import keys, safety
from payung.config.environment import Environment, read_environment

GOOD = Environment(
    name="production",
    home=Path("nowhere"),
    database_url=None,
    hosts=("payung.example",),
    https=True,
    debug=False,
    secret_key="0123456789abcdef" * 4,
    sealing_key=bytes(range(64)).hex(),
)


def faults(environment: Environment) -> list[str]:
    return [
        fault.id for fault in safety.faults_of_settings(environment, debug=environment.debug, hosts=environment.hosts)
    ]


class TestSettings:
    def test_that_are_safe_raise_no_fault(self):
        assert faults(GOOD) == []

    @pytest.mark.parametrize(
        ("wrong", "fault"),
        [
            ({"debug": True}, "payung.E001"),
            ({"secret_key": None}, "payung.E002"),
            ({"secret_key": "short"}, "payung.E002"),
            ({"secret_key": "a" * 60}, "payung.E002"),
            ({"sealing_key": None}, "payung.E002"),
            ({"sealing_key": "00ff" * 8}, "payung.E002"),
            ({"sealing_key": "00" * 64}, "payung.E002"),
            ({"sealing_key": "not hexadecimal"}, "payung.E002"),
            ({"hosts": ()}, "payung.E004"),
            ({"hosts": ("*",)}, "payung.E004"),
            ({"hosts": (".example",)}, "payung.E004"),
        ],
    )
    def test_that_are_unsafe_are_a_fault(self, wrong, fault):
        assert faults(replace(GOOD, **wrong)) == [fault]

    def test_of_development_may_show_faults_in_the_browser(self):
        assert faults(replace(GOOD, name="development", debug=True, hosts=("*",))) == []

    def test_count_as_production_unless_development_is_said_in_full(self):
        assert not read_environment({"PAYUNG_ENV": "dev"}).development


class TestKeys:
    def test_are_made_once_for_their_owner_alone(self, tmp_path):
        made = keys.make_keys(tmp_path)
        assert [path.stat().st_mode & 0o777 for path in made] == [0o600, 0o600]
        assert keys.make_keys(tmp_path) == []
        read = read_environment({"PAYUNG_HOME": str(tmp_path)})
        assert faults(replace(GOOD, secret_key=read.secret_key, sealing_key=read.sealing_key)) == []

    def test_that_others_may_read_are_a_fault(self, tmp_path):
        keys.make_keys(tmp_path)[0].chmod(0o640)
        assert faults(replace(GOOD, home=tmp_path)) == ["payung.E003"]


@pytest.mark.django_db
class TestDatabase:
    def test_as_opened_has_every_option(self):
        assert safety.faults_of_database(connection) == []

    def test_with_a_transaction_for_each_request_is_a_fault(self):
        other = connection.copy()
        other.settings_dict["ATOMIC_REQUESTS"] = True
        assert [fault.id for fault in safety.faults_of_database(other)] == ["payung.E005"]

    @pytest.mark.only_on("sqlite")
    @pytest.mark.parametrize(
        "pragma",
        [
            "journal_mode=memory",
            "synchronous=1",
            "foreign_keys=0",
            "recursive_triggers=0",
            "trusted_schema=1",
            "mmap_size=1000000",
            "busy_timeout=1",
        ],
    )
    def test_with_another_pragma_is_a_fault(self, pragma):
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute(f"PRAGMA {pragma}")
        (fault,) = safety.faults_of_database(other)
        other.close()
        assert isinstance(fault, Error)
        assert pragma.split("=")[0] in fault.msg

    @pytest.mark.only_on("sqlite")
    def test_with_deferred_transactions_is_a_fault(self):
        other = connection.copy()
        other.settings_dict["OPTIONS"] = other.settings_dict["OPTIONS"] | {"transaction_mode": "DEFERRED"}
        (fault,) = safety.faults_of_database(other)
        other.close()
        assert "IMMEDIATE" in fault.msg

    @pytest.mark.only_on("postgresql")
    @pytest.mark.parametrize("timeout", ["statement_timeout", "lock_timeout"])
    def test_that_waits_for_ever_is_a_fault(self, timeout):
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute(f"SET {timeout} = 0")
        (fault,) = safety.faults_of_database(other)
        other.close()
        assert timeout in fault.msg


@pytest.mark.django_db
class TestOwnership:
    """What the database refuses, its tables' owner could switch off: the site must be somebody else."""

    @pytest.mark.only_on("postgresql")
    def test_is_a_fault_of_the_role_that_owns_the_tables(self):
        (fault,) = safety.faults_of_ownership(connection)
        assert fault.id == "payung.E008"

    @pytest.mark.only_on("postgresql")
    def test_is_no_fault_of_a_role_that_was_granted_their_use(self):
        with connection.cursor() as cursor:
            cursor.execute("CREATE ROLE payung_granted")
            call_command("grant", "payung_granted", stdout=StringIO())
            cursor.execute("SET LOCAL ROLE payung_granted")
            assert safety.faults_of_ownership(connection) == []
            cursor.execute("SELECT count(*) FROM django_migrations")
            assert cursor.fetchone()[0] > 0

    @pytest.mark.only_on("postgresql")
    def test_is_not_granted_to_a_role_that_is_not_there(self):
        with pytest.raises(CommandError, match="CREATE ROLE"):
            call_command("grant", "nobody_at_all")

    @pytest.mark.only_on("postgresql")
    def test_is_asked_outside_development(self, monkeypatch, settings):
        monkeypatch.setattr(safety, "run_checks", lambda **_: [])
        settings.PAYUNG = GOOD
        with pytest.raises(safety.Unsafe, match="owns"):
            safety.refuse_unsafe()

    @pytest.mark.only_on("sqlite")
    def test_is_no_matter_on_sqlite(self):
        assert safety.faults_of_ownership(connection) == []


class TestStart:
    """Each door asks before it opens; in a home without keys none does."""

    @pytest.mark.parametrize(
        "door",
        [
            ["-c", "import payung.config.wsgi"],
            ["-m", "payung.config.command", "worker", "--batch", "--skip-checks"],
            ["-m", "payung.config.command", "run", "--skip-checks"],
            ["-m", "payung.config.command", "doctor"],
        ],
        ids=["site", "worker", "run", "doctor"],
    )
    def test_is_refused_with_every_reason_at_once(self, tmp_path, door):
        environment = {word: value for word, value in os.environ.items() if not word.startswith(("PAYUNG", "DJANGO"))}
        ended = subprocess.run(
            [sys.executable, *door],
            env=environment | {"PAYUNG_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ended.returncode != 0
        assert all(key in ended.stderr for key in ("secret key is missing", "sealing key is missing", "names no host"))
