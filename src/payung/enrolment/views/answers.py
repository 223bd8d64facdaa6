"""Answers of BPJS: the list, one answer with its rows, what waits for a person, and what words mean."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor, Role
from payung.accounts.wording import number
from payung.enrolment import queries
from payung.enrolment.forms.answer_words import ORDER_WORDS, OUTCOME_WORDS, VERDICT_WORDS
from payung.enrolment.forms.answers import LearnForm
from payung.enrolment.models import AnswerRow
from payung.enrolment.present import answers as present
from payung.enrolment.queries import AnswerFacts, RowsAsked
from payung.enrolment.queries.answers import PAGE
from payung.enrolment.states import Outcome
from payung.intake.views.lists import as_excel
from payung.jobs.queries import failed, progress
from payung.programmes import queries as programmes

LOOKERS = (Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
WORKERS = (Role.OPERATOR, Role.HEAD)


@permit(*LOOKERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """What BPJS has not answered, why it refused, and the answers that came."""
    actor = actor_of(request)
    known = programmes.programmes(kabupaten=actor.kabupaten)
    programme = next((one for one in known if one.code == request.GET.get("program")), known[0] if known else None)
    context: dict[str, object] = {"programmes": known, "programme": programme, "on_paper": "cetak" in request.GET}
    if programme is None:
        return render(request, "enrolment/answers.html", context)
    asked = {name: request.GET.get(name, "")[:80] for name in ("cari", "keadaan", "urut")} | {"program": programme.code}
    found = queries.answers(actor=actor, programme_id=programme.id, words=asked["cari"])
    lines = present.answer_lines(_sieved(found, asked))
    if "excel" in request.GET:
        headings = [_("Berkas"), _("Tanggal jawaban"), _("Hasil"), _("Menunggu keputusan")]
        rows = ((one.file_name, one.date, one.told, one.waiting) for one in lines)
        return as_excel(title=_("Jawaban BPJS"), headings=headings, rows=rows)
    waiting = queries.waiting(programme_id=programme.id, today=timezone.localdate())
    context |= {
        "headline": present.index_headline(
            sum(one.waiting_count for one in found), sum(one.waiting_count for one in waiting)
        ),
        "waiting": present.waiting_lines(waiting),
        "refusals": present.refusal_lines(queries.rejected(programme_id=programme.id)),
        "lines": lines,
        "list": present.stretch(len(lines), at=1, address=request.path, asked=asked),
        "count": number(len(lines)),
        "asked": asked,
        "may_work": actor.may(*WORKERS),
    }
    return render(request, "enrolment/answers.html", context)


def _sieved(found: Sequence[AnswerFacts], asked: dict[str, str]) -> list[AnswerFacts]:
    kept = [one for one in found if asked["keadaan"] != "menunggu" or one.waiting_count or one.done_at is None]
    return kept[::-1] if asked["urut"] == "lama" else kept


@permit(*LOOKERS)
@require_safe
def one(request: HttpRequest, answer_id: int) -> HttpResponseBase:
    """What came of an answer, and each of its rows."""
    actor = actor_of(request)
    answer = found_answer(answer_id, actor)
    standing = {
        "answer": answer,
        "headline": present.told(answer),
        "sign": present.sign(answer),
        "notes": present.notes(answer),
        "refused": present.refusal_words(answer),
        "again": "lagi" in request.GET,
        "may_work": actor.may(*WORKERS),
        "reached": progress(answer.job_id) if answer.done_at is None else None,
        "broken": answer.done_at is None and answer.task_id is not None and failed(answer.task_id),
    }
    return _rows_page(request, actor, "enrolment/answer.html", standing, answer_id=answer_id)


@permit(*LOOKERS)
@require_safe
def queue(request: HttpRequest) -> HttpResponseBase:
    """Every row that waits for a person."""
    return _rows_page(request, actor_of(request), "enrolment/answer_queue.html", {}, outcome=Outcome.QUEUED)


def _rows_page(
    request: HttpRequest,
    actor: Actor,
    template: str,
    context: dict[str, object],
    *,
    answer_id: int | None = None,
    outcome: str = "",
) -> HttpResponseBase:
    asked = {name: request.GET.get(name, "")[:80] for name in ("cari", "hasil", "bacaan", "urut")}
    sieve = RowsAsked(
        words=asked["cari"], outcome=outcome or asked["hasil"], verdict=asked["bacaan"], order=asked["urut"]
    )
    found = queries.rows(answer_id=answer_id, actor=actor, asked=sieve)
    if "excel" in request.GET:
        return _rows_workbook(found, actor)
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), max(1, -(-count // PAGE)))
    cut = found if on_paper else found[(at - 1) * PAGE : at * PAGE]
    context |= {
        "rows": present.row_lines(queries.told_rows(cut, kabupaten=actor.kabupaten)),
        "page": present.stretch(count, at=at, address=request.path, asked=asked),
        "count": number(count),
        "asked": asked,
        "orders": ORDER_WORDS.items(),
        "outcomes": OUTCOME_WORDS.items(),
        "verdicts": VERDICT_WORDS.items(),
        "on_paper": on_paper,
    }
    return render(request, template, context)


def _rows_workbook(found: QuerySet[AnswerRow], actor: Actor) -> HttpResponseBase:
    headings = [_("Baris"), _("Nama"), _("Batch"), _("Hasil"), _("KPJ"), _("Alasan BPJS"), _("Keadaan"), _("Sebab")]
    shown = present.row_lines(queries.told_rows(found, kabupaten=actor.kabupaten))
    rows = ((one.where, one.name, one.batch, one.said, one.kpj, one.words, one.outcome, one.why) for one in shown)
    return as_excel(title=_("Jawaban BPJS"), headings=headings, rows=rows)


@permit(*LOOKERS)
@require_safe
def reasons(request: HttpRequest) -> HttpResponse:
    """What words of BPJS mean, as people said, and those that nobody has explained."""
    return reasons_page(request, LearnForm())


def reasons_page(request: HttpRequest, form: LearnForm, refusal: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    known = queries.learnt(kabupaten=actor.kabupaten)
    open_ = queries.unlearnt(kabupaten=actor.kabupaten)
    context = {
        "form": form,
        "learnt": present.learnt_lines(known, names_of_keys([one.learnt_by for one in known])),
        "unlearnt": present.unlearnt_lines(open_),
        "count": number(len(open_)),
        "refusal": refusal,
        "may_work": actor.may(*WORKERS),
    }
    return render(request, "enrolment/answer_reasons.html", context, status=status)


def found_answer(answer_id: int, actor: Actor) -> AnswerFacts:
    found = queries.answer(answer_id=answer_id, actor=actor)
    if found is None:
        raise Http404
    return found
