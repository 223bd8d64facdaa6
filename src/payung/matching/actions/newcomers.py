"""Whom a job brought into the register is held against those there before; who looks like one of them is a question."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.gateways.bulk_rows import insert_rows, moment
from payung.jobs import actions as jobs
from payung.matching.door.doubts import doubts_of_newcomers
from payung.matching.door.weights import model_of
from payung.matching.models import Pair
from payung.matching.queries.said import spoken_of
from payung.matching.rules.linking import Found
from payung.people import register
from payung.people.plain import last_id, next_ids

MOST = 5000  # more newcomers are left to the next run through the register, which looks at all pairs together
STEP = "periksa pendatang"
_CHUNK = 200
_COLUMNS = ("kabupaten", "low_id", "high_id", "weight", "gammas", "verdict", "because", "weights_id", "found_at")


def begin_asking(*, job_id: UUID) -> None:
    """From here on whoever enters the register is a newcomer of this job, or of one beside it."""
    step = jobs.begin(job_id=job_id, step=STEP)
    if not step.note:
        with transaction.atomic():
            jobs.advance(job_id=job_id, step=STEP, before=0, done=0, note=str(last_id()))


def ask_about_newcomers(*, kabupaten: str, job_id: UUID, now: datetime) -> int:
    """The newcomers since then have their pairs; how many were gone through in all. Goes on where it was killed."""
    step = jobs.begin(job_id=job_id, step=STEP)
    done, after = step.done, int(step.note)
    while done < MOST and (ids := next_ids(kabupaten=kabupaten, after=after, count=_CHUNK)):
        found = doubts_of_newcomers(kabupaten=kabupaten, person_ids=ids)
        with transaction.atomic():
            register.hold(kabupaten)
            keep(found=found, kabupaten=kabupaten, now=now)
            jobs.advance(job_id=job_id, step=STEP, before=done, done=done + len(ids), note=str(ids[-1]))
        done, after = done + len(ids), ids[-1]
    return done


def keep(*, found: Sequence[Found], kabupaten: str, now: datetime) -> None:
    """The pairs are asked about, but those that a run or a person has spoken of already."""
    ids = {id_ for one in found for id_ in (one.low, one.high)}
    spoken = set(Pair.objects.filter(low__in=ids, high__in=ids).values_list("low_id", "high_id"))
    spoken |= spoken_of(kabupaten=kabupaten, person_ids=ids)
    _, weights_id = model_of(kabupaten)
    at = moment(now)
    insert_rows(
        table="matching_pair",
        columns=_COLUMNS,
        rows=[(kabupaten, *one, weights_id, at) for one in found if (one.low, one.high) not in spoken],
    )
