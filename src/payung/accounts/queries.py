"""What others may know of users: who acts, and whom to ask."""

from payung.accounts.models import Appointment
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
    """Who stands behind an actor's key in the audit chain: `user:3` is their full name, all else itself."""
    return names_of_keys([key])[key]


def names_of_keys(keys: list[str]) -> dict[str, str]:
    """The same for many keys, with one question to the database."""
    ids = {key: int(key[5:]) for key in keys if key.startswith("user:") and key[5:].isdecimal()}
    names = dict(Appointment.objects.filter(user__in=ids.values()).values_list("user_id", "user__full_name").distinct())
    return {key: names.get(ids.get(key, 0), key) for key in keys}
