"""Who a visitor without an account is: a random code in a signed cookie of its own. It says nothing of the person.

Not in the session: that is a row for whoever signs in, and ends sooner than what a visitor leaves here.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "visitor"
KEPT = timedelta(days=2)  # longer than anything a visitor leaves here


def visitor_of(request: HttpRequest) -> str | None:
    """The visitor's code, or None for one who has left nothing here."""
    welcomed_now: str | None = getattr(request, "welcomed", None)
    return welcomed_now or request.get_signed_cookie(COOKIE, default=None, salt=COOKIE, max_age=KEPT)


def welcomed(request: HttpRequest) -> str:
    """The visitor's code, from now on kept in a cookie."""
    code = visitor_of(request) or secrets.token_hex(16)
    request.welcomed = code  # type: ignore[attr-defined]  # also where it was there: the cookie's time begins anew
    return code


def remembering_visitors(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: whoever was welcomed takes the cookie along."""

    def with_cookie(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if code := getattr(request, "welcomed", None):
            response.set_signed_cookie(
                COOKIE,
                code,
                salt=COOKIE,
                max_age=KEPT,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    return with_cookie
