"""An act of the audit chain in a line."""

from collections.abc import Mapping
from dataclasses import dataclass

from payung.accounts.wording import instant
from payung.audit.queries import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class EventShown:
    number: int
    when: str
    who: str
    act: str
    subject: str
    facts: str
    hash: str


def shown(event: Recorded, names: Mapping[str, str]) -> EventShown:
    """`names` by the key of who acted; a command of the server has none."""
    facts = ", ".join(f"{name}: {value}" for name, value in event.facts.items())
    return EventShown(
        number=event.number,
        when=instant(event.at),
        who=names.get(event.actor, event.actor),
        act=event.act,
        subject=event.subject,
        facts=facts,
        hash=event.hash,
    )
