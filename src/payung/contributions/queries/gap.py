"""Who is paid for until when, and what the next month of each waits for: columns over a programme's members."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from payung.contributions.models import Bill, Collision
from payung.contributions.rules.gap import BillStand, Edge, Stand, edge, stand_of_bill
from payung.contributions.states import BillState, CollisionState, PaymentState
from payung.gateways.bulk_rows import read_columns
from payung.law.loader import load
from payung.law.rules.cover import terms_on
from payung.membership import queries as memberships
from payung.membership.queries import MembershipFacts
from payung.membership.queries.covering import covered_column
from payung.membership.states import State
from payung.programmes import queries as programmes
from payung.shared.dates import Month

STANDS = tuple(Stand)
NEVER = 0  # of `paid_through`: no month counts yet
_OPEN = (BillState.DRAWN_UP, BillState.ISSUED, BillState.PAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapColumns:
    """Members who are running or held, by id; all (members,). `paid_through` is `Month.number` or NEVER.

    `stand` is a place in `STANDS`; `waiting_rp` what stands unpaid on bills for the member.
    """

    membership_id: NDArray[np.int64]
    fund_id: NDArray[np.int64]
    paid_through: NDArray[np.int32]
    stand: NDArray[np.int8]
    waiting_rp: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapGroup:
    """Members of one fund who are paid through the same month and wait for the same. `edge` None: never paid for."""

    fund_id: int
    fund_name: str
    paid_through: Month | None
    stand: Stand
    heads: int
    waiting_rp: int
    edge: Edge | None


def columns(*, programme_id: int, on: date) -> GapColumns:
    """As the bills stand now; what BPJS had received by `on`."""
    running = memberships.running(programme_id=programme_id)
    here = running.in_state(State.RUNNING, State.HELD)
    ids = running.membership_id[here]
    through = _paid_through(programme_id, ids, on)
    bill_id, waiting_rp = _waiting(programme_id, ids)
    none_left = (through != NEVER) & (running.last_month[here] <= through)
    stand = np.full(len(ids), STANDS.index(Stand.NOT_BILLED), dtype=np.int8)
    stand[np.isin(ids, _colliding(programme_id))] = STANDS.index(Stand.COLLIDES)
    stand[running.in_state(State.HELD)[here]] = STANDS.index(Stand.HELD)
    stand[none_left] = STANDS.index(Stand.ENDING)
    for number, found in _bill_stands(programme_id).items():
        stand[bill_id == number] = STANDS.index(stand_of_bill(found, on=on))
    return GapColumns(
        membership_id=ids, fund_id=running.fund_id[here], paid_through=through, stand=stand, waiting_rp=waiting_rp
    )


def groups(*, found: GapColumns, programme_id: int, on: date) -> tuple[GapGroup, ...]:
    """Summed up, those who lapse first on top; who was never paid for stands before them all."""
    names = {fund.id: fund.name for fund in programmes.funds(programme_id=programme_id)}
    terms = terms_on(on=on, law=load("cover"))
    keys = np.stack([found.fund_id, found.paid_through.astype(np.int64), found.stand.astype(np.int64)], axis=1)
    unique, place = np.unique(keys, axis=0, return_inverse=True)
    place = place.reshape(-1)
    heads = np.bincount(place, minlength=len(unique))
    waiting = np.zeros(len(unique), dtype=np.int64)
    np.add.at(waiting, place, found.waiting_rp)
    told = []
    for (fund_id, through, stand), count, rp in zip(unique.tolist(), heads.tolist(), waiting.tolist(), strict=True):
        month = None if through == NEVER else Month.numbered(through)
        told.append(
            GapGroup(
                fund_id=fund_id,
                fund_name=names[fund_id],
                paid_through=month,
                stand=STANDS[stand],
                heads=count,
                waiting_rp=rp,
                edge=edge(paid_through=month, on=on, terms=terms) if month else None,
            )
        )
    order = {stand: number for number, stand in enumerate(STANDS)}
    return tuple(
        sorted(told, key=lambda one: (one.edge.safe_until if one.edge else date.min, one.fund_id, order[one.stand]))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPerson:
    """One member in a group."""

    member: MembershipFacts
    group: str  # as `group_key`


def group_key(fund_id: int, paid_through: int, stand: int) -> str:
    """How a group is written in an address; months and stands as columns have them."""
    return f"{fund_id}.{paid_through}.{stand}"


def people(*, columns: GapColumns, group: str, words: str, order: str) -> list[int]:
    """Ids of the members of a group (or all), whoever is paid for least first; or by name.

    `words`: of name, desa or KPJ, all of them. Without words nobody's name is read here.
    """
    keys = zip(columns.fund_id.tolist(), columns.paid_through.tolist(), columns.stand.tolist(), strict=True)
    chosen = [at for at, key in enumerate(keys) if not group or group_key(*key) == group]
    through, ids = columns.paid_through.tolist(), columns.membership_id.tolist()
    found = [ids[at] for at in sorted(chosen, key=lambda at: (through[at], ids[at]))]
    if not words and order != "nama":
        return found
    known = memberships.facts_by_ids(found)
    asked = words.casefold().split()
    found = [one for one in found if all(word in _findable(known[one]) for word in asked)]
    return sorted(found, key=lambda one: known[one].name) if order == "nama" else found


def told_people(ids: Sequence[int], *, columns: GapColumns) -> list[GapPerson]:
    """These members, in this order."""
    known = memberships.facts_by_ids(ids)
    at = np.searchsorted(columns.membership_id, np.array(ids, dtype=np.int64)).tolist()
    keys = [(int(columns.fund_id[one]), int(columns.paid_through[one]), int(columns.stand[one])) for one in at]
    return [GapPerson(member=known[one], group=group_key(*key)) for one, key in zip(ids, keys, strict=True)]


def key_of(group: GapGroup) -> str:
    through = group.paid_through.number if group.paid_through else NEVER
    return group_key(group.fund_id, through, STANDS.index(group.stand))


def _findable(one: MembershipFacts) -> str:
    return f"{one.name} {one.desa} {one.kecamatan} {one.kpj}".casefold()


def _paid_through(programme_id: int, ids: NDArray[np.int64], on: date) -> NDArray[np.int32]:
    """The last month of each that counted on the day, as `cover` says it."""
    found = covered_column(programme_id=programme_id, on=on)
    through: NDArray[np.int32] = found.covered.paid_through[np.searchsorted(found.membership_id, ids)]
    return through


def _waiting(programme_id: int, ids: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each member the first bill that BPJS has not received (0: none), and what stands on such bills."""
    rows = read_columns(
        sql=f"""
        SELECT d.membership_id, MIN(d.bill_id), SUM(d.jkk_rp + d.jkm_rp)
          FROM contributions_due AS d JOIN contributions_bill AS b ON b.id = d.bill_id
         WHERE b.programme_id = %s AND b.state IN ({", ".join(["%s"] * len(_OPEN))}) AND NOT d.void
         GROUP BY d.membership_id ORDER BY d.membership_id""",  # noqa: S608 - marks only
        params=[programme_id, *_OPEN],
    )
    member, bill, rp = (np.array(column, dtype=np.int64) for column in rows)
    bills, waiting = np.zeros(len(ids), dtype=np.int64), np.zeros(len(ids), dtype=np.int64)
    if len(member):
        at = np.minimum(np.searchsorted(member, ids), len(member) - 1)
        is_there = member[at] == ids
        bills[is_there], waiting[is_there] = bill[at[is_there]], rp[at[is_there]]
    return bills, waiting


