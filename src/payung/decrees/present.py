"""Decrees as pages tell of them: the state first, what comes next and for whom, sums and lines in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.rules import Actor
from payung.accounts.wording import day, instant, number, rupiah, size
from payung.decrees.queries import DecreeFacts, LineFacts, PrintedFacts, Recap, RecapRow
from payung.decrees.queries.lines import PAGE, LeftOutFacts
from payung.decrees.queries.uses import UseFacts
from payung.decrees.states import HOLDING, Event, Kind, LeftOutWhy, LineState, State, open_to
from payung.jobs import queries as jobs
from payung.regions.load import gazetteer

Words = str | Promise
KIND_WORDS: Mapping[Kind, Words] = {
    Kind.FIRST: gettext_lazy("Keputusan Bupati"),
    Kind.AMENDMENT: gettext_lazy("Keputusan perubahan"),
    Kind.MINUTES: gettext_lazy("Berita acara penggantian"),
}
STATE_WORDS: Mapping[State, Words] = {
    State.DRAFT: gettext_lazy("Rancangan, menunggu diperiksa orang lain"),
    State.CHECKED: gettext_lazy("Sudah diperiksa, siap masuk proses paraf"),
    State.IN_SIGNATURE: gettext_lazy("Dalam proses paraf, daftar dibekukan"),
    State.SIGNED: gettext_lazy("Ditandatangani, belum berlaku"),
    State.IN_FORCE: gettext_lazy("Berlaku"),
    State.AMENDED: gettext_lazy("Berlaku dengan perubahan"),
    State.SET_ASIDE: gettext_lazy("Dibatalkan sebelum ditandatangani"),
}
SIGNS: Mapping[State, str] = {  # by word, sign and colour, as the style sheet has them
    **dict.fromkeys((State.DRAFT, State.CHECKED, State.IN_SIGNATURE, State.SIGNED), "waiting"),
    **dict.fromkeys((State.IN_FORCE, State.AMENDED), "covered"),
    State.SET_ASIDE: "uncovered",
}
WHY_WORDS: Mapping[LeftOutWhy, Words] = {
    LeftOutWhy.HELD: gettext_lazy("tertahan sanggahan yang belum dijawab"),
    LeftOutWhy.STRUCK: gettext_lazy("sanggahan diterima"),
    LeftOutWhy.NOT_CLEARED: gettext_lazy("belum lolos pemadanan"),
    LeftOutWhy.HAS_PLACE: gettext_lazy("sudah punya tempat"),
    LeftOutWhy.NO_NIK: gettext_lazy("NIK belum tercatat"),
    LeftOutWhy.QUOTA_FULL: gettext_lazy("kuota penuh"),
    LeftOutWhy.FUND_SPENT: gettext_lazy("dana habis"),
    LeftOutWhy.DROPPED: gettext_lazy("dikeluarkan dari rancangan"),
}
USE_WORDS = {
    "programme": gettext_lazy("Seluruh program"),
    "kecamatan": gettext_lazy("Kecamatan"),
    "desa": gettext_lazy("Desa"),
    "occupation": gettext_lazy("Pekerjaan"),
    "fund": gettext_lazy("Dana (orang-bulan)"),
}
ORDER_WORDS = {"": gettext_lazy("nomor"), "nama": gettext_lazy("nama"), "lahir": gettext_lazy("tanggal lahir")}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecreeLine:
    """A decree in a list."""

    url: str
    title: str
    about: str
    state: str
    sign: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the page of a decree says first."""

    headline: str
    sign: str
    kind: str
    facts: Sequence[tuple[str, str]]
    waits: str  # what is awaited, where the actor is not the one to do it
    next: str  # name of the one main act of the page, or nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A named person in a list."""

    url: str
    number: str
    name: str
    identity: str
    place: str
    work: str
    fund: str
    months: str
    note: str
    struck: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    lines: Sequence[Shown]
    told: str
    number: int
    pages: int
    before: str
    after: str
    paper: str
    excel: str


