"""What every test may ask for: an engine, a database it may really commit to, a browser, the shared samples.

Draws are the same at every run, so that nothing lands or fails by luck; `PAYUNG_TEST_DRAWS=new` looks elsewhere.
`PAYUNG_TEST_ENGINE=postgresql` with `PAYUNG_TEST_PG=postgresql://…` runs the tests that need a database there;
without them all tests run, on SQLite. What cannot run says so at the end, loudly.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck, settings

settings.register_profile(  # no deadline: no test asserts a time
    "house",
    deadline=None,
    derandomize=os.environ.get("PAYUNG_TEST_DRAWS") != "new",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")
ENGINE = os.environ.get("PAYUNG_TEST_ENGINE", "sqlite")
POSTGRESQL = ENGINE == "postgresql"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "cloned_database"}
NOT_RUN = "NOT RUN: "


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept: dict[bool, list[pytest.Item]] = {True: [], False: []}
    for item in items:
        kept[is_for_this_engine(item)].append(item)
    config.hook.pytest_deselected(items=kept[False])
    items[:] = kept[True]


def is_for_this_engine(item: pytest.Item) -> bool:
    only = item.get_closest_marker("only_on")
    if only is not None:
        return only.args == (ENGINE,)
    return ENGINE == "sqlite" or needs_database(item)


def needs_database(item: pytest.Item) -> bool:
    asked_for = set(getattr(item, "fixturenames", ()))
    return bool(asked_for & DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = [
        str(report.longrepr[2])
        for report in terminalreporter.stats.get("skipped", ())
        if isinstance(report.longrepr, tuple)
    ]
    for reason in sorted({reason for reason in reasons if NOT_RUN in reason}):
        terminalreporter.write_line(f"!!! {reason} ({reasons.count(reason)} tests) !!!", red=True, bold=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of samples and domain papers beside the repository."""
    folder = Path(__file__).resolve().parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"{NOT_RUN}there is no ../shared beside the repository")
    return folder


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Chromium as installed by the machine (Debian: apt-get install chromium)."""
    found = os.environ.get("PAYUNG_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip(f"{NOT_RUN}there is no Chromium on this machine")
    return found


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_modify_db_settings, django_db_blocker
) -> Iterator[None]:
    """The migrated database of this run. pytest-django's own makes none when only clones of it are asked for."""
    with django_db_blocker.unblock():
        made = set_up(Path(request.config.cache.mkdir("migrated")))
        yield
        connection.close()
        teardown_databases(made, verbosity=0)


def set_up(kept: Path) -> list[tuple[object, str, bool]]:
    """On SQLite, migrating costs a quarter of a minute: done once, kept for as long as no migration changes."""
    if POSTGRESQL:
        return setup_databases(verbosity=0, interactive=False)
    template, name = kept / f"{migrations_digest()}.sqlite3", connection.settings_dict["TEST"]["NAME"]
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if template.exists():
            shutil.copyfile(template, name)
            return setup_databases(verbosity=0, interactive=False, keepdb=True)
        made = setup_databases(verbosity=0, interactive=False)
        for old in kept.glob("*.sqlite3"):
            old.unlink()
        half = kept / "half"
        shutil.copyfile(name, half)
        half.rename(template)
        return made


def migrations_digest() -> str:
    """Of all that decides what a migrated database looks like."""
    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    rooms = Path(__file__).parent / "src" / "payung"
    for path in sorted([*rooms.glob("*/migrations/*.py"), *rooms.glob("audit/*.py"), *rooms.glob("*/sql/*")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture
def cloned_database(django_db_setup, django_db_blocker, settings) -> Iterator[dict[str, str]]:
    """A migrated database of this test's own, in a home of its own, where commits are real.

    Answers the environment in which another process opens the same; in this process it is `connection`.
    """
    home = Path(tempfile.mkdtemp(prefix="payung-clone-"))
    settings.PAYUNG_HOME = home
    with django_db_blocker.unblock():
        connection.close()
        original = connection.settings_dict["NAME"]
        clone = clone_on_postgresql(original) if POSTGRESQL else clone_on_sqlite(original, home)
        connection.settings_dict["NAME"] = clone
        try:
            yield (
                os.environ
                | address_of(clone)
                | {"DJANGO_SETTINGS_MODULE": "payung.config.settings", "PAYUNG_HOME": str(home)}
            )
        finally:
            connection.close()
            connection.settings_dict["NAME"] = original
            drop(clone)
            shutil.rmtree(home)


def clone_on_sqlite(original: str, home: Path) -> str:
    source, clone = sqlite3.connect(original), sqlite3.connect(home / "payung.sqlite3")
    source.backup(clone)
    source.close()
    clone.close()
    return str(home / "payung.sqlite3")


def clone_on_postgresql(original: str) -> str:
    clone = f"{original}_clone"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{clone}" TEMPLATE "{original}"')
    return clone


def address_of(clone: str) -> dict[str, str]:
    if not POSTGRESQL:
        return {}
    return {"PAYUNG_DB": os.environ["PAYUNG_TEST_PG"].rsplit("/", 1)[0] + f"/{clone}"}


def drop(clone: str) -> None:
    if POSTGRESQL:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{clone}" WITH (FORCE)')
