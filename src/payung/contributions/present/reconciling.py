"""Differences in the office's words: the answer first, then who, what, how old, whose."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, month, number, rupiah
from payung.contributions.queries.reconciling import DifferenceFacts, FundTie
from payung.contributions.queries.reconciling_lists import ListFacts
from payung.contributions.states import DifferenceKind, DifferenceState
from payung.regions.load import gazetteer
from payung.shared.dates import Month

Words = str | Promise
PAGE = 100
KIND_WORDS: Mapping[DifferenceKind, Words] = {
    DifferenceKind.NOT_BILLED: gettext_lazy("Belum ditagih"),
    DifferenceKind.BILLED_NOT_ACTIVE: gettext_lazy("Dibayar tetapi tidak aktif"),
    DifferenceKind.ACTIVE_NOT_BILLED: gettext_lazy("Aktif tetapi tidak ditagih"),
    DifferenceKind.OTHER_PAYER: gettext_lazy("Dibayar pihak lain"),
    DifferenceKind.MONTHS_OVERLAP: gettext_lazy("Bulan dibayar dua kali"),
    DifferenceKind.WRONG_NAME: gettext_lazy("Nama berbeda"),
    DifferenceKind.WRONG_NIK: gettext_lazy("NIK berbeda"),
    DifferenceKind.KPJ_CHANGED: gettext_lazy("KPJ berubah"),
    DifferenceKind.AMOUNT: gettext_lazy("Jumlah berbeda"),
}
NEXT_WORDS: Mapping[DifferenceKind, Words] = {
    DifferenceKind.NOT_BILLED: gettext_lazy(
        "Masukkan ke tagihan berikutnya, atau akhiri kepesertaannya bila memang tidak lagi."
    ),
    DifferenceKind.BILLED_NOT_ACTIVE: gettext_lazy("Kirim bukti terima ke BPJS dan minta statusnya dikoreksi."),
    DifferenceKind.ACTIVE_NOT_BILLED: gettext_lazy(
        "Bila kepesertaannya sudah berakhir, kirim berkas NONAKTIF. Bila belum, periksa tagihannya."
    ),
    DifferenceKind.OTHER_PAYER: gettext_lazy("Tanyakan kepada pembayar itu, lalu putuskan di benturan pembayar."),
    DifferenceKind.MONTHS_OVERLAP: gettext_lazy("Minta BPJS mengompensasikan bulan yang dibayar dua kali."),
    DifferenceKind.WRONG_NAME: gettext_lazy(
        "Cocokkan dengan KTP, lalu kirim berkas UBAH DATA atau betulkan nama di Payung."
    ),
    DifferenceKind.WRONG_NIK: gettext_lazy(
        "Cocokkan dengan KTP, lalu kirim berkas UBAH DATA atau betulkan NIK di Payung."
    ),
    DifferenceKind.KPJ_CHANGED: gettext_lazy(
        "Tanyakan kepada BPJS nomor mana yang berlaku, lalu catat pada kepesertaannya."
    ),
    DifferenceKind.AMOUNT: gettext_lazy(
        "Minta BPJS menerbitkan kode iuran atau bukti terima yang sama dengan tagihan."
    ),
}
STATE_WORDS: Mapping[DifferenceState, Words] = {
    DifferenceState.OPEN: gettext_lazy("Belum ditangani"),
    DifferenceState.OWNED: gettext_lazy("Sedang ditangani"),
    DifferenceState.CLOSED: gettext_lazy("Ditutup"),
}
STATE_SIGNS: Mapping[DifferenceState, str] = {
    DifferenceState.OPEN: "uncovered",
    DifferenceState.OWNED: "waiting",
    DifferenceState.CLOSED: "covered",
}
ORDERS: Mapping[str, Words] = {
    "": gettext_lazy("terlama"),
    "nama": gettext_lazy("nama"),
    "jenis": gettext_lazy("jenis"),
    "desa": gettext_lazy("desa"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    told: str
    number: int
    pages: int
    before: str
    after: str
    paper: str
    excel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    id: int
    url: str
    name: str
    about: str  # KPJ and desa
    kind: str
    month: str
    ours: str
    theirs: str
    age: str
    owner: str
    state: str
    sign: str
    closed: bool


def headline(open_count: int, *, compared: ListFacts | None) -> str:
    if compared is None:
        return _("Belum ada daftar BPJS yang dicocokkan")
    told = {"n": number(open_count), "day": day(compared.day)}
    if not open_count:
        return _("Tidak ada selisih menurut daftar BPJS per %(day)s") % told
    return (
        ngettext(
            "%(n)s selisih menunggu, menurut daftar BPJS per %(day)s",
            "%(n)s selisih menunggu, menurut daftar BPJS per %(day)s",
            open_count,
        )
        % told
    )


def tie_rows(found: Iterable[FundTie]) -> list[tuple[str, ...]]:
    return [
        (one.name, *map(rupiah, (one.named_rp, one.billed_rp, one.received_rp, one.not_billed_rp, one.not_received_rp)))
        for one in found
    ]


def kind_rows(counts: Mapping[DifferenceKind, int]) -> list[tuple[str, str, str]]:
    """Kind, its words, how many."""
    return [(str(kind), str(KIND_WORDS[kind]), number(count)) for kind, count in counts.items()]


def difference_lines(
    found: Iterable[DifferenceFacts], *, names: Mapping[str, str], now: datetime, kabupaten: str
) -> list[DifferenceLine]:
    places = places_of(kabupaten)
    return [
        DifferenceLine(
            id=one.id,
            url=reverse("contributions:difference", args=[one.id]),
            name=one.name or _("tanpa nama"),
            about=about(one.kpj, places.get(one.desa_code, "")),
            kind=str(KIND_WORDS[one.kind]),
            month=month(one.month) if one.month else "",
            ours=one.ours,
            theirs=one.theirs,
            age=lasted(one.opened_at, one.closed_at) if one.closed_at else age(one.opened_at, now),
            owner=names.get(one.owner, ""),
            state=str(STATE_WORDS[one.state]),
            sign=STATE_SIGNS[one.state],
            closed=one.state is DifferenceState.CLOSED,
        )
        for one in found
    ]


def difference_facts(one: DifferenceFacts, *, names: Mapping[str, str], kabupaten: str) -> list[tuple[str, str]]:
    """What the page of one difference tells."""
    facts = [
        (_("Menurut kita"), one.ours),
        (_("Menurut BPJS"), one.theirs),
        (_("KPJ"), one.kpj),
        (_("Desa"), places_of(kabupaten).get(one.desa_code, "")),
        (_("Bulan"), month(one.month) if one.month else ""),
        (_("Selisih uang"), _signed(one.amount_rp) if one.amount_rp else ""),
        (_("Tampak sejak"), instant(one.opened_at)),
        (_("Ditangani oleh"), names.get(one.owner, "")),
        (_("Ditutup"), f"{instant(one.closed_at)}, {names.get(one.closed_by, one.closed_by)}" if one.closed_at else ""),
        (_("Alasan ditutup"), one.closed_because),
    ]
    return [(name, value) for name, value in facts if value]


def page(
    *, count: int, at: int, address: str, asked: Mapping[str, str], words: Mapping[str, str] | None = None
) -> Page:
    pages = max(1, -(-count // PAGE))
    kept = {name: value for name, value in (words or asked).items() if value}
    return Page(
        told=ngettext("%(n)s baris", "%(n)s baris", count) % {"n": number(count)},
        number=at,
        pages=pages,
        before=_to(address, kept, hal=at - 1) if at > 1 else "",
        after=_to(address, kept, hal=at + 1) if at < pages else "",
        paper=_to(address, kept, cetak=1),
        excel=_to(address, kept, excel=1),
    )


def age(since: datetime, until: datetime) -> str:
    """Whole days between two moments, as the office counts days."""
    days = (timezone.localdate(until) - timezone.localdate(since)).days
    return _("hari ini") if days == 0 else ngettext("%(n)s hari", "%(n)s hari", days) % {"n": number(days)}


def lasted(since: datetime, until: datetime) -> str:
    """How long it took until it was closed."""
    days = (timezone.localdate(until) - timezone.localdate(since)).days
    return _("selesai hari itu juga") if days == 0 else age(since, until)


def span(first: Month, last: Month) -> str:
    if first == last:
        return month(first)
    return _("%(first)s s.d. %(last)s") % {"first": month(first), "last": month(last)}


def about(kpj: str, desa: str) -> str:
    return " · ".join(word for word in (kpj, desa) if word)


def _signed(amount: int) -> str:
    return f"−{rupiah(-amount)}" if amount < 0 else f"+{rupiah(amount)}"


def places_of(kabupaten: str) -> dict[str, str]:
    return {desa.code: f"{desa.name}, {desa.kecamatan}" for desa in gazetteer(kabupaten).desas}


def _to(address: str, kept: Mapping[str, str], **more: int) -> str:
    return f"{address}?{urlencode({**kept, **more})}"


def rows_of_differences(shown: Sequence[DifferenceLine]) -> list[list[str]]:
    return [
        [one.name, one.about, one.kind, one.month, one.ours, one.theirs, one.age, one.owner, one.state] for one in shown
    ]
