"""What a month costs, line by line, each with the row of the table, the share and the regulation behind it."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from payung.law.dated import Dated, Law
from payung.law.questions import ContributionQuestion, Scheme
from payung.law.rules.contribution import Payer, Sector, Tariff, Treatment, due, kind_of, payable_rp, tariff
from payung.shared.dates import Month
from payung.shared.money import rupiah_text

WORKERS = {Sector.TRANSPORT: "pekerja transportasi", Sector.OTHER: "pekerja di luar transportasi"}
MONEY = {
    Payer.SELF: "uang sendiri",
    Payer.GOVERNMENT: "APBN/APBD",
    Payer.VILLAGE: "uang desa (APBDes)",
    Payer.CSR: "uang perusahaan (CSR)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One amount of an answer."""

    code: str
    amount_rp: int
    source: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionAnswer:
    """`uncertain` where the sources do not settle the sum; `law` is the hash of the law used."""

    lines: tuple[Line, ...]
    total_rp: int
    uncertain: bool
    law: str


def contribution_answer(question: ContributionQuestion, *, law: Law) -> ContributionAnswer:
    """What the month costs. Raises LawMissing where the law has a hole."""
    price = tariff(month=question.month, law=law)
    kind = int(kind_of(sector=question.sector, payer=question.payer))
    cost = due(tariff=price, income_rp=question.income_rp, kind=kind)
    amounts = {Scheme.JKK: int(cost.jkk_rp), Scheme.JKM: int(cost.jkm_rp)}
    lines = tuple(
        _line(
            scheme=scheme,
            amount_rp=amounts[scheme],
            month=question.month,
            row=int(cost.row),
            sector=question.sector,
            payer=question.payer,
            law=law,
        )
        for scheme in question.schemes
    )
    return ContributionAnswer(
        lines=lines, total_rp=sum(line.amount_rp for line in lines), uncertain=bool(cost.uncertain), law=law.hash
    )


@lru_cache(maxsize=32_768)
def _line(*, scheme: Scheme, amount_rp: int, month: Month, row: int, sector: Sector, payer: Payer, law: Law) -> Line:
    """Kept, because a list of a hundred thousand persons asks for the same few lines again and again."""
    price, in_force = tariff(month=month, law=law), law.on(month.first_day)
    bracket = price.brackets[row]
    if scheme is Scheme.JKK:
        full_rp, origin, basis = bracket.jkk_rp, in_force.entry("bpu_brackets"), _row_text(price, row)
    else:
        full_rp, origin, basis = price.full_jkm_rp, in_force.entry("jkm_rp"), "sama untuk semua penghasilan"
    reasons = [
        *_relief_reasons(in_force.entry("relief_share")),
        *_discount_reasons(price, full_rp, sector, payer, in_force.entry(f"discount_share_{sector.word}")),
    ]
    if scheme is Scheme.JKK and bracket.verify:
        reasons.append(("", "Angka baris ini belum dicocokkan dengan naskah peraturannya."))
    share = f"{_percent(Fraction(amount_rp, full_rp))} dari {rupiah_text(full_rp)}, " if amount_rp != full_rp else ""
    return Line(
        code=scheme.value,
        amount_rp=amount_rp,
        source="; ".join(filter(None, (origin.citation, *(source for source, _ in reasons)))),
        explanation=" ".join(
            (
                f"{scheme.value} {rupiah_text(amount_rp)}: {share}{basis}, {origin.citation}.",
                *(text for _, text in reasons),
            )
        ),
    )


def forget_lines() -> None:
    """Nothing kept is used again: for measuring an answer afresh."""
    _line.cache_clear()


def _row_text(price: Tariff, row: int) -> str:
    """Lower bounds only: the printed upper ones leave gaps that belong to the row below them."""
    bracket, following = price.brackets[row], price.brackets[row + 1 : row + 2]
    reach = f"mulai {rupiah_text(bracket.lower_rp)}" + "".join(
        f", di bawah {rupiah_text(next_.lower_rp)}" for next_ in following
    )
    rate = _percent(Fraction(bracket.jkk_rp, bracket.base_rp))
    return f"baris {bracket.row} tabel penghasilan ({reach}), {rate} dari dasar {rupiah_text(bracket.base_rp)}"


def _relief_reasons(relief: Dated) -> list[tuple[str, str]]:
    if relief.value == 1 or relief.to_date is None:
        return []
    months = f"{Month.of(relief.from_date).text} s.d. {Month.of(relief.to_date).text}"
    return [
        (
            relief.regulation,
            f"Keringanan {relief.regulation} untuk {months}, dengan syarat iuran bulan-bulan sebelumnya sudah dibayar.",
        )
    ]


def _discount_reasons(
    price: Tariff, full_rp: int, sector: Sector, payer: Payer, discount: Dated
) -> list[tuple[str, str]]:
    treatment = price.treatments[int(kind_of(sector=sector, payer=payer))]
    if treatment is Treatment.NONE:
        return []
    months = f"{Month.of(discount.from_date).text} s.d. {Month.of(discount.to_date or discount.from_date).text}"
    name = f"Potongan {discount.regulation} bagi {WORKERS[sector]} ({months})"
    if treatment is Treatment.GRANTED:
        return [(discount.regulation, f"{name}.")]
    if treatment is Treatment.EXCLUDED:
        return [(discount.regulation, f"{name} tidak berlaku untuk iuran yang dibayar dari {MONEY[payer]}.")]
    share = price.relief_share * price.discount_shares[sector]
    other = rupiah_text(payable_rp(full_rp=full_rp, share=share))
    return [
        (
            discount.regulation,
            f"{name}: belum jelas apakah berlaku untuk iuran dari {MONEY[payer]}. Bila berlaku, jumlahnya {other}. Tanyakan kepada BPJS Ketenagakerjaan.",
        )
    ]


def _percent(share: Fraction) -> str:
    return f"{share * 100}%".replace("/", " per ")
