"""The papers of the demo, by the commands that an office would type: paket SPP-LS, reports, the gap, the evidence bundle."""

import io
from pathlib import Path

from django.core.management import call_command

from payung.contributions.queries.billing_facts import BillFacts
from payung.programmes.rules.setup import ProgrammeFacts


def package(bill: BillFacts, *, folder: Path) -> None:
    """The paket SPP-LS of a bill: printed whole, or not at all."""
    words = ("package", str(bill.id), "--because", "Lampiran SPP-LS (rekaan)")
    _call("report", *words, out=folder / f"paket-spp-ls-tagihan-{bill.number}.pdf")


def gap(programme: ProgrammeFacts, *, folder: Path) -> None:
    """Who lapses when, while the money of the second term is late."""
    _call("report", "gap", "--programme", programme.code, out=folder / "celah-perlindungan-mei.pdf")


def reports(programme: ProgrammeFacts, *, folder: Path) -> None:
    for kind in ("recap", "budget", "half-year"):
        for suffix in ("pdf", "xlsx"):
            _call("report", kind, "--programme", programme.code, out=folder / f"laporan-{kind}.{suffix}")


def bundle(programme: ProgrammeFacts, *, seed: str, folder: Path) -> None:
    """Everything that an inspector asks for, with a sample drawn by a seed that is printed."""
    words = ("--programme", programme.code, "--because", "Pemeriksaan Inspektorat (rekaan)", "--seed", seed)
    _call("bundle", *words, out=folder / "paket-pemeriksaan.zip")


def _call(command: str, *words: str, out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    call_command(command, *words, "--out", str(out), stdout=io.StringIO())
