"""What the insurer's layout needs and a person of a batch lacks: said before its workbook is made, not by BPJS."""

from collections.abc import Iterator
from dataclasses import dataclass

from payung.accounts.rules import Actor
from payung.enrolment.layouts import layout_named
from payung.enrolment.models import Batch
from payung.enrolment.queries.batches_rows import RowFacts, rows
from payung.enrolment.rules.batches_cells import Lack, RowCells
from payung.enrolment.rules.batches_refusals import not_found
from payung.programmes.rules.layout import Known, Told, told_columns


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFacts:
    """One person with all that is lacking. `id`: of the line."""

    id: int
    number: int
    person_id: int
    name: str
    desa_code: str
    lacks: tuple[Lack, ...]


def missing_fields(*, batch_id: int, actor: Actor) -> list[MissingFacts]:
    """The persons in the actor's part of the map of whom something is lacking, in the order of the batch.

    Raises NotFound, LayoutUnusable.
    """
    batch = Batch.objects.filter(id=batch_id, programme__kabupaten=actor.kabupaten).first()
    if batch is None:
        raise not_found()
    return [one for one in lacking(batch) if actor.sees(one.desa_code) or actor.scope == actor.kabupaten]


def lacking(batch: Batch) -> Iterator[MissingFacts]:
    cells = RowCells(layout_named(batch.layout).kinds[batch.kind])
    for row in rows(batch=batch):
        _, lacks = cells.of(row.facts)
        if lacks:
            yield _told(row, lacks)


def _told(row: RowFacts, lacks: list[Lack]) -> MissingFacts:
    return MissingFacts(
        id=row.id,
        number=row.number,
        person_id=row.person_id,
        name=row.name,
        desa_code=row.desa_code,
        lacks=tuple(lacks),
    )


def known_of(*, batch_id: int, line_id: int) -> tuple[dict[Told, str], list[Lack]]:
    """What is known of one line that somebody can write down, by what the layout asks, and what is lacking of it."""
    batch = Batch.objects.get(id=batch_id)
    columns = layout_named(batch.layout).kinds[batch.kind]
    for row in rows(batch=batch, line_ids=[line_id]):
        asked = {Told(one.fact): str(row.facts.get(one.fact) or "") for one in told_columns(columns)}
        if any(one.fact in (Known.HOURS_FROM, Known.HOURS_TO) for one in columns):
            asked[Told.WORK_HOURS] = str(row.facts.get(Told.WORK_HOURS) or "")
        return asked, RowCells(columns).of(row.facts)[1]
    return {}, []
