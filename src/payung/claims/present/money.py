"""The computation of a claim, ready to be printed: the sum first, then why, what BPJS paid, and the differences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import day, instant, number, rupiah
from payung.claims.papers.letters import Late as LateLetter
from payung.claims.queries.late import Late
from payung.claims.queries.money import Answered, ClaimPaymentFacts, ComputationFacts, DifferenceFacts
from payung.claims.rules.case import Lack
from payung.claims.rules.differences import UNSAID, WHOLE, ComparedLine, DifferenceKind
from payung.claims.rules.late import LatePart
from payung.law.dated import InForce
from payung.law.rules.benefit.case import BenefitAnswer, Level, LineCode
from payung.law.wording import percent_text

Words = str | Promise
LINE_WORDS: Mapping[str, Words] = {
    LineCode.JKK_DEATH_GRANT.value: gettext_lazy("Santunan kematian karena kecelakaan kerja"),
    LineCode.JKK_TOTAL_DISABILITY.value: gettext_lazy("Santunan cacat total tetap"),
    LineCode.JKK_PARTIAL_DISABILITY.value: gettext_lazy("Santunan cacat sebagian anatomis"),
    LineCode.JKK_FUNCTIONAL_DISABILITY.value: gettext_lazy("Santunan cacat sebagian fungsi"),
    LineCode.JKK_PERIODIC.value: gettext_lazy("Santunan berkala JKK, dibayar sekaligus"),
    LineCode.STMB.value: gettext_lazy("Santunan sementara tidak mampu bekerja"),
    LineCode.TRANSPORT.value: gettext_lazy("Biaya pengangkutan"),
    LineCode.MEDICAL.value: gettext_lazy("Pengobatan dan perawatan"),
    LineCode.HOME_CARE.value: gettext_lazy("Perawatan di rumah"),
    LineCode.DENTURE.value: gettext_lazy("Gigi tiruan"),
    LineCode.HEARING_AID.value: gettext_lazy("Alat bantu dengar"),
    LineCode.GLASSES.value: gettext_lazy("Kacamata"),
    LineCode.PROSTHESIS.value: gettext_lazy("Alat bantu atau alat ganti anggota tubuh"),
    LineCode.JKM_DEATH_GRANT.value: gettext_lazy("Santunan kematian"),
    LineCode.JKM_PERIODIC.value: gettext_lazy("Santunan berkala JKM, dibayar sekaligus"),
    LineCode.FUNERAL.value: gettext_lazy("Biaya pemakaman"),
    LineCode.SCHOLARSHIP.value: gettext_lazy("Beasiswa anak"),
    LineCode.LATE_COMPENSATION.value: gettext_lazy("Ganti rugi keterlambatan"),
}
DIFFERENCE_WORDS: Mapping[DifferenceKind, Words] = {
    DifferenceKind.SHORT: gettext_lazy("kurang dibayar"),
    DifferenceKind.MISSING: gettext_lazy("belum dibayar"),
    DifferenceKind.OVER: gettext_lazy("lebih dibayar"),
    DifferenceKind.UNEXPECTED: gettext_lazy("dibayar, tidak menjadi hak"),
}
LEVEL_WORDS: Mapping[Level, Words] = {
    Level.TK: "TK",
    Level.SD: "SD",
    Level.SMP: "SMP",
    Level.SMA: "SMA/SMK",
    Level.PT: gettext_lazy("perguruan tinggi atau pelatihan"),
}
PAGE_WORDS: Mapping[str, Words] = {
    "claim": gettext_lazy("Buka halaman klaim"),
    "facts": gettext_lazy("Buka keterangannya"),
    "family": gettext_lazy("Buka keluarganya"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    name: str
    formula: str
    source: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LackShown:
    sentence: str
    address: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stands first, and what of the computation is to be seen now."""

    headline: str
    sign: str
    beneath: str
    lines: Sequence[LineShown]
    total: str
    years: Sequence[tuple[str, str, str, str]]  # due, child, level, amount
    years_total: str
    for_a_person: Sequence[str]
    notes: Sequence[str]
    lacks: Sequence[LackShown]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedShown:
    name: str
    owed: str
    paid: str
    state: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceShown:
    id: int
    name: str
    told: str
    state: str
    sign: str
    about: str
    is_open: bool


def name_of(code: str) -> str:
    if code in (WHOLE, UNSAID):
        return _("Seluruhnya, tanpa rincian")
    return str(LINE_WORDS[code])


