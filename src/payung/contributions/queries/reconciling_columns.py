"""Members with their dues, and the rows of a list, as columns: what a comparison reads, in a handful of questions.

Days become `Month.number` in the database, so that no text of a day is read 300,000 times.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from payung.contributions.models import Bill, Due, InsurerList
from payung.contributions.rules.reconciling import (
    NONE,
    How,
    LineColumns,
    Matched,
    MemberColumns,
    OwedMonth,
    matched,
    paid_by_others,
)
from payung.contributions.rules.reconciling_bills import BillSums, Missing
from payung.contributions.states import BillState
from payung.gateways.bulk_rows import read_columns
from payung.membership import queries as memberships
from payung.shared.dates import Month

_NUMBER = {
    "postgresql": "CAST(EXTRACT(YEAR FROM {0}) * 12 + EXTRACT(MONTH FROM {0}) - 1 AS INTEGER)",
    "sqlite": "CAST(substr({0}, 1, 4) AS INTEGER) * 12 + CAST(substr({0}, 6, 2) AS INTEGER) - 1",
}
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """All that a comparison needs. `dues`: of members for whom another pays too, by their place."""

    members: MemberColumns
    lines: LineColumns
    of: Matched
    dues: dict[int, Sequence[OwedMonth]]


def columns_of(found: InsurerList, *, kabupaten: str, is_own: Callable[[str], bool]) -> Compared:
    """The members of the list's programme and its rows. `is_own`: whether a payer as written is we."""
    joined = _joined(kabupaten)
    members = _members(found, joined)
    lines = _lines(found.pk, joined, is_own)
    of = matched(members=members, lines=lines)
    if (of.how == How.NOBODY).any():
        lines = _with_others_numbers(lines, of, found, kabupaten=kabupaten, joined=joined)
        of = matched(members=members, lines=lines)
    others = paid_by_others(lines=lines, of=of)
    return Compared(members=members, lines=lines, of=of, dues=_dues_of(found.programme_id, members, others, joined))


def missing(*, programme_id: int, kabupaten: str) -> list[Missing]:
    """Months for which a fund was billed, and a running member of it without an open collision has no due."""
    wanted = [
        (bill.pk, bill.number, bill.fund_id, Month.numbered(month))
        for bill in _standing(programme_id)
        for month in range(Month.of(bill.first_month).number, Month.of(bill.last_month).number + 1)
    ]
    together = _joined(kabupaten)
    found: dict[tuple[int, Month], Missing] = {}
    for bill_id, number, fund_id, month in wanted:
        for membership_id, person_id, kpj, name, desa_code in _without_due(programme_id, fund_id, month):
            one = Missing(
                membership_id=membership_id,
                kpj=kpj,
                name=name,
                desa_code=desa_code,
                bill_id=bill_id,
                bill_number=number,
                month=month,
            )
            if not _has_due_as_another(person_id, month, together):
                found.setdefault((membership_id, month), one)
    return list(found.values())


def bill_sums(*, programme_id: int) -> list[BillSums]:
    """The bills that stand, each with its latest code and its receipt."""
    bills = _standing(programme_id)
    codes = {code.bill_id: code for bill in bills for code in bill.codes.all() if not hasattr(code, "replaced_by")}
    return [
        BillSums(
            bill_id=bill.pk,
            number=bill.number,
            member_count=bill.member_count,
            payable_rp=bill.jkk_rp + bill.jkm_rp - bill.compensated_jkk_rp - bill.compensated_jkm_rp,
            code=codes[bill.pk].code if bill.pk in codes else "",
            code_heads=codes[bill.pk].head_count if bill.pk in codes else 0,
            code_rp=codes[bill.pk].amount_rp if bill.pk in codes else 0,
            received_rp=bill.receipt.amount_rp if bill.state == BillState.RECEIVED else None,
        )
        for bill in bills
    ]


def _standing(programme_id: int) -> list[Bill]:
    found = Bill.objects.filter(programme=programme_id).exclude(state=BillState.CANCELLED).order_by("number")
    return list(found.select_related("receipt").prefetch_related("codes__replaced_by"))


def _without_due(programme_id: int, fund_id: int, month: Month) -> list[tuple[int, int, str, str, str]]:
    sql = """
        SELECT m.id, m.person_id, m.kpj, p.name, l.desa_code
          FROM membership_membership AS m
          JOIN people_person AS q ON q.id = m.person_id
          JOIN people_person AS p ON p.id = COALESCE(q.same_as_id, q.id)
          JOIN decrees_line AS l ON l.id = m.line_id
         WHERE m.programme_id = %s AND m.fund_id = %s AND m.state = 'running'
           AND m.first_month <= %s AND m.last_month >= %s
           AND NOT EXISTS (SELECT 1 FROM contributions_due AS d
                            WHERE d.person_id = m.person_id AND d.month = %s AND NOT d.void)
           AND NOT EXISTS (SELECT 1 FROM contributions_collision AS c
                            WHERE c.membership_id = m.id AND c.state = 'open')
         ORDER BY m.id"""
    day = connection.ops.adapt_datefield_value(month.first_day)
    with connection.cursor() as cursor:
        cursor.execute(sql, [programme_id, fund_id, day, day, day])
        return list(cursor.fetchall())


