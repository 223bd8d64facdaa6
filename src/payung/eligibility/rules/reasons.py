"""The sentences of a verdict, made from its marks, its facts and the criteria it was judged by: never judged anew. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from payung.eligibility.rules.facts import EXPIRED, NEVER, AlikeFinding, JudgementFacts
from payung.eligibility.rules.judging import KINDS
from payung.eligibility.rules.words import Outcome, Verdict
from payung.programmes.rules.criteria import range_text
from payung.programmes.rules.setup import CriteriaFacts, CriterionFacts, CriterionKind
from payung.shared.dates import day_text

HEADLINES = {
    Verdict.ELIGIBLE: "Memenuhi syarat",
    Verdict.NOT_ELIGIBLE: "Tidak memenuhi syarat",
    Verdict.UNCHECKED: "Belum diperiksa seluruhnya",
    Verdict.DECISION: "Perlu keputusan",
}
_WEIGHT = {"-": 0, "!": 1, "?": 2, "+": 3}
_BPJS_MET = {
    Outcome.NOT_ACTIVE: "tidak aktif di BPJS Ketenagakerjaan",
    Outcome.OWN_WADAH: "sudah di wadah kita; kepesertaannya dilanjutkan",
    Outcome.SELF_PAYING: "membayar iuran sendiri; boleh pindah ke wadah kita",
    Outcome.OTHER_PAYER: "bukan penerima upah",
    Outcome.WAGE_EARNER: "tidak ada pembayar lain selain pemberi kerjanya",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One criterion as it turned out. `mark` as in `judging`."""

    kind: CriterionKind
    mark: str
    sentence: str


def explain(*, judgement: JudgementFacts, criteria: CriteriaFacts) -> list[Reason]:
    """Every criterion that was asked, what hinders first. `criteria` is the version of the run, not the latest."""
    asked = criteria.asked(judgement.audience)
    found = [
        Reason(kind=kind, mark=mark, sentence=_sentence(kind, mark, judgement, asked[kind]))
        for kind, mark in zip(KINDS, judgement.marks, strict=True)
        if mark != "." and kind in asked
    ]
    return sorted(found, key=lambda reason: _WEIGHT[reason.mark])


def _sentence(kind: CriterionKind, mark: str, of: JudgementFacts, one: CriterionFacts) -> str:
    alike = [finding for finding in of.alike if mark == "!" and finding.outcome is _TOLD_OF_ONE_ALIKE.get(kind)]
    return " ".join(map(_alike, alike)) if alike else _SENTENCES[kind](of, one, mark)


def _alike(one: AlikeFinding) -> str:
    """Where the line stands, what it says, and why it may be the person."""
    place = f"lembar {one.sheet} baris {one.row}" if one.sheet else f"baris {one.row}"
    said = {
        Outcome.DIED: "meninggal",
        Outcome.MOVED_OUT: "sudah pindah",
        Outcome.WAGE_EARNER: f"penerima upah (PU){f' dari {one.payer}' if one.payer else ''}",
        Outcome.OTHER_PAYER: f"iurannya dibayar {one.payer or 'pihak lain'}",
    }[one.outcome]
    where = f"{one.file_name}, {place}{_when(one.answered_date)}"
    return (
        f"Menurut {where} seseorang {said}, dan ia {one.nearness}: {one.why}. "
        "Putuskan di halaman jawaban itu apakah orangnya sama, lalu nilai lagi."
    )


def _alive(of: JudgementFacts, _one: CriterionFacts, mark: str) -> str:
    if mark == "-":
        return f"Meninggal menurut Dukcapil{_when(of.dukcapil_date)}."
    if mark == "!":
        return "Dukcapil pernah menyatakan meninggal, kini hidup. Pastikan orangnya, lalu putuskan."
    if mark == "?":
        return _unchecked("Dukcapil", of.dukcapil, of.dukcapil_date, "apakah masih hidup")
    return f"Hidup menurut Dukcapil{_when(of.dukcapil_date)}."


def _identity(of: JudgementFacts, _one: CriterionFacts, mark: str) -> str:
    if of.dukcapil == Outcome.NIK_UNKNOWN:
        return f"NIK tidak dikenal Dukcapil{_when(of.dukcapil_date)}. Minta pengusul mencocokkannya dengan KTP."
    if mark == "!":
        return f"Nama atau tanggal lahir berbeda dengan Dukcapil{_when(of.dukcapil_date)}. Cocokkan KTP, lalu putuskan."
    if mark == "?":
        return _unchecked("Dukcapil", of.dukcapil, of.dukcapil_date, "NIK dan namanya")
    return f"NIK dan nama dikenal Dukcapil{_when(of.dukcapil_date)}."


def _age(of: JudgementFacts, one: CriterionFacts, mark: str) -> str:
    said = f"Berumur {of.age} tahun pada {day_text(of.registration_date)}"
    return f"{said}." if mark == "+" else f"{said}; syaratnya {range_text(one)}."


def _residence(of: JudgementFacts, _one: CriterionFacts, mark: str) -> str:
    if mark == "?":
        return _unchecked("Dukcapil", of.dukcapil, of.dukcapil_date, "tempat tinggalnya")
    if mark == "+":
        return f"Penduduk kabupaten ini menurut Dukcapil{_when(of.dukcapil_date)}."
    if of.dukcapil == Outcome.MOVED_OUT:
        return f"Sudah pindah dari kabupaten ini menurut Dukcapil{_when(of.dukcapil_date)}."
    return "Desanya di luar kabupaten ini."


