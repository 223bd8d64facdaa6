"""Papers of a claim as its page tells of them: what is still missing, from whom, and what came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.rules import Actor
from payung.accounts.wording import instant, number, size
from payung.claims.actions.papers import BRINGERS, LOOKERS
from payung.claims.present.paper_words import FORM_WORDS, PAPER_WORDS, STAGE_WORDS
from payung.claims.queries.papers import PaperFacts
from payung.claims.rules import needed as rule
from payung.claims.rules.forms import form_of
from payung.claims.rules.needed import Needed, Stage

Words = str | Promise
STATES: Mapping[str, Words] = {
    "kurang": gettext_lazy("belum ada"),
    "kembali": gettext_lazy("dikembalikan"),
    "tunggu": gettext_lazy("menunggu diperiksa"),
    "ada": gettext_lazy("ada dan sesuai"),
}
SIGNS = {"kurang": "uncovered", "kembali": "uncovered", "tunggu": "waiting", "ada": "covered"}
ORDERS: Mapping[str, Words] = {"": gettext_lazy("daftar"), "keadaan": gettext_lazy("keadaan")}
_PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper that is needed. Without an address nothing can be done by this actor."""

    name: str
    stage: str
    why: str
    issuer: str
    source: str
    state: str
    sign: str
    because: str
    bring: str
    scan: str
    form: str
    form_name: str
    form_about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanLine:
    """A scan that came."""

    url: str
    name: str
    about: str
    state: str
    sign: str
    because: str
    brought: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPage:
    """One scan, to be looked at. `picture` empty for a PDF, which is taken home."""

    line: ScanLine
    picture: str
    document: str
    file_name: str
    may_accept: bool
    may_return: bool


def headline(papers: Sequence[Needed]) -> str:
    """`Masih kurang 4 dari 12 berkas`: what the page is opened for."""
    count = rule.counted(papers)
    if not count.needed:
        return _("Belum ada berkas yang diperlukan")
    if count.there == count.needed:
        return _("Berkas klaim ini lengkap: %(n)s berkas") % {"n": number(count.needed)}
    told = {"n": number(count.needed - count.there - count.waiting), "all": number(count.needed)}
    if count.there + count.waiting == count.needed:
        return _("Semua berkas sudah datang, %(n)s menunggu diperiksa") % {"n": number(count.waiting)}
    waiting = _(", %(n)s menunggu diperiksa") % {"n": number(count.waiting)} if count.waiting else ""
    return _("Masih kurang %(n)s dari %(all)s berkas") % told + waiting


def sign(papers: Sequence[Needed]) -> str:
    count = rule.counted(papers)
    if count.there == count.needed:
        return "covered"
    return "waiting" if count.there + count.waiting == count.needed else "uncovered"


def state_of(one: Needed) -> str:
    if one.there:
        return "ada"
    if one.waits:
        return "tunggu"
    return "kembali" if one.returned_because else "kurang"


def sieved(papers: Sequence[Needed], asked: Mapping[str, str]) -> list[Needed]:
    """Those that hold the words, are of the request and in the state that were asked."""
    words = asked["cari"].casefold()
    kept = [
        one
        for one in papers
        if (not asked["keadaan"] or state_of(one) == asked["keadaan"])
        and (not asked["untuk"] or one.stage == asked["untuk"])
        and words in f"{name_of(one)} {one.issuer}".casefold()
    ]
    order = list(STATES)
    return sorted(kept, key=lambda one: order.index(state_of(one))) if asked["urut"] == "keadaan" else kept


def lines(papers: Iterable[Needed], *, claim_id: int, actor: Actor) -> list[PaperLine]:
    may_bring = actor.may(*BRINGERS)
    return [_line(one, claim_id=claim_id, may_bring=may_bring) for one in papers]


