"""What is done with answers of BPJS: received, its columns named, a row decided, words explained."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor
from payung.enrolment import actions, queries, tasks
from payung.enrolment.actions.answers import Said
from payung.enrolment.answering.sampling import sampled
from payung.enrolment.forms.answer_words import DOUBT_WORDS
from payung.enrolment.forms.answers import AnswerForm, ColumnsForm, LearnForm, SettleForm
from payung.enrolment.models import Answer, AnswerRow
from payung.enrolment.present import answers as present
from payung.enrolment.queries import RowFacts
from payung.enrolment.rules.answer_refusals import AnswerRefused
from payung.enrolment.states import Outcome, Reason
from payung.enrolment.views.answers import LOOKERS, WORKERS, found_answer, reasons_page
from payung.programmes import queries as programmes

NOT_READABLE, CONFLICT = 422, 409


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """An answer comes in; a worker takes it in while its page says how far it is."""
    actor = actor_of(request)
    code = request.POST.get("program") or request.GET.get("program", "")
    programme = programmes.programme(kabupaten=actor.kabupaten, code=code)
    if programme is None:
        raise Http404
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        status = NOT_READABLE if form.errors else 200
        return render(request, "enrolment/answer_new.html", {"form": form, "programme": programme}, status=status)
    try:
        answer, is_new = actions.receive_answer(
            programme_id=programme.id,
            came=form.cleaned_data["berkas"],
            answered_date=form.cleaned_data["tanggal"],
            actor=actor,
            now=timezone.now(),
        )
    except AnswerRefused as refusal:
        form.add_error(None, str(refusal))
        context = {"form": form, "programme": programme}
        return render(request, "enrolment/answer_new.html", context, status=CONFLICT)
    if is_new:
        tasks.enqueue_answer(answer_id=answer.id)
    address = reverse("enrolment:answer", args=[answer.id])
    return redirect(address if is_new else f"{address}?lagi=1")


@permit(*WORKERS)
@require_POST
def again(request: HttpRequest, answer_id: int) -> HttpResponse:
    """An answer whose reading broke off goes on where it was."""
    answer = found_answer(answer_id, actor_of(request))
    if answer.done_at is None:
        tasks.enqueue_answer(answer_id=answer.id)
    return redirect("enrolment:answer", answer_id=answer_id)


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, answer_id: int) -> HttpResponse:
    """A person says what the columns are that we did not recognise."""
    actor = actor_of(request)
    answer = found_answer(answer_id, actor)
    if answer.done_at is not None or answer.columns_asked_at is None:
        return redirect("enrolment:answer", answer_id=answer_id)
    file_code = Answer.objects.values_list("file_code", flat=True).get(id=answer_id)
    sheets = sampled(file_code, kabupaten=actor.kabupaten)
    names = {
        f"s{at}k{place}": (sheet.name, column.heading)
        for at, sheet in enumerate(sheets)
        for place, column in enumerate(sheet.columns)
    }
    form = ColumnsForm(request.POST or None, headings=[(name, heading) for name, (_sheet, heading) in names.items()])
    refusal = ""
    if request.method == "POST" and form.is_valid():
        mapping = [
            Said(sheet=names[name][0], heading=names[name][1], field=field) for name, field in form.chosen().items()
        ]
        try:
            actions.map_columns(answer_id=answer_id, mapping=mapping, actor=actor)
        except AnswerRefused as refused:
            refusal = str(refused)
        else:
            tasks.enqueue_answer(answer_id=answer_id)
            return redirect("enrolment:answer", answer_id=answer_id)
    shown = [
        (sheet.name, [(form[f"s{at}k{place}"], column.samples) for place, column in enumerate(sheet.columns)])
        for at, sheet in enumerate(sheets)
    ]
    context = {"answer": answer, "sheets": shown, "refusal": refusal}
    return render(request, "enrolment/answer_columns.html", context, status=NOT_READABLE if refusal else 200)


@permit(*LOOKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, row_id: int) -> HttpResponseBase:
    """One row beside our line, and what it means."""
    if request.method == "POST":
        return settle(request, row_id)
    actor = actor_of(request)
    facts = _row(row_id, actor)
    start = {"kpj": facts.kpj, "arti": facts.reason if facts.reason is not Reason.UNMAPPED else ""}
    return _row_page(request, facts, SettleForm(initial=start), actor)


@permit(*WORKERS)
@require_POST
def settle(request: HttpRequest, row_id: int) -> HttpResponse:
    """What the row means. It has the address of its page: who may read it need not be one who decides."""
    actor = actor_of(request)
    facts = _row(row_id, actor)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _row_page(request, facts, form, actor, status=NOT_READABLE)
    try:
        actions.settle_row(
            row_id=row_id,
            decision=form.decision,
            because=form.cleaned_data["alasan"],
            kpj=form.cleaned_data["kpj"],
            reason=form.reason,
            row_key=form.cleaned_data["kunci"],
            actor=actor,
            now=timezone.now(),
        )
    except AnswerRefused as refusal:
        form.add_error(None, str(refusal))
        return _row_page(request, facts, form, actor, status=CONFLICT)
    return redirect("enrolment:answer_queue")


def _row(row_id: int, actor: Actor) -> RowFacts:
    found = AnswerRow.objects.filter(
        id=row_id, answer__programme__kabupaten=actor.kabupaten, answer__done_at__isnull=False
    )
    told = queries.told_rows(found, kabupaten=actor.kabupaten)
    if not told:
        raise Http404
    return told[0]


def _row_page(request: HttpRequest, row: RowFacts, form: SettleForm, actor: Actor, status: int = 200) -> HttpResponse:
    context = {
        "row": row,
        "headline": str(DOUBT_WORDS[row.doubt]).rstrip(".")
        if row.doubt and row.outcome is Outcome.QUEUED
        else _("Baris jawaban BPJS"),
        "line": present.row_line(row),
        "sides": present.sides(row),
        "form": form,
        "may_settle": actor.may(*WORKERS) and row.outcome is Outcome.QUEUED,
    }
    return render(request, "enrolment/answer_row.html", context, status=status)


@permit(*WORKERS)
@require_POST
def learn(request: HttpRequest) -> HttpResponse:
    """Words of BPJS mean this from now on."""
    form = LearnForm(request.POST)
    if not form.is_valid():
        sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
        return reasons_page(request, form, " ".join(sentences), NOT_READABLE)
    try:
        actions.learn_reason(
            text=form.cleaned_data["kata"],
            reason=Reason(form.cleaned_data["arti"]),
            because=form.cleaned_data["alasan"],
            actor=actor_of(request),
            now=timezone.now(),
        )
    except AnswerRefused as refusal:
        return reasons_page(request, form, str(refusal), CONFLICT)
    return redirect("enrolment:answer_reasons")
