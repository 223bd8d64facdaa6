"""What an office does to a person of its register. Each is one transaction and one event; what a NIK is, no event says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.audit.rules import without_niks
from payung.gateways.sealing import Kind, sealer
from payung.people import keys, queries, register
from payung.people.models import Child, Heir, Identity, Person, PersonChange
from payung.people.rules import Field, NotAllowed, SchoolLevel, plain_name, plain_phone, plain_reason
from payung.regions.load import gazetteer
from payung.shared.nik import is_well_formed

OFFICE = (Role.OPERATOR, Role.HEAD)
ON_THE_GROUND = (*OFFICE, Role.KECAMATAN_OFFICER, Role.DESA_OFFICER)
_NO_SUCH = "Orang ini tidak ada di wilayah Anda. Cari lagi lewat kotak pencarian."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHeir:
    """An ahli waris as the family names one."""

    name: str
    relation: str = ""
    phone: str = ""


def reveal_nik(*, person_id: int, reason: str, actor: Actor, now: datetime) -> str:
    """The current NIK in clear; that it was shown, to whom and why stands in the chain. Raises NotAllowed."""
    _may(actor, ON_THE_GROUND)
    reason = plain_reason(reason)
    with transaction.atomic():
        person = _person(person_id, actor)
        found = queries.niks(kabupaten=actor.kabupaten, person_ids=[person.id]).get(person.id)
        if found is None:
            raise NotAllowed("Orang ini tidak punya NIK yang berlaku. Lihat riwayat NIK di halamannya.")
        _record("people.reveal_nik", person, {"reason": reason}, actor, now)
    return found


def name_heirs(*, person_id: int, heirs: Sequence[NewHeir], actor: Actor, now: datetime) -> None:
    """These are the person's heirs from now on; those named before are kept as no longer named."""
    _may(actor, ON_THE_GROUND)
    named = [
        (plain_name(heir.name), without_niks(" ".join(heir.relation.split())), plain_phone(heir.phone))
        for heir in heirs
    ]
    with transaction.atomic():
        person = _person(person_id, actor)
        ended = Heir.objects.filter(person_id__in=_everyone(person), ended_at=None).update(ended_at=now)
        Heir.objects.bulk_create(
            Heir(person=person, name=name, relation=relation, phone=phone) for name, relation, phone in named
        )
        keys.rewrite(kabupaten=person.kabupaten, person_ids=_everyone(person))
        _record("people.name_heirs", person, {"named": len(named), "ended": ended}, actor, now)


def name_child(
    *, person_id: int, name: str, birth_date: date, level: SchoolLevel | None, actor: Actor, now: datetime
) -> None:
    """The person has this child. Raises NotAllowed for a child not born yet, or already named."""
    _may(actor, ON_THE_GROUND)
    name = plain_name(name)
    if birth_date > timezone.localdate(now):
        raise NotAllowed("Tanggal lahir anak belum tiba. Periksa tahunnya.")
    with transaction.atomic():
        person = _person(person_id, actor)
        named = Child.objects.filter(person_id__in=_everyone(person), ended_at=None, birth_date=birth_date)
        if any(child.name.upper() == name.upper() for child in named):
            raise NotAllowed("Anak dengan nama dan tanggal lahir ini sudah tercatat.")
        child = Child.objects.create(person=person, name=name, birth_date=birth_date, level=level or "")
        _record("people.name_child", person, {"child": child.pk}, actor, now)


def take_off_child(*, person_id: int, child_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """The child is no longer on the person's page: it was named by mistake."""
    _may(actor, ON_THE_GROUND)
    reason = plain_reason(reason)
    with transaction.atomic():
        person = _person(person_id, actor)
        child = Child.objects.filter(id=child_id, person_id__in=_everyone(person), ended_at=None).first()
        if child is None:
            raise NotAllowed("Anak ini tidak ada lagi di halaman ini. Muat ulang halamannya.")
        child.ended_at = now
        child.save(update_fields=["ended_at"])
        _record("people.take_off_child", person, {"child": child.pk, "reason": reason}, actor, now)


def correct_person(
    *, person_id: int, corrections: Mapping[Field, str], reason: str, actor: Actor, now: datetime
) -> int:
    """What was written of the person is put right, old and new kept; how many facts changed.

    A birth date is written as ISO. Raises NotAllowed where nothing would change; a phone alone may be put right by
    officers of desa and kecamatan too.
    """
    _may(actor, ON_THE_GROUND if set(corrections) <= {Field.PHONE} else OFFICE)
    reason = plain_reason(reason)
    plain = {field: _plain(field, text, actor, now) for field, text in corrections.items()}
    with transaction.atomic():
        person = _person(person_id, actor)
        old = {field: str(getattr(person, field)) for field in plain}
        changed = [field for field in Field if field in plain and plain[field] != old[field]]
        if not changed:
            raise NotAllowed("Tidak ada yang berubah. Ubah dulu datanya, lalu simpan.")
        for field in changed:
            setattr(person, field, plain[field])
        person.save(update_fields=changed)
        PersonChange.objects.bulk_create(
            PersonChange(
                person=person,
                field=field,
                old=old[field],
                new=plain[field],
                reason=reason,
                changed_by=actor.key,
                changed_at=now,
            )
            for field in changed
        )
        keys.rewrite(kabupaten=person.kabupaten, person_ids=[person.pk])
        facts = {"changed": [str(field) for field in changed], "reason": reason}
        _record("people.correct_person", person, facts, actor, now)
    return len(changed)


def move_nik(*, person_id: int, nik: str, reason: str, actor: Actor, now: datetime) -> None:
    """The person has another NIK from today (issued anew, or wrongly written); the one before is kept as ended.

    Raises NotAllowed where the NIK is somebody's: then a person decides in matching who is who.
    """
    _may(actor, OFFICE)
    reason = plain_reason(reason)
    if not is_well_formed(nik):
        raise NotAllowed("NIK terdiri dari 16 angka. Periksa nomor pada KTP-el, lalu tulis lagi.")
    seals, today = sealer(actor.kabupaten), timezone.localdate(now)
    index = seals.index(nik, Kind.NIK)
    with transaction.atomic():
        register.hold(actor.kabupaten)
        person = _person(person_id, actor)
        if Identity.objects.filter(nik_index=index, to_date=None).exists():
            raise NotAllowed("NIK ini sudah tercatat. Cari NIK itu, lalu putuskan apakah keduanya satu orang.")
        Identity.objects.filter(person=person, to_date=None).update(to_date=today, because=reason)
        register.give_nik(
            person_id=person.pk,
            nik_index=index,
            nik_sealed=seals.sealed(nik, Kind.NIK),
            because=reason,
            today=today,
        )
        _record("people.move_nik", person, {"reason": reason}, actor, now)


def _may(actor: Actor, roles: tuple[Role, ...]) -> None:
    if not actor.may(*roles):
        raise NotAllowed("Ini tidak termasuk tugas Anda. Mintalah operator dinas melakukannya.")


def _person(person_id: int, actor: Actor) -> Person:
    """The kept person, locked, if it lies in the actor's part of the map."""
    found = queries.person(person_id=person_id, actor=actor)
    if found is None:
        raise NotAllowed(_NO_SUCH)
    return Person.objects.select_for_update().get(id=found.person_id)


def _everyone(person: Person) -> list[int]:
    return [person.pk, *Person.objects.filter(same_as=person).values_list("id", flat=True)]


def _plain(field: Field, text: str, actor: Actor, now: datetime) -> str:
    """The new fact as it is stored. Raises NotAllowed."""
    if field is Field.PHONE:
        return plain_phone(text)
    if field is Field.NAME:
        return plain_name(text)
    if field is Field.DESA:
        if text not in {desa.code for desa in gazetteer(actor.kabupaten).desas} or not actor.sees(text):
            raise NotAllowed("Desa ini tidak ada di wilayah Anda. Pilih desa dari daftar.")
        return text
    if date.fromisoformat(text) > timezone.localdate(now):
        raise NotAllowed("Tanggal lahir belum tiba. Periksa tahunnya.")
    return text


def _record(act: str, person: Person, facts: Mapping[str, object], actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten, act=act, actor=actor.key, subject=f"person:{person.pk}", facts=facts, now=now
    )
