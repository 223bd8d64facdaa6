"""The parameters that pairs are weighed with, and where they come from."""

from dataclasses import dataclass
from datetime import datetime

from payung.accounts.rules import Actor
from payung.gateways.linkage.model import Model
from payung.matching.models import Weights
from payung.matching.pictures import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsFacts:
    """One version, trained on a register."""

    version: int
    trained_at: datetime
    trained_by: str
    person_count: int
    data_sha256: str
    model: Model
    counts: Counts  # of its latest run


def weights(*, actor: Actor) -> list[WeightsFacts]:
    """All versions of the actor's kabupaten, the one that counts first; none while the shipped ones do."""
    return [
        WeightsFacts(
            version=row.version,
            trained_at=row.trained_at,
            trained_by=row.trained_by,
            person_count=row.person_count,
            data_sha256=row.data_sha256,
            model=Model.from_json(row.parameters),
            counts=Counts.from_json(row.pictures),
        )
        for row in Weights.objects.filter(kabupaten=actor.kabupaten).order_by("-version")
    ]
