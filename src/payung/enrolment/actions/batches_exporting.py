"""A batch gets its workbook, and its lines are frozen; the workbook leaves the house on a named request."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from payung.accounts.rules import Actor
from payung.audit.actions import record
from payung.enrolment import workbooks
from payung.enrolment.actions.batches_asked import asked_batch, done_before, fund_of, leave, locked_batch, plain_reason
from payung.enrolment.actions.batches_refreshing import refresh
from payung.enrolment.layouts import layout_named
from payung.enrolment.models import Batch
from payung.enrolment.queries.batches import BatchFacts, facts_of
from payung.enrolment.rules.batches import KIND_TITLES
from payung.enrolment.rules.batches_refusals import facts_missing, not_found, not_whole
from payung.enrolment.states import Event, Kind, State, after
from payung.enrolment.workbooks import Made
from payung.gateways.sealed_files import SealedFile
from payung.jobs.watching import Watched
from payung.programmes.rules.layout import InsurerLayout
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts

_PIECE = 2000


def export_batch(
    *, batch_id: int, request_key: UUID, actor: Actor, now: datetime, job_id: UUID | None = None
) -> BatchFacts:
    """The workbook of the batch lies sealed, and what its lines say is frozen.

    Before, the draft is brought up to date: whoever is no longer to be told goes out of it, and names and NIKs are
    those of now. Raises NotAllowed, FactsMissing where the layout needs what is not known, and other Refused.
    """
    batch, programme = asked_batch(batch_id=batch_id, actor=actor)
    if done_before(request_key=request_key, event=Event.EXPORT, batch_id=batch_id):
        return facts_of(batch_id)
    after(State(batch.state), Event.EXPORT, actor.roles)
    if batch.drafted_at is None:
        raise not_whole()
    watched = Watched(job_id)
    fund = fund_of(programme_id=programme.id, fund_id=batch.fund_id)
    layout = layout_named(batch.layout)
    left_out = refresh(batch=batch, programme=programme)
    watched.begin("buku", total=batch.lines.count())
    made = workbooks.make(batch=batch, programme=programme, fund=fund, layout=layout, passing=_passing(watched))
    try:
        _refuse_lacking(made)
        _freeze(batch_id, made, layout, fund, programme, left_out, request_key, actor, now, watched)
    except BaseException:
        workbooks.forget(made.code)
        raise
    return facts_of(batch_id)


def _refuse_lacking(made: Made) -> None:
    """What is lacking is found while the workbook is written: the facts are gathered once."""
    if made.lacking:
        titles = list(dict.fromkeys(lack.title for _, lacks in made.lacking for lack in lacks))
        line_ids = [line_id for line_id, _ in made.lacking]
        raise facts_missing(persons=len(line_ids), titles=titles, line_ids=line_ids)


def _passing(watched: Watched) -> Callable[[int], None]:
    def passing(done: int) -> None:
        with transaction.atomic():
            watched.reach(done)

    return passing


def _freeze(
    batch_id: int,
    made: Made,
    layout: InsurerLayout,
    fund: FundFacts,
    programme: ProgrammeFacts,
    left_out: int,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    watched: Watched,
) -> None:
    """The batch is exported with this workbook. Two who made one at once: the first stays."""
    with transaction.atomic():
        batch = locked_batch(batch_id)
        if done_before(request_key=request_key, event=Event.EXPORT, batch_id=batch_id):
            workbooks.forget(made.code)
            return
        to = after(State(batch.state), Event.EXPORT, actor.roles)
        if made.control.heads != batch.lines.count():
            raise not_whole()  # changed while it was written
        _keep_checksums(made.checksums)
        batch.state = to
        batch.layout_sha256 = layout.sha256
        batch.line_count, batch.control_months = made.control.heads, made.control.months
        batch.control_rp, batch.control_digits = made.control.amount_rp, made.control.digits
        batch.file_code, batch.file_sha256 = made.code, made.sha256
        batch.file_name = _file_name(batch, programme, fund)
        batch.exported_at, batch.job_id = now, None
        batch.save()
        watched.ended(str(batch_id))
        leave(
            batch=batch,
            programme=programme,
            event=Event.EXPORT,
            act="export_batch",
            facts={**_facts(batch), "left_out": left_out},
            request_key=request_key,
            actor=actor,
            now=now,
        )


def _facts(batch: Batch) -> dict[str, object]:
    """What the audit chain keeps of a batch that was exported."""
    return {
        "lines": batch.line_count,
        "months": batch.control_months,
        "rp": batch.control_rp,
        "lines_sha256": batch.control_digits,
        "file_sha256": batch.file_sha256,
        "layout_sha256": batch.layout_sha256,
    }


def _keep_checksums(checksums: Sequence[tuple[int, str]]) -> None:
    """What each row says, in one set statement for every two thousand."""
    with connection.cursor() as cursor:
        for start in range(0, len(checksums), _PIECE):
            piece = checksums[start : start + _PIECE]
            values = ", ".join(["(%s, %s)"] * len(piece))
            sql = f"""
                WITH told (id, says) AS (VALUES {values})
                UPDATE enrolment_batchline SET says_sha256 = told.says FROM told WHERE told.id = enrolment_batchline.id
                """  # noqa: S608 - our words; values go in as parameters
            cursor.execute(sql, [value for pair in piece for value in pair])


def _file_name(batch: Batch, programme: ProgrammeFacts, fund: FundFacts) -> str:
    kind = KIND_TITLES[Kind(batch.kind)].lower().replace(" ", "-")
    return f"batch-{batch.number}_{kind}_{programme.code}_{fund.code}.xlsx"


def take_workbook(*, batch_id: int, because: str, actor: Actor, now: datetime) -> tuple[str, SealedFile]:
    """The name and the workbook, for one who says why: NIKs stand in it in full. Whoever opens it closes it.

    Raises Refused.
    """
    batch, programme = asked_batch(batch_id=batch_id, actor=actor)
    because = plain_reason(because)
    if not batch.file_code:
        raise not_found() if batch.state == State.SET_ASIDE else not_whole()
    found = workbooks.opened(batch.file_code)
    with transaction.atomic():
        record(
            kabupaten=programme.kabupaten,
            act="enrolment.take_workbook",
            actor=actor.key,
            subject=f"batch:{batch.pk}",
            facts={"file_sha256": batch.file_sha256, "lines": batch.line_count, "reason": because},
            now=now,
        )
    return batch.file_name, found
