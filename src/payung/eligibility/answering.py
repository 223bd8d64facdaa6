"""What comes back from a register: kept as it came, read whole by a job, and what is unclear settled by a person.

An answer's results count from the moment it has been read whole, in one step, however long the reading took.
"""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import numpy as np
from django.db import IntegrityError, transaction
from django.utils import timezone
from numpy.typing import NDArray

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.audit.rules import without_niks
from payung.eligibility.models import Answer, Request
from payung.eligibility.prechecks import files
from payung.eligibility.prechecks.facts import AnswerFacts, answer_facts
from payung.eligibility.prechecks.files import Kept, Part
from payung.eligibility.rules.refusals import NotAllowed, refuse_niks
from payung.eligibility.rules.words import Register
from payung.gateways.sealed_uploads import SealedUpload
from payung.programmes import queries as programmes
from payung.shared import codes

RECEIVERS = (Role.OPERATOR, Role.HEAD)


def record_answer(
    *,
    programme_id: int,
    register: Register,
    request_code: str | None,
    came: SealedUpload | Path,
    answered_date: date,
    source: str,
    actor: Actor,
    now: datetime,
    held: NDArray[np.int64] | Iterable[int] = (),
    others_good_because: str = "",
) -> tuple[AnswerFacts, bool]:
    """The answer is kept and waits to be read (`tasks.enqueue`, or `take_in` at once); False: the same file came before.

    `held`: who holds a place of ours, so that "active" without a payer can be known for our own.
    `others_good_because`: the office's word that whoever of the request is not named is in order, and why it says so.
    Raises NotAllowed.
    """
    request = _permitted(programme_id, register, request_code, actor)
    refuse_niks(source, others_good_because)
    if answered_date > timezone.localdate(now):
        raise NotAllowed("Tanggal jawaban masih di depan. Isi tanggal pada surat jawabannya.")
    if others_good_because and request is None:
        raise NotAllowed("Pilih permintaannya dulu: tanpa itu tidak jelas siapa saja yang tidak disebut.")
    kept = files.keep(came)
    files.keep_held(kept.code, held)
    try:
        with transaction.atomic():
            answer = Answer.objects.create(
                programme_id=programme_id,
                register=register,
                request=request,
                code=kept.code,
                file_name=without_niks(kept.name),
                sha256=kept.sha256,
                answered_date=answered_date,
                source=source,
                others_good_because=others_good_because,
                received_by=actor.key,
                received_at=now,
            )
            _record(answer, actor, now)
    except IntegrityError:
        return _as_before(programme_id, register, kept), False
    return answer_facts(answer), True


def give_job(*, answer_id: int, job_id: UUID) -> None:
    """The job that will read it is known."""
    Answer.objects.filter(id=answer_id).update(job_id=job_id)


def _permitted(programme_id: int, register: Register, request_code: str | None, actor: Actor) -> Request | None:
    if not actor.may(*RECEIVERS):
        raise NotAllowed("Jawaban pemadanan dimasukkan oleh operator atau kepala dinas.")
    programme = programmes.by_id(programme_id=programme_id)
    if programme is None or programme.kabupaten != actor.kabupaten:
        raise NotAllowed("Program ini tidak ada di kabupaten Anda.")
    if not request_code:
        return None
    found = Request.objects.filter(
        code=codes.normalised(request_code), programme=programme_id, register=register
    ).first()
    if found is None:
        raise NotAllowed("Kode permintaan ini tidak ada pada program dan pemadanan yang dipilih. Periksa kodenya.")
    return found


def _as_before(programme_id: int, register: Register, kept: Kept) -> AnswerFacts:
    """The answer of which this is the same file; ours is gone again."""
    files.remove(kept.code, Part.RECEIVED, Part.HELD)
    return answer_facts(Answer.objects.get(programme=programme_id, register=register, sha256=kept.sha256))


def _record(answer: Answer, actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten,
        act="eligibility.record_answer",
        actor=actor.key,
        subject=f"answer:{answer.pk}",
        facts={
            "register": answer.register,
            "programme": answer.programme_id,
            "request": answer.request_id,
            "sha256": answer.sha256,
            "answered_date": answer.answered_date.isoformat(),
            "others_good": bool(answer.others_good_because),
        },
        now=now,
    )
