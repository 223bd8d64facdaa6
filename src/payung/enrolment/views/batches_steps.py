"""What moves a batch on. Each page sends the key of its request along: sent twice, it acts once."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor, Role
from payung.accounts.wording import number
from payung.enrolment import actions, batch_jobs, queries
from payung.enrolment.forms.batches import (
    BatchForm,
    BecauseForm,
    DetailsForm,
    DraftForm,
    FilledForm,
    SentForm,
    TakeForm,
)
from payung.enrolment.layouts import layout_named
from payung.enrolment.missing_lists import read_missing
from payung.enrolment.models import Batch
from payung.enrolment.present import batches as present
from payung.enrolment.queries.batches_missing import known_of
from payung.enrolment.rules.batches_details import Written
from payung.enrolment.rules.batches_refusals import FactsMissing, Refused
from payung.enrolment.states import Kind, NotAllowed
from payung.enrolment.views.batches import found_batch
from payung.gateways.spreadsheets.empty_list import XLSX
from payung.intake.watching_page import watch
from payung.jobs.watching import AT_ONCE
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts

NOT_READABLE, CONFLICT = 422, 409
F = TypeVar("F", bound=BatchForm)


@permit(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """A batch is drawn up: who would be in it, and who is held back; many by a worker."""
    programme, fund, kind = _asked(request)
    found = queries.to_send(programme_id=programme.id, fund_id=fund.id, kind=kind)
    form = DraftForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {
            "form": form,
            "programme": programme,
            "fund": fund,
            "kind": present.KIND_WORDS[kind],
            "about": present.KIND_ABOUT[kind],
            "count": number(len(found.wanted)),
            "held": present.held_words(waiting=found.waiting, refused=found.refused),
            "has_month": kind is not Kind.CHANGE,
            "must_have_month": kind in (Kind.MOVE, Kind.END),
        }
        return render(request, "enrolment/batch_draft.html", context, status=NOT_READABLE if form.errors else 200)
    effective = form.cleaned_data["effective_month"]
    if len(found.wanted) > AT_ONCE:
        job_id = batch_jobs.enqueue_drafting(
            programme_id=programme.id,
            fund_id=fund.id,
            kind=kind,
            effective=effective,
            request_key=form.key,
            user_id=int(request.user.pk or 0),
        )
        return redirect("enrolment:batch_job", job_id=job_id)
    try:
        batch = actions.draft_batch(
            programme_id=programme.id,
            fund_id=fund.id,
            kind=kind,
            effective_month=effective,
            request_key=form.key,
            actor=actor_of(request),
            now=timezone.now(),
        )
    except (Refused, NotAllowed) as refusal:
        return told(request, str(refusal))
    return redirect("enrolment:batch", batch_id=batch.id)


def _asked(request: HttpRequest) -> tuple[ProgrammeFacts, FundFacts, Kind]:
    """The programme, fund and kind of the address. Raises Http404."""
    kabupaten, asked = actor_of(request).kabupaten, request.GET
    programme = programmes.programme(kabupaten=kabupaten, code=asked.get("program", ""))
    funds = programmes.funds(programme_id=programme.id) if programme else ()
    fund = next((one for one in funds if one.code == asked.get("dana")), None)
    if programme is None or fund is None or asked.get("jenis") not in [*Kind]:
        raise Http404
    return programme, fund, Kind(asked["jenis"])


@permit(Role.OPERATOR)
@require_safe
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """How far the worker is that draws up a batch or makes its workbook."""
    words = {
        "susun": _("Tersusun %(done)s dari %(total)s orang"),
        "buku": _("Tertulis %(done)s dari %(total)s baris buku kerja"),
    }
    return watch(
        request,
        job_id=job_id,
        title=_("Batch sedang dikerjakan"),
        words=words,
        back=reverse("enrolment:batches"),
        to=lambda batch_id: reverse("enrolment:batch", args=[int(batch_id)]),
    )


@permit(Role.OPERATOR)
@require_POST
def export(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The workbook is made, and the batch frozen. Who lacks something is listed instead."""
    form, batch = BatchForm(request.POST), found_batch(batch_id, actor_of(request))
    if not form.is_valid():
        return told(request, _("Muat ulang halaman batch ini, lalu ulangi langkahnya."))
    if batch.line_count > AT_ONCE:
        key = form.key
        job_id = batch_jobs.enqueue_exporting(batch_id=batch_id, request_key=key, user_id=int(request.user.pk or 0))
        return redirect("enrolment:batch_job", job_id=job_id)
    try:
        actions.export_batch(batch_id=batch_id, request_key=form.key, actor=actor_of(request), now=timezone.now())
    except FactsMissing:
        return redirect("enrolment:batch_missing", batch_id=batch_id)
    except (Refused, NotAllowed) as refusal:
        return told(request, str(refusal))
    return redirect("enrolment:batch", batch_id=batch_id)


