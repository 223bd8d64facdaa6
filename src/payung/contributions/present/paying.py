"""Payments as pages tell of them: where each stands, what comes next and for whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.rules import Actor
from payung.accounts.wording import day, instant, number, rupiah
from payung.contributions.queries.paying import PaymentFacts
from payung.contributions.states import PAYMENT_STEPS, PaymentEvent, PaymentState

Words = str | Promise
STATE_WORDS: Mapping[PaymentState, Words] = {
    PaymentState.REQUESTED: gettext_lazy("SPP diajukan, menunggu verifikasi"),
    PaymentState.VERIFIED: gettext_lazy("Terverifikasi, menunggu SPM"),
    PaymentState.ORDERED: gettext_lazy("SPM terbit, menunggu SP2D"),
    PaymentState.DISBURSED: gettext_lazy("SP2D terbit"),
    PaymentState.WITHDRAWN: gettext_lazy("Ditarik"),
}
SIGNS: Mapping[PaymentState, str] = {
    **dict.fromkeys((PaymentState.REQUESTED, PaymentState.VERIFIED, PaymentState.ORDERED), "waiting"),
    PaymentState.DISBURSED: "covered",
    PaymentState.WITHDRAWN: "uncovered",
}
NEXT = {
    PaymentState.REQUESTED: (PaymentEvent.VERIFY, gettext_lazy("Menunggu PPK-SKPD memverifikasinya.")),
    PaymentState.VERIFIED: (PaymentEvent.ORDER, gettext_lazy("Menunggu kepala dinas menandatangani SPM.")),
    PaymentState.ORDERED: (PaymentEvent.DISBURSE, gettext_lazy("Menunggu bendahara mencatat SP2D dari BPKAD.")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """A payment in a list."""

    url: str
    number: str
    scheme: str
    fund: str
    bills: str
    state: str
    sign: str
    when: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the page of a payment says first. `next`: the event that this actor may do, or nothing."""

    headline: str
    sign: str
    waits: str
    next: str
    may_return: bool
    may_withdraw: bool


def list_headline(found: Sequence[PaymentFacts]) -> str:
    """What the list is opened for: what is on its way."""
    under_way = [one for one in found if SIGNS[one.state] == "waiting"]
    if not found:
        return _("Belum ada SPP")
    if not under_way:
        return _("Tidak ada SPP yang sedang berjalan")
    told = {"n": number(len(under_way)), "amount": rupiah(sum(one.amount_rp for one in under_way))}
    return _("%(n)s SPP sedang berjalan, %(amount)s") % told


def sieved(found: Sequence[PaymentFacts], asked: Mapping[str, str]) -> list[PaymentFacts]:
    """Those whose numbers hold the words, in the state, of the scheme and in the order that were asked."""
    words = asked["cari"].casefold()
    kept = [
        one
        for one in found
        if (not asked["keadaan"] or one.state == asked["keadaan"])
        and (not asked["iuran"] or one.scheme == asked["iuran"])
        and words in f"{one.spp_number} {one.spm_number} {one.sp2d_number} {one.fund_name}".casefold()
    ]
    return sorted(kept, key=lambda one: -one.amount_rp) if asked["urut"] == "jumlah" else kept


def payment_lines(found: Iterable[PaymentFacts]) -> list[PaymentLine]:
    return [
        PaymentLine(
            url=reverse("contributions:payment", args=[one.id]),
            number=one.spp_number,
            scheme=str(one.scheme),
            fund=one.fund_name,
            bills=", ".join(str(share.bill_number) for share in one.shares),
            state=str(STATE_WORDS[one.state]),
            sign=SIGNS[one.state],
            when=day(one.sp2d_date or one.spm_date or one.spp_date),
            amount=rupiah(one.amount_rp),
        )
        for one in found
    ]


def excel_headings() -> list[str]:
    return [
        *(_("Nomor SPP"), _("Tanggal SPP"), _("Iuran"), _("Sumber dana"), _("Rekening"), _("Tagihan"), _("Keadaan")),
        *(_("Nomor SPM"), _("Tanggal SPM"), _("Nomor SP2D"), _("Tanggal SP2D"), _("Jumlah (Rp)")),
    ]


def excel_rows(found: Iterable[PaymentFacts]) -> list[list[str | int]]:
    return [
        [
            *(one.spp_number, one.spp_date.isoformat(), str(one.scheme), one.fund_name, one.account_code),
            *(", ".join(str(share.bill_number) for share in one.shares), str(STATE_WORDS[one.state])),
            *(one.spm_number, one.spm_date.isoformat() if one.spm_date else ""),
            *(one.sp2d_number, one.sp2d_date.isoformat() if one.sp2d_date else "", one.amount_rp),
        ]
        for one in found
    ]


def standing(one: PaymentFacts, actor: Actor) -> Standing:
    event, waits = NEXT.get(one.state, (None, ""))
    whole = actor.scope == actor.kabupaten
    makers = {
        PaymentEvent.VERIFY: {one.made_by},
        PaymentEvent.ORDER: {one.made_by, one.verified_by},
    }
    may = whole and event is not None and _open(one, event, actor) and actor.key not in makers.get(event, set())
    return Standing(
        headline=_headline(one),
        sign=SIGNS[one.state],
        waits="" if may else str(waits),
        next=str(event) if may and event else "",
        may_return=whole and _open(one, PaymentEvent.RETURN, actor),
        may_withdraw=whole and _open(one, PaymentEvent.WITHDRAW, actor),
    )


def _open(one: PaymentFacts, event: PaymentEvent, actor: Actor) -> bool:
    return any(
        step.from_ == one.state and step.event == event and not step.who.isdisjoint(actor.roles)
        for step in PAYMENT_STEPS
    )


def _headline(one: PaymentFacts) -> str:
    if one.sp2d_date:
        told = {"amount": rupiah(one.amount_rp), "day": day(one.sp2d_date), "scheme": one.scheme}
        return _("%(amount)s untuk iuran %(scheme)s keluar dari kas %(day)s") % told
    return f"{STATE_WORDS[one.state]}, {rupiah(one.amount_rp)}"


def facts(one: PaymentFacts, *, names: Mapping[str, str]) -> list[tuple[str, str]]:
    pairs = [
        (_("Iuran"), str(one.scheme)),
        (_("Sumber dana"), one.fund_name),
        (_("Rekening belanja"), one.account_code),
        (_("SPP"), f"{one.spp_number}, {day(one.spp_date)}"),
        (_("Disusun"), f"{names.get(one.made_by, one.made_by)}, {instant(one.made_at)}"),
        (_("Diverifikasi"), names.get(one.verified_by, one.verified_by)),
        (_("SPM"), f"{one.spm_number}, {day(one.spm_date)}" if one.spm_date else ""),
        (_("SPM ditandatangani"), names.get(one.ordered_by, one.ordered_by)),
        (_("SP2D"), f"{one.sp2d_number}, {day(one.sp2d_date)}" if one.sp2d_date else ""),
        (_("Alasan ditarik"), one.withdrawn_because),
    ]
    return [(name, value) for name, value in pairs if value]


def share_rows(one: PaymentFacts) -> list[tuple[str, str, str]]:
    return [
        (reverse("contributions:bill", args=[share.bill_id]), str(share.bill_number), rupiah(share.amount_rp))
        for share in one.shares
    ]
