"""Several members at once: those beyond the age of the programme, and those whose places wait for somebody."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_day, read_number
from payung.accounts.rules import Actor, Role
from payung.decrees import actions as decrees
from payung.decrees import queries as decree_queries
from payung.decrees.actions import Replacement
from payung.decrees.rules.refusals import Refused as DecreesRefuse
from payung.decrees.states import NotAllowed as DecreesNotNow
from payung.membership import actions, present, queries
from payung.membership.forms import AgeForm, ReplaceForm
from payung.membership.rules.refusals import Refused
from payung.membership.states import NotAllowed
from payung.membership.views.reading import NOT_READABLE, WORKERS, chosen_programme
from payung.membership.views.steps import told
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts, ReplacementBy
from payung.shared.dates import Month

MOST_SHOWN = 500


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def age(request: HttpRequest) -> HttpResponse:
    """Whom the programme's rule on age would end: those that stay ticked do."""
    actor, programme = _of_whole(request)
    on = read_day(request.GET.get("pada", "")) or timezone.localdate()
    initial = {"on": on, "last_month": Month.of(on).plus(-1)}
    form = AgeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _aged_out(request, form, programme, actor)
    context = {
        "programme": programme,
        "most": queries.age_at_most(programme_id=programme.id),
        "rows": present.aged_rows(queries.aged_out(programme_id=programme.id, on=on)[:MOST_SHOWN]),
        "form": form,
        "day": f"{on:%d/%m/%Y}",
    }
    return render(request, "membership/age.html", context, status=NOT_READABLE if form.errors else 200)


def _aged_out(request: HttpRequest, form: AgeForm, programme: ProgrammeFacts, actor: Actor) -> HttpResponse:
    ids = [id_ for text in request.POST.getlist("peserta") if (id_ := read_number(text)) is not None]
    on: date = form.cleaned_data["on"]
    try:
        actions.age_out(
            programme_id=programme.id,
            membership_ids=ids,
            on=on,
            last_month=form.cleaned_data["last_month"],
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
        )
    except (Refused, NotAllowed) as refusal:
        return told(request, str(refusal))
    return redirect(f"{reverse('membership:index')}?program={programme.code}&keadaan=ended")


@permit(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def replacements(request: HttpRequest) -> HttpResponse:
    """Places that an ended membership left free, with the next of the reserve list; then a draft of the change."""
    actor, programme = _of_whole(request)
    plan = _planned(programme, actor)
    root = read_number(request.GET.get("sk")) or next(iter(plan), None)
    rows = plan.get(root, [])[:MOST_SHOWN] if root else []
    agreement = programmes.agreement(programme_id=programme.id)
    minutes = agreement is not None and agreement.replacement_by is ReplacementBy.MINUTES
    initial = {"kind": "minutes" if minutes else "amendment", "about": f"Penggantian peserta {programme.name}"}
    form = ReplaceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and root:
        return _drafted(request, form, root, rows, actor)
    context = {
        "programme": programme,
        "rows": rows,
        "roots": list(plan),
        "root": root,
        "form": form,
        "minutes": minutes,
    }
    return render(request, "membership/replacements.html", context, status=NOT_READABLE if form.errors else 200)


def _drafted(request: HttpRequest, form: ReplaceForm, root: int, rows: list[Replacement], actor: Actor) -> HttpResponse:
    by_minutes = form.cleaned_data["kind"] == "minutes"
    kept = [one for one in rows if one.named or not by_minutes]
    act = decrees.replace_by_minutes if by_minutes else decrees.amend_decree
    try:
        drafted = act(
            decree_id=root,
            about=form.cleaned_data["about"],
            out=[one.out for one in kept],
            named=[one.named for one in kept if one.named],
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
        )
    except (DecreesRefuse, DecreesNotNow) as refusal:
        return told(request, str(refusal))
    return redirect("decrees:one", decree_id=drafted.id)


def _planned(programme: ProgrammeFacts, actor: Actor) -> dict[int, list[Replacement]]:
    """By the decree that is amended, what is proposed for its free places."""
    lines = queries.ended_lines(programme_id=programme.id)
    of = queries.decrees_of_lines(line_ids=lines)
    roots = {one.id: one.amends_id or one.id for one in decree_queries.decrees(programme_id=programme.id)}
    found: dict[int, list[Replacement]] = {}
    for one in decrees.replacements_for(line_ids=lines, actor=actor, now=timezone.now()):
        found.setdefault(roots[of[one.out.line_id]], []).append(one)
    return found


def _of_whole(request: HttpRequest) -> tuple[Actor, ProgrammeFacts]:
    actor = actor_of(request)
    _, programme = chosen_programme(request, actor)
    if programme is None or actor.scope != actor.kabupaten:
        raise Http404
    return actor, programme
