"""Bills as pages tell of them: the answer first, then sums, what is left out and why, and what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.rules import Actor, Role
from payung.accounts.wording import day, instant, month, number, rupiah
from payung.contributions.queries.billing_facts import BillFacts
from payung.contributions.queries.billing_lines import MemberDue
from payung.contributions.queries.billing_plan import BillPlan
from payung.contributions.rules.dues import TOO_LATE, LeftOut
from payung.contributions.states import BillState, Scheme
from payung.shared.dates import Month

Words = str | Promise
STATE_WORDS: Mapping[BillState, Words] = {
    BillState.DRAWN_UP: gettext_lazy("Disusun, menunggu kode iuran"),
    BillState.ISSUED: gettext_lazy("Menunggu dibayar"),
    BillState.PAID: gettext_lazy("Dibayar, menunggu bukti terima BPJS"),
    BillState.RECEIVED: gettext_lazy("Diterima BPJS"),
    BillState.CANCELLED: gettext_lazy("Dibatalkan"),
}
SIGNS: Mapping[BillState, str] = {
    **dict.fromkeys((BillState.DRAWN_UP, BillState.ISSUED, BillState.PAID), "waiting"),
    BillState.RECEIVED: "covered",
    BillState.CANCELLED: "uncovered",
}
LEFT_OUT_WORDS: Mapping[LeftOut, Words] = {
    LeftOut.HELD: gettext_lazy("ditahan: ada kabar meninggal, pindah atau bekerja; menunggu kepastian desa"),
    LeftOut.COLLISION: gettext_lazy("berbenturan dengan pembayar lain; menunggu keputusan"),
    LeftOut.TWIN: gettext_lazy("orang yang sama sudah ditagih dengan kepesertaan lain"),
    LeftOut.ENDED: gettext_lazy("kepesertaannya sudah berakhir"),
    LeftOut.BILLED: gettext_lazy("bulan-bulannya sudah ditagih"),
}
WAITS: Mapping[BillState, Words] = {
    BillState.DRAWN_UP: gettext_lazy("Menunggu operator mencatat kode iuran dari BPJS."),
    BillState.ISSUED: gettext_lazy("Menunggu SPP-LS, SPM dan SP2D untuk JKK dan JKM."),
    BillState.PAID: gettext_lazy("Menunggu bendahara atau operator mencatat bukti terima BPJS."),
}
ORDERS: Mapping[str, Words] = {"": gettext_lazy("terbaru"), "jumlah": gettext_lazy("jumlah terbesar")}


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLine:
    """A bill in a list."""

    url: str
    title: str
    term: str
    fund: str
    state: str
    sign: str
    members: str
    amount: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShown:
    """A bill before it is raised: the sentence, warnings, months and who is left out."""

    headline: str
    warnings: Sequence[str]
    months: Sequence[tuple[str, str, str, str, str]]
    total: tuple[str, str, str]
    left_out: Sequence[tuple[str, str]]
    verval: str
    asks_why: bool
    can_raise: bool


def span(first: Month, last: Month) -> str:
    """`Januari 2027`, or `Januari 2027 s.d. Maret 2027`."""
    if first == last:
        return month(first)
    return _("%(first)s s.d. %(last)s") % {"first": month(first), "last": month(last)}


def list_headline(found: Sequence[BillFacts]) -> str:
    """What the list is opened for: what is still to be paid."""
    waiting = [bill for bill in found if bill.state in (BillState.DRAWN_UP, BillState.ISSUED)]
    if not found:
        return _("Belum ada tagihan")
    if not waiting:
        return _("Semua tagihan sudah dibayar")
    told = {"n": number(len(waiting)), "amount": rupiah(sum(bill.payable_rp for bill in waiting))}
    return _("%(n)s tagihan belum dibayar, %(amount)s") % told


def sieved(found: Sequence[BillFacts], asked: Mapping[str, str]) -> list[BillFacts]:
    """Those whose number, code, fund or term holds the words, in the state and order that were asked."""
    words = asked["cari"].casefold()
    kept = [
        bill
        for bill in found
        if (not asked["keadaan"] or bill.state == asked["keadaan"])
        and words in f"{bill.number} {bill.code.code if bill.code else ''} {bill.fund_name} {_term(bill)}".casefold()
    ]
    return sorted(kept, key=lambda bill: -bill.payable_rp) if asked["urut"] == "jumlah" else kept


def bill_lines(found: Iterable[BillFacts]) -> list[BillLine]:
    return [
        BillLine(
            url=reverse("contributions:bill", args=[bill.id]),
            title=_("Tagihan %(number)s") % {"number": bill.number},
            term=_term(bill),
            fund=bill.fund_name,
            state=str(STATE_WORDS[bill.state]),
            sign=SIGNS[bill.state],
            members=number(bill.member_count),
            amount=rupiah(bill.payable_rp),
            code=bill.code.code if bill.code else "–",
        )
        for bill in found
    ]


def excel_rows(found: Iterable[BillFacts]) -> list[list[str | int]]:
    return [
        [
            *(bill.number, _term(bill), bill.fund_name, str(STATE_WORDS[bill.state])),
            *(bill.member_count, bill.due_count, bill.jkk_rp, bill.jkm_rp, bill.compensated_rp, bill.payable_rp),
            *(bill.code.code if bill.code else "", bill.receipt.received_date.isoformat() if bill.receipt else ""),
        ]
        for bill in found
    ]


def excel_headings() -> list[str]:
    return [
        *(_("Tagihan"), _("Masa"), _("Sumber dana"), _("Keadaan"), _("Orang"), _("Orang-bulan"), _("JKK (Rp)")),
        *(_("JKM (Rp)"), _("Kompensasi (Rp)"), _("Dibayar (Rp)"), _("Kode iuran"), _("Diterima BPJS")),
    ]


def headline(bill: BillFacts) -> str:
    """Where the bill stands, with the sum or the day that matters now."""
    words = str(STATE_WORDS[bill.state])
    if bill.receipt:
        return _("Diterima BPJS %(day)s, %(amount)s") % {
            "day": day(bill.receipt.received_date),
            "amount": rupiah(bill.receipt.amount_rp),
        }
    if bill.state is BillState.ISSUED and bill.code:
        told = {"amount": rupiah(bill.payable_rp), "day": day(bill.code.expires_date)}
        return _("Menunggu dibayar %(amount)s, paling lambat %(day)s") % told
    return words


def facts(bill: BillFacts, *, names: Mapping[str, str]) -> list[tuple[str, str]]:
    code, receipt = bill.code, bill.receipt
    pairs = [
        (_("Masa"), _term(bill)),
        (_("Sumber dana"), bill.fund_name),
        (_("Peserta"), number(bill.member_count)),
        (_("Orang-bulan"), number(bill.due_count)),
        (_("Iuran JKK"), rupiah(bill.jkk_rp)),
        (_("Iuran JKM"), rupiah(bill.jkm_rp)),
        (_("Kompensasi kelebihan bayar"), f"–{rupiah(bill.compensated_rp)}" if bill.compensated_rp else ""),
        (_("Harus dibayar"), rupiah(bill.payable_rp)),
        (_("Kode iuran"), code.code if code else ""),
        (_("Kode terbit"), day(code.issued_date) if code else ""),
        (_("Kode berlaku sampai dengan"), day(code.expires_date) if code else ""),
        (
            _("Verval"),
            verval_words(asked=bill.asked_count, confirmed=bill.confirmed_count, silent=bill.silent_desa_count),
        ),
        (_("Bukti terima"), receipt.reference if receipt else ""),
        (_("Disusun"), f"{names.get(bill.made_by, bill.made_by)}, {instant(bill.made_at)}"),
        (_("SHA-256 daftar iuran"), bill.dues_sha256),
        (_("Alasan dibatalkan"), bill.cancelled_because),
    ]
    return [(name, value) for name, value in pairs if value]


def verval_words(*, asked: int, confirmed: int, silent: int) -> str:
    """What share the desa confirmed, as it is printed on the bill."""
    if not asked:
        return _("tanpa verval")
    told = {"confirmed": number(confirmed), "asked": number(asked), "share": f"{confirmed * 100 // asked}%"}
    words = _("%(confirmed)s dari %(asked)s peserta dipastikan desa (%(share)s)") % told
    if silent:
        words += ngettext(", %(n)s desa belum menjawab", ", %(n)s desa belum menjawab", silent) % {"n": number(silent)}
    return words


def may_act(actor: Actor, *roles: Role) -> bool:
    return actor.may(*roles) and actor.scope == actor.kabupaten


def next_step(bill: BillFacts, actor: Actor) -> str:
    """The one main act of the page for this actor, or nothing."""
    if bill.state is BillState.DRAWN_UP and may_act(actor, Role.OPERATOR):
        return "code"
    if bill.state is BillState.ISSUED and may_act(actor, Role.OPERATOR, Role.PPTK):
        return "pay"
    if bill.state is BillState.PAID and may_act(actor, Role.OPERATOR, Role.TREASURER):
        return "receive"
    return ""


def paid_rows(
    bill: BillFacts, *, asked: Mapping[tuple[int, Scheme], int], disbursed: Mapping[tuple[int, Scheme], int]
) -> list[tuple[str, str, str, str, str]]:
    """Of each scheme: what is to be paid, asked for, disbursed, and not asked for yet."""
    rows = []
    for scheme in Scheme:
        wanted, spp = bill.payable_of(scheme), asked.get((bill.id, scheme), 0)
        gone = disbursed.get((bill.id, scheme), 0)
        rows.append((str(scheme), rupiah(wanted), rupiah(spp), rupiah(gone), rupiah(wanted - spp)))
    return rows


def plan_shown(plan: BillPlan) -> PlanShown:
    nobody = plan.due_count == 0
    told = {
        "n": number(plan.member_count),
        "months": number(plan.due_count),
        "amount": rupiah(plan.amount_rp),
        "term": span(plan.term.first, plan.term.last),
    }
    sentence = (
        _("Tidak ada iuran yang perlu ditagih untuk %(term)s") % told
        if nobody
        else _("%(amount)s untuk %(n)s peserta, %(term)s (%(months)s orang-bulan)") % told
    )
    return PlanShown(
        headline=sentence,
        warnings=list(_warnings(plan)),
        months=[
            (month(one.month), number(one.due_count), rupiah(one.jkk_rp), rupiah(one.jkm_rp), _note(one))
            for one in plan.months
        ],
        total=(number(plan.due_count), rupiah(plan.jkk_rp), rupiah(plan.jkm_rp)),
        left_out=[(str(LEFT_OUT_WORDS[why]), number(count)) for why, count in plan.left_out.items()],
        verval=verval_words(
            asked=plan.share.asked, confirmed=plan.share.confirmed, silent=len(plan.share.silent_desas)
        ),
        asks_why=plan.share.round_id is None,
        can_raise=not nobody and plan.enough,
    )


def _warnings(plan: BillPlan) -> Iterable[str]:
    if plan.due_count and plan.bound_rp is not None and not plan.enough:
        told = {"needed": rupiah(plan.amount_rp), "there": rupiah(plan.bound_rp)}
        yield (
            _(
                "Komitmen sumber dana ini tinggal %(there)s, sedangkan tagihannya %(needed)s. "
                "Naikkan pagunya lewat perubahan APBD, atau tagih bulan yang lebih sedikit."
            )
            % told
        )
    if plan.elapsed_months:
        late = ", ".join(month(one) for one in plan.elapsed_months)
        yield _("%(months)s sudah lewat: %(sentence)s.") % {"months": late, "sentence": _(TOO_LATE)}
    if plan.months_across_new_year:
        ahead = ", ".join(month(one) for one in plan.months_across_new_year)
        yield _("Dibayar di muka melewati 31 Desember: %(months)s. Pastikan anggaran tahun ini boleh membayarnya.") % {
            "months": ahead
        }
    if plan.uncertain:
        yield _(
            "Sumber dana ini (APBDes atau CSR) belum pasti mendapat potongan iuran, jadi ditagih penuh. "
            "Tanyakan ke BPJS sebelum membayar."
        )


def _note(one: object) -> str:
    if getattr(one, "elapsed", False):
        return _("sudah lewat")
    return _("tahun anggaran berikutnya") if getattr(one, "across_new_year", False) else ""


def member_rows(found: Iterable[MemberDue]) -> list[tuple[str, str, str, str, str, str]]:
    return [
        (
            one.name,
            f"{one.desa}, {one.kecamatan}",
            one.kpj,
            span(one.first_month, one.last_month),
            number(one.months),
            rupiah(one.amount_rp),
        )
        for one in found
    ]


def address(path: str, asked: Mapping[str, str], **more: int) -> str:
    kept = {name: value for name, value in asked.items() if value}
    return f"{path}?{urlencode({**kept, **more})}"


def _term(bill: BillFacts) -> str:
    return span(bill.first_month, bill.last_month)
