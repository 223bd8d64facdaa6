"""Who a visitor without an account is: a random code in a signed cookie. It says nothing of the person."""

import secrets

from django.http import HttpRequest

_KEY = "visitor"


def visitor_of(request: HttpRequest) -> str | None:
    """The visitor's code, or None for one who has left nothing here."""
    code: str | None = request.session.get(_KEY)
    return code


def welcomed(request: HttpRequest) -> str:
    """The visitor's code, from now on kept in a cookie."""
    code = visitor_of(request) or secrets.token_hex(16)
    request.session[_KEY] = code  # also where it was there: the cookie's time begins anew
    return code
