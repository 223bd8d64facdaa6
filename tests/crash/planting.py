"""How a fault is planted: another function stands where one of ours is looked up."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from crash.deaths import owner_of

Patch = Callable[[], None]


def put(target: str, new: Callable[..., Any]) -> None:
    owner, name = owner_of(target)
    setattr(owner, name, new)


def was(target: str) -> Callable[..., Any]:
    owner, name = owner_of(target)
    found: Callable[..., Any] = getattr(owner, name)
    return found


def apart(*targets: str) -> Patch:
    """What these do is committed after the act, in a transaction of its own."""

    def patch() -> None:
        for target in targets:
            put(target, done_later(was(target)))

    return patch


def left_out(target: str) -> Patch:
    """Nobody does this."""

    def patch() -> None:
        put(target, lambda *_, **__: None)

    return patch


def done_later(act: Callable[..., Any]) -> Callable[..., None]:
    def later(*args: Any, **words: Any) -> None:
        def write() -> None:
            with transaction.atomic():
                act(*args, **words)

        transaction.on_commit(write)

    return later