def shown(*, claim_id: int, current: Answered, latest: ComputationFacts | None, names: Mapping[str, str]) -> Shown:
    """By the record of now; `latest` is the computation that was stored last."""
    answer = current.answer
    headline, sign, beneath = _headline(current, latest, names)
    return Shown(
        headline=headline,
        sign=sign,
        beneath=beneath,
        lines=[_line(answer, place) for place in range(len(answer.lines))] if answer else (),
        total=rupiah(answer.total_now_rp) if answer else "",
        years=_years(answer) if answer else (),
        years_total=rupiah(answer.scholarship_total_rp) if answer else "",
        for_a_person=list(dict.fromkeys((*(answer.for_a_person if answer else ()), *current.found.doubts))),
        notes=[one for one in answer.notes if one not in answer.for_a_person] if answer else (),
        lacks=[_lack(one, claim_id) for one in current.found.lacks],
    )


def _headline(current: Answered, latest: ComputationFacts | None, names: Mapping[str, str]) -> tuple[str, str, str]:
    if current.found.lacks:
        return _("Belum dapat dihitung: masih ada yang kurang."), "notyet", ""
    if current.answer is None:
        return _("Belum dapat dihitung: hukum hari itu tidak ada dalam catatan."), "notyet", ""
    first, sign = _owes(current.answer, open_=bool(current.answer.for_a_person or current.found.doubts))
    beneath, approved = _standing(latest, names)
    if sign == "waiting" and approved:
        sign = "covered"
    return first, sign, f"{beneath} {_('Jumlah akhirnya ditetapkan BPJS.')}"


def _owes(answer: BenefitAnswer, *, open_: bool) -> tuple[str, str]:
    """The sum, and whether it is the last word; where a person decides first, nothing is not said to be nothing."""
    told = {"sum": rupiah(answer.total_now_rp)}
    if answer.total_now_rp:
        said = _("Menjadi hak: %(sum)s, dan ada yang masih diputuskan petugas") if open_ else _("Menjadi hak: %(sum)s")
        return said % told, "waiting"
    if open_:
        return _("Belum dapat dipastikan: petugas yang memutuskan, lihat alasannya di bawah."), "notyet"
    return _("Menurut catatan tidak ada yang menjadi hak."), "uncovered"


def _standing(latest: ComputationFacts | None, names: Mapping[str, str]) -> tuple[str, bool]:
    """What became of the computation that was stored last, and whether it is approved and holds."""
    if latest is None:
        return _("Ini menurut catatan hari ini; hitungannya belum disimpan."), False
    if not latest.fresh:
        was = {"was": rupiah(latest.total_now_rp)}
        return _(
            "Hitungan terakhir, %(was)s, tidak berlaku lagi: keterangannya berubah. Hitung sekali lagi."
        ) % was, False
    made = {"name": names.get(latest.made_by, latest.made_by), "when": instant(latest.made_at)}
    if latest.approved_at is None:
        return _("Dihitung oleh %(name)s %(when)s. Menunggu persetujuan kepala dinas.") % made, False
    approved = {"name": names.get(latest.approved_by, latest.approved_by), "when": instant(latest.approved_at)}
    return _("Disetujui %(name)s %(when)s.") % approved, True


def _line(answer: BenefitAnswer, place: int) -> LineShown:
    line = answer.lines[place]
    return LineShown(
        name=name_of(line.code.value), formula=line.formula, source=line.source, amount=rupiah(line.amount_rp)
    )


def _years(answer: BenefitAnswer) -> list[tuple[str, str, str, str]]:
    return [
        (day(one.due_date), number(one.child + 1), str(LEVEL_WORDS[one.level]), rupiah(one.amount_rp))
        for one in answer.scholarship_schedule
    ]


def _lack(one: Lack, claim_id: int) -> LackShown:
    return LackShown(
        sentence=one.sentence, address=reverse(f"claims:{one.page}", args=[claim_id]), page=str(PAGE_WORDS[one.page])
    )


def history(found: Iterable[ComputationFacts], *, names: Mapping[str, str]) -> list[tuple[str, str, str, str, str]]:
    """When and by whom, how much, the law it rests on, what became of it, and its sign."""
    rows = []
    for one in found:
        made = _("%(name)s, %(when)s") % {"name": names.get(one.made_by, one.made_by), "when": instant(one.made_at)}
        state, sign = _("menunggu persetujuan"), "waiting"
        if one.approved_at:
            by = {"name": names.get(one.approved_by, one.approved_by), "when": instant(one.approved_at)}
            state, sign = _("disetujui %(name)s, %(when)s") % by, "covered"
        if not one.fresh:
            state, sign = _("tidak berlaku lagi; %(state)s") % {"state": state}, "notyet"
        rows.append((made, rupiah(one.total_now_rp), one.regime, state, sign))
    return rows


