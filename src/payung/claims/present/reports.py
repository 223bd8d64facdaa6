"""What was told, in the office's words: who, what, when, and what becomes of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, number
from payung.claims.forms.reporting import REPORTERS
from payung.claims.present.words import KIND_WORDS, STATE_WORDS
from payung.claims.queries.claims import ClaimFacts, place_of
from payung.claims.queries.reports import ReportFacts, ReportState
from payung.claims.rules.clock import Happened, told_late
from payung.claims.states import EventKind
from payung.law.dated import LawMissing
from payung.law.loader import load
from payung.law.rules.benefit.deadlines import deadlines_on
from payung.people.queries import Found

Words = str | Promise
STATES: Mapping[ReportState, Words] = {
    ReportState.WAITING: gettext_lazy("menunggu dijadikan klaim"),
    ReportState.CLAIM: gettext_lazy("sudah menjadi klaim"),
    ReportState.ASIDE: gettext_lazy("disisihkan"),
}
SIGNS: Mapping[ReportState, str] = {
    ReportState.WAITING: "waiting",
    ReportState.CLAIM: "covered",
    ReportState.ASIDE: "notyet",
}
ORDER_WORDS: Mapping[str, Words] = {
    "": gettext_lazy("terbaru"),
    "terlama": gettext_lazy("terlama"),
    "nama": gettext_lazy("nama"),
    "kejadian": gettext_lazy("tanggal kejadian"),
}
_TITLES: Mapping[EventKind, tuple[Words, Words]] = {
    EventKind.ACCIDENT: (
        gettext_lazy("%(name)s dilaporkan mengalami kecelakaan"),
        gettext_lazy("%(name)s dilaporkan mengalami kecelakaan pada %(day)s"),
    ),
    EventKind.DEATH: (
        gettext_lazy("%(name)s dilaporkan meninggal dunia"),
        gettext_lazy("%(name)s dilaporkan meninggal dunia pada %(day)s"),
    ),
    EventKind.LOST_AT_SEA: (
        gettext_lazy("%(name)s dilaporkan hilang di laut"),
        gettext_lazy("%(name)s dilaporkan hilang di laut sejak %(day)s"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    url: str
    name: str
    about: str
    happened: str
    told: str
    reporter: str
    place: str
    state: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    person_id: int
    name: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOffer:
    """A claim that this may be told of."""

    id: int
    url: str
    words: str


def headline(waiting: int) -> str:
    if not waiting:
        return _("Tidak ada laporan yang menunggu")
    words = ngettext("%(n)s laporan menunggu dijadikan klaim", "%(n)s laporan menunggu dijadikan klaim", waiting)
    return words % {"n": number(waiting)}


def counted(count: int) -> str:
    return ngettext("%(n)s laporan", "%(n)s laporan", count) % {"n": number(count)}


def lines(found: Iterable[ReportFacts]) -> list[ReportLine]:
    return [_line(one) for one in found]


def _line(one: ReportFacts) -> ReportLine:
    happened = day(one.event_date) if one.event_date else _("harinya belum diketahui")
    return ReportLine(
        url=reverse("claims:report", args=[one.id]),
        name=one.person_name or one.told_name,
        about="" if one.person_id else _("orangnya belum dicari"),
        happened=f"{KIND_WORDS[one.kind]}, {happened}",
        told=instant(one.told_at),
        reporter=str(REPORTERS[one.reporter]),
        place=", ".join(filter(None, (one.desa, one.kecamatan))),
        state=str(STATES[one.state]),
        sign=SIGNS[one.state],
    )


def title(one: ReportFacts) -> str:
    """What was told, in one sentence."""
    without_day, with_day = _TITLES[one.kind]
    name = one.person_name or one.told_name
    return str(with_day if one.event_date else without_day) % {
        "name": name,
        "day": day(one.event_date) if one.event_date else "",
    }


def standing(one: ReportFacts, *, others: int, may_open: bool) -> str:
    """What becomes of it. `others`: how many further reports tell of the same claim. `may_open`: the reader opens it."""
    if one.state is ReportState.ASIDE:
        return _("Disisihkan: %(because)s") % {"because": one.set_aside}
    if one.state is ReportState.CLAIM:
        joined = _("Disatukan dengan %(n)s laporan lain dalam klaim %(code)s.")
        alone = _("Sudah menjadi klaim %(code)s.")
        return (joined if others else alone) % {"n": number(others), "code": one.claim_code}
    if one.person_id is None:
        there = _("Laporan sudah sampai di dinas. Berikutnya: cari siapa orangnya.")
        return _("Berikutnya: cari siapa orangnya.") if may_open else there
    there = _("Laporan sudah sampai di dinas. Berikutnya: dinas membuka klaimnya.")
    return _("Berikutnya: buka klaimnya.") if may_open else there


def late_words(one: ReportFacts) -> str:
    """That it was told late, where it was: it warns, and goes on all the same."""
    if one.event_date is None:
        return ""
    try:
        hours = deadlines_on(event_date=one.event_date, law=load("benefit")).report_hours
    except LawMissing:
        return ""
    event = Happened(day=one.event_date, hour=one.event_time)
    if not told_late(event=event, told_at=timezone.localtime(one.told_at), hours=hours):
        return ""
    told = {"hours": number(hours)}
    return (
        _(
            "Kejadian ini baru disampaikan lebih dari %(hours)s jam sesudahnya. Tetap diteruskan; tulis sebabnya dalam kronologi."
        )
        % told
    )


def facts(one: ReportFacts, *, by: str) -> list[tuple[str, str]]:
    hour = f"{one.event_time:%H.%M} WITA" if one.event_time else ""
    pairs = [
        (_("Nama yang diceritakan"), one.told_name if one.told_name != one.person_name else ""),
        (_("KPJ yang disebut"), one.told_kpj),
        (_("Jam"), hour),
        (_("Tempat"), one.place_text),
        (_("Sedang melakukan"), one.doing),
        (_("Keterangan"), one.note),
        (_("Desa"), ", ".join(filter(None, (one.desa, one.kecamatan)))),
        (_("Pelapor"), ", ".join(filter(None, (one.reporter_name, str(REPORTERS[one.reporter]), one.reporter_phone)))),
        (_("Disampaikan"), instant(one.told_at)),
        (_("Dicatat"), f"{by}, {instant(one.made_at)}"),
        (_("Kode laporan"), one.code),
    ]
    return [(name, value) for name, value in pairs if value]


def found_lines(found: Sequence[Found], *, kabupaten: str, kpjs: Mapping[int, tuple[str, ...]]) -> list[FoundLine]:
    """Persons who may be meant: year of birth, desa, occupation, KPJ, and the region digits of the NIK."""
    return [
        FoundLine(
            person_id=one.person_id,
            name=one.name,
            about=" · ".join(
                filter(
                    None,
                    (
                        _("lahir %(year)s") % {"year": one.birth_date.year},
                        place_of(kabupaten, one.desa_code)[0],
                        one.occupation,
                        f"KPJ {kpjs[one.person_id][0]}" if one.person_id in kpjs else "",
                        one.nik,
                    ),
                )
            ),
        )
        for one in found
    ]


def offers(found: Iterable[ClaimFacts]) -> list[ClaimOffer]:
    return [
        ClaimOffer(
            id=one.id,
            url=reverse("claims:claim", args=[one.id]),
            words=f"{KIND_WORDS[one.kind]}, {day(one.event_date)} ({STATE_WORDS[one.state]})",
        )
        for one in found
    ]


def headings() -> list[str]:
    return [_("Nama"), _("Kejadian"), _("Disampaikan"), _("Pelapor"), _("Desa"), _("Keadaan")]


def excel_rows(shown: Iterable[ReportLine]) -> Iterable[list[str]]:
    return ([x.name, x.happened, x.told, x.reporter, x.place, x.state] for x in shown)
