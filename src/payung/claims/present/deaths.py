"""Lists of the dead in the office's words: what a list led to, why a line waits, both sides of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, number
from payung.claims.queries.deaths import Counts, DecisionFacts, DesaAsked, LineFacts, ListFacts, Tab
from payung.claims.rules.death_words import Agreement, Said, Settled
from payung.claims.rules.deaths import Lack
from payung.matching.present.likeness import likeness_texts, nearness_text
from payung.people.queries import HeirFacts

Words = str | Promise
TAB_WORDS: Mapping[Tab, Words] = {
    Tab.SURE: gettext_lazy("NIK, nama dan tanggal lahir sama"),
    Tab.NIK: gettext_lazy("Hanya NIK yang sama"),
    Tab.NAME: gettext_lazy("Hanya nama dan tanggal lahir yang sama"),
    Tab.LIKELY: gettext_lazy("Hanya mirip"),
    Tab.UNREAD: gettext_lazy("Tidak terbaca"),
}
TAB_SIGNS: Mapping[Tab, str] = {
    Tab.SURE: "covered",
    Tab.NIK: "waiting",
    Tab.NAME: "waiting",
    Tab.LIKELY: "waiting",
    Tab.UNREAD: "uncovered",
}
LACK_WORDS: Mapping[Lack, Words] = {
    Lack.NO_IDENTITY: gettext_lazy("NIK tidak ada, dan nama atau tanggal lahirnya tidak lengkap"),
    Lack.DAMAGED_NIK: gettext_lazy("NIK rusak, tidak dipakai"),
    Lack.OTHER_NIK: gettext_lazy("NIK-nya lain"),
    Lack.NAME_DIFFERS: gettext_lazy("namanya lain"),
    Lack.BIRTH_DIFFERS: gettext_lazy("tanggal lahirnya lain"),
    Lack.BIRTH_UNREADABLE: gettext_lazy("tanggal lahirnya tidak terbaca"),
    Lack.NAMESAKES: gettext_lazy("beberapa peserta bernama dan lahir sama"),
    Lack.SEVERAL_ALIKE: gettext_lazy("mirip dengan beberapa peserta"),
    Lack.NO_DAY: gettext_lazy("tanggal meninggalnya tidak ditulis"),
    Lack.DAY_UNREADABLE: gettext_lazy("tanggal meninggalnya tidak terbaca"),
    Lack.DAY_UNCLEAR: gettext_lazy("hari dan bulan meninggalnya dapat tertukar"),
    Lack.FUTURE_DAY: gettext_lazy("tanggal meninggalnya belum tiba"),
    Lack.BEFORE_BIRTH: gettext_lazy("tanggal meninggalnya mendahului hari lahir"),
    Lack.BEFORE_REGISTRATION: gettext_lazy("sudah meninggal sebelum didaftarkan: tidak ada klaim"),
    Lack.AFTER_END: gettext_lazy("meninggal sesudah bulan kepesertaannya habis: periksa perlindungannya"),
    Lack.LONG_AFTER_END: gettext_lazy("meninggal lama sesudah kepesertaannya berakhir"),
    Lack.DAYS_DIFFER: gettext_lazy("daftar menyebut dua tanggal meninggal"),
    Lack.TWICE: gettext_lazy("tertulis lagi di baris lain daftar ini"),
    Lack.KNOWN: gettext_lazy("kematiannya sudah disiapkan dari baris atau daftar lain"),
    Lack.SAID_NOT_SO: gettext_lazy("petugas pernah memutuskan bukan"),
}
SETTLED_WORDS: Mapping[Settled, Words] = {
    Settled.WAITING: gettext_lazy("menunggu putusan"),
    Settled.PREPARED: gettext_lazy("disiapkan"),
    Settled.CONFIRMED: gettext_lazy("dipastikan"),
    Settled.NOT_SO: gettext_lazy("bukan"),
    Settled.NONE: gettext_lazy("tidak ada tindakan"),
}
SETTLED_SIGNS: Mapping[Settled, str] = {
    Settled.WAITING: "waiting",
    Settled.PREPARED: "waiting",
    Settled.CONFIRMED: "covered",
    Settled.NOT_SO: "notyet",
    Settled.NONE: "notyet",
}
SAID_WORDS: Mapping[Said, Words] = {
    Said.SAME: gettext_lazy("Orang yang sama"),
    Said.NOT_SO: gettext_lazy("Bukan"),
    Said.TAKEN_BACK: gettext_lazy("Putusan dibatalkan"),
}
ORDER_WORDS: Mapping[str, Words] = {
    "": gettext_lazy("urutan daftar"),
    "nama": gettext_lazy("nama"),
    "meninggal": gettext_lazy("tanggal meninggal"),
    "desa": gettext_lazy("desa"),
}
REFUSAL_WORDS: Mapping[str, Words] = {
    "FILE_LOCKED": gettext_lazy("Berkas terkunci kata sandi. Buka, simpan tanpa sandi, lalu unggah lagi."),
    "FILE_EMPTY": gettext_lazy("Berkas ini kosong. Periksa berkasnya, lalu unggah yang berisi."),
    "FILE_TOO_LARGE": gettext_lazy("Berkas ini terlalu besar. Bagi menjadi beberapa berkas."),
    "HEADER_NOT_FOUND": gettext_lazy(
        "Kolom NIK, atau nama dan tanggal lahir, tidak ditemukan. Beri judul kolomnya, lalu unggah lagi."
    ),
}
UNREADABLE = gettext_lazy("Berkas ini tidak dapat dibaca. Simpan sebagai .xlsx, lalu unggah lagi.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathLineRow:
    url: str
    name: str
    about: str  # sheet and row, the NIK as screens show it
    born: str
    died: str
    ours: str
    place: str
    why: str
    state: str
    sign: str
    heirs: str
    claim_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One fact, as the list tells it and as we know it."""

    what: str
    theirs: str
    ours: str
    agrees: bool | None  # None: one of them says nothing


