"""The family of a claim, and who of it inherits. Account numbers come out masked, but for `accounts`."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from payung.accounts.rules import Actor
from payung.claims.models import Claim, FamilyMember
from payung.claims.rules import heirs as rule
from payung.claims.rules.family import Relation
from payung.claims.rules.heirs import HeirsAnswer, Kin
from payung.claims.rules.kin import masked_account
from payung.claims.states import EventKind
from payung.gateways.sealing import Kind, sealer
from payung.people import queries as people

_IN_ORDER = tuple(Relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """One of the family; `account` masked; `taken_off` says why this is nobody of the family."""

    id: int
    claim_id: int
    name: str
    relation: Relation
    birth_date: date | None
    died_on: date | None
    marriage_registered: bool | None
    separated: bool
    acknowledged: bool | None
    guardian_name: str
    guardian_relation: str
    phone: str
    address: str
    bank: str
    account: str
    account_holder: str
    receives: bool
    child_id: int | None  # in people
    heir_id: int | None
    taken_off: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """What the page of the person names and the claim does not know yet."""

    heirs: tuple[people.HeirFacts, ...]
    children: tuple[people.ChildFacts, ...]

    def __len__(self) -> int:
        return len(self.heirs) + len(self.children)


def family(*, claim_id: int) -> list[MemberFacts]:
    """Everybody of the family, spouses and children first; nobody who was taken off."""
    return families(claim_ids=[claim_id]).get(claim_id, [])


def families(*, claim_ids: Collection[int]) -> dict[int, list[MemberFacts]]:
    """The same of many claims at once; a claim without family is left out."""
    found: defaultdict[int, list[MemberFacts]] = defaultdict(list)
    for one in _told(FamilyMember.objects.filter(claim__in=claim_ids, taken_off="")):
        found[one.claim_id].append(one)
    return dict(found)


def taken_off(*, claim_id: int) -> list[MemberFacts]:
    return _told(FamilyMember.objects.filter(claim=claim_id).exclude(taken_off=""))


def heirs(*, claim_id: int, on: date) -> HeirsAnswer | None:
    """Who inherits, as far as is known on the day; None for an accident that nobody died of."""
    return heirs_of_all(claim_ids=[claim_id], on=on).get(claim_id)


def heirs_of_all(*, claim_ids: Collection[int], on: date) -> dict[int, HeirsAnswer]:
    """The same of many claims; those that nobody died of are left out."""
    members = families(claim_ids=claim_ids)
    rows = Claim.objects.filter(id__in=claim_ids).values_list("id", "kind", "event_date", "death_date")
    days = {id_: day_of_death(kind=kind, event_date=event, death_date=death) for id_, kind, event, death in rows}
    return {
        id_: rule.heirs(family=[_kin(one) for one in members.get(id_, [])], died_on=died_on, on=on)
        for id_, died_on in days.items()
        if died_on is not None
    }


def day_of_death(*, kind: str, event_date: date, death_date: date | None) -> date | None:
    """Of somebody lost: the day last seen, until a court or a body says another. None: nobody died."""
    return death_date or (None if kind == EventKind.ACCIDENT else event_date)


def accounts(*, claim_id: int) -> dict[int, str]:
    """The account number of each member that has one, in clear: for printed papers. Whoever asks records that."""
    rows = FamilyMember.objects.filter(claim=claim_id, taken_off="", account_sealed__isnull=False)
    return {
        id_: sealer(kabupaten).opened(bytes(sealed), Kind.ACCOUNT)
        for id_, kabupaten, sealed in rows.values_list("id", "claim__kabupaten", "account_sealed")
        if sealed is not None
    }


def not_taken(*, claim_id: int, actor: Actor) -> NotTaken:
    """The heirs and children of the person's page whom the claim has never known, also not as taken off."""
    person_id = Claim.objects.values_list(Coalesce("person__same_as_id", "person_id"), flat=True).get(id=claim_id)
    found = people.person(person_id=person_id, actor=actor)
    if found is None:
        return NotTaken(heirs=(), children=())
    rows = list(FamilyMember.objects.filter(claim=claim_id).values_list("name", "child_id", "heir_id"))
    children, named = {row[1] for row in rows}, {row[2] for row in rows}
    names = {name.casefold() for name, _child, _heir in rows}
    missing = tuple(one for one in found.children if one.id not in children)
    names |= {one.name.casefold() for one in missing}  # a child that stands among the heirs too is one human being
    return NotTaken(
        heirs=tuple(one for one in found.heirs if one.id not in named and one.name.casefold() not in names),
        children=missing,
    )


def _told(rows: QuerySet[FamilyMember]) -> list[MemberFacts]:
    found = rows.select_related("claim").order_by("claim_id", "birth_date", "id")
    return sorted((_facts(row) for row in found), key=lambda one: (one.claim_id, _IN_ORDER.index(one.relation)))


def _facts(row: FamilyMember) -> MemberFacts:
    return MemberFacts(
        id=row.pk,
        claim_id=row.claim_id,
        name=row.name,
        relation=Relation(row.relation),
        birth_date=row.birth_date,
        died_on=row.died_on,
        marriage_registered=row.marriage_registered,
        separated=row.separated,
        acknowledged=row.acknowledged,
        guardian_name=row.guardian_name,
        guardian_relation=row.guardian_relation,
        phone=row.phone,
        address=row.address,
        bank=row.bank,
        account=_masked(row),
        account_holder=row.account_holder,
        receives=row.receives,
        child_id=row.child_id,
        heir_id=row.heir_id,
        taken_off=row.taken_off,
    )


def _masked(row: FamilyMember) -> str:
    if row.account_sealed is None:
        return ""
    return masked_account(sealer(row.claim.kabupaten).opened(bytes(row.account_sealed), Kind.ACCOUNT))


def _kin(one: MemberFacts) -> Kin:
    return Kin(
        id=one.id,
        name=one.name,
        relation=one.relation,
        birth_date=one.birth_date,
        died_on=one.died_on,
        marriage_registered=one.marriage_registered,
        separated=one.separated,
        acknowledged=one.acknowledged,
        guardian_name=one.guardian_name,
        has_account=bool(one.account),
        receives=one.receives,
    )
