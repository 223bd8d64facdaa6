"""What a person decides of rows that wait: this one is right as it is, that one is not taken. Always with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import F

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.audit.rules import could_hold_nik, hash_of_lines
from payung.gateways.sealing import sealer
from payung.intake.models import ReceivedFile, Row
from payung.intake.opened import opened_result
from payung.intake.recording import Tuple, identities, plan_tuple, store_people
from payung.intake.rules.proposals import NEEDED, WAITS, RowState, asked_by, lacking
from payung.intake.states import NotAllowed, State

DECIDERS = (Role.OPERATOR,)
AT_ONCE = 10_000  # one act, one transaction: more rows are taken by asking again
_REASON_MOST = 120
_IDS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """How many rows became candidates; how many lack something that only the list can say; whether more remain."""

    count: int
    lacking: int
    remaining: int


def accept_row(*, row_id: int, reason: str, actor: Actor, now: datetime) -> str:
    """The row is right as it stands, says this person: it is a candidate. Its receipt code. Raises NotAllowed."""
    reason = _reason(reason, actor)
    row = _row(row_id, actor)
    if row.state != RowState.DECISION:
        raise NotAllowed(_not_waiting(row))
    people = _people(row.file, [row])
    if not people:
        raise NotAllowed(_what_is_lacking(row))
    return _accept(file=row.file, people=people, subject=f"row:{row.pk}", code="", reason=reason, actor=actor, now=now)[
        0
    ]


def accept_rows(*, file_id: int, code: str, reason: str, actor: Actor, now: datetime) -> Accepted:
    """Every row of the file that waits for this question alone is right as it stands. One act with one reason."""
    reason = _reason(reason, actor)
    file = _file(file_id, actor)
    waiting = Row.objects.filter(file=file, state=RowState.DECISION, codes__contains=code).order_by("place")
    fitting = (row for row in waiting.iterator(chunk_size=2000) if asked_by(row.codes) == {code})
    rows = list(islice(fitting, AT_ONCE + 1))
    if not rows:
        raise NotAllowed("Tidak ada baris yang menunggu karena hal ini saja. Muat ulang halamannya.")
    people = _people(file, rows[:AT_ONCE])
    if people:
        _accept(file=file, people=people, subject=f"file:{file.pk}", code=code, reason=reason, actor=actor, now=now)
    taken = len(rows[:AT_ONCE])
    return Accepted(count=len(people), lacking=taken - len(people), remaining=len(rows) - taken)


def refuse_row(*, row_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """The row is not taken, and waits no more. Raises NotAllowed."""
    reason = _reason(reason, actor)
    row = _row(row_id, actor)
    with transaction.atomic():
        taken = Row.objects.filter(id=row_id, state__in=WAITS)
        if not taken.update(state=RowState.REFUSED, decided_by=actor.key, decided_at=now, reason=reason):
            raise NotAllowed(_not_waiting(row))
        audit.record(
            kabupaten=row.file.kabupaten,
            act="intake.refuse_row",
            actor=actor.key,
            subject=f"row:{row_id}",
            facts={"file": row.file_id, "codes": row.codes, "reason": reason},
            now=now,
        )


def _accept(
    *,
    file: ReceivedFile,
    people: Sequence[tuple[int, Tuple]],
    subject: str,
    code: str,
    reason: str,
    actor: Actor,
    now: datetime,
) -> list[str]:
    """Raises NotAllowed where one of the rows waits no more: another was as quick."""
    ids = [row_id for row_id, _ in people]
    with transaction.atomic():
        for start in range(0, len(ids), _IDS_AT_ONCE):
            piece = ids[start : start + _IDS_AT_ONCE]
            taken = Row.objects.filter(id__in=piece, state=RowState.DECISION).update(
                state=RowState.CANDIDATE, decided_by=actor.key, decided_at=now, reason=reason
            )
            if taken != len(piece):
                raise NotAllowed("Orang lain baru saja memutuskan baris yang sama. Muat ulang halamannya.")
        codes = store_people(people)
        ReceivedFile.objects.filter(id=file.pk).update(candidate_count=F("candidate_count") + len(ids))
        facts = {
            "file": file.pk,
            "code": code,
            "reason": reason,
            "rows": len(ids),
            "receipts_sha256": hash_of_lines(codes),
        }
        audit.record(
            kabupaten=file.kabupaten, act="intake.accept_rows", actor=actor.key, subject=subject, facts=facts, now=now
        )
    return codes


def _people(file: ReceivedFile, rows: Sequence[Row]) -> list[tuple[int, Tuple]]:
    """The candidates that these rows can be, each with its row's id; rows that lack something are left out."""
    with opened_result(file) as result:
        told = [(row.pk, said) for row, said in zip(rows, result.rows(row.place for row in rows), strict=True)]
    whole = [(id_, said) for id_, said in told if not lacking(said)]
    sealed = identities([said for _, said in whole], sealer(file.kabupaten))
    return [
        (id_, plan_tuple(said, identity, file.programme_id))
        for (id_, said), identity in zip(whole, sealed, strict=True)
        if identity
    ]


def _what_is_lacking(row: Row) -> str:
    with opened_result(row.file) as result:
        words = _listed(NEEDED[name] for name in lacking(next(result.rows([row.place]))))
    return f"Baris ini belum punya {words}. Perbaiki di daftarnya, lalu kirim kembali Excel bertandanya."


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _reason(reason: str, actor: Actor) -> str:
    if not actor.may(*DECIDERS):
        raise NotAllowed("Memutuskan baris adalah tugas operator dinas.")
    return plain_reason(reason)


def plain_reason(reason: str) -> str:
    """The reason as it is kept. Raises NotAllowed without one, and for one that could hold a NIK."""
    reason = " ".join(reason.split())
    if not reason:
        raise NotAllowed("Tulis alasannya, misalnya: sudah cocok dengan KTP.")
    if len(reason) > _REASON_MOST:
        raise NotAllowed(f"Alasan paling panjang {_REASON_MOST} huruf. Persingkat, lalu simpan lagi.")
    if could_hold_nik(reason):
        raise NotAllowed("Alasan tidak boleh memuat NIK atau nomor KK. Hapus angkanya, lalu simpan lagi.")
    return reason


def _row(row_id: int, actor: Actor) -> Row:
    row = Row.objects.select_related("file").filter(id=row_id, file__kabupaten=actor.kabupaten).first()
    if row is None:
        raise NotAllowed("Baris ini tidak ada. Muat ulang halamannya.")
    _file(row.file_id, actor)
    return row


def _file(file_id: int, actor: Actor) -> ReceivedFile:
    file = ReceivedFile.objects.filter(id=file_id, kabupaten=actor.kabupaten).first()
    if file is None or not actor.sees(file.desa_code or file.kabupaten):
        raise NotAllowed("Daftar ini tidak ada di wilayah Anda.")
    if file.state != State.CHECKED:
        raise NotAllowed("Daftar ini belum selesai dicatat. Tunggu sampai selesai, lalu putuskan.")
    return file


def _not_waiting(row: Row) -> str:
    if row.state in (RowState.ERROR, RowState.RETURNED):
        return "Baris ini harus diperbaiki di daftarnya; keputusan saja tidak cukup. Kirim kembali Excel bertandanya."
    return "Baris ini sudah tidak menunggu keputusan. Muat ulang halamannya."
