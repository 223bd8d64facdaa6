"""A draft is brought up to date before its workbook is made: what has changed since it was drawn up."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from payung.enrolment.actions.batches_asked import hold, locked_batch
from payung.enrolment.models import Batch, BatchLine
from payung.enrolment.queries.batches_to_send import to_send
from payung.enrolment.rules.batches import KIND_TITLES
from payung.enrolment.rules.batches_refusals import nobody_to_send
from payung.enrolment.states import STANDS, Kind, NotAllowed, State
from payung.gateways.sealing import Kind as Sealed
from payung.gateways.sealing import sealer
from payung.people import queries as people
from payung.programmes.rules.setup import ProgrammeFacts

_PIECE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    id: int
    person_id: int
    line_id: int
    name: str
    nik_index: bytes


def refresh(*, batch: Batch, programme: ProgrammeFacts) -> int:
    """How many went out of the draft because nothing of them is to be told any more (died, struck, answered since).

    Names and NIKs are those of now. Raises NobodyToSend where nobody is left.
    """
    kind = Kind(batch.kind)
    found = to_send(programme_id=programme.id, fund_id=batch.fund_id, kind=kind, but_batch_id=batch.pk)
    still = {(one.person_id, one.line_id) for one in found.wanted}
    lines = _lines(batch.pk)
    gone = [one.id for one in lines if (one.person_id, one.line_id) not in still]
    kept = [one for one in lines if (one.person_id, one.line_id) in still]
    if not kept:
        raise nobody_to_send(kind=KIND_TITLES[kind], waiting=found.waiting, refused=found.refused)
    _write(gone, renamed=_renamed(kept), renumbered=_renumbered(kept, programme), batch=batch, programme=programme)
    return len(gone)


def _lines(batch_id: int) -> list[_Line]:
    found = BatchLine.objects.filter(batch=batch_id).order_by("number")
    return [
        _Line(id=id_, person_id=person_id, line_id=line_id, name=name, nik_index=bytes(index))
        for id_, person_id, line_id, name, index in found.values_list("id", "person_id", "line_id", "name", "nik_index")
    ]


def _renamed(lines: Sequence[_Line]) -> list[BatchLine]:
    told = people.columns(person_ids=[one.person_id for one in lines])
    pairs = zip(lines, map(str, told.name), strict=True)
    return [BatchLine(id=one.id, name=name) for one, name in pairs if one.name != name]


def _renumbered(lines: Sequence[_Line], programme: ProgrammeFacts) -> list[BatchLine]:
    """Those whose NIK is another now, with it. Only these NIKs are opened."""
    indexes = people.nik_indexes(kabupaten=programme.kabupaten, person_ids=[one.person_id for one in lines])
    doubted = [one for one in lines if indexes.get(one.person_id) != one.nik_index]
    niks = people.niks(kabupaten=programme.kabupaten, person_ids=[one.person_id for one in doubted])
    seals = sealer(programme.kabupaten).sealed_and_indexed(niks.values(), Sealed.NIK)
    sealed = dict(zip(niks, seals, strict=True))
    found = []
    for one in doubted:
        nik = sealed.get(one.person_id)
        if nik is not None and nik[1] != one.nik_index:
            found.append(BatchLine(id=one.id, nik_sealed=nik[0], nik_index=nik[1]))
    return found


def _write(
    gone: Sequence[int],
    *,
    renamed: Sequence[BatchLine],
    renumbered: Sequence[BatchLine],
    batch: Batch,
    programme: ProgrammeFacts,
) -> None:
    for start in range(0, max(len(gone), len(renamed), len(renumbered)), _PIECE):
        piece = slice(start, start + _PIECE)
        with transaction.atomic():
            hold(programme.id)
            _still_draft(batch.pk)
            BatchLine.objects.filter(id__in=gone[piece], batch=batch).delete()
            BatchLine.objects.bulk_update(renamed[piece], ["name"])
            BatchLine.objects.bulk_update(renumbered[piece], ["nik_sealed", "nik_index"])


def _still_draft(batch_id: int) -> None:
    state = State(locked_batch(batch_id).state)
    if state is not State.DRAFT:
        raise NotAllowed(STANDS[state])