def lists_headline(found: Sequence[tuple[ListFacts, Counts]]) -> str:
    if not found:
        return _("Belum ada daftar orang meninggal")
    waiting = sum(counts.waiting for _one, counts in found)
    if not waiting:
        return _("Tidak ada baris yang menunggu putusan")
    return ngettext("%(n)s baris menunggu putusan", "%(n)s baris menunggu putusan", waiting) % {"n": number(waiting)}


def list_rows(found: Iterable[tuple[ListFacts, Counts]]) -> list[tuple[str, str, str, str, str]]:
    """Address, from whom, file, when, where it stands."""
    return [
        (
            reverse("claims:death_list", args=[one.id]),
            one.source,
            one.file_name,
            instant(one.made_at),
            headline(one, counts),
        )
        for one, counts in found
    ]


def headline(one: ListFacts, counts: Counts) -> str:
    if one.refusal:
        return _("Daftar ini tidak dapat dibaca")
    if one.read_at is None:
        return _("Daftar ini sedang dibaca")
    ours = counts.prepared + counts.waiting
    if not ours:
        return _("Tidak ada peserta kita di antara %(rows)s orang") % {"rows": number(one.row_count)}
    told = {"prepared": number(counts.prepared), "waiting": number(counts.waiting), "rows": number(one.row_count)}
    if not counts.waiting:
        return _("%(prepared)s peserta disiapkan klaimnya, dari %(rows)s orang") % told
    return _("%(prepared)s peserta disiapkan klaimnya, %(waiting)s menunggu putusan, dari %(rows)s orang") % told


def refusal_words(code: str) -> str:
    return str(REFUSAL_WORDS.get(code, UNREADABLE)) if code else ""


def tabs(counts: Counts, *, here: Tab, address: str) -> list[tuple[str, str, str, str, bool]]:
    """Address, how many, words, sign, whether it is open."""
    return [
        (f"{address}?bagian={tab}", number(counts.tabs[tab]), str(words), TAB_SIGNS[tab], tab is here)
        for tab, words in TAB_WORDS.items()
    ]


def lines(found: Iterable[LineFacts]) -> list[DeathLineRow]:
    return [_line(one) for one in found]


def why(one: LineFacts) -> str:
    alike = [nearness_text(one.likeness)] if one.likeness else []
    return "; ".join([*alike, *(str(LACK_WORDS[lack]) for lack in one.lacks)])


def likeness_rows(one: LineFacts) -> list[str]:
    """How the line is like our member, and what differs."""
    return likeness_texts(one.likeness) if one.likeness else []


def unsought_text(one: ListFacts) -> str:
    """Not looked up is never shown as none found."""
    if not one.unsought_count:
        return ""
    return ngettext(
        "%(n)s baris ber-NIK luar kabupaten dicari menurut nomor saja, tidak menurut kemiripan. Untuk mencarinya juga, "
        "unggah baris itu sebagai daftar tersendiri.",
        "%(n)s baris ber-NIK luar kabupaten dicari menurut nomor saja, tidak menurut kemiripan. Untuk mencarinya juga, "
        "unggah baris itu sebagai daftar tersendiri.",
        one.unsought_count,
    ) % {"n": number(one.unsought_count)}


def heirs_text(heirs: Iterable[HeirFacts]) -> str:
    told = (
        f"{one.name}{f' ({one.relation})' if one.relation else ''}{f' {one.phone}' if one.phone else ''}"
        for one in heirs
    )
    return ", ".join(told)


def place_text(one: LineFacts) -> str:
    return ", ".join(filter(None, (one.desa, one.kecamatan)))


def at_text(one: LineFacts) -> str:
    at = _("baris %(row)s") % {"row": number(one.row)}
    return f"{one.sheet}, {at}" if one.sheet else at


