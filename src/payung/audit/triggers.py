"""What a table refuses for ever, as operations for the migrations of any room. Each refusal is a trigger.

    append_only("ledger_posting")                                   nothing is changed or taken away
    sealed_when("decrees_line", "OLD.frozen_at IS NOT NULL")        of such a row nothing is changed or taken away,
        columns_that_may_still_change=("note",)                     but these columns
    never_deleted("audit_chain")                                    rows change, but stay
    never("audit_chain", "grows_by_one", on="UPDATE",               whatever else must not happen
          when="NEW.length <> OLD.length + 1", saying="a chain grows by one")

They hold against the ORM and against SQL. SQLite refuses `INSERT OR REPLACE` and `UPDATE OR REPLACE` too, whether or
not the connection has recursive_triggers; hence also `ON CONFLICT DO NOTHING` where the key is there: look first.
PostgreSQL refuses `TRUNCATE`. A refusal is an IntegrityError. Conditions are SQL for both engines, over OLD (of `never`:
over OLD and NEW, as the statement has them), and may ask other tables.

They stand in a migration after the one that makes the table: Django's SQLite makes a table anew to change it and drops
its triggers. A migration that changes a guarded table therefore ends with the same operation once more; the check
`payung.E020` (safety.py) refuses to open a house in which a trigger is missing or no longer fits its table.
"""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from payung.audit import triggers_postgresql, triggers_sqlite
from payung.audit.guards import Guard, Trigger


class Refuse(Operation):
    """A table has the triggers of one guard; backwards it has them no more."""

    reduces_to_sql = False  # on SQLite it depends on the table that is there
    reversible = True

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models know nothing of triggers."""

    def database_forwards(self, _app: str, schema_editor: BaseDatabaseSchemaEditor, _from: Any, _to: Any) -> None:
        for trigger in triggers_of(schema_editor.connection, self.guard):
            for statement in (*trigger.dropped, *trigger.made):
                schema_editor.execute(statement, params=None)

    def database_backwards(self, _app: str, schema_editor: BaseDatabaseSchemaEditor, _from: Any, _to: Any) -> None:
        for trigger in triggers_of(schema_editor.connection, self.guard):
            for statement in trigger.dropped:
                schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Refuse: {self.guard.saying} ({self.guard.table})"


def append_only(table: str) -> Refuse:
    """Rows are added to the table, and never changed, taken away or replaced."""
    return Refuse(Guard(table=table, name="append_only", on=("UPDATE", "DELETE"), when="", saying="only grows"))


def sealed_when(
    table: str, condition: str, columns_that_may_still_change: Sequence[str] = (), *, name: str = "sealed"
) -> Refuse:
    """Rows of which the condition holds (over OLD) stay as they are, but for the named columns.

    A second seal on the same table has a `name` of its own; with the same name the later takes the earlier's place.
    """
    return Refuse(
        Guard(
            table=table,
            name=name,
            on=("UPDATE", "DELETE"),
            when=condition,
            saying="is sealed",
            loose=tuple(columns_that_may_still_change),
        )
    )


def never_deleted(table: str) -> Refuse:
    """Rows of the table may change, but never go: not by DELETE, nor replaced, nor emptied out."""
    return Refuse(Guard(table=table, name="never_deleted", on=("DELETE",), when="", saying="keeps its rows"))


def never(table: str, name: str, *, on: str, when: str, saying: str) -> Refuse:
    """No INSERT, UPDATE or DELETE (`on`) of a row of which the condition holds; `name` tells its triggers apart."""
    return Refuse(Guard(table=table, name=name, on=(on,), when=when, saying=saying, keeps_rows=False))


def triggers_of(connection: Any, guard: Guard) -> list[Trigger]:
    """The triggers of a guard in the words of this engine."""
    return list(_spoken(connection).triggers_of(connection, guard))


def lost_triggers(connection: Any, guard: Guard) -> list[str]:
    """The guard's triggers that the database has not, or no longer as the table now needs them."""
    found = _spoken(connection).found_trigger
    return [trigger.name for trigger in triggers_of(connection, guard) if not found(connection, trigger)]


def _spoken(connection: Any) -> ModuleType:
    return triggers_sqlite if connection.vendor == "sqlite" else triggers_postgresql
