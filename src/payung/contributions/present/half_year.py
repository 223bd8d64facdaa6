"""The half-year report upwards, in words and tables."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import day, number, rupiah
from payung.contributions.present.reporting import Heading, Report, ReportTable, Value, Words
from payung.contributions.queries.reporting import HalfYearFacts
from payung.contributions.states import DifferenceKind
from payung.ledger.states import AccountKind
from payung.membership.states import EndReason

END_WORDS: Mapping[EndReason, Words] = {
    EndReason.DIED: gettext_lazy("Meninggal dunia"),
    EndReason.MOVED: gettext_lazy("Pindah"),
    EndReason.WAGE_EARNER: gettext_lazy("Menjadi penerima upah"),
    EndReason.NOT_FOUND: gettext_lazy("Tidak ditemukan"),
    EndReason.WITHDREW: gettext_lazy("Mengundurkan diri"),
    EndReason.AGED_OUT: gettext_lazy("Melewati batas usia"),
    EndReason.DOUBLE_FUNDED: gettext_lazy("Dibayar pembayar lain"),
    EndReason.BUDGET_ENDED: gettext_lazy("Anggaran berakhir"),
}
DIFFERENCE_WORDS: Mapping[DifferenceKind, Words] = {
    DifferenceKind.NOT_BILLED: gettext_lazy("Terdaftar, belum ditagih"),
    DifferenceKind.BILLED_NOT_ACTIVE: gettext_lazy("Ditagih, tidak aktif di BPJS"),
    DifferenceKind.ACTIVE_NOT_BILLED: gettext_lazy("Aktif di BPJS, tidak ditagih"),
    DifferenceKind.OTHER_PAYER: gettext_lazy("Dibayar pembayar lain"),
    DifferenceKind.MONTHS_OVERLAP: gettext_lazy("Bulan tumpang tindih"),
    DifferenceKind.WRONG_NAME: gettext_lazy("Nama berbeda"),
    DifferenceKind.WRONG_NIK: gettext_lazy("NIK berbeda"),
    DifferenceKind.KPJ_CHANGED: gettext_lazy("KPJ berubah"),
    DifferenceKind.AMOUNT: gettext_lazy("Jumlah rupiah berbeda"),
}


def half_year_report(facts: HalfYearFacts, *, programme: str, today: date) -> Report:
    """The report upwards (Inpres 2/2021). What Payung does not know is left as dots, never as none."""
    told = {
        "n": number(facts.members.at_end),
        "rp": rupiah(facts.received_rp),
        "day": day(min(facts.half.last_day, today)),
    }
    answer = (
        _("%(n)s pekerja rentan menjadi peserta pada %(day)s; %(rp)s iuran diterima BPJS dalam semester ini") % told
    )
    tables = [_rules_table(facts), _money_table(facts), _members_table(facts), _open_table(facts), _by_hand_table()]
    rows = [[table.title, *_first_two(row)] for table in tables for row in table.rows]
    return Report(
        title=_("Laporan %(half)s pelaksanaan jaminan sosial ketenagakerjaan") % {"half": facts.half.text},
        about=_("%(programme)s · Instruksi Presiden Nomor 2 Tahun 2021") % {"programme": programme},
        answer=answer,
        tables=tables,
        notes=[
            _(
                "Selisih, kelebihan bayar dan benturan ditulis sebagaimana keadaannya hari ini; yang lain menurut tanggalnya."
            ),
            _("Peserta dihitung sejak tanggal pendaftaran BPJS sampai bulan terakhir yang menjadi kewajiban."),
        ],
        file_name=f"laporan-semester-{facts.half}",
        sheet=ReportTable(
            title=facts.half.text,
            headings=[Heading(text=_("Bagian")), Heading(text=_("Hal")), Heading(text=_("Isi"))],
            rows=rows,
        ),
    )


def _first_two(row: Sequence[Value]) -> list[Value]:
    """Name and what is told of it; a number stays a number only where every cell of a column is one, so it is text."""
    name, *rest = row
    told = [one if isinstance(one, str) else _plain(one) for one in rest if one is not None]
    return [name, " · ".join(told)]


def _plain(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _rules_table(facts: HalfYearFacts) -> ReportTable:
    rows: list[list[Value]] = [
        [_("Keputusan Bupati"), f"{one.number}: {one.about}", one.signed_date] for one in facts.decrees
    ]
    if facts.agreement:
        rows.append([_("Perjanjian kerja sama dengan BPJS"), facts.agreement.number, facts.agreement.signed_date])
    return ReportTable(
        title=_("1. Regulasi"),
        headings=[
            Heading(text=_("Jenis"), width=120),
            Heading(text=_("Nomor dan tentang"), width=250),
            Heading(text=_("Tanggal"), width=90),
        ],
        rows=rows or [[_("Belum ada"), None, None]],
    )


def _money_table(facts: HalfYearFacts) -> ReportTable:
    before = {card.fund.id: card for card in facts.start.funds}
    rows: list[list[Value]] = [
        [
            card.fund.name,
            card.ceiling.amount_rp,
            card.spent.amount_rp - before[card.fund.id].spent.amount_rp,
            card.spent.amount_rp,
        ]
        for card in facts.end.funds
    ]
    spent = facts.end.spent.amount_rp
    return ReportTable(
        title=_("2. Anggaran"),
        headings=[
            Heading(text=_("Sumber dana"), width=140),
            Heading(text=_("Pagu"), width=110, is_rp=True),
            Heading(text=_("Dibayar semester ini"), width=110, is_rp=True),
            Heading(text=_("Dibayar sejak awal"), width=110, is_rp=True),
        ],
        rows=rows,
        total=[
            _("Jumlah"),
            facts.end.total(AccountKind.CEILING).amount_rp,
            spent - facts.start.spent.amount_rp,
            spent,
        ],
    )


def _members_table(facts: HalfYearFacts) -> ReportTable:
    members = facts.members
    ended: list[list[Value]] = [
        [_("Berakhir: %(reason)s") % {"reason": str(END_WORDS[reason]).lower()}, count]
        for reason, count in members.ended.items()
    ]
    return ReportTable(
        title=_("3. Kepesertaan pekerja rentan"),
        headings=[Heading(text=_("Hal"), width=340), Heading(text=_("Banyaknya"), width=110, is_count=True)],
        rows=[
            [_("Peserta pada awal semester"), members.at_start],
            [_("Didaftarkan dalam semester ini"), members.registered],
            *ended,
            [_("Peserta pada akhir semester"), members.at_end],
            [_("Orang-bulan yang diterima BPJS dalam semester ini"), facts.person_months],
        ],
    )


def _open_table(facts: HalfYearFacts) -> ReportTable:
    rows: list[list[Value]] = [[str(DIFFERENCE_WORDS[one.kind]), one.count, one.amount_rp] for one in facts.differences]
    rows.append([_("Kelebihan bayar terbuka"), facts.overpaid_count, facts.overpaid_rp])
    rows.append([_("Benturan dengan pembayar lain"), facts.collisions, None])
    return ReportTable(
        title=_("4. Masalah yang masih terbuka"),
        headings=[
            Heading(text=_("Masalah"), width=250),
            Heading(text=_("Banyaknya"), width=90, is_count=True),
            Heading(text=_("Rupiah"), width=110, is_rp=True),
        ],
        rows=rows,
    )


def _by_hand_table() -> ReportTable:
    """What the Inpres asks of a Bupati and no room of the house knows."""
    dots = "…………………………"
    return ReportTable(
        title=_("5. Diisi oleh dinas (tidak dicatat di Payung)"),
        headings=[Heading(text=_("Hal"), width=300), Heading(text=_("Isi"), width=150)],
        rows=[
            [_("Cakupan semesta (UCJ): peserta aktif dibagi penduduk bekerja, beserta sumbernya"), dots],
            [_("Pegawai non-ASN dan penyelenggara pemilu yang menjadi peserta"), dots],
            [_("Syarat kepesertaan aktif di pelayanan perizinan (PTSP)"), dots],
            [_("Klaim JKK dan JKM yang dibayar dalam semester ini"), dots],
        ],
    )
