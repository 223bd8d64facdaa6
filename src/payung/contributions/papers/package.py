"""The paket SPP-LS of a bill: printed whole, its totals equal to the rupiah, or not at all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO

from payung.audit import queries as audit
from payung.contributions.papers.letters import OF_BILL, facts_of_bill, office_name, term_text
from payung.contributions.queries.billing_lines import MemberDue
from payung.contributions.queries.package import DesaSums, PackageFacts, lines
from payung.contributions.rules.package import Sums, TotalsDiffer, books_untied, code_untied, requests_untied, untied
from payung.gateways.papers.annex_lines import AuditHead
from payung.gateways.papers.package import (
    Basis,
    PackageDesa,
    PackageHead,
    PackageLine,
    PackageParts,
    PackageTotal,
    write_package,
)
from payung.gateways.sealing import Kind, sealer
from payung.shared.dates import day_text
from payung.shared.money import rupiah_text

DUES, DESAS, BILL, LINES = "iuran per peserta", "rekap per desa", "tagihan", "daftar nominatif"
Passing = Callable[[Iterator[MemberDue]], Iterator[MemberDue]]


@dataclass(slots=True)
class _Running:
    """What the names add up to as they go by, by desa."""

    of_desa: dict[str, Sums]

    def add(self, line: MemberDue) -> None:
        before = self.of_desa.get(line.desa_code, Sums(heads=0, months=0, jkk_rp=0, jkm_rp=0))
        self.of_desa[line.desa_code] = Sums(
            heads=before.heads + 1,
            months=before.months + line.months,
            jkk_rp=before.jkk_rp + line.jkk_rp,
            jkm_rp=before.jkm_rp + line.jkm_rp,
        )


def compared(package: PackageFacts) -> dict[str, Sums]:
    """The sums that are known before the names are read, by their source."""
    return {
        BILL: package.owed,
        DUES: package.dues,
        DESAS: total_of([one.sums for one in package.desas]),
    }


def differences(package: PackageFacts) -> list[str]:
    """A sentence for each pair of sums that are not one; nothing where the package may be printed."""
    found = untied(bill=package.owed, others={DUES: package.dues, DESAS: compared(package)[DESAS]})
    if package.dues_sha256 != package.bill.dues_sha256:
        found.append("SHA-256 iuran bukan yang tercatat ketika tagihan disusun.")
    found += books_untied(bill=package.owed, booked=package.booked)
    code = package.bill.code
    if code:
        found += code_untied(
            bill=package.owed, due=package.payable, head_count=code.head_count, amount_rp=code.amount_rp
        )
    return found + requests_untied(due=package.payable, requested=package.requested)


def print_package(
    *, out: IO[bytes], package: PackageFacts, today: date, with_nik: bool = False, passing: Passing = iter
) -> None:
    """The package is in `out`. Raises TotalsDiffer, and then nothing is in it.

    Before a payment request is recorded every page says RANCANGAN. `passing` sees each member as it goes by.
    """
    if found := differences(package):
        raise TotalsDiffer(found)
    owed, sums = package.owed, compared(package)
    parts = PackageParts(
        total=PackageTotal(heads=owed.heads, months=owed.months, jkk_rp=owed.jkk_rp, jkm_rp=owed.jkm_rp),
        letters={
            name: facts_of_bill(package=package, name=name, compared={**sums, LINES: owed}, today=today)
            for name in OF_BILL
        },
        basis=_basis(package),
        desas=[_desa(one) for one in package.desas],
    )
    members = _adding_up(passing(lines(bill_id=package.bill.id)), package)
    write_package(
        out=out,
        head=_head(package, today),
        parts=parts,
        lines=_opened(members, package.programme.kabupaten),
        with_nik=with_nik,
    )


def package_name(package: PackageFacts, *, with_nik: bool) -> str:
    return f"paket-spp-ls-{package.programme.code}-tagihan-{package.bill.number}{'-nik' if with_nik else ''}.pdf"


def total_of(sums: Iterable[Sums]) -> Sums:
    all_of = list(sums)
    return Sums(
        heads=sum(one.heads for one in all_of),
        months=sum(one.months for one in all_of),
        jkk_rp=sum(one.jkk_rp for one in all_of),
        jkm_rp=sum(one.jkm_rp for one in all_of),
    )


def audit_head(kabupaten: str, today: date) -> AuditHead | None:
    """The head of the last closed day, as it is printed."""
    found = audit.last_closed_day(kabupaten=kabupaten, today=today)
    return AuditHead(number=found.number, sha256=found.hash, day=found.day) if found and found.day else None


def _adding_up(members: Iterator[MemberDue], package: PackageFacts) -> Iterator[MemberDue]:
    """The same members; after the last one they must add up, desa by desa, to what the recap says."""
    running = _Running(of_desa={})
    for line in members:
        running.add(line)
        yield line
    found = untied(bill=package.owed, others={LINES: total_of(running.of_desa.values())})
    for one in package.desas:
        listed = running.of_desa.get(one.desa_code, Sums(heads=0, months=0, jkk_rp=0, jkm_rp=0))
        found += untied(bill=one.sums, others={f"{LINES} {one.desa}": listed})
    if found:
        raise TotalsDiffer(found)


def _opened(members: Iterator[MemberDue], kabupaten: str) -> Iterator[PackageLine]:
    opened = sealer(kabupaten).opened
    for line in members:
        yield PackageLine(
            name=line.name,
            nik=opened(line.nik_sealed, Kind.NIK),
            kpj=line.kpj,
            occupation=line.occupation,
            desa=line.desa,
            kecamatan=line.kecamatan,
            months=line.months,
            jkk_rp=line.jkk_rp,
            jkm_rp=line.jkm_rp,
        )


def _head(package: PackageFacts, today: date) -> PackageHead:
    bill = package.bill
    term = term_text(bill.first_month, bill.last_month)
    notes = [
        f"Iuran {rupiah_text(bill.amount_rp)}, kompensasi {rupiah_text(bill.compensated_rp)}, dibayar {rupiah_text(bill.payable_rp)}.",
        "Jumlah pada setiap berkas dihitung dari sumbernya masing-masing dan sama sampai ke rupiah; bila tidak, paket ini tidak tercetak.",
        f"SHA-256 iuran: {bill.dues_sha256}",
    ]
    return PackageHead(
        office=office_name(package),
        title="Paket SPP-LS iuran JKK dan JKM",
        subject=f"{package.programme.name} · tagihan {bill.number} · {term} · {package.fund.name}",
        is_draft=package.requested.is_none,
        notes=notes,
        audit=audit_head(package.programme.kabupaten, today),
    )


def _desa(one: DesaSums) -> PackageDesa:
    sums = one.sums
    return PackageDesa(
        desa=one.desa,
        kecamatan=one.kecamatan,
        heads=sums.heads,
        months=sums.months,
        jkk_rp=sums.jkk_rp,
        jkm_rp=sums.jkm_rp,
    )


def _basis(package: PackageFacts) -> list[Basis]:
    found = [
        Basis(
            kind="Keputusan",
            number=one.number,
            day=day_text(one.signed_date) if one.signed_date else "",
            about=f"{one.about} (SHA-256 daftar {one.lines_sha256[:16]}…)",
        )
        for one in package.decrees
    ]
    agreement = package.agreement
    if agreement:
        about = f"berlaku {day_text(agreement.first_date)} s.d. {day_text(agreement.last_date)}"
        found.append(
            Basis(kind="Perjanjian (PKS)", number=agreement.number, day=day_text(agreement.signed_date), about=about)
        )
    return found
