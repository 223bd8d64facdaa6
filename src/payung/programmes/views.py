"""Pages of programmes: all of them, one whole, and the forms that set it up."""

from collections.abc import Callable

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Role
from payung.programmes import actions, present, queries
from payung.programmes.forms import (
    AgreementForm,
    CalendarForm,
    CriteriaForm,
    FundForm,
    ProgrammeForm,
    QuotaForm,
    written_criteria,
)
from payung.programmes.list_forms import HolidaysForm, NeedsForm
from payung.programmes.rules.plan import ProgrammeRefused
from payung.programmes.rules.setup import CriteriaFacts, ProgrammeFacts

READERS = (*actions.SETTERS, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR)
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
NOT_READABLE = 422


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All programmes of the kabupaten, the latest first."""
    actor = actor_of(request)
    rows = [present.row(one) for one in queries.programmes(kabupaten=actor.kabupaten)]
    return render(request, "programmes/index.html", {"rows": rows, "may_set": actor.may(*actions.SETTERS)})


@permit(*actions.SETTERS)
@GET_OR_POST
def new(request: HttpRequest) -> HttpResponse:
    """A programme is opened with the shipped criteria."""
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan = form.plan()
        if _done(form, lambda: actions.open_programme(plan=plan, actor=actor_of(request), now=timezone.now())):
            return redirect("programmes:programme", code=plan.code)
    return _asking(request, form, title=_("Buka program"), act=_("Buka program"), back=reverse("programmes:index"))


@permit(*READERS)
@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """All that is stored of a programme."""
    found = _programme(request, code)
    context = {
        "programme": found,
        "months": present.months(found),
        "about": present.about(found),
        "funds": present.funds(found),
        "quotas": present.quotas(found),
        "needs": present.needs(found),
        "holidays": present.holidays(found),
        "criteria": present.criteria(queries.criteria(programme_id=found.id)),
        "versions": present.versions(found),
        "may_set": actor_of(request).may(*actions.SETTERS),
    }
    return render(request, "programmes/programme.html", context)


@permit(*actions.SETTERS)
@GET_OR_POST
def fund(request: HttpRequest, code: str) -> HttpResponse:
    """A fund, new or changed (`?kode=`)."""
    found = _programme(request, code)
    known = {one.code: one for one in queries.funds(programme_id=found.id)}
    chosen = known.get(request.GET.get("kode", ""))
    begun = (
        {
            "kode": chosen.code,
            "jenis": chosen.kind,
            "nama": chosen.name,
            "pagu": chosen.ceiling_rp,
            "wadah": chosen.wadah,
            "npw": chosen.npw,
            "pekerjaan": sorted(chosen.occupations),
        }
        if chosen
        else {}
    )
    form = FundForm(request.POST or None, initial=begun)
    return _set(
        request,
        found,
        form,
        lambda: actions.set_fund(programme_id=found.id, fund=form.plan(), actor=actor_of(request), now=timezone.now()),
        title=_("Sumber dana"),
    )


@permit(*actions.SETTERS)
@GET_OR_POST
def quota(request: HttpRequest, code: str) -> HttpResponse:
    """The most places for somebody, new or changed."""
    found, form = _programme(request, code), QuotaForm(request.POST or None)
    return _set(
        request,
        found,
        form,
        lambda: actions.set_quotas(
            programme_id=found.id, quotas=[form.quota()], actor=actor_of(request), now=timezone.now()
        ),
        title=_("Kuota"),
    )


@permit(*actions.SETTERS)
@GET_OR_POST
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    """The PKS."""
    found = _programme(request, code)
    known = queries.agreement(programme_id=found.id)
    begun = (
        {
            "nomor": known.number,
            "ditandatangani": known.signed_date,
            "mulai": known.first_date,
            "sampai": known.last_date,
            "termin": known.term_months,
            "batas": known.cut_off_day,
            "penggantian": known.replacement_by,
            "pasal": known.replacement_clause,
        }
        if known
        else {}
    )
    form = AgreementForm(request.POST or None, initial=begun)
    return _set(
        request,
        found,
        form,
        lambda: actions.set_agreement(
            programme_id=found.id, agreement=form.agreement(), actor=actor_of(request), now=timezone.now()
        ),
        title=_("PKS dengan BPJS"),
    )


@permit(*actions.SETTERS)
@GET_OR_POST
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The days of the budget year."""
    found = _programme(request, code)
    known = queries.calendar(programme_id=found.id)
    begun = {
        "mulai": known.budget_from_date,
        "perubahan": known.budget_revision_date,
        "terakhir": known.last_payment_order_date,
    }
    form = CalendarForm(request.POST or None, initial=begun)
    return _set(
        request,
        found,
        form,
        lambda: actions.set_calendar(
            programme_id=found.id, calendar=form.calendar(), actor=actor_of(request), now=timezone.now()
        ),
        title=_("Kalender anggaran"),
    )


