"""The branch's own report of claims is taken in: kept as it came, read, and held against our claims.

What agrees is said; money that stands there and not here is recorded; claims that we do not know are opened. Chunks
commit whole, each line with what came of it, so a report read again does nothing twice. Payments are never taken back:
one that was taken for another claim stays, and a person accepts or explains the difference.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import without_niks
from payung.claims.actions.asked import refuse_but_dinas
from payung.claims.actions.differing import compare_within
from payung.claims.actions.opening import open_claims
from payung.claims.actions.paying import PaidLine, put_payment
from payung.claims.actions.stepping import step_within
from payung.claims.lists.branch import HEADINGS, found_sheets, rows
from payung.claims.lists.columns import words_of
from payung.claims.models import BranchLine, BranchReport, Claim, Payment
from payung.claims.queries.branch import (
    REPORTED,
    Members,
    ReportFacts,
    Told,
    counts,
    judge,
    report_facts,
)
from payung.claims.queries.claims import chunks
from payung.claims.rules import branch_refusals as refusals
from payung.claims.rules.branch import BranchRow, BranchSettled
from payung.claims.rules.differences import UNSAID
from payung.claims.rules.reporting import NewClaim
from payung.claims.states import Event, EventKind, State
from payung.gateways.lists import Table, read_table_in_child
from payung.gateways.sealed_uploads import SealedUpload, kept_file, kept_path
from payung.gateways.sealing import Kind, sealer
from payung.gateways.spreadsheets.inspection import Refusal
from payung.intake.files import clear_folder
from payung.jobs import actions as jobs
from payung.membership.actions.holding import hold
from payung.membership.queries import MembershipFacts
from payung.membership.rules.told import Told as HoldTold
from payung.membership.states import HoldReason
from payung.membership.states import State as MemberState

READ, SETTLE = "baca", "cocokkan"  # the steps, as a page tells them
_AGAIN = (BranchSettled.WAITING, BranchSettled.NOT_OURS, BranchSettled.UNREAD)


def take_report(*, upload: SealedUpload | Path, as_of: date, actor: Actor, now: datetime) -> ReportFacts:
    """The report is kept and read. The same file once more is the report of before. Raises NotYours, Refused."""
    kept, _ = keep_report(upload=upload, as_of=as_of, actor=actor, now=now)
    return read_report(report_id=kept.id, job_id=None, actor=actor, now=now)


def keep_report(*, upload: SealedUpload | Path, as_of: date, actor: Actor, now: datetime) -> tuple[ReportFacts, bool]:
    """The report is kept and waits to be read; whether it is new. Raises NotYours, Refused, OSError."""
    refuse_but_operator(actor)
    if as_of > timezone.localdate(now):
        raise refusals.day_ahead()
    came = SealedUpload.of_file(upload) if isinstance(upload, Path) else upload
    came.keep_for_good()
    try:
        with transaction.atomic():
            kept = BranchReport.objects.create(
                kabupaten=actor.kabupaten,
                as_of_date=as_of,
                file_code=came.code,
                file_name=without_niks(came.name or "")[:255],
                sha256=came.sha256,
                made_by=actor.key,
                made_at=now,
            )
            _record("take_branch_report", kept, {"on": as_of.isoformat(), "sha256": came.sha256}, actor, now)
    except IntegrityError:
        kept_path(came.code).unlink(missing_ok=True)
        return report_facts(BranchReport.objects.get(kabupaten=actor.kabupaten, sha256=came.sha256)), False
    return report_facts(kept), True


def give_job(*, report_id: int, job_id: UUID) -> None:
    """The job that will read it is known."""
    BranchReport.objects.filter(id=report_id).update(job_id=job_id)


def read_report(*, report_id: int, job_id: UUID | None, actor: Actor, now: datetime) -> ReportFacts:
    """The report has been read and all that is sure is done, or it says why not; nothing happens to one that was before."""
    kept = _report(report_id, actor)
    if kept.read_at is None and not kept.refusal:
        _read_file(kept, job_id, actor, now)
    return report_facts(BranchReport.objects.get(id=report_id))


def read_again(*, report_id: int, job_id: UUID | None, actor: Actor, now: datetime) -> ReportFacts:
    """What waited, was nobody's or was not read is held against our claims as they are now; what was done stays."""
    refuse_but_operator(actor)
    kept = _report(report_id, actor)
    if not kept.refusal:
        kept.lines.filter(settled__in=_AGAIN, decided_by="").delete()
        _read_file(kept, job_id, actor, now)
    return report_facts(BranchReport.objects.get(id=report_id))


