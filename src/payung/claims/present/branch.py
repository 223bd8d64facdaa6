"""The branch's reports of claims in words: what agrees, what was done, and what waits for a person with the reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, number, rupiah
from payung.claims.queries.branch import LineFacts, ReportFacts
from payung.claims.rules.branch import BranchLack, BranchSettled

Words = str | Promise
SETTLED_WORDS: Mapping[BranchSettled, Words] = {
    BranchSettled.WAITING: gettext_lazy("menunggu putusan"),
    BranchSettled.AGREES: gettext_lazy("sesuai"),
    BranchSettled.PAID: gettext_lazy("pembayaran dicatat"),
    BranchSettled.OPENED: gettext_lazy("klaim dibuka"),
    BranchSettled.NOT_OURS: gettext_lazy("bukan klaim kita"),
    BranchSettled.UNREAD: gettext_lazy("tidak terbaca"),
}
SETTLED_SIGNS: Mapping[BranchSettled, str] = {
    BranchSettled.WAITING: "waiting",
    BranchSettled.AGREES: "covered",
    BranchSettled.PAID: "covered",
    BranchSettled.OPENED: "covered",
    BranchSettled.NOT_OURS: "notyet",
    BranchSettled.UNREAD: "uncovered",
}
LACK_WORDS: Mapping[BranchLack, Words] = {
    BranchLack.NO_IDENTITY: gettext_lazy("NIK dan KPJ kosong"),
    BranchLack.DAMAGED_NIK: gettext_lazy("NIK rusak atau dibulatkan"),
    BranchLack.NAME_MISSING: gettext_lazy("hanya KPJ, tanpa nama untuk dicocokkan"),
    BranchLack.NAME_DIFFERS: gettext_lazy("namanya berbeda dengan nama peserta"),
    BranchLack.TWO_PERSONS: gettext_lazy("NIK dan KPJ milik dua orang"),
    BranchLack.NO_SCHEME: gettext_lazy("programnya tidak disebut"),
    BranchLack.OTHER_SCHEME: gettext_lazy("bukan JKK atau JKM"),
    BranchLack.NO_DAY: gettext_lazy("tanggal kejadian kosong"),
    BranchLack.DAY_UNREADABLE: gettext_lazy("ada tanggal yang tidak terbaca"),
    BranchLack.DAY_UNCLEAR: gettext_lazy("hari dan bulan dapat tertukar"),
    BranchLack.FUTURE_DAY: gettext_lazy("ada tanggal yang belum tiba"),
    BranchLack.BEFORE_REGISTRATION: gettext_lazy("kejadiannya sebelum terdaftar"),
    BranchLack.NEAR_DAY: gettext_lazy("ada klaim dengan tanggal yang berdekatan"),
    BranchLack.OTHER_DAY: gettext_lazy("tanggalnya berbeda dengan klaim kematiannya"),
    BranchLack.CLAIM_OF_OTHER_SCHEME: gettext_lazy("klaimnya di sini untuk program lain"),
    BranchLack.CLAIM_OVER: gettext_lazy("klaimnya sudah ditutup atau ditarik"),
    BranchLack.AMOUNT_UNREADABLE: gettext_lazy("jumlahnya tidak terbaca"),
    BranchLack.PAID_DAY_MISSING: gettext_lazy("tanggal bayar kosong atau mendahului kejadian"),
    BranchLack.PAID_DAY_DIFFERS: gettext_lazy("jumlahnya sama, tanggal bayarnya berbeda"),
    BranchLack.AMOUNT_DIFFERS: gettext_lazy("jumlahnya berbeda dengan yang sudah dicatat"),
}
REFUSAL_WORDS: Mapping[str, Words] = {
    "HEADER_NOT_FOUND": gettext_lazy(
        "Tidak ada lembar dengan NIK atau KPJ dan tanggal kejadian atau jumlah. Periksa berkasnya, lalu unggah lagi."
    ),
    "FILE_LOCKED": gettext_lazy("Berkas ini berkata sandi. Simpan tanpa kata sandi, lalu unggah lagi."),
    "FILE_EMPTY": gettext_lazy("Berkas ini kosong. Periksa berkasnya, lalu unggah lagi."),
    "FILE_TOO_LARGE": gettext_lazy(
        "Berkas ini terlalu besar. Bagi menjadi beberapa berkas, lalu unggah satu per satu."
    ),
    "FILE_HOSTILE": gettext_lazy("Isi berkas ini tidak aman dibuka. Minta salinan lain dari pengirimnya."),
}
ORDER_WORDS: Mapping[str, Words] = {
    "": gettext_lazy("urutan berkas"),
    "nama": gettext_lazy("nama"),
    "kejadian": gettext_lazy("tanggal kejadian"),
    "jumlah": gettext_lazy("jumlah dibayar"),
}
_UNREADABLE = gettext_lazy("Berkas ini tidak dapat dibaca. Simpan ulang sebagai .xlsx atau .csv, lalu unggah lagi.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    name: str
    url: str
    about: str
    event: str
    paid: str
    here: str
    state: str
    sign: str
    why: str
    claim_url: str
    claim_code: str


def counted(count: int) -> str:
    return ngettext("%(count)s baris", "%(count)s baris", count) % {"count": number(count)}


def reports_headline(found: Sequence[tuple[ReportFacts, Mapping[BranchSettled, int]]]) -> str:
    waiting = sum(many[BranchSettled.WAITING] for _one, many in found)
    if not found:
        return _("Belum ada laporan klaim dari cabang BPJS.")
    if waiting:
        return _("%(count)s menunggu putusan Anda.") % {"count": counted(waiting)}
    return _("Semua laporan cabang sudah dicocokkan.")


def headline(report: ReportFacts, many: Mapping[BranchSettled, int]) -> str:
    if report.refusal:
        return _("Laporan ini tidak dapat dibaca.")
    if report.read_at is None:
        return _("Laporan ini sedang dibaca.")
    if many[BranchSettled.WAITING]:
        return _("%(count)s menunggu putusan Anda.") % {"count": counted(many[BranchSettled.WAITING])}
    return _("Semua %(count)s sudah dicocokkan.") % {"count": counted(report.row_count)}


def refusal_words(code: str) -> str:
    return str(REFUSAL_WORDS.get(code, _UNREADABLE)) if code else ""


def report_rows(
    found: Iterable[tuple[ReportFacts, Mapping[BranchSettled, int]]],
) -> list[tuple[str, str, str, str]]:
    """Its address, its day, its file and its result."""
    return [
        (reverse("claims:branch_report", args=[one.id]), day(one.as_of_date), one.file_name, headline(one, many))
        for one, many in found
    ]


def heaps(many: Mapping[BranchSettled, int], *, here: str, address: str) -> list[tuple[str, str, str, str, bool]]:
    """Address, count, words and sign of each part, and whether it is the one that is shown."""
    return [
        (
            f"{address}?keadaan={one.value}",
            number(count),
            str(SETTLED_WORDS[one]),
            SETTLED_SIGNS[one],
            one.value == here,
        )
        for one, count in many.items()
        if count
    ]


def lines(found: Iterable[LineFacts]) -> list[LineShown]:
    return [_line(one) for one in found]


def _line(one: LineFacts) -> LineShown:
    at = _("%(sheet)s baris %(row)s") % {"sheet": one.sheet, "row": number(one.row)}
    paid = rupiah(one.paid_rp) if one.paid_rp else "–"
    return LineShown(
        name=one.name or one.kpj or one.nik or "–",
        url=reverse("claims:branch_line", args=[one.id]),
        about=", ".join(filter(None, (at.strip(), f"KPJ {one.kpj}" if one.kpj else "", one.nik))),
        event=", ".join(filter(None, (one.scheme, day(one.event_date) if one.event_date else ""))) or "–",
        paid=f"{paid}, {day(one.paid_on)}" if one.paid_on else paid,
        here=rupiah(one.paid_here_rp) if one.claim else "–",
        state=str(SETTLED_WORDS[one.settled]),
        sign=SETTLED_SIGNS[one.settled],
        why=why(one),
        claim_url=reverse("claims:claim", args=[one.claim.id]) if one.claim else "",
        claim_code=one.claim.code if one.claim else "",
    )


def why(one: LineFacts) -> str:
    return "; ".join(str(LACK_WORDS[lack]) for lack in one.lacks)


def headings() -> list[str]:
    return [
        *(_("Di laporan"), _("Letak"), _("Kejadian"), _("Dibayar"), _("Tercatat di sini")),
        *(_("Keadaan"), _("Sebab"), _("Kode klaim")),
    ]


def excel_rows(found: Iterable[LineShown]) -> list[list[str]]:
    return [[one.name, one.about, one.event, one.paid, one.here, one.state, one.why, one.claim_code] for one in found]


def line_facts(one: LineFacts) -> list[tuple[str, str]]:
    """Both sides of one line."""
    shown = _line(one)
    pairs = [
        (_("Di laporan"), shown.about),
        (_("Kejadian"), shown.event),
        (_("Dibayar menurut cabang"), shown.paid),
        (_("Status menurut cabang"), one.status),
        (_("Tercatat dibayar di sini"), shown.here),
        (_("Sebab menunggu"), shown.why),
    ]
    return [(name, value) for name, value in pairs if value]
