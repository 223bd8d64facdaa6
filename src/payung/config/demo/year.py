"""The main job on an invented kabupaten: from lists that came in to a decree that is in force.

Everything is done by the actions that the pages call, by people with the roles that may do it. What happens at which
step is what law.md §6.6 tells of real programmes: lists larger than life, the dead proposed, one person paid twice.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit import queries as audit
from payung.config.demo.answers import Answered, ask_everybody
from payung.config.demo.cast import KABUPATEN, Cast, appointed
from payung.config.demo.mending import mend, most_to_mend, rows_of_one_nik
from payung.config.demo.programme import write_programme
from payung.config.demo.receiving import CheckedFile, import_now, receive_lists, receive_path
from payung.config.demo.register import InventedFile
from payung.config.demo.world import Known, read_world
from payung.decrees import actions as decrees
from payung.decrees.actions.from_selection import draft_decree
from payung.decrees.files import kept_file
from payung.decrees.printing import print_annex
from payung.decrees.queries.facts import DecreeFacts
from payung.decrees.queries.lines import left_out
from payung.decrees.rules.signing import Signing
from payung.decrees.states import CorrectionKind
from payung.eligibility.actions import judge_candidates, rule_on_person
from payung.eligibility.queries import RunFacts, judgements
from payung.eligibility.rules.words import Verdict
from payung.intake import queries as intake
from payung.intake.actions import accept_row, accept_rows
from payung.matching import queries as matching
from payung.matching.actions import Linked, Matched, answer_question, link_register, match_candidates, rule_pair
from payung.matching.queries import Listed
from payung.matching.queries.doubts import doubts
from payung.matching.queries.pairs import PairLine
from payung.matching.rules import Answer
from payung.matching.rules.pairs import Ruling
from payung.people import queries as people
from payung.programmes.actions import open_programme
from payung.programmes.plan_files import read_plan
from payung.programmes.rules.setup import Division, ProgrammeFacts
from payung.selection import queries as selection
from payung.selection.actions import answer_objection, lock, open_notice, rank_candidates, record_objection
from payung.selection.facts import NoticeFacts, SelectionFacts
from payung.selection.rules.words import Counting, ObjectionKind
from payung.selection.states import ObjectionEvent

ACCEPTED = {
    "AGE_OVER_LIMIT_CONTINUING": "Peserta tahun lalu, dilanjutkan",
    "NIK_PRECISION_DOUBTFUL": "Sudah dicocokkan dengan KTP di kantor desa",
}
SIGNING = Signing(
    place="Kotabaru",
    signer_title="Bupati Kotabaru",
    signer_name="H. Rekaan bin Contoh",
    office="Dinas Tenaga Kerja Kabupaten Kotabaru",
    office_address="Jalan Rekaan Nomor 1, Kotabaru",
    grounds="Peraturan Bupati Kotabaru Nomor 0 Tahun 2026 tentang Perlindungan Pekerja Rentan (rekaan)",
)
RULED = 3
OBJECTED = 3
LEFT_OPEN = 1  # questions for whoever tries the site


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """How many people a step was about, and how much money."""

    people: int = 0
    rp: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A step that was done, on which invented day, and what it cost."""

    day: date
    name: str
    came: Came
    cpu_seconds: float


@dataclass(slots=True, kw_only=True)
class Year:
    """What the steps have come to so far."""

    home: Path
    invented: Sequence[InventedFile]
    workers: int
    cast: Cast
    programme: ProgrammeFacts
    members: frozenset[str]
    world: dict[str, Known]
    files: list[CheckedFile] = field(default_factory=list)
    mended: int = 0
    accepted: int = 0
    matched: Matched | None = None
    answered_questions: int = 0
    open_questions: int = 0
    linked: Linked | None = None
    ruled_pairs: int = 0
    registers: list[Answered] = field(default_factory=list)
    run: RunFacts | None = None
    verdicts: Counter[str] = field(default_factory=Counter)
    selection: SelectionFacts | None = None
    notice: NoticeFacts | None = None
    decree: DecreeFacts | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    annex: Path | None = None
    done: list[Done] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.home / "demo"


