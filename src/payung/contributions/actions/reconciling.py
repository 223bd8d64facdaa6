"""Pencocokan: a list is compared, differences are opened and go by themselves, and people close the rest with a reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import hash_of_lines
from payung.contributions.actions.billing_asked import asked_bill, plain_because, programme_of
from payung.contributions.lists.vocabulary import compared_payer, own_names
from payung.contributions.models import Bill, Difference, InsurerList
from payung.contributions.queries.reconciling_columns import bill_sums, columns_of, missing
from payung.contributions.queries.reconciling_lists import ListFacts, ListKind, list_facts
from payung.contributions.rules.reconciling import Found, Looked, compared, looked
from payung.contributions.rules.reconciling_bills import amounts, not_billed, received_otherwise
from payung.contributions.rules.reconciling_payers import is_own
from payung.contributions.rules.reconciling_refusals import (
    difference_not_found,
    list_not_found,
    not_read,
    older_than,
    unreadable,
)
from payung.contributions.rules.refusals import not_yours
from payung.contributions.states import (
    DIFFERENCE_STEPS,
    BillState,
    DifferenceEvent,
    DifferenceKind,
    DifferenceState,
    after,
)
from payung.gateways.bulk_rows import insert_rows, moment
from payung.shared.dates import Month, day_text

COMPARERS = (Role.OPERATOR, Role.HEAD)
WITHOUT_LIST = frozenset({DifferenceKind.NOT_BILLED, DifferenceKind.AMOUNT})
OF_THE_LINE = frozenset({DifferenceKind.WRONG_NAME, DifferenceKind.WRONG_NIK, DifferenceKind.KPJ_CHANGED})
_COLUMNS = ("programme_id", "kind", "membership_id", "bill_id", "kpj", "month", "name", "desa_code", "ours", "theirs")
_MORE = ("amount_rp", "list_id", "state", "owner", "opened_at", "closed_by", "closed_because", "key")
_AT_ONCE = 500


def compare(*, list_id: int, actor: Actor, now: datetime) -> ListFacts:
    """Every disagreement that the list shows is a difference; those that it no longer shows are closed, and say so.

    What a person closed stays closed while its facts are the same. Compared again, nothing is doubled.
    Raises NotFound, NotYours, Refused (not read, or older than a list that was compared).
    """
    found, kabupaten = _asked(list_id, actor)
    names = own_names(programme=programme_of(programme_id=found.programme_id, actor=actor))
    columns = columns_of(found, kabupaten=kabupaten, is_own=lambda payer: is_own(compared_payer(payer), own=names))
    differing = compared(
        members=columns.members, lines=columns.lines, of=columns.of, dues=columns.dues, as_of=Month.of(found.as_of_date)
    )
    differing += not_billed(missing(programme_id=found.programme_id, kabupaten=kabupaten))
    differing += amounts(bill_sums(programme_id=found.programme_id))
    seen = looked(members=columns.members, lines=columns.lines, of=columns.of)
    with transaction.atomic():
        locked = InsurerList.objects.select_for_update().get(id=list_id)
        _refuse_older(locked)
        before = _before(found.programme_id)
        opened = _open(_news(differing, before), found=found, now=now)
        gone = _gone(before, {one.key for one in differing}, columns.members.membership_id, seen)
        _close_gone(gone, found=found, actor=actor, now=now)
        InsurerList.objects.filter(id=list_id).update(compared_at=now)
        record(
            kabupaten=kabupaten,
            act="contributions.compare",
            actor=actor.key,
            subject=f"insurer_list:{list_id}",
            facts={
                "lines": locked.line_count,
                "opened": len(opened),
                "closed": len(gone),
                "counts": _counts(opened),
                "lines_sha256": hash_of_lines(sorted(one.key for one in opened)),
            },
            now=now,
        )
    return list_facts(ListKind.INSURER, InsurerList.objects.get(id=list_id))


def take_difference(*, difference_id: int, request_key: UUID, actor: Actor, now: datetime) -> DifferenceState:
    """The actor has it in hand. Raises NotAllowed, Refused."""
    return _stepped(
        [difference_id], DifferenceEvent.TAKE, {"owner": actor.key}, "", request_key=request_key, actor=actor, now=now
    )


def close_difference(
    *, difference_id: int, because: str, request_key: UUID, actor: Actor, now: datetime
) -> DifferenceState:
    """It is settled, for this reason. Raises NotAllowed, Refused."""
    return close_differences(
        difference_ids=[difference_id], because=because, request_key=request_key, actor=actor, now=now
    )


def close_differences(
    *, difference_ids: Sequence[int], because: str, request_key: UUID, actor: Actor, now: datetime
) -> DifferenceState:
    """These are settled, for one reason. All or none. Raises NotAllowed, Refused."""
    reason = plain_because(because)
    closed = {"closed_at": now, "closed_by": actor.key, "closed_because": reason, "gone_from": None}
    return _stepped(
        difference_ids, DifferenceEvent.CLOSE, closed, reason, request_key=request_key, actor=actor, now=now
    )


def reopen_difference(
    *, difference_id: int, because: str, request_key: UUID, actor: Actor, now: datetime
) -> DifferenceState:
    """It was not settled after all. Raises NotAllowed, Refused; also where the same stands open again already."""
    reason = plain_because(because)
    opened = {"closed_at": None, "closed_by": "", "closed_because": "", "owner": "", "gone_from": None}
    return _stepped(
        [difference_id], DifferenceEvent.REOPEN, opened, reason, request_key=request_key, actor=actor, now=now
    )


def note_amount(*, bill_id: int, received_rp: int, actor: Actor, now: datetime) -> int:
    """BPJS says that it received another sum for a bill: the difference stands until the receipt is right; its id."""
    bill, programme = asked_bill(bill_id=bill_id, actor=actor)
    if not actor.may(*COMPARERS, Role.TREASURER):
        raise not_yours("bendahara pengeluaran atau operator dinas")
    sums = next(one for one in bill_sums(programme_id=bill.programme_id) if one.bill_id == bill_id)
    noted = received_otherwise(sums, received_rp=received_rp)
    with transaction.atomic():
        same = Difference.objects.filter(programme=bill.programme_id, key=noted.key)
        if (there := same.exclude(state=DifferenceState.CLOSED).first()) is not None:
            return there.pk
        _insert([noted], programme_id=bill.programme_id, list_id=None, now=now)
        made = same.exclude(state=DifferenceState.CLOSED).get()
        record(
            kabupaten=programme.kabupaten,
            act="contributions.note_amount",
            actor=actor.key,
            subject=f"bill:{bill_id}",
            facts={"amount_rp": received_rp, "difference": made.pk},
            now=now,
        )
    return made.pk


def _asked(list_id: int, actor: Actor) -> tuple[InsurerList, str]:
    found = InsurerList.objects.filter(id=list_id, programme__kabupaten=actor.kabupaten).first()
    if found is None:
        raise list_not_found()
    programme = programme_of(programme_id=found.programme_id, actor=actor)
    if not actor.may(*COMPARERS):
        raise not_yours("operator atau kepala dinas")
    if found.refusal:
        raise unreadable(found.file_name)
    if found.read_at is None:
        raise not_read(found.file_name)
    _refuse_older(found)
    return found, programme.kabupaten


def _refuse_older(found: InsurerList) -> None:
    """An older list would close what a newer one showed."""
    newer = InsurerList.objects.filter(
        programme=found.programme_id, compared_at__isnull=False, as_of_date__gt=found.as_of_date
    )
    if (counted := newer.order_by("-as_of_date").first()) is not None:
        raise older_than(as_of=found.as_of_date, counted=counted.as_of_date)


def _before(programme_id: int) -> list[Difference]:
    """Every difference of the programme, the latest last; those not closed are ours until the transaction ends."""
    rows = Difference.objects.filter(programme=programme_id).order_by("id")
    open_ones = rows.exclude(state=DifferenceState.CLOSED).select_for_update(of=("self",))
    known = rows.only("id", "key", "state", "kind", "membership_id", "bill_id", "gone_from_id")
    list(open_ones.values_list("id", flat=True))
    return list(known)


def _news(found: Sequence[Found], before: Sequence[Difference]) -> list[Found]:
    """What stands open already is not opened twice; nor what a person closed. What had gone by itself comes back."""
    latest = {one.key: one for one in before}
    return [
        one
        for one in found
        if (known := latest.get(one.key)) is None
        or (known.state == DifferenceState.CLOSED and known.gone_from_id is not None)
    ]


def _open(news: Sequence[Found], *, found: InsurerList, now: datetime) -> Sequence[Found]:
    _insert(news, programme_id=found.programme_id, list_id=found.pk, now=now)
    return news


def _insert(news: Sequence[Found], *, programme_id: int, list_id: int | None, now: datetime) -> None:
    at = moment(now)
    insert_rows(
        table="contributions_difference",
        columns=(*_COLUMNS, *_MORE),
        rows=(
            (
                *(programme_id, one.kind, one.membership_id, one.bill_id, one.kpj),
                *(one.month.first_day.isoformat() if one.month else None, one.name, one.desa_code),
                *(one.ours, one.theirs, one.amount_rp, list_id, DifferenceState.OPEN, "", at, "", "", one.key),
            )
            for one in news
        ),
    )


def _gone(
    before: Sequence[Difference], keys: set[str], member_ids: NDArray[np.int64], seen: Looked
) -> list[Difference]:
    """Open ones of which the facts are no more, as far as the list, and our own books, tell of them."""
    asked = set(member_ids[seen.asked].tolist())
    there = set(member_ids[seen.there & seen.asked].tolist())
    received = _received_bills({one.bill_id for one in before if one.kind == DifferenceKind.AMOUNT and one.bill_id})
    gone = []
    for one in before:
        if one.state == DifferenceState.CLOSED or one.key in keys:
            continue
        kind = DifferenceKind(one.kind)
        told = (
            one.bill_id in received or ":receipt:" not in one.key
            if kind is DifferenceKind.AMOUNT
            else kind in WITHOUT_LIST
            or (one.membership_id in there if kind in OF_THE_LINE else one.membership_id in asked)
            or (one.membership_id is None and seen.whole)
        )
        if told:
            gone.append(one)
    return gone


def _received_bills(bill_ids: set[int]) -> set[int]:
    """What was noted of a receipt stands until the receipt itself is there, of the right sum."""
    found = Bill.objects.filter(id__in=bill_ids, state__in=[BillState.RECEIVED, BillState.CANCELLED])
    return set(found.values_list("id", flat=True))


def _close_gone(gone: Sequence[Difference], *, found: InsurerList, actor: Actor, now: datetime) -> None:
    ids = [one.pk for one in gone]
    for start in range(0, len(ids), _AT_ONCE):
        Difference.objects.filter(id__in=ids[start : start + _AT_ONCE]).update(
            state=DifferenceState.CLOSED,
            closed_at=now,
            closed_by=actor.key,
            closed_because=f"tidak tampak lagi pada daftar BPJS per {day_text(found.as_of_date)}",
            gone_from=found,
        )


def _stepped(
    difference_ids: Sequence[int],
    event: DifferenceEvent,
    written: Mapping[str, object],
    reason: str,
    *,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> DifferenceState:
    wanted = sorted(set(difference_ids))
    with transaction.atomic():
        rows = list(
            Difference.objects.select_for_update(of=("self",))
            .filter(id__in=wanted, programme__kabupaten=actor.kabupaten)
            .order_by("id")
        )
        if not rows or len(rows) != len(wanted):
            raise difference_not_found()
        programme = programme_of(programme_id=rows[0].programme_id, actor=actor)
        if all(one.request_key == request_key for one in rows):
            return DifferenceState(rows[0].state)
        to = {after(DIFFERENCE_STEPS, DifferenceState(one.state), event, actor.roles) for one in rows}.pop()
        if event is DifferenceEvent.REOPEN:
            _refuse_open_again(rows[0])
        Difference.objects.filter(id__in=wanted).update(state=to, request_key=request_key, **written)
        record(
            kabupaten=programme.kabupaten,
            act=f"contributions.{event}_difference",
            actor=actor.key,
            subject=f"difference:{wanted[0]}" if len(wanted) == 1 else f"programme:{programme.id}",
            facts={
                "because": reason,
                "kinds": sorted({one.kind for one in rows}),
                "differences": len(wanted),
                "lines_sha256": hash_of_lines(str(one) for one in wanted),
            },
            now=now,
        )
    return to


def _refuse_open_again(row: Difference) -> None:
    """The same may have come back by another comparison meanwhile."""
    same = Difference.objects.filter(programme=row.programme_id, key=row.key).exclude(id=row.pk)
    if same.exclude(state=DifferenceState.CLOSED).exists():
        raise difference_not_found()


def _counts(opened: Sequence[Found]) -> dict[str, int]:
    kinds = [one.kind for one in opened]
    return {str(kind): kinds.count(kind) for kind in DifferenceKind if kind in kinds}
