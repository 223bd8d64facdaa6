"""The house does not open when what its migrations forbade can be done: a trigger lost, switched off or outgrown."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from payung.audit.guards import Guard
from payung.audit.triggers import Refuse, lost_triggers


@register(Tags.database)
def check_triggers(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Every trigger that an applied migration made is there, and fits its table."""
    return [fault for alias in databases or () for fault in faults_of_triggers(connections[alias])]


def faults_of_triggers(connection: Any) -> list[CheckMessage]:
    hint = "Tell whoever keeps this database; a migration that changes such a table repeats its operation."
    return [
        Error(f"The table {guard.table} has lost its guard {name}.", hint=hint, id="payung.E020")
        for guard in applied_guards(connection)
        for name in lost_triggers(connection, guard)
    ]


def applied_guards(connection: Any) -> Iterator[Guard]:
    """What the applied migrations of all rooms forbid."""
    loader = MigrationLoader(connection)
    found: dict[tuple[str, str], Guard] = {}  # of a guard given twice the later holds
    for target in loader.graph.leaf_nodes():
        for key in loader.graph.forwards_plan(target):
            operations = loader.graph.nodes[key].operations if key in loader.applied_migrations else ()
            guards = [operation.guard for operation in operations if isinstance(operation, Refuse)]
            found |= {(guard.table, guard.name): guard for guard in guards}
    yield from found.values()