def _colliding(programme_id: int) -> Sequence[int]:
    found = Collision.objects.filter(membership__programme=programme_id, state=CollisionState.OPEN)
    return list(found.values_list("membership_id", flat=True))


def _bill_stands(programme_id: int) -> dict[int, BillStand]:
    found = Bill.objects.filter(programme=programme_id, state__in=_OPEN)
    return {one.pk: _bill_stand(one) for one in found.prefetch_related("codes", "shares__payment")}


def _bill_stand(one: Bill) -> BillStand:
    """A scheme counts as asked for once its requests, with their shares, have reached what it owes."""
    owes = {"JKK": one.jkk_rp - one.compensated_jkk_rp, "JKM": one.jkm_rp - one.compensated_jkm_rp}
    codes = sorted(one.codes.all(), key=lambda code: code.pk)
    return BillStand(
        state=BillState(one.state),
        code_expires=codes[-1].expires_date if codes else None,
        payments=tuple(_furthest_behind(one, owes)),
        schemes_owed=sum(rp > 0 for rp in owes.values()),
    )


def _furthest_behind(one: Bill, owes: dict[str, int]) -> Iterator[PaymentState]:
    order = [*PaymentState]
    for scheme, rp in owes.items():
        shares = [
            share
            for share in one.shares.all()
            if share.payment.scheme == scheme and share.payment.state != PaymentState.WITHDRAWN
        ]
        if rp > 0 and sum(share.amount_rp for share in shares) >= rp:
            yield min((PaymentState(share.payment.state) for share in shares), key=order.index)
