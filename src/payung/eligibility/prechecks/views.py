"""Pages of pre-checks: where each register stands, what was asked, and what came back."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor
from payung.accounts.wording import number
from payung.eligibility import answering, asking, held
from payung.eligibility import tasks as long_acts
from payung.eligibility.asking import ASKERS
from payung.eligibility.prechecks import standing, tasks
from payung.eligibility.prechecks.facts import RequestFacts
from payung.eligibility.prechecks.forms import AnswerForm, AskForm, TakeListForm
from payung.eligibility.prechecks.letter import letter_of, list_name
from payung.eligibility.prechecks.present import (
    REGISTER_WORDS,
    answer_line,
    checked_headline,
    register_shown,
    request_line,
)
from payung.eligibility.prechecks.roles import LOOKERS
from payung.eligibility.rules.refusals import NotAllowed
from payung.eligibility.rules.words import Register
from payung.intake.watching_page import watch
from payung.jobs.watching import AT_ONCE
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_READABLE, CONFLICT = 422, 409
LATEST = 10  # of requests and of answers; all of them stand on the page of letters


@permit(*LOOKERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Each register: how many of the proposed are checked, and how many are not."""
    actor, now = actor_of(request), timezone.now()
    programme = programme_asked(request, actor)
    waiting = standing.unread_counts(programme_id=programme.id)
    tallies = {
        register: standing.counts(standing.stood(programme=programme, register=register, actor=actor, now=now))
        for register in Register
    }
    context = {
        "programme": programme,
        "headline": checked_headline(tallies),
        "programmes": [(one.code, one.name) for one in programmes.programmes(kabupaten=actor.kabupaten)],
        "registers": [
            register_shown(register=register, tally=tally, code=programme.code) for register, tally in tallies.items()
        ],
        "requests": [request_line(one) for one in standing.requests(programme_id=programme.id)[:LATEST]],
        "answers": [
            answer_line(one, waiting.get(one.id, 0)) for one in standing.answers(programme_id=programme.id)[:LATEST]
        ],
        "may_ask": actor.may(*ASKERS),
    }
    return render(request, "eligibility/prechecks.html", context)


@permit(*ASKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, register: Register) -> HttpResponse:
    """A request is made: how many it will be is said before."""
    actor, now = actor_of(request), timezone.now()
    programme = programme_asked(request, actor)
    unasked = asking.unasked(programme_id=programme.id, register=register, now=now)
    unchecked = asking.unchecked(programme_id=programme.id, register=register, now=now)
    form = AskForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        again = form.cleaned_data["siapa"] == "unchecked"
        persons = unchecked if again else unasked
        if persons.size > AT_ONCE:
            job_id = long_acts.enqueue_asking(
                programme_id=programme.id,
                register=register,
                letter_number=form.cleaned_data["nomor"],
                again=again,
                user_id=int(request.user.pk or 0),
            )
            return redirect("eligibility:precheck_being_asked", register=register, job_id=job_id)
        try:
            made = asking.ask(
                programme_id=programme.id,
                register=register,
                letter_number=form.cleaned_data["nomor"],
                person_ids=persons,
                actor=actor,
                now=now,
            )
            return redirect("eligibility:precheck_request", code=made.code)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
            status = NOT_READABLE
    context = {
        "programme": programme,
        "form": form,
        "register": register,
        "name": REGISTER_WORDS[register],
        "unasked": number(unasked.size),
        "unchecked": number(unchecked.size),
        "may_ask_now": bool(form.errors) or unchecked.size > 0,
    }
    return render(request, "eligibility/precheck_ask.html", context, status=status)


@permit(*ASKERS)
@require_safe
def being_asked(request: HttpRequest, register: Register, job_id: UUID) -> HttpResponse:
    """How far the worker is that makes a long request."""
    return watch(
        request,
        job_id=job_id,
        title=_("Membuat permintaan ke %(name)s") % {"name": REGISTER_WORDS[register]},
        words={"minta": _("Mencatat siapa yang ditanyakan"), "daftar": _("Menyusun daftar")},
        back=reverse("eligibility:prechecks"),
        to=lambda code: reverse("eligibility:precheck_request", args=[code]),
    )


@permit(*LOOKERS)
@require_safe
def one_request(request: HttpRequest, code: str) -> HttpResponse:
    """A request: its letter, its list, and what came back so far."""
    return _request_page(request, _request(code, actor_of(request)), TakeListForm())


