"""Lists of BPJS and of other payers in the office's words: what was read of them, and what was not."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import day, number
from payung.contributions.present.reconciling import Words
from payung.contributions.queries.reconciling_lists import ListFacts, ListKind, UnreadFacts
from payung.contributions.rules.reconciling_words import Lack

LACK_WORDS: Mapping[Lack, Words] = {
    Lack.NO_NUMBER: gettext_lazy("KPJ dan NIK kosong"),
    Lack.DAMAGED: gettext_lazy("KPJ atau NIK rusak"),
    Lack.MONTH: gettext_lazy("bulannya tidak terbaca"),
    Lack.STATUS: gettext_lazy("statusnya tidak dikenal"),
}
REFUSAL_WORDS: Mapping[str, Words] = {
    "FILE_LOCKED": gettext_lazy("Berkas terkunci kata sandi. Buka, simpan tanpa sandi, lalu unggah lagi."),
    "FILE_EMPTY": gettext_lazy("Berkas ini kosong. Periksa berkasnya, lalu unggah yang berisi."),
    "FILE_TOO_LARGE": gettext_lazy("Berkas ini terlalu besar. Bagi menjadi beberapa berkas."),
    "HEADER_NOT_FOUND": gettext_lazy("Kolom KPJ atau NIK tidak ditemukan. Beri judul kolomnya, lalu unggah lagi."),
}
UNREADABLE = gettext_lazy("Berkas ini tidak dapat dibaca. Simpan sebagai .xlsx, lalu unggah lagi.")


def list_headline(one: ListFacts) -> str:
    if one.refusal:
        return _("Daftar ini tidak dapat dibaca")
    if one.read_at is None:
        return _("Daftar ini sedang dibaca")
    told = {"lines": number(one.line_count), "unread": number(one.unread_count), "passed": number(one.passed_count)}
    if one.kind is ListKind.EVIDENCE:
        sentence = _("%(lines)s orang kita ada pada daftar ini") % told
        if one.likely_count:
            sentence += _(", %(likely)s di antaranya hanya mirip") % {"likely": number(one.likely_count)}
        if one.passed_count:
            sentence += _(", %(passed)s bukan orang kita atau tidak aktif") % told
        if one.unsought_count:
            unsought = {"unsought": number(one.unsought_count)}
            sentence += (
                _(" (%(unsought)s di antaranya ber-NIK luar kabupaten dan tidak dicari menurut kemiripan)") % unsought
            )
    else:
        sentence = _("%(lines)s baris terbaca") % told
    return sentence + (_(", %(unread)s baris tidak terbaca seluruhnya") % told if one.unread_count else "")


def list_rows(found: Iterable[ListFacts]) -> list[tuple[str, str, str]]:
    """Address, name, where it stands."""
    name = {ListKind.INSURER: "contributions:insurer_list", ListKind.EVIDENCE: "contributions:evidence_list"}
    return [
        (
            reverse(name[one.kind], args=[one.id]),
            list_name(one),
            list_headline(one),
        )
        for one in found
    ]


def list_name(one: ListFacts) -> str:
    return one.payer or _("Daftar BPJS per %(day)s") % {"day": day(one.day)}


def refusal_words(code: str) -> str:
    return str(REFUSAL_WORDS.get(code, UNREADABLE))


def unread_rows(found: Iterable[UnreadFacts]) -> list[tuple[str, str, str, str]]:
    return [(one.sheet or "–", number(one.row), one.name or "–", str(LACK_WORDS[one.lack])) for one in found]
