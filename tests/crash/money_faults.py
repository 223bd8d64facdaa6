"""Faults of bills and payments that take more than a function written apart or left out."""

from typing import Any
from uuid import uuid4

from crash.planting import done_later, put, was

ACTIONS = "payung.contributions.actions"


def void_apart() -> None:
    """The dues of a cancelled bill become void after it was cancelled, in a transaction of their own."""
    from payung.contributions.models import Due

    class Later:
        """Stands where the dues do."""

        @property
        def objects(self) -> "Later":
            return self

        def filter(self, **of: Any) -> "Later":
            self.of = of
            return self

        def update(self, **words: Any) -> None:
            done_later(Due.objects.filter(**self.of).update)(**words)

    put(f"{ACTIONS}.billing_codes:Due", Later())


def drop_bill_keys() -> None:
    """Nobody remembers that a request had its effect on a bill, and its key may stand twice."""
    for room in ("billing_raising", "billing_codes", "paying_disbursing"):
        put(f"{ACTIONS}.{room}:billed_before", lambda **_: None)
    for model in ("billing:BillAct", "billing:Bill", "paying:Receipt"):
        _forget_key(f"payung.contributions.models.{model}")


def drop_payment_keys() -> None:
    """The same of payments."""
    for room in ("paying_requests", "paying_steps", "paying_disbursing"):
        put(f"{ACTIONS}.{room}:paid_before", lambda **_: None)
    _forget_key("payung.contributions.models.paying:PaymentAct")


def _forget_key(target: str) -> None:
    """Each act stands under another key than the one it was asked with."""
    begin = was(f"{target}.__init__")

    def begun(self: Any, *args: Any, **words: Any) -> None:
        begin(self, *args, **(words | {"request_key": uuid4()} if "request_key" in words else words))

    put(f"{target}.__init__", begun)
