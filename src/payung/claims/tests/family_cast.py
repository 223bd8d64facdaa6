"""A claim of a fisher of Rampa without programme or bills: what tests of a family and of scholarships need, quickly."""

from datetime import date
from itertools import count

from payung.claims.models import Claim, FamilyMember
from payung.claims.rules.family import Relation
from payung.claims.states import EventKind, Scheme, State
from payung.claims.tests.cast import EVENT, KABUPATEN, NOW, RAMPA, stand
from payung.people.models import Person

numbers = count(1)


def bare_claim(
    kind: EventKind = EventKind.DEATH, *, scheme: Scheme | None = None, state: State | None = None, **words: object
) -> Claim:
    """Told by user 9 of an event of yesterday, and led to `state` by the shortest way, but for what is said."""
    number = next(numbers)
    person = Person.objects.create(
        kabupaten=KABUPATEN,
        name=f"Sari {number}",
        sex="P",
        birth_date=date(1985, 1, 1),
        desa_code=RAMPA,
        occupation="nelayan",
        made_at=NOW,
    )
    death = kind is not EventKind.ACCIDENT
    plain = {
        "kabupaten": KABUPATEN,
        "code": f"K{number:011}",
        "person": person,
        "kind": kind,
        "scheme": Scheme.OPEN if death else Scheme.JKK,
        "state": State.UNDETERMINED if death else State.REPORTED,
        "event_date": EVENT,
        "told_at": NOW,
        "reported_by": "user:9",
        "made_at": NOW,
    }
    made = Claim.objects.create(**plain | words)
    if state:
        stand(made, state, scheme=scheme)
    return made


def child(of: Claim, name: str = "Adi", *, born: date | None = date(2015, 2, 1), **words: object) -> FamilyMember:
    plain = {"claim": of, "name": name, "relation": Relation.CHILD, "birth_date": born, "acknowledged": True}
    return FamilyMember.objects.create(**plain | {"made_by": "user:3", "made_at": NOW} | words)
