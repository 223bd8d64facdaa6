"""Officers at their browsers, and what the house holds before and after they acted."""

from django.apps import apps

_OF_THE_BROWSER = {"accounts", "sessions"}


def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of every table, but those of signing in: two calls are equal where nothing was written between them."""
    models = [model for model in apps.get_models() if model._meta.app_label not in _OF_THE_BROWSER]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}
