"""Pages of one answer: what came of it, and the lines that wait for a person."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor
from payung.accounts.wording import number
from payung.eligibility import settling
from payung.eligibility.prechecks import standing
from payung.eligibility.prechecks.facts import AnswerFacts
from payung.eligibility.prechecks.forms import SettleForm
from payung.eligibility.prechecks.present import (
    REFUSAL_WORDS,
    answer_notes,
    answer_told,
    group_line,
    outcome_choices,
    unread_line,
)
from payung.eligibility.prechecks.roles import LOOKERS
from payung.eligibility.prechecks.stretches import stretch_of
from payung.eligibility.rules.refusals import NotAllowed
from payung.eligibility.rules.words import AnswerState
from payung.eligibility.settling import OF_WORDS, SETTLERS
from payung.jobs.queries import failed, progress

NOT_READABLE, CONFLICT = 422, 409


@permit(*LOOKERS)
@require_safe
def one_answer(request: HttpRequest, answer_id: int) -> HttpResponse:
    """The answer as it stands: being read, refused, or read with what waits."""
    answer = _answer(answer_id, actor_of(request))
    return _page(request, answer)


def _page(request: HttpRequest, answer: AnswerFacts, refusal: str = "", status: int = 200) -> HttpResponse:
    groups = standing.unread_groups(answer_id=answer.id)
    lines = standing.open_unread(answer_id=answer.id)
    waiting = lines.count()
    stretch = stretch_of(request, waiting)
    job = answer.job_id if answer.state is AnswerState.RECEIVED else None
    context = {
        "answer": answer,
        "headline": answer_told(answer, waiting),
        "notes": answer_notes(answer),
        "refused": REFUSAL_WORDS.get(answer.refusal, REFUSAL_WORDS["HEADER_NOT_FOUND"]) if answer.refusal else "",
        "groups": [group_line(group, settles=group.code in OF_WORDS) for group in groups],
        "lines": [unread_line(line) for line in lines[stretch.first : stretch.stop]],
        "lines_told": ngettext("%(n)s baris", "%(n)s baris", waiting) % {"n": number(waiting)},
        "page": stretch,
        "outcomes": outcome_choices(answer.register),
        "reached": progress(job) if job else None,
        "broken": job is not None and failed(job),
        "again": "lagi" in request.GET,
        "refusal": refusal,
        "may_settle": actor_of(request).may(*SETTLERS),
    }
    return render(request, "eligibility/precheck_answer.html", context, status=status)


@permit(*SETTLERS)
@require_POST
def settle_words(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Words of a register mean something, here and from now on."""

    def settle(form: SettleForm, actor: Actor) -> None:
        if form.outcome is None:
            raise NotAllowed("Pilih apa arti kata-kata ini.")
        settling.settle_words(
            answer_id=answer_id,
            words=form.cleaned_data["kata"],
            outcome=form.outcome,
            because=form.cleaned_data["alasan"],
            actor=actor,
            now=timezone.now(),
        )

    return _settled(request, answer_id, settle)


@permit(*SETTLERS)
@require_POST
def settle_line(request: HttpRequest, answer_id: int, line_id: int) -> HttpResponse:
    """One line means something, or is set aside."""

    def settle(form: SettleForm, actor: Actor) -> None:
        because, now = form.cleaned_data["alasan"], timezone.now()
        if form.outcome is None:
            settling.set_aside_lines(line_ids=[line_id], because=because, actor=actor, now=now)
            return
        settling.settle_line(
            line_id=line_id,
            outcome=form.outcome,
            because=because,
            row_key=form.cleaned_data["kunci"],
            actor=actor,
            now=now,
        )

    return _settled(request, answer_id, settle)


def _settled(request: HttpRequest, answer_id: int, settle: Callable[[SettleForm, Actor], None]) -> HttpResponse:
    actor = actor_of(request)
    answer = _answer(answer_id, actor)
    form = SettleForm(request.POST, register=answer.register)
    if not form.is_valid():
        return _page(request, answer, "Tulis dari mana itu diketahui, dengan beberapa kata.", NOT_READABLE)
    try:
        settle(form, actor)
    except NotAllowed as refusal:
        return _page(request, answer, str(refusal), CONFLICT)
    return redirect("eligibility:precheck_answer", answer_id=answer_id)


def _answer(answer_id: int, actor: Actor) -> AnswerFacts:
    found = standing.answer_of(answer_id=answer_id, actor=actor)
    if found is None:
        raise Http404
    return found
