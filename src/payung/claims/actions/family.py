"""The family of a claim is taken from the person's page, added to, mended, and taken off with a reason."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.actions.asked import locked_claim, plain_reason, refuse_but_dinas, tell
from payung.claims.models import Claim, FamilyMember
from payung.claims.queries.family import not_taken
from payung.claims.rules.family import Relation
from payung.claims.rules.kin import (
    NotFitting,
    ToldMember,
    plain_account,
    plain_words,
    refuse_days,
    refuse_generation,
    relation_written,
)
from payung.claims.rules.refusals import Refused
from payung.gateways.sealing import Kind, sealer
from payung.people.rules import NotAllowed as PersonRefused
from payung.people.rules import plain_name, plain_phone

LONGEST_BECAUSE = 200
_PLAIN = ("relation", "birth_date", "died_on", "marriage_registered", "separated", "acknowledged")


def take_from_register(*, claim_id: int, actor: Actor, now: datetime) -> int:
    """The heirs and children that the person's page names are of the family; how many were not before.

    A child is acknowledged only once its birth certificate or KK was looked at. An heir of whom the list says no
    relation that the order of heirs knows is not taken: the page asks somebody to add this one by hand.
    """
    refuse_but_dinas(actor)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        found = not_taken(claim_id=claim_id, actor=actor)
        common: dict[str, Any] = {"claim": claim, "made_by": actor.key, "made_at": now}
        rows = [
            FamilyMember(name=one.name, relation=Relation.CHILD, birth_date=one.birth_date, child_id=one.id, **common)
            for one in found.children
        ]
        rows += [
            FamilyMember(name=one.name, relation=relation, phone=one.phone, heir_id=one.id, **common)
            for one in found.heirs
            if (relation := relation_written(one.relation)) is not None
        ]
        if rows:
            FamilyMember.objects.bulk_create(rows)
            tell("take_family", claim=claim, facts={"count": len(rows)}, actor=actor, now=now)
    return len(rows)


def add_member(*, claim_id: int, told: ToldMember, actor: Actor, now: datetime) -> int:
    """Somebody more is of the family; told again (name, relation, birth date), the same member is returned."""
    refuse_but_dinas(actor)
    plain = _plain(told, actor=actor, now=now)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        _refuse_generation(claim, told)
        again = _same(claim, plain)
        if again is not None:
            return again
        member = FamilyMember.objects.create(claim=claim, **plain, made_by=actor.key, made_at=now)
        facts = {"member": member.pk, "relation": told.relation.value}
        tell("add_family", claim=claim, facts=facts, actor=actor, now=now)
    return member.pk


def mend_member(
    *, claim_id: int, member_id: int, told: ToldMember, because: str, actor: Actor, now: datetime
) -> tuple[str, ...]:
    """What was written of this one is put right; which columns changed. Nothing changed: nothing is recorded."""
    refuse_but_dinas(actor)
    plain, reason = _plain(told, actor=actor, now=now), _reason(because)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        _refuse_generation(claim, told)
        member = _member(claim, member_id)
        changed = _set(member, plain)
        if changed:
            member.save(update_fields=changed)
            facts = {"member": member_id, "changed": sorted(changed), "because": reason}
            tell("mend_family", claim=claim, facts=facts, actor=actor, now=now)
    return tuple(sorted(changed))


def take_off_member(*, claim_id: int, member_id: int, because: str, actor: Actor, now: datetime) -> None:
    """This is nobody of the family: divorced, or named by mistake. Done before, it stays so."""
    refuse_but_dinas(actor)
    reason = _reason(because)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        member = _member(claim, member_id)
        if member.taken_off:
            return
        member.taken_off, member.receives = reason, False
        member.save(update_fields=["taken_off", "receives"])
        tell("take_off_family", claim=claim, facts={"member": member_id, "because": reason}, actor=actor, now=now)


def put_back_member(*, claim_id: int, member_id: int, because: str, actor: Actor, now: datetime) -> None:
    """It was of the family after all."""
    refuse_but_dinas(actor)
    reason = _reason(because)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        member = _member(claim, member_id)
        if not member.taken_off:
            return
        member.taken_off = ""
        member.save(update_fields=["taken_off"])
        tell("put_back_family", claim=claim, facts={"member": member_id, "because": reason}, actor=actor, now=now)


def name_receivers(*, claim_id: int, member_ids: Collection[int], actor: Actor, now: datetime) -> None:
    """The money goes to these, as the family's statement says, and to nobody else of the family."""
    refuse_but_dinas(actor)
    wanted = frozenset(member_ids)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        members = {one.pk: one for one in FamilyMember.objects.filter(claim=claim, taken_off="")}
        if not wanted <= members.keys():
            raise _nobody()
        before = {id_ for id_, one in members.items() if one.receives}
        if before == wanted:
            return
        FamilyMember.objects.filter(id__in=before - wanted).update(receives=False)
        FamilyMember.objects.filter(id__in=wanted - before).update(receives=True)
        tell("name_receivers", claim=claim, facts={"members": sorted(wanted)}, actor=actor, now=now)