def opened(*, home: Path, invented: Sequence[InventedFile], workers: int) -> Year:
    """The office with its accounts and its programme."""
    cast = appointed(now=timezone.now())
    plan_file = home / "demo" / "program-2027.yaml"
    write_programme(path=plan_file, workers=workers)
    plan = read_plan(plan_file, kabupaten=KABUPATEN)
    programme = open_programme(plan=plan, actor=cast.head, now=timezone.now())
    members = (home / "demo" / "others" / "peserta-2026.txt").read_text(encoding="utf-8").split()
    return Year(
        home=home,
        invented=invented,
        workers=workers,
        cast=cast,
        programme=programme,
        members=frozenset(members),
        world=dict(read_world(home / "demo" / "truth" / "register.csv")),
    )


def receive(year: Year) -> Iterator[CheckedFile]:
    """Every list is in, its good rows candidates."""
    for file in receive_lists(
        invented=year.invented,
        home=year.home,
        programme=year.programme,
        members=year.members,
        actor=year.cast.operator,
    ):
        year.files.append(file)
        yield file


def settle_rows(year: Year) -> Came:
    """One desa has mended its list; rows that need a person's word have it, where the office can give it."""
    sent = most_to_mend(year.files)
    if sent and sent.returned:
        _take_back(year, sent, sent.returned)
    for file in year.files:
        for code in sorted(ACCEPTED.keys() & intake.rows_to_settle(file_id=file.file_id).keys()):
            year.accepted += _accepted(year, file.file_id, code)
    _let_share(year, max(year.files, key=lambda file: file.codes["NIK_SHARED"], default=None))
    return Came(people=year.mended + year.accepted)


def _let_share(year: Year, file: CheckedFile | None) -> None:
    """Two people of one desa came with one NIK and both with a card: who they are is for the register to ask."""
    known = intake.file_facts(file_id=file.file_id) if file else None
    for row_id in rows_of_one_nik(known) if known else ():
        accept_row(
            row_id=row_id,
            reason="KTP keduanya sudah dilihat; NIK sama dilaporkan ke Dukcapil",
            actor=year.cast.operator,
            now=timezone.now(),
        )
        year.accepted += 1


def _accepted(year: Year, file_id: int, code: str) -> int:
    """How many rows with this finding a person let pass; in as many acts as the room makes of a long list."""
    count, remaining = 0, 1
    while remaining:
        told = accept_rows(
            file_id=file_id, code=code, reason=ACCEPTED[code], actor=year.cast.operator, now=timezone.now()
        )
        count, remaining = count + told.count, told.remaining if told.count else 0
    return count


def _take_back(year: Year, sent: CheckedFile, marked: Path) -> None:
    known = intake.file_facts(file_id=sent.file_id)
    if known is None:
        return
    out = year.folder / "mended" / marked.name
    out.parent.mkdir(exist_ok=True)
    year.mended = mend(file=known, marked=marked, world=year.world, out=out)
    file = receive_path(
        path=out, programme=year.programme, source=known.source, sender=known.sender, actor=year.cast.operator
    )
    import_now(file=file, members=year.members)


def know_persons(year: Year) -> Came:
    """Candidates are persons; of the doubts all but a few are decided."""
    actor = year.cast.operator
    year.matched = match_candidates(programme_id=year.programme.id, actor=actor, now=timezone.now())
    asked = matching.questions(actor=actor, listed=Listed.OPEN, count=10**6)
    for line in asked.lines[LEFT_OPEN:]:
        facts = matching.question(question_id=line.id, actor=actor)
        if facts is not None:
            answer_question(
                question_id=line.id,
                answer=Answer.NIK_WRONG,
                holder_id=facts.holder_id,
                reason="KTP yang dibawa menunjukkan NIK lain",
                actor=actor,
                now=timezone.now(),
            )
            year.answered_questions += 1
    year.open_questions = asked.count - year.answered_questions
    return Came(people=year.matched.new)


