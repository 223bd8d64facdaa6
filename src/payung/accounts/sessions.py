"""When a signed-in user's session ends by itself: after half an hour without a page, and after eight hours in any case.

An office computer serves many. The session is a row, so that it ends for good: its cookie opens nothing afterwards.
A page is counted to the minute only, so that reading does not write a row each time.
"""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
_NOTED_AFTER = timedelta(minutes=1)
_BEGAN, _SEEN = "began", "seen"


def ending_sessions(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, below Django's for sessions and authentication."""

    def with_end(request: HttpRequest) -> HttpResponse:
        signed_in = "_auth_user_id" in request.session
        if signed_in:
            _end_or_note(request)
        response = answer(request)
        if signed_in:  # nothing stays behind the back button, once signed out
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return with_end


def begin(request: HttpRequest) -> None:
    """The hours of this session are counted from now."""
    now = timezone.now().timestamp()
    request.session[_BEGAN], request.session[_SEEN] = now, now


def was_ended(request: HttpRequest) -> bool:
    """Whether a session ended by itself with this request."""
    return bool(getattr(request, "session_ended", False))


def _end_or_note(request: HttpRequest) -> None:
    now = timezone.now().timestamp()
    began, seen = request.session.get(_BEGAN, now), request.session.get(_SEEN, now)
    if now - seen > IDLE.total_seconds() or now - began > LONGEST.total_seconds():
        logout(request)
        request.session_ended = True  # type: ignore[attr-defined]
    elif _BEGAN not in request.session or now - seen > _NOTED_AFTER.total_seconds():
        request.session[_BEGAN], request.session[_SEEN] = began, now
