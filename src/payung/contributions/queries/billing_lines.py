"""The dues of a bill: as they are hashed, and member by member for its papers. Read in pieces, never whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Min, QuerySet, Sum

from payung.contributions.models import Due
from payung.contributions.states import BillState
from payung.shared.dates import Month

_READ = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDue:
    """What a bill says of one member, who is told as the decree named them. `nik_sealed` is opened by whoever may."""

    membership_id: int
    person_id: int
    line_number: int
    name: str
    nik_sealed: bytes
    kpj: str
    birth_date: date
    sex: str
    desa_code: str
    desa: str
    kecamatan: str
    occupation: str
    months: int
    first_month: Month
    last_month: Month
    jkk_rp: int
    jkm_rp: int

    @property
    def amount_rp(self) -> int:
        return self.jkk_rp + self.jkm_rp


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFacts:
    """One month of one person: what was owed for it, on which bill, and since when BPJS has it."""

    month: Month
    membership_id: int
    bill_id: int
    bill_number: int
    fund_id: int
    fund_name: str
    jkk_rp: int
    jkm_rp: int
    void: bool
    state: BillState
    received_date: date | None


_ORDER = ("membership__line__kecamatan", "membership__line__desa", "membership__line__name", "membership")
_OF_LINE = ("number", "name", "nik_sealed", "birth_date", "sex", "desa_code", "desa", "kecamatan", "occupation")


def due_lines(*, bill_id: int) -> Iterator[str]:
    """`membership month jkk_rp jkm_rp` of every due, in the order in which they were written: what is hashed."""
    sql = (
        "SELECT membership_id || ' ' || month || ' ' || jkk_rp || ' ' || jkm_rp"
        " FROM contributions_due WHERE bill_id = %s ORDER BY id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [bill_id])
        while some := cursor.fetchmany(_READ):
            for (line,) in some:
                yield line


def member_dues(*, bill_id: int, scope: str = "") -> QuerySet[Due, dict[str, Any]]:
    """A row a member in the order of papers: by kecamatan, desa and name; of one part of the map where it is named."""
    found = Due.objects.filter(bill=bill_id, membership__line__desa_code__startswith=scope).order_by(*_ORDER)
    rows: QuerySet[Due, dict[str, Any]] = found.values(
        "membership_id", "person_id", "membership__kpj", *(f"membership__line__{name}" for name in _OF_LINE)
    ).annotate(first=Min("month"), last=Max("month"), count=Count("id"), jkk=Sum("jkk_rp"), jkm=Sum("jkm_rp"))
    return rows


def dues_of_bill(*, bill_id: int) -> Iterator[MemberDue]:
    """The members of a bill in the order of its papers."""
    return told_members(member_dues(bill_id=bill_id))


def told_members(found: QuerySet[Due, dict[str, Any]]) -> Iterator[MemberDue]:
    for row in found.iterator(chunk_size=_READ):
        yield _told(row)


def dues_of_person(*, person_ids: Sequence[int]) -> tuple[DueFacts, ...]:
    """Every due of these persons, the latest month first; void ones too, for they were once owed."""
    found = Due.objects.filter(person__in=person_ids).order_by("-month", "-id")
    return tuple(
        DueFacts(
            month=Month.of(due.month),
            membership_id=due.membership_id,
            bill_id=due.bill_id,
            bill_number=due.bill.number,
            fund_id=due.fund_id,
            fund_name=due.fund.name,
            jkk_rp=due.jkk_rp,
            jkm_rp=due.jkm_rp,
            void=due.void,
            state=BillState(due.bill.state),
            received_date=due.bill.receipt.received_date if hasattr(due.bill, "receipt") else None,
        )
        for due in found.select_related("bill__receipt", "fund")
    )


def _told(row: dict[str, Any]) -> MemberDue:
    line = {name: row[f"membership__line__{name}"] for name in _OF_LINE}
    return MemberDue(
        membership_id=row["membership_id"],
        person_id=row["person_id"],
        line_number=line.pop("number"),
        nik_sealed=bytes(line.pop("nik_sealed")),
        kpj=row["membership__kpj"],
        months=row["count"],
        first_month=Month.of(row["first"]),
        last_month=Month.of(row["last"]),
        jkk_rp=row["jkk"],
        jkm_rp=row["jkm"],
        **line,
    )
