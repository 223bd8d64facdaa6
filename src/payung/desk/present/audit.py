"""An act of the audit chain in a line."""

from collections.abc import Mapping
from dataclasses import dataclass

from payung.accounts.wording import instant
from payung.audit.queries import Recorded
from payung.desk.present.acts import act_words, fact_words, subject_page, subject_words


@dataclass(frozen=True, slots=True, kw_only=True)
class EventShown:
    number: int
    when: str
    who: str
    actor: str  # the key by which the chain knows them
    act: str
    subject: str
    subject_key: str
    address: str
    facts: str
    hash: str


def shown(event: Recorded, names: Mapping[str, str]) -> EventShown:
    """`names` by the key of who acted; a command of the server has none."""
    return EventShown(
        number=event.number,
        when=instant(event.at),
        who=names.get(event.actor, event.actor),
        actor=event.actor,
        act=act_words(event.act),
        subject=subject_words(event.subject),
        subject_key=event.subject,
        address=subject_page(event.subject),
        facts="; ".join(filter(None, (fact_words(name, value) for name, value in event.facts.items()))),
        hash=event.hash,
    )
