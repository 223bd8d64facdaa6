"""Officers at their browsers, and what the house holds before and after they acted."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from payung.accounts.rules import Role

_OF_THE_BROWSER = {"accounts", "sessions"}


def signed_in(role: Role, scope: str = "63.02") -> Client:
    """A browser in which somebody with this role has signed in."""
    now = timezone.now()
    user = get_user_model().objects.create(username=f"{role}-{scope}", full_name="Rina", made_at=now)
    user.appointments.create(kabupaten="63.02", role=role, scope=scope, made_at=now, made_by="command:test")
    client = Client()
    client.force_login(user)
    return client


def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of every table, but those of signing in: two calls are equal where nothing was written between them."""
    models = [model for model in apps.get_models() if model._meta.app_label not in _OF_THE_BROWSER]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}
