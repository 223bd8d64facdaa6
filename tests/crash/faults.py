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
from django.db.backends.signals import connection_created

from crash import money_faults
from crash.deaths import Fate
from crash.planting import Patch, apart, left_out, put, was


def plant(fault: str) -> None:
    """The fault holds in this process from now on; none for an empty name. Raises KeyError for an unknown one."""
    if fault:
        PATCHES[fault]()


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


# Of answers.


def drop_answer_key() -> None:
    """The same answer is another answer each time."""
    receive = was("crash.answered:receive_answer")

    def without_key(**words: Any) -> Any:
        words["came"].sha256 = token_hex(32)
        return receive(**words)

    put("crash.answered:receive_answer", without_key)


# Of claims.


def drop_claim_keys() -> None:
    """Nobody remembers that a request has taken its step."""
    put("payung.claims.actions.stepping:step_before", lambda **_: None)


# Of a cluster.


def await_no_commit() -> None:
    """PostgreSQL acknowledges a commit before it lies in its log on the disk."""

    def hurry(connection: Any, **_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")

    connection_created.connect(hurry, weak=False)


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
    "import audit apart": apart("payung.audit.actions:record"),
    "request key dropped": drop_request_key,
    "decree audit apart": apart("payung.decrees.actions.asked:record"),
    "answer key dropped": drop_answer_key,
    "answer rows apart": apart("payung.enrolment.answering.staging:insert_rows"),
    "answer flip apart": apart("payung.enrolment.answering.counting:_close"),
    "members apart": apart("payung.membership.actions.registering:_insert"),
    "answer audit apart": apart("payung.audit.actions:record"),
    "bill key dropped": money_faults.drop_bill_keys,
    "payment key dropped": money_faults.drop_payment_keys,
    "bill entry left out": left_out("payung.contributions.actions.billing_raising:_post"),
    "bill audit apart": apart(
        "payung.contributions.actions.billing_raising:record", "payung.contributions.actions.billing_codes:record"
    ),
    "void apart": money_faults.void_apart,
    "cancelled entry apart": apart("payung.contributions.actions.billing_codes:_post_cancelled"),
    "payment entry left out": left_out("payung.contributions.actions.paying_disbursing:_post"),
    "payment entry apart": apart("payung.contributions.actions.paying_disbursing:_post"),
    "paid apart": apart("payung.contributions.actions.paying_disbursing:_mark_paid"),
    "receipt entry left out": left_out("payung.contributions.actions.paying_disbursing:_post_received"),
    "payment audit apart": apart("payung.contributions.actions.paying_asked:record"),
    "claim key dropped": drop_claim_keys,
    "claim standing apart": apart("payung.claims.actions.stepping:_set"),
    "claim payment step left out": left_out("payung.claims.actions.paying:step_within"),
    "claim audit apart": apart("payung.claims.actions.asked:record"),
    "commit not awaited": await_no_commit,
    "lock removed": drop_lock,
    "maker rule dropped": drop_maker_rule,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Catch:
    """What a harness must say of a fault, and the deaths that bring it about; where none is named, any will do."""

    says: str
    deaths: Sequence[Fate] = ()
    of_cluster: bool = False  # it is planted where whole clusters die, and only there


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
    "answers": {
        "answer key dropped": Catch(says="a resend was new", deaths=[Fate(phase="receive", event="committed")]),
        "checkpoint dropped": Catch(says="was not taken in", deaths=[Fate(phase="stage", event="committed", nth=2)]),
        "answer rows apart": Catch(says="counts: ", deaths=[Fate(phase="stage", event="committed", nth=2)]),
        "answer flip apart": Catch(says="members: ", deaths=[Fate(phase="count", event="committed")]),
        "members apart": Catch(says="members: ", deaths=[Fate(phase="count", event="committed")]),
        "answer audit apart": Catch(says="events: ", deaths=[Fate(phase="count", event="committed")]),
    },
    "bills": {
        "bill key dropped": Catch(says="was not acknowledged", deaths=[Fate(phase="bill", event="committed")]),
        "bill entry left out": Catch(says="books: "),
        "commit not awaited": Catch(
            says="acknowledged and lost", deaths=[Fate(phase="answer", event="enter")] * 3, of_cluster=True
        ),
        "bill audit apart": Catch(says="events: ", deaths=[Fate(phase="bill", event="committed")]),
        "void apart": Catch(says="dues: ", deaths=[Fate(phase="cancel", event="committed")]),
        "cancelled entry apart": Catch(says="books: ", deaths=[Fate(phase="cancel", event="committed")]),
    },
    "payments": {
        "payment key dropped": Catch(says="was not acknowledged", deaths=[Fate(phase="request", event="committed")]),
        "payment entry left out": Catch(says="books: "),
        "payment entry apart": Catch(says="books: ", deaths=[Fate(phase="pay", event="committed")]),
        "paid apart": Catch(says="bills: ", deaths=[Fate(phase="pay", event="committed")] * 4),
        "receipt entry left out": Catch(says="books: "),
        "payment audit apart": Catch(says="events: ", deaths=[Fate(phase="pay", event="committed")]),
    },
    "claims": {
        "claim key dropped": Catch(says="was not acknowledged", deaths=[Fate(phase="step", event="committed")]),
        "claim standing apart": Catch(says="claims: ", deaths=[Fate(phase="step", event="committed")] * 2),
        "claim payment step left out": Catch(says="steps: "),
        "claim audit apart": Catch(says="events: ", deaths=[Fate(phase="step", event="committed")]),
    },
    "races": {
        "lock removed": Catch(says="given: "),
        "maker rule dropped": Catch(says="self approved: "),
    },
}


def deaths_of(harness: str, fault: str) -> list[Fate]:
    """The deaths that bring a planted fault to light; none where none is planted."""
    return list(CAUGHT_BY[harness][fault].deaths) if fault else []


def faults_of(harness: str, *, of_cluster: bool) -> list[str]:
    return [name for name, catch in CAUGHT_BY.get(harness, {}).items() if catch.of_cluster is of_cluster]
