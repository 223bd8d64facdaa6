"""The protection gap in words: how many lapse in how many days, by fund, and what each waits for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, month, number, rupiah
from payung.contributions.present.reporting import Heading, Report, ReportTable, Value
from payung.contributions.queries.gap import GapGroup, GapPerson, key_of
from payung.contributions.rules.gap import Stand, Urgency

PAGE = 100
STAND_WORDS: Mapping[Stand, str | Promise] = {
    Stand.ENDING: gettext_lazy("masa keputusan berakhir"),
    Stand.HELD: gettext_lazy("ditahan, menunggu kepastian desa"),
    Stand.COLLIDES: gettext_lazy("benturan pembayar belum diputus"),
    Stand.NOT_BILLED: gettext_lazy("belum ditagih"),
    Stand.NO_CODE: gettext_lazy("menunggu kode iuran dari BPJS"),
    Stand.CODE_EXPIRED: gettext_lazy("kode iuran kedaluwarsa, minta yang baru"),
    Stand.NO_REQUEST: gettext_lazy("menunggu SPP-LS dari PPTK"),
    Stand.REQUESTED: gettext_lazy("menunggu verifikasi PPK-SKPD"),
    Stand.VERIFIED: gettext_lazy("menunggu SPM kepala dinas"),
    Stand.ORDERED: gettext_lazy("menunggu SP2D dari BPKAD"),
    Stand.PAID: gettext_lazy("sudah SP2D, menunggu bukti terima BPJS"),
}
URGENCY_WORDS: Mapping[Urgency, str | Promise] = {
    Urgency.LAPSED: gettext_lazy("sudah terputus"),
    Urgency.DOUBTFUL: gettext_lazy("menunggak: klaim perlu putusan"),
    Urgency.WEEK: gettext_lazy("sampai 7 hari lagi"),
    Urgency.MONTH: gettext_lazy("sampai 31 hari lagi"),
    Urgency.LATER: gettext_lazy("lebih dari 31 hari"),
}
SIGNS: Mapping[Urgency, str] = {
    Urgency.LAPSED: "uncovered",
    Urgency.DOUBTFUL: "uncovered",
    Urgency.WEEK: "waiting",
    Urgency.MONTH: "waiting",
    Urgency.LATER: "covered",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """One group on the page. `key` leads to its people: fund, month, stand."""

    key: str
    when: str
    sign: str
    fund: str
    waits: str
    heads: str
    rp: str
    safe: str
    lapses: str


def headline(found: Sequence[GapGroup]) -> tuple[str, str]:
    """The sentence that the page is read for, and its sign: the most urgent that is so."""
    counts = {urgency: _heads(found, urgency) for urgency in Urgency}
    never = sum(group.heads for group in found if group.edge is None)
    off = counts[Urgency.LAPSED] + counts[Urgency.DOUBTFUL]
    if off or never:
        told = {"off": number(off), "never": number(never)}
        return _("%(off)s peserta lewat masa lunasnya dan %(never)s belum pernah dibayarkan") % told, "uncovered"
    soon = counts[Urgency.WEEK] + counts[Urgency.MONTH]
    if soon:
        first = min(group.edge.days_left for group in found if group.edge)
        told = {"n": number(soon), "days": number(first)}
        return _("%(n)s peserta akan lewat masa lunasnya, yang pertama %(days)s hari lagi") % told, "waiting"
    if not found:
        return _("Belum ada peserta yang perlindungannya dapat terputus"), "waiting"
    return _("Tidak ada yang terputus dalam 31 hari ke depan"), "covered"


def gap_lines(found: Iterable[GapGroup]) -> list[GapLine]:
    return [
        GapLine(
            key=key_of(group),
            when=when_words(group),
            sign=_sign(group),
            fund=group.fund_name,
            waits=str(STAND_WORDS[group.stand]),
            heads=number(group.heads),
            rp=rupiah(group.waiting_rp),
            safe=day(group.edge.safe_until) if group.edge else "–",
            lapses=day(group.edge.lapses_on) if group.edge else "–",
        )
        for group in found
    ]


def when_words(group: GapGroup) -> str:
    """`12 hari lagi`, `menunggak sejak 1 Maret 2027`."""
    if group.edge is None:
        return _("belum pernah dibayarkan")
    left = group.edge.days_left
    if group.edge.urgency is Urgency.LAPSED:
        return _("terputus sejak %(day)s") % {"day": day(group.edge.lapses_on)}
    if left < 0:
        return ngettext("lewat %(n)s hari", "lewat %(n)s hari", -left) % {"n": number(-left)}
    return ngettext("%(n)s hari lagi", "%(n)s hari lagi", left) % {"n": number(left)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    url: str
    name: str
    place: str
    kpj: str
    fund: str
    waits: str
    when: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    ids: Sequence[int]
    told: str
    number: int
    pages: int
    before: str
    after: str
    paper: str
    excel: str


def people_lines(found: Iterable[GapPerson], groups: Sequence[GapGroup]) -> list[PersonLine]:
    of_key = {key_of(group): group for group in groups}
    return [
        PersonLine(
            url=reverse("membership:one", args=[one.member.id]),
            name=one.member.name,
            place=f"{one.member.desa}, {one.member.kecamatan}",
            kpj=one.member.kpj,
            fund=one.member.fund_name,
            waits=str(STAND_WORDS[of_key[one.group].stand]),
            when=when_words(of_key[one.group]),
            sign=_sign(of_key[one.group]),
        )
        for one in found
    ]


def people_page(found: Sequence[int], *, at: int, asked: Mapping[str, str], path: str, on_paper: bool) -> PeoplePage:
    pages = max(1, -(-len(found) // PAGE))
    at = min(at, pages)
    kept = {name: value for name, value in asked.items() if value}
    return PeoplePage(
        ids=found if on_paper else found[(at - 1) * PAGE : at * PAGE],
        told=ngettext("%(n)s orang", "%(n)s orang", len(found)) % {"n": number(len(found))},
        number=at,
        pages=pages,
        before=_to(path, kept, hal=at - 1) if at > 1 else "",
        after=_to(path, kept, hal=at + 1) if at < pages else "",
        paper=_to(path, kept, cetak=1),
        excel=_to(path, kept, excel=1),
    )


def group_choices(groups: Iterable[GapGroup]) -> list[tuple[str, str]]:
    return [
        (key_of(group), f"{group.fund_name} · {when_words(group)} · {STAND_WORDS[group.stand]}") for group in groups
    ]


def _to(path: str, kept: Mapping[str, str], **more: int) -> str:
    return f"{path}?{urlencode({**kept, **more})}"


def _sign(group: GapGroup) -> str:
    return SIGNS[group.edge.urgency] if group.edge else "uncovered"


def gap_report(found: Sequence[GapGroup], *, programme: str, on: date) -> Report:
    """The same as a paper: a row a group."""
    table = _gap_table(found)
    return Report(
        title=_("Celah perlindungan"),
        about=f"{programme} · {day(on)}",
        answer=headline(found)[0],
        tables=[table],
        notes=[
            _(
                "Pasti terlindungi sampai akhir bulan berjalan setelah bulan lunas terakhir; sesudah itu klaim perlu putusan orang."
            ),
            _("Membayar bulan yang sudah lewat tidak melindungi kejadian sebelum tanggal bayar."),
        ],
        file_name=f"celah-perlindungan-{on}",
        sheet=table,
    )


def _gap_table(found: Sequence[GapGroup]) -> ReportTable:
    rows: list[list[Value]] = [
        [
            group.fund_name,
            str(STAND_WORDS[group.stand]),
            month(group.paid_through) if group.paid_through else _("belum ada"),
            group.heads,
            group.waiting_rp,
            group.edge.safe_until if group.edge else None,
            group.edge.lapses_on if group.edge else None,
            when_words(group),
        ]
        for group in found
    ]
    return ReportTable(
        title=_("Menurut sumber dana dan yang ditunggu"),
        headings=[
            Heading(text=_("Sumber dana"), width=75),
            Heading(text=_("Menunggu"), width=120),
            Heading(text=_("Lunas s.d."), width=70),
            Heading(text=_("Orang"), width=45, is_count=True),
            Heading(text=_("Menunggu dibayar"), width=80, is_rp=True),
            Heading(text=_("Pasti terlindungi s.d."), width=80),
            Heading(text=_("Terputus mulai"), width=80),
            Heading(text=_("Sisa waktu"), width=80),
        ],
        rows=rows,
        total=[
            _("Jumlah"),
            "",
            "",
            sum(group.heads for group in found),
            sum(group.waiting_rp for group in found),
            "",
            "",
            "",
        ],
    )


def _heads(found: Iterable[GapGroup], urgency: Urgency) -> int:
    return sum(group.heads for group in found if group.edge and group.edge.urgency is urgency)
