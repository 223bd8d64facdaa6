"""Notices and objections as a page shows them, and the paper that hangs out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import day, instant, number
from payung.gateways.papers.notice import NoticeDesa, NoticeHead, NoticeLine
from payung.programmes.rules.setup import ProgrammeFacts
from payung.selection.facts import NoticeFacts, ObjectionFacts
from payung.selection.forms import COUNTINGS, KINDS
from payung.selection.notices import NamedFacts
from payung.selection.sentences import desa_name, kecamatan_name
from payung.selection.states import ObjectionState

STATES = {
    ObjectionState.OPEN: ("decision", gettext_lazy("menunggu jawaban")),
    ObjectionState.UPHELD: ("ready", gettext_lazy("dikabulkan")),
    ObjectionState.DISMISSED: ("waiting", gettext_lazy("ditolak dengan jawaban")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionLine:
    url: str
    name: str
    place: str
    kind: str
    by: str
    text: str
    evidence: str
    received: str
    state: str
    word: str
    answer: str
    minutes: str
    promoted: str


def headline(facts: NoticeFacts, *, is_open: bool) -> str:
    words = {"opens": day(facts.opens_on), "closes": day(facts.closes_on)}
    if is_open:
        return _("Diumumkan sampai %(closes)s") % words
    return _("Pengumuman %(opens)s sampai %(closes)s") % words


def about(facts: NoticeFacts, programme: ProgrammeFacts) -> str:
    words = {
        "programme": programme.name,
        "opens": day(facts.opens_on),
        "days": facts.days,
        "counting": COUNTINGS[facts.counting],
    }
    return _("%(programme)s · dibuka %(opens)s, %(days)s %(counting)s") % words


def objection_line(facts: ObjectionFacts) -> ObjectionLine:
    state, word = STATES[facts.state]
    return ObjectionLine(
        url=reverse("selection:objection", args=[facts.notice_id, facts.id]),
        name=facts.name,
        place=desa_name(facts.desa_code) if facts.desa_code else "",
        kind=str(KINDS[facts.kind]),
        by=facts.by_name or _("tidak mau disebut"),
        text=facts.text,
        evidence=facts.evidence_name,
        received=instant(facts.received_at),
        state=state,
        word=str(word),
        answer=facts.answer,
        minutes=facts.minutes,
        promoted=facts.promoted_name,
    )


def paper_head(facts: NoticeFacts, programme: ProgrammeFacts) -> NoticeHead:
    return NoticeHead(
        office=settings.PAYUNG.office,
        title=_("Daftar sementara penerima perlindungan jaminan sosial ketenagakerjaan"),
        programme=programme.name,
        opens=facts.opens_on,
        closes=facts.closes_on,
        how=(
            _("Sampaikan di kantor desa atau di kantor %(office)s, oleh siapa saja.")
            % {"office": settings.PAYUNG.office},
            _("Sebutkan nama yang dimaksud dan alasannya. Bukti membantu. Nama penyanggah boleh tidak disebut."),
            _("Sanggahan dijawab tertulis dengan berita acara."),
        ),
    )


def paper_desa(code: str, named: Iterable[NamedFacts]) -> NoticeDesa:
    return NoticeDesa(desa=desa_name(code), kecamatan=kecamatan_name(code[:8]), lines=_paper_lines(named))


def _paper_lines(named: Iterable[NamedFacts]) -> Iterator[NoticeLine]:
    for one in named:
        yield NoticeLine(number=one.number, name=one.name, dusun=one.dusun, receipt_tail=one.receipt_suffix)


def count_text(count: int) -> str:
    return number(count)
