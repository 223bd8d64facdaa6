"""Officers at their browsers, for the tests of every room's pages."""

from itertools import count

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from payung.accounts.rules import Role

_numbers = count(1001)  # nobody of a cast, whose users begin at 1


def signed_in(*roles: Role, kabupaten: str = "63.02", scope: str = "") -> Client:
    """A browser in which somebody new has signed in, with these roles for `scope`, else for the whole kabupaten."""
    number, now = next(_numbers), timezone.now()
    user = get_user_model().objects.create(id=number, username=f"u{number}", full_name="Rina", made_at=now)
    for role in roles:
        user.appointments.create(
            kabupaten=kabupaten, role=role, scope=scope or kabupaten, made_at=now, made_by="command:test"
        )
    client = Client()
    client.force_login(user)
    return client