@permit(Role.OPERATOR)
@require_POST
def take(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """The workbook leaves, unsealed as it goes, with a reason that is recorded."""
    form = TakeForm(request.POST)
    because = form.cleaned_data["because"] if form.is_valid() else ""
    try:
        name, sealed = actions.take_workbook(
            batch_id=batch_id, because=because, actor=actor_of(request), now=timezone.now()
        )
    except (Refused, NotAllowed) as refusal:
        return told(request, str(refusal))
    response = StreamingHttpResponse(sealed, content_type=XLSX)  # Django closes it
    response.headers["Content-Length"] = str(sealed.size)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


@permit(Role.OPERATOR)
@require_POST
def send(request: HttpRequest, batch_id: int) -> HttpResponse:
    """BPJS has the workbook."""

    def act(form: SentForm, actor: Actor, now: datetime) -> object:
        return actions.mark_sent(
            batch_id=batch_id,
            sent_date=form.cleaned_data["sent_date"],
            reference=form.cleaned_data["reference"],
            request_key=form.key,
            actor=actor,
            now=now,
        )

    return _done(request, batch_id, SentForm(request.POST), act)


@permit(Role.OPERATOR)
@require_POST
def set_aside(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The batch is never sent."""

    def act(form: BecauseForm, actor: Actor, now: datetime) -> object:
        because = form.cleaned_data["because"]
        return actions.set_aside(batch_id=batch_id, because=because, request_key=form.key, actor=actor, now=now)

    return _done(request, batch_id, BecauseForm(request.POST), act)


@permit(Role.OPERATOR)
@require_POST
def drop(request: HttpRequest, batch_id: int, line_id: int) -> HttpResponse:
    """One person goes out of the draft."""

    def act(form: BecauseForm, actor: Actor, now: datetime) -> object:
        return actions.drop_lines(
            batch_id=batch_id,
            line_ids=[line_id],
            because=form.cleaned_data["because"],
            request_key=form.key,
            actor=actor,
            now=now,
        )

    return _done(request, batch_id, BecauseForm(request.POST), act)


@permit(Role.OPERATOR)
@require_POST
def again(request: HttpRequest, batch_id: int, line_id: int) -> HttpResponse:
    """A refused person may go into a new batch as they are."""

    def act(form: BecauseForm, actor: Actor, now: datetime) -> object:
        return actions.send_again(
            batch_id=batch_id,
            line_ids=[line_id],
            because=form.cleaned_data["because"],
            request_key=form.key,
            actor=actor,
            now=now,
        )

    return _done(request, batch_id, BecauseForm(request.POST), act)


@permit(Role.OPERATOR)
@require_POST
def complete(request: HttpRequest, batch_id: int, line_id: int) -> HttpResponse:
    """What BPJS asks of one person is written down."""
    actor = actor_of(request)
    found_batch(batch_id, actor)
    asked, _lacks = known_of(batch_id=batch_id, line_id=line_id)

    def act(form: DetailsForm, actor: Actor, now: datetime) -> object:
        written = [Written(line_id=line_id, field=field, value=value) for field, value in form.written().items()]
        return actions.complete_details(
            batch_id=batch_id,
            written=written,
            source=_("ditulis di halaman batch"),
            request_key=form.key,
            actor=actor,
            now=now,
        )

    answer = _done(request, batch_id, DetailsForm(request.POST, asked=asked), act)
    return redirect("enrolment:batch_missing", batch_id=batch_id) if answer.status_code == 302 else answer


@permit(Role.OPERATOR)
@require_POST
def filled(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The workbook of what was lacking came back."""
    batch = found_batch(batch_id, actor_of(request))

    def act(form: FilledForm, actor: Actor, now: datetime) -> object:
        came = form.cleaned_data["file"]
        row = Batch.objects.get(id=batch_id)
        written = read_missing(came=came, batch=row, layout=layout_named(batch.layout))
        return actions.complete_details(
            batch_id=batch_id,
            written=written,
            source=came.name or "",
            request_key=form.key,
            actor=actor,
            now=now,
        )

    answer = _done(request, batch_id, FilledForm(request.POST, request.FILES), act)
    return redirect("enrolment:batch_missing", batch_id=batch_id) if answer.status_code == 302 else answer


def _done(request: HttpRequest, batch_id: int, form: F, act: Callable[[F, Actor, datetime], object]) -> HttpResponse:
    """The act is done and its batch shown; or the refusal, or what the form lacks, in a sentence."""
    actor = actor_of(request)
    found_batch(batch_id, actor)
    if not form.is_valid():
        return told(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
    try:
        act(form, actor, timezone.now())
    except (Refused, NotAllowed) as refusal:
        return told(request, str(refusal))
    return redirect("enrolment:batch", batch_id=batch_id)


def told(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "payung/not_allowed.html", {"sentence": sentence}, status=CONFLICT)
