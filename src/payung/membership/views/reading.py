"""Who is a member, and is covered. Each sees those of their own part of the map."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_day, read_number, read_page
from payung.accounts.rules import Actor, Role
from payung.decrees import actions as decrees
from payung.gateways.lists.download import as_excel
from payung.gateways.sealed_uploads import kept_file
from payung.law.dated import LawMissing
from payung.membership import actions, present, queries
from payung.membership.forms import EndForm, HoldForm, ReasonForm
from payung.membership.models import Membership
from payung.membership.queries import Cover, MembersAsked, MembershipFacts
from payung.membership.queries.lists import PAGE
from payung.membership.states import Event, State, open_to
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

READERS = (
    *(Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD),
    *(Role.TREASURER, Role.INSPECTOR),
)
TELLERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD)
WORKERS = (Role.OPERATOR, Role.HEAD)
NOT_READABLE = 422


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The members of a programme, and how many of them are covered today."""
    actor, today = actor_of(request), timezone.localdate()
    known, programme = chosen_programme(request, actor)
    if programme is None:
        return render(request, "membership/index.html", {"programme": None})
    asked = {name: request.GET.get(name, "")[:200] for name in ("program", "cari", "keadaan", "dana", "urut")}
    found = queries.members(programme_id=programme.id, actor=actor, asked=_asked(asked))
    if "excel" in request.GET:
        return _workbook(programme, found, today)
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), max(1, -(-count // PAGE)))
    shown = _shown(programme, found if on_paper else found[(at - 1) * PAGE : at * PAGE], today)
    context = {
        "headline": present.headline(queries.covered_count(programme_id=programme.id, on=today, actor=actor), today),
        "programmes": known,
        "programme": programme,
        "page": present.page(shown, count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "states": present.STATE_WORDS.items(),
        "orders": present.ORDER_WORDS.items(),
        "funds": programmes.funds(programme_id=programme.id),
        "may_work": _whole_worker(actor),
        "may_replace": actor.may(Role.OPERATOR),
        "on_paper": on_paper,
    }
    return render(request, "membership/index.html", context)


@permit(*READERS)
@require_safe
def one(request: HttpRequest, membership_id: int) -> HttpResponse:
    """One member: covered or not, each month, what was done, and what may be done now."""
    actor, now = actor_of(request), timezone.now()
    member = found_member(membership_id, actor)
    cover = _own_cover(member, actor)
    acts = queries.acts_of(membership_id=membership_id)
    open_ = open_to(member.state, actor.roles)
    if actor.scope != actor.kabupaten:
        open_ = tuple(event for event in open_ if event is Event.HOLD)
    context = {
        "member": member,
        "above": present.pages_above(member, actor=actor),
        "cover": present.cover(cover) if cover else None,
        "facts": present.facts(member),
        "months": present.months(member, cover) if cover else (),
        "acts": present.acts(acts, names=names_of_keys([act.made_by for act in acts])),
        "hold_form": HoldForm() if Event.HOLD in open_ else None,
        "end_form": EndForm() if Event.END in open_ else None,
        "release_form": ReasonForm() if Event.RELEASE in open_ else None,
        "restore_form": ReasonForm() if Event.RESTORE in open_ else None,
        "may_replace": actor.may(Role.OPERATOR),
        "replacements": decrees.replacements_for(line_ids=[member.line_id], actor=actor, now=now)
        if member.state is State.ENDED and _whole_worker(actor)
        else (),
    }
    return render(request, "membership/one.html", context)


@permit(*READERS)
@require_safe
def cover(request: HttpRequest) -> HttpResponse:
    """Is this person covered on this date, for what, and why?"""
    actor, person_id = actor_of(request), read_number(request.GET.get("orang"))
    written = request.GET.get("pada", "").strip()[:40]
    on = read_day(written) if written else timezone.localdate()
    found, without_law = None, False
    if person_id is not None and on is not None:
        try:
            found = queries.cover(person_id=person_id, on=on, actor=actor)
        except LawMissing:
            without_law = True
        if found is None and not without_law:
            raise Http404
    context = {
        "person_id": person_id,
        "on": on,
        "written": written or (f"{on:%d/%m/%Y}" if on else ""),
        "without_law": without_law,
        "found": found,
        "shown": present.cover(found) if found else None,
        "memberships": [(one, present.state(one)) for one in found.memberships if actor.sees(one.desa_code)]
        if found
        else (),
    }
    return render(request, "membership/cover.html", context, status=200 if on else NOT_READABLE)


@permit(*WORKERS, Role.INSPECTOR)
@require_safe
def evidence(request: HttpRequest, act_id: int) -> HttpResponseBase:
    """The document of an act; that somebody took it is recorded."""
    actor = actor_of(request)
    found = queries.evidence(act_id=act_id, actor=actor)
    try:
        sealed = kept_file(found.code) if found else None
    except FileNotFoundError:
        sealed = None
    if found is None or sealed is None:
        raise Http404
    actions.open_paper(membership_id=found.membership_id, code=found.code, actor=actor, now=timezone.now())
    response = StreamingHttpResponse(sealed, content_type="application/octet-stream")
    response.headers["Content-Length"] = str(sealed.size)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or ""
    return response


def found_member(membership_id: int, actor: Actor) -> MembershipFacts:
    found = queries.one(membership_id=membership_id, actor=actor)
    if found is None:
        raise Http404
    return found


def chosen_programme(request: HttpRequest, actor: Actor) -> tuple[tuple[ProgrammeFacts, ...], ProgrammeFacts | None]:
    """All programmes, and that which the address names, or the latest."""
    known = programmes.programmes(kabupaten=actor.kabupaten)
    return known, next((one for one in known if one.code == request.GET.get("program")), known[0] if known else None)


def _whole_worker(actor: Actor) -> bool:
    return actor.may(*WORKERS) and actor.scope == actor.kabupaten


def _own_cover(member: MembershipFacts, actor: Actor) -> Cover | None:
    """None where the person lives out of the actor's part of the map by now: only the line is theirs."""
    return queries.cover(person_id=member.person_id, on=timezone.localdate(), actor=actor)


def _asked(asked: Mapping[str, str]) -> MembersAsked:
    return MembersAsked(
        words=asked["cari"], state=asked["keadaan"], fund_id=read_number(asked["dana"]), order=asked["urut"]
    )


def _shown(programme: ProgrammeFacts, found: QuerySet[Membership], today: date) -> list[present.MemberLine]:
    rows = list(queries.told_all(found))
    ids = [row.id for row in rows]
    return present.member_lines(rows, queries.statuses(programme_id=programme.id, on=today, memberships=ids))


def _workbook(programme: ProgrammeFacts, found: QuerySet[Membership], today: date) -> HttpResponseBase:
    headings = [_("Nama"), "KPJ", _("Desa"), _("Dana"), _("Masa"), _("Kepesertaan"), _("Perlindungan hari ini")]
    rows = ([x.name, x.kpj, x.place, x.fund, x.months, x.state, x.cover] for x in _shown(programme, found, today))
    return as_excel(title=f"Peserta {programme.code}", headings=headings, rows=rows)
