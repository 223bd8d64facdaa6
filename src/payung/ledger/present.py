"""The books as pages tell of them: what is left first, then accounts, entries and closed months in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, month, number, rupiah
from payung.gateways.lists import Cell, Column, Kind
from payung.ledger.queries import Balances, CloseFacts, EntryFacts, PostingFacts, TrialBalance
from payung.ledger.queries.entries import PAGE
from payung.ledger.rules import Balance
from payung.ledger.rules.words import OWN_WAY
from payung.ledger.states import AccountKind, EntryKind
from payung.programmes.rules.setup import FundFacts
from payung.shared.dates import Month

ACCOUNT_WORDS = {
    AccountKind.CEILING: gettext_lazy("Pagu"),
    AccountKind.AVAILABLE: gettext_lazy("Belum terikat"),
    AccountKind.COMMITTED: gettext_lazy("Terikat keputusan"),
    AccountKind.BILLED: gettext_lazy("Ditagih"),
    AccountKind.PAID: gettext_lazy("Dibayar (SP2D)"),
    AccountKind.RECEIVED: gettext_lazy("Diterima BPJS"),
    AccountKind.OVERPAID: gettext_lazy("Kelebihan bayar"),
    AccountKind.REFUNDED: gettext_lazy("Kembali ke kas daerah"),
    AccountKind.GIVEN_UP: gettext_lazy("Ditutup dengan keputusan"),
}
ENTRY_WORDS = {
    EntryKind.CEILING: gettext_lazy("Pagu dana"),
    EntryKind.COMMITMENT: gettext_lazy("Keputusan berlaku"),
    EntryKind.RELEASE: gettext_lazy("Bulan dibebaskan"),
    EntryKind.BILL: gettext_lazy("Tagihan"),
    EntryKind.BILL_CANCELLED: gettext_lazy("Tagihan dibatalkan"),
    EntryKind.PAYMENT: gettext_lazy("Pembayaran (SP2D)"),
    EntryKind.RECEIPT: gettext_lazy("Penerimaan BPJS"),
    EntryKind.OVERPAYMENT: gettext_lazy("Kelebihan bayar"),
    EntryKind.COMPENSATION: gettext_lazy("Kompensasi"),
    EntryKind.REFUND: gettext_lazy("Pengembalian"),
    EntryKind.GIVING_UP: gettext_lazy("Penutupan dengan keputusan"),
    EntryKind.REVERSAL: gettext_lazy("Pembalikan"),
}
ORDER_WORDS = {"": gettext_lazy("terbaru"), "lama": gettext_lazy("terlama"), "jenis": gettext_lazy("jenis")}
# The pages of what stands behind an entry; rooms above own them, so a house without them shows the word alone.
_PAGES = {
    "decree": ("decrees:one", gettext_lazy("Keputusan")),
    "bill": ("contributions:bill", gettext_lazy("Tagihan")),
    "payment": ("contributions:payment", gettext_lazy("Pembayaran")),
    "overpayment": ("contributions:overpayment", gettext_lazy("Kelebihan bayar")),
    "entry": ("ledger:entry", gettext_lazy("Catatan")),
    "programme": ("", gettext_lazy("Program")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FundBook:
    """A fund as a table: accounts with rupiah and person-months; those on which nothing stands are left out."""

    name: str
    left: str
    rows: Sequence[tuple[str, str, str]]
    ceiling: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """An entry in a list."""

    url: str
    kind: str
    about: str
    day: str
    funds: str
    amount: str
    months: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A cut of a list, with the ways to the others, to paper and to Excel."""

    lines: Sequence[EntryLine]
    told: str
    number: int
    pages: int
    before: str
    after: str
    paper: str
    excel: str


def headline(found: Balances) -> str:
    """What is still free, of all funds together."""
    free = [one[AccountKind.AVAILABLE] for one in found.values()]
    told = {
        "rp": rupiah(sum(one.amount_rp for one in free)),
        "months": number(sum(one.person_months for one in free)),
    }
    return _("Belum terikat: %(rp)s, cukup untuk %(months)s orang-bulan") % told


def fund_books(found: Balances, *, funds: Iterable[FundFacts]) -> list[FundBook]:
    return [
        FundBook(
            name=fund.name,
            left=_sum(found[fund.id][AccountKind.AVAILABLE]),
            rows=[
                (str(ACCOUNT_WORDS[kind]), *_both(balance))
                for kind, balance in found[fund.id].items()
                if kind is not AccountKind.CEILING and (balance != Balance() or kind in _ALWAYS)
            ],
            ceiling=_both(found[fund.id][AccountKind.CEILING]),
        )
        for fund in funds
    ]


_ALWAYS = (
    *(AccountKind.AVAILABLE, AccountKind.COMMITTED, AccountKind.BILLED, AccountKind.PAID),
    AccountKind.RECEIVED,
)


def _both(balance: Balance) -> tuple[str, str]:
    return rupiah(balance.amount_rp), number(balance.person_months)


def _sum(balance: Balance) -> str:
    return _("%(rp)s · %(months)s OB") % dict(zip(("rp", "months"), _both(balance), strict=True))


def entry_lines(found: Iterable[EntryFacts]) -> list[EntryLine]:
    return [
        EntryLine(
            url=reverse("ledger:entry", args=[one.id]),
            kind=str(ENTRY_WORDS[one.kind]),
            about=one.about,
            day=day(one.on_date),
            funds=", ".join(dict.fromkeys(posting.fund for posting in one.postings)),
            amount=rupiah(one.amount_rp),
            months=number(one.person_months),
        )
        for one in found
    ]


def entry_headings() -> list[str | Column]:
    words = [_("Jenis"), _("Tentang"), _("Dana"), _("Akun")]
    day_of = Column(heading=_("Tanggal"), kind=Kind.DAY)
    return [_number(_("No.")), day_of, *words, *map(_number, (_("Debit"), _("Kredit"), _("Orang-bulan")))]


