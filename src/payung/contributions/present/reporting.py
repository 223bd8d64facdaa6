"""Reports in words and tables, one shape for the page, the workbook and the paper.

Cells are kept as numbers, days and texts; how they are written is decided where they are written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import day, number, rupiah
from payung.contributions.queries.recap import UNKNOWN, Cube, Dimension, Standing
from payung.contributions.queries.reporting import BudgetFacts, FundCard
from payung.ledger.rules import Balance
from payung.ledger.states import AccountKind

Words = str | Promise
Value = str | int | date | None
SMALL = 5  # fewer people than this are not told to who reads without personal data (users.md §6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`width`: share of a paper's width. `is_rp` and `is_count` cells hold whole numbers."""

    text: str
    width: int = 60
    is_rp: bool = False
    is_count: bool = False

    @property
    def is_number(self) -> bool:
        return self.is_rp or self.is_count


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """`total` has a cell for each heading, or there is none."""

    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Value]]
    total: Sequence[Value] = ()

    def shown(self, cells: Sequence[Value]) -> list[tuple[str, bool, str]]:
        """Each cell as a page writes it, whether it stands to the right, and of which column it is."""
        return [
            (written(cell, head), head.is_number, head.text) for cell, head in zip(cells, self.headings, strict=True)
        ]

    @property
    def shown_rows(self) -> list[list[tuple[str, bool, str]]]:
        return [self.shown(row) for row in self.rows]

    @property
    def shown_total(self) -> list[tuple[str, bool, str]]:
        return self.shown(self.total) if self.total else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`answer`: the sentence it is read for. `sheet`: what the workbook holds, where that is finer than the tables."""

    title: str
    about: str
    answer: str
    tables: Sequence[ReportTable]
    notes: Sequence[str]
    file_name: str
    sheet: ReportTable

    @property
    def is_wide(self) -> bool:
        return any(len(table.headings) > 7 for table in self.tables)


def written(cell: Value, head: Heading) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, date):
        return day(cell)
    if isinstance(cell, int):
        return rupiah(cell) if head.is_rp else number(cell)
    return cell


STANDING_WORDS: Mapping[Standing, Words] = {
    Standing.NAMED: gettext_lazy("Bernama di keputusan, belum terdaftar"),
    Standing.NOT_STARTED: gettext_lazy("Terdaftar, belum terlindungi"),
    Standing.ACTIVE: gettext_lazy("Terlindungi"),
    Standing.UNPAID: gettext_lazy("Menunggak, perlu putusan bila ada klaim"),
    Standing.LAPSED: gettext_lazy("Perlindungan berakhir"),
    Standing.ENDED: gettext_lazy("Kepesertaan berakhir"),
}
DIMENSION_WORDS: Mapping[Dimension, Words] = {
    Dimension.KECAMATAN: gettext_lazy("Kecamatan"),
    Dimension.DESA: gettext_lazy("Desa/kelurahan"),
    Dimension.OCCUPATION: gettext_lazy("Pekerjaan"),
    Dimension.SEX: gettext_lazy("Jenis kelamin"),
    Dimension.DESIL: gettext_lazy("Desil"),
    Dimension.FUND: gettext_lazy("Sumber dana"),
    Dimension.STATUS: gettext_lazy("Status"),
}
_SEX: Mapping[str, Words] = {"L": gettext_lazy("laki-laki"), "P": gettext_lazy("perempuan")}
ACCOUNT_WORDS: Mapping[AccountKind, Words] = {
    AccountKind.CEILING: gettext_lazy("Pagu"),
    AccountKind.AVAILABLE: gettext_lazy("Belum terikat"),
    AccountKind.COMMITTED: gettext_lazy("Terikat keputusan, belum ditagih"),
    AccountKind.BILLED: gettext_lazy("Ditagih, belum dibayar"),
    AccountKind.PAID: gettext_lazy("Dibayar (SP2D), menunggu bukti BPJS"),
    AccountKind.RECEIVED: gettext_lazy("Diterima BPJS"),
    AccountKind.OVERPAID: gettext_lazy("Kelebihan bayar terbuka"),
    AccountKind.REFUNDED: gettext_lazy("Kembali ke kas daerah"),
    AccountKind.GIVEN_UP: gettext_lazy("Diputus tidak ditagih kembali"),
}


def recap_report(cube: Cube, *, programme: str, rows: Dimension, columns: Dimension, hides_small: bool) -> Report:
    """Heads by one dimension against another, with person-months; the workbook holds every combination."""
    covered = sum(cell.heads for cell in cube.cells if cell.keys[-1] == Standing.ACTIVE)
    told = {"n": number(covered), "all": number(cube.heads), "day": day(cube.on)}
    answer = _("%(n)s dari %(all)s orang yang dinamai keputusan terlindungi pada %(day)s") % told
    notes = [
        _("Dihitung dari keputusan yang berlaku pada tanggal itu; yang dicoret perubahan tidak ikut."),
        _("Terlindungi menurut iuran yang sudah diterima BPJS pada tanggal itu. Desil menurut jawaban DTSEN terakhir."),
    ]
    if hides_small:
        notes.append(_("Angka di bawah %(n)s orang ditulis “<%(n)s”.") % {"n": SMALL})
    table = _pivot(cube, rows, columns, hides_small=hides_small)
    return Report(
        title=_("Rekapitulasi peserta"),
        about=f"{programme} · {day(cube.on)}",
        answer=answer,
        tables=[table],
        notes=notes,
        file_name=f"rekap-{cube.on}",
        sheet=table if hides_small else _whole_cube(cube),
    )


def key_words(dimension: Dimension, key: str, cube: Cube) -> str:
    """A key of the cube as people read it."""
    if dimension is Dimension.KECAMATAN:
        return cube.kecamatan_names.get(key, key)
    if dimension is Dimension.DESA:
        return f"{cube.desa_names.get(key, key)}, {cube.kecamatan_names.get(key[:8], '')}"
    if dimension is Dimension.SEX:
        return str(_SEX.get(key, key))
    if dimension is Dimension.DESIL:
        return _("belum diperiksa") if key == UNKNOWN else _("desil %(n)s") % {"n": key}
    if dimension is Dimension.FUND:
        return cube.fund_names.get(key, key)
    return str(STANDING_WORDS[Standing(key)]) if dimension is Dimension.STATUS else key


def _pivot(cube: Cube, rows: Dimension, columns: Dimension, *, hides_small: bool) -> ReportTable:
    at_row, at_column = [*Dimension].index(rows), [*Dimension].index(columns)
    heads: dict[tuple[str, str], int] = {}
    months: dict[str, int] = {}
    for cell in cube.cells:
        key = cell.keys[at_row], cell.keys[at_column]
        heads[key] = heads.get(key, 0) + cell.heads
        months[key[0]] = months.get(key[0], 0) + cell.months
    across = _in_order(columns, {column for _row, column in heads})
    down = _in_order(rows, set(months))
    headings = [
        Heading(text=str(DIMENSION_WORDS[rows]), width=110),
        *(Heading(text=key_words(columns, column, cube), width=55, is_count=True) for column in across),
        Heading(text=_("Orang"), width=45, is_count=True),
        Heading(text=_("OB diterima BPJS"), width=55, is_count=True),
    ]
    body = []
    for row in down:
        counts = [heads.get((row, column), 0) for column in across]
        told = [_hidden(count) if hides_small else count for count in (*counts, sum(counts))]
        body.append([key_words(rows, row, cube), *told, months[row]])
    sums = [sum(heads.get((row, column), 0) for row in down) for column in across]
    total = [_hidden(count) if hides_small else count for count in (*sums, sum(sums))]
    return ReportTable(
        title=_("%(rows)s menurut %(columns)s")
        % {"rows": DIMENSION_WORDS[rows], "columns": str(DIMENSION_WORDS[columns]).lower()},
        headings=headings,
        rows=body,
        total=[_("Jumlah"), *total, sum(months.values())],
    )


def _hidden(count: int) -> Value:
    return f"<{SMALL}" if 0 < count < SMALL else count


def _in_order(dimension: Dimension, keys: set[str]) -> list[str]:
    if dimension is Dimension.STATUS:
        return [standing for standing in Standing if standing in keys]
    return sorted(keys, key=lambda key: (key == UNKNOWN, key.zfill(4) if dimension is Dimension.DESIL else key))


def _whole_cube(cube: Cube) -> ReportTable:
    headings = [Heading(text=str(words)) for words in DIMENSION_WORDS.values()]
    headings += [Heading(text=_("Orang"), is_count=True), Heading(text=_("OB diterima BPJS"), is_count=True)]
    return ReportTable(
        title=_("Rekapitulasi"),
        headings=headings,
        rows=[
            [
                *(key_words(dimension, key, cube) for dimension, key in zip(Dimension, cell.keys, strict=True)),
                cell.heads,
                cell.months,
            ]
            for cell in cube.cells
        ],
    )


def budget_report(facts: BudgetFacts, *, programme: str) -> Report:
    """The card of each fund: where every rupiah and person-month of its ceiling stands."""
    ceiling = facts.total(AccountKind.CEILING).amount_rp
    told = {
        "spent": rupiah(facts.spent.amount_rp),
        "all": rupiah(ceiling),
        "left": rupiah(facts.total(AccountKind.AVAILABLE).amount_rp),
    }
    answer = _("%(spent)s dari pagu %(all)s sudah dibayar; %(left)s belum terikat keputusan") % told
    tables = [_card(card) for card in facts.funds]
    if len(facts.funds) > 1:
        totals = {kind: facts.total(kind) for kind in AccountKind}
        tables.append(_accounts(_("Seluruh sumber dana"), totals))
    return Report(
        title=_("Kartu anggaran"),
        about=f"{programme} · {day(facts.on)}",
        answer=answer,
        tables=tables,
        notes=[
            _(
                "Setiap rupiah pagu berada di tepat satu baris; baris-baris itu berjumlah sama dengan pagu. OB: orang-bulan."
            )
        ],
        file_name=f"kartu-anggaran-{facts.on}",
        sheet=_budget_sheet(facts),
    )


def _card(card: FundCard) -> ReportTable:
    return _accounts(card.fund.name, card.accounts)


def _accounts(title: str, accounts: Mapping[AccountKind, Balance]) -> ReportTable:
    kinds = [kind for kind in AccountKind if kind is not AccountKind.CEILING]
    ceiling = accounts[AccountKind.CEILING]
    rows: list[list[Value]] = [
        [str(ACCOUNT_WORDS[kind]), accounts[kind].amount_rp, accounts[kind].person_months] for kind in kinds
    ]
    return ReportTable(
        title=title,
        headings=_balance_headings(_("Keadaan")),
        rows=rows,
        total=[str(ACCOUNT_WORDS[AccountKind.CEILING]), ceiling.amount_rp, ceiling.person_months],
    )


def _balance_headings(first: str) -> list[Heading]:
    return [
        Heading(text=first, width=260),
        Heading(text=_("Rupiah"), width=130, is_rp=True),
        Heading(text=_("OB"), width=80, is_count=True),
    ]


def _budget_sheet(facts: BudgetFacts) -> ReportTable:
    return ReportTable(
        title=_("Kartu anggaran"),
        headings=[Heading(text=_("Sumber dana")), *_balance_headings(_("Keadaan"))],
        rows=[
            [card.fund.name, str(ACCOUNT_WORDS[kind]), balance.amount_rp, balance.person_months]
            for card in facts.funds
            for kind, balance in card.accounts.items()
        ],
    )
