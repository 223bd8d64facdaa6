"""What BPJS was told and answered so far, line by line: from it follows who is to be told what next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from payung.enrolment.models import BatchLine
from payung.enrolment.rules.batches import REGISTERING, TELLING, bars
from payung.enrolment.states import UNANSWERED, Kind, LineState


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """One line of a batch that was not set aside."""

    id: int
    kind: Kind
    state: LineState
    person_id: int
    line_id: int
    membership_id: int | None
    exported_at: datetime | None
    nik_index: bytes
    nik_sealed: bytes
    again: bool  # refused, but a person said that it may go again


@dataclass(slots=True)
class Told:
    """The lines by what is asked of them, of each the latest."""

    waiting: dict[int, ToldLine]  # by person; of one who waits in an UBAH DATA and a NONAKTIF, the latter
    registering: dict[int, ToldLine]  # by annex line: registered or refused
    of_member: dict[int, dict[Kind, ToldLine]]  # by annex line: the answered ones, by kind
    facts: dict[int, ToldLine]  # by annex line: the last with which BPJS took over facts
    believes_active: dict[int, bool]  # by annex line: what BPJS's last acceptance made of it


_FIELDS = (
    *("id", "batch__kind", "state", "person_id", "line_id", "membership_id", "batch__exported_at", "nik_index"),
    *("nik_sealed", "again_because"),
)


def told(*, programme_id: int, but_batch_id: int | None = None) -> Told:
    """With one question to the database. `but_batch_id`: as if that batch were not there."""
    found = BatchLine.objects.filter(programme=programme_id, set_aside=False).order_by("id")
    if but_batch_id is not None:
        found = found.exclude(batch=but_batch_id)
    rows = found.values_list(*_FIELDS)
    return _sorted(
        ToldLine(
            id=id_,
            kind=Kind(kind),
            state=LineState(state),
            person_id=person_id,
            line_id=line_id,
            membership_id=membership_id,
            exported_at=exported_at,
            nik_index=bytes(nik_index),
            nik_sealed=bytes(nik_sealed),
            again=bool(again),
        )
        for id_, kind, state, person_id, line_id, membership_id, exported_at, nik_index, nik_sealed, again in rows
    )


def _sorted(lines: Iterable[ToldLine]) -> Told:
    found = Told(waiting={}, registering={}, of_member={}, facts={}, believes_active={})
    for line in lines:
        if line.state in UNANSWERED:
            if line.kind is not Kind.CHANGE or line.person_id not in found.waiting:
                found.waiting[line.person_id] = line
            continue
        if line.kind in REGISTERING:
            found.registering[line.line_id] = line
        found.of_member.setdefault(line.line_id, {})[line.kind] = line
        if line.state is LineState.ACCEPTED:
            found.believes_active[line.line_id] = line.kind is not Kind.END
            if line.kind in TELLING:
                found.facts[line.line_id] = line
    return found


def waiting_of(*, programme_id: int, kind: Kind, person_ids: Iterable[int]) -> set[int]:
    """Which of these persons wait in a batch of the programme, and so cannot go into one of this kind."""
    found = BatchLine.objects.filter(
        programme=programme_id, person__in=list(person_ids), state__in=UNANSWERED, set_aside=False
    )
    return {person_id for person_id, of in found.values_list("person_id", "kind") if bars(waits_in=Kind(of), kind=kind)}


def last_niks(*, programme_id: int, line_ids: Iterable[int]) -> dict[int, tuple[bytes, bytes]]:
    """The NIK, sealed and its index, with which BPJS was told last of each annex line."""
    found = BatchLine.objects.filter(programme=programme_id, line__in=list(line_ids)).order_by("id")
    rows = found.values_list("line_id", "nik_sealed", "nik_index")
    return {line_id: (bytes(sealed), bytes(index)) for line_id, sealed, index in rows}