def _has_due_as_another(person_id: int, month: Month, joined: dict[int, int]) -> bool:
    """Billed under another row of the same human being."""
    kept = joined.get(person_id, person_id)
    same = [one for one, root in joined.items() if root == kept]
    if not same:
        return False
    return Due.objects.filter(person__in=[kept, *same], month=month.first_day, void=False).exists()


def _joined(kabupaten: str) -> dict[int, int]:
    """Persons that are read as another: few."""
    sql = "SELECT id, same_as_id FROM people_person WHERE kabupaten = %s AND same_as_id IS NOT NULL"
    ids, kept = read_columns(sql=sql, params=[kabupaten])
    return dict(zip(ids, kept, strict=True))


def _members(found: InsurerList, joined: dict[int, int]) -> MemberColumns:
    """One row a human being: of several memberships the one that has not ended, else the latest."""
    sql = f"""
        SELECT m.id, m.person_id, m.fund_id, m.kpj, p.name, l.desa_code, {_number("m.first_month")},
               {_number("COALESCE(m.ended_month, m.last_month)")}, CASE WHEN m.state = 'ended' THEN 1 ELSE 0 END
          FROM membership_membership AS m
          JOIN people_person AS q ON q.id = m.person_id
          JOIN people_person AS p ON p.id = COALESCE(q.same_as_id, q.id)
          JOIN decrees_line AS l ON l.id = m.line_id
         WHERE m.programme_id = %s
         ORDER BY CASE WHEN m.state = 'ended' THEN 0 ELSE 1 END, m.first_month, m.id"""  # noqa: S608 - our words
    read = read_columns(sql=sql, params=[found.programme_id])
    persons = _kept(read[1], joined)
    latest = {person: place for place, person in enumerate(persons.tolist())}
    keep = np.array(sorted(latest.values()), dtype=np.int64)
    own = persons[keep]
    last, ended = np.array(read[7], dtype=np.int32)[keep], np.array(read[8], dtype=np.bool_)[keep]
    billed, since, received = _owed(found, own, joined)
    received = np.where(ended, np.minimum(received, last), received)
    received = np.where((received == NONE) | (since > received), NONE, received).astype(np.int32)
    return MemberColumns(
        membership_id=np.array(read[0], dtype=np.int64)[keep],
        person_id=own,
        fund_id=np.array(read[2], dtype=np.int64)[keep],
        kpj=np.array(read[3], dtype=np.object_)[keep],
        name=np.array(read[4], dtype=np.object_)[keep],
        desa_code=np.array(read[5], dtype=np.object_)[keep],
        first=np.array(read[6], dtype=np.int32)[keep],
        last=last,
        ended=ended,
        billed=billed,
        received_from=since,
        received=received,
    )


