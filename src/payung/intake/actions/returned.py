"""A candidate whose NIK is another's goes back to its sender, and stands again where that was said by mistake.

Asked by `matching`, which alone knows whose a NIK is, in the transaction of what a person decided there.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.intake.actions.rows import plain_reason
from payung.intake.models import Candidate, ReceivedFile
from payung.intake.rules.proposals import NIK_OF_ANOTHER, RowState, with_code, without_code
from payung.intake.states import NotAllowed, State

RETURNERS = (Role.OPERATOR, Role.HEAD)
_WHY_NOT_BACK = {
    RowState.MENDED: (
        "Baris ini sudah dikirim kembali oleh pengusulnya dan dicatat di daftar yang baru. "
        "Putuskan baris di daftar itu."
    ),
    RowState.REFUSED: "Baris ini sudah ditolak dengan alasannya. Usulkan orang ini lagi dalam daftar yang baru.",
}


def return_candidate(*, candidate_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """The row waits for its sender to mend its NIK; the candidate is kept, and stands in no list of candidates.

    Raises NotAllowed where it is no candidate any more, and while its list is still being imported.
    """
    reason = _reason(reason, actor)
    with transaction.atomic():
        candidate = _candidate(candidate_id, actor)
        row = candidate.row
        if row.state != RowState.CANDIDATE:
            raise NotAllowed("Usulan ini sudah dikembalikan kepada pengusulnya. Muat ulang halamannya.")
        if row.file.state != State.CHECKED:
            raise NotAllowed("Daftar usulan ini belum selesai dicatat. Tunggu sampai selesai, lalu putuskan.")
        row.state, row.codes = RowState.RETURNED, with_code(row.codes, NIK_OF_ANOTHER)
        candidate.returned_by, candidate.returned_at, candidate.returned_because = actor.key, now, reason
        _store(candidate, more=-1)
        _record("intake.return_candidate", candidate, {"reason": reason}, actor, now)


def restore_candidate(*, candidate_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """It is a candidate again, as if it had never been returned. Raises NotAllowed where its row has gone on since."""
    reason = _reason(reason, actor)
    with transaction.atomic():
        candidate = _candidate(candidate_id, actor)
        row = candidate.row
        if row.state != RowState.RETURNED:
            raise NotAllowed(
                _WHY_NOT_BACK.get(RowState(row.state), "Usulan ini tidak dikembalikan. Muat ulang halaman.")
            )
        row.state, row.codes = RowState.CANDIDATE, without_code(row.codes, NIK_OF_ANOTHER)
        candidate.returned_by, candidate.returned_at, candidate.returned_because = "", None, ""
        _store(candidate, more=1)
        _record("intake.restore_candidate", candidate, {"reason": reason}, actor, now)


def _reason(reason: str, actor: Actor) -> str:
    if not actor.may(*RETURNERS):
        raise NotAllowed("Mengembalikan usulan adalah tugas operator atau kepala dinas.")
    return plain_reason(reason)


def _candidate(candidate_id: int, actor: Actor) -> Candidate:
    """The candidate with its row, locked, and the file of that."""
    found = Candidate.objects.select_for_update(of=("self", "row")).select_related("row__file").filter(id=candidate_id)
    candidate = found.filter(programme__kabupaten=actor.kabupaten).first()
    if candidate is None or not actor.sees(candidate.desa_code):
        raise NotAllowed("Usulan ini tidak ada di wilayah Anda.")
    return candidate


def _store(candidate: Candidate, *, more: int) -> None:
    candidate.row.save(update_fields=["state", "codes"])
    candidate.save(update_fields=["returned_by", "returned_at", "returned_because"])
    ReceivedFile.objects.filter(id=candidate.row.file_id).update(candidate_count=F("candidate_count") + more)


def _record(act: str, candidate: Candidate, facts: Mapping[str, object], actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten,
        act=act,
        actor=actor.key,
        subject=f"candidate:{candidate.pk}",
        facts={"file": candidate.row.file_id, "row": candidate.row_id, **facts},
        now=now,
    )
