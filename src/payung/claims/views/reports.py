"""What anyone tells: kept at once, its person looked for, made a claim or set aside. A NIK comes in the body and goes."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import name_of
from payung.accounts.questions import read_number, read_page
from payung.accounts.rules import Actor, Role
from payung.claims.actions import reporting as actions
from payung.claims.forms.reporting import KINDS, AsideForm, OpenForm, ReportForm
from payung.claims.present import reports as present
from payung.claims.present.lists import PAGE, last_page, page
from payung.claims.queries import claims, searching
from payung.claims.queries import reports as queries
from payung.claims.queries.reports import ReportFacts, ReportState
from payung.claims.rules.refusals import Refused
from payung.claims.rules.reporting import ToldEvent
from payung.claims.rules.told import Reporter
from payung.claims.states import EventKind
from payung.claims.views.index import READERS
from payung.gateways.lists.download import as_excel
from payung.membership.rules.refusals import Refused as MembershipRefused
from payung.membership.states import NotAllowed as MembershipNotAllowed
from payung.people import queries as people
from payung.people.rules import NotAllowed as PeopleNotAllowed
from payung.people.rules import sought
from payung.regions.load import gazetteer

TELLERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD)
WORKERS = (Role.OPERATOR, Role.HEAD)
CONFLICT, NOT_READABLE = 409, 422
REFUSALS = (Refused, MembershipRefused, MembershipNotAllowed, PeopleNotAllowed)


@permit(*READERS)
@require_safe
def reports(request: HttpRequest) -> HttpResponseBase:
    """Every report; how many wait to become claims."""
    actor = actor_of(request)
    asked = {name: request.GET.get(name, "")[:100] for name in ("cari", "keadaan", "kejadian", "urut")}
    wanted = queries.ReportsAsked(
        words=asked["cari"], state=asked["keadaan"], kind=asked["kejadian"], order=asked["urut"]
    )
    found = queries.reports(actor=actor, asked=wanted)
    if "excel" in request.GET:
        rows = present.excel_rows(present.lines(queries.told_all(found)))
        return as_excel(title=_("Laporan kejadian"), headings=present.headings(), rows=rows)
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), last_page(count))
    waiting = queries.waiting(actor=actor).count()
    context = {
        "headline": present.headline(waiting),
        "sign": "waiting" if waiting else "covered",
        "lines": present.lines(queries.told_all(found if on_paper else found[(at - 1) * PAGE : at * PAGE])),
        "page": page(told=present.counted(count), count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "kinds": KINDS.items(),
        "states": present.STATES.items(),
        "orders": present.ORDER_WORDS.items(),
        "may_tell": actor.may(*TELLERS),
        "on_paper": on_paper,
    }
    return render(request, "claims/reports.html", context)


@permit(*TELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """Three questions, and whatever else is known."""
    actor, now = actor_of(request), timezone.now()
    desas = [(desa.code, desa.text) for desa in gazetteer(actor.kabupaten).desas if actor.sees(desa.code)]
    if request.method != "POST":
        return _asked(request, ReportForm(initial=_initial(request, actor), desas=desas))
    form = ReportForm(request.POST, desas=desas)
    if not form.is_valid():
        return _asked(request, form, status=NOT_READABLE)
    try:
        report_id = actions.report_event(told=_told(form, actor), request_key=form.key, actor=actor, now=now)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return _asked(request, form, status=CONFLICT)
    return redirect("claims:report", report_id=report_id)


@permit(*READERS)
@require_safe
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """What was told, who it may be, and what becomes of it."""
    actor = actor_of(request)
    return _page(request, _found(report_id, actor), actor)


@permit(*TELLERS)
@require_POST
def find_person(request: HttpRequest, report_id: int) -> HttpResponse:
    """The same page, with the persons that the words may mean: a NIK stands in no address and is not kept."""
    actor = actor_of(request)
    return _page(request, _found(report_id, actor), actor, words=request.POST.get("cari", "").strip()[:100])


@permit(*TELLERS)
@require_POST
def name_person(request: HttpRequest, report_id: int) -> HttpResponse:
    person_id = read_number(request.POST.get("person_id"))
    if person_id is None:
        raise Http404

    def act(actor: Actor, now: datetime) -> None:
        actions.name_person(report_id=report_id, person_id=person_id, actor=actor, now=now)

    return _done(request, report_id, act)


@permit(*WORKERS)
@require_POST
def open_claim(request: HttpRequest, report_id: int) -> HttpResponse:
    """A claim is opened, or the one that there is takes the report in."""
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _refused(request, _sentences(form))

    def act(actor: Actor, now: datetime) -> None:
        actions.open_claim(
            report_id=report_id,
            person_id=None,
            event_date=form.cleaned_data["event_date"],
            request_key=form.key,
            actor=actor,
            now=now,
        )

    return _done(request, report_id, act)


@permit(*WORKERS)
@require_POST
def join_claim(request: HttpRequest, report_id: int) -> HttpResponse:
    form, claim_id = OpenForm(request.POST), read_number(request.POST.get("claim_id"))
    if claim_id is None or not form.is_valid():
        raise Http404

    def act(actor: Actor, now: datetime) -> None:
        actions.join_claim(report_id=report_id, claim_id=claim_id, request_key=form.key, actor=actor, now=now)

    return _done(request, report_id, act)


@permit(*WORKERS)
@require_POST
def set_aside(request: HttpRequest, report_id: int) -> HttpResponse:
    form = AsideForm(request.POST)
    if not form.is_valid():
        return _refused(request, _sentences(form))
    because = form.cleaned_data["because"]

    def act(actor: Actor, now: datetime) -> None:
        actions.set_aside(report_id=report_id, because=because, actor=actor, now=now)

    return _done(request, report_id, act)


@permit(*WORKERS)
@require_POST
def take_up(request: HttpRequest, report_id: int) -> HttpResponse:
    def act(actor: Actor, now: datetime) -> None:
        actions.take_up(report_id=report_id, actor=actor, now=now)

    return _done(request, report_id, act)


def _done(request: HttpRequest, report_id: int, act: Callable[[Actor, datetime], None]) -> HttpResponse:
    """The act is done and the report shown, or the refusal in a sentence."""
    actor = actor_of(request)
    _found(report_id, actor)
    try:
        act(actor, timezone.now())
    except REFUSALS as refusal:
        return _refused(request, str(refusal))
    return redirect("claims:report", report_id=report_id)


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "payung/not_allowed.html", {"sentence": sentence}, status=CONFLICT)


def _sentences(form: OpenForm | AsideForm) -> str:
    return " ".join(str(one) for errors in form.errors.values() for one in errors)


def _found(report_id: int, actor: Actor) -> ReportFacts:
    found = queries.one(report_id=report_id, actor=actor)
    if found is None:
        raise Http404
    return found


def _asked(request: HttpRequest, form: ReportForm, *, status: int = 200) -> HttpResponse:
    first = ("kind", "told_name", "event_date")
    more = [form[name] for name in form.fields if name not in (*first, "request_key", "person_id")]
    context = {"form": form, "first": [form[name] for name in first], "more": more}
    return render(request, "claims/new_report.html", context, status=status)


def _initial(request: HttpRequest, actor: Actor) -> dict[str, object]:
    """From the page of a person, whose name and number come along; who tells is guessed from the role."""
    dinas = actor.may(*WORKERS)
    initial: dict[str, object] = {"reporter": Reporter.DINAS if dinas else Reporter.DESA}
    if actor.may(Role.DESA_OFFICER):
        initial["desa_code"] = actor.scope
    person_id = read_number(request.GET.get("orang"))
    person = people.person(person_id=person_id, actor=actor) if person_id else None
    if person:
        initial |= {"person_id": person.person_id, "told_name": person.name, "desa_code": person.desa_code}
    return initial


def _told(form: ReportForm, actor: Actor) -> ToldEvent:
    """As written; a NIK leads to its person here and is not handed on."""
    words, card = form.cleaned_data, form.cleaned_data["card"]
    is_nik = sought(card).card_number != ""
    reporter = words["reporter"] or (Reporter.DINAS if actor.may(*WORKERS) else Reporter.DESA)
    told_on: date | None = words["told_on"]
    zone = timezone.get_current_timezone()
    return ToldEvent(
        kind=EventKind(words["kind"]),
        told_name=words["told_name"],
        event_date=words["event_date"],
        reporter=Reporter(reporter),
        person_id=words["person_id"] or searching.holder(card=card, actor=actor),
        reporter_name=words["reporter_name"],
        reporter_phone=words["reporter_phone"],
        told_kpj="" if is_nik else card,
        desa_code=words["desa_code"],
        event_time=words["event_time"],
        place_text=words["place_text"],
        doing=words["doing"],
        note=words["note"],
        told_at=datetime.combine(told_on, time.min, zone) if told_on and told_on < timezone.localdate() else None,
    )


def _page(request: HttpRequest, found: ReportFacts, actor: Actor, *, words: str = "") -> HttpResponse:
    waits, may_work = found.state is ReportState.WAITING, actor.may(*WORKERS)
    looks = waits and actor.may(*TELLERS)
    same = _others(found, actor)
    context = {
        "report": found,
        "title": present.title(found),
        "sign": present.SIGNS[found.state],
        "standing": present.standing(found, others=len(same), may_open=may_work),
        "late": present.late_words(found),
        "hurt": waits and found.kind is EventKind.ACCIDENT,
        "facts": present.facts(found, by=name_of(found.reported_by)),
        "alike": present.lines(queries.alike(report=found, actor=actor)) if waits else (),
        "same": present.lines(same),
        "sees_claim": _sees_claim(found, actor),
        "looks": looks,
        "words": "" if sought(words).card_number else words,
        "searched": bool(words),
        "found": _persons(found, words, actor) if looks else (),
        "offers": _offers(found, actor) if waits and may_work else (),
        "open_form": OpenForm(initial={"event_date": found.event_date}) if waits and may_work else None,
        "aside_form": AsideForm() if waits and may_work else None,
        "may_take_up": may_work and found.state is ReportState.ASIDE,
    }
    return render(request, "claims/report.html", context)


def _others(found: ReportFacts, actor: Actor) -> list[ReportFacts]:
    """Further reports of the same claim."""
    if found.claim_id is None:
        return []
    return [one for one in queries.of_claim(claim_id=found.claim_id, actor=actor) if one.id != found.id]


def _sees_claim(found: ReportFacts, actor: Actor) -> bool:
    return found.claim_id is not None and claims.one(claim_id=found.claim_id, actor=actor) is not None


def _persons(found: ReportFacts, words: str, actor: Actor) -> Sequence[present.FoundLine]:
    """Whom the words mean; without words whom the report may mean, until somebody has said it."""
    if not words and found.person_id is not None:
        return ()
    asked = (words,) if words else (found.told_kpj, found.told_name)
    persons = searching.persons(words=asked, actor=actor)
    kpjs = searching.kpjs(persons=persons, actor=actor)
    return present.found_lines(persons, kabupaten=actor.kabupaten, kpjs=kpjs)


def _offers(found: ReportFacts, actor: Actor) -> Sequence[present.ClaimOffer]:
    """Claims of the same human being, of which this may tell once more."""
    if found.person_id is None:
        return ()
    return present.offers(one for one in claims.of_person(person_ids=[found.person_id], actor=actor) if one.is_open)
