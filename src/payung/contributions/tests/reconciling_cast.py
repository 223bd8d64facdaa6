"""Members whose bill BPJS received, and lists of BPJS and other payers as offices write them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import uuid4

from xlsxwriter import Workbook

from payung.accounts.rules import Actor
from payung.contributions.actions.reconciling import compare
from payung.contributions.actions.reconciling_lists import take_evidence_list, take_insurer_list
from payung.contributions.models import Difference
from payung.contributions.queries.reconciling_lists import ListFacts
from payung.contributions.tests import billing_cast as billing
from payung.gateways.sealing import Kind, sealer
from payung.membership import actions as memberships
from payung.membership.models import Membership
from payung.membership.rules.told import Ending
from payung.membership.states import EndReason
from payung.membership.tests.house import insured
from payung.people.models import Identity
from payung.programmes.models import Programme
from payung.shared.dates import Month

RINA, HEAD, TREASURER = billing.RINA, billing.HEAD, billing.TREASURER
MARCH_END = date(2027, 3, 31)
SPRING = datetime(2027, 4, 5, 2, 0, tzinfo=UTC)
LATER = datetime(2027, 4, 20, 2, 0, tzinfo=UTC)
HEADINGS = ("No", "Nomor KPJ", "NIK", "Nama Tenaga Kerja", "BLTH", "Status", "Nama Perusahaan/Wadah")


def members(many: int = 2, **words: int) -> list[Membership]:
    """January to December 2027, of a programme whose terms are three months long; nothing billed yet."""
    return insured(many, of=billing.programme(**words))


def paid_members(many: int = 2, **words: int) -> list[Membership]:
    """January to March 2027 billed, paid, and received on 11 January."""
    made = members(many, **words)
    billing.received(billing.paid(billing.raised(made[0].programme)))
    return made


def nik_of(member: Membership) -> str:
    identity = Identity.objects.filter(person=member.person_id, to_date=None).get()
    return sealer("63.02").opened(bytes(identity.nik_sealed), Kind.NIK)


def line(member: Membership, **otherwise: Any) -> list[Any]:
    """The member as BPJS should have it, but for what is named."""
    told = {
        "no": 1,
        "kpj": member.kpj,
        "nik": nik_of(member),
        "name": member.person.name,
        "blth": "2027-03",
        "status": "Aktif",
        "payer": "",
    } | otherwise
    return list(told.values())


def workbook(rows: Sequence[Sequence[Any]], *, headings: Sequence[str] = HEADINGS, sheet: str = "DATA") -> Path:
    path = Path(mkdtemp(prefix="payung-list-")) / f"{uuid4().hex}.xlsx"
    with Workbook(str(path), {"strings_to_numbers": False}) as book:
        book.set_properties({"comments": uuid4().hex})
        day = book.add_format({"num_format": "mmm-yy"})
        page = book.add_worksheet(sheet)
        for number, row in enumerate([headings, *rows]):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), day)
                else:
                    page.write(number, column, cell)
    return path


def taken(
    of: Programme,
    rows: Sequence[Sequence[Any]],
    *,
    as_of: date = MARCH_END,
    now: datetime = SPRING,
    headings: Sequence[str] = HEADINGS,
) -> ListFacts:
    path = workbook(rows, headings=headings)
    return take_insurer_list(programme_id=of.pk, upload=path, as_of=as_of, actor=RINA, now=now)


def compared(of: Programme, rows: Sequence[Sequence[Any]], **words: Any) -> list[Difference]:
    """Taken in and compared; every difference of the programme as it now stands."""
    now = words.get("now", SPRING)
    compare(list_id=taken(of, rows, **words).id, actor=RINA, now=now)
    return list(Difference.objects.filter(programme=of).order_by("id"))


def evidence(
    of: Programme, rows: Sequence[Sequence[Any]], *, payer: str = "Pemprov Kalsel", now: datetime = SPRING, **words: Any
) -> ListFacts:
    headings = words.get("headings", ("No", "NIK", "Nama", "Periode"))
    return take_evidence_list(
        programme_id=of.pk,
        upload=workbook(rows, headings=headings),
        payer=payer,
        received_date=words.get("received_date", now.date()),
        actor=RINA,
        now=now,
    )


def ended(
    member: Membership,
    last_month: Month,
    *,
    reason: EndReason = EndReason.DOUBLE_FUNDED,
    now: datetime = SPRING,
    actor: Actor = RINA,
) -> Membership:
    memberships.end(
        ends=[
            Ending(
                membership_id=member.pk,
                reason=reason,
                happened_on=date(2027, 2, 10),
                note="Surat desa 4/2027",
                last_month=last_month,
            )
        ],
        source="verval:1",
        evidence=None,
        request_key=uuid4(),
        actor=actor,
        now=now,
    )
    member.refresh_from_db()
    return member
