"""What others may know of users: who acts, and whom to ask."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext as _

from payung.accounts.models import Appointment, User
from payung.accounts.rules import Actor, Role


def actor_of_user(user_id: int) -> Actor | None:
    """The user as somebody who acts; None where nobody has appointed them, or the account is closed."""
    found = list(
        Appointment.objects.filter(user=user_id, user__is_active=True, ended_at=None)
        .select_related("user")
        .order_by("id")
    )
    if not found:
        return None
    first = found[0]  # `actions.appoint` keeps all of a user's appointments to one part of the map
    return Actor(
        key=f"user:{user_id}",
        name=first.user.full_name,
        kabupaten=first.kabupaten,
        scope=first.scope,
        roles=frozenset(Role(one.role) for one in found),
    )


def administrators(*, kabupaten: str) -> list[str]:
    """The names of those who give roles."""
    found = Appointment.objects.filter(
        kabupaten=kabupaten, role=Role.ADMINISTRATOR, ended_at=None, user__is_active=True
    )
    return list(found.order_by("user__full_name").values_list("user__full_name", flat=True).distinct())


def name_of(key: str) -> str:
    """Who stands behind an actor's key in the audit chain: the full name of a user, all else but a link itself."""
    return names_of_keys([key])[key]


def names_of_keys(keys: Collection[str]) -> dict[str, str]:
    """The same for many keys, with one question to the database."""
    ids = {key: int(key[5:]) for key in keys if key.startswith("user:") and key[5:].isdecimal()}
    names = dict(Appointment.objects.filter(user__in=ids.values()).values_list("user_id", "user__full_name").distinct())
    return {key: names.get(ids.get(key, 0)) or _name_without_account(key) for key in keys}


def _name_without_account(key: str) -> str:
    """`link:verval-desa:4` wrote as a desa, over the link that its round handed out."""
    return _("Desa lewat tautan") if key.startswith("link:verval-desa:") else key


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A user with one of their roles; without role and scope for a user who has none."""

    username: str
    full_name: str
    role: str
    scope: str
    appointment_id: int


def seats() -> list[Seat]:
    """Every open account, a line for each role."""
    current = Q(appointments__ended_at=None)
    found = User.objects.filter(is_active=True).annotate(held=FilteredRelation("appointments", condition=current))
    rows = found.order_by("username", "held__id").values_list(
        "username", "full_name", "held__role", "held__scope", "held__id"
    )
    return [
        Seat(username=name, full_name=full, role=role or "", scope=scope or "", appointment_id=held or 0)
        for name, full, role, scope, held in rows
    ]


def user_named(username: str) -> int | None:
    """The number of an open account."""
    return User.objects.filter(username=username.strip().lower(), is_active=True).values_list("pk", flat=True).first()
