"""The workbook of a batch: written once, sealed on its way to the disk, its NIKs never clear there.

Each row carries a hidden key (which batch, which line) and a hidden checksum of what the row says; three columns are for
BPJS to fill; the last sheet holds the control totals, which the house keeps too.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, cast

from payung.enrolment.models import Batch
from payung.enrolment.queries.batches_rows import rows
from payung.enrolment.rules.batches import KIND_TITLES
from payung.enrolment.rules.batches_cells import Control, Lack, RowCells, says
from payung.enrolment.states import Kind
from payung.gateways.lists import Cell, ClosingSheet, Column, ListRow, SealedOut, write_list
from payung.gateways.lists.columns import Kind as Kept
from payung.gateways.sealed_files import SealedFile, SealedWriter
from payung.gateways.sealed_uploads import kept_file, kept_path, sealing_key
from payung.programmes.rules.layout import InsurerLayout
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts

CHECKSUM_HEADING = "Sidik baris Payung (jangan diubah)"
RESULT_HEADING, KPJ_HEADING, REASON_HEADING = "Hasil", "KPJ hasil", "Alasan"
RESULTS = ("Diterima", "Ditolak")
_NOTES = (
    "Isi tiga kolom di sebelah kanan (Hasil, KPJ hasil, Alasan), lalu kirim kembali berkas ini. Boleh sebagian dahulu.",
    "Baris boleh diurutkan dan dihapus. Kolom tersembunyi membantu kami mengenali setiap baris; biarkan seperti adanya.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A workbook that lies sealed, with what it says of itself."""

    code: str
    sha256: str
    control: Control
    checksums: Sequence[tuple[int, str]]  # line, checksum
    lacking: Sequence[tuple[int, Sequence[Lack]]]  # lines with which it must not leave


def make(
    *,
    batch: Batch,
    programme: ProgrammeFacts,
    fund: FundFacts,
    layout: InsurerLayout,
    passing: Callable[[int], None],
) -> Made:
    """The workbook lies under `code`; `passing` is told now and then how many rows are written."""
    writing = _Writing(batch, layout, passing=passing)
    code, kind = secrets.token_hex(16), Kind(batch.kind)
    with SealedWriter(kept_path(code), key=sealing_key()) as sealed:
        out = SealedOut(sealed)
        write_list(
            out=cast("IO[bytes]", out),
            title=f"{KIND_TITLES[kind]} {batch.number}",
            columns=writing.columns,
            rows=writing.rows(),
            request=batch_code(batch.pk),
            notes=(f"{programme.name} · {fund.name}{_of_wadah(fund)}", *_NOTES),
            closing=lambda: writing.closing(programme=programme, fund=fund),
        )
    return Made(
        code=code,
        sha256=out.sha256,
        control=writing.control,
        checksums=writing.checksums,
        lacking=writing.lacking,
    )


def batch_code(batch_id: int) -> str:
    """What stands in the keys of its rows as the request."""
    return f"B{batch_id}"


def opened(code: str) -> SealedFile:
    """Raises FileNotFoundError."""
    return kept_file(code)


def forget(code: str) -> None:
    """A workbook that nobody was to have is gone."""
    kept_path(code).unlink(missing_ok=True)


class _Writing:
    """The rows while they are written, and what is counted of them."""

    _AT_ONCE = 1000

    def __init__(self, batch: Batch, layout: InsurerLayout, *, passing: Callable[[int], None]) -> None:
        self._batch = batch
        self._layout = layout.kinds[batch.kind]
        self._layout_name = layout.name
        self._passing = passing
        self.control = Control()
        self.checksums: list[tuple[int, str]] = []
        self.lacking: list[tuple[int, Sequence[Lack]]] = []
        self.columns = [
            *(Column(heading=one.title, width=one.width, kind=Kept.DIGITS) for one in self._layout),
            Column(heading=RESULT_HEADING, width=12, choices=RESULTS),
            Column(heading=KPJ_HEADING, width=14, kind=Kept.DIGITS),
            Column(heading=REASON_HEADING, width=36),
            Column(heading=CHECKSUM_HEADING, width=20, hidden=True),
        ]

    def rows(self) -> Iterator[ListRow]:
        said = RowCells(self._layout)
        for row in rows(batch=self._batch):
            cells, lacks = said.of(row.facts)
            if lacks:
                self.lacking.append((row.id, lacks))
            checksum = says(cells)
            self.checksums.append((row.id, checksum))
            self.control.add(row_key=row.row_key, checksum=checksum, months=row.months, amount_rp=row.amount_rp)
            if self.control.heads % self._AT_ONCE == 0:
                self._passing(self.control.heads)
            all_cells: list[Cell] = [*cells, "", "", "", checksum]
            yield ListRow(cells=all_cells, code=row.row_key)

    def closing(self, *, programme: ProgrammeFacts, fund: FundFacts) -> ClosingSheet:
        effective = self._batch.effective_month
        told: list[tuple[str, Cell]] = [
            ("Batch", f"{KIND_TITLES[Kind(self._batch.kind)]} {self._batch.number}"),
            ("Program", programme.name),
            ("Sumber dana", fund.name),
            ("Wadah", f"{fund.wadah} {fund.npw}".strip()),
            ("Berlaku mulai", f"{effective:%m-%Y}" if effective else ""),
            ("Jumlah orang", self.control.heads),
            ("Jumlah bulan (orang-bulan)", self.control.months),
            ("Jumlah iuran (Rp)", self.control.amount_rp),
            ("SHA-256 baris", self.control.digits),
            ("Tata letak", self._layout_name),
        ]
        return ClosingSheet(title="Kontrol", rows=told)


def _of_wadah(fund: FundFacts) -> str:
    return f" · {fund.wadah} {fund.npw}".rstrip() if fund.wadah or fund.npw else ""