def _request_page(request: HttpRequest, found: RequestFacts, form: TakeListForm, status: int = 200) -> HttpResponse:
    waiting = standing.unread_counts(programme_id=found.programme_id)
    answers = standing.answers(programme_id=found.programme_id, request_id=found.id)
    answered = standing.answered_count(request_id=found.id)
    context = {
        "request_facts": found,
        "line": request_line(found),
        "headline": _("%(n)s dari %(all)s orang sudah dijawab")
        % {"n": number(answered), "all": number(found.person_count)},
        "answers": [answer_line(one, waiting.get(one.id, 0)) for one in answers],
        "form": form,
        "may_ask": actor_of(request).may(*ASKERS),
    }
    return render(request, "eligibility/precheck_request.html", context, status=status)


@permit(*ASKERS)
@require_safe
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """The letter, to be signed; no NIK stands in it."""
    found = _request(code, actor_of(request))
    programme = programmes.by_id(programme_id=found.programme_id)
    if programme is None:
        raise Http404
    response = HttpResponse(letter_of(found, programme), content_type=DOCX)
    response.headers["Content-Disposition"] = _attached(f"surat_pemadanan_{found.register}_{found.code}.docx")
    return response


@permit(*ASKERS)
@require_POST
def take_list(request: HttpRequest, code: str) -> HttpResponseBase:
    """The list leaves, unsealed as it goes, with a reason that is recorded."""
    actor = actor_of(request)
    found = _request(code, actor)
    form = TakeListForm(request.POST)
    if not form.is_valid():
        return _request_page(request, found, form, NOT_READABLE)
    try:
        sealed = asking.take_list(
            request_code=code, reason=form.cleaned_data["alasan"], actor=actor, now=timezone.now()
        )
    except NotAllowed as refusal:
        form.add_error("alasan", str(refusal))
        return _request_page(request, found, form, NOT_READABLE)
    response = StreamingHttpResponse(sealed, content_type=XLSX)  # Django closes it
    response.headers["Content-Disposition"] = _attached(list_name(found))
    return response


@permit(*ASKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_answer(request: HttpRequest) -> HttpResponse:
    """An answer is taken in; a worker reads it."""
    actor = actor_of(request)
    programme = programme_asked(request, actor)
    open_requests = [one for one in standing.requests(programme_id=programme.id) if one.state in asking.OPEN]
    choices = [(one.code, f"{REGISTER_WORDS[one.register]} · {request_line(one)['code']}") for one in open_requests]
    initial = {"permintaan": request.GET.get("permintaan", ""), "register": request.GET.get("register", "")}
    form = AnswerForm(request.POST or None, request.FILES or None, requests=choices, initial=initial)
    status = 200
    if request.method == "POST":
        status = NOT_READABLE
        if form.is_valid() and (address := _received(form, programme, actor)):
            return redirect(address)
    return render(
        request, "eligibility/precheck_new_answer.html", {"form": form, "programme": programme}, status=status
    )


def _received(form: AnswerForm, programme: ProgrammeFacts, actor: Actor) -> str:
    """Where the answer is seen; nothing where it was refused, which the form then says."""
    said = form.cleaned_data
    try:
        answer, is_new = answering.record_answer(
            programme_id=programme.id,
            register=Register(said["register"]),
            request_code=said["permintaan"] or None,
            came=said["berkas"],
            answered_date=said["tanggal"],
            source=said["sumber"],
            actor=actor,
            now=timezone.now(),
            held=held.now_or_before(programme_id=programme.id),
            others_good_because=form.others_good_because,
        )
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return ""
    if is_new:
        tasks.enqueue(answer_id=answer.id)
    return reverse("eligibility:precheck_answer", args=[answer.id]) + ("" if is_new else "?lagi=1")


def programme_asked(request: HttpRequest, actor: Actor) -> ProgrammeFacts:
    """The programme in the address, else the latest of the kabupaten."""
    code = request.GET.get("program", "") or request.POST.get("program", "")
    if code:
        found = programmes.programme(kabupaten=actor.kabupaten, code=code)
    else:
        found = next(iter(programmes.programmes(kabupaten=actor.kabupaten)), None)
    if found is None:
        raise Http404
    return found


def _request(code: str, actor: Actor) -> RequestFacts:
    found = standing.request_of(code=code, actor=actor)
    if found is None:
        raise Http404
    return found


def _attached(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or ""
