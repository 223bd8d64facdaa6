"""Oddities in sentences: what is asked, why, and what would answer it. A question accuses nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.queries import names_of_keys
from payung.accounts.wording import day, instant, month, number
from payung.gateways.lists.columns import Column, Kind, ListRow
from payung.matching.present.pages import Page, paged
from payung.matching.present.words import desa_name, origin_words
from payung.matching.queries.oddities import Asked, Behind, Explanation, Face, ListFacts, ListName, Odd
from payung.matching.rules.oddities import Oddity
from payung.shared.dates import Month

PER_PAGE = 50
KINDS: Mapping[str, Oddity] = {
    "telepon": Oddity.PHONE,
    "1-januari": Oddity.JANUARY,
    "nik-berurutan": Oddity.SERIALS,
    "kk": Oddity.KK,
    "desa-tumbuh": Oddity.GROWTH,
    "laju": Oddity.PACE,
}
SLUG_OF = {kind: slug for slug, kind in KINDS.items()}
NAMES: Mapping[Oddity, Promise] = {
    Oddity.PHONE: gettext_lazy("Satu nomor HP banyak orang"),
    Oddity.JANUARY: gettext_lazy("Lahir 1 Januari menumpuk"),
    Oddity.SERIALS: gettext_lazy("NIK berurutan"),
    Oddity.KK: gettext_lazy("Satu KK banyak pekerja"),
    Oddity.GROWTH: gettext_lazy("Desa tumbuh cepat"),
    Oddity.PACE: gettext_lazy("Pengirim jauh lebih cepat"),
}
REMEDIES: Mapping[Oddity, Promise] = {
    Oddity.PHONE: gettext_lazy("Hubungi nomornya atau tanyakan kepada desa: nomor siapa ini, dan kenalkah ia mereka?"),
    Oddity.JANUARY: gettext_lazy("Cocokkan beberapa orang dengan KTP-nya: benarkah tertulis 1 Januari di sana?"),
    Oddity.SERIALS: gettext_lazy("Cocokkan NIK mereka dengan KTP. Nomor urut berdekatan lazim hanya pada anak kembar."),
    Oddity.KK: gettext_lazy("Cocokkan dengan KK: benarkah semuanya tertulis di satu kartu dan semuanya bekerja?"),
    Oddity.GROWTH: gettext_lazy("Tanyakan kepada desa: pendataan apa yang menambah orang sebanyak ini?"),
    Oddity.PACE: gettext_lazy("Tanyakan kepada pengirim: dari mana daftarnya, dan siapa yang mengetik?"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OddRow:
    """A question as a list shows it."""

    address: str
    kind: str
    sentence: str
    state: str  # of the sign: "waiting" or "checked"
    state_words: str
    found: str  # what was found out, by whom and when; also where it has grown since
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindRow:
    """A person or a list behind a question. `address`: its page, where it has one."""

    name: str
    address: str
    about: str
    origin: str
    origin_address: str


def sentence(odd: Odd, *, kabupaten: str, files: Mapping[int, ListName]) -> str:
    """What is odd, with its numbers."""
    said = {"n": number(odd.count), "of": number(odd.of), "who": odd.name, "usual": number(round(odd.usual))}
    said |= {"list": _list_name(odd, files), "desa": desa_name(odd.desa_code, kabupaten=kabupaten)}
    if odd.kind is Oddity.PHONE:
        return _("Nomor HP %(who)s dipakai %(n)s orang dari %(of)s keluarga.") % said
    if odd.kind is Oddity.KK:
        return _("Satu KK memuat %(n)s pekerja.") % said
    if odd.kind is Oddity.SERIALS:
        return _("%(n)s NIK berurutan dengan tanggal lahir yang sama dalam daftar %(list)s.") % said
    if odd.kind is Oddity.PACE:
        return _("%(who)s mengirim %(n)s baris sehari; pengirim lain biasanya %(usual)s.") % said
    if odd.kind is Oddity.GROWTH:
        said |= {"month": month(Month.parse(odd.month)), "after": number(odd.of + odd.count)}
        return _("%(desa)s bertambah %(n)s orang pada %(month)s: dari %(of)s menjadi %(after)s.") % said
    said |= {"share": _share(odd.count / odd.of), "others": _share(odd.usual)}
    if odd.file_id is None:
        return _("%(desa)s: %(n)s dari %(of)s orang lahir 1 Januari (%(share)s); di tempat lain %(others)s.") % said
    return _("Daftar %(list)s: %(n)s dari %(of)s calon lahir 1 Januari (%(share)s); di luar itu %(others)s.") % said


def odd_rows(asked: Sequence[Asked], *, kabupaten: str, files: Mapping[int, ListName], words: str = "") -> list[OddRow]:
    """The questions whose sentence has these words."""
    who = names_of_keys([one.explanation.made_by for one in asked if one.explanation])
    rows = [_row(one, kabupaten, files, who) for one in asked]
    return [row for row in rows if all(word in f"{row.kind} {row.sentence}".lower() for word in words.lower().split())]


def _row(one: Asked, kabupaten: str, files: Mapping[int, ListName], who: Mapping[str, str]) -> OddRow:
    return OddRow(
        address=reverse("matching:oddity", args=[SLUG_OF[one.odd.kind], one.odd.subject]),
        kind=str(NAMES[one.odd.kind]),
        sentence=sentence(one.odd, kabupaten=kabupaten, files=files),
        state="waiting" if one.is_open else "checked",
        state_words=_state_words(one),
        found=found_words(one.explanation, who) if one.explanation else "",
        count=one.odd.count,
    )


def _state_words(one: Asked) -> str:
    if not one.is_open:
        return _("Sudah diperiksa")
    if one.explanation is None:
        return _("Belum diperiksa")
    return _("Bertambah %(n)s sejak diperiksa") % {"n": number(one.odd.count - one.explanation.count)}


def found_words(told: Explanation, names: Mapping[str, str]) -> str:
    """What was found out, by whom and when."""
    return f"{told.said} – {names.get(told.made_by, told.made_by)}, {instant(told.made_at)}"


def oddities_page(rows: list[OddRow], *, slug: str, words: str, wanted: int, size: int = PER_PAGE) -> Page[OddRow]:
    waiting = sum(row.state == "waiting" for row in rows)
    told = ngettext("%(n)s pertanyaan, %(w)s belum diperiksa", "%(n)s pertanyaan, %(w)s belum diperiksa", len(rows))
    return paged(
        rows[(wanted - 1) * size : wanted * size],
        told=told % {"n": number(len(rows)), "w": number(waiting)},
        count=len(rows),
        here="matching:oddities",
        download="matching:oddities_download",
        asked={"jenis": slug, "cari": words},
        wanted=wanted,
        size=size,
    )


def behind_rows(behind: Behind, *, kabupaten: str, may_open: set[int]) -> list[BehindRow]:
    """Who is behind a question; `may_open`: the lists whose pages the actor may open."""
    who = names_of_keys([one.received_by for one in behind.lists])
    faces = [_face_row(face, kabupaten, may_open) for face in behind.faces]
    return faces + [_list_row(one, who) for one in behind.lists]


def behind_rest(behind: Behind) -> str:
    """Those who are not in the table."""
    parts = []
    if behind.more:
        parts.append(_("%(n)s lagi tidak ditampilkan") % {"n": number(behind.more)})
    if behind.elsewhere:
        parts.append(_("%(n)s di luar wilayah Anda") % {"n": number(behind.elsewhere)})
    return _("Dan %(rest)s.") % {"rest": "; ".join(parts)} if parts else ""


def odd_columns() -> list[Column]:
    """The questions as a workbook; it holds no NIK."""
    return [
        Column(heading=_("Jenis"), width=30),
        Column(heading=_("Pertanyaan"), width=80),
        Column(heading=_("Jumlah"), kind=Kind.NUMBER),
        Column(heading=_("Keadaan"), width=30),
        Column(heading=_("Yang ditemukan"), width=60),
    ]


def odd_cells(rows: Sequence[OddRow]) -> Iterator[ListRow]:
    for row in rows:
        yield ListRow(cells=(row.kind, row.sentence, row.count, row.state_words, row.found))


def _face_row(face: Face, kabupaten: str, may_open: set[int]) -> BehindRow:
    origin = face.origin
    return BehindRow(
        name=face.name,
        address=reverse("desk:person", args=[face.person_id]) if face.person_id else "",
        about=f"{day(face.birth_date)}, {desa_name(face.desa_code, kabupaten=kabupaten)}",
        origin=origin_words(origin) if origin else _("tidak berasal dari daftar"),
        origin_address=reverse("intake:file", args=[origin.file_id]) if origin and origin.file_id in may_open else "",
    )


def _list_row(one: ListFacts, who: Mapping[str, str]) -> BehindRow:
    return BehindRow(
        name=one.file_name,
        address=reverse("intake:file", args=[one.id]),
        about=_("%(n)s baris") % {"n": number(one.rows)},
        origin=_("diterima %(who)s, %(at)s")
        % {"who": who.get(one.received_by, one.received_by), "at": instant(one.received_at)},
        origin_address="",
    )


def _list_name(odd: Odd, files: Mapping[int, ListName]) -> str:
    found = files.get(odd.file_id or 0)
    return f"{found.file_name} ({found.sender})" if found else ""


def _share(part: float) -> str:
    """`4,2 %`."""
    return _("%(tenths)s %%") % {"tenths": f"{part * 100:.1f}".replace(".", _(","))}
