"""Guards in the words of SQLite, where a row can also go because another takes its key (`OR REPLACE`).

`OR REPLACE` fires the triggers of DELETE only under recursive_triggers. So whoever comes with a key that a kept row
has is refused before that, for every key the table has when the trigger is made.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from payung.audit.guards import Guard, Trigger

_OLD = re.compile(r"\bOLD\.", re.IGNORECASE)
_PARTIAL = re.compile(r"\)\s*WHERE\b(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Columns that no two rows share; of some rows only, where the index says so."""

    columns: tuple[str, ...]
    of_rows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    columns: tuple[str, ...]
    primary: str
    keys: tuple[Key, ...]
    quote: Callable[[str], str]


def triggers_of(connection: Any, guard: Guard) -> Iterator[Trigger]:
    """The triggers of the guard, for the table as it now is."""
    with connection.cursor() as cursor:
        table = _read(cursor, guard.table, connection.ops.quote_name)
    for on in guard.on:
        yield _trigger(guard, on, name=guard.trigger(on), when=_condition(guard, on, table), quote=table.quote)
    if not guard.keeps_rows:
        return
    yield _trigger(guard, "INSERT", name=guard.trigger("replace"), when=_any_taken(guard, table), quote=table.quote)
    if guard.when or "UPDATE" not in guard.on:  # else no row may be updated at all
        name = guard.trigger("replace_by_update")
        others = _any_taken(guard, table, but=table.primary)
        yield _trigger(guard, "UPDATE", name=name, when=others, quote=table.quote)


def found_trigger(connection: Any, trigger: Trigger) -> bool:
    """Whether the database has just this trigger, made for the table as it now is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [trigger.name])
        return bool(cursor.fetchone() == trigger.made)


def _read(cursor: Any, name: str, quote: Callable[[str], str]) -> Table:
    columns = cursor.execute(f"PRAGMA table_info({quote(name)})").fetchall()
    (primary,) = [column[1] for column in columns if column[5]]
    indexes = cursor.execute(f"PRAGMA index_list({quote(name)})").fetchall()
    keys = [_key(cursor, index[1], partial=bool(index[4])) for index in indexes if index[2]]
    return Table(
        columns=tuple(column[1] for column in columns),
        primary=primary,
        keys=(Key(columns=(primary,)), *sorted(keys, key=lambda key: (key.columns, key.of_rows))),
        quote=quote,
    )


def _key(cursor: Any, index: str, *, partial: bool) -> Key:
    columns = [row[2] for row in cursor.execute(f"PRAGMA index_info('{index}')").fetchall()]
    if None in columns:
        raise NotImplementedError(f"{index} is unique over an expression; a guarded table has keys of columns.")
    if not partial:
        return Key(columns=tuple(columns))
    (sql,) = cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [index]).fetchone()
    found = _PARTIAL.search(sql)
    return Key(columns=tuple(columns), of_rows=found[1].strip() if found else "")


def _trigger(guard: Guard, on: str, *, name: str, when: str, quote: Callable[[str], str]) -> Trigger:
    only = f" WHEN {when}" if when else ""
    made = (
        f"CREATE TRIGGER {quote(name)} BEFORE {on} ON {quote(guard.table)} FOR EACH ROW{only}"
        f" BEGIN SELECT RAISE(ABORT, '{guard.table} {guard.saying}'); END"
    )
    return Trigger(name=name, made=(made,), dropped=(f"DROP TRIGGER IF EXISTS {quote(name)}",))


def _condition(guard: Guard, on: str, table: Table) -> str:
    parts = [f"({guard.when})"] if guard.when else []
    if on == "UPDATE" and guard.loose:
        firm = [table.quote(name) for name in table.columns if name not in guard.loose]
        parts.append(f"({' OR '.join(f'OLD.{name} IS NOT NEW.{name}' for name in firm)})")
    return " AND ".join(parts)


def _any_taken(guard: Guard, table: Table, but: str = "") -> str:
    return " OR ".join(_taken(guard, table, key, but) for key in table.keys)


def _taken(guard: Guard, table: Table, key: Key, but: str) -> str:
    """Whether a row that is kept, other than the one updated, has this key of NEW."""
    quote = table.quote
    tests = [f"kept.{quote(name)} = NEW.{quote(name)}" for name in key.columns]
    if key.of_rows:
        new = ", ".join(f"NEW.{quote(name)} AS {quote(name)}" for name in table.columns)
        tests += [f"({key.of_rows})", f"EXISTS (SELECT 1 FROM (SELECT {new}) WHERE {key.of_rows})"]  # noqa: S608
    if guard.when:
        tests.append(f"({_OLD.sub('kept.', guard.when)})")
    if but:
        tests.append(f"kept.{quote(but)} <> OLD.{quote(but)}")
    return f"EXISTS (SELECT 1 FROM {quote(guard.table)} AS kept WHERE {' AND '.join(tests)})"  # noqa: S608
