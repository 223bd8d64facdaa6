from django.conf import settings
from django.http import HttpRequest


def office(_: HttpRequest) -> dict[str, object]:
    """Context processor: the office at the head of every page."""
    return {"office": settings.PAYUNG.office}
