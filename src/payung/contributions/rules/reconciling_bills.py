"""Decree and bill, bill and code, bill and receipt: what disagrees without any list. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from payung.contributions.rules.reconciling import Found
from payung.contributions.states import DifferenceKind
from payung.shared.dates import Month
from payung.shared.money import rupiah_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A running member without a due for a month for which the fund was billed."""

    membership_id: int
    kpj: str
    name: str
    desa_code: str
    bill_id: int
    bill_number: int
    month: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class BillSums:
    """A bill that stands, with its latest code and its receipt where there are any."""

    bill_id: int
    number: int
    member_count: int
    payable_rp: int
    code: str = ""
    code_heads: int = 0
    code_rp: int = 0
    received_rp: int | None = None


def not_billed(missing: Iterable[Missing]) -> Iterator[Found]:
    """One difference a member and bill, whatever months are missing in it."""
    together: dict[tuple[int, int], list[Missing]] = {}
    for one in missing:
        together.setdefault((one.membership_id, one.bill_id), []).append(one)
    for months in together.values():
        one = min(months, key=lambda each: each.month)
        yield Found(
            kind=DifferenceKind.NOT_BILLED,
            key=f"{DifferenceKind.NOT_BILLED}:m{one.membership_id}:b{one.bill_id}:{one.month}:{len(months)}",
            membership_id=one.membership_id,
            bill_id=one.bill_id,
            kpj=one.kpj,
            month=one.month,
            name=one.name,
            desa_code=one.desa_code,
            ours=f"{len(months)} bulan sejak {one.month.text} tanpa iuran",
            theirs=f"dananya ditagih pada tagihan {one.bill_number}",
        )


def amounts(bills: Iterable[BillSums]) -> Iterator[Found]:
    """A code or receipt that is not of the bill's heads and rupiah."""
    for bill in bills:
        if bill.code and (bill.code_heads, bill.code_rp) != (bill.member_count, bill.payable_rp):
            yield amount_of(
                bill,
                what=f"code:{bill.code_heads}:{bill.code_rp}",
                ours=f"{bill.member_count} orang, {rupiah_text(bill.payable_rp)}",
                theirs=f"kode iuran: {bill.code_heads} orang, {rupiah_text(bill.code_rp)}",
                amount_rp=bill.code_rp - bill.payable_rp,
            )
        if bill.received_rp is not None and bill.received_rp != bill.payable_rp:
            yield received_otherwise(bill, received_rp=bill.received_rp)


def received_otherwise(bill: BillSums, *, received_rp: int) -> Found:
    """BPJS says that it received another sum than the bill's."""
    return amount_of(
        bill,
        what=f"receipt:{received_rp}",
        ours=rupiah_text(bill.payable_rp),
        theirs=f"bukti terima: {rupiah_text(received_rp)}",
        amount_rp=received_rp - bill.payable_rp,
    )


def amount_of(bill: BillSums, *, what: str, ours: str, theirs: str, amount_rp: int) -> Found:
    return Found(
        kind=DifferenceKind.AMOUNT,
        key=f"{DifferenceKind.AMOUNT}:b{bill.bill_id}:{what}",
        bill_id=bill.bill_id,
        name=f"Tagihan {bill.number}",
        ours=ours,
        theirs=theirs,
        amount_rp=amount_rp,
    )
