"""What is done to accounts. What happens to an appointed user stands in the chain of their kabupaten."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from payung.accounts.models import Appointment, User
from payung.accounts.rules import Actor, NotAccepted, Role, check_scope, everyone, plain_username
from payung.audit import actions as audit
from payung.regions.load import gazetteer

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
NOBODY = "user:unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    username: str
    password: str
    role: Role


def add_user(*, username: str, full_name: str, password: str, now: datetime) -> int:
    """The user can sign in, and may do nothing until appointed; their number. Raises NotAccepted.

    No event: an account belongs to no kabupaten before its first appointment, which has one.
    """
    name, full_name = plain_username(username), full_name.strip()
    if not full_name:
        raise NotAccepted("Isi nama lengkap pengguna.")
    user = User(username=name, full_name=full_name, made_at=now)
    _set_password(user, password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise NotAccepted(f"Nama pengguna {name} sudah dipakai. Pilih yang lain.") from None
    return int(user.pk)


def appoint(*, user_id: int, kabupaten: str, role: Role, scope: str, now: datetime, actor: Actor) -> int:
    """The user has the role on this part of the map; the appointment's number. Raises NotAccepted.

    All roles of one user are for the same part of the map, so that a page need not ask which of them is meant.
    """
    _refuse_unless_administrator(actor, kabupaten)
    check_scope(role=role, kabupaten=kabupaten, scope=scope)
    _refuse_unknown_place(kabupaten, scope)
    with transaction.atomic():
        user = _locked(user_id)
        held = list(user.appointments.filter(ended_at=None))
        if any((one.kabupaten, one.scope) != (kabupaten, scope) for one in held):
            raise NotAccepted(
                f"{user.username} sudah bertugas di {held[0].scope}. Akhiri tugas itu dulu, atau buat akun lain."
            )
        if any(one.role == role for one in held):
            raise NotAccepted(f"{user.username} sudah mempunyai peran ini.")
        made = user.appointments.create(kabupaten=kabupaten, role=role, scope=scope, made_at=now, made_by=actor.key)
        _record(made, "accounts.appoint", actor=actor.key, now=now)
    return int(made.pk)


def end_appointment(*, appointment_id: int, now: datetime, actor: Actor) -> None:
    """The role is held no longer, from the next page on. Raises NotAccepted."""
    with transaction.atomic():
        found = Appointment.objects.select_for_update().filter(id=appointment_id, ended_at=None).first()
        if found is None:
            raise NotAccepted("Peran ini sudah diakhiri.")
        _refuse_unless_administrator(actor, found.kabupaten)
        found.ended_at = now
        found.save(update_fields=["ended_at"])
        _record(found, "accounts.end_appointment", actor=actor.key, now=now)


def change_password(*, user_id: int, old: str, new: str, now: datetime) -> None:
    """The user signs in with the new password; their other sessions are over. Raises NotAccepted."""
    with transaction.atomic():
        user = _locked(user_id)
        if not user.check_password(old):
            raise NotAccepted("Kata sandi sekarang tidak cocok.")
        _set_password(user, new)
        user.save(update_fields=["password"])
        _record_of(user, "accounts.change_password", now=now)


def record_sign_in(*, user_id: int, now: datetime) -> None:
    """That the user signed in stands in the chain. Sessions that are over are swept away by the way."""
    with transaction.atomic():
        Session.objects.filter(expire_date__lt=now).delete()
        _record_of(User.objects.get(pk=user_id), "accounts.signed_in", now=now)


def record_sign_out(*, user_id: int, now: datetime) -> None:
    """That the user signed out stands in the chain."""
    with transaction.atomic():
        _record_of(User.objects.get(pk=user_id), "accounts.signed_out", now=now)


def record_failed_sign_in(*, username: str, now: datetime) -> None:
    """That someone could not sign in stands in the chain: of whose account, if it is one, but not what was typed.

    An unknown name is recorded where the house serves one kabupaten; among several nobody could say whose it is.
    """
    user = User.objects.filter(username=username.strip().lower()).first()
    with transaction.atomic():
        if user is not None and user.appointments.exists():
            _record_of(user, "accounts.failed_sign_in", now=now, actor=NOBODY)
            return
        kabupatens = list(Appointment.objects.values_list("kabupaten", flat=True).distinct()[:2])
        if len(kabupatens) == 1:
            audit.record(
                kabupaten=kabupatens[0], act="accounts.failed_sign_in", actor=NOBODY, subject=NOBODY, facts={}, now=now
            )


def demo_accounts(*, kabupaten: str, desa: str, now: datetime) -> list[DemoAccount]:
    """One account for each role that has pages, with a new password each time; of operators two, for whoever writes a
    report of an accident down does not work its claim. Raises NotAccepted outside development."""
    if not settings.PAYUNG.development:
        raise NotAccepted("Akun demo hanya dibuat bila PAYUNG_ENV=development.")
    actor = everyone(key="command:demo", name="demo", kabupaten=kabupaten)
    made = []
    for role, username, full_name in _DEMO:
        password = new_password()
        scope = desa if role is Role.DESA_OFFICER else kabupaten
        user = User.objects.filter(username=username).first()
        if user is None:
            user_id = add_user(username=username, full_name=full_name, password=password, now=now)
            appoint(user_id=user_id, kabupaten=kabupaten, role=role, scope=scope, now=now, actor=actor)
        else:
            _set_password(user, password)
            user.save(update_fields=["password"])
        made.append(DemoAccount(username=username, password=password, role=role))
    return made


def new_password() -> str:
    """Twelve letters and digits in three groups, by chance: 59 bits, and typed without a doubt."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


_DEMO: tuple[tuple[Role, str, str], ...] = (
    (Role.OPERATOR, "operator", "Rahmah (operator demo)"),
    (Role.OPERATOR, "klaim", "Salman (petugas klaim demo)"),
    (Role.HEAD, "kepala", "Syamsul (kepala dinas demo)"),
    (Role.PPTK, "pptk", "Yusuf (PPTK demo)"),
    (Role.PPK_SKPD, "ppk", "Mardiana (PPK-SKPD demo)"),
    (Role.TREASURER, "bendahara", "Lina (bendahara pengeluaran demo)"),
    (Role.INSPECTOR, "pemeriksa", "Bahrun (pemeriksa demo)"),
    (Role.DESA_OFFICER, "desa", "Norlaila (petugas desa demo)"),
    (Role.ADMINISTRATOR, "pengelola", "Hadi (pengelola akun demo)"),
)


def _locked(user_id: int) -> User:
    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotAccepted("Akun ini tidak ada, atau sudah ditutup.")
    return user


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as faults:
        raise NotAccepted(*faults.messages) from None
    user.set_password(password)


def _refuse_unknown_place(kabupaten: str, scope: str) -> None:
    """A mistyped code would be a role on nothing. Only where the desas of the kabupaten are shipped."""
    desas = gazetteer(kabupaten).desas
    if desas and not any(f"{desa.code}.".startswith(f"{scope}.") for desa in desas):
        raise NotAccepted(f"Tidak ada wilayah berkode {scope}. Periksa kodenya.")


def _refuse_unless_administrator(actor: Actor, kabupaten: str) -> None:
    if not actor.may(Role.ADMINISTRATOR) or actor.kabupaten != kabupaten:
        raise NotAccepted("Peran hanya diberikan atau diakhiri oleh pengelola akun kabupaten itu.")


def _record(appointment: Appointment, act: str, *, actor: str, now: datetime) -> None:
    audit.record(
        kabupaten=appointment.kabupaten,
        act=act,
        actor=actor,
        subject=f"user:{appointment.user_id}",
        facts={"appointment": appointment.pk, "role": str(appointment.role), "scope": appointment.scope},
        now=now,
    )


def _record_of(user: User, act: str, *, now: datetime, actor: str = "") -> None:
    """An act of or upon a user, in the chain of their last appointment; a user who never had one has no chain."""
    last = user.appointments.order_by("-id").first()
    if last is not None:
        key = f"user:{user.pk}"
        audit.record(kabupaten=last.kabupaten, act=act, actor=actor or key, subject=key, facts={}, now=now)
