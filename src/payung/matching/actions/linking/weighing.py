"""The register read as records in memory, and the weights of its levels: those of an earlier run, or trained anew."""

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.gateways.linkage.duck import SCHEMA
from payung.gateways.linkage.model import Model
from payung.gateways.linkage.training import train
from payung.jobs.watching import Watched
from payung.matching.models import Run, Weights
from payung.matching.rules.identities import Written, record_columns
from payung.matching.rules.levels import weighs_todays_levels
from payung.people.plain import plain_register

GREW_MUCH = 1.25  # times the persons that the weights were trained on: they are trained anew
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The weights a run goes by, and where they are kept."""

    id: int
    model: Model


def read_register(*, kabupaten: str, watched: Watched, total: int) -> pa.Table:
    """Everybody as written, normalised; also those who are read as another. NIK and KK are in memory only."""
    watched.begin("baca", total=total)
    pieces = [SCHEMA.empty_table()]
    count = 0
    for chunk in plain_register(kabupaten=kabupaten, at_once=_AT_ONCE):
        columns = record_columns(Written(*facts) for facts in chunk)
        pieces.append(pa.table([pa.array(columns[field.name], field.type) for field in SCHEMA], SCHEMA))
        count += len(chunk)
        watched.show(min(count, total))
    return pa.concat_tables(pieces)


def weighing_of(*, run: Run, records: pa.Table, actor: Actor, now: datetime) -> Weighing:
    """The weights that this run began with, the latest ones where they fit, or new ones."""
    latest = run.weights or Weights.objects.filter(kabupaten=run.kabupaten).order_by("-version").first()
    model = _model(latest, len(records)) if latest else None
    if latest is None or model is None:
        return _trained(run, latest.version + 1 if latest else 1, records, actor, now)
    if run.weights is None:
        Run.objects.filter(id=run.pk).update(weights=latest)
    return Weighing(id=latest.pk, model=model)


def _model(kept: Weights, person_count: int) -> Model | None:
    """The kept parameters, where they know today's comparisons and a register of about this size."""
    try:
        model = Model.from_json(kept.parameters)
    except (ValueError, KeyError, TypeError):
        return None  # written by an older release
    return model if weighs_todays_levels(model) and person_count <= kept.person_count * GREW_MUCH else None


def _trained(run: Run, version: int, records: pa.Table, actor: Actor, now: datetime) -> Weighing:
    day = timezone.localdate(now).isoformat()
    model = train(records=records, version=f"{run.kabupaten}-{version}", trained_on=day)
    with transaction.atomic():
        kept = Weights.objects.create(
            kabupaten=run.kabupaten,
            version=version,
            trained_at=now,
            trained_by=actor.key,
            data_sha256=model.data_sha256,
            person_count=len(records),
            parameters=model.to_json(),
        )
        Run.objects.filter(id=run.pk).update(weights=kept)
    return Weighing(id=kept.pk, model=model)