def _plain(told: ToldMember, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """The columns, each as it is kept. Raises Refused with a sentence for what cannot stand."""
    today = timezone.localdate(now)
    try:
        refuse_days(birth_date=told.birth_date, died_on=told.died_on, today=today)
        plain: dict[str, Any] = {
            **{name: getattr(told, name) for name in _PLAIN},
            "name": plain_name(told.name),
            "phone": plain_phone(told.phone),
            "guardian_name": plain_words(told.guardian_name, longest=200),
            "guardian_relation": plain_words(told.guardian_relation, longest=40),
            "address": plain_words(told.address, longest=200),
            "bank": plain_words(told.bank, longest=60),
            "account_holder": plain_words(told.account_holder, longest=120),
        }
        if told.account is not None:
            number = plain_account(told.account)
            plain["account_sealed"] = sealer(actor.kabupaten).sealed(number, Kind.ACCOUNT) if number else None
    except (NotFitting, PersonRefused) as refusal:
        raise Refused(str(refusal)) from refusal
    if told.relation is not Relation.SPOUSE:
        plain |= {"marriage_registered": None, "separated": False}
    if told.relation is not Relation.CHILD:
        plain["acknowledged"] = None
    return plain


def _refuse_generation(claim: Claim, told: ToldMember) -> None:
    try:
        refuse_generation(
            relation=told.relation,
            birth_date=told.birth_date,
            worker_born=(claim.person.same_as or claim.person).birth_date,
        )
    except NotFitting as refusal:
        raise Refused(str(refusal)) from refusal


def _same(claim: Claim, plain: Mapping[str, Any]) -> int | None:
    """Somebody of this name, relation and birth date who is of the family already."""
    birth_date: date | None = plain["birth_date"]
    rows = FamilyMember.objects.filter(
        claim=claim, taken_off="", relation=plain["relation"], name__iexact=plain["name"], birth_date=birth_date
    )
    return rows.values_list("id", flat=True).first()


def _set(member: FamilyMember, plain: Mapping[str, Any]) -> list[str]:
    changed = [name for name, value in plain.items() if _kept(getattr(member, name)) != value]
    for name in changed:
        setattr(member, name, plain[name])
    return changed


def _kept(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _member(claim: Claim, member_id: int) -> FamilyMember:
    found = FamilyMember.objects.filter(id=member_id, claim=claim).first()
    if found is None:
        raise _nobody()
    return found


def _nobody() -> Refused:
    return Refused("Orang ini tidak ada lagi dalam keluarga klaim ini. Muat ulang halamannya, lalu pilih lagi.")


def _reason(because: str) -> str:
    return plain_reason(because, longest=LONGEST_BECAUSE)
