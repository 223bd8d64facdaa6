"""Verval in sentences: how many desas have answered, what was said of whom, and the message that carries a link."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, month, number
from payung.contributions.forms.verifying import ANSWER_WORDS
from payung.contributions.queries.verifying import DesaFacts, LineFacts, RoundFacts
from payung.contributions.rules.verifying import Link
from payung.contributions.states import VervalState
from payung.membership.states import HoldReason, State
from payung.regions.load import gazetteer
from payung.shared.dates import Month

AT_ONCE = 100
STATES = {
    VervalState.WAITING: ("waiting", gettext_lazy("menunggu")),
    VervalState.ANSWERED: ("covered", gettext_lazy("sudah menjawab")),
    VervalState.SILENT: ("uncovered", gettext_lazy("tidak menjawab")),
}
ORDERS = {
    "": gettext_lazy("kode desa"),
    "nama": gettext_lazy("nama desa"),
    "tidak": gettext_lazy("terbanyak tidak bekerja"),
}
ANSWERS = {
    "belum": gettext_lazy("belum dijawab"),
    **{answer.value: words for answer, words in ANSWER_WORDS.items()},
}
MEMBER_ORDERS = {"": gettext_lazy("nomor"), "nama": gettext_lazy("nama"), "lahir": gettext_lazy("tanggal lahir")}
_MEMBERSHIPS = {
    State.RUNNING: gettext_lazy("berjalan"),
    State.HELD: gettext_lazy("ditahan"),
    State.ENDED: gettext_lazy("sudah berakhir"),
}
_TOLD_BY = {"claim": gettext_lazy("Menurut laporan kejadian")}
HELD_WORDS = {
    HoldReason.DIED: gettext_lazy("meninggal dunia"),
    HoldReason.MOVED: gettext_lazy("pindah"),
    HoldReason.WAGE_EARNER: gettext_lazy("menjadi karyawan"),
    HoldReason.NOT_FOUND: gettext_lazy("tidak ditemukan"),
    HoldReason.LOST_AT_SEA: gettext_lazy("hilang di laut"),
}
_LONG_NUMBER = re.compile(r"\d(?:[ .\-']?\d){7,}")  # a NIK, a KK number or a phone that slipped into an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A stretch of a list, and the addresses around it."""

    told: str
    number: int
    pages: int
    before: str
    after: str
    paper: str = ""
    excel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    id: int
    term: str
    state: str
    word: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DesaLine:
    id: int
    name: str
    kecamatan: str
    state: str
    word: str
    when: str
    members: str
    confirmed: str
    gone: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """`about`: what tells two of one name apart; no digit of a NIK."""

    membership_id: int
    number: int
    name: str
    about: str
    kpj: str
    is_told: bool
    is_gone: bool
    word: str
    membership: str
    is_held: bool
    told: str = ""  # what was told of them elsewhere, as a question to the desa


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What goes to one desa by WhatsApp, by hand."""

    desa: str
    kecamatan: str
    address: str
    text: str


def term(first: Month, last: Month) -> str:
    """`Januari 2027 s.d. Juni 2027`."""
    if first == last:
        return month(first)
    return _("%(first)s s.d. %(last)s") % {"first": month(first), "last": month(last)}


def desa_name(code: str) -> str:
    found = gazetteer(code[:5]).by_code.get(code.replace(".", ""))
    return found.name if found else code


def kecamatan_name(code: str) -> str:
    found = gazetteer(code[:5]).by_code.get(code.replace(".", ""))
    return found.kecamatan if found else ""


def headline(facts: RoundFacts) -> str:
    """The sentence that answers the page's question."""
    words = {
        "answered": number(facts.answered),
        "desas": number(facts.desas),
        "rest": number(facts.desas - facts.answered),
    }
    if facts.closed_at:
        return _("Ditutup: %(answered)s dari %(desas)s desa menjawab, %(rest)s tidak") % words
    if facts.answered == facts.desas:
        return _("Semua %(desas)s desa sudah menjawab") % words
    return _("%(answered)s dari %(desas)s desa sudah menjawab, %(rest)s belum") % words


def sign(facts: RoundFacts) -> str:
    return "covered" if facts.answered == facts.desas else "waiting"


