"""The paket SPP-LS as one PDF: its papers, each beginning on a page of its own, from the list of contents to the names.

The names are read once and not kept. Whoever gives them may still find, at their end, that they do not add up: then
raising there leaves nothing written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from payung.gateways.letters import shipped_letter
from payung.gateways.letters.make_payment import SETTERS
from payung.gateways.papers.annex_lines import AuditHead
from payung.gateways.papers.letters import PrintedLetter
from payung.gateways.papers.sheet import Sheets
from payung.gateways.papers.tables import (
    PaperTable,
    Row,
    Ruled,
    TableColumn,
    TableRow,
    audit_notes,
    put_notes,
    put_table,
)
from payung.gateways.papers.type import BOLD, wrapped
from payung.shared.money import grouped
from payung.shared.nik import masked

BEFORE_TABLES = ("nota_dinas", "permohonan_iuran", "ba_verval", "ba_rekonsiliasi", "sptjm", "kuitansi")
_MARGIN = 30.0
_LINE_COLUMNS = (
    TableColumn(heading="No.", width=30, right=True),
    TableColumn(heading="Nama", width=138),
    TableColumn(heading="NIK", width=82),
    TableColumn(heading="KPJ", width=60),
    TableColumn(heading="Pekerjaan", width=82),
    TableColumn(heading="Bln", width=24, right=True),
    TableColumn(heading="JKK (Rp)", width=44, right=True),
    TableColumn(heading="JKM (Rp)", width=44, right=True),
    TableColumn(heading="Jumlah (Rp)", width=52, right=True),
)
_DESA_COLUMNS = (
    TableColumn(heading="Desa/kelurahan", width=150),
    TableColumn(heading="Orang", width=50, right=True),
    TableColumn(heading="Orang-bulan", width=60, right=True),
    TableColumn(heading="JKK (Rp)", width=85, right=True),
    TableColumn(heading="JKM (Rp)", width=85, right=True),
    TableColumn(heading="Jumlah (Rp)", width=95, right=True),
)
_CONTENT_COLUMNS = (
    TableColumn(heading="No.", width=24, right=True),
    TableColumn(heading="Berkas", width=200),
    TableColumn(heading="Orang", width=60, right=True),
    TableColumn(heading="Orang-bulan", width=70, right=True),
    TableColumn(heading="Jumlah (Rp)", width=110, right=True),
)
_BASIS_COLUMNS = (
    TableColumn(heading="Dasar", width=95),
    TableColumn(heading="Nomor", width=130),
    TableColumn(heading="Tanggal", width=90),
    TableColumn(heading="Tentang", width=220),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageHead:
    """`subject` stands in the foot of every page: which bill of which programme."""

    office: str
    title: str
    subject: str
    is_draft: bool
    notes: Sequence[str] = ()
    audit: AuditHead | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageLine:
    """One person of the bill, those of a desa together. `nik` whole; printed masked unless asked otherwise."""

    name: str
    nik: str
    kpj: str
    occupation: str
    desa: str
    kecamatan: str
    months: int
    jkk_rp: int
    jkm_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageDesa:
    desa: str
    kecamatan: str
    heads: int
    months: int
    jkk_rp: int
    jkm_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageTotal:
    heads: int
    months: int
    jkk_rp: int
    jkm_rp: int

    @property
    def rp(self) -> int:
        return self.jkk_rp + self.jkm_rp


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A decree or agreement on which the payment rests."""

    kind: str
    number: str
    day: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageParts:
    """What the package is made of, besides the names. `letters`: the facts of each of `BEFORE_TABLES`."""

    total: PackageTotal
    letters: Mapping[str, Mapping[str, object]]
    basis: Sequence[Basis]
    desas: Sequence[PackageDesa]


def write_package(
    *, out: IO[bytes], head: PackageHead, parts: PackageParts, lines: Iterable[PackageLine], with_nik: bool = False
) -> None:
    """The package is in `out`; or nothing is, where `lines` raises."""
    with Sheets(
        out=out, title=head.title, subject=head.subject, wide=False, margin=_MARGIN, draft=head.is_draft
    ) as sheets:
        _put_contents(sheets, head, parts)
        for name in BEFORE_TABLES:
            sheets.begin_part(tail=f"{shipped_letter(name).title} · {head.subject}")
            SETTERS[name](PrintedLetter(sheets, facts=parts.letters[name]))
        _put_page(sheets, head, "Keputusan dan perjanjian yang mendasari")
        put_table(
            sheets, PaperTable(title="", columns=_BASIS_COLUMNS, rows=_basis_rows(parts.basis)), above=head.subject
        )
        _put_page(sheets, head, "Rekapitulasi per desa dan kelurahan")
        desas = PaperTable(title="", columns=_DESA_COLUMNS, rows=_desa_rows(parts.desas, parts.total))
        put_table(sheets, desas, above=f"Rekapitulasi per desa · {head.subject}")
        _put_page(sheets, head, "Daftar nominatif")
        ruled = Ruled(sheets, _LINE_COLUMNS, above=f"Daftar nominatif · {head.subject}", size=7.0)
        ruled.begin("")
        for row in _line_rows(lines, parts.total, with_nik=with_nik):
            ruled.put(row)


