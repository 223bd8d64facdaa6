"""Who is proposed: candidates with the code on their receipt, as their lists name them. No NIK stands here."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor
from payung.gateways.lists.columns import Cell
from payung.intake import queries, remarks
from payung.intake.present import candidates as shown
from payung.intake.present.received import address_of, lines_a_page, page_of_lines, span
from payung.intake.views.lists import as_excel
from payung.intake.views.received import READERS, programme_asked
from payung.regions.load import gazetteer

_AT_ONCE = 2000


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """A hundred candidates a page, sought by name or receipt code, within one's own map."""
    actor, programme = actor_of(request), programme_asked(request)
    asked = _asked(request)
    on_paper = "cetak" in request.GET
    ask = partial(_page, actor=actor, programme_id=programme.id, asked=asked)
    _none, count = ask(start=0, count=0)
    at, start = span(wanted=read_page(request.GET.get("hal")), count=count, on_paper=on_paper)
    found, count = ask(start=start, count=lines_a_page(on_paper=on_paper))
    address = partial(address_of, "intake:candidates", program=programme.code, **asked)
    context = {
        "headline": shown.headline(count, sought=any(asked[name] for name in ("cari", "desa"))),
        "about": programme.name,
        "programme": programme,
        "places": shown.place_choices(gazetteer(actor.kabupaten), scope=actor.scope),
        "orders": shown.ORDER_WORDS.items(),
        "asked": asked,
        "on_paper": on_paper,
        "page": page_of_lines(
            shown.lines(found, *_about(found)),
            count=count,
            at=at,
            on_paper=on_paper,
            told=shown.told(count),
            address=address,
            excel=address_of("intake:candidates_workbook", program=programme.code, **asked),
        ),
    }
    return render(request, "intake/candidates.html", context)


@permit(*READERS)
@require_safe
def workbook(request: HttpRequest) -> HttpResponseBase:
    """All of them as .xlsx."""
    programme = programme_asked(request)
    return as_excel(
        title=_("Calon peserta"),
        headings=[
            _("Kode tanda terima"),
            _("Nama"),
            _("Lahir"),
            _("Desa"),
            _("Pekerjaan"),
            _("Berkas"),
            _("Baris"),
            _("Jawaban BPJS"),
        ],
        rows=_cells(actor_of(request), programme.id, _asked(request)),
    )


def _cells(actor: Actor, programme_id: int, asked: dict[str, str]) -> Iterator[list[Cell]]:
    start = 0
    while True:
        found, _count = _page(actor=actor, programme_id=programme_id, asked=asked, start=start, count=_AT_ONCE)
        yield from shown.cells(found, *_about(found))
        if len(found) < _AT_ONCE:
            return
        start += _AT_ONCE


def _about(found: Sequence[queries.CandidateFacts]) -> tuple[Mapping[int, queries.Origin], Mapping[int, str]]:
    """Where each came from, and what was said of them last."""
    ids = [one.id for one in found]
    return queries.origin(candidate_ids=ids), remarks.of_candidates(candidate_ids=ids)


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:200] for name in ("cari", "desa", "urut")}


def _page(
    *, actor: Actor, programme_id: int, asked: dict[str, str], start: int, count: int
) -> tuple[list[queries.CandidateFacts], int]:
    return queries.candidates_page(
        programme_id=programme_id,
        actor=actor,
        words=asked["cari"],
        desa_code=asked["desa"],
        order=shown.ORDERS.get(asked["urut"], ""),
        start=start,
        count=count,
    )
