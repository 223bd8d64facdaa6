"""What a line says of a person, taken when it is drafted: later changes of the person do not reach it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from payung.decrees.rules.fitting import Wanted
from payung.gateways.sealing import Kind, sealer
from payung.intake import queries as intake
from payung.people import queries as people
from payung.programmes.rules.setup import ProgrammeFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    nik_sealed: bytes
    name: str
    sex: str
    birth_date: date
    address: str


def snapshots(*, programme: ProgrammeFacts, wanted: Sequence[Wanted]) -> dict[int, Snapshot]:
    """By person; whoever has no current NIK is left out, for a decree names nobody without."""
    ids = np.array([one.person_id for one in wanted], dtype=np.int64)
    columns = people.columns(person_ids=ids)
    niks = people.niks(kabupaten=programme.kabupaten, person_ids=ids)
    addresses = intake.addresses(candidate_ids=[one.candidate_id for one in wanted])
    sealed = sealer(programme.kabupaten).sealed
    days = columns.birth_date.astype(object)
    return {
        one.person_id: Snapshot(
            nik_sealed=sealed(niks[one.person_id], Kind.NIK),
            name=str(columns.name[place]),
            sex=str(columns.sex[place]),
            birth_date=days[place],
            address=addresses.get(one.candidate_id, "")[:200],
        )
        for place, one in enumerate(wanted)
        if one.person_id in niks
    }
