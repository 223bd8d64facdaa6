"""The part of the demo's report that tells of money and cover, and the table of its steps."""

from collections.abc import Iterator

from payung.config.demo.clock import TODAY
from payung.config.demo.ink import Ink
from payung.config.demo.paid_outcome import PaidOutcome
from payung.law.rules.cover import Status
from payung.shared.dates import MONTHS, day_text
from payung.shared.money import grouped


def told(found: PaidOutcome) -> Iterator[tuple[str, str]]:
    """A word and a sentence for each step after the decree."""
    yield (
        "Batch",
        f"{grouped(found.sent)} dikirim ke BPJS: {grouped(found.accepted)} diterima, {grouped(found.rejected)} ditolak",
    )
    yield (
        "Verval",
        (f"{grouped(found.gone)} meninggal atau pergi, {grouped(found.ended)} berakhir; {found.silent} desa diam"),
    )
    yield "Benturan", f"{found.collisions} dibayar pihak lain juga, {found.open_collisions} menunggu putusan"
    yield (
        "Iuran",
        (
            f"{found.bills} tagihan, {grouped(found.dues)} OB, Rp{grouped(found.billed_rp)}, "
            f"kompensasi Rp{grouped(found.compensated_rp)}"
        ),
    )
    yield "Bayar", f"Rp{grouped(found.paid_rp)} diterima BPJS; neraca Rp{grouped(found.trial_balance_rp)}"
    yield (
        "Cocok",
        f"{grouped(found.differences)} selisih bernama, {grouped(found.ownerless)} belum ada yang menangani",
    )
    yield (
        "Klaim",
        (
            f"{grouped(found.claims)} klaim, Rp{grouped(found.claims_paid_rp)} dibayar; "
            f"{grouped(found.unclaimed)} belum diklaim"
        ),
    )
    covered = found.status[Status.ACTIVE]
    rest = sum(found.status.values()) - covered
    yield "Lindung", f"{day_text(TODAY)}: {grouped(covered)} terlindungi, {grouped(rest)} tidak"


def step_table(found: PaidOutcome, ink: Ink) -> Iterator[str]:
    """Each step with its invented day, people, money and processor seconds."""
    yield f"  {ink.bold('Langkah')}"
    yield ink.dim(f"  {'':<8}{'':<30}{'Orang':>10}{'Rupiah':>19}{'CPU detik':>12}")
    for one in found.steps:
        day = f"{one.day.day} {MONTHS[one.day.month - 1][:3]}"
        people = grouped(one.came.people) if one.came.people else ""
        money = grouped(one.came.rp) if one.came.rp else ""
        seconds = f"{one.cpu_seconds:.2f}".replace(".", ",")
        yield f"  {day:<8}{one.name:<30}{people:>10}{money:>19}{seconds:>12}"