def round_facts(facts: RoundFacts, *, names: Mapping[str, str]) -> list[tuple[str, str]]:
    rest = facts.members - facts.confirmed - facts.gone
    found = [
        (_("Termin"), term(facts.first_month, facts.last_month)),
        (_("Jawaban ditunggu sampai"), day(facts.due_date)),
        (_("Peserta yang ditanyakan"), number(facts.members)),
        (_("Masih hidup dan bekerja"), number(facts.confirmed)),
        (_("Tidak lagi"), number(facts.gone)),
        (_("Belum dijawab"), number(rest)),
        (_("Dibuka"), f"{names.get(facts.opened_by, facts.opened_by)}, {instant(facts.opened_at)}"),
    ]
    if facts.closed_at:
        found.append((_("Ditutup"), f"{names.get(facts.closed_by, facts.closed_by)}, {instant(facts.closed_at)}"))
    return found


def round_lines(found: Iterable[RoundFacts]) -> list[RoundLine]:
    return [
        RoundLine(
            id=one.id,
            term=term(one.first_month, one.last_month),
            state=sign(one),
            word=_("ditutup") if one.closed_at else _("terbuka"),
            told=_("%(answered)s dari %(desas)s desa menjawab; %(confirmed)s dari %(members)s peserta masih bekerja")
            % {
                "answered": number(one.answered),
                "desas": number(one.desas),
                "confirmed": number(one.confirmed),
                "members": number(one.members),
            },
        )
        for one in found
    ]


def desa_lines(found: Iterable[DesaFacts]) -> list[DesaLine]:
    return [
        DesaLine(
            id=one.id,
            name=desa_name(one.desa_code),
            kecamatan=kecamatan_name(one.desa_code),
            state=STATES[one.state][0],
            word=str(STATES[one.state][1]),
            when=answered_words(one),
            members=number(one.members),
            confirmed=number(one.confirmed),
            gone=number(one.gone),
            note=_("ada yang ditahan") if one.has_held else "",
        )
        for one in found
    ]


def answered_words(one: DesaFacts) -> str:
    """`Norlaila, 12 Januari 2027 14.30 WITA, kertas`."""
    if one.answered_at is None:
        return _("%(n)s orang sudah disebut") % {"n": number(one.gone)} if one.gone else ""
    way = _("kertas") if one.on_paper else _("tautan")
    return f"{one.answered_by}, {instant(one.answered_at)}, {way}"


def asked_desas(found: Sequence[DesaFacts], *, words: str, state: str, order: str) -> list[DesaFacts]:
    """Those whose name or kecamatan holds the words, in the order asked for."""
    plain = words.casefold().split()
    kept = [
        one
        for one in found
        if state in ("", one.state.value)
        and all(word in f"{desa_name(one.desa_code)} {kecamatan_name(one.desa_code)}".casefold() for word in plain)
    ]
    if order == "nama":
        kept.sort(key=lambda one: desa_name(one.desa_code))
    if order == "tidak":
        kept.sort(key=lambda one: -one.gone)
    return kept


def member_lines(found: Iterable[LineFacts]) -> list[MemberLine]:
    return [
        MemberLine(
            membership_id=one.membership_id,
            number=one.number,
            name=without_numbers(one.name),
            about=about(one),
            kpj=one.kpj,
            is_told=one.answer is not None,
            is_gone=one.answer is not None and one.answer != "working",
            word=said_words(one),
            membership=str(_MEMBERSHIPS[one.state]),
            is_held=one.state is State.HELD,
            told=told_words(one),
        )
        for one in found
    ]


def about(one: LineFacts) -> str:
    """`nelayan, lahir 1980, RT 03 Dusun Satu`."""
    born = _("lahir %(year)s") % {"year": one.birth_date.year}
    return ", ".join(part for part in (one.occupation, born, without_numbers(one.address)) if part)


def said_words(one: LineFacts) -> str:
    """`meninggal dunia, 8 Januari 2027 (sakit)`."""
    if one.answer is None:
        return ""
    since = f", {day(one.happened_on)}" if one.happened_on else ""
    note = f" ({one.note})" if one.note else ""
    return f"{ANSWER_WORDS[one.answer]}{since}{note}"


