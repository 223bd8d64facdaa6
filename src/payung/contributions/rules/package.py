"""The totals of a paket SPP-LS: every paper of it says the same heads, months and rupiah, or none is printed.

What a bill owes (`Sums`) is less what earlier overpayments pay for (`compensated`); the payment requests together are
exactly that remainder, each scheme from its own account of the budget (law.md §1.2, account practice).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from payung.contributions.rules.refusals import Refused
from payung.contributions.states import Scheme
from payung.shared.money import grouped, rupiah_text

_WORDS = {"heads": "orang", "months": "orang-bulan", "jkk_rp": "JKK", "jkm_rp": "JKM"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """`heads` persons, `months` person-months (OB), rupiah of each scheme."""

    heads: int
    months: int
    jkk_rp: int
    jkm_rp: int

    @property
    def rp(self) -> int:
        return self.jkk_rp + self.jkm_rp


@dataclass(frozen=True, slots=True, kw_only=True)
class Payable:
    """What leaves the treasury for a bill, by scheme."""

    jkk_rp: int
    jkm_rp: int

    @property
    def rp(self) -> int:
        return self.jkk_rp + self.jkm_rp


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """What the payment requests of a bill say; a scheme that none was written for is missing."""

    shares_rp: Mapping[Scheme, int]

    @property
    def is_none(self) -> bool:
        return not self.shares_rp


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """What the books say that a bill took of what its decree had bound: rupiah of both schemes, person-months."""

    rp: int
    months: int


class TotalsDiffer(Refused):
    """Two papers of one package would say different sums: nothing is printed. `sentences`: each difference."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(
            f"Paket tidak dicetak karena jumlahnya tidak sama: {' '.join(sentences)} Periksa tagihan dan SPP-nya."
        )
        self.sentences = tuple(sentences)


def payable(*, owed: Sums, compensated: Payable) -> Payable:
    return Payable(jkk_rp=owed.jkk_rp - compensated.jkk_rp, jkm_rp=owed.jkm_rp - compensated.jkm_rp)


def untied(*, bill: Sums, others: Mapping[str, Sums]) -> list[str]:
    """A sentence for each sum in which one of `others` (by the name of its paper) is not as the bill says."""
    return [
        f"{_WORDS[part.name]} di {name} {_shown(part.name, ours)}, di tagihan {_shown(part.name, theirs)}."
        for name, sums in others.items()
        for part in fields(Sums)
        if (ours := getattr(sums, part.name)) != (theirs := getattr(bill, part.name))
    ]


def books_untied(*, bill: Sums, booked: Booked) -> list[str]:
    """The same of the entry with which the bill stands in the books: one sum of both schemes."""
    found = []
    if booked.months != bill.months:
        found.append(f"orang-bulan di buku dana {grouped(booked.months)}, di tagihan {grouped(bill.months)}.")
    if booked.rp != bill.rp:
        found.append(f"jumlah di buku dana {rupiah_text(booked.rp)}, di tagihan {rupiah_text(bill.rp)}.")
    return found


def code_untied(*, bill: Sums, due: Payable, head_count: int, amount_rp: int) -> list[str]:
    """The same of the kode iuran, which knows heads and one sum: of what is paid, or of what is owed before
    compensation where BPJS states the whole."""
    found = []
    if head_count != bill.heads:
        found.append(f"orang di kode iuran {grouped(head_count)}, di tagihan {grouped(bill.heads)}.")
    if amount_rp not in (due.rp, bill.rp):
        found.append(f"jumlah di kode iuran {rupiah_text(amount_rp)}, yang harus dibayar {rupiah_text(due.rp)}.")
    return found


def requests_untied(*, due: Payable, requested: Requested) -> list[str]:
    """The same of the payment requests; nothing where there is none yet, for then the papers say RANCANGAN."""
    if requested.is_none:
        return []
    owed = {Scheme.JKK: due.jkk_rp, Scheme.JKM: due.jkm_rp}
    return [
        f"{scheme} di SPP {rupiah_text(asked)}, yang harus dibayar {rupiah_text(owes)}."
        for scheme, owes in owed.items()
        if (asked := requested.shares_rp.get(scheme, 0)) != owes
    ]


def _shown(name: str, value: int) -> str:
    return rupiah_text(value) if name.endswith("_rp") else grouped(value)
