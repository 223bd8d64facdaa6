"""What an inspector takes home of a programme: everybody who is named, what was paid for them, and why they were chosen.

Read in pieces; no whole NIK leaves here. Scans are told by the code under which they lie.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Sum
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.contributions.models import Bill, Difference, Due, Overpayment, Payment, VervalDesa
from payung.contributions.states import BillState
from payung.decrees import queries as decrees
from payung.decrees.queries import DecreeFacts, LinesAsked
from payung.membership import queries as memberships
from payung.membership.queries import MembershipFacts
from payung.selection import queries as selections
from payung.selection.telling import Teller

T = TypeVar("T")
_AT_ONCE = 2000
Row = list["str | int | date | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLine:
    """A person whom a decree in force names, with what became of the line."""

    decree: str
    number: int
    name: str
    birth_year: int
    sex: str
    desa_code: str
    desa: str
    kecamatan: str
    occupation: str
    fund: str
    months: int
    state: str  # named or struck
    person_id: int
    candidate_id: int
    receipt_code: str
    membership: MembershipFacts | None
    paid_months: int
    paid_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFacts:
    """A paper that lies sealed. `of_decrees`: in the folder of decrees, else with what the office keeps."""

    path: str  # inside the archive
    code: str
    of_decrees: bool = False


def in_force(*, programme_id: int) -> tuple[DecreeFacts, ...]:
    """The decrees of a programme that hold or held, the first first."""
    return tuple(one for one in reversed(decrees.decrees(programme_id=programme_id)) if one.in_force_date)


def receipt_codes(*, found: Sequence[DecreeFacts], actor: Actor) -> list[str]:
    """Of everybody who is named, in the order of `named_lines`: what the sample is drawn from."""
    return [
        code
        for one in found
        for code in decrees.lines(decree_id=one.id, actor=actor, asked=LinesAsked()).values_list(
            "candidate__receipt_code", flat=True
        )
    ]


def named_lines(*, found: Sequence[DecreeFacts], actor: Actor) -> Iterator[NamedLine]:
    """Everybody whom these decrees name, by decree and number; also those struck since."""
    columns = (
        *("id", "number", "name", "birth_date", "sex", "desa_code", "desa", "kecamatan", "occupation", "fund_name"),
        *("months", "state", "person_id", "candidate_id", "candidate__receipt_code"),
    )
    for one in found:
        rows = decrees.lines(decree_id=one.id, actor=actor, asked=LinesAsked()).values_list(*columns)
        for piece in _pieces(rows.iterator(_AT_ONCE)):
            yield from _told(one, piece)


def reasons(*, selection_id: int, persons: frozenset[int]) -> Iterator[tuple[int, int, int, str, str]]:
    """Person, rank, score, draw and the sentence why, of these persons, in the order of choice."""
    teller = Teller(selection_id=selection_id)
    ranks = selections.ranks(selection_id=selection_id)
    for piece in _pieces(ranks.iterator(_AT_ONCE)):
        ours = [rank for rank in piece if rank.person_id in persons]
        for rank, told in zip(ours, teller.tell(ours), strict=True):
            yield rank.person_id, rank.rank, rank.score, rank.draw, told.sentence


def bill_rows(*, programme_id: int) -> Iterator[Row]:
    for one in Bill.objects.filter(programme=programme_id).select_related("fund", "receipt").order_by("number"):
        receipt = getattr(one, "receipt", None)
        yield [
            *(one.number, one.fund.name, one.first_month, one.last_month, one.state, one.member_count, one.due_count),
            *(one.jkk_rp, one.jkm_rp, one.compensated_jkk_rp + one.compensated_jkm_rp),
            *(one.asked_count, one.confirmed_count, one.silent_desa_count, one.dues_sha256),
            *(receipt.received_date if receipt else None, receipt.amount_rp if receipt else None),
            receipt.reference if receipt else None,
        ]


def payment_rows(*, programme_id: int) -> Iterator[Row]:
    found = Payment.objects.filter(programme=programme_id).prefetch_related("shares__bill").order_by("id")
    for one in found:
        bills = ", ".join(str(share.bill.number) for share in one.shares.all())
        yield [
            *(one.spp_number, one.spp_date, one.scheme, one.account_code, one.amount_rp, one.state),
            *(one.spm_number, one.spm_date, one.sp2d_number, one.sp2d_date, bills),
        ]


def verval_rows(*, programme_id: int) -> Iterator[Row]:
    """A row a desa and round, with how many were answered how."""
    found = VervalDesa.objects.filter(round__programme=programme_id).order_by("round", "desa_code")
    counts: dict[tuple[int, str], int] = {
        (desa, answer): many for desa, answer, many in found.values_list("id", "lines__answer").annotate(Count("lines"))
    }
    for one in found.select_related("round"):
        answers = [
            counts.get((one.pk, word), 0) for word in ("working", "died", "moved", "wage_earner", "not_found", "")
        ]
        yield [one.round_id, one.round.first_month, one.desa_code, one.state, _day(one), one.on_paper, *answers]


def difference_rows(*, programme_id: int) -> Iterator[Row]:
    for one in Difference.objects.filter(programme=programme_id).order_by("id"):
        yield [
            *(one.pk, one.kind, one.name, one.desa_code, one.kpj, one.month, one.ours, one.theirs, one.amount_rp),
            *(one.state, one.owner, timezone.localdate(one.opened_at), one.closed_because),
        ]


def overpayment_rows(*, programme_id: int) -> Iterator[Row]:
    found = Overpayment.objects.filter(programme=programme_id).select_related("bill", "compensated_by", "membership")
    for one in found.order_by("id"):
        yield [
            *(one.pk, one.membership.kpj, one.bill.number, one.first_month, one.last_month, one.months),
            *(one.jkk_rp, one.jkm_rp, one.because, one.state, one.closed_on, one.decision),
            one.compensated_by.number if one.compensated_by else None,
        ]


def scans(*, programme_id: int, found: Sequence[DecreeFacts]) -> Iterator[ScanFacts]:
    """Every signed paper that was scanned: decrees, SP2D, receipts, minutes of verval."""
    for decree in found:
        if decree.scan_code:
            path = f"keputusan/sk-{decree.id}-{decree.scan_name}"
            yield ScanFacts(path=path, code=decree.scan_code, of_decrees=True)
    for payment in Payment.objects.filter(programme=programme_id).exclude(scan_code="").order_by("id"):
        yield ScanFacts(path=f"sp2d/{payment.pk}-{payment.scan_name}", code=payment.scan_code)
    for bill in Bill.objects.filter(programme=programme_id, receipt__isnull=False).select_related("receipt"):
        if bill.receipt.scan_code:
            path = f"bukti-terima/tagihan-{bill.number}-{bill.receipt.scan_name}"
            yield ScanFacts(path=path, code=bill.receipt.scan_code)
    answered = VervalDesa.objects.filter(round__programme=programme_id).exclude(scan_code="").order_by("id")
    for desa in answered:
        path = f"verval/putaran-{desa.round_id}-{desa.desa_code}-{desa.scan_name}"
        yield ScanFacts(path=path, code=desa.scan_code)


def _told(decree: DecreeFacts, piece: Sequence[tuple[Any, ...]]) -> Iterator[NamedLine]:
    of_lines = memberships.by_lines(line_ids=[row[0] for row in piece])
    members = memberships.facts_by_ids(of_lines.values())
    paid = _paid(list(members))
    for row in piece:
        membership_id = of_lines.get(row[0], 0)
        months, rp = paid.get(membership_id, (0, 0))
        yield NamedLine(
            decree=decree.number,
            birth_year=row[3].year,
            membership=members.get(membership_id),
            paid_months=months,
            paid_rp=rp,
            **dict(zip(_NAMES, (row[at] for at in _PLACES), strict=True)),
        )


_NAMES = (
    *("number", "name", "sex", "desa_code", "desa", "kecamatan", "occupation", "fund", "months", "state"),
    *("person_id", "candidate_id", "receipt_code"),
)
_PLACES = (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)


def _paid(ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Months and rupiah of each that BPJS has received."""
    found = Due.objects.filter(membership__in=ids, void=False, bill__state=BillState.RECEIVED).order_by()
    rows = found.values_list("membership_id").annotate(Count("id"), Sum("jkk_rp"), Sum("jkm_rp"))
    return {member: (months, jkk + jkm) for member, months, jkk, jkm in rows}


def _day(one: VervalDesa) -> date | None:
    return timezone.localdate(one.answered_at) if one.answered_at else None


def _pieces(rows: Iterable[T]) -> Iterator[list[T]]:
    piece: list[T] = []
    for row in rows:
        piece.append(row)
        if len(piece) == _AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece
