"""Pages of eligibility: where a programme stands, its people by verdict and reason, one person with a ruling."""

from collections.abc import Callable
from tempfile import TemporaryFile
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor, Role
from payung.eligibility import actions, held, present, queries, tasks
from payung.eligibility.forms import ReasonForm, RulingForm
from payung.eligibility.models import Judgement
from payung.eligibility.queries import RunFacts
from payung.eligibility.rules.judging import KINDS
from payung.eligibility.rules.reasons import HEADLINES
from payung.eligibility.rules.refusals import NotAllowed
from payung.eligibility.rules.words import Verdict
from payung.gateways.lists.workbook import write_list
from payung.intake.watching_page import watch
from payung.jobs.watching import AT_ONCE
from payung.matching.queries import proposed
from payung.people import queries as people
from payung.programmes import queries as programmes
from payung.programmes.rules.criteria import NAMES
from payung.programmes.rules.setup import CriterionKind, ProgrammeFacts

READERS = (*actions.JUDGES, Role.INSPECTOR)
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
NOT_READABLE, CONFLICT = 422, 409
_ON_PAPER = 1000
_SORTS = {"desa": ("desa_code", "person_id"), "umur": ("-age", "person_id"), "": ("person_id",)}


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All programmes, with their latest run."""
    found = programmes.programmes(kabupaten=actor_of(request).kabupaten)
    rows = [(one, present.headline(one, queries.latest_run(programme_id=one.id))) for one in found]
    return render(request, "eligibility/index.html", {"rows": rows})


@permit(*READERS)
@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """The latest run: counts by verdict and by reason, and the people asked for."""
    actor, found = actor_of(request), _programme(request, code)
    run = queries.latest_run(programme_id=found.id)
    context: dict[str, object] = {
        "programme": found,
        "headline": present.headline(found, run),
        "may_judge": actor.may(*actions.JUDGES) and actor.sees(actor.kabupaten),
    }
    if run is not None:
        context |= _of_run(request, found, run, actor)
    return render(request, "eligibility/programme.html", context)


@permit(*READERS)
@require_safe
def download(request: HttpRequest, code: str) -> FileResponse:
    """The people asked for, as a workbook without NIK."""
    actor, found = actor_of(request), _programme(request, code)
    run = queries.latest_run(programme_id=found.id)
    if run is None:
        raise Http404
    asked = _asked(request)
    shown = queries.told_judgements(_chosen(run, actor, asked))
    out = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_list(
        out=out,
        title=_("Kelayakan %(code)s") % {"code": code},
        columns=present.list_columns(),
        rows=present.list_rows(
            shown,
            criteria=programmes.criteria_by_id(criteria_id=run.criteria_id),
            rulings=queries.active_rulings(programme_id=found.id),
            kabupaten=actor.kabupaten,
        ),
    )
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"kelayakan-{code}.xlsx")


@permit(*actions.JUDGES)
@require_POST
def judge(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody proposed is judged: few at once, many by a worker, whose page tells how far it is."""
    found, today = _programme(request, code), timezone.localdate()
    if len(proposed(programme_id=found.id).person_id) > AT_ONCE:
        job_id = tasks.enqueue(programme_id=found.id, on_date=today, user_id=int(request.user.pk or 0))
        return redirect("eligibility:judging", code=code, job_id=job_id)
    try:
        actions.judge_candidates(
            programme_id=found.id,
            on_date=today,
            held=held.in_period_before(programme_id=found.id),
            actor=actor_of(request),
            now=timezone.now(),
        )
    except NotAllowed as refusal:
        return render(request, "payung/not_allowed.html", {"sentence": str(refusal)}, status=CONFLICT)
    return redirect("eligibility:programme", code=code)


@permit(*actions.JUDGES)
@require_safe
def judging(request: HttpRequest, code: str, job_id: UUID) -> HttpResponse:
    """How far the worker is that judges."""
    found = _programme(request, code)
    here = reverse("eligibility:programme", args=[code])
    words = {"nilai": _("Dinilai %(done)s dari %(total)s orang")}
    title = _("Menilai calon %(programme)s") % {"programme": found.name}
    return watch(request, job_id=job_id, title=title, words=words, back=here, to=lambda _run: here)


@permit(*READERS)
@GET_OR_POST
def person(request: HttpRequest, code: str, person_id: int) -> HttpResponse:
    """Why somebody is or is not eligible, and what the head has ruled."""
    actor, found = actor_of(request), _programme(request, code)
    who = people.person(person_id=person_id, actor=actor)
    if who is None:
        raise Http404
    form = RulingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return _done(
            request,
            lambda: actions.rule_on_person(
                programme_id=found.id,
                person_id=who.person_id,
                verdict=Verdict(said["putusan"]),
                reason=said["alasan"],
                actor=actor,
                now=timezone.now(),
            ),
            form,
            lambda: _shown_person(request, found, person_id, form),
        )
    return _shown_person(request, found, person_id, form)


