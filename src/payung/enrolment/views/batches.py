"""Batches to BPJS: who is to be told, the batches, one with its lines, and what is lacking. Each sees their own part of the map."""

import tempfile
from collections.abc import Mapping

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor, Role
from payung.accounts.wording import instant, number
from payung.enrolment import queries
from payung.enrolment.forms.batches import BatchForm, BecauseForm, DetailsForm, FilledForm, SentForm, TakeForm
from payung.enrolment.layouts import layout_named
from payung.enrolment.missing_lists import write_missing
from payung.enrolment.models import Batch, BatchLine
from payung.enrolment.present import batches as present
from payung.enrolment.queries import BatchFacts, LinesAsked
from payung.enrolment.queries.batches import PAGE, acts
from payung.enrolment.queries.batches_missing import known_of
from payung.enrolment.rules.batches_refusals import NotFound
from payung.enrolment.states import LineState, State
from payung.gateways.spreadsheets.empty_list import XLSX
from payung.intake.views.lists import as_excel
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import FundFacts

READERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD, Role.PPTK, Role.INSPECTOR)


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Who is to be told to BPJS now, and the batches of a programme."""
    actor = actor_of(request)
    known = programmes.programmes(kabupaten=actor.kabupaten)
    programme = next((one for one in known if one.code == request.GET.get("program")), known[0] if known else None)
    context: dict[str, object] = {"programmes": known, "programme": programme}
    if programme is None:
        return render(request, "enrolment/batches.html", context)
    funds = programmes.funds(programme_id=programme.id)
    asked = {name: request.GET.get(name, "")[:40] for name in ("cari", "jenis", "keadaan", "urut")}
    rows = present.batch_rows(_sieved(programme.id, asked), funds={fund.id: fund.name for fund in funds})
    rows = [row for row in rows if all(word in row.sought for word in asked["cari"].casefold().split())]
    if "excel" in request.GET:
        return _batches_workbook(rows)
    is_whole = actor.scope == actor.kabupaten
    plan = queries.plan(programme_id=programme.id) if is_whole else {}
    context |= {
        "headline": present.index_headline(plan) if is_whole else _("Batch BPJS"),
        "ready": present.ready_rows(plan, funds=funds, programme_code=programme.code),
        "may_draft": is_whole and actor.may(Role.OPERATOR),
        "is_whole": is_whole,
        "rows": rows,
        "count": number(len(rows)),
        "asked": asked,
        "kinds": present.KIND_WORDS.items(),
        "states": present.STATE_WORDS.items(),
        "on_paper": "cetak" in request.GET,
    }
    return render(request, "enrolment/batches.html", context)


def _sieved(programme_id: int, asked: Mapping[str, str]) -> list[BatchFacts]:
    found = [
        one
        for one in queries.batches(programme_id=programme_id)
        if asked["jenis"] in ("", one.kind) and asked["keadaan"] in ("", one.state)
    ]
    return list(reversed(found)) if asked["urut"] == "lama" else found


@permit(*READERS)
@require_safe
def one(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """Where a batch stands, what comes next and for whom, and its lines."""
    actor = actor_of(request)
    batch = found_batch(batch_id, actor)
    asked = {name: request.GET.get(name, "")[:200] for name in ("cari", "keadaan", "urut")}
    of = LinesAsked(words=asked["cari"], state=asked["keadaan"], order=asked["urut"])
    found = queries.lines(batch_id=batch_id, actor=actor, asked=of)
    if "excel" in request.GET:
        return _lines_workbook(batch, found, actor)
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), max(1, -(-count // PAGE)))
    cut = found if on_paper else found[(at - 1) * PAGE : at * PAGE]
    shown = present.shown_lines(queries.told_lines(cut, kabupaten=actor.kabupaten))
    context = {
        **standing(batch, actor),
        "page": present.page(shown, count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "orders": present.ORDER_WORDS.items(),
        "line_states": present.LINE_WORDS.items(),
        "on_paper": on_paper,
    }
    return render(request, "enrolment/batch.html", context)


def standing(batch: BatchFacts, actor: Actor) -> dict[str, object]:
    """What the page of a batch says first, and which acts it offers."""
    works = actor.may(Role.OPERATOR) and actor.scope == actor.kabupaten
    history = acts(batch_id=batch.id)
    names = names_of_keys([batch.made_by, *(one.made_by for one in history)])
    return {
        "batch": batch,
        "title": present.title(batch),
        "headline": present.headline(batch),
        "sign": present.SIGNS[batch.state],
        "about": present.KIND_ABOUT[batch.kind],
        "facts": present.facts(batch, fund=fund_of(batch), names=names),
        "history": [
            (
                present.EVENT_WORDS.get(one.event, one.event),
                names.get(one.made_by, one.made_by),
                instant(one.made_at),
                one.note,
            )
            for one in history
        ],
        "is_drafted": batch.drafted_at is not None,
        "may_export": works and batch.state is State.DRAFT and batch.drafted_at is not None,
        "may_send": works and batch.state is State.EXPORTED,
        "may_take": works and batch.state in (State.EXPORTED, State.SENT, State.ANSWERED),
        "may_set_aside": works and batch.state in (State.DRAFT, State.EXPORTED),
        "verify": batch.state is State.DRAFT and works and layout_named(batch.layout).verify,
        "form": BatchForm(),
        "sent_form": SentForm(),
        "take_form": TakeForm(),
        "because_form": BecauseForm(),
    }


@permit(*READERS)
@require_safe
def missing(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """Who lacks what BPJS asks: said before the workbook is made, and to be filled in here or by the desa."""
    actor = actor_of(request)
    batch = found_batch(batch_id, actor)
    found = queries.missing_fields(batch_id=batch_id, actor=actor)
    if "isian" in request.GET:
        out = tempfile.TemporaryFile()  # noqa: SIM115 -- FileResponse closes it
        row = Batch.objects.get(id=batch_id)
        write_missing(out=out, batch=row, layout=layout_named(batch.layout), found=found, kabupaten=actor.kabupaten)
        out.seek(0)
        return FileResponse(out, as_attachment=True, filename=f"isian-batch-{batch.number}.xlsx", content_type=XLSX)
    rows = present.lacking_rows(found, batch_id=batch_id, kabupaten=actor.kabupaten)
    words = request.GET.get("cari", "")[:200].casefold()
    rows = [
        row for row in rows if all(word in f"{row.name} {row.place} {row.what}".casefold() for word in words.split())
    ]
    if "excel" in request.GET:
        headings = [_("No."), _("Nama"), _("Desa"), _("Yang belum ada")]
        return as_excel(
            title=_("Belum lengkap batch %(number)s") % {"number": batch.number},
            headings=headings,
            rows=[(row.number, row.name, row.place, row.what) for row in rows],
        )
    context = {
        "batch": batch,
        "title": present.title(batch),
        "rows": rows if "cetak" in request.GET else rows[:500],
        "count": len(rows),
        "told": number(len(rows)),
        "words": request.GET.get("cari", "")[:200],
        "filled_form": FilledForm() if actor.may(Role.OPERATOR) and batch.state is State.DRAFT else None,
        "on_paper": "cetak" in request.GET,
    }
    return render(request, "enrolment/batch_missing.html", context)


@permit(*READERS)
@require_safe
def line(request: HttpRequest, batch_id: int, line_id: int) -> HttpResponse:
    """One person of a batch: what BPJS is told, what is lacking, what it answered."""
    actor = actor_of(request)
    batch = found_batch(batch_id, actor)
    found = queries.line(batch_id=batch_id, line_id=line_id, actor=actor)
    if found is None:
        raise Http404
    works = actor.may(Role.OPERATOR) and actor.scope == actor.kabupaten
    asked, lacks = known_of(batch_id=batch_id, line_id=line_id)
    context = {
        "batch": batch,
        "title": present.title(batch),
        "line": found,
        "shown": present.shown_lines([found])[0],
        "lacks": [present.lack_words(one) for one in lacks],
        "details_form": DetailsForm(asked=asked) if works and batch.state is State.DRAFT and asked else None,
        "drop_form": BecauseForm() if works and batch.state is State.DRAFT else None,
        "again_form": BecauseForm()
        if works and found.state is LineState.REJECTED and not found.again_because
        else None,
    }
    return render(request, "enrolment/batch_line.html", context)


def found_batch(batch_id: int, actor: Actor) -> BatchFacts:
    try:
        return queries.batch(batch_id=batch_id, actor=actor)
    except NotFound:
        raise Http404 from None


def fund_of(batch: BatchFacts) -> FundFacts:
    return next(one for one in programmes.funds(programme_id=batch.programme_id) if one.id == batch.fund_id)


def _batches_workbook(rows: list[present.BatchRow]) -> HttpResponseBase:
    headings = [_("Batch"), _("Sumber dana"), _("Keadaan"), _("Orang"), _("Jawaban"), _("Disusun")]
    told = ((row.title, row.fund, row.state, row.count, row.answered, row.made) for row in rows)
    return as_excel(title=_("Batch BPJS"), headings=headings, rows=told)


def _lines_workbook(batch: BatchFacts, found: QuerySet[BatchLine], actor: Actor) -> HttpResponseBase:
    """Without NIKs in clear: the workbook for BPJS is another."""
    shown = present.shown_lines(queries.told_lines(found, kabupaten=actor.kabupaten))
    headings = [
        _("No."),
        _("Nama"),
        _("NIK (disamarkan), tahun lahir"),
        _("Desa"),
        _("KPJ"),
        _("Keadaan"),
        _("Alasan BPJS"),
    ]
    rows = ((one.number, one.name, one.identity, one.place, one.kpj, one.state, one.note) for one in shown)
    return as_excel(title=present.title(batch), headings=headings, rows=rows)
