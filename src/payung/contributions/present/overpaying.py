"""Overpayments in the office's words: how much is open, of whom, on which bill, and where it went."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, number, rupiah
from payung.contributions.present.reconciling import Words, places_of, span
from payung.contributions.queries.overpaying import OverpaymentFacts, OverpaymentSums
from payung.contributions.states import OverpaymentState

OVERPAYMENT_WORDS: Mapping[OverpaymentState, Words] = {
    OverpaymentState.OPEN: gettext_lazy("Terbuka"),
    OverpaymentState.COMPENSATED: gettext_lazy("Dikompensasikan"),
    OverpaymentState.REFUNDED: gettext_lazy("Dikembalikan ke kas daerah"),
    OverpaymentState.GIVEN_UP: gettext_lazy("Diputus tidak ditagih"),
    OverpaymentState.WITHDRAWN: gettext_lazy("Ditarik"),
}
OVERPAYMENT_ORDERS: Mapping[str, Words] = {
    "": gettext_lazy("terlama"),
    "nama": gettext_lazy("nama"),
    "jumlah": gettext_lazy("bulan terbanyak"),
}
BECAUSE_WORDS: Mapping[str, Words] = {
    "died": gettext_lazy("meninggal dunia"),
    "moved": gettext_lazy("pindah"),
    "wage_earner": gettext_lazy("menjadi penerima upah (PU)"),
    "not_found": gettext_lazy("tidak ditemukan"),
    "withdrew": gettext_lazy("mengundurkan diri"),
    "aged_out": gettext_lazy("melewati batas umur"),
    "double_funded": gettext_lazy("dibayar pihak lain"),
    "budget_ended": gettext_lazy("anggaran berakhir"),
}
WRONGLY_CLOSED = gettext_lazy("Keliru ditutup")


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpaymentLine:
    id: int
    name: str
    about: str
    bill: str
    bill_url: str
    months: str
    amount: str
    because: str
    state: str
    sign: str
    note: str
    next: str  # what to do where it was closed by mistake
    scan_url: str
    open: bool


def overpayment_headline(sums: Mapping[OverpaymentState, OverpaymentSums]) -> str:
    still = sums[OverpaymentState.OPEN]
    if not still.count:
        return _("Tidak ada kelebihan bayar yang terbuka")
    return _("%(amount)s kelebihan bayar masih terbuka, %(months)s orang-bulan") % {
        "amount": rupiah(still.amount_rp),
        "months": number(still.months),
    }


def wrongly_closed(count: int) -> str:
    """The sentence above the list where ends proved mistaken after the money had moved; empty for none."""
    if not count:
        return ""
    told = ngettext(
        "%(n)s kelebihan bayar sudah ditutup, tetapi kepesertaannya ternyata berlanjut.",
        "%(n)s kelebihan bayar sudah ditutup, tetapi kepesertaannya ternyata berlanjut.",
        count,
    )
    return told % {"n": number(count)}


def overpayment_sums(sums: Mapping[OverpaymentState, OverpaymentSums]) -> list[tuple[str, str, str, str]]:
    return [
        (str(OVERPAYMENT_WORDS[state]), number(one.count), number(one.months), rupiah(one.amount_rp))
        for state, one in sums.items()
        if one.count
    ]


def overpayment_lines(
    found: Iterable[OverpaymentFacts], *, names: Mapping[str, str], kabupaten: str
) -> list[OverpaymentLine]:
    places = places_of(kabupaten)
    return [
        OverpaymentLine(
            id=one.id,
            name=one.name,
            about=places.get(one.desa_code, ""),
            bill=_("Tagihan %(number)s, %(fund)s") % {"number": one.bill_number, "fund": one.fund_name},
            bill_url=reverse("contributions:bill", args=[one.bill_id]),
            months=span(one.first_month, one.last_month),
            amount=rupiah(one.amount_rp),
            because=str(BECAUSE_WORDS.get(one.because, one.because)),
            state=str(OVERPAYMENT_WORDS[one.state]),
            sign="uncovered" if one.goes_on else "waiting" if one.state is OverpaymentState.OPEN else "covered",
            next=_after_mistake(one) if one.goes_on else "",
            note=_closed_note(one, names),
            scan_url=reverse("contributions:overpayment_scan", args=[one.id]) if one.evidence_code else "",
            open=one.state is OverpaymentState.OPEN,
        )
        for one in found
    ]


def _closed_note(one: OverpaymentFacts, names: Mapping[str, str]) -> str:
    if one.compensated_by_number is not None:
        return _("pada tagihan %(number)s") % {"number": one.compensated_by_number}
    if one.closed_on is None:
        return ""
    told = [day(one.closed_on), one.decision, names.get(one.closed_by, one.closed_by)]
    return " · ".join(word for word in told if word)


def _after_mistake(one: OverpaymentFacts) -> str:
    """What to do where a closed one's membership goes on: its months have lost their money, or never lost it."""
    if one.state is OverpaymentState.GIVEN_UP:
        return _("Kepesertaannya berlanjut, dan uangnya masih di BPJS. Minta BPJS menghitung bulan ini baginya.")
    if one.state is OverpaymentState.REFUNDED:
        return _(
            "Kepesertaannya berlanjut, tetapi uangnya sudah kembali ke kas daerah: bulan ini tidak melindungi. "
            "Tanyakan kepada BPJS cara membayarnya lagi, dan sampaikan kepada bendahara."
        )
    if one.bill_may_go:
        return _(
            "Kepesertaannya berlanjut, tetapi uangnya dipakai tagihan %(number)s: bulan ini tidak melindungi. "
            "Batalkan tagihan itu, cari kelebihan bayar sekali lagi, lalu susun tagihannya kembali."
        ) % {"number": one.compensated_by_number}
    return _(
        "Kepesertaannya berlanjut, tetapi uangnya sudah dipakai tagihan %(number)s: bulan ini tidak melindungi. "
        "Minta BPJS menghitung kembali bulan ini, dan bayar kekurangannya."
    ) % {"number": one.compensated_by_number}


def rows_of_overpayments(shown: Sequence[OverpaymentLine]) -> list[list[str]]:
    return [
        [
            *(one.name, one.about, one.bill, one.months, one.amount, one.because, one.state),
            " · ".join(filter(None, [one.note, one.next])),
        ]
        for one in shown
    ]