NEXT = {
    State.DRAFT: (Event.CHECK, gettext_lazy("Menunggu diperiksa oleh orang lain dari pembuatnya.")),
    State.CHECKED: (Event.SEND, gettext_lazy("Menunggu kepala dinas mengirimnya ke proses paraf.")),
    State.IN_SIGNATURE: (Event.SIGN, gettext_lazy("Menunggu kertas yang ditandatangani; operator mencatatnya.")),
    State.SIGNED: (Event.PUT_IN_FORCE, gettext_lazy("Menunggu operator atau kepala dinas memberlakukannya.")),
}


def standing(decree: DecreeFacts, actor: Actor, *, names: Mapping[str, str]) -> Standing:
    event, waits = NEXT.get(decree.state, (None, ""))
    may = event in open_to(decree.state, actor.roles) and actor.scope == actor.kabupaten
    may = may and not (event is Event.CHECK and decree.made_by == actor.key)
    return Standing(
        headline=_headline(decree),
        sign=SIGNS[decree.state],
        kind=str(KIND_WORDS[decree.kind]),
        facts=_facts(decree, names),
        waits="" if may else str(waits),
        next=str(event) if may else "",
    )


def _headline(decree: DecreeFacts) -> str:
    """The state with what it is the state of: how many are named, and from when."""
    words = str(STATE_WORDS[decree.state])
    if decree.state in HOLDING and decree.in_force_date:
        told = {"state": words, "n": number(decree.name_count), "day": day(decree.in_force_date)}
        return _("%(state)s: %(n)s nama sejak %(day)s") % told
    return words


def _facts(decree: DecreeFacts, names: Mapping[str, str]) -> list[tuple[str, str]]:
    pairs = [
        (_("Tentang"), decree.about),
        (_("Nomor"), decree.number),
        (_("Ditandatangani"), day(decree.signed_date) if decree.signed_date else ""),
        (_("Berlaku mulai"), day(decree.in_force_date) if decree.in_force_date else ""),
        (_("Nama"), number(decree.line_count or decree.name_count)),
        (_("Dibuat"), f"{names.get(decree.made_by, decree.made_by)}, {instant(decree.made_at)}"),
        (_("Diperiksa"), names.get(decree.checked_by, decree.checked_by)),
        (_("Dibekukan"), instant(decree.frozen_at) if decree.frozen_at else ""),
        (_("SHA-256 daftar"), decree.lines_sha256),
        (_("Alasan dibatalkan"), decree.set_aside_because),
    ]
    return [(name, value) for name, value in pairs if value]


