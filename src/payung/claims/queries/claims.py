"""Claims as other rooms and pages are told of them: read through `same_as`, in the actor's part of the map."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from payung.accounts.rules import Actor
from payung.claims.models import Claim
from payung.claims.rules.told import Place
from payung.claims.states import OVER, EventKind, Scheme, Standing, State
from payung.regions.load import gazetteer
from payung.regions.rules import plain_code

T = TypeVar("T")
AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """A claim with whose it is; the person is the one that is kept, `kpj` and `fund_name` are of the membership."""

    id: int
    kabupaten: str
    code: str
    person_id: int
    person_name: str
    birth_date: date
    sex: str
    occupation: str
    desa_code: str
    desa: str
    kecamatan: str
    membership_id: int | None
    kpj: str
    fund_name: str
    kind: EventKind
    scheme: Scheme
    state: State
    event_date: date
    event_time: time | None
    death_date: date | None
    place: Place | None
    place_text: str
    doing: str
    chronology: str
    body_part_text: str
    facility: str
    handedness: str
    outcome: str
    medical_cost_rp: int
    home_care_cost_rp: int
    told_at: datetime
    reported_by: str
    officer: str
    officer_name: str
    made_at: datetime

    @property
    def standing(self) -> Standing:
        return Standing(kind=self.kind, scheme=self.scheme, state=self.state)

    @property
    def is_of_death(self) -> bool:
        return self.kind is not EventKind.ACCIDENT or self.death_date is not None

    @property
    def is_open(self) -> bool:
        return self.state not in OVER


_OWN = (
    *("id", "kabupaten", "code", "membership_id", "kind", "scheme", "state", "event_date", "event_time", "death_date"),
    *("place", "place_text", "doing", "chronology", "body_part_text", "facility", "handedness", "outcome"),
    *("medical_cost_rp", "home_care_cost_rp", "told_at", "reported_by", "officer", "officer_name", "made_at"),
)
_OF_PERSON = {
    "person_name": "kept_name",
    "person_id": "kept_id",
    "birth_date": "kept_birth_date",
    "sex": "kept_sex",
    "occupation": "kept_occupation",
    "desa_code": "kept_desa_code",
}
_OF_MEMBERSHIP = {"kpj": "membership__kpj", "fund_name": "membership__fund__name"}
_KEPT = {
    "kept_id": Coalesce("person__same_as_id", "person_id"),
    "kept_name": Coalesce("person__same_as__name", "person__name"),
    "kept_birth_date": Coalesce("person__same_as__birth_date", "person__birth_date"),
    "kept_sex": Coalesce("person__same_as__sex", "person__sex"),
    "kept_occupation": Coalesce("person__same_as__occupation", "person__occupation"),
    "kept_desa_code": Coalesce("person__same_as__desa_code", "person__desa_code"),
}


def one(*, claim_id: int, actor: Actor) -> ClaimFacts | None:
    """The claim in the actor's part of the map; None where it lies elsewhere, as for none."""
    return next(iter(told_all(in_scope(actor).filter(id=claim_id))), None)


def by_code(*, code: str, actor: Actor) -> ClaimFacts | None:
    """The claim of a code as outsiders have it, in the actor's part of the map."""
    return next(iter(told_all(in_scope(actor).filter(code=code))), None) if code else None


def of_person(*, person_ids: Sequence[int], actor: Actor) -> list[ClaimFacts]:
    """The claims of one human being (a person with those joined to it), the latest event first."""
    mine = Q(person__in=person_ids) | Q(person__same_as__in=person_ids)
    return list(told_all(in_scope(actor).filter(mine).order_by("-event_date", "-id")))


def of_death(*, person_ids: Sequence[int], actor: Actor) -> ClaimFacts | None:
    """The claim of the death of one human being, also of an accident that killed; withdrawn ones do not count."""
    found = of_person(person_ids=person_ids, actor=actor)
    return next((one for one in found if one.is_of_death and one.state is not State.WITHDRAWN), None)


def facts_by_ids(ids: Collection[int]) -> dict[int, ClaimFacts]:
    """These claims wherever they lie; unknown ones are left out."""
    return {one.id: one for chunk in chunks(sorted(ids)) for one in told_all(read(Claim.objects.filter(id__in=chunk)))}


def in_scope(actor: Actor) -> QuerySet[Claim]:
    """The claims of persons of the actor's part of the map."""
    inside = Q(kept_desa_code=actor.scope) | Q(kept_desa_code__startswith=f"{actor.scope}.")
    return read(Claim.objects.filter(kabupaten=actor.kabupaten)).filter(inside)


def read(found: QuerySet[Claim]) -> QuerySet[Claim]:
    """With what is known of the person that is kept."""
    return found.annotate(**_KEPT)


def told_all(found: QuerySet[Claim]) -> Iterator[ClaimFacts]:
    """These claims, as `read`, with one question to the database."""
    names = (*_OWN, *_OF_PERSON, *_OF_MEMBERSHIP)
    for row in found.values_list(*_OWN, *_OF_PERSON.values(), *_OF_MEMBERSHIP.values()):
        yield _told(dict(zip(names, row, strict=True)))


def _told(plain: dict[str, Any]) -> ClaimFacts:
    place, kpj, fund = plain.pop("place"), plain.pop("kpj"), plain.pop("fund_name")
    desa, kecamatan = place_of(plain["kabupaten"], plain["desa_code"])
    return ClaimFacts(
        kind=EventKind(plain.pop("kind")),
        scheme=Scheme(plain.pop("scheme")),
        state=State(plain.pop("state")),
        place=Place(place) if place else None,
        kpj=kpj or "",
        fund_name=fund or "",
        desa=desa,
        kecamatan=kecamatan,
        **plain,
    )


def place_of(kabupaten: str, desa_code: str) -> tuple[str, str]:
    """Desa and kecamatan by name; a code of which the map knows nothing stands for itself."""
    found = gazetteer(kabupaten).by_code.get(plain_code(desa_code))
    return (found.name, found.kecamatan) if found else (desa_code, "")


def chunks(things: Iterable[T]) -> Iterator[list[T]]:
    listed = list(things)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]
