"""Members as pages tell of them: cover first, in a sentence, a sign and a colour; then their months and their history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.context import may_open
from payung.accounts.rules import Actor
from payung.accounts.wording import day, instant, month, number
from payung.law.rules.cover import Status
from payung.membership.forms import END_WORDS, HOLD_WORDS
from payung.membership.queries import ActFacts, AgedOut, Cover, CoveredCount, MembershipFacts
from payung.membership.queries.lists import PAGE
from payung.membership.states import Event, State

Words = str | Promise
STATE_WORDS: Mapping[State, Words] = {
    State.RUNNING: gettext_lazy("berjalan"),
    State.HELD: gettext_lazy("ditahan, menunggu kepastian desa"),
    State.ENDED: gettext_lazy("berakhir"),
}
STATUS_WORDS: Mapping[Status, tuple[str, Words]] = {
    Status.NOT_STARTED: ("notyet", gettext_lazy("belum terlindungi")),
    Status.ACTIVE: ("covered", gettext_lazy("terlindungi")),
    Status.UNPAID: ("waiting", gettext_lazy("perlu keputusan, menunggak")),
    Status.LAPSED: ("uncovered", gettext_lazy("tidak terlindungi")),
}
SIGNS = {"not_started": "notyet", "active": "covered", "unpaid": "waiting", "lapsed": "uncovered"}
FACTS: Mapping[str, Mapping[bool | str, tuple[str, Words]]] = {
    "jkk": {
        "covered": ("covered", gettext_lazy("berlaku")),
        "uncertain": ("waiting", gettext_lazy("petugas yang memutuskan")),
        "none": ("uncovered", gettext_lazy("tidak berlaku")),
    },
    "jkm": {
        "full": ("covered", gettext_lazy("berlaku penuh")),
        "funeral_only": ("waiting", gettext_lazy("hanya biaya pemakaman")),
        "uncertain": ("waiting", gettext_lazy("petugas yang memutuskan")),
        "none": ("uncovered", gettext_lazy("tidak berlaku")),
    },
    "scholarship_jkm": {
        True: ("covered", gettext_lazy("sudah cukup bulan iurannya")),
        "uncertain": ("waiting", gettext_lazy("petugas yang memutuskan")),
        False: ("notyet", gettext_lazy("belum cukup bulan iurannya")),
    },
}
FACT_NAMES = {
    "jkk": gettext_lazy("JKK, kecelakaan kerja"),
    "jkm": gettext_lazy("JKM, kematian"),
    "scholarship_jkm": gettext_lazy("Beasiswa dari JKM"),
}
EVENT_WORDS: Mapping[Event, Words] = {
    Event.HOLD: gettext_lazy("Ditahan"),
    Event.RELEASE: gettext_lazy("Dilepaskan"),
    Event.END: gettext_lazy("Diakhiri"),
    Event.RESTORE: gettext_lazy("Dipulihkan"),
    Event.CHANGE: gettext_lazy("Diubah menurut jawaban BPJS"),
}
ORDER_WORDS = {
    "": gettext_lazy("nama"),
    "desa": gettext_lazy("desa"),
    "kpj": gettext_lazy("KPJ"),
    "mulai": gettext_lazy("bulan pertama"),
}
_REASONS: Mapping[str, Words] = {
    **{k.value: v for k, v in HOLD_WORDS.items()},
    **{k.value: v for k, v in END_WORDS.items()},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    name: str
    sign: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverShown:
    """The answer, its signs, and every reason."""

    sentence: str
    sign: str
    facts: Sequence[Fact]
    reasons: Sequence[str]
    paid: str  # how many months count


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    url: str
    name: str
    kpj: str
    place: str
    fund: str
    months: str
    state: str
    cover: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    lines: Sequence[MemberLine]
    told: str
    number: int
    pages: int
    before: str
    after: str
    paper: str
    excel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActShown:
    title: str
    about: str
    who: str
    evidence: str  # address of its document
    evidence_name: str


def cover(found: Cover) -> CoverShown:
    answers = {"jkk": found.answer.jkk, "jkm": found.answer.jkm, "scholarship_jkm": found.answer.scholarship_jkm}
    facts = [_fact(name, answer) for name, answer in answers.items()]
    many = len(found.paid)
    return CoverShown(
        sentence=found.sentence,
        sign=SIGNS[found.answer.status],
        facts=facts if found.memberships else (),
        reasons=found.answer.explanation,
        paid=ngettext("%(n)s bulan sudah diterima BPJS", "%(n)s bulan sudah diterima BPJS", many) % {"n": number(many)},
    )


def _fact(name: str, answer: bool | str) -> Fact:
    sign, word = FACTS[name][answer]
    return Fact(name=str(FACT_NAMES[name]), sign=sign, word=str(word))


def pages_above(one: MembershipFacts, *, actor: Actor) -> list[tuple[str, Words]]:
    """Address and words of what rooms above have of the member, as far as the actor may open it."""
    person = {"orang": one.person_id}
    told_dead = "died" in (one.held_because, one.end_reason)
    pages = [
        (f"{reverse('desk:person', args=[one.person_id])}#klaim", _("Halaman orangnya, dengan klaim dan laporannya")),
        (f"{reverse('claims:new_report')}?{urlencode(person)}", _("Lapor kecelakaan atau kematian")),
    ]
    if told_dead:
        pages.append((reverse("claims:open_for_death", args=[one.person_id]), _("Buka klaim")))
    return [(address, words) for address, words in pages if may_open(address, actor=actor)]


def months(one: MembershipFacts, found: Cover) -> list[tuple[str, str, str]]:
    """Every month that the membership owes, with the day on which BPJS received it: month, sign, words."""
    paid = {payment.month: payment.paid_on for payment in found.paid}
    owed = [one.first_month.plus(ahead) for ahead in range(one.owed_through.number - one.first_month.number + 1)]
    received = _("diterima BPJS %(day)s")
    return [
        (month(its), "covered", received % {"day": day(paid[its])})
        if its in paid
        else (month(its), "notyet", _("belum diterima BPJS"))
        for its in owed
    ]


def headline(count: CoveredCount, on: date) -> str:
    if not count.members:
        return _("Belum ada peserta")
    told = {"covered": number(count.covered), "members": number(count.members), "day": day(on)}
    return _("%(covered)s dari %(members)s peserta terlindungi pada %(day)s") % told


def member_lines(found: Iterable[MembershipFacts], statuses: Mapping[int, Status]) -> list[MemberLine]:
    return [_line(one, statuses.get(one.id, Status.NOT_STARTED)) for one in found]


def _line(one: MembershipFacts, status: Status) -> MemberLine:
    sign, words = STATUS_WORDS[status]
    return MemberLine(
        url=reverse("membership:one", args=[one.id]),
        name=one.name,
        kpj=one.kpj,
        place=f"{one.desa}, {one.kecamatan}",
        fund=one.fund_name,
        months=f"{month(one.first_month)} – {month(one.last_month)}",
        state=state(one),
        cover=str(words),
        sign=sign,
    )


def state(one: MembershipFacts) -> str:
    """`berakhir: pindah dari kabupaten (3 Mei 2027)`."""
    words = str(STATE_WORDS[one.state])
    if one.end_reason and one.ended_date:
        return f"{words}: {END_WORDS[one.end_reason]} ({day(one.ended_date)})"
    told = {"what": HOLD_WORDS[one.held_because]} if one.held_because else None
    return f"{words}: {_('dikabarkan %(what)s') % told}" if told else words


def facts(one: MembershipFacts) -> list[tuple[str, str]]:
    pairs = [
        (_("Kepesertaan"), state(one)),
        (_("KPJ"), one.kpj),
        (_("Terdaftar di BPJS"), day(one.registered_date)),
        (_("Masa menurut keputusan"), f"{month(one.first_month)} – {month(one.last_month)}"),
        (_("Bulan terakhir yang menjadi kewajiban"), _ended_month(one)),
        (_("Desa"), f"{one.desa}, {one.kecamatan}"),
        (_("Pekerjaan"), one.occupation),
        (_("Sumber dana"), one.fund_name),
    ]
    return [(name, value) for name, value in pairs if value]


def _ended_month(one: MembershipFacts) -> str:
    if one.ended_month is None:
        return ""
    return month(one.ended_month) if one.ended_month >= one.first_month else _("tidak ada")


def acts(found: Iterable[ActFacts], *, names: Mapping[str, str]) -> list[ActShown]:
    return [_act(one, names) for one in found]


def _act(one: ActFacts, names: Mapping[str, str]) -> ActShown:
    reason = str(_REASONS.get(one.reason, ""))
    when = day(one.happened_on) if one.happened_on else ""
    return ActShown(
        title=": ".join(filter(None, [str(EVENT_WORDS[one.event]), reason])),
        about=". ".join(filter(None, [when, one.note, _source(one.source)])),
        who=f"{names.get(one.made_by, one.made_by)}, {instant(one.made_at)}",
        evidence=reverse("membership:evidence", args=[one.id]) if one.evidence_code else "",
        evidence_name=one.evidence_name or _("bukti"),
    )


def _source(source: str) -> str:
    kind, _colon, which = source.partition(":")
    words = {"verval": _("verval %(n)s"), "claim": _("klaim %(n)s"), "answer": _("jawaban BPJS %(n)s")}
    words["deaths"] = _("daftar meninggal %(n)s")
    return words[kind] % {"n": which} if kind in words else source


def page(shown: Sequence[MemberLine], *, count: int, at: int, address: str, asked: Mapping[str, str]) -> Page:
    pages = max(1, -(-count // PAGE))
    kept = {name: value for name, value in asked.items() if value}
    return Page(
        lines=shown,
        told=ngettext("%(n)s peserta", "%(n)s peserta", count) % {"n": number(count)},
        number=at,
        pages=pages,
        before=_to(address, kept, hal=at - 1) if at > 1 else "",
        after=_to(address, kept, hal=at + 1) if at < pages else "",
        paper=_to(address, kept, cetak=1),
        excel=_to(address, kept, excel=1),
    )


def _to(address: str, kept: Mapping[str, str], **more: int) -> str:
    return f"{address}?{urlencode({**kept, **more})}"


def aged_rows(found: Iterable[AgedOut]) -> list[tuple[int, str, str, str, str]]:
    """Membership, name, place, day of birth, age."""
    return [
        (
            one.membership.id,
            one.membership.name,
            f"{one.membership.desa}, {one.membership.kecamatan}",
            day(one.birth_date),
            _("%(n)s tahun") % {"n": one.age},
        )
        for one in found
    ]
