"""Pages of joins: persons that were said to be one; each join can be taken back."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_page
from payung.matching import actions, present, queries
from payung.matching.forms import ReasonForm
from payung.matching.views.common import ALL, DECIDERS, GET_OR_POST, NOT_READABLE, READERS, asked_words, done, workbook
from payung.people import queries as people


@permit(*READERS)
@require_safe
def joins(request: HttpRequest) -> HttpResponse:
    """Persons that were said to be one."""
    actor, words, on_paper = actor_of(request), asked_words(request), "cetak" in request.GET
    wanted = 1 if on_paper else read_page(request.GET.get("hal"))
    start, count = (wanted - 1) * present.PER_PAGE, ALL if on_paper else present.PER_PAGE
    shown = queries.joins(actor=actor, words=words, start=start, count=count)
    context = {
        "page": present.joins_page(shown, kabupaten=actor.kabupaten, words=words, wanted=wanted),
        "tabs": present.tabs(request.path, actor=actor),
        "asked": {"cari": words},
        "on_paper": on_paper,
        "may_decide": actor.may(*DECIDERS),
    }
    return render(request, "matching/joins.html", context)


@permit(*READERS)
@require_safe
def joins_download(request: HttpRequest) -> FileResponse:
    """The same joins as a workbook."""
    actor = actor_of(request)
    shown = queries.joins(actor=actor, words=asked_words(request), count=ALL)
    rows = present.join_cells(shown.joins, kabupaten=actor.kabupaten)
    return workbook(_("Penggabungan orang"), present.join_columns(), rows, name="penggabungan.xlsx")


@permit(*DECIDERS)
@GET_OR_POST
def join(request: HttpRequest, kept_id: int, joined_id: int) -> HttpResponse:
    """Two persons side by side, and that they are one."""
    actor, form = actor_of(request), ReasonForm(request.POST or None)
    sides = [people.person(person_id=id_, actor=actor) for id_ in (kept_id, joined_id)]
    if None in sides:
        raise Http404
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["alasan"]
        return done(
            request,
            lambda: actions.join_persons(
                kept_id=kept_id, joined_id=joined_id, reason=reason, actor=actor, now=timezone.now()
            ),
            to="matching:joins",
        )
    context = {"form": form, "pairs": present.person_pairs(*sides, kabupaten=actor.kabupaten)}  # type: ignore[arg-type]
    return render(request, "matching/join.html", context, status=NOT_READABLE if form.errors else 200)


@permit(*DECIDERS)
@GET_OR_POST
def part(request: HttpRequest, joined_id: int) -> HttpResponse:
    """A join is taken back."""
    actor, form = actor_of(request), ReasonForm(request.POST or None)
    standing = [one for one in queries.joins_of(person_id=joined_id, actor=actor) if one.joined_id == joined_id]
    if not standing:
        raise Http404
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["alasan"]
        return done(
            request,
            lambda: actions.undo_join(joined_id=joined_id, reason=reason, actor=actor, now=timezone.now()),
            to="matching:joins",
        )
    rows = present.join_rows(standing[:1], kabupaten=actor.kabupaten)
    context = {"form": form, "join": rows[0]}
    return render(request, "matching/part.html", context, status=NOT_READABLE if form.errors else 200)
