"""The audit chain for whoever inspects: what was done, by whom, when, and whether the chain is whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.accounts.rules import Role
from payung.audit import queries
from payung.desk.present.act_words import ACTS
from payung.desk.present.acts import subject_words
from payung.desk.present.audit import shown


@permit(Role.INSPECTOR, Role.HEAD, Role.ADMINISTRATOR)
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Acts, the latest first; with `periksa` the whole chain is gone through."""
    actor = actor_of(request)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("pelaku", "tindakan", "tentang")}
    page = queries.events(
        kabupaten=actor.kabupaten,
        actor=asked["pelaku"],
        act=asked["tindakan"],
        subject=asked["tentang"],
        page=read_page(request.GET.get("hal")),
    )
    names = names_of_keys([event.actor for event in page.events] + [asked["pelaku"]])
    context = {
        "asked": asked,
        "acts": sorted(ACTS.items(), key=lambda one: str(one[1])),
        "about": subject_words(asked["tentang"]),
        "who": names.get(asked["pelaku"], asked["pelaku"]),
        "page": page,
        "events": [shown(event, names) for event in page.events],
        "head": queries.head(kabupaten=actor.kabupaten),
        "verdict": queries.verify(kabupaten=actor.kabupaten) if "periksa" in request.GET else None,
    }
    return render(request, "desk/audit.html", context)
