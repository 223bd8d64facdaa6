"""What the insurer asks of persons and no list told is written down: on a page, or from the workbook that desa filled in."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit.rules import could_hold_nik, hash_of_lines
from payung.enrolment.actions.batches_asked import asked_batch, done_before, leave, locked_batch
from payung.enrolment.models import Batch, BatchLine
from payung.enrolment.queries.batches_rows import rows
from payung.enrolment.rules.batches_details import Written, plain_detail
from payung.enrolment.rules.batches_refusals import holds_nik, not_a_draft, nothing_written
from payung.enrolment.states import State
from payung.gateways.bulk_rows import insert_rows, moment
from payung.programmes.rules.layout import Told

COMPLETE = "complete"
_New = tuple[int, Told, str]  # line or person, what, value
_DETAIL = ("person_id", "field", "value", "source", "made_by", "made_at")


def complete_details(
    *, batch_id: int, written: Sequence[Written], source: str, request_key: UUID, actor: Actor, now: datetime
) -> int:
    """These stand beside what lists told, and come before it; how many are new. Raises Refused.

    What says nothing, or what is known already, is passed over.
    """
    batch, programme = asked_batch(batch_id=batch_id, actor=actor)
    source = " ".join(source.split())[:120]
    if could_hold_nik(source):
        raise holds_nik()
    if done_before(request_key=request_key, event=COMPLETE, batch_id=batch_id):
        return 0
    if not (new := _unknown(batch, written)):
        raise nothing_written()
    with transaction.atomic():
        batch = locked_batch(batch_id)
        if done_before(request_key=request_key, event=COMPLETE, batch_id=batch_id):
            return 0
        if batch.state != State.DRAFT:
            raise not_a_draft()
        values = _of_persons(batch, new)
        insert_rows(
            table="enrolment_detail",
            columns=_DETAIL,
            rows=[(person, str(field), value, source, actor.key, moment(now)) for person, field, value in values],
        )
        BatchLine.objects.bulk_update(_with_kpj(batch.pk, new), ["kpj"])
        leave(
            batch=batch,
            programme=programme,
            event=COMPLETE,
            act="complete_details",
            facts={
                "details": len(values),
                "persons": len({person for person, _, _ in values}),
                "fields": sorted({str(field) for _, field, _ in values}),
                "details_sha256": hash_of_lines(f"{person} {field} {value}" for person, field, value in values),
            },
            request_key=request_key,
            actor=actor,
            now=now,
            note=source,
        )
    return len(values)


def _unknown(batch: Batch, written: Sequence[Written]) -> list[_New]:
    """Of lines of the batch, what says something and something else than we know."""
    known = {row.id: row.facts for row in rows(batch=batch, line_ids=[one.line_id for one in written])}
    plain = ((one.line_id, one.field, plain_detail(one.field, one.value)) for one in written)
    return [
        (line_id, field, value)
        for line_id, field, value in plain
        if value and line_id in known and str(known[line_id].get(field) or "") != value
    ]


def _of_persons(batch: Batch, new: Sequence[_New]) -> list[_New]:
    """The same, with the person instead of the line."""
    told = BatchLine.objects.filter(batch=batch, id__in={line_id for line_id, _, _ in new})
    persons = dict(told.values_list("id", "person_id"))
    return [(persons[line_id], field, value) for line_id, field, value in new]


def _with_kpj(batch_id: int, new: Iterable[_New]) -> list[BatchLine]:
    """The lines of which the KPJ was written down, with it."""
    kpjs = {line_id: value for line_id, field, value in new if field is Told.KPJ}
    found = list(BatchLine.objects.filter(batch=batch_id, id__in=kpjs))
    for one in found:
        one.kpj = kpjs[one.pk]
    return found
