"""What is done to a list that the office receives: kept, checked, and its good rows made candidates, chunk by chunk."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.audit.rules import could_hold_nik, hash_of_lines, without_niks
from payung.gateways.sealed_uploads import SealedUpload
from payung.intake import files
from payung.intake.files import Part, Shelf
from payung.intake.models import Candidate, ReceivedFile, Row, SenderMapping
from payung.intake.queries.received import FileFacts, import_broken, told_file
from payung.intake.recording import Plan, store_plan
from payung.intake.result import Counts
from payung.intake.rules.headings import Layout
from payung.intake.rules.proposals import WAITS, RowState, Source
from payung.intake.rules.text import column_letters
from payung.intake.states import WAITING, Event, NotAllowed, State, after
from payung.intake.states import Role as Mover
from payung.jobs import actions as jobs
from payung.regions.load import gazetteer

RECEIVERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR)
_DESA_CODE_LENGTH = 13


class Displaced(Exception):
    """Another job imports this list, or has ended it."""


class Moved(Exception):
    """A row that a returned list was to mend has gone on meanwhile: plan these rows anew."""


def receive_file(
    *,
    kabupaten: str,
    programme_id: int,
    came: SealedUpload,
    source: Source,
    sender: str,
    registration_date: date,
    actor: Actor,
    now: datetime,
    desa_code: str = "",
    occupation: str = "",
    letter: SealedUpload | None = None,
    mapping: Mapping[str, Layout] | None = None,
) -> tuple[FileFacts, bool]:
    """The list and its cover letter are kept, and it waits to be imported; or what is known of the same list received
    before for this programme, with False. One that could not be read then is tried again with what is said of it now.

    Raises NotAllowed.
    """
    desa_code = desa_code or (actor.scope if len(actor.scope) == _DESA_CODE_LENGTH else "")
    _refuse_stranger(kabupaten=kabupaten, desa_code=desa_code, actor=actor)
    sender = " ".join(sender.split())[:120]
    name = _plain_name(came.name or "")
    _refuse_numbers(name, sender)
    with transaction.atomic():
        same = ReceivedFile.objects.select_for_update().filter(
            kabupaten=kabupaten, programme=programme_id, sha256=came.sha256
        )
        file = same.first()
        if file and file.state != State.REFUSED:
            return told_file(file), False
        if file:
            _forget_answer(file)
        file = file or ReceivedFile(kabupaten=kabupaten, programme_id=programme_id, code=came.code, sha256=came.sha256)
        file.file_name, file.size_bytes, file.sender, file.source = name, came.size or 0, sender, source
        file.desa_code, file.occupation, file.registration_date = desa_code, occupation, registration_date
        file.received_by, file.received_at = actor.key, now
        if letter:
            file.letter_name, file.letter_code = _plain_name(letter.name or ""), letter.code
        try:
            with transaction.atomic():
                file.save()
        except IntegrityError:  # the same list has just come a second way
            return told_file(same.get()), False
        _keep(file, came=came, letter=letter, mapping=mapping)
    return told_file(file), True


def give_import_job(*, file_id: int, job_id: UUID) -> None:
    """The job that will import it is known."""
    ReceivedFile.objects.filter(id=file_id).update(job_id=job_id)


def retry_import(*, file_id: int) -> None:
    """The list waits for its import once more, and goes on where it broke. Raises NotAllowed unless it broke."""
    with transaction.atomic():
        file = ReceivedFile.objects.select_for_update().get(id=file_id)
        if import_broken(file) and file.state != State.FAILED:
            file.state = after(State(file.state), Event.BREAK, Mover.WORKER)
        file.state = after(State(file.state), Event.RETRY, Mover.OFFICER)
        file.save(update_fields=["state"])


def begin_import(*, file_id: int) -> ReceivedFile | None:
    """The list is being imported; None if that is done, or nobody received it."""
    with transaction.atomic():
        file = ReceivedFile.objects.select_for_update().filter(id=file_id, state__in=WAITING).first()
        if file:
            file.state = after(State(file.state), Event.BEGIN, Mover.WORKER)
            file.save(update_fields=["state"])
        return file


def record_counts(file: ReceivedFile, *, counts: Counts, mends: ReceivedFile | None) -> None:
    """How many rows of each status the check found, and which list came back."""
    file.row_count, file.ready_count, file.error_count = counts.rows, counts.ready, counts.error
    file.decision_count, file.warning_count, file.mends = counts.decision, counts.with_warning, mends
    file.save(update_fields=["row_count", "ready_count", "error_count", "decision_count", "warning_count", "mends"])


def store_rows(*, file_id: int, job_id: UUID, step: str, before: int, said: int, after_: int, plan: Plan) -> None:
    """The rows of the answer from place `before` up to `after_` have been gone through, once.

    Raises Overtaken (of jobs) where another worker has this job, Displaced where another job has this list, and Moved
    where a row to be mended waits no more.
    """
    with transaction.atomic():
        jobs.advance(job_id=job_id, step=step, before=said, done=after_)
        mended = Row.objects.filter(id__in=plan.mended, state__in=WAITS).update(state=RowState.MENDED)
        if mended != len(plan.mended):
            raise Moved
        moved = ReceivedFile.objects.filter(id=file_id, places_done=before, state=State.CHECKING)
        if not moved.update(places_done=after_, known_count=F("known_count") + plan.passed_over):
            raise Displaced(f"file {file_id} no longer stands at {before}")
        store_plan(plan)


def finish_import(*, file_id: int, actor: str, now: datetime) -> bool:
    """Every row has gone on or waits; the import stands in the audit chain, once. False where that was done before."""
    candidates = Candidate.objects.filter(row__file=file_id)
    receipts = candidates.order_by("id").values_list("receipt_code", "nik_index")
    # Read before the chain is locked: while the list is being imported only its own job writes them.
    hash_ = hash_of_lines(f"{code}:{bytes(index).hex()}" for code, index in receipts.iterator(chunk_size=2000))
    count, waits = candidates.count(), Row.objects.filter(file=file_id, state__in=WAITS).count()
    with transaction.atomic():
        file = ReceivedFile.objects.select_for_update().get(id=file_id)
        if file.state != State.CHECKING or file.places_done != file.row_count:
            return False
        file.state = after(State(file.state), Event.ANSWER, Mover.WORKER)
        file.candidate_count, file.waiting_count = count, waits
        file.save(update_fields=["state", "candidate_count", "waiting_count"])
        _record(file, actor=actor, now=now, more={"candidates_sha256": hash_})
        return True


def refuse_import(*, file_id: int, codes: Sequence[str], actor: str, now: datetime) -> bool:
    """No row of the list could be read; it is kept as it came, and its answer says why."""
    with transaction.atomic():
        file = ReceivedFile.objects.select_for_update().get(id=file_id)
        if file.state != State.CHECKING:
            return False
        file.state = after(State(file.state), Event.REFUSE, Mover.WORKER)
        file.save(update_fields=["state"])
        _record(file, actor=actor, now=now, more={"refused": " ".join(codes)})
        return True


def remember_mapping(*, kabupaten: str, sender: str, layouts: Mapping[str, Layout], actor: str, now: datetime) -> None:
    """These layouts, by the hash of their headings, hold for the next lists of this sender."""
    with transaction.atomic():
        for hash_, layout in layouts.items():
            SenderMapping.objects.update_or_create(
                kabupaten=kabupaten,
                sender=sender,
                headings_hash=hash_,
                defaults={
                    "header_rows": " ".join(map(str, layout.header_rows)),
                    "columns": " ".join(f"{name}={column_letters(at)}" for name, at in layout.columns.items()),
                    "made_by": actor,
                    "made_at": now,
                },
            )


def _record(file: ReceivedFile, *, actor: str, now: datetime, more: Mapping[str, str]) -> None:
    facts: dict[str, object] = {
        "programme": file.programme_id,
        "source": file.source,
        "file_sha256": file.sha256,
        "rows": file.row_count,
        "candidates": file.candidate_count,
        "waiting": file.waiting_count,
        "known": file.known_count,
        "mends": file.mends_id,
    }
    audit.record(
        kabupaten=file.kabupaten,
        act="intake.import_list",
        actor=actor,
        subject=f"file:{file.pk}",
        facts={**facts, **more},
        now=now,
    )


def _refuse_stranger(*, kabupaten: str, desa_code: str, actor: Actor) -> None:
    """Only those who receive lists, and only for their part of the map."""
    if not actor.may(*RECEIVERS) or actor.kabupaten != kabupaten:
        raise NotAllowed("Menerima daftar adalah tugas petugas desa, petugas kecamatan atau operator dinas.")
    if desa_code and all(desa.code != desa_code for desa in gazetteer(kabupaten).desas):
        raise NotAllowed(f"Kode desa {desa_code[:20]} tidak dikenal. Tulis seperti 63.02.06.2014.")
    if not actor.sees(desa_code or kabupaten):
        raise NotAllowed("Sebutkan desa yang termasuk wilayah Anda: hanya daftarnya yang dapat Anda terima.")


def _refuse_numbers(*texts: str) -> None:
    if any(map(could_hold_nik, texts)):
        raise NotAllowed("Nama berkas atau nama pengirim memuat angka sepanjang NIK. Ganti namanya, lalu kirim lagi.")


def _plain_name(name: str) -> str:
    """What came cannot be asked for another name: whatever could be a NIK in it is not kept."""
    return without_niks(name.replace("\x00", ""))[-255:]


def _keep(
    file: ReceivedFile, *, came: SealedUpload, letter: SealedUpload | None, mapping: Mapping[str, Layout] | None
) -> None:
    """The files lie on their shelf before the row is committed: a crash leaves a sealed stray, never a row without its
    file.
    """
    if file.code == came.code:
        came.keep_for_good()
    if letter:
        letter.keep_for_good()
    if mapping:
        text = json.dumps({sheet: [layout.header_rows, dict(layout.columns)] for sheet, layout in mapping.items()})
        files.seal(file.code, Part.MAPPING, content=io.BytesIO(text.encode()), shelf=Shelf.KEPT)


def _forget_answer(file: ReceivedFile) -> None:
    """A list that could not be read is checked anew."""
    file.state = after(State(file.state), Event.RESEND, Mover.OFFICER)
    files.remove(file.code, Part.ANSWER, Part.INDEX, Part.MARKED, Part.MAPPING, shelf=Shelf.KEPT)