def compared(lines: Iterable[ComparedLine]) -> list[ComparedShown]:
    return [
        ComparedShown(
            name=name_of(one.code),
            owed=rupiah(one.owed_rp),
            paid=rupiah(one.paid_rp),
            state=str(DIFFERENCE_WORDS[one.kind])
            if one.kind
            else (_("dalam jumlah tanpa rincian") if one.in_whole else _("sesuai")),
            sign="waiting" if one.kind else "covered",
        )
        for one in lines
    ]


def differences(found: Iterable[DifferenceFacts], *, names: Mapping[str, str]) -> list[DifferenceShown]:
    return [
        DifferenceShown(
            id=one.id,
            name=name_of(one.code),
            told=_("hak %(owed)s, dibayar %(paid)s") % {"owed": rupiah(one.owed_rp), "paid": rupiah(one.paid_rp)},
            state=_difference_state(one, names),
            sign="waiting" if one.closed_at is None else "covered",
            about=_("Terbuka sejak %(when)s; petugas %(name)s.")
            % {"when": instant(one.opened_at), "name": names.get(one.owner, one.owner) or "–"},
            is_open=one.closed_at is None,
        )
        for one in found
    ]


def _difference_state(one: DifferenceFacts, names: Mapping[str, str]) -> str:
    if one.closed_at is None:
        return str(DIFFERENCE_WORDS[one.kind])
    if one.closing == "mended":
        return _("sudah diperbaiki oleh pembayaran berikutnya")
    told = {"name": names.get(one.closed_by, one.closed_by), "because": one.because}
    return _("diterima oleh %(name)s: %(because)s") % told


def payments(
    found: Iterable[ClaimPaymentFacts], *, names: Mapping[str, str], may_see: bool
) -> list[tuple[str, str, str, str, str]]:
    """Its day, its sum, what for, where it is from, and the address of its scan."""
    rows = []
    for one in found:
        lines = ", ".join(f"{name_of(line.code)} {rupiah(line.amount_rp)}" for line in one.lines)
        source = (
            _("laporan cabang BPJS") if one.source.startswith("branch:") else one.paper_number or _("bukti keluarga")
        )
        about = ", ".join(filter(None, (source, one.payee, names.get(one.made_by, one.made_by))))
        scan = reverse("claims:payment_scan", args=[one.claim_id, one.id]) if one.scan_code and may_see else ""
        rows.append((day(one.paid_on), rupiah(one.total_rp), lines, about, scan))
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class LateShown:
    sentence: str
    parts: Sequence[tuple[str, str]]  # what was late, and the address of its letter


def late(found: Late | None, *, claim_id: int) -> LateShown | None:
    """Whether BPJS pays in time; None where its period has not begun."""
    if found is None:
        return None
    told = {"due": day(found.due), "days": found.working_days, "whole": day(found.whole_on)}
    sentence = _(
        "Berkas lengkap di BPJS sejak %(whole)s; menurut peraturan dibayar paling lambat %(due)s, %(days)s hari kerja "
        "kemudian."
    )
    parts = [(_late_part(one), _letter(claim_id, place)) for place, one in enumerate(found.parts)]
    return LateShown(sentence=sentence % told, parts=parts)


def _letter(claim_id: int, place: int) -> str:
    return f"{reverse('claims:compensation_letter', args=[claim_id])}?bagian={place}"


def _late_part(one: LatePart) -> str:
    told = {
        "sum": rupiah(one.of_rp),
        "days": number(one.days),
        "more": rupiah(one.compensation_rp),
        "day": day(one.paid_on) if one.paid_on else "",
    }
    if one.paid_on is None:
        return _("%(sum)s belum dibayar, terlambat %(days)s hari: ganti ruginya sampai hari ini %(more)s.") % told
    return _("%(sum)s baru dibayar %(day)s, terlambat %(days)s hari: ganti ruginya %(more)s.") % told


def letter_facts(found: Late, part: LatePart, *, is_jkk: bool, in_force: InForce) -> LateLetter:
    key = "late_share_jkk" if is_jkk else "late_share_jkm"
    return LateLetter(
        pay_by=found.due,
        paid_on=part.paid_on,
        days=part.days,
        base_rp=part.of_rp,
        share=percent_text(in_force.share(key) * 100),
        compensation_rp=part.compensation_rp,
        source=in_force.entry(key).citation,
    )


def owed_words(owed: Mapping[str, int]) -> dict[str, str]:
    """Each line that is owed, with its sum, as the form of a payment asks for it."""
    return {code: _("%(name)s (hak %(sum)s)") % {"name": name_of(code), "sum": rupiah(rp)} for code, rp in owed.items()}