def look_twice(year: Year) -> Came:
    """The register is looked through for people written down twice; of the doubts all but a few are ruled on."""
    actor = year.cast.operator
    year.linked = link_register(actor=actor, now=timezone.now())
    shown = doubts(actor=actor, listed=Listed.OPEN, count=10**6)
    pairs = [line for line in shown.lines if isinstance(line, PairLine)]
    niks = people.niks(
        kabupaten=KABUPATEN, person_ids=[side.person_id for line in pairs for side in (line.low, line.high)]
    )
    for line in pairs[LEFT_OPEN:]:
        low, high = line.low.person_id, line.high.person_id
        one = _is_one(*(year.world.get(niks[side]) for side in (low, high)))
        rule_pair(
            low=low,
            high=high,
            ruling=Ruling.ONE if one else Ruling.TWO,
            reason="Satu orang, KTP lama dan KTP-el" if one else "Dua orang, keduanya sudah ditemui desa",
            actor=actor,
            now=timezone.now(),
        )
        year.ruled_pairs += 1
    return Came(people=year.linked.joined)


def _is_one(low: Known | None, high: Known | None) -> bool:
    """Whether the world knows the two as one: somebody's second card, or a person of whom only one NIK is real."""
    if low is None or high is None:
        return (low, high) != (None, None)
    return "second_nik" in (*low.troubles, *high.troubles) and low.birth_date == high.birth_date


def ask_registers(year: Year) -> Came:
    """Dukcapil, BPJS and DTSEN have been asked about everybody, and have answered."""
    now = timezone.now()
    asked = ask_everybody(
        programme_id=year.programme.id,
        world=year.world,
        folder=year.folder / "pemadanan",
        on=timezone.localdate(now) - timedelta(days=3),
        actor=year.cast.operator,
        now=now,
    )
    year.registers += asked
    return Came(people=sum(one.asked for one in year.registers))


def judge(year: Year) -> Came:
    """Everybody has a verdict; on a few of those who need one the head has decided, and all are judged again."""
    year.run = _judged(year)
    asked = judgements(run_id=year.run.id, scope=KABUPATEN, verdict=Verdict.DECISION)
    for one in asked.filter(bpjs="wage_earner")[:RULED]:
        rule_on_person(
            programme_id=year.programme.id,
            person_id=one.person_id,
            verdict=Verdict.ELIGIBLE,
            reason="Sudah berhenti dari perusahaan; surat keterangan berhenti terlampir",
            actor=year.cast.head,
            now=timezone.now(),
        )
    return Came(people=year.run.person_count)


def _judged(year: Year) -> RunFacts:
    now = timezone.now()
    nobody = matching.proposed(programme_id=year.programme.id).person_id[:0]
    return judge_candidates(
        programme_id=year.programme.id,
        on_date=timezone.localdate(now),
        held=nobody,  # the first year in this house: whom we insured before, BPJS says
        actor=year.cast.operator,
        now=now,
    )


def select(year: Year) -> Came:
    """The places are divided and drawn for."""
    if year.run is None:
        raise LookupError("nobody was judged")
    locked = lock(
        programme_id=year.programme.id,
        run_id=year.run.id,
        division=Division.NEED,
        places=None,
        request_key=uuid.uuid4(),
        actor=year.cast.operator,
        now=timezone.now(),
    )
    year.selection = rank_candidates(selection_id=locked.id, actor=year.cast.operator, now=timezone.now())
    return Came(people=year.selection.chosen_count)


def hear_objections(year: Year) -> Came:
    """The list hangs out, and of three objections one is still open."""
    if year.selection is None:
        raise LookupError("nobody was selected")
    year.notice = open_notice(
        selection_id=year.selection.id,
        opens_on=timezone.localdate(),
        days=7,
        counting=Counting.WORKING,
        request_key=uuid.uuid4(),
        actor=year.cast.operator,
        now=timezone.now(),
    )
    _object(year, year.notice, selection.chosen(selection_id=year.selection.id).person_id[:OBJECTED].tolist())
    return Came(people=OBJECTED)