def refuse_but_operator(actor: Actor) -> None:
    """Raises NotYours for anybody but an operator of the whole kabupaten."""
    refuse_but_dinas(actor)
    if not actor.may(Role.OPERATOR):
        raise refusals.operators_only()


def _report(report_id: int, actor: Actor) -> BranchReport:
    found = BranchReport.objects.filter(id=report_id, kabupaten=actor.kabupaten).first()
    if found is None:
        raise refusals.no_such_report()
    return found


def _read_file(kept: BranchReport, job_id: UUID | None, actor: Actor, now: datetime) -> None:
    with clear_folder(job_id or uuid4()) as folder:
        clear = folder / "laporan"
        with kept_file(kept.file_code) as sealed, clear.open("wb") as out:
            out.writelines(sealed)
        table = read_table_in_child(clear, words=frozenset(words_of(HEADINGS)))
        if isinstance(table, Refusal):
            _refuse(kept, table.code)
            return
        with table:
            read = _rows(table, job_id, now)
    if read is None:
        _refuse(kept, "HEADER_NOT_FOUND")
        return
    _settle(kept, read, job_id, actor, now)


def _rows(table: Table, job_id: UUID | None, now: datetime) -> list[BranchRow] | None:
    sheets = found_sheets(table)
    if not sheets:
        return None
    if job_id:
        jobs.begin(job_id=job_id, step=READ, total=sum(len(one.sheet) for one in sheets))
    return list(rows(sheets, today=timezone.localdate(now)))


def _refuse(kept: BranchReport, code: str) -> None:
    BranchReport.objects.filter(id=kept.pk, read_at=None).update(refusal=code)


def _settle(kept: BranchReport, read: Sequence[BranchRow], job_id: UUID | None, actor: Actor, now: datetime) -> None:
    """Rows that have no line yet; what a worker that died had committed stands."""
    stay = set(kept.lines.values_list("sheet", "row"))
    told, members = judge([one for one in read if (one.sheet, one.number) not in stay], kabupaten=kept.kabupaten)
    done = jobs.begin(job_id=job_id, step=SETTLE, total=len(told)).done if job_id else 0
    opened: dict[tuple[int, EventKind, date], int] = {}
    passed = 0
    for chunk in chunks(told):
        passed += len(chunk)
        with transaction.atomic():
            _put(kept, chunk, members, opened, actor, now)
            if job_id and passed > done:
                jobs.advance(job_id=job_id, step=SETTLE, before=done, done=passed)
                done = passed
    _finish(kept, len(read), actor, now)


def _put(
    kept: BranchReport,
    chunk: Sequence[Told],
    members: Members,
    opened: dict[tuple[int, EventKind, date], int],
    actor: Actor,
    now: datetime,
) -> None:
    """Claims, then their money, then lines, then what is held."""
    fresh = [one for one in chunk if one.judged.opens]
    ids = open_claims(kabupaten=kept.kabupaten, events=[_event(one, kept) for one in fresh], now=now)
    opened |= {one.opening: id_ for one, id_ in zip(fresh, ids, strict=True) if one.opening}
    claim_of = {id(one): _claim_id(one, opened) for one in chunk}
    paying = [one for one in chunk if one.judged.pays]
    payments = _put_payments(kept, paying, claim_of, actor, now)
    sealed = sealer(kept.kabupaten).sealed
    BranchLine.objects.bulk_create(
        (
            BranchLine(
                report=kept,
                sheet=one.row.sheet,
                row=one.row.number,
                kpj=one.row.kpj,
                nik_sealed=sealed(one.row.nik, Kind.NIK) if one.row.nik else None,
                name=one.row.name,
                scheme=one.row.scheme or "",
                event_date=one.row.day,
                paid_rp=one.row.paid_rp,
                paid_on=one.row.paid_on,
                status=one.row.status,
                person_id=one.person_id,
                claim_id=claim_of[id(one)],
                payment=payments.get(id(one)),
                settled=one.judged.settled,
                lacks=" ".join(one.judged.lacks),
            )
            for one in chunk
        ),
        batch_size=500,
    )
    _hold(kept, fresh, members, actor, now)


def _claim_id(one: Told, opened: dict[tuple[int, EventKind, date], int]) -> int | None:
    if one.opening:
        return opened[one.opening]
    return one.judged.claim.id if one.judged.claim else None


def _put_payments(
    kept: BranchReport, paying: Sequence[Told], claim_of: dict[int, int | None], actor: Actor, now: datetime
) -> dict[int, Payment]:
    """Claims are locked in the order of their ids; queries grow with what is paid, not with rows."""
    wanted = sorted({claim_id for one in paying if (claim_id := claim_of[id(one)])})
    locked = Claim.objects.select_for_update(of=("self",), no_key=True).filter(id__in=wanted).order_by("id")
    by_id = {one.pk: one for one in locked}
    found = {}
    for one in paying:
        claim = by_id[claim_of[id(one)] or 0]
        found[id(one)] = _pay_row(kept, one.row, claim, actor, now)
    for claim in by_id.values():
        follow(claim, actor, now)
    return found


