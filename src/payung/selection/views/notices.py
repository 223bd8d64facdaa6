"""Public notices: hung out, printed per desa, with the objections that came."""

from collections.abc import Iterator
from io import BytesIO

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor, Role
from payung.gateways.lists import Column, ListRow
from payung.gateways.papers.notice import NoticeDesa, write_notice
from payung.selection import actions
from payung.selection import notices as queries
from payung.selection.facts import NoticeFacts
from payung.selection.forms import NoticeForm
from payung.selection.present import lists
from payung.selection.present import notices as present
from payung.selection.rules.words import Counting
from payung.selection.sentences import desa_name, kecamatan_name
from payung.selection.states import NotAllowed
from payung.selection.views import PREPARERS, READERS
from payung.selection.views.selections import download, found_selection, refused


@permit(*PREPARERS)
@require_POST
def open_notice(request: HttpRequest, selection_id: int) -> HttpResponse:
    """The chosen hang out for objections."""
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return refused(request, NotAllowed(" ".join(str(one) for said in form.errors.values() for one in said)))
    try:
        made = actions.open_notice(
            selection_id=selection_id,
            opens_on=form.opens_on(),
            days=form.cleaned_data["lama"],
            counting=Counting(form.cleaned_data["hitungan"]),
            request_key=form.cleaned_data["kunci"],
            actor=actor_of(request),
            now=timezone.now(),
        )
    except NotAllowed as refusal:
        return refused(request, refusal)
    return redirect("selection:notice", made.id)


@permit(*READERS)
@require_safe
def one(request: HttpRequest, notice_id: int) -> HttpResponseBase:
    """A notice: its days, the paper for each desa, and the objections."""
    actor = actor_of(request)
    facts = found_notice(notice_id, actor)
    _selection, programme = found_selection(facts.selection_id, actor)
    asked = {name: request.GET.get(name, "")[:200] for name in ("cari", "keadaan")}
    found = queries.objections(notice_id=notice_id, actor=actor, state=asked["keadaan"])
    if asked["cari"]:
        found = found.filter(Q(person__name__icontains=asked["cari"]) | Q(about_name__icontains=asked["cari"]))
    told = (present.objection_line(queries.objection_facts(row)) for row in found)
    if request.GET.get("unduh") == "excel":
        return download(_("Sanggahan %(id)s") % {"id": notice_id}, _columns(), _rows(told))
    page = lists.stretch(
        found, here=request.path, asked=asked, wanted=request.GET.get("hal", ""), on_paper="cetak" in request.GET
    )
    shown = found[page.first : page.stop]
    context = {
        "facts": facts,
        "headline": present.headline(facts, is_open=queries.is_open(facts, today=timezone.localdate())),
        "about": present.about(facts, programme),
        "is_open": queries.is_open(facts, today=timezone.localdate()),
        "desas": [
            {"code": code, "name": desa_name(code), "kecamatan": kecamatan_name(code[:8])}
            for code in queries.desas_named(selection_id=facts.selection_id, scope=actor.scope)
        ],
        "page": page,
        "lines": [present.objection_line(queries.objection_facts(row)) for row in shown],
        "asked": asked,
        "states": [(str(state), word) for state, (_sign, word) in present.STATES.items()],
        "may_receive": actor.may(*PREPARERS),
        "on_paper": "cetak" in request.GET,
    }
    return render(request, "selection/notice.html", context)


@permit(*READERS)
@require_safe
def desa(request: HttpRequest, notice_id: int, desa_code: str) -> HttpResponse:
    """The names of one desa, to be read or printed; by each name the way to an objection."""
    actor = actor_of(request)
    facts = found_notice(notice_id, actor)
    if not actor.sees(desa_code):
        raise Http404
    _selection, programme = found_selection(facts.selection_id, actor)
    context = {
        "facts": facts,
        "programme": programme,
        "head": present.paper_head(facts, programme),
        "days": present.about(facts, programme),
        "name": desa_name(desa_code),
        "kecamatan": kecamatan_name(desa_code[:8]),
        "code": desa_code,
        "named": list(queries.named(selection_id=facts.selection_id, desa_code=desa_code)),
        "may_receive": actor.may(Role.OPERATOR, Role.HEAD) and queries.is_open(facts, today=timezone.localdate()),
    }
    return render(request, "selection/notice_desa.html", context)


@permit(*READERS)
@require_safe
def paper(request: HttpRequest, notice_id: int) -> FileResponse:
    """The notice as PDF: of one desa, or of all that the actor sees."""
    actor = actor_of(request)
    facts = found_notice(notice_id, actor)
    _selection, programme = found_selection(facts.selection_id, actor)
    wanted = request.GET.get("desa", "")
    codes = queries.desas_named(selection_id=facts.selection_id, scope=actor.scope)
    if wanted and wanted not in codes:
        raise Http404
    content = BytesIO()
    write_notice(
        out=content, head=present.paper_head(facts, programme), desas=_papers(facts, [wanted] if wanted else codes)
    )
    content.seek(0)
    name = _("Pengumuman %(what)s") % {"what": desa_name(wanted) if wanted else notice_id}
    return FileResponse(content, as_attachment=True, filename=f"{name}.pdf")


def found_notice(notice_id: int, actor: Actor) -> NoticeFacts:
    """Raises Http404 for a notice of another kabupaten."""
    facts = queries.notice(notice_id=notice_id, actor=actor)
    if facts is None:
        raise Http404
    return facts


def _papers(facts: NoticeFacts, codes: list[str]) -> Iterator[NoticeDesa]:
    for code in codes:
        yield present.paper_desa(code, queries.named(selection_id=facts.selection_id, desa_code=code))


def _columns() -> list[Column]:
    headings = (_("Nama"), _("Desa"), _("Tentang"), _("Penyanggah"), _("Isi"), _("Diterima"), _("Keadaan"))
    more = (_("Jawaban"), _("Berita acara"), _("Pengganti"))
    return [Column(heading=heading, width=24) for heading in (*headings, *more)]


def _rows(told: Iterator[present.ObjectionLine]) -> Iterator[ListRow]:
    for one in told:
        told_of = (one.name, one.place, one.kind, one.by, one.text, one.received, one.word)
        yield ListRow(cells=(*told_of, one.answer, one.minutes, one.promoted))