def _put_contents(sheets: Sheets, head: PackageHead, parts: PackageParts) -> None:
    _put_page(sheets, head, head.title)
    if head.is_draft:
        text = "RANCANGAN: SPP-LS untuk tagihan ini belum dicatat, jadi paket ini belum dapat diajukan."
        lines = wrapped(text, font=BOLD, size=9, width=sheets.right - sheets.left)
        sheets.put_lines(sheets.left, lines, size=9, leading=12, font=BOLD)
        sheets.y -= 6
    names = [*(shipped_letter(name).title for name in BEFORE_TABLES), "Keputusan dan perjanjian yang mendasari"]
    names += ["Rekapitulasi per desa dan kelurahan", "Daftar nominatif"]
    total = (grouped(parts.total.heads), grouped(parts.total.months), grouped(parts.total.rp))
    rows = (TableRow(cells=(str(number), name, *total)) for number, name in enumerate(names, start=1))
    put_table(sheets, PaperTable(title="Isi paket", columns=_CONTENT_COLUMNS, rows=rows), above=head.subject)
    put_notes(sheets, audit_notes(head.notes, head.audit), open_page=sheets.open_page)


def _put_page(sheets: Sheets, head: PackageHead, title: str) -> None:
    sheets.begin_part(tail=f"{title} · {head.subject}" if title != head.title else head.subject)
    sheets.y -= 10
    sheets.put_left(sheets.left, sheets.y, head.office.upper(), width=sheets.right - sheets.left, size=8)
    sheets.y -= 5
    sheets.rule(sheets.y, thick=1, grey=0)
    sheets.y -= 19
    sheets.put_left(sheets.left, sheets.y, title, width=sheets.right - sheets.left, size=13, font=BOLD)
    sheets.y -= 13
    sheets.put_left(sheets.left, sheets.y, head.subject, width=sheets.right - sheets.left, size=8.5)
    sheets.y -= 10


def _basis_rows(found: Sequence[Basis]) -> Iterator[TableRow]:
    for one in found:
        yield TableRow(cells=(one.kind, one.number, one.day, one.about))


def _desa_rows(desas: Sequence[PackageDesa], total: PackageTotal) -> Iterator[TableRow]:
    kecamatan = None
    for one in desas:
        if one.kecamatan != kecamatan:
            kecamatan = one.kecamatan
            yield TableRow(cells=(f"Kecamatan {kecamatan}",), row=Row.GROUP)
        yield TableRow(cells=(one.desa, *_sums(one)))
    yield TableRow(cells=("Jumlah", *_sums(total)), row=Row.TOTAL)


def _sums(of: PackageDesa | PackageTotal) -> tuple[str, ...]:
    return tuple(map(grouped, (of.heads, of.months, of.jkk_rp, of.jkm_rp, of.jkk_rp + of.jkm_rp)))


def _line_rows(lines: Iterable[PackageLine], total: PackageTotal, *, with_nik: bool) -> Iterator[TableRow]:
    place = None
    for number, line in enumerate(lines, start=1):
        if (line.kecamatan, line.desa) != place:
            place = (line.kecamatan, line.desa)
            yield TableRow(cells=(f"Kecamatan {line.kecamatan} · {line.desa}",), row=Row.GROUP)
        yield TableRow(
            cells=(
                str(number),
                line.name,
                line.nik if with_nik else masked(line.nik),
                line.kpj,
                line.occupation,
                str(line.months),
                grouped(line.jkk_rp),
                grouped(line.jkm_rp),
                grouped(line.jkk_rp + line.jkm_rp),
            )
        )
    sums = (grouped(total.months), grouped(total.jkk_rp), grouped(total.jkm_rp), grouped(total.rp))
    yield TableRow(cells=("", f"Jumlah {grouped(total.heads)} orang", "", "", "", *sums), row=Row.TOTAL)
