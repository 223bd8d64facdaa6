"""Who is meant: by NIK, which is typed once and never kept, by KPJ, phone or words of the name."""

from collections.abc import Sequence

from payung.accounts.rules import Actor
from payung.membership import queries as memberships
from payung.people import queries as people
from payung.people.queries import Found
from payung.people.rules import sought

MOST = 20


def persons(*, words: Sequence[str], actor: Actor) -> list[Found]:
    """Persons of the actor's part of the map, those of the first words first."""
    found: dict[int, Found] = {}
    for one in filter(None, words):
        for person in (*with_kpj(one, actor), *people.search(actor=actor, words=one)):
            found.setdefault(person.person_id, person)
    return list(found.values())[:MOST]


def holder(*, card: str, actor: Actor) -> int | None:
    """The one person with this NIK or KPJ in the actor's part of the map; None where that is not one."""
    if not card:
        return None
    found = people.search(actor=actor, words=card) if sought(card).card_number else with_kpj(card, actor)
    return found[0].person_id if len(found) == 1 else None


def kpjs(*, persons: Sequence[Found], actor: Actor) -> dict[int, tuple[str, ...]]:
    """The KPJs of each, the one seen last first."""
    return memberships.cards_of(kabupaten=actor.kabupaten, person_ids=[one.person_id for one in persons])


def with_kpj(text: str, actor: Actor) -> list[Found]:
    """Whose KPJ this is, in the actor's part of the map; nobody's where it is not one."""
    kpj = "".join(text.split()).upper()
    person_id = memberships.card_holders(kabupaten=actor.kabupaten, kpjs=[kpj]).get(kpj)
    found = people.person(person_id=person_id, actor=actor) if person_id else None
    if found is None:
        return []
    return [
        Found(
            person_id=found.person_id,
            name=found.name,
            sex=found.sex,
            birth_date=found.birth_date,
            desa_code=found.desa_code,
            occupation=found.occupation,
            nik=found.nik,
        )
    ]