def sides(one: LineFacts) -> list[Side]:
    """Both sides, fact by fact. A NIK shows its region only; whether both are one is said beside it."""
    same_nik = one.agreement in (Agreement.SURE, Agreement.NIK_ALONE)  # one that is only alike has another, or none
    return [
        Side(
            what=_("NIK"),
            theirs=one.nik or "–",
            ours=one.our_nik or "–",
            agrees=same_nik if one.nik and one.our_nik else None,
        ),
        Side(what=_("Nama"), theirs=one.name or "–", ours=one.our_name, agrees=_names_agree(one)),
        Side(
            what=_("Tanggal lahir"),
            theirs=_day(one.birth_date),
            ours=_day(one.our_birth_date),
            agrees=one.birth_date == one.our_birth_date if one.birth_date and one.our_birth_date else None,
        ),
        Side(what=_("Tanggal meninggal"), theirs=_day(one.death_date), ours=_day(_our_day(one)), agrees=None),
        Side(what=_("Desa"), theirs="–", ours=place_text(one) or "–", agrees=None),
        Side(what=_("KPJ"), theirs="–", ours=one.membership.kpj if one.membership else "–", agrees=None),
        Side(what=_("Terdaftar sejak"), theirs="–", ours=_day(_registered(one)), agrees=None),
    ]


def line_headline(one: LineFacts) -> str:
    if one.person_id is None:
        return _("Baris ini tidak dapat dibaca")
    told = {"name": one.our_name}
    if one.settled is Settled.CONFIRMED:
        return _("%(name)s: meninggalnya sudah dipastikan") % told
    if one.settled is Settled.PREPARED:
        return (_("%(name)s: klaimnya sudah disiapkan") if one.claim else _("%(name)s: tidak ada klaim")) % told
    if one.settled is Settled.NOT_SO:
        return _("%(name)s: sudah diputuskan bukan") % told
    if one.settled is Settled.NONE:
        return _("%(name)s: tidak ada yang perlu dilakukan") % told
    return _("Apakah ini %(name)s?") % told


def decision_rows(found: Iterable[DecisionFacts], *, names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [
        (
            f"{SAID_WORDS[one.said]}{f', meninggal {day(one.death_date)}' if one.death_date else ''}",
            one.because or "–",
            f"{names.get(one.made_by, one.made_by)}, {instant(one.made_at)}",
        )
        for one in found
    ]


def desa_rows(found: Iterable[DesaAsked]) -> list[tuple[str, str, list[tuple[str, str, str, str, str]]]]:
    """Desa, kecamatan, and of each whom to confirm: name, year of birth, KPJ, said to have died, heirs."""
    return [
        (
            one.desa or one.desa_code,
            one.kecamatan,
            [
                (
                    line.our_name,
                    str(line.our_birth_date.year) if line.our_birth_date else "–",
                    line.membership.kpj if line.membership else "–",
                    _day(line.death_date),
                    heirs_text(line.heirs) or "–",
                )
                for line in one.lines
            ],
        )
        for one in found
    ]


def counted(count: int) -> str:
    return ngettext("%(n)s baris", "%(n)s baris", count) % {"n": number(count)}


def headings() -> list[str]:
    return [
        *(_("Nama di daftar"), _("Lembar dan baris"), _("Lahir"), _("Meninggal"), _("Peserta kita"), _("Desa")),
        *(_("Yang perlu dilihat"), _("Keadaan"), _("Ahli waris")),
    ]


def excel_rows(shown: Iterable[DeathLineRow]) -> Iterable[list[str]]:
    return ([x.name, x.about, x.born, x.died, x.ours, x.place, x.why, x.state, x.heirs] for x in shown)


def _line(one: LineFacts) -> DeathLineRow:
    return DeathLineRow(
        url=reverse("claims:death_line", args=[one.id]) if one.person_id else "",
        name=one.name or _("tanpa nama"),
        about=" · ".join(filter(None, (at_text(one), one.nik))),
        born=_day(one.birth_date),
        died=_day(one.death_date),
        ours=one.our_name or "–",
        place=place_text(one) or "–",
        why=why(one),
        state=str(SETTLED_WORDS[one.settled]) if one.person_id else _("tidak terbaca"),
        sign=SETTLED_SIGNS[one.settled] if one.person_id else "uncovered",
        heirs=heirs_text(one.heirs),
        claim_url=reverse("claims:claim", args=[one.claim.id]) if one.claim else "",
    )


def _names_agree(one: LineFacts) -> bool | None:
    if one.agreement in (Agreement.SURE, Agreement.NAME_AND_DATE):
        return True
    return False if Lack.NAME_DIFFERS in one.lacks else None


def _our_day(one: LineFacts) -> date | None:
    return one.membership.ended_date if one.membership else None


def _registered(one: LineFacts) -> date | None:
    return one.membership.registered_date if one.membership else None


def _day(when: date | None) -> str:
    return day(when) if when else "–"
