"""A decree in force whose persons BPJS can be told of: everything that its layout needs is known."""

from datetime import UTC, date, datetime
from uuid import uuid4

from django.db import transaction

from payung.accounts.rules import Actor
from payung.decrees.models import Decree, Line
from payung.decrees.tests import cast
from payung.enrolment import actions
from payung.enrolment.models import Batch, BatchLine
from payung.enrolment.queries import BatchFacts
from payung.enrolment.states import Kind, LineState, State
from payung.intake.models import Candidate, Row
from payung.matching.models import Link
from payung.membership import actions as membership
from payung.membership.actions import Accepted
from payung.programmes.models import Fund, Programme
from payung.shared.dates import Month

RINA, BUDI, HEAD = cast.RINA, cast.BUDI, cast.HEAD
NOW = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)
TOLD = {
    "birth_place": "Kotabaru",
    "mother_name": "Aminah",
    "marital_status": "Kawin",
    "address": "Jl. Pesisir",
    "postal_code": "72112",
    "work_location": "Selat Makassar",
    "work_hours": "05.00 - 11.00",
}


def in_force(many: int, *, programme: Programme | None = None, **told: str) -> tuple[Programme, Decree]:
    """A programme with a decree in force that names so many; `told` beside or instead of what lists told."""
    of = programme or cast.programme()
    decree = cast.in_force(cast.drafted(of, cast.chosen(of, many)), number=f"188.45/{uuid4().hex[:8]}")
    for line in decree.lines.select_related("candidate__row").order_by("number"):
        _listed_again(of, line, {**TOLD, **told})
    return of, decree


def _listed_again(of: Programme, line: Line, told: dict[str, str]) -> None:
    """A later list says of the same person what the first left empty."""
    first, number = line.candidate, next(cast.numbers)
    row = Row.objects.create(
        file=first.row.file, sheet="SUSULAN", number=number, place=10_000 + number, state="candidate"
    )
    cards = {"nik_index": bytes(first.nik_index), "nik_sealed": bytes(first.nik_sealed)}
    same = {name: getattr(first, name) for name in ("name", "sex", "birth_date", "desa_code", "occupation")}
    later = Candidate.objects.create(programme=of, row=row, receipt_code=f"{number:012}", **cards, **same, **told)
    for candidate_id in (first.pk, later.pk):
        Link.objects.get_or_create(candidate_id=candidate_id, defaults={"person_id": line.person_id, "how": "new"})


def fund(of: Programme) -> Fund:
    return Fund.objects.filter(programme=of).order_by("id")[0]


def drafted(of: Programme, kind: Kind = Kind.NEW, *, by: Actor = RINA, now: datetime = NOW, key=None) -> BatchFacts:
    return actions.draft_batch(
        programme_id=of.pk, fund_id=fund(of).pk, kind=kind, request_key=key or uuid4(), actor=by, now=now
    )


def exported(of: Programme, kind: Kind = Kind.NEW, *, now: datetime = NOW) -> BatchFacts:
    return actions.export_batch(batch_id=drafted(of, kind, now=now).id, request_key=uuid4(), actor=RINA, now=now)


def accept(batch: BatchFacts, *, now: datetime = LATER) -> None:
    """As the answer of BPJS does: every line accepted, memberships there where they were not."""
    rows = list(BatchLine.objects.filter(batch=batch.id).select_related("line"))
    if batch.kind in (Kind.NEW, Kind.CONTINUE, Kind.MOVE):
        accepted = [
            Accepted(
                person_id=row.person_id,
                line_id=row.line_id,
                fund_id=batch.fund_id,
                kpj=row.kpj or f"26{row.pk:09}",
                registered_date=date(2027, 1, 5),
                first_month=Month.of(row.first_month or row.line.first_month),
                last_month=Month.of(row.line.last_month),
            )
            for row in rows
        ]
        with transaction.atomic():
            made = membership.register(programme_id=batch.programme_id, accepted=accepted, actor=RINA, now=now)
        for row in rows:
            row.membership_id = made.by_line[row.line_id]
    for row in rows:
        row.state, row.answered_at = LineState.ACCEPTED, now
        row.save()
    Batch.objects.filter(id=batch.id).update(state=State.ANSWERED, answered_at=now)


def refuse(batch: BatchFacts, *, now: datetime = LATER) -> None:
    BatchLine.objects.filter(batch=batch.id).update(
        state=LineState.REJECTED,
        reason="mother_name",
        reason_text="Nama ibu kosong",
        said_date=now.date(),
        answered_at=now,
    )
    Batch.objects.filter(id=batch.id).update(state=State.ANSWERED, answered_at=now)