def trial_headings() -> list[str | Column]:
    return [_("Program"), _("Dana"), _("Akun"), *map(_number, (_("Debit"), _("Kredit"), _("Orang-bulan")))]


def _number(heading: str) -> Column:
    return Column(heading=heading, kind=Kind.NUMBER)


def entry_rows(found: Iterable[EntryFacts]) -> list[tuple[Cell, ...]]:
    """A row a posting, for a workbook: sums as numbers, debit and credit apart."""
    return [
        (
            one.id,
            one.on_date,
            str(ENTRY_WORDS[one.kind]),
            one.about,
            posting.fund,
            str(ACCOUNT_WORDS[posting.kind]),
            max(posting.amount_rp, 0),
            max(-posting.amount_rp, 0),
            posting.person_months,
        )
        for one in found
        for posting in one.postings
    ]


def page(lines: Sequence[EntryLine], *, count: int, at: int, address: str, asked: Mapping[str, str]) -> Page:
    pages = max(1, -(-count // PAGE))
    kept = {name: value for name, value in asked.items() if value}
    return Page(
        lines=lines,
        told=ngettext("%(n)s catatan", "%(n)s catatan", count) % {"n": number(count)},
        number=at,
        pages=pages,
        before=_to(address, kept, hal=at - 1) if at > 1 else "",
        after=_to(address, kept, hal=at + 1) if at < pages else "",
        paper=_to(address, kept, cetak=1),
        excel=_to(address, kept, excel=1),
    )


def _to(address: str, kept: Mapping[str, str], **more: int) -> str:
    return f"{address}?{urlencode({**kept, **more})}"


def posting_rows(found: Iterable[PostingFacts]) -> list[tuple[str, str, str, str, str]]:
    """Account, fund, debit, credit, person-months."""
    return [
        (
            str(ACCOUNT_WORDS[one.kind]),
            one.fund,
            rupiah(one.amount_rp) if one.amount_rp > 0 else "",
            rupiah(-one.amount_rp) if one.amount_rp < 0 else "",
            signed(one.person_months),
        )
        for one in found
    ]


def signed(amount: int) -> str:
    """`−1.200`: with a minus of its own length, and a plus for what comes."""
    return f"{'−' if amount < 0 else '+'}{number(abs(amount))}"


def entry_facts(one: EntryFacts, *, names: Mapping[str, str]) -> list[tuple[str, str]]:
    pairs = [
        (_("Tanggal"), day(one.on_date)),
        (_("Tentang"), one.about),
        (_("Jumlah"), _sum(Balance(amount_rp=one.amount_rp, person_months=one.person_months))),
        (_("Dicatat"), f"{names.get(one.made_by, one.made_by)}, {instant(one.made_at)}"),
    ]
    return [(name, value) for name, value in pairs if value]


def source_of(source: str) -> tuple[str, str]:
    """The words for what stands behind an entry, and its address where the house has a page for it."""
    kind, _sep, key = source.partition(":")
    name, words = _PAGES.get(kind, ("", source))
    try:
        address = reverse(name, args=[int(key)]) if name and key.isdecimal() else ""
    except NoReverseMatch:
        address = ""
    return (f"{words} {key}" if name else str(words)), address


def own_way(kind: EntryKind) -> str:
    """What undoes an entry of this kind, where it is not turned round by hand."""
    return OWN_WAY.get(kind, "")


def trial_rows(found: TrialBalance) -> list[tuple[str, str, str, str, str]]:
    """Account with its fund, programme, debit, credit, person-months."""
    return [
        (
            f"{ACCOUNT_WORDS[row.kind]} · {row.fund}",
            row.programme,
            rupiah(row.amount_rp) if row.amount_rp > 0 else "",
            rupiah(-row.amount_rp) if row.amount_rp < 0 else "",
            signed(row.person_months) if row.person_months else "0",
        )
        for row in found.rows
        if row.amount_rp or row.person_months
    ]


def trial_cells(found: TrialBalance) -> list[tuple[Cell, ...]]:
    """The same for a workbook: sums as numbers."""
    return [
        (
            row.programme,
            row.fund,
            str(ACCOUNT_WORDS[row.kind]),
            max(row.amount_rp, 0),
            max(-row.amount_rp, 0),
            row.person_months,
        )
        for row in found.rows
    ]


def trial_totals(found: TrialBalance) -> tuple[str, str]:
    """All debits, all credits."""
    debit = sum(row.amount_rp for row in found.rows if row.amount_rp > 0)
    return rupiah(debit), rupiah(debit - found.total_rp)


def trial_headline(found: TrialBalance, *, changed: Sequence[Month]) -> tuple[str, str]:
    """The sentence and its sign."""
    if changed:
        names = ", ".join(month(one) for one in changed)
        return _("Isi bulan yang sudah ditutup berubah: %(names)s") % {"names": names}, "uncovered"
    if found.total_rp or found.total_person_months:
        return _("Buku tidak seimbang: selisih %(rp)s") % {"rp": rupiah(found.total_rp)}, "uncovered"
    return _("Buku seimbang: debit dan kredit sama"), "covered"


def close_rows(found: Iterable[CloseFacts], *, names: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """Month, entries until then, who and when, hash."""
    return [
        (
            month(one.month),
            number(one.entry_count),
            f"{names.get(one.closed_by, one.closed_by)}, {instant(one.closed_at)}",
            one.balances_sha256,
        )
        for one in found
    ]


def close_headline(through: Month | None) -> str:
    if through is None:
        return _("Belum ada bulan yang ditutup")
    return _("Buku ditutup sampai %(month)s") % {"month": month(through)}
