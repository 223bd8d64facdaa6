"""Belum diklaim: who died and whose family has no money yet. Each sees those of their own part of the map."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_page
from payung.accounts.rules import Role
from payung.claims.actions import reporting as actions
from payung.claims.forms.reporting import OpenForm
from payung.claims.present import unclaimed as present
from payung.claims.present.lists import PAGE, last_page, page
from payung.claims.queries.claims import of_death
from payung.claims.queries.told_dead import tellings
from payung.claims.queries.unclaimed import unclaimed
from payung.claims.views.reports import CONFLICT, NOT_READABLE, REFUSALS, WORKERS
from payung.gateways.lists.download import as_excel
from payung.people import queries as people

READERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
_ASKED = ("cari", "bagian", "desa", "urut")


@permit(*READERS)
@require_safe
def report(request: HttpRequest) -> HttpResponseBase:
    """The known dead without a paid claim, and accidents that wait for stage II."""
    actor, today = actor_of(request), timezone.localdate()
    asked = {name: request.GET.get(name, "")[:100] for name in _ASKED}
    told = unclaimed(actor=actor, today=today)
    found = present.chosen(
        told.deaths, words=asked["cari"], part=asked["bagian"], desa_code=asked["desa"], order=asked["urut"]
    )
    if "excel" in request.GET:
        rows = present.excel_rows(present.rows(found, today=today))
        return as_excel(title=_("Belum diklaim"), headings=present.headings(), rows=rows)
    count, on_paper = len(found), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), last_page(count))
    cut = found if on_paper else found[(at - 1) * PAGE : at * PAGE]
    context = {
        "headline": present.headline(told),
        "sign": "uncovered" if told.deaths else "covered",
        "rows": present.rows(cut, today=today, may_open=actor.may(*WORKERS)),
        "accidents": present.accident_rows(told.accidents, today=today),
        "page": page(told=present.counted(count), count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "has_any": bool(told.deaths),
        "parts": present.PARTS.items(),
        "desas": present.desas(told.deaths),
        "orders": present.ORDER_WORDS.items(),
        "on_paper": on_paper,
    }
    return render(request, "claims/unclaimed.html", context)


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def open_claim(request: HttpRequest, person_id: int) -> HttpResponse:
    """What a desa, an officer or Dukcapil told of a death becomes a claim; its day is asked where nobody told it."""
    actor, now = actor_of(request), timezone.now()
    person = people.person(person_id=person_id, actor=actor)
    if person is None:
        raise Http404
    claimed = of_death(person_ids=(person.person_id, *person.joined_ids), actor=actor)
    if claimed is not None and request.method != "POST":
        return redirect("claims:claim", claim_id=claimed.id)
    told = tellings(actor=actor, today=timezone.localdate(now), humans=[person.person_id]).get(person.person_id)
    form, status = OpenForm(request.POST or None, initial={"event_date": told.died_on if told else None}), 200
    if request.method == "POST":
        status = NOT_READABLE
        if form.is_valid():
            try:
                claim_id = actions.open_for_death(
                    person_id=person.person_id,
                    death_date=form.cleaned_data["event_date"],
                    request_key=form.key,
                    actor=actor,
                    now=now,
                )
                return redirect("claims:claim", claim_id=claim_id)
            except REFUSALS as refusal:
                form.add_error(None, str(refusal))
                status = CONFLICT
    context = {"person": person, "told": present.telling(told) if told else "", "form": form}
    return render(request, "claims/open_for_death.html", context, status=status)
