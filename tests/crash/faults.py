"""Faults that are planted into a process of a harness: each takes out one part of what keeps the promise.

The harness must catch every one of them; what it would not catch, it would not see in our own code either. `src` knows
nothing of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from crash.deaths import Fate, owner_of

Patch = Callable[[], None]


def plant(fault: str) -> None:
    """The fault holds in this process from now on; none for an empty name. Raises KeyError for an unknown one."""
    if fault:
        PATCHES[fault]()


def put(target: str, new: Callable[..., Any]) -> None:
    owner, name = owner_of(target)
    setattr(owner, name, new)


def was(target: str) -> Callable[..., Any]:
    owner, name = owner_of(target)
    found: Callable[..., Any] = getattr(owner, name)
    return found


# Of imports.


def drop_file_key() -> None:
    """The same list is another list each time: look-up and unique constraint have nothing to go by."""
    receive = was("payung.intake.actions:receive_file")

    def without_key(**words: Any) -> Any:
        words["came"].sha256 = token_hex(32)
        return receive(**words)

    put("payung.intake.actions:receive_file", without_key)


def drop_checkpoints() -> None:
    """No step of a job leaves where it stands."""
    put("payung.jobs.actions:advance", lambda **_: None)


def checkpoint_apart() -> None:
    """The place reached is committed before its rows are."""
    store = was("payung.intake.actions.received:store_plan")

    def store_apart(plan: Any) -> None:
        def later() -> None:
            with transaction.atomic():
                store(plan)

        transaction.on_commit(later)

    put("payung.intake.actions.received:store_plan", store_apart)


def audit_apart(*targets: str) -> Patch:
    """The event is written after the act has been committed, in a transaction of its own."""

    def patch() -> None:
        for target in targets:
            put(target, _recorded_later(was(target)))

    return patch


def _recorded_later(record: Callable[..., int]) -> Callable[..., None]:
    def later(**words: Any) -> None:
        def write() -> None:
            with transaction.atomic():
                record(**words)

        transaction.on_commit(write)

    return later


# Of decrees and races.


def drop_request_key() -> None:
    """Nobody remembers that a request had its effect, and its key may stand twice."""
    for room in ("drafting", "from_selection", "steps", "freezing", "signing", "amending", "dropping"):
        put(f"payung.decrees.actions.{room}:done_before", lambda **_: None)
    leave = was("payung.decrees.actions.asked:leave")

    def left(**words: Any) -> None:
        leave(**words | {"request_key": uuid4()})

    for room in ("drafting", "steps", "freezing", "signing", "amending", "dropping"):
        put(f"payung.decrees.actions.{room}:leave", left)


def drop_lock() -> None:
    """What is left is read without a lock, and what is used is written over.

    On PostgreSQL that is all. On SQLite every transaction is alone from its beginning (IMMEDIATE), which hides it: there
    the reading happens before the transaction too.
    """
    from payung.decrees.actions import places
    from payung.decrees.models import QuotaUse

    adjusted = places.locked_uses

    def unlocked(programme: Any) -> dict[Any, QuotaUse]:
        rows = QuotaUse.objects.filter(programme=programme.id).order_by("id")
        return {places.UseKey(use.kind, use.key): use for use in rows}

    def write_over(uses: Any, amounts: Any) -> None:
        for key, use in uses.items():
            if amount := amounts.get(key, 0):
                QuotaUse.objects.filter(id=use.pk).update(used=use.used + amount)

    put("payung.decrees.actions.places:_locked", unlocked)
    for room in ("drafting", "places"):
        put(f"payung.decrees.actions.{room}:take", write_over)
    if connection.vendor == "sqlite":
        _read_before(adjusted)


def _read_before(adjusted: Callable[..., Any]) -> None:
    draft = was("payung.decrees.actions.drafting:draft_chosen")
    seen: list[Any] = []

    def read_first(*, programme: Any, **words: Any) -> int:
        with transaction.atomic():
            seen[:] = [adjusted(programme=programme)]
        answer: int = draft(programme=programme, **words)
        return answer

    put("payung.decrees.actions.drafting:draft_chosen", read_first)
    put("payung.decrees.actions.drafting:locked_uses", lambda programme: seen[0])


def drop_maker_rule() -> None:
    """Whoever drew a decree up may check it: by the action, and by the database."""
    from payung.decrees.actions import steps

    class Nobody(str):
        """A maker who is never the one who asks."""

        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            return False

    lock = steps.locked_decree

    def unmade(decree_id: int) -> Any:
        decree = lock(decree_id)
        decree.made_by = Nobody(decree.made_by)
        return decree

    put("payung.decrees.actions.steps:locked_decree", unmade)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("ALTER TABLE decrees_decree DROP CONSTRAINT IF EXISTS decree_maker_is_not_checker")


PATCHES: Mapping[str, Patch] = {
    "file key dropped": drop_file_key,
    "checkpoint dropped": drop_checkpoints,
    "checkpoint apart": checkpoint_apart,
    "import audit apart": audit_apart("payung.audit.actions:record"),
    "request key dropped": drop_request_key,
    "decree audit apart": audit_apart("payung.decrees.actions.asked:record"),
    "lock removed": drop_lock,
    "maker rule dropped": drop_maker_rule,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Catch:
    """What a harness must say of a fault, and the deaths that bring it about; where none is named, any will do."""

    says: str
    deaths: Sequence[Fate] = ()


CAUGHT_BY: Mapping[str, Mapping[str, Catch]] = {
    "imports": {
        "file key dropped": Catch(says="doubled: ", deaths=[Fate(phase="receive", event="committed")]),
        "checkpoint dropped": Catch(says="matched: ", deaths=[Fate(phase="matching", event="committed", nth=3)]),
        "checkpoint apart": Catch(says="lost: ", deaths=[Fate(phase="store", event="committed")]),
        "import audit apart": Catch(says="events of imports: ", deaths=[Fate(phase="finish", event="committed")]),
    },
    "decrees": {
        "request key dropped": Catch(says="was not acknowledged", deaths=[Fate(phase="draft", event="committed")]),
        "decree audit apart": Catch(says="events: ", deaths=[Fate(phase="check", event="committed")]),
    },
    "races": {
        "lock removed": Catch(says="given: "),
        "maker rule dropped": Catch(says="self approved: "),
    },
}


def deaths_of(harness: str, fault: str) -> list[Fate]:
    """The deaths that bring a planted fault to light; none where none is planted."""
    return list(CAUGHT_BY[harness][fault].deaths) if fault else []