@permit(*actions.RULERS)
@require_POST
def revoke(request: HttpRequest, code: str, person_id: int, ruling_id: int) -> HttpResponse:
    """A ruling is taken back, with the reason."""
    found, form = _programme(request, code), ReasonForm(request.POST)
    if form.is_valid():
        return _done(
            request,
            lambda: actions.revoke_ruling(
                ruling_id=ruling_id,
                because=form.cleaned_data["alasan"],
                actor=actor_of(request),
                now=timezone.now(),
            ),
            form,
            lambda: _shown_person(request, found, person_id, form),
            back=reverse("eligibility:person", args=[code, person_id]),
        )
    return _shown_person(request, found, person_id, form)


def _of_run(request: HttpRequest, found: ProgrammeFacts, run: RunFacts, actor: Actor) -> dict[str, object]:
    asked = _asked(request)
    criteria = programmes.criteria_by_id(criteria_id=run.criteria_id)
    marks = queries.mark_counts(run_id=run.id, scope=actor.scope)
    rows = _chosen(run, actor, asked)
    on_paper = "cetak" in request.GET
    wanted = 1 if on_paper else read_page(request.GET.get("hal"))
    start, most = (wanted - 1) * present.PER_PAGE, _ON_PAPER if on_paper else present.PER_PAGE
    lines = present.lines(
        queries.told_judgements(rows[start : start + most]),
        code=found.code,
        criteria=criteria,
        rulings=queries.active_rulings(programme_id=found.id),
        kabupaten=actor.kabupaten,
    )
    counts = queries.verdict_counts(run_id=run.id, scope=actor.scope)
    return {
        "about": present.about(run, criteria),
        "heaps": present.heaps(counts, code=found.code, chosen=present.SLUGS.get(asked["hasil"])),
        "by_reason": present.by_reason(marks, code=found.code),
        "page": present.page(lines, count=rows.count(), wanted=wanted, code=found.code, asked=asked),
        "asked": asked,
        "kinds": [(str(kind), NAMES[kind]) for kind in KINDS],
        "verdicts": [(slug, HEADLINES[verdict]) for slug, verdict in present.SLUGS.items()],
        "on_paper": on_paper,
    }


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip() for name in ("hasil", "syarat", "cari", "urut")}


def _chosen(run: RunFacts, actor: Actor, asked: dict[str, str]) -> "QuerySet[Judgement]":
    kind = asked["syarat"]
    found = queries.judgements(
        run_id=run.id,
        scope=actor.scope,
        verdict=present.SLUGS.get(asked["hasil"]),
        failing=KINDS.index(CriterionKind(kind)) if kind in KINDS else None,
    )
    if asked["cari"]:
        named = [one.person_id for one in people.search(actor=actor, words=asked["cari"])]
        found = found.filter(person_id__in=named)
    return found.order_by(*_SORTS.get(asked["urut"], _SORTS[""]))


def _shown_person(request: HttpRequest, found: ProgrammeFacts, person_id: int, form: ReasonForm) -> HttpResponse:
    actor = actor_of(request)
    who = people.person(person_id=person_id, actor=actor)
    run = queries.latest_run(programme_id=found.id)
    if who is None or run is None:
        raise Http404
    one = queries.judgement(run_id=run.id, person_id=who.person_id)
    ruled = queries.rulings_on(programme_id=found.id, person_id=who.person_id)
    active = next((ruling for ruling in ruled if ruling.revoked_at is None), None)
    criteria = programmes.criteria_by_id(criteria_id=run.criteria_id)
    verdict = active.verdict if active else one.verdict if one else None
    context = {
        "programme": found,
        "who": who,
        "desa": present.desa_name(who.desa_code, kabupaten=actor.kabupaten),
        "headline": HEADLINES[verdict] if verdict else _("Belum dinilai"),
        "sign": present.SIGNS[verdict] if verdict else "waiting",
        "judged_as": present.judged_as(one) if one else "",
        "about": present.about(run, criteria),
        "reasons": present.reasons(one, criteria) if one else [],
        "also": present.also_proposed(one, person_id=who.person_id) if one else [],
        "active": active,
        "rulings": [present.ruling_words(ruling) for ruling in ruled],
        "may_rule": actor.may(*actions.RULERS),
        "form": form if not active else (form if not isinstance(form, RulingForm) else ReasonForm()),
    }
    return render(request, "eligibility/person.html", context, status=NOT_READABLE if form.errors else 200)


def _done(
    request: HttpRequest,
    act: Callable[[], object],
    form: ReasonForm,
    again: Callable[[], HttpResponse],
    back: str = "",
) -> HttpResponse:
    """The act, then back to the page; a refusal stands above the form."""
    try:
        act()
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return again()
    return redirect(back or request.path)


def _programme(request: HttpRequest, code: str) -> ProgrammeFacts:
    found = programmes.programme(kabupaten=actor_of(request).kabupaten, code=code)
    if found is None:
        raise Http404
    return found
