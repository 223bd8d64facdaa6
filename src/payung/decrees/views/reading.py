"""Where decrees stand, and whom they name. Each sees the names of their own part of the map."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor, Role
from payung.accounts.wording import number
from payung.decrees import present, queries
from payung.decrees.forms import CORRECTION_WORDS, SIGNING_WORDS, CorrectionForm, InForceForm, ReasonForm, RequestForm
from payung.decrees.letters import LETTERS
from payung.decrees.models import Line
from payung.decrees.printing import is_long
from payung.decrees.queries import DecreeFacts, LinesAsked
from payung.decrees.queries.lines import PAGE
from payung.decrees.queries.uses import UseFacts
from payung.decrees.rules.refusals import NotFound
from payung.decrees.rules.signing import lacking
from payung.decrees.states import FROZEN, HOLDING, Event, State, open_to
from payung.intake import queries as intake
from payung.intake.views.lists import as_excel
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import QuotaKind

READERS = (
    *(Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD),
    *(Role.TREASURER, Role.INSPECTOR),
)
WORKERS = (Role.OPERATOR, Role.HEAD)


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The decrees of a programme, and how much of its quotas they use."""
    actor = actor_of(request)
    known = programmes.programmes(kabupaten=actor.kabupaten)
    programme = next((one for one in known if one.code == request.GET.get("program")), known[0] if known else None)
    context: dict[str, object] = {"programmes": known, "programme": programme}
    if programme is not None:
        context |= {
            "lines": present.decree_lines(queries.decrees(programme_id=programme.id)),
            "uses": present.use_rows(_uses_seen(programme.id, actor), kabupaten=actor.kabupaten),
            "may_draft": actor.may(Role.OPERATOR) and actor.scope == actor.kabupaten,
        }
    return render(request, "decrees/index.html", context)


