"""Persons: search, the page that shows from which sheet and cell somebody came to which annex line, and what may be entered there."""

from collections.abc import Callable

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor, Role
from payung.claims.queries import claims, reports, searching
from payung.desk import queries
from payung.desk.present.persons import shown
from payung.intake import queries as intake
from payung.matching import queries as matching
from payung.people import actions as people
from payung.people import queries as register
from payung.people.forms import ChildForm, CorrectionForm, HeirsForm, ReasonForm
from payung.people.queries import Found, PersonFacts
from payung.people.rules import NotAllowed, sought
from payung.shared.codes import normalised

READERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
ON_THE_GROUND = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD)
NOT_READABLE = 422
CONFLICT = 409


@permit(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Persons by a whole NIK, KK, phone, name or KPJ; a receipt, a claim or a report by its code.

    A NIK or KK comes in the body and never stands in an address: addresses are logged, and remembered by browsers.
    """
    actor, asked = actor_of(request), request.POST if request.method == "POST" else request.GET
    words = asked.get("cari", "").strip()[:100]
    is_card = sought(words).card_number != ""
    if request.method == "POST" and not is_card:
        return redirect(f"{request.path}?{urlencode({'cari': words})}")
    if is_card and request.method != "POST":
        return redirect(request.path)
    candidate = intake.candidate(receipt_code=normalised(words), actor=actor) if words else None
    if candidate is not None:
        return redirect("desk:candidate", code=candidate.receipt_code)
    coded = _with_code(normalised(words), actor) if words and not is_card else None
    if coded is not None:
        return coded
    return render(request, "desk/search.html", {"words": words, "found": _found(words, actor)})


def _with_code(code: str, actor: Actor) -> HttpResponse | None:
    claim = claims.by_code(code=code, actor=actor)
    if claim is not None:
        return redirect("claims:claim", claim_id=claim.id)
    report = reports.by_code(code=code, actor=actor)
    return redirect("claims:report", report_id=report.id) if report else None


def _found(words: str, actor: Actor) -> list[Found]:
    """Whose KPJ it is, then whom the words mean; each once."""
    if not words:
        return []
    persons = [*searching.with_kpj(words, actor), *register.search(actor=actor, words=words)]
    return list({one.person_id: one for one in persons}.values())


@permit(*READERS)
@require_safe
def candidate(request: HttpRequest, code: str) -> HttpResponse:
    """The person that a candidate is; where that is asked, or its NIK was another's, the question."""
    actor = actor_of(request)
    found = intake.candidate(receipt_code=code, actor=actor)
    if found is None:
        raise Http404
    person_id = matching.person_of(candidate_id=found.id)
    if person_id:
        return redirect("desk:person", person_id=person_id)
    question_id = matching.question_of(candidate_id=found.id)
    return redirect("matching:question", question_id) if question_id else redirect("matching:index")


@permit(*READERS)
@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person; a person joined to another is read as that one."""
    return _page(request, person_id)


@permit(*ON_THE_GROUND)
@require_POST
def reveal(request: HttpRequest, person_id: int) -> HttpResponse:
    """The NIK in clear on this answer alone, with its reason in the audit chain."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, person_id, reveal_form=form, status=NOT_READABLE)
    try:
        nik = people.reveal_nik(
            person_id=person_id, reason=form.cleaned_data["alasan"], actor=actor_of(request), now=timezone.now()
        )
    except NotAllowed as refusal:
        form.add_error("alasan", str(refusal))
        return _page(request, person_id, reveal_form=form, status=CONFLICT)
    return _page(request, person_id, nik=nik)


@permit(*ON_THE_GROUND)
@require_POST
def child(request: HttpRequest, person_id: int) -> HttpResponse:
    """A child is named."""
    form = ChildForm(request.POST)
    if form.is_valid():
        try:
            people.name_child(
                person_id=person_id,
                name=form.cleaned_data["nama"],
                birth_date=form.cleaned_data["lahir"],
                level=form.level(),
                actor=actor_of(request),
                now=timezone.now(),
            )
            return redirect("desk:person", person_id=person_id)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
    return _page(request, person_id, child_form=form, status=NOT_READABLE)


@permit(*ON_THE_GROUND)
@require_http_methods(["GET", "POST"])
def child_off(request: HttpRequest, person_id: int, child_id: int) -> HttpResponse:
    """A child that was named by mistake comes off the page, with the reason."""
    found = _seen(request, person_id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        people.take_off_child(
            person_id=person_id,
            child_id=child_id,
            reason=form.cleaned_data["alasan"],
            actor=actor_of(request),
            now=timezone.now(),
        )

    return _asked(request, "desk/child_off.html", found=found, form=form, act=act)


@permit(*ON_THE_GROUND)
@require_http_methods(["GET", "POST"])
def heirs(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who the heirs are, all at once: what is left out is no longer named."""
    found = _seen(request, person_id)
    form = HeirsForm(request.POST or None, person=found)

    def act() -> None:
        people.name_heirs(person_id=person_id, heirs=form.heirs(), actor=actor_of(request), now=timezone.now())

    return _asked(request, "desk/heirs.html", found=found, form=form, act=act)


@permit(*ON_THE_GROUND)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, person_id: int) -> HttpResponse:
    """What was written of the person is put right, with the reason; old and new are kept."""
    found = _seen(request, person_id)
    form = CorrectionForm(request.POST or None, person=found, actor=actor_of(request))

    def act() -> None:
        people.correct_person(
            person_id=person_id,
            corrections=form.corrections(),
            reason=form.cleaned_data["alasan"],
            actor=actor_of(request),
            now=timezone.now(),
        )

    return _asked(request, "desk/correct.html", found=found, form=form, act=act)


def _seen(request: HttpRequest, person_id: int) -> PersonFacts:
    found = register.person(person_id=person_id, actor=actor_of(request))
    if found is None:
        raise Http404
    return found


def _asked(
    request: HttpRequest, template: str, *, found: PersonFacts, form: Form, act: Callable[[], None]
) -> HttpResponse:
    """A page of one form: what is wrong with it is said there; once done, the person again."""
    status = NOT_READABLE if form.is_bound and not form.is_valid() else 200
    if form.is_bound and form.is_valid():
        try:
            act()
            return redirect("desk:person", person_id=found.person_id)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
            status = CONFLICT
    return render(request, template, {"person": found, "form": form}, status=status)


def _page(
    request: HttpRequest,
    person_id: int,
    *,
    nik: str = "",
    reveal_form: ReasonForm | None = None,
    child_form: ChildForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    story = queries.story(person_id=person_id, actor=actor, now=timezone.now())
    if story is None:
        raise Http404
    context = {
        "shown": shown(story),
        "nik": nik,
        "reveal_form": reveal_form or ReasonForm(),
        "child_form": child_form or ChildForm(),
        "may_enter": actor.may(*ON_THE_GROUND),
        "may_open": actor.may(Role.OPERATOR, Role.HEAD),
    }
    return render(request, "desk/person.html", context, status=status)
