"""What is to be done next of a claim or a report, and until when, in one sentence each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.rules import Actor, Role
from payung.accounts.wording import day, instant, number
from payung.claims.present.words import KIND_WORDS, SCHEME_WORDS
from payung.claims.queries.claims import ClaimFacts
from payung.claims.queries.reports import ReportFacts
from payung.claims.queries.worklist import Task, Worklist
from payung.claims.rules.clock import When
from payung.claims.rules.deadlines import BY_BPJS, DeadlineKind
from payung.claims.states import EventKind, Scheme, State

Words = str | Promise
WHEN_WORDS: Mapping[When, Words] = {
    When.OVERDUE: gettext_lazy("Terlambat"),
    When.TODAY: gettext_lazy("Hari ini"),
    When.THIS_WEEK: gettext_lazy("Minggu ini"),
    When.LATER: gettext_lazy("Kemudian"),
}
SIGNS: Mapping[When, str] = {
    When.OVERDUE: "uncovered",
    When.TODAY: "waiting",
    When.THIS_WEEK: "waiting",
    When.LATER: "notyet",
}
OFFICERS: Mapping[str, Words] = {
    "": gettext_lazy("siapa pun"),
    "saya": gettext_lazy("saya"),
    "-": gettext_lazy("belum ditangani"),
}
ORDERS: Mapping[str, Words] = {
    "": gettext_lazy("tenggat"),
    "nama": gettext_lazy("nama"),
    "desa": gettext_lazy("desa"),
}
_NEXT: Mapping[State, Words] = {
    State.UNDETERMINED: gettext_lazy("Jawab lima pertanyaan tentang meninggalnya, lalu tentukan skemanya"),
    State.STAGE_ONE: gettext_lazy("Tanyakan kesimpulan BPJS, lalu catat suratnya"),
    State.SUSPECTED: gettext_lazy("Tanyakan kesimpulan BPJS, lalu catat suratnya"),
    State.CONCLUDED: gettext_lazy("Lengkapi berkas tahap II, lalu kirim ke BPJS"),
    State.IN_CARE: gettext_lazy("Tanyakan perawatannya; kirim laporan tahap II sesudah selesai"),
    State.STAGE_TWO: gettext_lazy("Tanyakan penetapan BPJS, lalu catat suratnya"),
    State.ASSESSED: gettext_lazy("Tanyakan penetapan BPJS, lalu catat suratnya"),
    State.PAPERS: gettext_lazy("Lengkapi berkas ahli waris, lalu ajukan ke BPJS"),
    State.SUBMITTED: gettext_lazy("Tanyakan penetapan BPJS, lalu catat suratnya"),
    State.DECIDED: gettext_lazy("Tanyakan pembayarannya kepada keluarga, lalu catat"),
    State.PAID: gettext_lazy("Bandingkan pembayaran dengan yang menjadi hak, lalu tutup"),
    State.REFUSED: gettext_lazy("Baca surat penolakannya; ajukan lagi atau keberatan, atau tutup dengan alasannya"),
    State.DISPUTED: gettext_lazy("Tanyakan hasil keberatannya, lalu catat"),
}
_SEND_STAGE_ONE = gettext_lazy("Lengkapi laporan tahap I, lalu kirim ke BPJS")
_GATHER = gettext_lazy("Beri tahu ahli waris berkas yang diperlukan, lalu mulai kumpulkan")
_LOST = gettext_lazy("Kumpulkan bukti pencarian di laut dan jawab lima pertanyaan")
_CHOOSE = gettext_lazy("Tentukan skemanya menurut lima jawaban tentang meninggalnya")
_FIND = gettext_lazy("Cari siapa orangnya, lalu buka klaimnya")
_OPEN = gettext_lazy("Periksa laporannya, lalu buka klaimnya")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """`sentence` says what to do and until when. `take`: address at which it is taken in hand, where the reader may."""

    url: str
    name: str
    about: str
    sentence: str
    when: When
    place: str
    officer: str
    scheme: str
    until: str
    take: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroup:
    key: str
    title: str
    sign: str
    lines: Sequence[TaskLine]


def groups(found: Worklist, *, actor: Actor, words: str = "", order: str = "") -> list[TaskGroup]:
    """The groups that hold something, each in its order."""
    told = {
        When.OVERDUE: found.overdue,
        When.TODAY: found.this_day,
        When.THIS_WEEK: found.this_week,
        When.LATER: found.later,
    }
    shown = {
        when: _sieved([task_line(one, actor=actor) for one in tasks], words, order) for when, tasks in told.items()
    }
    return [
        TaskGroup(key=when.value, title=_title(when, len(lines)), sign=SIGNS[when], lines=lines)
        for when, lines in shown.items()
        if lines
    ]


def headline(found: Worklist) -> str:
    """The answer to: what must be done?"""
    over, today = len(found.overdue), len(found.this_day)
    if over and today:
        told = {"over": number(over), "today": number(today)}
        return _("%(over)s tugas terlambat, %(today)s harus selesai hari ini") % told
    if over:
        return ngettext("%(n)s tugas terlambat", "%(n)s tugas terlambat", over) % {"n": number(over)}
    if today:
        words = ngettext("%(n)s tugas harus selesai hari ini", "%(n)s tugas harus selesai hari ini", today)
        return words % {"n": number(today)}
    if found.count:
        return _("Tidak ada yang terlambat dan tidak ada yang harus selesai hari ini")
    return _("Tidak ada klaim yang menunggu")


def sign(found: Worklist) -> str:
    if found.overdue:
        return "uncovered"
    return "waiting" if found.this_day else "covered"


def counted(shown: Sequence[TaskGroup]) -> str:
    many = sum(len(group.lines) for group in shown)
    return ngettext("%(n)s tugas", "%(n)s tugas", many) % {"n": number(many)}


def task_line(task: Task, *, actor: Actor) -> TaskLine:
    line = _of_claim(task.claim, actor) if task.claim else _of_report(task.report)
    return replace(
        line,
        sentence=sentence(line.sentence, what=task.what, by=task.by, when=task.when),
        when=task.when,
        until=_by(task.by),
    )


def sentence(act: str, *, what: DeadlineKind | None, by: date | datetime | None, when: When) -> str:
    """`Lengkapi laporan tahap I, lalu kirim ke BPJS paling lambat 22 Mei 2027 10.00 WITA.`"""
    told = {"act": act, "by": _by(by)}
    if by is None or what is None:
        return _("%(act)s.") % told
    if when is When.OVERDUE and what in BY_BPJS:
        return _("%(act)s. Batas BPJS %(by)s sudah lewat: mintalah penjelasannya.") % told
    if when is When.OVERDUE and what is DeadlineKind.LAPSE:
        return _("%(act)s. Hak mengajukannya sudah lewat sejak %(by)s: tanyakan dahulu kepada BPJS.") % told
    if when is When.OVERDUE:
        return _("%(act)s sekarang juga: batasnya %(by)s sudah lewat, tetapi yang terlambat tetap diterima.") % told
    if what is DeadlineKind.INCAPACITY:
        return _("%(act)s. Bila ia belum mampu bekerja, santunannya dapat diminta lagi mulai %(by)s.") % told
    if what in BY_BPJS:
        return _("%(act)s; BPJS punya waktu sampai %(by)s.") % told
    if what is DeadlineKind.LAPSE:
        return _("%(act)s; haknya berlaku sampai %(by)s.") % told
    return _("%(act)s paling lambat %(by)s.") % told


def next_act(claim: ClaimFacts, *, answered: bool = False) -> str:
    """What is to be done next, as an act without its day. `answered`: the five questions are."""
    if claim.state is State.UNDETERMINED and answered:
        return str(_CHOOSE)
    if claim.state is State.REPORTED:
        return str(_GATHER if claim.scheme is Scheme.JKM else _SEND_STAGE_ONE)
    if claim.state is State.UNDETERMINED and claim.kind is EventKind.LOST_AT_SEA:
        return str(_LOST)
    return str(_NEXT.get(claim.state, ""))


def _of_claim(claim: ClaimFacts, actor: Actor) -> TaskLine:
    may_take = actor.may(Role.OPERATOR) and actor.key not in (claim.officer, claim.reported_by)
    return TaskLine(
        url=reverse("claims:claim", args=[claim.id]),
        name=claim.person_name,
        about=f"{KIND_WORDS[claim.kind]}, {day(claim.event_date)}",
        sentence=next_act(claim),
        when=When.LATER,
        place=", ".join(filter(None, (claim.desa, claim.kecamatan))),
        officer=claim.officer_name,
        scheme=_("Skema %(scheme)s") % {"scheme": SCHEME_WORDS[claim.scheme]},
        until="",
        take=reverse("claims:take", args=[claim.id]) if may_take and not claim.officer else "",
    )


def _of_report(report: ReportFacts | None) -> TaskLine:
    if report is None:
        raise ValueError("A task is of a claim or of a report.")
    happened = day(report.event_date) if report.event_date else _("harinya belum diketahui")
    return TaskLine(
        url=reverse("claims:report", args=[report.id]),
        name=report.person_name or report.told_name,
        about=f"{KIND_WORDS[report.kind]}, {happened}",
        sentence=str(_OPEN if report.person_id else _FIND),
        when=When.LATER,
        place=", ".join(filter(None, (report.desa, report.kecamatan))),
        officer="",
        scheme=_("laporan"),
        until="",
        take="",
    )


def _by(by: date | datetime | None) -> str:
    if by is None:
        return ""
    return instant(by) if isinstance(by, datetime) else day(by)


def _title(when: When, many: int) -> str:
    return _("%(when)s (%(n)s)") % {"when": WHEN_WORDS[when], "n": number(many)}


def _sieved(lines: list[TaskLine], words: str, order: str) -> list[TaskLine]:
    wanted = [word.casefold() for word in words.split()]
    kept = [one for one in lines if all(word in f"{one.name} {one.place}".casefold() for word in wanted)]
    if order == "nama":
        return sorted(kept, key=lambda one: one.name)
    return sorted(kept, key=lambda one: (one.place, one.name)) if order == "desa" else kept


def headings() -> list[str]:
    return [
        *(_("Kapan"), _("Nama"), _("Kejadian"), _("Yang harus dilakukan"), _("Batas"), _("Skema"), _("Desa")),
        _("Petugas"),
    ]


def excel_rows(shown: Iterable[TaskGroup]) -> Iterable[list[str]]:
    return (
        [str(WHEN_WORDS[x.when]), x.name, x.about, x.sentence, x.until, x.scheme, x.place, x.officer]
        for group in shown
        for x in group.lines
    )
