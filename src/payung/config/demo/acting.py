"""How somebody of the demo does something: as a page would send it, under a key of its own, at the demo's time."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.utils import timezone

from payung.accounts.rules import Actor

T = TypeVar("T")


def done(act: Callable[..., T], *, by: Actor, **facts: Any) -> T:
    """What the act answers."""
    return act(request_key=uuid.uuid4(), actor=by, now=timezone.now(), **facts)
