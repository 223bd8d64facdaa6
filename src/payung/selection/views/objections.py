"""Objections: received, read, answered; their evidence."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_number
from payung.accounts.rules import Actor, Role
from payung.gateways.sealed_uploads import kept_file
from payung.people import queries as people
from payung.selection import actions, notices
from payung.selection.facts import ObjectionFacts
from payung.selection.forms import AnswerForm, ObjectionForm
from payung.selection.models import Objection
from payung.selection.present import notices as present
from payung.selection.rules.words import ObjectionKind
from payung.selection.states import NotAllowed, ObjectionEvent, ObjectionState
from payung.selection.views import LOOKERS, NOT_READABLE, PREPARERS
from payung.selection.views.notices import found_notice
from payung.selection.views.selections import refused


@permit(*PREPARERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, notice_id: int) -> HttpResponse:
    """A sanggahan is received; `?orang=` says against whom."""
    actor = actor_of(request)
    facts = found_notice(notice_id, actor)
    person_id = read_number(request.POST.get("orang") or request.GET.get("orang"))
    kind = ObjectionKind.AGAINST if person_id else ObjectionKind.OMISSION
    about = people.person(person_id=person_id, actor=actor) if person_id else None
    form = ObjectionForm(request.POST or None, request.FILES or None, initial={"orang": person_id, "jenis": kind})
    context = {"facts": facts, "form": form, "about": about, "headline": present.headline(facts, is_open=True)}
    if request.method != "POST":
        return render(request, "selection/object.html", context)
    if not form.is_valid():
        return render(request, "selection/object.html", context, status=NOT_READABLE)
    try:
        made = actions.record_objection(
            notice_id=notice_id,
            kind=ObjectionKind(form.cleaned_data["jenis"]),
            person_id=person_id,
            about_name=form.cleaned_data["nama"],
            by_name=form.cleaned_data["penyanggah"],
            text=form.cleaned_data["isi"],
            evidence=form.cleaned_data["bukti"],
            request_key=form.cleaned_data["kunci"],
            actor=actor,
            now=timezone.now(),
        )
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return render(request, "selection/object.html", context, status=NOT_READABLE)
    return redirect("selection:objection", notice_id, made.id)


@permit(*LOOKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, notice_id: int, objection_id: int) -> HttpResponse:
    """A sanggahan with its answer; the head answers here."""
    actor = actor_of(request)
    facts = notices.objection_facts(_objection(notice_id, objection_id, actor))
    form = AnswerForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if not form.is_valid():
            status = NOT_READABLE
        else:
            try:
                return _answered(form, facts, actor)
            except NotAllowed as refusal:
                return refused(request, refusal)
    context = {
        "line": present.objection_line(facts),
        "facts": facts,
        "form": form,
        "may_answer": actor.may(Role.HEAD) and facts.state is ObjectionState.OPEN and facts.received_by != actor.key,
        "own": actor.may(Role.HEAD) and facts.received_by == actor.key and facts.state is ObjectionState.OPEN,
    }
    return render(request, "selection/objection.html", context, status=status)


@permit(*LOOKERS)
@require_safe
def evidence(request: HttpRequest, notice_id: int, objection_id: int) -> StreamingHttpResponse:
    """The evidence, unsealed as it goes; who opened it stands in the chain."""
    actor = actor_of(request)
    found = _objection(notice_id, objection_id, actor)
    if not found.evidence_code:
        raise Http404
    actions.open_evidence(objection_id=objection_id, actor=actor, now=timezone.now())
    try:
        sealed = kept_file(found.evidence_code)
    except FileNotFoundError:
        raise Http404 from None
    response = StreamingHttpResponse(sealed, content_type="application/octet-stream")
    response.headers["Content-Length"] = str(sealed.size)
    disposition = content_disposition_header(as_attachment=True, filename=found.evidence_name)
    response.headers["Content-Disposition"] = disposition or ""
    return response


def _answered(form: AnswerForm, facts: ObjectionFacts, actor: Actor) -> HttpResponse:
    actions.answer_objection(
        objection_id=facts.id,
        event=ObjectionEvent(form.cleaned_data["putusan"]),
        answer=form.cleaned_data["jawaban"],
        minutes=form.cleaned_data["berita_acara"],
        actor=actor,
        now=timezone.now(),
    )
    return redirect("selection:objection", facts.notice_id, facts.id)


def _objection(notice_id: int, objection_id: int, actor: Actor) -> Objection:
    found = notices.objection(objection_id=objection_id, actor=actor)
    if found is None or found.notice_id != notice_id:
        raise Http404
    return found
