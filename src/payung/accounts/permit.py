"""Who may see or do what a page is for. Every view but the public ones stands under `@permit(...)`.

    @permit(Role.OPERATOR, Role.HEAD)
    @require_safe
    def index(request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        …only what lies in actor.kabupaten, and for a list `actor.sees(desa_code)`

The roles stay readable on the view (`roles_of`): a test holds them against config/permissions.py.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from payung.accounts import queries
from payung.accounts.roles import names_of
from payung.accounts.rules import Actor, Role
from payung.accounts.sessions import was_ended

_Rest = ParamSpec("_Rest")
View = Callable[Concatenate[HttpRequest, _Rest], HttpResponseBase]
_UNASKED = object()
FORBIDDEN = 403


def permit(*roles: Role) -> Callable[[View[_Rest]], View[_Rest]]:
    """Only actors with one of these roles reach the view; others sign in, or are told whom to ask."""
    if not roles:
        raise ValueError("Name the roles; a public page stands without permit.")

    def under_permit(view: View[_Rest]) -> View[_Rest]:
        @wraps(view)
        def asked(request: HttpRequest, /, *rest: _Rest.args, **words: _Rest.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            actor = found_actor(request)
            if actor is None or not actor.may(*roles):
                return _forbidden(request, actor, roles)
            return view(request, *rest, **words)

        asked.payung_roles = frozenset(roles)  # type: ignore[attr-defined]
        return asked

    return under_permit


def roles_of(view: Callable[..., Any]) -> frozenset[Role] | None:
    """The roles a view was put under; None for a public one."""
    found: frozenset[Role] | None = getattr(view, "payung_roles", None)
    return found


def actor_of(request: HttpRequest) -> Actor:
    """Who asks. Raises LookupError on a public page where nobody with a role has signed in."""
    actor = found_actor(request)
    if actor is None:
        raise LookupError("Nobody with a role asks; is the view under @permit?")
    return actor


def found_actor(request: HttpRequest) -> Actor | None:
    """Who asks, also on a public page: None for a visitor and for a user without a role."""
    found = getattr(request, "actor", _UNASKED)
    if found is _UNASKED:
        user = getattr(request, "user", None)
        found = queries.actor_of_user(user.pk) if user is not None and user.is_authenticated else None
        request.actor = found  # type: ignore[attr-defined]
    return cast("Actor | None", found)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to sign in and back; for a page in which htmx asked, the whole page goes there."""
    htmx = getattr(request, "htmx", None)
    back = request.get_full_path() if request.method in ("GET", "HEAD") and not htmx else ""
    words = {"next": back} if back else {}
    if was_ended(request):
        words["akhir"] = "1"
    address = f"{settings.LOGIN_URL}?{urlencode(words)}" if words else str(settings.LOGIN_URL)
    return HttpResponseClientRedirect(address) if htmx else redirect(address)


def _forbidden(request: HttpRequest, actor: Actor | None, roles: tuple[Role, ...]) -> HttpResponse:
    context = {
        "for_whom": names_of(roles),
        "held": names_of(actor.roles) if actor else "",
        "administrators": ", ".join(queries.administrators(kabupaten=actor.kabupaten)) if actor else "",
    }
    return render(request, "payung/forbidden.html", context, status=FORBIDDEN)