def _months_of_residence(of: JudgementFacts, one: CriterionFacts, mark: str) -> str:
    if mark == "?":
        return _unchecked("Dukcapil", of.dukcapil, of.dukcapil_date, "sejak kapan tinggal di sini")
    said = f"Tinggal di sini {of.residence_months} bulan pada {day_text(of.registration_date)}"
    return f"{said}." if mark == "+" else f"{said}; syaratnya {range_text(one)}."


def _occupation(of: JudgementFacts, _one: CriterionFacts, mark: str) -> str:
    if mark == "+":
        return f"Bekerja sebagai {of.occupation}."
    if of.occupation:
        return f"Pekerjaan “{of.occupation}” tidak ada dalam daftar pekerjaan. Tanyakan pekerjaan sebenarnya."
    return "Pekerjaannya belum diketahui. Tanyakan kepada pengusul."


def _standing(of: JudgementFacts, _one: CriterionFacts, mark: str) -> str:
    if mark == "-":
        return f"Pekerjaan {of.occupation} punya jaminan sendiri dan tidak dapat diikutkan."
    if mark == "!":
        return f"Pekerjaan {of.occupation} perlu ditanyakan: apakah benar bekerja tanpa upah dari pemberi kerja?"
    if mark == "?":
        return "Boleh tidaknya pekerjaan ini diikutkan belum diketahui."
    return f"Pekerjaan {of.occupation} boleh diikutkan."


def _not_wage_earner(of: JudgementFacts, _one: CriterionFacts, mark: str) -> str:
    if mark == "?":
        return _unchecked("BPJS", of.bpjs, of.bpjs_date, "apakah penerima upah")
    if mark == "+":
        return _met_by_bpjs(of)
    whose = f" dari {of.payer}" if of.payer else ""
    said = f"Penerima upah (PU){whose} menurut BPJS{_when(of.bpjs_date)}."
    return f"{said} Pastikan masih bekerja di sana, lalu putuskan." if mark == "!" else said


def _not_other_payer(of: JudgementFacts, _one: CriterionFacts, mark: str) -> str:
    if mark == "?":
        return _unchecked("BPJS", of.bpjs, of.bpjs_date, "siapa yang membayar iurannya")
    if mark == "+":
        return _met_by_bpjs(of)
    payer = of.payer or "pihak lain"
    said = f"Iurannya sudah dibayar {payer} menurut BPJS{_when(of.bpjs_date)}."
    return f"{said} Sepakati dengan {payer} siapa yang melanjutkan, agar tidak dibayar dua kali."


def _desil(of: JudgementFacts, one: CriterionFacts, mark: str) -> str:
    if of.dtsen == Outcome.NOT_LISTED:
        return f"Tidak tercatat di DTSEN{_when(of.dtsen_date)}; syaratnya desil {range_text(one)}."
    if mark == "?":
        return _unchecked("DTSEN", of.dtsen, of.dtsen_date, "desilnya")
    said = f"Desil {of.desil} menurut DTSEN{_when(of.dtsen_date)}"
    return f"{said}." if mark == "+" else f"{said}; syaratnya {range_text(one)}."


def _most_per_kk(of: JudgementFacts, one: CriterionFacts, mark: str) -> str:
    if mark == "?" and of.place_in_kk is None:
        return "Nomor KK-nya belum diketahui, jadi anggota se-KK belum dapat dihitung."
    said = f"Urutan ke-{of.place_in_kk} di KK-nya; syaratnya {range_text(one)} se-KK"
    if mark == "?":
        return f"{said}. Menunggu hasil anggota KK yang diusulkan lebih dulu."
    return f"{said}."


_SENTENCES: Mapping[CriterionKind, Callable[[JudgementFacts, CriterionFacts, str], str]] = {
    CriterionKind.ALIVE: _alive,
    CriterionKind.IDENTITY: _identity,
    CriterionKind.AGE: _age,
    CriterionKind.RESIDENCE: _residence,
    CriterionKind.MONTHS_OF_RESIDENCE: _months_of_residence,
    CriterionKind.OCCUPATION: _occupation,
    CriterionKind.STANDING: _standing,
    CriterionKind.NOT_WAGE_EARNER: _not_wage_earner,
    CriterionKind.NOT_OTHER_PAYER: _not_other_payer,
    CriterionKind.DESIL: _desil,
    CriterionKind.MOST_PER_KK: _most_per_kk,
}


# What a line about somebody like the person puts in question.
_TOLD_OF_ONE_ALIKE: Mapping[CriterionKind, Outcome] = {
    CriterionKind.ALIVE: Outcome.DIED,
    CriterionKind.RESIDENCE: Outcome.MOVED_OUT,
    CriterionKind.NOT_WAGE_EARNER: Outcome.WAGE_EARNER,
    CriterionKind.NOT_OTHER_PAYER: Outcome.OTHER_PAYER,
}


def _met_by_bpjs(of: JudgementFacts) -> str:
    words = next(words for outcome, words in _BPJS_MET.items() if outcome == of.bpjs)
    return f"{words[0].upper()}{words[1:]}, menurut BPJS{_when(of.bpjs_date)}."


def _unchecked(register: str, word: str, day: date | None, what: str) -> str:
    """Not checked is said with what to do, and never as if nothing had been found."""
    if word == NEVER:
        return f"Belum diperiksa ke {register}: {what}. Mintakan pemadanan."
    if word == EXPIRED:
        return (
            f"Jawaban {register}{_when(day)} sudah kedaluwarsa: {what} perlu diperiksa lagi. Mintakan pemadanan baru."
        )
    return f"Jawaban {register}{_when(day)} tidak menyebut {what}. Tanyakan lagi."


def _when(day: date | None) -> str:
    return f" ({day_text(day)})" if day else ""
