"""The page of a claim: cover on its day, what the five answers say, the proofs of a loss, and all that happened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.accounts.wording import day, instant, rupiah
from payung.claims.forms.facts import HANDS, OUTCOMES
from payung.claims.forms.words import PLACE_WORDS
from payung.claims.present.paper_words import PAPER_WORDS
from payung.claims.present.words import EVENT_WORDS, POINTER_WORDS, QUESTION_WORDS, SCHEME_WORDS
from payung.claims.present.worklist import next_act, sentence
from payung.claims.queries.claims import ClaimFacts
from payung.claims.queries.covering import CoveredOn
from payung.claims.queries.reports import ReportFacts
from payung.claims.queries.standing import StepFacts, WordFacts
from payung.claims.rules.clock import when_due
from payung.claims.rules.deadlines import Deadline
from payung.claims.rules.death import Verdict
from payung.claims.rules.death_words import Certainty
from payung.claims.rules.sea import Loss
from payung.claims.states import EventKind, State

SIGNS = {"not_started": "notyet", "active": "covered", "unpaid": "waiting", "lapsed": "uncovered"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverShown:
    title: str
    sentence: str
    sign: str
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictShown:
    """What the five answers say; `why` tells the family's side of it."""

    sentence: str
    sign: str
    points: Sequence[str]
    lacks: Sequence[str]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    name: str
    sign: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that happened; `letter` is the address of its scan."""

    title: str
    about: str
    who: str
    letter: str
    letter_name: str
    at: datetime


def covers(found: Iterable[CoveredOn]) -> list[CoverShown]:
    return [_cover(one) for one in found]


def _cover(one: CoveredOn) -> CoverShown:
    title = _("Pada hari meninggal, %(day)s") if one.of_death else _("Pada hari kejadian, %(day)s")
    if one.cover is None:
        sentence_ = _("Tidak diketahui: hukum hari itu tidak ada dalam catatan. Tanyakan kepada BPJS.")
        return CoverShown(title=title % {"day": day(one.on)}, sentence=sentence_, sign="notyet", reasons=())
    return CoverShown(
        title=title % {"day": day(one.on)},
        sentence=one.cover.sentence,
        sign=SIGNS[one.cover.answer.status],
        reasons=one.cover.answer.explanation,
    )


def deadline(claim: ClaimFacts, due: Deadline | None, now: datetime, *, answered: bool = False) -> str:
    """`answered`: the five questions are. `Kirim laporan tahap I paling lambat 22 Mei 2027 10.00 WITA.`"""
    if due is None:
        return ""
    by = timezone.localtime(due.by) if isinstance(due.by, datetime) else due.by
    when = when_due(by=by, now=timezone.localtime(now))
    return sentence(next_act(claim, answered=answered), what=due.what, by=by, when=when)


def verdict(found: Verdict | None, *, stake_rp: int | None) -> VerdictShown:
    lacks = [*found.unasked, *found.unknown] if found else []
    why = ""
    if stake_rp and (found is None or found.possibly_work):
        told = {"amount": rupiah(stake_rp)}
        why = _("Bagi keluarga ini selisihnya %(amount)s: JKK diajukan lebih dahulu sampai BPJS menyimpulkan tertulis.")
        why %= told
    return VerdictShown(
        sentence=_verdict_sentence(found),
        sign="covered" if found and not found.possibly_work else "waiting",
        points=[str(POINTER_WORDS[one]) for one in found.points] if found else [],
        lacks=[str(QUESTION_WORDS[one]) for one in dict.fromkeys(lacks)],
        why=why,
    )


def _verdict_sentence(found: Verdict | None) -> str:
    if found is None:
        return _("Lima pertanyaan tentang meninggalnya belum dijawab.")
    if found.points:
        return _("Mungkin kecelakaan kerja, jadi klaim JKK lebih dahulu.")
    if found.possibly_work:
        return _("Belum semua diketahui, jadi dianggap mungkin kecelakaan kerja.")
    return _("Tidak ada jawaban yang menunjuk pekerjaan: klaim kematian (JKM).")


def proofs(found: Loss) -> list[Proof]:
    return [
        *(Proof(name=str(PAPER_WORDS[one]), sign="covered", word=_("ada")) for one in found.there),
        *(Proof(name=str(PAPER_WORDS[one]), sign="notyet", word=_("belum ada")) for one in found.missing),
    ]


def held(claim: ClaimFacts) -> str:
    """What stands of the membership of somebody lost."""
    if claim.kind is not EventKind.LOST_AT_SEA or claim.state is State.WITHDRAWN:
        return ""
    if claim.death_date:
        return _("Meninggalnya sudah dipastikan, dan kepesertaannya berakhir menurut suratnya.")
    return _("Kepesertaannya ditahan: tidak diakhiri dan tidak ditagih sampai seseorang memutuskan dengan buktinya.")


def facts(claim: ClaimFacts) -> list[tuple[str, str]]:
    pairs = [
        (_("Jam kejadian"), f"{claim.event_time:%H.%M} WITA" if claim.event_time else ""),
        (
            _("Tempat"),
            ". ".join(filter(None, (str(PLACE_WORDS[claim.place]) if claim.place else "", claim.place_text))),
        ),
        (_("Sedang melakukan"), claim.doing),
        (_("Kronologi"), claim.chronology),
        (_("Bagian tubuh yang terluka"), claim.body_part_text),
        (_("Pertama dirawat di"), claim.facility),
        (
            _("Tangan yang dominan"),
            str(HANDS[claim.handedness]) if _is_hurt(claim) and claim.handedness in HANDS else "",
        ),
        (_("Keadaan akhir"), str(OUTCOMES[claim.outcome]) if claim.outcome else ""),
        (_("Biaya perawatan"), rupiah(claim.medical_cost_rp) if claim.medical_cost_rp else ""),
        (_("Biaya perawatan di rumah"), rupiah(claim.home_care_cost_rp) if claim.home_care_cost_rp else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def _is_hurt(claim: ClaimFacts) -> bool:
    return claim.kind is EventKind.ACCIDENT


def history(
    *,
    claim: ClaimFacts,
    steps: Iterable[StepFacts],
    words: Iterable[WordFacts],
    reports: Iterable[ReportFacts],
    names: Mapping[str, str],
    may_open: bool,
) -> list[Moment]:
    """All that happened, the latest first."""
    told = list(reports)
    found = [
        *([] if told else [_opened(claim, names)]),
        *(_report(one, names) for one in told),
        *(_word(one, names, may_open) for one in words),
        *(_step(one, names, may_open) for one in steps),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _opened(claim: ClaimFacts, names: Mapping[str, str]) -> Moment:
    """A claim that nobody told of: opened from a list, or for a death that was known."""
    who = f"{names.get(claim.reported_by, claim.reported_by)}, {instant(claim.made_at)}"
    return Moment(title=_("Klaim dibuka"), about="", who=who, letter="", letter_name="", at=claim.made_at)


def _report(one: ReportFacts, names: Mapping[str, str]) -> Moment:
    return Moment(
        title=_("Dilaporkan"),
        about=one.note,
        who=f"{names.get(one.reported_by, one.reported_by)}, {instant(one.told_at)}",
        letter="",
        letter_name="",
        at=one.told_at,
    )


def _word(one: WordFacts, names: Mapping[str, str], may_open: bool) -> Moment:
    titles = {
        Certainty.CERTAIN: _("Meninggalnya dipastikan"),
        Certainty.TAKEN_BACK: _("Kepastian meninggal dibatalkan"),
        Certainty.ALIVE: _("Ternyata masih hidup"),
    }
    return Moment(
        title=titles[one.said],
        about=". ".join(filter(None, (_day(one.death_date), one.note))),
        who=f"{names.get(one.made_by, one.made_by)}, {instant(one.made_at)}",
        letter=reverse("claims:death_paper", args=[one.id]) if one.evidence_code and may_open else "",
        letter_name=one.evidence_name,
        at=one.made_at,
    )


def _step(one: StepFacts, names: Mapping[str, str], may_open: bool) -> Moment:
    letter = _("Surat %(number)s, %(day)s") % {"number": one.paper_number, "day": _day(one.paper_date)}
    scheme = _("Kini skema %(scheme)s") % {"scheme": SCHEME_WORDS[one.to_scheme]}
    changed = scheme if one.to_scheme is not one.from_scheme else ""
    return Moment(
        title=str(EVENT_WORDS[one.event]),
        about=". ".join(filter(None, (day(one.happened_on), changed, letter if one.paper_number else "", one.note))),
        who=f"{names.get(one.made_by, one.made_by)}, {instant(one.made_at)}",
        letter=reverse("claims:letter", args=[one.id]) if one.scan_code and may_open else "",
        letter_name=one.scan_name,
        at=one.made_at,
    )


def _day(when: date | None) -> str:
    return day(when) if when else ""
