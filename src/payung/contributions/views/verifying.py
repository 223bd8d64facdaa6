"""Rounds of verval for the office: opened with their links, watched desa by desa, closed."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor, Role
from payung.contributions import actions
from payung.contributions.forms.verifying import OpenForm, RequestForm
from payung.contributions.present import verifying as present
from payung.contributions.queries import verifying as queries
from payung.contributions.queries.verifying import RoundFacts
from payung.contributions.rules.refusals import NotFound, Refused
from payung.contributions.rules.verifying import Link
from payung.intake.views.lists import as_excel
from payung.membership.rules.refusals import Refused as MembershipRefused
from payung.membership.states import NotAllowed
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.shared.dates import Month

READERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
WORKERS = (Role.OPERATOR, Role.HEAD)
REFUSALS = (Refused, MembershipRefused, NotAllowed)
NOT_READABLE, CONFLICT = 422, 409


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The rounds of a programme, the latest first."""
    actor = actor_of(request)
    known = programmes.programmes(kabupaten=actor.kabupaten)
    programme = next((one for one in known if one.code == request.GET.get("program")), known[0] if known else None)
    found = queries.rounds(programme_id=programme.id, actor=actor) if programme else ()
    context = {
        "programmes": known,
        "programme": programme,
        "latest": found[0] if found else None,
        "headline": present.headline(found[0]) if found else "",
        "sign": present.sign(found[0]) if found else "",
        "lines": present.round_lines(found),
        "may_open": is_dinas(actor) and programme is not None and not any(one.closed_at is None for one in found),
    }
    return render(request, "contributions/verval_rounds.html", context)


@never_cache
@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: HttpRequest) -> HttpResponse:
    """Every desa is asked; the answer to the form is the page of links, which is shown this once."""
    actor = actor_of(request)
    programme = programmes.programme(kabupaten=actor.kabupaten, code=request.GET.get("program", ""))
    if programme is None:
        raise Http404
    form = OpenForm(request.POST or None, initial={"mulai": _next_month(programme, actor)})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_round(
                programme_id=programme.id,
                first_month=form.cleaned_data["mulai"],
                due_date=form.cleaned_data["batas"],
                request_key=form.key,
                actor=actor,
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return shown_links(request, made.round_id, made.links)
    context = {"form": form, "programme": programme}
    return render(request, "contributions/verval_open.html", context, status=NOT_READABLE if form.errors else 200)


def _next_month(programme: ProgrammeFacts, actor: Actor) -> Month:
    """The month after the last that desas were asked about, or the programme's first."""
    asked = [one.last_month for one in queries.rounds(programme_id=programme.id, actor=actor)]
    return min(max(asked, default=programme.first_month.plus(-1)).plus(1), programme.last_month)


@permit(*READERS)
@require_safe
def one(request: HttpRequest, round_id: int) -> HttpResponseBase:
    """Which desas have answered, and what they said."""
    actor = actor_of(request)
    facts = found_round(round_id, actor)
    asked = {name: request.GET.get(name, "")[:200] for name in ("cari", "keadaan", "urut")}
    every = queries.desas(round_id=round_id, actor=actor)
    found = present.asked_desas(every, words=asked["cari"], state=asked["keadaan"], order=asked["urut"])
    if "unduh" in request.GET:
        return _workbook(facts, present.desa_lines(found))
    on_paper = "cetak" in request.GET
    size = len(found) or 1 if on_paper else present.AT_ONCE
    page = present.desa_page(
        count=len(found), at=read_page(request.GET.get("hal")), size=size, here=request.path, asked=asked
    )
    context = {
        "facts": facts,
        "programme": _programme(facts),
        "headline": present.headline(facts),
        "sign": present.sign(facts),
        "about": present.round_facts(facts, names=names_of_keys([facts.opened_by, facts.closed_by])),
        "page": page,
        "lines": present.desa_lines(found[(page.number - 1) * size : page.number * size]),
        "asked": asked,
        "states": [(state.value, words) for state, (_sign, words) in present.STATES.items()],
        "orders": present.ORDERS.items(),
        "may_work": is_dinas(actor) and facts.closed_at is None,
        "waits": facts.answered < facts.desas,
        "has_desas": bool(every),
        "form": RequestForm(auto_id=False),
        "on_paper": on_paper,
    }
    return render(request, "contributions/verval_round.html", context)


@never_cache
@permit(*WORKERS)
@require_POST
def renew_links(request: HttpRequest, round_id: int) -> HttpResponse:
    """New links for all desas that have not answered: the page was lost, or they are to be reminded."""
    actor, form = actor_of(request), RequestForm(request.POST)
    found_round(round_id, actor)
    if not form.is_valid():
        return redirect("contributions:verval_round", round_id)
    try:
        links = actions.renew_links(round_id=round_id, request_key=form.key, actor=actor, now=timezone.now())
    except Refused as refusal:
        return told(request, refusal)
    return shown_links(request, round_id, links)


@permit(*WORKERS)
@require_POST
def close_round(request: HttpRequest, round_id: int) -> HttpResponse:
    found_round(round_id, actor_of(request))
    return sent(
        request,
        RequestForm(request.POST),
        lambda form, actor, now: actions.close_round(round_id=round_id, request_key=form.key, actor=actor, now=now),
        redirect("contributions:verval_round", round_id),
    )


def shown_links(request: HttpRequest, round_id: int, links: Sequence[Link]) -> HttpResponse:
    """The links with their messages. Nobody can show them again: only their hashes are kept."""
    root = request.build_absolute_uri("/").rstrip("/")
    context = {"round_id": round_id, "messages": present.messages(links, root=root, office=settings.PAYUNG.office)}
    return render(request, "contributions/verval_links.html", context)


def sent(
    request: HttpRequest,
    form: RequestForm,
    act: Callable[..., object],
    there: HttpResponse,
) -> HttpResponse:
    """The act is done and its page shown; or the refusal, or what the form lacks, in a sentence."""
    if not form.is_valid():
        return told(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
    try:
        act(form, actor_of(request), timezone.now())
    except REFUSALS as refusal:
        return told(request, refusal)
    return there


def told(request: HttpRequest, sentence: object) -> HttpResponse:
    return render(request, "payung/not_allowed.html", {"sentence": str(sentence)}, status=CONFLICT)


def found_round(round_id: int, actor: Actor) -> RoundFacts:
    try:
        return queries.round_(round_id=round_id, actor=actor)
    except NotFound:
        raise Http404 from None


def is_dinas(actor: Actor) -> bool:
    return actor.may(*WORKERS) and actor.scope == actor.kabupaten


def _programme(facts: RoundFacts) -> ProgrammeFacts | None:
    return programmes.by_id(programme_id=facts.programme_id)


def _workbook(facts: RoundFacts, lines: list[present.DesaLine]) -> HttpResponseBase:
    headings = [
        *(_("Desa"), _("Kecamatan"), _("Keadaan"), _("Dijawab"), _("Peserta"), _("Masih bekerja"), _("Tidak lagi")),
    ]
    rows = [(one.name, one.kecamatan, one.word, one.when, one.members, one.confirmed, one.gone) for one in lines]
    title = _("Verval %(term)s") % {"term": present.term(facts.first_month, facts.last_month)}
    return as_excel(title=title, headings=headings, rows=rows)
