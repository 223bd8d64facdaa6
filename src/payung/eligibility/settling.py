"""Lines of answers that waited, settled by a person: one line, or all that say the same words, which are then remembered."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.eligibility.models import AlikeLine, Answer, RequestLine, Result, UnreadLine
from payung.eligibility.prechecks.taking_in import note_answered, programme_of, put_results
from payung.eligibility.rules.answers import OUTCOMES_OF, Said, Unread
from payung.eligibility.rules.lines import PlannedResult
from payung.eligibility.rules.refusals import NotAllowed, refuse_niks
from payung.eligibility.rules.words import AnswerState, Outcome, Register
from payung.matching.queries import kept
from payung.shared import codes

SETTLERS = (Role.OPERATOR, Role.HEAD)
# Only where nothing but the words was unclear, and they mean the same in every line.
OF_WORDS = (Unread.WORDS_UNKNOWN, Unread.WORDS_DOUBTFUL, Unread.WORDS_CONTRADICT)


def settle_line(
    *,
    line_id: int,
    outcome: Outcome,
    because: str,
    actor: Actor,
    now: datetime,
    row_key: str = "",
    desil: int | None = None,
) -> None:
    """The line means this, of its person, or of whom the row key of our list names. Raises NotAllowed."""
    _permit(actor, because)
    with transaction.atomic():
        line = _open_lines(actor, [line_id])[0]
        person_id = _person_of_key(line.answer, row_key) if row_key.strip() else line.person_id
        if person_id is None:
            raise NotAllowed("Belum jelas siapa yang dimaksud baris ini. Isi kunci barisnya, atau kesampingkan.")
        _settle(line.answer, [(line, person_id)], outcome, because, actor=actor, now=now, desil=desil)


def settle_words(*, answer_id: int, words: str, outcome: Outcome, because: str, actor: Actor, now: datetime) -> int:
    """Every line of the answer that says these words means this, and so in the next answers; how many. Raises NotAllowed."""
    _permit(actor, because)
    with transaction.atomic():
        waiting = UnreadLine.objects.filter(
            answer=answer_id, words=words, code__in=OF_WORDS, settled_at=None, person__isnull=False
        )
        lines = _open_lines(actor, list(waiting.values_list("id", flat=True)))
        about = [(line, line.person_id) for line in lines if line.person_id is not None]
        UnreadLine.objects.filter(id__in=[lines[0].pk]).update(remembered=True)
        _settle(lines[0].answer, about, outcome, because, actor=actor, now=now)
    return len(about)


def set_aside_lines(*, line_ids: Sequence[int], because: str, actor: Actor, now: datetime) -> None:
    """These lines say nothing that we use; whom they may be about stays unchecked. Raises NotAllowed."""
    _permit(actor, because)
    with transaction.atomic():
        lines = _open_lines(actor, line_ids)
        _mark(lines, "", because, actor=actor, now=now)
        _record(lines[0].answer, "set_aside", len(lines), "", actor=actor, now=now)


def _settle(
    answer: Answer,
    about: list[tuple[UnreadLine, int]],
    outcome: Outcome,
    because: str,
    *,
    actor: Actor,
    now: datetime,
    desil: int | None = None,
) -> None:
    if outcome not in OUTCOMES_OF[Register(answer.register)]:
        raise NotAllowed("Hasil ini bukan jawaban dari pemadanan itu. Pilih salah satu dari daftar.")
    said = {person_id: line for line, person_id in about}
    before = dict(Result.objects.filter(answer=answer, person__in=said).values_list("person_id", "outcome"))
    if any(known != outcome for known in before.values()):
        raise NotAllowed("Untuk orang ini jawaban yang sama sudah menghasilkan hal lain. Kesampingkan baris ini.")
    ids = [line.pk for line, _ in about if line.code == Unread.ALIKE]
    alike = {one.pk: one for one in AlikeLine.objects.filter(line__in=ids)} if ids else {}
    results = [
        PlannedResult(line.sheet, line.number, person_id, _said(line, outcome, desil, alike))
        for person_id, line in said.items()
        if person_id not in before
    ]
    valid_until = answer.answered_date + timedelta(days=programme_of(answer).precheck_valid_days)
    put_results(answer, results, valid_until=valid_until)
    _mark([line for line, _ in about], outcome, because, actor=actor, now=now)
    Answer.objects.filter(id=answer.pk).update(result_count=answer.result_count + len(results))
    note_answered(answer)
    _record(answer, "settle_lines", len(about), outcome, actor=actor, now=now)


def _said(line: UnreadLine, outcome: Outcome, desil: int | None, alike: Mapping[int, AlikeLine]) -> Said:
    """What the line says by a person's word; of one who was only alike with all that the line told."""
    told = alike.get(line.pk)
    if told is None or told.outcome != outcome:
        return Said(outcome=outcome, words=line.words, desil=desil)
    return Said(
        outcome=outcome, words=line.words, payer=told.payer, desil=desil or told.desil, died_date=told.died_date
    )


def _open_lines(actor: Actor, line_ids: Sequence[int]) -> list[UnreadLine]:
    """The lines, locked. Raises NotAllowed where one is settled already, or none is left."""
    found = UnreadLine.objects.select_for_update(of=("self",)).filter(
        answer__programme__kabupaten=actor.kabupaten, answer__state=AnswerState.READ, settled_at=None
    )
    lines = [line for start in range(0, len(line_ids), 2000) for line in _some(found, line_ids[start : start + 2000])]
    if not lines or len(lines) != len(set(line_ids)):
        raise NotAllowed("Baris ini sudah diselesaikan. Muat ulang daftarnya.")
    return lines


def _some(found: QuerySet[UnreadLine], line_ids: Sequence[int]) -> list[UnreadLine]:
    return list(found.filter(id__in=line_ids).select_related("answer").order_by("id"))


def _mark(lines: Sequence[UnreadLine], outcome: str, because: str, *, actor: Actor, now: datetime) -> None:
    ids = [line.pk for line in lines]
    for start in range(0, len(ids), 2000):
        UnreadLine.objects.filter(id__in=ids[start : start + 2000]).update(
            settled_by=actor.key, settled_at=now, settled_as=outcome, settled_because=because
        )


def _person_of_key(answer: Answer, row_key: str) -> int:
    asked = RequestLine.objects.filter(
        row_key=codes.normalised(row_key),
        request__programme=answer.programme_id,
        request__register=answer.register,
    )
    found = asked.values_list("person_id", flat=True).first()
    if found is None:
        raise NotAllowed("Kunci baris ini tidak ada di daftar yang kami kirim. Periksa penulisannya.")
    (root,) = kept(person_ids=[found]).tolist()
    return int(root)


def _permit(actor: Actor, because: str) -> None:
    if not actor.may(*SETTLERS):
        raise NotAllowed("Baris yang belum jelas diselesaikan oleh operator atau kepala dinas.")
    if len(because.split()) < 2:
        raise NotAllowed("Tulis dari mana itu diketahui, dengan beberapa kata.")
    refuse_niks(because)


def _record(answer: Answer, verb: str, count: int, outcome: str, *, actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten,
        act=f"eligibility.{verb}",
        actor=actor.key,
        subject=f"answer:{answer.pk}",
        facts={"lines": count, "outcome": outcome},
        now=now,
    )