def told_words(one: LineFacts) -> str:
    """`Menurut daftar meninggal (Dukcapil): meninggal dunia, 8 April 2027. Benar?`; notes of the office stay with it."""
    told = one.held_for
    if told is None or told.source.startswith("verval:"):
        return ""
    who = _TOLD_BY.get(told.source.partition(":")[0], _("Menurut kabar kepada dinas"))
    if told.source.startswith("deaths:"):
        who = _("Menurut %(list)s") % {"list": without_numbers(told.note[:1].lower() + told.note[1:])}
    what = str(HELD_WORDS[told.reason])
    since = f", {day(told.happened_on)}" if told.happened_on else ""
    return _("%(who)s: %(what)s%(since)s. Benar?") % {"who": who, "what": what, "since": since}


def unsure_words(desa: DesaFacts) -> str:
    told = ngettext(
        "%(n)s orang dikabarkan tidak lagi bekerja. Benarkah? Ketuk namanya, lalu jawab satu per satu",
        "%(n)s orang dikabarkan tidak lagi bekerja. Benarkah? Ketuk namanya, lalu jawab satu per satu",
        desa.unsure,
    )
    return told % {"n": number(desa.unsure)}


def without_numbers(text: str) -> str:
    return _LONG_NUMBER.sub("••••", text)


def rest_words(desa: DesaFacts) -> str:
    """What is said of everybody whom the desa does not name."""
    rest = desa.members - desa.gone - desa.unsure
    if not desa.gone and not desa.unsure:
        return ngettext(
            "Satu-satunya peserta masih hidup dan bekerja", "Semua %(n)s orang masih hidup dan bekerja", rest
        ) % {"n": number(rest)}
    return ngettext(
        "%(n)s orang lainnya masih hidup dan bekerja", "%(n)s orang lainnya masih hidup dan bekerja", rest
    ) % {"n": number(rest)}


def messages(links: Iterable[Link], *, root: str, office: str) -> list[Message]:
    """`root`: the address of the site, without a slash at its end."""
    return [_message(link, f"{root}/verval/{link.token}", office) for link in links]


def _message(link: Link, address: str, office: str) -> Message:
    name = desa_name(link.desa_code)
    text = _(
        "Yth. Kantor Desa/Kelurahan %(desa)s. Mohon periksa %(members)s peserta pekerja rentan di desa Anda paling lambat"
        " %(until)s: siapa yang meninggal, pindah, menjadi karyawan atau tidak ditemukan. Buka tautan ini, tanpa akun:"
        " %(address)s Tautan ini hanya untuk desa Anda; jangan diteruskan. %(office)s"
    ) % {
        "desa": name,
        "members": number(link.members),
        "until": day(link.until),
        "address": address,
        "office": office,
    }
    return Message(desa=name, kecamatan=kecamatan_name(link.desa_code), address=address, text=text)


def page(*, count: int, at: int, size: int, here: str, asked: Mapping[str, str]) -> Page:
    """The stretch numbered `at` of `count` members; one beyond the last is the last."""
    pages = max(1, -(-count // size))
    at = min(max(at, 1), pages)
    return Page(
        told=ngettext("%(n)s orang", "%(n)s orang", count) % {"n": number(count)},
        number=at,
        pages=pages,
        before=_to(here, asked, hal=at - 1) if at > 1 else "",
        after=_to(here, asked, hal=at + 1) if at < pages else "",
        paper=_to(here, asked, cetak=1),
        excel=_to(here, asked, unduh="excel"),
    )


def desa_page(*, count: int, at: int, size: int, here: str, asked: Mapping[str, str]) -> Page:
    """The same for desas."""
    found = page(count=count, at=at, size=size, here=here, asked=asked)
    told = ngettext("%(n)s desa", "%(n)s desa", count) % {"n": number(count)}
    return Page(
        told=told,
        number=found.number,
        pages=found.pages,
        before=found.before,
        after=found.after,
        paper=found.paper,
        excel=found.excel,
    )


def _to(here: str, asked: Mapping[str, str], **more: object) -> str:
    words = {name: value for name, value in asked.items() if value} | {name: str(value) for name, value in more.items()}
    return f"{here}?{urlencode(words)}" if words else here
