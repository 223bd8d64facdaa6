"""Turns a received list into rows and candidates. Killed at any moment it goes on where it was, and does nothing twice.

The answer of the check is sealed once and whole; a job that comes after reads it and never checks again. Rows are stored
in chunks (`pace.py`), each with the place reached in the same transaction. Parsing, sealing and reading happen outside
of any.
"""

import json
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from payung.gateways.sealing import sealer
from payung.intake import files
from payung.intake.actions.received import (
    Moved,
    begin_import,
    finish_import,
    record_counts,
    refuse_import,
    remember_mapping,
    store_rows,
)
from payung.intake.checking import Wishes
from payung.intake.files import Part, Shelf
from payung.intake.models import ReceivedFile
from payung.intake.opened import opened_result
from payung.intake.pace import FIRST, next_chunk
from payung.intake.queries.received import remembered_layouts, returned_as, waiting_under_keys
from payung.intake.recording import Origin, identities, planned
from payung.intake.request import Received
from payung.intake.result import Result
from payung.intake.rules.headings import Layout
from payung.intake.sealed_check import Saying, check_and_seal
from payung.intake.states import ANSWERED, State
from payung.intake.steps import Step
from payung.jobs import actions as jobs
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import Audience, CriterionKind


class NotYetImported(Exception):
    """The list that was marked is itself still being imported: what came back for it must wait."""


def run(*, file_id: int, job_id: UUID, members: Iterable[str] | None = None) -> None:
    """The list is imported: good rows are candidates, the others wait, the audit chain holds it. Again: nothing happens.

    `members`: NIKs of the present members, who may be older than those who enter.
    """
    file = begin_import(file_id=file_id)
    if file is None:
        return
    if files.has(file.code, Part.ANSWER, shelf=Shelf.KEPT):
        files.remove_leftover(job_id)  # of a worker that died between its answer and the end of its folder
    else:
        _check(file, job_id=job_id, members=members)
    with opened_result(file) as result:
        record_counts(file, counts=result.counts, mends=_marked_file(file, result))
        if file.row_count == 0:
            codes = sorted({problem["code"] for problem in result.facts["problems"]})
            refuse_import(file_id=file_id, codes=codes, actor=file.received_by, now=timezone.now())
            return
        record_rows(file, result, job_id=job_id)
        _remember_mapping(file, result)
    finish_import(file_id=file_id, actor=file.received_by, now=timezone.now())


def _check(file: ReceivedFile, *, job_id: UUID, members: Iterable[str] | None) -> None:
    with files.clear_folder(job_id) as folder:
        wishes = Wishes(
            on=file.registration_date,
            programme=_limits(file, folder),
            members=_written(members, folder),
            mapping=_shown_mapping(file),
            occupation=file.occupation or None,
            received=Received(
                desa=file.desa_code or None,
                remembered=remembered_layouts(kabupaten=file.kabupaten, sender=file.sender),
            ),
        )
        check_and_seal(
            code=file.code,
            shelf=Shelf.KEPT,
            name=file.file_name,
            wishes=wishes,
            folder=folder,
            on_progress=Saying(job_id).say,
        )


def record_rows(file: ReceivedFile, result: Result, *, job_id: UUID) -> None:
    """Chunk by chunk from where the last transaction stopped, whichever job that was."""
    numbers, waiting, origin = sealer(file.kabupaten), None, _origin(file, None)
    said = jobs.begin(job_id=job_id, step=Step.RECORD, total=file.row_count).done
    start, chunk = file.places_done, FIRST
    while start < file.row_count:
        stop = min(start + chunk, file.row_count)
        rows = list(result.rows(range(start, stop)))
        sealed = identities(rows, numbers)
        while True:
            if file.mends_id and waiting is None:
                waiting = waiting_under_keys(file_id=file.mends_id)
                origin = _origin(file, waiting)
            plan = planned(origin=origin, start=start, rows=rows, sealed=sealed)
            began = time.monotonic()
            try:
                store_rows(
                    file_id=file.pk, job_id=job_id, step=Step.RECORD, before=start, said=said, after_=stop, plan=plan
                )
                break
            except Moved:  # somebody has just decided one of the rows that came back
                waiting = None
        chunk = next_chunk(rows=stop - start, seconds=time.monotonic() - began)
        start = said = stop


def _origin(file: ReceivedFile, waiting: Mapping[tuple[str, int], int] | None) -> Origin:
    return Origin.of(
        file_id=file.pk,
        programme_id=file.programme_id,
        source=file.source,
        desa_code=file.desa_code,
        waiting=waiting,
        returned=returned_as(row_ids=list(waiting.values())) if waiting else {},
    )


def _marked_file(file: ReceivedFile, result: Result) -> ReceivedFile | None:
    """The file of this programme that came back marked in this one. Raises NotYetImported."""
    sha256 = result.facts.get("returned")
    if not sha256:
        return None
    found = ReceivedFile.objects.filter(kabupaten=file.kabupaten, programme=file.programme_id, sha256=sha256)
    marked = found.exclude(id=file.pk).first()
    if marked and marked.state not in ANSWERED:
        raise NotYetImported(f"file {marked.pk}")
    return marked if marked and marked.state == State.CHECKED else None


def _limits(file: ReceivedFile, folder: Path) -> Path:
    """The programme's limits as the check reads them; JSON is YAML too."""
    known: dict[str, object] = {
        "kabupaten": file.kabupaten,
        "insurer_layout": programmes.insurer_layout(programme_id=file.programme_id),
    }
    known |= _ages(file.programme_id)
    path = folder / "programme.yaml"
    path.write_text(json.dumps(known), encoding="utf-8")
    return path


def _ages(programme_id: int) -> dict[str, object]:
    """What the latest criteria ask of those who enter; the shipped limits where they say nothing."""
    try:
        conditions = programmes.criteria(programme_id=programme_id).conditions
    except ObjectDoesNotExist:
        return {}
    ages: dict[str, object] = {}
    for one in conditions:
        if one.kind is CriterionKind.AGE and one.audience is Audience.ENTERING:
            ages |= {"age_from": one.at_least} if one.at_least is not None else {}
            ages |= {"age_below": one.at_most + 1} if one.at_most is not None else {}
    return ages


def _written(members: Iterable[str] | None, folder: Path) -> Path | None:
    """The members as the check reads them: one NIK a line."""
    path = folder / "anggota.txt"
    with path.open("w", encoding="utf-8") as out:
        count = sum(out.write(f"{nik}\n") > 0 for nik in members or ())
    return path if count else None


def _shown_mapping(file: ReceivedFile) -> dict[str, Layout] | None:
    if not files.has(file.code, Part.MAPPING, shelf=Shelf.KEPT):
        return None
    with files.opened(file.code, Part.MAPPING, shelf=Shelf.KEPT) as sealed:
        shown = json.loads(b"".join(sealed))
    return {sheet: Layout(header_rows=tuple(rows), columns=columns) for sheet, (rows, columns) in shown.items()}


def _remember_mapping(file: ReceivedFile, result: Result) -> None:
    """What somebody showed for this list holds for the sender's next with the same heading."""
    shown = _shown_mapping(file) or {}
    hashes = {sheet["name"]: sheet.get("headings", "") for sheet in result.facts["sheets"]}
    layouts = {hash_: layout for sheet, layout in shown.items() if (hash_ := hashes.get(sheet, ""))}
    if layouts:
        remember_mapping(
            kabupaten=file.kabupaten,
            sender=file.sender,
            layouts=layouts,
            actor=file.received_by,
            now=timezone.now(),
        )
