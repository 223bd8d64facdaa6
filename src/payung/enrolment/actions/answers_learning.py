"""What words of BPJS mean is learnt from a person, for what was refused already and for every later answer."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit import actions as audit
from payung.audit.rules import without_niks
from payung.enrolment.actions.answers_settling import permitted, reject_lines
from payung.enrolment.answering.counting import close_batches
from payung.enrolment.answering.standing import chunks
from payung.enrolment.models import AnswerRow, Batch, BatchLine, ReasonWord
from payung.enrolment.rules.answer_refusals import AnswerRefused
from payung.enrolment.rules.answer_words import Doubt, learnt_key
from payung.enrolment.states import LineState, Outcome, Reason


def learn_reason(*, text: str, reason: Reason, because: str, actor: Actor, now: datetime) -> int:
    """These words mean this reason from now on; how many refused lines carry it now. Raises AnswerRefused.

    Rows that waited because nobody knew their words are refusals for this reason; lines refused with these words get it.
    """
    because = permitted(actor, because)
    folded = learnt_key(text)
    if not folded or reason is Reason.UNMAPPED:
        raise AnswerRefused("Pilih kata-kata BPJS dan artinya.")
    with transaction.atomic():
        word = {"example": without_niks(text)[:300], "reason": reason, "learnt_by": actor.key, "learnt_at": now}
        ReasonWord.objects.update_or_create(kabupaten=actor.kabupaten, folded=folded, defaults=word)
        lines = _renamed(folded, reason, actor.kabupaten) + _refused(
            folded, reason, because=because, actor=actor, now=now
        )
        audit.record(
            kabupaten=actor.kabupaten,
            act="enrolment.learn_reason",
            actor=actor.key,
            subject=f"kabupaten:{actor.kabupaten}",
            facts={"words": folded, "reason": str(reason), "lines": lines, "because": because},
            now=now,
        )
    return lines


def _renamed(folded: str, reason: Reason, kabupaten: str) -> int:
    """Lines that were refused with these words: how many."""
    refused = BatchLine.objects.filter(programme__kabupaten=kabupaten, state=LineState.REJECTED).exclude(reason=reason)
    texts = _alike(refused.order_by().values_list("reason_text", flat=True).distinct(), folded)
    return sum(refused.filter(reason_text__in=chunk).update(reason=reason) for chunk in chunks(texts))


def _refused(folded: str, reason: Reason, *, because: str, actor: Actor, now: datetime) -> int:
    """Rows that nobody understood, and with them their lines, but those of members."""
    unread = AnswerRow.objects.filter(
        answer__programme__kabupaten=actor.kabupaten,
        answer__done_at__isnull=False,
        outcome=Outcome.QUEUED,
        because=Doubt.WORDS_UNKNOWN,
        line__state=LineState.DOUBTFUL,
    )
    texts = _alike(unread.order_by().values_list("reason_text", flat=True).distinct(), folded)
    count = 0
    for chunk in chunks(texts):
        about = list(unread.filter(reason_text__in=chunk).order_by("id").values_list("id", "line_id", "line__batch_id"))
        count += _refuse_rows(about, reason, because=because, actor=actor, now=now)
    return count


def _refuse_rows(
    about: Sequence[tuple[int, int | None, int | None]], reason: Reason, *, because: str, actor: Actor, now: datetime
) -> int:
    list(Batch.objects.select_for_update().filter(id__in={one[2] for one in about}).order_by("id").values_list("id"))
    lines = {line_id for _, line_id, _ in about if line_id is not None}
    for part in chunks(about):
        row_ids, line_ids = [one[0] for one in part], [one[1] for one in part if one[1] is not None]
        reject_lines(row_ids, line_ids, reason, now=now)
        AnswerRow.objects.filter(id__in=row_ids).update(
            outcome=Outcome.SETTLED, settled_by=actor.key, settled_at=now, settled_because=because
        )
    close_batches({one[2] for one in about if one[2] is not None}, now=now)
    return len(lines)


def _alike(texts: Iterable[str], folded: str) -> list[str]:
    return [text for text in texts if learnt_key(text) == folded]