def decree_lines(found: Iterable[DecreeFacts]) -> list[DecreeLine]:
    return [
        DecreeLine(
            url=reverse("decrees:one", args=[decree.id]),
            title=decree.number or f"{KIND_WORDS[decree.kind]} {decree.id}",
            about=decree.about,
            state=str(STATE_WORDS[decree.state]),
            sign=SIGNS[decree.state],
            told=ngettext("%(n)s nama", "%(n)s nama", decree.name_count) % {"n": number(decree.name_count)},
        )
        for decree in found
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexState:
    """A long annex: `made` ready to be taken home, `watched` while a job prints it, `broken` where the job ended badly."""

    with_nik: bool
    made: bool
    watched: bool
    broken: bool
    sentence: str
    done: int | None = None
    total: int | None = None


def annex_state(decree: DecreeFacts, found: PrintedFacts | None, *, with_nik: bool) -> AnnexState:
    if found is None:
        sentence = _("Lampiran memuat %(n)s nama, jadi disusun dahulu.") % {"n": number(decree.name_count)}
        return AnnexState(with_nik=with_nik, made=False, watched=False, broken=False, sentence=sentence)
    if found.made_at:
        told = {"size": size(found.size), "at": instant(found.made_at)}
        sentence = _("Lampiran siap diunduh (%(size)s), disusun %(at)s.") % told
        return AnnexState(with_nik=with_nik, made=True, watched=False, broken=False, sentence=sentence)
    if found.job_id and jobs.failed(found.job_id):
        sentence = _("Penyusunan terhenti karena gangguan di pihak kami. Belum ada yang hilang; susun sekali lagi.")
        return AnnexState(with_nik=with_nik, made=False, watched=False, broken=True, sentence=sentence)
    at = jobs.progress(found.job_id) if found.job_id else None
    sentence = _("Menunggu giliran disusun")
    if at and at.total:
        told = {"done": number(at.done), "total": number(at.total)}
        sentence = _("Tersusun %(done)s dari %(total)s baris") % told
    done, total = (at.done, at.total) if at else (None, None)
    return AnnexState(
        with_nik=with_nik, made=False, watched=True, broken=False, sentence=sentence, done=done, total=total
    )


def shown_lines(found: Iterable[LineFacts]) -> list[Shown]:
    return [
        Shown(
            url=reverse("decrees:line", args=[line.decree_id, line.number]),
            number=number(line.number),
            name=line.name,
            identity=f"{line.nik} · {line.birth_date.year}",
            place=f"{line.desa}, {line.kecamatan}",
            work=line.occupation,
            fund=line.fund_name,
            months=_("%(n)s bulan") % {"n": line.months},
            note=_note(line),
            struck=line.state is LineState.STRUCK,
        )
        for line in found
    ]


def _note(line: LineFacts) -> str:
    if line.state is LineState.STRUCK:
        return _("dicoret oleh perubahan")
    return _("ada koreksi yang menunggu perubahan") if line.correction else ""


def page(shown: Sequence[Shown], *, count: int, at: int, address: str, asked: Mapping[str, str]) -> Page:
    pages = max(1, -(-count // PAGE))
    kept = {name: value for name, value in asked.items() if value}
    return Page(
        lines=shown,
        told=ngettext("%(n)s nama", "%(n)s nama", count) % {"n": number(count)},
        number=at,
        pages=pages,
        before=_to(address, kept, hal=at - 1) if at > 1 else "",
        after=_to(address, kept, hal=at + 1) if at < pages else "",
        paper=_to(address, kept, cetak=1),
        excel=_to(address, kept, excel=1),
    )


def _to(address: str, kept: Mapping[str, str], **more: int) -> str:
    return f"{address}?{urlencode({**kept, **more})}"


def recap_tables(found: Recap) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
    return [
        (_("Menurut sumber dana"), _rows(found.funds)),
        (_("Menurut pekerjaan"), _rows(found.occupations)),
        (_("Menurut desa"), _rows(found.desas)),
    ]


def recap_total(found: Recap) -> tuple[str, str, str]:
    return number(found.places), number(found.person_months), rupiah(found.amount_rp)


def _rows(rows: Iterable[RecapRow]) -> list[tuple[str, str, str, str]]:
    return [
        (
            f"{row.name}, {row.group}" if row.group else row.name,
            number(row.places),
            number(row.person_months),
            rupiah(row.amount_rp),
        )
        for row in rows
    ]


def use_rows(found: Iterable[UseFacts], *, kabupaten: str) -> list[tuple[str, str, str, str]]:
    return [
        (
            f"{USE_WORDS[use.kind]} {place_name(use.kind, use.key, kabupaten=kabupaten)}".strip(),
            number(use.used),
            number(use.capacity),
            number(use.left),
        )
        for use in found
    ]


def place_name(kind: str, key: str, *, kabupaten: str) -> str:
    desas = gazetteer(kabupaten).desas
    if kind == "desa":
        return next((desa.name for desa in desas if desa.code == key), key)
    if kind == "kecamatan":
        return next((desa.kecamatan for desa in desas if desa.kecamatan_code == key), key)
    return key


def left_out_rows(found: Iterable[LeftOutFacts], *, kabupaten: str) -> list[tuple[str, str, str, str]]:
    return [
        (
            one.name,
            place_name("desa", one.desa_code, kabupaten=kabupaten),
            number(one.rank),
            f"{WHY_WORDS[one.why]}{_about(one, kabupaten)}",
        )
        for one in found
    ]


def _about(one: LeftOutFacts, kabupaten: str) -> str:
    if one.why in (LeftOutWhy.QUOTA_FULL, LeftOutWhy.FUND_SPENT):
        kind, _sep, key = one.about.partition(":")
        return f": {USE_WORDS.get(kind, '')} {place_name(kind, key, kabupaten=kabupaten)}".rstrip()
    if one.why is LeftOutWhy.NOT_CLEARED:
        return f": {one.about.partition('|')[0].upper().replace(' ', ', ')}"
    return f": {one.about}" if one.about else ""
