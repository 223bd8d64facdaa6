"""What-if: numbers at once, nothing stored. Then the terms once more, and the lock."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor
from payung.eligibility import queries as eligibility
from payung.eligibility.queries import RunFacts
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import Division, ProgrammeFacts
from payung.selection import actions, queries
from payung.selection.forms import DIVISIONS, LockForm, TryForm
from payung.selection.present import selections
from payung.selection.states import NotAllowed
from payung.selection.views import LOOKERS, NOT_READABLE, PREPARERS
from payung.selection.views.selections import ranked, refused
from payung.selection.what_if import WhatIf
from payung.selection.what_if import what_if as tried


@permit(*LOOKERS)
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """The numbers of terms that are tried out."""
    actor = actor_of(request)
    programme, run = _programme(request, actor)
    if run is None:
        return render(request, "selection/nobody.html", {"programme": programme})
    weights = programmes.criteria_by_id(criteria_id=run.criteria_id).weights
    asked = request.GET if "pembagian" in request.GET else None
    form = TryForm(asked, programme=programme, weights=weights)
    context: dict[str, object] = {"programme": programme, "form": form, "run": selections.run_text(run)}
    if asked is not None and not form.is_valid():
        return render(request, "selection/what_if.html", context, status=NOT_READABLE)
    division = Division(form.cleaned_data["pembagian"]) if asked else programme.division
    places = form.cleaned_data["tempat"] if asked else None
    found = tried(
        programme_id=programme.id,
        run_id=run.id,
        division=division,
        places=places,
        weights=form.weights() if asked else weights,
        actor=actor,
    )
    changed = bool(asked) and form.changes_weights()
    standing = queries.standing(programme_id=programme.id)
    context |= {
        **_numbers(found),
        "changed": changed,
        "standing": selections.selection_line(standing) if standing else None,
        "lock_form": LockForm(initial={"run": run.id, "pembagian": division, "tempat": places}),
        "may_lock": actor.may(*PREPARERS) and not changed and standing is None and found.chosen > 0,
    }
    return render(request, "selection/what_if.html", context)


@permit(*PREPARERS)
@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """The terms are read through once more; sent, they are locked, drawn and ranked."""
    actor = actor_of(request)
    programme, run = _programme(request, actor)
    if request.method != "POST":
        return _read_through(request, programme, run, actor)
    form = LockForm(request.POST)
    if not form.is_valid():
        return redirect("selection:index")
    try:
        locked = actions.lock(
            programme_id=programme.id,
            run_id=form.cleaned_data["run"],
            division=Division(form.cleaned_data["pembagian"]),
            places=form.cleaned_data["tempat"],
            request_key=form.cleaned_data["kunci"],
            actor=actor,
            now=timezone.now(),
        )
    except NotAllowed as refusal:
        return refused(request, refusal)
    return ranked(request, locked)


def _read_through(request: HttpRequest, programme: ProgrammeFacts, run: RunFacts | None, actor: Actor) -> HttpResponse:
    asked = LockForm(request.GET)
    asked.fields["kunci"].required = False
    if run is None or not asked.is_valid() or asked.cleaned_data["run"] != run.id:
        return redirect("selection:index")
    division, places = Division(asked.cleaned_data["pembagian"]), asked.cleaned_data["tempat"]
    found = tried(programme_id=programme.id, run_id=run.id, division=division, places=places, actor=actor)
    context = {
        **_numbers(found),
        "programme": programme,
        "run": selections.run_text(run),
        "division": DIVISIONS[division],
        "period": selections.period(programme),
        "earlier": [selections.selection_line(one) for one in queries.selections(programme_id=programme.id)],
        "form": LockForm(initial={"run": run.id, "pembagian": division, "tempat": places}),
    }
    return render(request, "selection/lock.html", context)


def _numbers(found: WhatIf) -> dict[str, object]:
    return {
        "found": found,
        "headline": selections.tried_headline(found),
        "notes": selections.tried_notes(found),
        "funds": selections.fund_lines(found.funds),
        "kecamatans": selections.kecamatan_lines(found.kecamatans),
        "occupations": selections.occupation_lines(found.occupations),
        "desas": selections.tried_desa_lines(found.desas),
    }


def _programme(request: HttpRequest, actor: Actor) -> tuple[ProgrammeFacts, RunFacts | None]:
    code = request.POST.get("program") or request.GET.get("program", "")
    programme = programmes.programme(kabupaten=actor.kabupaten, code=code)
    if programme is None or not actor.sees(actor.kabupaten):
        raise Http404
    return programme, eligibility.latest_run(programme_id=programme.id)