def _object(year: Year, notice: NoticeFacts, person_ids: Sequence[int]) -> None:
    """Against three names: one upheld, one dismissed, one open."""
    answers = (
        (ObjectionEvent.UPHOLD, "Benar: punya kapal dan usaha besar, tidak termasuk pekerja rentan"),
        (ObjectionEvent.DISMISS, "Tidak terbukti: yang bersangkutan masih melaut setiap hari"),
    )
    for place, person_id in enumerate(person_ids):
        objection = record_objection(
            notice_id=notice.id,
            kind=ObjectionKind.AGAINST,
            person_id=person_id,
            about_name="",
            by_name="Warga (rekaan)",
            text="Menurut kami orang ini tidak perlu dibantu.",
            evidence=None,
            request_key=uuid.uuid4(),
            actor=year.cast.operator,
            now=timezone.now(),
        )
        if place < len(answers):
            event, words = answers[place]
            answer_objection(
                objection_id=objection.id,
                event=event,
                answer=words,
                minutes=f"BA-{place + 1}/UP/2026",
                actor=year.cast.head,
                now=timezone.now(),
            )


def draft(year: Year) -> Came:
    """The decree is drafted, checked by another, and frozen on its way to the Bupati; meanwhile somebody dies."""
    if year.selection is None:
        raise LookupError("nobody was selected")
    drafted = draft_decree(
        programme_id=year.programme.id,
        selection_id=year.selection.id,
        about="Pekerja rentan penerima bantuan iuran BPJS Ketenagakerjaan Tahun 2027 (rekaan)",
        signing=SIGNING,
        request_key=uuid.uuid4(),
        actor=year.cast.operator,
        now=timezone.now(),
    )
    year.left_out = Counter(left_out(decree_id=drafted.id).values_list("why", flat=True))
    _step(decrees.check_decree, drafted.id, year.cast.head)
    frozen = _step(decrees.send_for_signature, drafted.id, year.cast.head)
    decrees.add_correction(
        decree_id=drafted.id,
        line_number=1,
        kind=CorrectionKind.DIED,
        note="Meninggal saat keputusan dalam proses paraf, menurut kepala desa (rekaan)",
        happened_on=timezone.localdate(),
        evidence=None,
        actor=year.cast.operator,
        now=timezone.now(),
    )
    year.decree = frozen
    return Came(people=frozen.line_count)


def sign(year: Year) -> Came:
    """The decree is signed, its lines counted on the paper, and in force."""
    frozen = year.decree
    if frozen is None:
        raise LookupError("nothing was drafted")
    year.annex = year.folder / "surat" / "lampiran-keputusan.pdf"
    year.annex.parent.mkdir(exist_ok=True)
    with year.annex.open("wb") as out:
        print_annex(out=out, decree=frozen)
    today = timezone.localdate()
    decrees.record_signature(
        decree_id=frozen.id,
        number="188.45/REKAAN/KUM/2026",
        signed_date=today,
        scan=kept_file(year.annex),
        scan_line_count=frozen.line_count,
        request_key=uuid.uuid4(),
        actor=year.cast.operator,
        now=timezone.now(),
    )
    year.decree = decrees.put_in_force(
        decree_id=frozen.id, in_force_date=today, request_key=uuid.uuid4(), actor=year.cast.head, now=timezone.now()
    )
    with year.annex.open("wb") as out:
        print_annex(out=out, decree=year.decree)
    return Came(people=frozen.line_count)


def _step(act: Callable[..., DecreeFacts], decree_id: int, actor: Actor) -> DecreeFacts:
    return act(decree_id=decree_id, request_key=uuid.uuid4(), actor=actor, now=timezone.now())


def verified(year: Year) -> audit.Verdict:
    """Whether the audit chain of all this is whole."""
    return audit.verify(kabupaten=year.programme.kabupaten)