def name_of(one: Needed) -> str:
    """`KTP-el ahli waris: Mina`, `Rapor: Adi, 2028`."""
    about = ", ".join(filter(None, (one.about_name, str(one.year) if one.year else "")))
    return f"{one.name}: {about}" if about else one.name


def stages(papers: Iterable[Needed]) -> list[tuple[str, Words]]:
    """The requests of which the list has papers."""
    found = {one.stage for one in papers}
    return [(stage.value, words) for stage, words in STAGE_WORDS.items() if stage in found]


def scan_lines(papers: Iterable[PaperFacts], *, names: Mapping[str, str]) -> list[ScanLine]:
    return [scan_line(one, names=names) for one in papers]


def scan_line(one: PaperFacts, *, names: Mapping[str, str]) -> ScanLine:
    told = {"who": names.get(one.brought_by, one.brought_by), "when": instant(one.brought_at)}
    state = "tunggu" if one.seen_at is None else "kembali" if one.returned_because else "ada"
    return ScanLine(
        url=reverse("claims:paper", args=[one.claim_id, one.id]),
        name=_begun(str(PAPER_WORDS[one.kind])),
        about=", ".join(filter(None, (one.about_name, str(one.year) if one.year else ""))),
        state=str(STATES[state]),
        sign=SIGNS[state],
        because=one.returned_because,
        brought=_("dibawa %(who)s, %(when)s") % told,
    )


def scan_page(one: PaperFacts, *, actor: Actor, names: Mapping[str, str]) -> ScanPage:
    content = reverse("claims:paper_scan", args=[one.claim_id, one.id])
    may_look = actor.may(*LOOKERS) and actor.scope == actor.kabupaten
    pages = _("%(n)s halaman, %(size)s") % {"n": number(one.page_count), "size": size(one.bytes_count)}
    return ScanPage(
        line=scan_line(one, names=names),
        picture="" if one.media_type == _PDF else content,
        document=content if one.media_type == _PDF else "",
        file_name=f"{one.file_name} ({pages})",
        may_accept=may_look and (one.seen_at is None or bool(one.returned_because)),
        may_return=may_look and not one.returned_because,
    )


def excel_headings() -> list[str]:
    return [_("Untuk"), _("Berkas"), _("Keadaan"), _("Alasan dikembalikan"), _("Dari mana"), _("Mengapa"), _("Sumber")]


def excel_rows(papers: Iterable[Needed]) -> list[list[str | int]]:
    return [
        [
            *(str(STAGE_WORDS[one.stage]), name_of(one), str(STATES[state_of(one)]), one.returned_because),
            *(one.issuer, one.why, one.source),
        ]
        for one in papers
    ]


def _line(one: Needed, *, claim_id: int, may_bring: bool) -> PaperLine:
    form = form_of(one)
    state = state_of(one)
    return PaperLine(
        name=name_of(one),
        stage=str(STAGE_WORDS[one.stage]),
        why=one.why,
        issuer=one.issuer,
        source=one.source,
        state=str(STATES[state]),
        sign=SIGNS[state],
        because=one.returned_because,
        bring=_bring(one, claim_id) if may_bring and state in ("kurang", "kembali") else "",
        scan=reverse("claims:paper", args=[claim_id, one.paper_id]) if one.paper_id else "",
        form=reverse("claims:paper_form", args=[claim_id, form.value]) if form and may_bring and not one.there else "",
        form_name=str(FORM_WORDS[form]) if form else "",
        form_about=str(one.about) if one.stage is Stage.SCHOLARSHIP and one.about else "",
    )


def _begun(words: str) -> str:
    """As a line begins with it."""
    return words[:1].upper() + words[1:]


def _bring(one: Needed, claim_id: int) -> str:
    words = {"jenis": one.kind.value, "tentang": str(one.about or ""), "tahun": str(one.year or "")}
    asked = urlencode({name: value for name, value in words.items() if value})
    return f"{reverse('claims:paper_new', args=[claim_id])}?{asked}"
