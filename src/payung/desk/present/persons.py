"""A person as the page tells it: the sentence first, then everything from sheet and cell to annex line."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import day, instant, month
from payung.claims.present.unclaimed import telling
from payung.decrees.forms import CORRECTION_WORDS
from payung.decrees.queries.lines import LineFacts
from payung.decrees.states import HOLDING, CorrectionKind, LineState
from payung.desk.present.claimed import claimed
from payung.desk.present.insured import cover_sign, insured
from payung.desk.present.moments import Moment
from payung.desk.queries import InProgramme, Judged, Story
from payung.eligibility.prechecks.results import ResultFacts
from payung.eligibility.queries import RulingFacts
from payung.eligibility.rules.reasons import HEADLINES
from payung.eligibility.rules.words import Outcome, Register, Verdict
from payung.intake.queries import Origin
from payung.intake.queries.cells import nik_cell
from payung.intake.rules.proposals import Source
from payung.matching.present import JoinRow, join_rows
from payung.matching.queries.pairs import PairLine
from payung.membership.queries.covering import Cover
from payung.people.queries import PersonFacts
from payung.regions.load import gazetteer
from payung.regions.rules import plain_code
from payung.shared.codes import grouped

SOURCES = {
    Source.DESA: gettext_lazy("Desa"),
    Source.DINAS: gettext_lazy("Dinas"),
    Source.GROUP: gettext_lazy("Kelompok"),
    Source.COUNCIL: gettext_lazy("Aspirasi DPRD"),
    Source.SELF: gettext_lazy("Diri sendiri"),
}
MOST_DOUBTS = 5  # in the one line that tells of them
REGISTERS = {Register.DUKCAPIL: "Dukcapil", Register.BPJS: "BPJS Ketenagakerjaan", Register.DTSEN: "DTSEN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeShown:
    name: str
    moments: Sequence[Moment]
    verdict: str
    verdict_state: str
    reasons: Sequence[tuple[str, str]]  # state, sentence
    why_selected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown:
    """Everything of the page, in words."""

    facts: PersonFacts
    headline: str
    headline_state: str
    beneath: str
    about: str
    desa: str
    why_covered: Sequence[str]
    claimed: Sequence[Moment]
    told_dead: str  # a death without a claim, in a sentence
    insured: Sequence[Moment]
    lines: Sequence[Moment]
    results: Sequence[Moment]
    programmes: Sequence[ProgrammeShown]
    doubts: Sequence[tuple[str, str]]  # address of the pair, whom the person may be
    more_doubts: str
    joins: Sequence[JoinRow]


def shown(story: Story) -> PersonShown:
    person = story.person
    named = [line for line in story.lines if line.state == LineState.NAMED]
    in_force = [line for line in named if line.decree_state in HOLDING]
    line = next(iter(in_force or named), None)
    is_member = bool(story.cover.memberships)
    left = len(story.doubts) - MOST_DOUBTS
    return PersonShown(
        facts=person,
        headline=story.cover.sentence if is_member else _headline(line, in_force=bool(in_force)),
        headline_state=cover_sign(story.cover) if is_member else "waiting" if line else "uncovered",
        beneath=_today(story.cover) if is_member else _beneath(line, in_force=bool(in_force)),
        why_covered=story.cover.answer.explanation if is_member else (),
        claimed=list(claimed(story)),
        told_dead=telling(story.told_dead) if story.told_dead else "",
        insured=list(insured(story)),
        about=_("%(sex)s, lahir %(born)s, %(occupation)s")
        % {
            "sex": _("Laki-laki") if person.sex == "L" else _("Perempuan"),
            "born": day(person.birth_date),
            "occupation": person.occupation,
        },
        desa=_desa(person.kabupaten, person.desa_code),
        lines=[_named(line) for line in story.lines],
        results=[_answered(result) for result in story.results],
        programmes=[_programme(one, name=person.name) for one in story.programmes],
        doubts=[_doubt(line, {person.person_id, *person.joined_ids}) for line in story.doubts[:MOST_DOUBTS]],
        more_doubts=_("%(n)s lagi tidak ditampilkan") % {"n": left} if left > 0 else "",
        joins=join_rows(story.joins, kabupaten=person.kabupaten),
    )


def _doubt(line: PairLine, own: Collection[int]) -> tuple[str, str]:
    other = line.low if line.high.person_id in own else line.high
    address = reverse("matching:pair", args=[line.low.person_id, line.high.person_id])
    return address, _("%(name)s, lahir %(born)s") % {"name": other.name, "born": day(other.birth_date)}


def _today(cover: Cover) -> str:
    return _("Keadaan pada %(day)s.") % {"day": day(cover.on)}


def _headline(line: LineFacts | None, *, in_force: bool) -> str:
    if line is None:
        return _("Belum dinamai dalam Keputusan Bupati")
    if not in_force:
        return _("Dinamai dalam keputusan yang belum berlaku")
    return _("Dinamai untuk %(first)s s.d. %(last)s; belum terdaftar di BPJS") % {
        "first": month(line.first_month),
        "last": month(line.last_month),
    }


def _beneath(line: LineFacts | None, *, in_force: bool) -> str:
    if line is None or not in_force:
        return _("Belum ada perlindungan dari program ini.")
    if line.correction:
        kinds = [str(CORRECTION_WORDS[CorrectionKind(kind)]) for kind in line.correction.split()]
        return _("Ada koreksi yang menunggu perubahan keputusan: %(kinds)s.") % {"kinds": ", ".join(kinds)}
    return _("Perlindungan mulai pada hari BPJS menerima iuran pertama, bukan pada tanggal keputusan.")


def _named(line: LineFacts) -> Moment:
    struck = line.state == LineState.STRUCK
    return Moment(
        when=line.decree_number or _("rancangan"),
        what=_("Baris %(number)s lampiran") % {"number": line.number},
        told=_("%(months)s bulan dari %(fund)s%(struck)s")
        % {"months": line.months, "fund": line.fund_name, "struck": _("; dicoret") if struck else ""},
        address=reverse("decrees:line", args=[line.decree_id, line.number]),
        state="uncovered" if struck else "covered" if line.decree_state in HOLDING else "waiting",
    )


def _answered(result: ResultFacts) -> Moment:
    return Moment(
        when=day(result.answered_date),
        what=REGISTERS[result.register],
        told=_("%(outcome)s; berlaku s.d. %(until)s") % {"outcome": _outcome(result), "until": day(result.valid_until)},
    )


def _outcome(result: ResultFacts) -> str:
    words = {
        Outcome.ALIVE: _("hidup, NIK dan nama cocok"),
        Outcome.NAME_DIFFERS: _("nama atau tanggal lahir berbeda"),
        Outcome.DIED: _("meninggal"),
        Outcome.MOVED_OUT: _("pindah ke luar kabupaten"),
        Outcome.NIK_UNKNOWN: _("NIK tidak dikenal"),
        Outcome.NOT_ACTIVE: _("tidak aktif di pihak mana pun"),
        Outcome.OWN_WADAH: _("aktif di wadah kita"),
        Outcome.SELF_PAYING: _("aktif, membayar sendiri"),
        Outcome.OTHER_PAYER: _("aktif, dibayar pihak lain"),
        Outcome.WAGE_EARNER: _("aktif sebagai penerima upah"),
        Outcome.LISTED: _("desil %(desil)s") % {"desil": result.desil},
        Outcome.NOT_LISTED: _("tidak tercatat"),
    }
    return f"{words[result.outcome]} ({result.payer})" if result.payer else words[result.outcome]


def _programme(one: InProgramme, *, name: str) -> ProgrammeShown:
    moments = [*(_proposed(origin, name=name) for origin in one.origins), *map(_ruled, reversed(one.rulings))]
    return ProgrammeShown(
        name=one.programme.name,
        moments=moments,
        verdict=_(HEADLINES[one.judged.facts.verdict]) if one.judged else _("Belum dinilai"),
        verdict_state=_verdict_state(one.judged),
        reasons=list(_reasons(one.judged)),
        why_selected=one.why_selected,
    )


def _proposed(origin: Origin, *, name: str) -> Moment:
    """The row that proposed them, with the cell of the NIK; the link finds the row by the name."""
    sheet = _("lembar %(sheet)s, ") % {"sheet": origin.sheet} if origin.sheet else ""
    cell = nik_cell(file_id=origin.file_id, sheet=origin.sheet, row=origin.row)
    heap = "perlu-keputusan" if origin.accepted_by else "siap"
    accepted = _("; diloloskan: %(reason)s") % {"reason": origin.accepted_because} if origin.accepted_because else ""
    return Moment(
        when=instant(origin.received_at),
        what=_("Diusulkan: %(source)s %(sender)s") % {"source": SOURCES[origin.source], "sender": origin.sender},
        told=_("%(file)s, %(sheet)sbaris %(row)s%(cell)s; tanda terima %(receipt)s%(accepted)s")
        % {
            "file": origin.file_name,
            "sheet": sheet,
            "row": origin.row,
            "cell": _(" (NIK di sel %(cell)s)") % {"cell": cell} if cell else "",
            "receipt": grouped(origin.receipt_code),
            "accepted": accepted,
        },
        address=f"{reverse('intake:file_rows', args=[origin.file_id, heap])}?{urlencode({'cari': name})}",
    )


def _ruled(ruling: RulingFacts) -> Moment:
    told = f"{_(HEADLINES[ruling.verdict])}: {ruling.reason}"
    if ruling.revoked_at:
        told = _("%(told)s (dicabut: %(because)s)") % {"told": told, "because": ruling.revoked_because}
    return Moment(when=instant(ruling.made_at), what=_("Diputuskan petugas"), told=told)


def _reasons(judged: Judged | None) -> Iterator[tuple[str, str]]:
    states = {"+": "covered", "-": "uncovered", "?": "waiting", "!": "waiting"}
    said = set()
    for reason in judged.reasons if judged else ():
        if reason.sentence not in said:  # one answer of a register can meet two conditions
            said.add(reason.sentence)
            yield states[reason.mark], reason.sentence


def _verdict_state(judged: Judged | None) -> str:
    if judged is None:
        return "waiting"
    return {Verdict.ELIGIBLE: "covered", Verdict.NOT_ELIGIBLE: "uncovered"}.get(judged.facts.verdict, "waiting")


def _desa(kabupaten: str, code: str) -> str:
    found = gazetteer(kabupaten).by_code.get(plain_code(code))
    return found.text if found else code
