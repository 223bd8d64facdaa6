"""What the database refuses by itself: tried through the ORM and past it, on both engines."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from payung.audit import actions, triggers
from payung.audit.models import Chain, Event
from payung.audit.safety import faults_of_triggers

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
POSTGRESQL_ONLY, SQLITE_ONLY = pytest.mark.only_on("postgresql"), pytest.mark.only_on("sqlite")


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def refused(act) -> str:
    """What the database says to the act; the test fails where it says nothing."""
    with pytest.raises(IntegrityError) as told, transaction.atomic():
        act()
    return str(told.value)


@pytest.fixture
def event(db) -> Event:
    with transaction.atomic():
        for act in ("intake.import_list", "decrees.sign"):
            actions.record(kabupaten="63.02", act=act, actor="user:3", subject="file:1", facts={"n": 1}, now=NOW)
    return Event.objects.get(number=1)


@pytest.fixture
def without_recursive_triggers(db):
    run("PRAGMA recursive_triggers = OFF")
    yield
    run("PRAGMA recursive_triggers = ON")


def changed(event: Event) -> Event:
    event.actor = "user:4"
    return event


THROUGH_THE_ORM = {
    "save": lambda event: changed(event).save(),
    "update": lambda event: Event.objects.filter(number=1).update(actor="user:4"),
    "update to the same": lambda event: Event.objects.update(actor="user:3"),
    "bulk_update": lambda event: Event.objects.bulk_update([changed(event)], ["actor"]),
    "update_or_create": lambda event: Event.objects.update_or_create(
        kabupaten="63.02", number=1, defaults={"actor": "user:4"}
    ),
    "delete": lambda event: event.delete(),
    "queryset.delete": lambda event: Event.objects.all().delete(),
    "raw delete": lambda event: Event.objects.all()._raw_delete("default"),
    "bulk_create over its number": lambda event: Event.objects.bulk_create(
        [changed(Event(**{**vars_of(event), "id": None}))],
        update_conflicts=True,
        unique_fields=["kabupaten", "number"],
        update_fields=["actor"],
    ),
    "bulk_create over its id": lambda event: Event.objects.bulk_create(
        [changed(event)], update_conflicts=True, unique_fields=["id"], update_fields=["actor"]
    ),
}
PAST_IT = {
    "UPDATE": "UPDATE audit_event SET actor = 'user:4' WHERE number = 1",
    "DELETE": "DELETE FROM audit_event WHERE number = 1",
    "DELETE all": "DELETE FROM audit_event",
    "ON CONFLICT": "INSERT INTO audit_event SELECT * FROM audit_event WHERE true"
    " ON CONFLICT (kabupaten, number) DO UPDATE SET actor = 'user:4'",
}
ON_SQLITE = {
    "REPLACE by id": "INSERT OR REPLACE INTO audit_event"
    " SELECT id, kabupaten, number + 9, at, 'user:4', act, subject, facts, previous, hash FROM audit_event",
    "REPLACE by number": "REPLACE INTO audit_event"
    " SELECT id + 9, kabupaten, number, at, 'user:4', act, subject, facts, previous, hash FROM audit_event",
    "UPDATE OR REPLACE": "UPDATE OR REPLACE audit_event SET number = 1 WHERE number = 2",
}


def vars_of(event: Event) -> dict[str, object]:
    return {field.attname: getattr(event, field.attname) for field in Event._meta.fields}


class TestEvents:
    @pytest.mark.parametrize("way", THROUGH_THE_ORM)
    def test_stay_through_the_orm(self, event, way):
        assert "audit_event only grows" in refused(lambda: THROUGH_THE_ORM[way](event))

    @pytest.mark.parametrize("way", PAST_IT)
    def test_stay_past_the_orm(self, event, way):
        assert "audit_event only grows" in refused(lambda: run(PAST_IT[way]))

    @SQLITE_ONLY
    @pytest.mark.parametrize("way", ON_SQLITE)
    def test_are_not_replaced(self, event, way):
        assert "audit_event only grows" in refused(lambda: run(ON_SQLITE[way]))

    @SQLITE_ONLY
    @pytest.mark.parametrize("way", ON_SQLITE)
    def test_are_not_replaced_where_triggers_do_not_recurse(self, event, without_recursive_triggers, way):
        assert "audit_event only grows" in refused(lambda: run(ON_SQLITE[way]))

    @POSTGRESQL_ONLY
    @pytest.mark.parametrize(
        "words", ["TRUNCATE audit_event", "TRUNCATE audit_chain, audit_event RESTART IDENTITY CASCADE"]
    )
    def test_are_not_truncated(self, event, words):
        assert "audit_" in refused(lambda: run(words))

    def test_are_not_truncated_where_there_are_none(self, db):
        """A flush, as of a test that commits, is refused before it has found anything to destroy."""
        if connection.vendor == "postgresql":
            refused(lambda: run("TRUNCATE audit_event"))
        else:
            run("DELETE FROM audit_event")  # SQLite's triggers ask by row


CHAIN_REFUSES = {
    "a shorter one": "UPDATE audit_chain SET length = length - 1",
    "a jump": "UPDATE audit_chain SET length = length + 2",
    "another head of the same length": "UPDATE audit_chain SET head = 'x'",
    "another kabupaten": "UPDATE audit_chain SET kabupaten = '63.03', length = length + 1",
    "its end": "DELETE FROM audit_chain",
}


class TestChain:
    @pytest.mark.parametrize("words", CHAIN_REFUSES.values(), ids=CHAIN_REFUSES)
    def test_only_grows_by_one(self, event, words):
        assert "audit_chain" in refused(lambda: run(words))

    @SQLITE_ONLY
    @pytest.mark.parametrize(
        "words",
        [
            "INSERT OR REPLACE INTO audit_chain (kabupaten, length, head) VALUES ('63.02', 0, '')",
            "INSERT OR REPLACE INTO audit_chain SELECT id, '63.03', length, head FROM audit_chain WHERE kabupaten = '63.02'",
            "UPDATE OR REPLACE audit_chain SET id = (SELECT id FROM audit_chain WHERE kabupaten = '63.02'), length = length + 1 WHERE kabupaten = '63.04'",
        ],
    )
    def test_is_not_begun_anew(self, event, without_recursive_triggers, words):
        Chain.objects.create(kabupaten="63.04")
        assert "audit_chain" in refused(lambda: run(words))

    @POSTGRESQL_ONLY
    def test_is_not_truncated(self, event):
        assert "audit_chain keeps its rows" in refused(lambda: run("TRUNCATE audit_chain"))


class Applied(BaseDatabaseSchemaEditor):
    """What a schema editor is to an operation, in a transaction of a test."""

    def __init__(self) -> None:
        self.connection = connection

    def execute(self, sql, params=()):
        run(sql)


@pytest.fixture
def papers(db):
    """A table as a room might have: lines of papers, of which those of a signed paper are sealed but for a note."""
    run("CREATE TABLE paper (id integer PRIMARY KEY, state varchar(9))")
    run(
        "CREATE TABLE paper_line (id integer PRIMARY KEY, paper_id integer, code varchar(9) UNIQUE, place integer,"
        " name varchar(9), note varchar(9), void boolean)"
    )
    run("CREATE UNIQUE INDEX one_place ON paper_line (paper_id, place) WHERE void IS NULL AND place IS NOT NULL")
    operation = triggers.sealed_when(
        "paper_line", "(SELECT state FROM paper WHERE id = OLD.paper_id) = 'signed'", ("note",)
    )
    operation.database_forwards("x", Applied(), None, None)
    run("INSERT INTO paper VALUES (1, 'signed'), (2, 'draft')")
    run(
        "INSERT INTO paper_line VALUES (1, 1, 'A', 1, 'Sari', '', NULL), (2, 2, 'B', 1, 'Masturi', '', NULL),"
        " (3, 1, 'C', 2, 'Ani', '', NULL), (4, 1, 'D', 5, 'Ani', '', true)"
    )
    return operation


class TestSealedWhen:
    @pytest.mark.parametrize(
        "words",
        [
            "UPDATE paper_line SET name = 'x' WHERE id = 1",
            "UPDATE paper_line SET name = NULL, note = 'n' WHERE id = 1",
            "UPDATE paper_line SET void = true WHERE id = 1",
            "UPDATE paper_line SET paper_id = 2 WHERE id = 1",
            "UPDATE paper_line SET name = 'x'",
            "DELETE FROM paper_line WHERE id = 1",
            "DELETE FROM paper_line",
            "INSERT INTO paper_line VALUES (1, 2, 'Z', 9, 'x', '', NULL) ON CONFLICT (id) DO UPDATE SET name = 'x'",
        ],
    )
    def test_refuses(self, papers, words):
        assert "paper_line is sealed" in refused(lambda: run(words))

    @SQLITE_ONLY
    @pytest.mark.parametrize(
        "words",
        [
            "INSERT OR REPLACE INTO paper_line VALUES (1, 2, 'Z', 9, 'x', '', NULL)",
            "INSERT OR REPLACE INTO paper_line VALUES (9, 2, 'A', 9, 'x', '', NULL)",
            "INSERT OR REPLACE INTO paper_line VALUES (9, 1, 'Z', 1, 'x', '', NULL)",
            "UPDATE OR REPLACE paper_line SET id = 1 WHERE id = 2",
            "UPDATE OR REPLACE paper_line SET code = 'A' WHERE id = 2",
            "UPDATE OR REPLACE paper_line SET paper_id = 1 WHERE id = 2",
        ],
    )
    def test_refuses_to_be_replaced(self, papers, without_recursive_triggers, words):
        assert "paper_line is sealed" in refused(lambda: run(words))

    @POSTGRESQL_ONLY
    def test_refuses_to_be_truncated(self, papers):
        assert "paper_line is sealed" in refused(lambda: run("TRUNCATE paper_line"))

    @pytest.mark.parametrize(
        "words",
        [
            "UPDATE paper_line SET note = 'n' WHERE id = 1",
            "UPDATE paper_line SET name = name, note = 'n'",
            "UPDATE paper_line SET name = 'x', place = 7 WHERE id = 2",
            "DELETE FROM paper_line WHERE id = 2",
            "INSERT INTO paper_line VALUES (9, 1, 'Z', 1, 'x', '', true)",
            "INSERT INTO paper_line VALUES (9, 1, 'Z', 3, 'x', '', NULL)",
            "INSERT INTO paper_line VALUES (9, 1, 'Z', 5, 'x', '', NULL)",
            "INSERT INTO paper_line VALUES (9, 1, NULL, NULL, 'x', '', NULL)",
        ],
    )
    def test_lets_pass(self, papers, words):
        run(words)

    @SQLITE_ONLY
    def test_lets_be_replaced_what_is_not_sealed(self, papers):
        run("INSERT OR REPLACE INTO paper_line VALUES (2, 2, 'B', 1, 'x', '', NULL)")

    def test_stands_beside_a_second_of_another_name(self, papers):
        void = triggers.sealed_when("paper_line", "OLD.void", ("note",), name="void_stays")
        void.database_forwards("x", Applied(), None, None)
        run("INSERT INTO paper_line VALUES (8, 2, 'X', 8, 'x', '', true)")
        for line in (1, 8):
            assert "paper_line is sealed" in refused(lambda line=line: run(f"DELETE FROM paper_line WHERE id = {line}"))

    def test_can_be_taken_back(self, papers):
        papers.database_backwards("x", Applied(), None, None)
        run("DELETE FROM paper_line")

    def test_refuses_a_name_that_would_be_cut(self):
        with pytest.raises(ValueError, match="longer than"):
            triggers.append_only("t" * 40)


class TestGuards:
    def test_are_all_there(self, db):
        assert faults_of_triggers(connection) == []

    def test_are_missed_when_one_is_gone(self, db):
        name = "audit_event_append_only_delete"
        run(f"DROP TRIGGER {name}" + (" ON audit_event" if connection.vendor == "postgresql" else ""))
        assert [fault.id for fault in faults_of_triggers(connection)] == ["payung.E020"]

    @POSTGRESQL_ONLY
    def test_are_missed_when_switched_off(self, db):
        run("ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only_update")
        assert [fault.id for fault in faults_of_triggers(connection)] == ["payung.E020"]

    @SQLITE_ONLY
    def test_are_missed_when_the_table_has_outgrown_them(self, db):
        run("CREATE UNIQUE INDEX one_hash ON audit_event (hash)")
        assert [fault.id for fault in faults_of_triggers(connection)] == ["payung.E020"]

    @POSTGRESQL_ONLY
    def test_go_backwards_and_come_again(self, db):
        guards = import_module("payung.audit.migrations.0002_what_the_chain_refuses").Migration.operations
        for there, wrong in (("database_backwards", True), ("database_forwards", False)):
            with connection.schema_editor() as editor:
                for guard in guards:
                    getattr(guard, there)("audit", editor, None, None)
            assert bool(faults_of_triggers(connection)) is wrong

    @SQLITE_ONLY  # takes down and puts up every room
    def test_come_and_go_with_their_migration(self, cloned_database):
        call_command("migrate", "audit", "0001", verbosity=0)
        Event.objects.all().delete()
        assert faults_of_triggers(connection) == []
        call_command("migrate", "audit", verbosity=0)
        assert faults_of_triggers(connection) == []