def _pay_row(kept: BranchReport, row: BranchRow, claim: Claim, actor: Actor, now: datetime) -> Payment:
    if row.paid_on is None or not row.paid_rp:
        raise LookupError("A payment needs its day and its sum.")
    return put_reported(kept, row.sheet, row.number, row.paid_on, row.paid_rp, claim, actor, now)


def put_reported(
    kept: BranchReport,
    sheet: str,
    number: int,
    paid_on: date,
    paid_rp: int,
    claim: Claim,
    actor: Actor,
    now: datetime,
) -> Payment:
    """A sum that a row of the report tells of is recorded once, whatever it was for."""
    return put_payment(
        claim=claim,
        paid_on=paid_on,
        payee="",
        lines=[PaidLine(code=UNSAID, amount_rp=paid_rp)],
        source=f"{REPORTED}{kept.pk}",
        request_key=uuid5(NAMESPACE_OID, f"branch:{kept.pk}:{sheet}:{number}"),
        actor=actor,
        now=now,
        paper_number="",
        scan=None,
    )


def follow(claim: Claim, actor: Actor, now: datetime) -> None:
    """A claim that BPJS had decided is paid; one that is not waits for the letter. Differences are found."""
    if claim.state == State.DECIDED:
        last = Payment.objects.filter(claim=claim).order_by("-paid_on", "-id").first()
        if last is not None:
            step_within(
                claim=claim,
                event=Event.PAY,
                happened_on=last.paid_on,
                request_key=uuid5(NAMESPACE_OID, f"branch-pay:{last.request_key}"),
                actor=actor,
                now=now,
            )
    compare_within(claim=claim, actor=actor, now=now)


def _event(one: Told, kept: BranchReport) -> NewClaim:
    if one.opening is None:
        raise LookupError("A claim needs the person and the day.")
    person_id, kind, day = one.opening
    return NewClaim(
        kind=kind,
        person_id=person_id,
        membership_id=one.membership_id,
        event_date=day,
        death_date=one.row.death_date or day if kind is EventKind.DEATH else None,
        told_at=kept.made_at,
        reported_by=kept.made_by,
    )


def _hold(kept: BranchReport, fresh: Sequence[Told], members: Members, actor: Actor, now: datetime) -> None:
    """Of whom the branch tells that they died, the next due waits."""
    died = {
        one.opening[0]: (members.get(one.opening[0], ()), one.row.death_date or one.opening[2])
        for one in fresh
        if one.opening and one.opening[1] is EventKind.DEATH
    }
    if died:
        hold_all(kept, died, f"{fresh[0].row.sheet}:{fresh[0].row.number}", actor, now)


def hold_all(
    kept: BranchReport,
    died: Mapping[int, tuple[Sequence[MembershipFacts], date]],
    place: str,
    actor: Actor,
    now: datetime,
) -> None:
    """The next due waits of everybody the branch tells died; `place` makes the request one of its own."""
    told = [
        HoldTold(membership_id=one.id, reason=HoldReason.DIED, happened_on=day, note="Laporan klaim cabang BPJS")
        for mine, day in died.values()
        for one in _open(mine)
    ]
    if told:
        key = uuid5(NAMESPACE_OID, f"branch-hold:{kept.pk}:{place}")
        hold(told=told, source=f"{REPORTED}{kept.pk}", request_key=key, actor=actor, now=now)


def _open(members: Sequence[MembershipFacts]) -> list[MembershipFacts]:
    return [one for one in members if one.state is not MemberState.ENDED and one.held_because is not HoldReason.DIED]


def _finish(kept: BranchReport, rows_read: int, actor: Actor, now: datetime) -> None:
    many = counts([kept.pk])[kept.pk]
    facts = {"rows": rows_read} | {one.value: many[one] for one in BranchSettled}
    with transaction.atomic():
        BranchReport.objects.filter(id=kept.pk).update(
            row_count=rows_read, unread_count=many[BranchSettled.UNREAD], read_at=now
        )
        _record("read_branch_report", kept, facts, actor, now)


def _record(act: str, kept: BranchReport, facts: Mapping[str, object], actor: Actor, now: datetime) -> None:
    record(
        kabupaten=kept.kabupaten,
        act=f"claims.{act}",
        actor=actor.key,
        subject=f"branch_report:{kept.pk}",
        facts=facts,
        now=now,
    )