def _owed(
    found: InsurerList, persons: NDArray[np.int64], joined: dict[int, int]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Of each person the last month with a due, and the first and last that BPJS had received by the day of the list."""
    received = Bill.objects.filter(
        programme=found.programme_id, state=BillState.RECEIVED, receipt__received_date__lte=found.as_of_date
    )
    bills = list(received.values_list("id", flat=True)) or [0]
    came = f"d.bill_id IN ({', '.join(['%s'] * len(bills))})"
    sql = f"""
        SELECT d.person_id, {_number("MAX(d.month)")},
               {_number(f"MIN(CASE WHEN {came} THEN d.month END)")},
               {_number(f"MAX(CASE WHEN {came} THEN d.month END)")}
          FROM contributions_due AS d
         WHERE d.bill_id IN (SELECT b.id FROM contributions_bill AS b WHERE b.programme_id = %s) AND NOT d.void
         GROUP BY d.person_id"""  # noqa: S608
    each = _placeholders(came, bills)
    read = read_columns(sql=sql, params=[*each, *each, found.programme_id])
    order = np.argsort(persons)
    at = np.searchsorted(persons, _kept(read[0], joined), sorter=order)
    there = at < len(persons)
    at = order[np.minimum(at, max(len(persons) - 1, 0))] if len(persons) else at
    there &= persons[at] == _kept(read[0], joined) if len(persons) else False
    billed, since, last = (np.full(len(persons), NONE, dtype=np.int32) for _ in range(3))
    np.maximum.at(billed, at[there], _known(read[1])[there])
    np.maximum.at(last, at[there], _known(read[3])[there])
    never = np.iinfo(np.int32).max
    first = np.full(len(persons), never, dtype=np.int32)
    firsts = _known(read[2])
    np.minimum.at(first, at[there], np.where(firsts == NONE, never, firsts)[there])
    since[first != never] = first[first != never]
    return billed, since, last


def _placeholders(came: str, bills: list[int]) -> list[int]:
    """As many copies as the number of a month asks for: it names its day once on one engine, twice on the other."""
    return bills * (_number(came).count(came))


def _lines(list_id: int, joined: dict[int, int], is_own: Callable[[str], bool]) -> LineColumns:
    sql = f"""
        SELECT i.kpj, CASE WHEN i.nik_sealed IS NULL AND i.person_id IS NULL THEN 0 ELSE 1 END, COALESCE(i.person_id, {NONE}), i.name,
               COALESCE({_number("i.paid_from")}, {NONE}), COALESCE({_number("i.paid_through")}, {NONE}),
               CASE WHEN i.is_active IS NULL THEN {NONE} WHEN i.is_active THEN 1 ELSE 0 END, i.payer
          FROM contributions_insurerline AS i
         WHERE i.list_id = %s
         ORDER BY i.id"""  # noqa: S608
    read = read_columns(sql=sql, params=[list_id])
    ours = {payer: not payer or is_own(payer) for payer in set(read[7])}
    count = len(read[0])
    return LineColumns(
        kpj=np.array(read[0], dtype=np.object_),
        has_nik=np.array(read[1], dtype=np.bool_),
        person_id=_kept(read[2], joined),
        card_id=np.full(count, NONE, dtype=np.int64),
        name=np.array(read[3], dtype=np.object_),
        since=np.array(read[4], dtype=np.int32),
        through=np.array(read[5], dtype=np.int32),
        active=np.array(read[6], dtype=np.int8),
        own=np.array([ours[payer] for payer in read[7]], dtype=np.bool_),
        payer=np.array(read[7], dtype=np.object_),
        elsewhere=np.zeros(count, dtype=np.bool_),
    )


def _with_others_numbers(
    lines: LineColumns, of: Matched, found: InsurerList, *, kabupaten: str, joined: dict[int, int]
) -> LineColumns:
    """Lines about nobody, with whose card their number is, and whether another programme of ours has them."""
    nobody = of.how == How.NOBODY
    holders = memberships.card_holders(kabupaten=kabupaten, kpjs={kpj for kpj in lines.kpj[nobody] if kpj})
    cards = _kept([holders.get(kpj, NONE) for kpj in lines.kpj], joined)
    sql = """
        SELECT m.kpj, m.person_id FROM membership_membership AS m
          JOIN programmes_programme AS p ON p.id = m.programme_id
         WHERE p.kabupaten = %s AND m.programme_id <> %s AND m.state <> 'ended'"""
    kpjs, persons = read_columns(sql=sql, params=[kabupaten, found.programme_id])
    numbers, humans = set(kpjs), set(_kept(persons, joined).tolist())
    elsewhere = [
        kpj in numbers or person in humans for kpj, person in zip(lines.kpj, lines.person_id.tolist(), strict=True)
    ]
    return replace(lines, card_id=cards, elsewhere=np.array(elsewhere, dtype=np.bool_))


def _dues_of(
    programme_id: int, members: MemberColumns, places: NDArray[np.int64], joined: dict[int, int]
) -> dict[int, Sequence[OwedMonth]]:
    """The months owed of these members, in order."""
    place_of = {
        person: place for place, person in zip(places.tolist(), members.person_id[places].tolist(), strict=True)
    }
    rows_of = [*place_of, *(one for one, kept in joined.items() if kept in place_of)]
    found: dict[int, list[OwedMonth]] = {}
    for start in range(0, len(rows_of), _AT_ONCE):
        some = rows_of[start : start + _AT_ONCE]
        dues = Due.objects.filter(person__in=some, bill__programme=programme_id, void=False).order_by("month")
        for person, month, jkk, jkm in dues.values_list("person_id", "month", "jkk_rp", "jkm_rp"):
            place = place_of[joined.get(person, person)]
            found.setdefault(place, []).append(OwedMonth(Month.of(month).number, jkk + jkm))
    return {place: sorted(owed, key=lambda one: one.month) for place, owed in found.items()}


def _kept(persons: Sequence[int], joined: dict[int, int]) -> NDArray[np.int64]:
    """Whom each is read as."""
    ids = np.array(persons, dtype=np.int64)
    if joined and len(ids):
        for place in np.flatnonzero(np.isin(ids, list(joined))):
            ids[place] = joined[int(ids[place])]
    return ids


def _known(numbers: Sequence[int | None]) -> NDArray[np.int32]:
    return np.array([NONE if one is None else one for one in numbers], dtype=np.int32)


def _number(column: str) -> str:
    return _NUMBER[connection.vendor].format(column)
