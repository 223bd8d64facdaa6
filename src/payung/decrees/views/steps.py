"""What moves a decree on. Each page sends the key of its request along: sent twice, it acts once."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_number
from payung.accounts.rules import Actor, Role
from payung.decrees import actions, files, queries, tasks
from payung.decrees.forms import (
    AmendForm,
    CorrectionForm,
    DraftForm,
    InForceForm,
    ReasonForm,
    RequestForm,
    SignForm,
    SigningForm,
)
from payung.decrees.letters import bupati
from payung.decrees.printing import is_long
from payung.decrees.rules.refusals import Refused
from payung.decrees.states import CorrectionKind, Kind, NotAllowed
from payung.decrees.views.reading import WORKERS, found_decree
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ReplacementBy
from payung.selection import queries as selections

NOT_READABLE, CONFLICT = 422, 409
F = TypeVar("F", bound=RequestForm)


def _told(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "payung/not_allowed.html", {"sentence": sentence}, status=CONFLICT)


def _sent(request: HttpRequest, decree_id: int, form: F, act: Callable[[F, Actor, datetime], object]) -> HttpResponse:
    """The act is done and its decree shown; or the refusal, or what the form lacks, in a sentence."""
    actor = actor_of(request)
    found_decree(decree_id, actor)
    if not form.is_valid():
        sentences = " ".join(str(one) for errors in form.errors.values() for one in errors)
        return _told(request, sentences)
    try:
        act(form, actor, timezone.now())
    except (Refused, NotAllowed) as refusal:
        return _told(request, str(refusal))
    return redirect("decrees:one", decree_id=decree_id)


@permit(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """A decree is drafted from the selection that stands."""
    actor = actor_of(request)
    programme = programmes.programme(kabupaten=actor.kabupaten, code=request.GET.get("program", ""))
    if programme is None:
        raise Http404
    selection = selections.standing(programme_id=programme.id)
    form = DraftForm(request.POST or None, initial={"about": f"Penerima bantuan iuran {programme.name}"})
    before = actions.remembered(programme_id=programme.id, kind=Kind.FIRST)
    signing = SigningForm(
        request.POST or None,
        kind=Kind.FIRST,
        initial=asdict(before) | {"signer_title": before.signer_title or bupati()},
    )
    if request.method != "POST" or selection is None or not form.is_valid() or not signing.is_valid():
        context = {"form": form, "signing": signing, "programme": programme, "selection": selection}
        return render(request, "decrees/draft.html", context, status=NOT_READABLE if form.errors else 200)
    try:
        decree = actions.draft_decree(
            programme_id=programme.id,
            selection_id=selection.id,
            about=form.cleaned_data["about"],
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
            signing=signing.signing(before=before),
        )
    except (Refused, NotAllowed) as refusal:
        return _told(request, str(refusal))
    return redirect("decrees:one", decree_id=decree.id)


@permit(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def signers(request: HttpRequest, decree_id: int) -> HttpResponse:
    """Who signs, where, on which regulations: while it is a draft."""
    decree = found_decree(decree_id, actor_of(request))
    form = SigningForm(request.POST or None, kind=decree.kind, initial=asdict(decree.signing))
    if request.method != "POST" or not form.is_valid():
        context = {"decree": decree, "form": form}
        return render(request, "decrees/signers.html", context, status=NOT_READABLE if form.errors else 200)
    return _sent(
        request,
        decree_id,
        form,
        lambda form, actor, now: actions.set_signing(
            decree_id=decree_id,
            signing=form.signing(before=decree.signing),
            request_key=form.key,
            actor=actor,
            now=now,
        ),
    )


@permit(*WORKERS)
@require_POST
def check(request: HttpRequest, decree_id: int) -> HttpResponse:
    return _sent(
        request,
        decree_id,
        RequestForm(request.POST),
        lambda form, actor, now: actions.check_decree(
            decree_id=decree_id,
            request_key=form.key,
            actor=actor,
            now=now,
            names_seen=read_number(request.POST.get("nama")),
        ),
    )


@permit(*WORKERS)
@require_POST
def give_back(request: HttpRequest, decree_id: int) -> HttpResponse:
    return _sent(
        request,
        decree_id,
        ReasonForm(request.POST),
        lambda form, actor, now: actions.return_decree(
            decree_id=decree_id, because=form.cleaned_data["because"], request_key=form.key, actor=actor, now=now
        ),
    )


@permit(Role.HEAD)
@require_POST
def send(request: HttpRequest, decree_id: int) -> HttpResponse:
    return _sent(
        request,
        decree_id,
        RequestForm(request.POST),
        lambda form, actor, now: actions.send_for_signature(
            decree_id=decree_id, request_key=form.key, actor=actor, now=now
        ),
    )


@permit(*WORKERS)
@require_POST
def set_aside(request: HttpRequest, decree_id: int) -> HttpResponse:
    return _sent(
        request,
        decree_id,
        ReasonForm(request.POST),
        lambda form, actor, now: actions.set_aside(
            decree_id=decree_id, because=form.cleaned_data["because"], request_key=form.key, actor=actor, now=now
        ),
    )


@permit(*WORKERS)
@require_POST
def put_in_force(request: HttpRequest, decree_id: int) -> HttpResponse:
    return _sent(
        request,
        decree_id,
        InForceForm(request.POST),
        lambda form, actor, now: actions.put_in_force(
            decree_id=decree_id,
            in_force_date=form.cleaned_data["in_force_date"],
            request_key=form.key,
            actor=actor,
            now=now,
        ),
    )


@permit(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, decree_id: int) -> HttpResponse:
    """The signature: number typed twice, and the count of the paper beside that of the frozen list."""
    actor = actor_of(request)
    decree = found_decree(decree_id, actor)
    form = SignForm(request.POST or None, request.FILES or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        scan = files.kept_upload(form.cleaned_data["scan"])
        try:
            found = actions.record_signature(
                decree_id=decree_id,
                number=form.cleaned_data["number"],
                signed_date=form.cleaned_data["signed_date"],
                scan=scan,
                scan_line_count=form.cleaned_data["scan_line_count"],
                request_key=form.key,
                actor=actor,
                now=timezone.now(),
            )
        except (Refused, NotAllowed) as reason:
            files.forget(scan)
            refusal = str(reason)
        else:
            if found.scan_code != scan.code:  # sent twice: the first scan stands
                files.forget(scan)
            if is_long(found):  # its annex is wanted next, with number and day
                tasks.ask(decree=found, with_nik=False, actor=actor)
            return redirect("decrees:one", decree_id=decree_id)
    context = {"decree": decree, "form": form, "refusal": refusal}
    wrong = CONFLICT if refusal else NOT_READABLE if form.errors else 200
    return render(request, "decrees/sign.html", context, status=wrong)


@permit(Role.OPERATOR)
@require_POST
def correct(request: HttpRequest, decree_id: int, number: int) -> HttpResponse:
    form = CorrectionForm(request.POST, request.FILES)
    came = form.cleaned_data["evidence"] if form.is_valid() else None
    evidence = files.kept_upload(came) if came else None
    answer = _sent(
        request,
        decree_id,
        form,
        lambda form, actor, now: actions.add_correction(
            decree_id=decree_id,
            line_number=number,
            kind=CorrectionKind(form.cleaned_data["kind"]),
            note=form.cleaned_data["note"],
            happened_on=form.cleaned_data["happened_on"],
            evidence=evidence,
            actor=actor,
            now=now,
        ),
    )
    kept = {one.evidence_code for one in queries.corrections(decree_id=decree_id)}
    if evidence and evidence.code not in kept:  # refused, or recorded before
        files.forget(evidence)
    return answer


@permit(Role.OPERATOR)
@require_POST
def drop(request: HttpRequest, decree_id: int, number: int) -> HttpResponse:
    """The person of this line leaves the draft; by person, for numbers move when another is dropped."""
    line = queries.line(decree_id=decree_id, number=number, actor=actor_of(request))
    if line is None or str(line.person_id) != request.POST.get("person"):
        raise Http404
    return _sent(
        request,
        decree_id,
        ReasonForm(request.POST),
        lambda form, actor, now: actions.drop_lines(
            decree_id=decree_id,
            person_ids=[line.person_id],
            because=form.cleaned_data["because"],
            request_key=form.key,
            actor=actor,
            now=now,
        ),
    )


@permit(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, decree_id: int) -> HttpResponse:
    """The open corrections, each with who would come from the reserve list; then a draft of the change."""
    actor, now = actor_of(request), timezone.now()
    decree = found_decree(decree_id, actor)
    plan = actions.planned_replacements(decree_id=decree_id, actor=actor, now=now)
    agreement = programmes.agreement(programme_id=decree.programme_id)
    minutes = agreement is not None and agreement.replacement_by is ReplacementBy.MINUTES
    form = AmendForm(
        request.POST or None,
        initial={"kind": "minutes" if minutes else "amendment", "about": f"Perubahan atas {decree.number}"},
    )
    if request.method != "POST" or not form.is_valid():
        context = {"decree": decree, "plan": plan, "form": form, "minutes": minutes}
        return render(request, "decrees/amend.html", context, status=NOT_READABLE if form.errors else 200)
    by_minutes = form.cleaned_data["kind"] == "minutes"
    kept = [one for one in plan if one.named or not by_minutes]
    act = actions.replace_by_minutes if by_minutes else actions.amend_decree
    try:
        drafted = act(
            decree_id=decree_id,
            about=form.cleaned_data["about"],
            out=[one.out for one in kept],
            named=[one.named for one in kept if one.named],
            request_key=form.key,
            actor=actor,
            now=now,
        )
    except (Refused, NotAllowed) as refusal:
        return _told(request, str(refusal))
    return redirect("decrees:one", decree_id=drafted.id)
