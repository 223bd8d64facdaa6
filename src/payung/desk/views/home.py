"""The front page: for visitors what can be done here, for the office where the programme stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from payung.accounts.permit import found_actor
from payung.accounts.visitors import visitor_of
from payung.desk.present.claim_tasks import claim_tasks
from payung.desk.present.steps import steps
from payung.intake.present.uploads import recent
from payung.intake.queries import uploads_of
from payung.programmes import queries as programmes


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What can be done here, and what this visitor has done; or the steps of a programme, the latest unless named."""
    actor = found_actor(request)
    if actor is None:
        uploads = uploads_of(visitor=visitor_of(request), now=timezone.now())
        return render(request, "desk/home.html", {"recent": recent(uploads)})
    known = programmes.programmes(kabupaten=actor.kabupaten)
    wanted = request.GET.get("program", "")
    programme = next((one for one in known if one.code == wanted), known[0] if known else None)
    context = {
        "programme": programme,
        "programmes": known,
        "claim_tasks": claim_tasks(actor=actor, now=timezone.now()),
        "steps": steps(programme=programme, actor=actor, today=timezone.localdate()) if programme else (),
    }
    return render(request, "desk/office.html", context)