@permit(*READERS)
@require_safe
def one(request: HttpRequest, decree_id: int) -> HttpResponseBase:
    """Where a decree stands, what comes next and for whom, its sums and its names."""
    actor = actor_of(request)
    decree = found_decree(decree_id, actor)
    asked = {name: request.GET.get(name, "")[:200] for name in ("cari", "pekerjaan", "urut")}
    found = queries.lines(decree_id=decree_id, actor=actor, asked=_asked(asked))
    if "excel" in request.GET:
        return _workbook(decree, found, actor)
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), max(1, -(-count // PAGE)))
    cut = found if on_paper else found[(at - 1) * PAGE : at * PAGE]
    shown = present.shown_lines(queries.told_lines(cut, kabupaten=actor.kabupaten))
    sums = queries.recap(decree_id=decree_id, scope=actor.scope)
    context = {
        **_standing(decree, actor),
        "page": present.page(shown, count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "orders": present.ORDER_WORDS.items(),
        "occupations": [row.name for row in sums.occupations],
        "recap": present.recap_tables(sums),
        "total": present.recap_total(sums),
        "strikes": [one for one in queries.strikes(decree_id=decree_id) if actor.sees(one.desa_code)],
        "on_paper": on_paper,
    }
    return render(request, "decrees/one.html", context)


def _standing(decree: DecreeFacts, actor: Actor) -> dict[str, object]:
    open_events = open_to(decree.state, actor.roles) if actor.scope == actor.kabupaten else ()
    corrections = [one for one in queries.corrections(decree_id=decree.id) if one.settled_by_id is None]
    return {
        "decree": decree,
        "standing": present.standing(decree, actor, names=names_of_keys([decree.made_by, decree.checked_by])),
        "form": InForceForm() if decree.state is State.SIGNED else RequestForm(),
        "reason_form": ReasonForm(),
        "may_return": Event.RETURN in open_events,
        "may_set_aside": Event.SET_ASIDE in open_events,
        "may_amend": actor.may(Role.OPERATOR) and decree.state in HOLDING and bool(corrections),
        "may_work": actor.may(*WORKERS) and actor.scope == actor.kabupaten,
        "corrections": [(one, CORRECTION_WORDS[one.kind]) for one in corrections if actor.sees(one.desa_code)],
        "is_whole": actor.scope == actor.kabupaten,
        "is_long": is_long(decree),
        "letters": LETTERS[decree.kind].items(),
        "lacking": [SIGNING_WORDS[word] for word in lacking(decree.signing, kind=decree.kind)],
        "may_enter": decree.state is State.DRAFT and actor.may(Role.OPERATOR) and actor.scope == actor.kabupaten,
    }


@permit(*READERS)
@require_safe
def line(request: HttpRequest, decree_id: int, number: int) -> HttpResponse:
    """One named person: what the decree says, from which cell of which list, and what became known since."""
    actor = actor_of(request)
    decree = found_decree(decree_id, actor)
    found = queries.line(decree_id=decree_id, number=number, actor=actor)
    if found is None:
        raise Http404
    context = {
        "decree": decree,
        "line": found,
        "shown": present.shown_lines([found])[0],
        "origin": intake.origin(candidate_ids=[found.candidate_id]).get(found.candidate_id),
        "corrections": [
            (one, CORRECTION_WORDS[one.kind])
            for one in queries.corrections(decree_id=decree_id)
            if one.line_id == found.id
        ],
        "correction_form": CorrectionForm() if decree.state in FROZEN and actor.may(Role.OPERATOR) else None,
        "drop_form": ReasonForm() if decree.state is State.DRAFT and actor.may(Role.OPERATOR) else None,
    }
    return render(request, "decrees/line.html", context)


@permit(*READERS)
@require_safe
def left_out(request: HttpRequest, decree_id: int) -> HttpResponseBase:
    """Whom the draft does not name though they were chosen, and why."""
    actor = actor_of(request)
    decree = found_decree(decree_id, actor)
    why = request.GET.get("alasan", "")[:20]
    found = queries.left_out(decree_id=decree_id, why=why).filter(desa_code__startswith=actor.scope)
    words = request.GET.get("cari", "")[:200]
    found = found.filter(name__icontains=words) if words else found
    rows = present.left_out_rows(queries.told_left_out(found), kabupaten=actor.kabupaten)
    if "excel" in request.GET:
        headings = [_("Nama"), _("Desa"), _("Urutan"), _("Alasan")]
        return as_excel(title=_("Tidak ikut dinamai"), headings=headings, rows=rows)
    context = {
        "decree": decree,
        "rows": rows[:1000],
        "count": number(len(rows)),
        "words": words,
        "why": why,
        "whys": present.WHY_WORDS.items(),
    }
    return render(request, "decrees/left_out.html", context)


def _uses_seen(programme_id: int, actor: Actor) -> list[UseFacts]:
    """Quotas of the whole, and of places in the actor's part of the map."""
    of_places = (QuotaKind.KECAMATAN, QuotaKind.DESA)
    return [one for one in queries.uses(programme_id=programme_id) if one.kind not in of_places or actor.sees(one.key)]


def found_decree(decree_id: int, actor: Actor) -> DecreeFacts:
    try:
        return queries.decree_for(decree_id=decree_id, actor=actor)
    except NotFound:
        raise Http404 from None


def _asked(asked: Mapping[str, str]) -> LinesAsked:
    return LinesAsked(words=asked["cari"], occupation=asked["pekerjaan"], order=asked["urut"])


def _workbook(decree: DecreeFacts, found: QuerySet[Line], actor: Actor) -> HttpResponseBase:
    shown = present.shown_lines(queries.told_lines(found, kabupaten=actor.kabupaten))
    return as_excel(
        title=f"SK {decree.id}",
        headings=[
            _("No."),
            _("Nama"),
            _("NIK (disamarkan), tahun lahir"),
            _("Desa"),
            _("Pekerjaan"),
            _("Dana"),
            _("Masa"),
        ],
        rows=([one.number, one.name, one.identity, one.place, one.work, one.fund, one.months] for one in shown),
    )


def address_of(decree_id: int) -> str:
    return reverse("decrees:one", args=[decree_id])