@permit(*actions.SETTERS)
@GET_OR_POST
def holidays(request: HttpRequest, code: str) -> HttpResponse:
    """Days off of the kabupaten, which deadlines in working days pass over."""
    found = _programme(request, code)
    form = HolidaysForm(request.POST or None, initial={"hari": present.holidays_written(found)})
    return _set(
        request,
        found,
        form,
        lambda: actions.add_holidays(holidays=form.cleaned_data["hari"], actor=actor_of(request), now=timezone.now()),
        title=_("Hari libur"),
    )


@permit(*actions.SETTERS)
@GET_OR_POST
def needs(request: HttpRequest, code: str) -> HttpResponse:
    """What each desa says it needs."""
    found = _programme(request, code)
    begun = {
        "kebutuhan": present.needs_written(found),
        "sumber": "; ".join(queries.needs_sources(programme_id=found.id))[:120],
    }
    form = NeedsForm(request.POST or None, initial=begun, kabupaten=found.kabupaten)
    return _set(
        request,
        found,
        form,
        lambda: actions.state_needs(
            programme_id=found.id,
            needs=form.cleaned_data["kebutuhan"],
            source=form.cleaned_data["sumber"],
            actor=actor_of(request),
            now=timezone.now(),
        ),
        title=_("Kebutuhan desa"),
    )


@permit(*actions.SETTERS)
@GET_OR_POST
def criteria(request: HttpRequest, code: str) -> HttpResponse:
    """A new version: first what it changes is shown, then it is stored."""
    found = _programme(request, code)
    last = queries.criteria(programme_id=found.id)
    form = CriteriaForm(request.POST or None, initial=written_criteria(last.conditions, last.weights))
    changes: list[str] | None = None
    if request.method == "POST" and form.is_valid():
        wanted = _version(last, form)
        changes = present.changes(last, wanted)
        if "simpan" in request.POST and _done(form, lambda: _stored(request, found, wanted)):
            return redirect("programmes:programme", code=code)
    context = {"programme": found, "form": form, "changes": changes, "last": last}
    return render(request, "programmes/criteria.html", context, status=NOT_READABLE if form.errors else 200)


def _version(last: CriteriaFacts, form: CriteriaForm) -> CriteriaFacts:
    return CriteriaFacts(
        id=0,
        number=last.number + 1,
        because=form.cleaned_data["alasan"],
        conditions=form.conditions(),
        weights=form.cleaned_data["bobot"],
    )


def _stored(request: HttpRequest, found: ProgrammeFacts, wanted: CriteriaFacts) -> CriteriaFacts:
    return actions.new_criteria(
        programme_id=found.id,
        conditions=wanted.conditions,
        weights=wanted.weights,
        because=wanted.because,
        actor=actor_of(request),
        now=timezone.now(),
    )


def _set(
    request: HttpRequest, found: ProgrammeFacts, form: django_forms.Form, act: Callable[[], object], *, title: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and _done(form, act):
        return redirect("programmes:programme", code=found.code)
    back = reverse("programmes:programme", args=[found.code])
    return _asking(request, form, title=f"{title} – {found.name}", act=_("Simpan"), back=back)


def _asking(request: HttpRequest, form: django_forms.Form, *, title: str, act: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "act": act, "back": back}
    return render(request, "programmes/asking.html", context, status=NOT_READABLE if form.errors else 200)


def _done(form: django_forms.Form, act: Callable[[], object]) -> bool:
    """Whether the act was done; a refusal stands above the form, sentence by sentence."""
    try:
        act()
    except ProgrammeRefused as refused:
        for sentence in refused.sentences:
            form.add_error(None, sentence)
        return False
    return True


def _programme(request: HttpRequest, code: str) -> ProgrammeFacts:
    found = queries.programme(kabupaten=actor_of(request).kabupaten, code=code)
    if found is None:
        raise Http404
    return found
