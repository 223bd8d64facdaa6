"""A person answers a question about a shared NIK, and takes the answer back."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit import actions as audit
from payung.intake import actions as intake
from payung.intake import states as intake_states
from payung.matching.actions.refusals import decider_with_reason
from payung.matching.actions.settling import settle
from payung.matching.models import Decision, Link, Question
from payung.matching.rules import Answer, Arrived, How
from payung.matching.waiting import candidates, linked_with
from payung.people import queries as people
from payung.people import register
from payung.people.queries import Known
from payung.people.rules import Newcomer, NotAllowed

_NO_SUCH = "Pertanyaan ini tidak ada di wilayah Anda. Kembali ke daftar keputusan."


def answer_question(
    *, question_id: int, answer: Answer, holder_id: int, reason: str, actor: Actor, now: datetime
) -> None:
    """The question has its answer, and the register follows it. `holder_id` is whom the page showed as holder.

    SAME: the candidate is that person. NIK_WRONG: it has no person, and its row goes back to whoever sent it. NIK_TAKEN:
    the holder's NIK ends, and the candidate is a person of its own who has it.
    Raises NotAllowed for an answered question, and where somebody else has the NIK by now.
    """
    reason = decider_with_reason(actor, reason)
    with transaction.atomic():
        register.hold(actor.kabupaten)
        question, came = _question(question_id, actor)
        if question.decisions.filter(undone_at=None).exists():
            raise NotAllowed("Pertanyaan ini sudah dijawab. Batalkan dulu jawabannya bila perlu diubah.")
        holder = _holder(question, came)
        if holder.person_id != holder_id:
            raise NotAllowed("NIK ini baru saja berpindah ke orang lain. Muat ulang halaman, lalu bandingkan lagi.")
        person_id = _follow(question, answer, came, holder, reason, now)
        Decision.objects.create(
            question=question,
            answer=answer,
            holder_id=holder.person_id,
            person_id=person_id,
            took_nik=answer is Answer.NIK_TAKEN and holder.is_current,
            reason=reason,
            made_by=actor.key,
            made_at=now,
        )
        if answer is Answer.NIK_WRONG:
            _refusing(intake.return_candidate, question, reason=reason, actor=actor, now=now)
        _record("matching.answer_question", question, {"answer": answer, "reason": reason}, actor, now)


def undo_answer(*, question_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """The question is open again, and what its answer did is reversed by acts of today.

    Candidates that the rules had since given to a person who now loses the NIK are settled anew.
    Raises NotAllowed where later decisions build on this one, or the sender has mended the row that went back.
    """
    reason = decider_with_reason(actor, reason)
    with transaction.atomic():
        register.hold(actor.kabupaten)
        question, came = _question(question_id, actor)
        decision = question.decisions.select_for_update().filter(undone_at=None).first()
        if decision is None:
            raise NotAllowed("Pertanyaan ini belum dijawab, jadi tidak ada yang dibatalkan.")
        if decision.answer == Answer.NIK_TAKEN:
            _give_back(decision, came, reason, actor, now)
        Link.objects.filter(candidate_id=question.candidate_id).delete()
        decision.undone_by, decision.undone_at, decision.undone_because = actor.key, now, reason
        decision.save(update_fields=["undone_by", "undone_at", "undone_because"])
        if decision.answer == Answer.NIK_WRONG:
            _refusing(intake.restore_candidate, question, reason=reason, actor=actor, now=now)
        _record("matching.undo_answer", question, {"answer": decision.answer, "reason": reason}, actor, now)


def _question(question_id: int, actor: Actor) -> tuple[Question, Newcomer]:
    question = Question.objects.select_for_update().filter(id=question_id, kabupaten=actor.kabupaten).first()
    if question is None:
        raise NotAllowed(_NO_SUCH)
    came = candidates(candidate_ids=[question.candidate_id])[question.candidate_id]
    if not actor.sees(came.desa_code):
        raise NotAllowed(_NO_SUCH)
    return question, came


def _holder(question: Question, came: Newcomer) -> Known:
    """Who has the candidate's NIK now: perhaps no longer the one of whom the question was asked."""
    found = people.known(indexes=[came.nik_index])
    if came.nik_index not in found:
        raise LookupError(f"nobody ever had the NIK of {question}")
    return found[came.nik_index]


def _follow(
    question: Question, answer: Answer, came: Newcomer, holder: Known, reason: str, now: datetime
) -> int | None:
    """The register does as the answer says; who the candidate is now."""
    if answer is Answer.NIK_WRONG:
        return None
    person_id = holder.person_id if answer is Answer.SAME else _own_person(question, came, holder, reason, now)
    Link.objects.create(candidate_id=question.candidate_id, person_id=person_id, how=How.DECIDED)
    return person_id


def _own_person(question: Question, came: Newcomer, holder: Known, reason: str, now: datetime) -> int:
    """The person that the candidate alone is, with the NIK: one whom an undone decision had made comes back."""
    today = timezone.localdate(now)
    register.end_nik(person_id=holder.person_id, nik_index=came.nik_index, because=reason, today=today)
    made = question.decisions.filter(answer=Answer.NIK_TAKEN).values_list("person_id", flat=True).first()
    if made is None:
        return register.enrol(kabupaten=question.kabupaten, newcomers=[came], now=now)[0]
    register.give_nik(person_id=made, nik_index=came.nik_index, nik_sealed=came.nik_sealed, because=reason, today=today)
    return made


def _give_back(decision: Decision, came: Newcomer, reason: str, actor: Actor, now: datetime) -> None:
    """The NIK is the former holder's once more, and whoever had come to the made person by rule is settled anew."""
    made = _still_its_holder(decision, came)
    today = timezone.localdate(now)
    register.end_nik(person_id=made, nik_index=came.nik_index, because=reason, today=today)
    if decision.took_nik:
        register.give_nik(
            person_id=decision.holder_id,
            nik_index=came.nik_index,
            nik_sealed=came.nik_sealed,
            because=reason,
            today=today,
        )
    freed = linked_with(nik_index=came.nik_index, person_id=made, how=How.EXACT)
    Link.objects.filter(candidate_id__in=freed).delete()
    settle(
        kabupaten=actor.kabupaten,
        arrived=[Arrived(id_, new) for id_, new in sorted(candidates(candidate_ids=freed).items())],
        now=now,
    )


def _still_its_holder(decision: Decision, came: Newcomer) -> int:
    """The person that the decision made, if it still has the NIK and no later decision rests on it."""
    holder = people.known(indexes=[came.nik_index])[came.nik_index]
    later = Decision.objects.filter(holder_id=decision.person_id, undone_at=None).exists()
    if decision.person_id is None or holder.person_id != decision.person_id or not holder.is_current or later:
        raise NotAllowed(
            "Keputusan lain sudah dibuat berdasarkan jawaban ini. Batalkan dulu keputusan itu, lalu coba lagi."
        )
    return decision.person_id


def _refusing(act: Callable[..., None], question: Question, *, reason: str, actor: Actor, now: datetime) -> None:
    """The act on the candidate's row; what the room below refuses, this one refuses."""
    try:
        act(candidate_id=question.candidate_id, reason=reason, actor=actor, now=now)
    except intake_states.NotAllowed as refusal:
        raise NotAllowed(str(refusal)) from refusal


def _record(act: str, question: Question, facts: dict[str, object], actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten,
        act=act,
        actor=actor.key,
        subject=f"candidate:{question.candidate_id}",
        facts={"question": question.id, **facts},
        now=now,
    )
