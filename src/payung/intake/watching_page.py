"""The page of a job while it works: how far it is; then the way to what came of it, or why nothing did."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from payung.accounts.wording import number
from payung.jobs.queries import Progress, failed, progress
from payung.jobs.watching import DONE, REFUSED

_AGAIN_MS = 1000


def watch(
    request: HttpRequest,
    *,
    job_id: UUID,
    title: str,
    words: Mapping[str, str | Promise],
    back: str,
    to: Callable[[str], str],
) -> HttpResponse:
    """`words`: for each step what it does, with `%(done)s` of `%(total)s`; `to`: from what came of it to its page."""
    reached = progress(job_id)
    if reached and reached.step == DONE and reached.done:
        return _gone_to(request, to(reached.note))
    refusal = reached.note if reached and reached.step == REFUSED else ""
    ended = bool(refusal) or failed(job_id)
    if request.htmx and ended:  # type: ignore[attr-defined]
        return _gone_to(request, request.path)  # the whole page says why
    waiting = None if ended else _waiting(reached, words)
    context = {"title": title, "waiting": waiting, "refusal": refusal, "back": back}
    return render(request, "intake/progress.html" if request.htmx else "intake/watching.html", context)  # type: ignore[attr-defined]


def _waiting(reached: Progress | None, words: Mapping[str, str | Promise]) -> dict[str, object]:
    """As `intake/progress.html` shows it."""
    done, total = (reached.done, reached.total) if reached else (None, None)
    sentence = _("Menunggu giliran") if reached is None else str(words[reached.step.partition(" ")[0]])
    told = sentence % {"done": number(done or 0), "total": number(total or 0)}
    return {"sentence": told, "done": done, "total": total, "again_ms": _AGAIN_MS}


def _gone_to(request: HttpRequest, address: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = address
        return response
    return redirect(address)
