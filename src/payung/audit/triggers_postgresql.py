"""Guards in the words of PostgreSQL: a function that raises, by row, and one by statement for TRUNCATE."""

from collections.abc import Iterator
from typing import Any

from payung.audit.guards import Guard, Trigger

_RAISE = "RAISE EXCEPTION USING MESSAGE = '{table} {saying}', ERRCODE = 'integrity_constraint_violation';"


def triggers_of(connection: Any, guard: Guard) -> Iterator[Trigger]:
    """The triggers of the guard; the condition stands in the function, where it may ask other tables."""
    quote = connection.ops.quote_name
    for on in guard.on:
        yield _trigger(guard, on, body=_body(guard, on), each="ROW", quote=quote)
    if guard.keeps_rows:
        yield _trigger(guard, "TRUNCATE", body=_raise(guard), each="STATEMENT", quote=quote)


def found_trigger(connection: Any, trigger: Trigger) -> bool:
    """Whether the trigger is there and not switched off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = %s AND tgenabled IN ('O', 'A') AND relnamespace = current_schema()::regnamespace",
            [trigger.name],
        )
        return cursor.fetchone() is not None


def _trigger(guard: Guard, on: str, *, body: str, each: str, quote: Any) -> Trigger:
    name = guard.trigger(on)
    table, own = quote(guard.table), quote(name)
    made = (
        f"CREATE FUNCTION {own}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
        f"CREATE TRIGGER {own} BEFORE {on} ON {table} FOR EACH {each} EXECUTE FUNCTION {own}()",
    )
    return Trigger(name=name, made=made, dropped=(f"DROP FUNCTION IF EXISTS {own}() CASCADE",))


def _body(guard: Guard, on: str) -> str:
    let = "RETURN OLD;" if on == "DELETE" else "RETURN NEW;"
    parts = [f"({guard.when})"] if guard.when else []
    if on == "UPDATE" and guard.loose:
        loose = ", ".join(f"'{name}'" for name in guard.loose)
        firm = f"- ARRAY[{loose}]"
        parts.append(f"(to_jsonb(OLD) {firm}) IS DISTINCT FROM (to_jsonb(NEW) {firm})")
    if not parts:
        return _raise(guard)
    return f"IF {' AND '.join(parts)} THEN {_raise(guard)} END IF; {let}"


def _raise(guard: Guard) -> str:
    return _RAISE.format(table=guard.table, saying=guard.saying)
