"""What a claim goes through: while its scheme is open, as JKK (work accident) and as JKM (death). Steps only; no law."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from payung.accounts.rules import Role


class Scheme(StrEnum):
    """Under which scheme BPJS is asked. A death is open until the five questions are answered, or BPJS has concluded."""

    OPEN = "open"
    JKK = "JKK"
    JKM = "JKM"


class EventKind(StrEnum):
    ACCIDENT = "accident"
    DEATH = "death"
    LOST_AT_SEA = "lost_at_sea"


class State(StrEnum):
    """Where a claim stands. Which of them a scheme knows is said by its table."""

    UNDETERMINED = "undetermined"  # a death or loss whose scheme is open
    REPORTED = "reported"  # to us; BPJS has not been told in its form
    STAGE_ONE = "stage_one"  # KK1 is with BPJS
    SUSPECTED = "suspected"  # BPJS treats it as a suspected work accident: care is guaranteed
    CONCLUDED = "concluded"  # BPJS: it was a work accident
    IN_CARE = "in_care"
    STAGE_TWO = "stage_two"  # KK2 is with BPJS
    ASSESSED = "assessed"  # the disability is fixed
    PAPERS = "papers"  # JKM: being gathered
    SUBMITTED = "submitted"  # JKM: with BPJS
    DECIDED = "decided"  # BPJS: what it will pay
    PAID = "paid"  # the family has the money
    REFUSED = "refused"
    DISPUTED = "disputed"  # before the provincial labour inspector
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"  # told by mistake


class Event(StrEnum):
    TREAT_AS_WORK = "treat_as_work"  # possibly work: JKK first
    TREAT_AS_DEATH = "treat_as_death"  # none of the five answers points to work: JKM
    SEND_STAGE_ONE = "send_stage_one"
    SUSPECT = "suspect"
    CONCLUDE_WORK = "conclude_work"
    CONCLUDE_OTHER = "conclude_other"  # in writing, not a work accident
    ENTER_CARE = "enter_care"
    SEND_STAGE_TWO = "send_stage_two"
    ASSESS = "assess"
    GATHER = "gather"
    SUBMIT = "submit"
    RETURN = "return"  # BPJS wants more papers
    DECIDE = "decide"
    REFUSE = "refuse"
    PAY = "pay"
    DISPUTE = "dispute"
    WIN = "win"  # the inspector or the minister: it goes on
    LOSE = "lose"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`scheme` is what the claim is of afterwards. `of` names the kinds of event for which the step exists."""

    from_: State
    event: Event
    to: State
    scheme: Scheme
    who: frozenset[Role]
    because: str
    of: frozenset[EventKind] = frozenset(EventKind)


class NotAllowed(Exception):
    """The step does not exist, or is somebody else's. The text is a sentence for whoever tried it."""


_OPERATOR, _HEAD = frozenset({Role.OPERATOR}), frozenset({Role.HEAD})
_DINAS = _OPERATOR | _HEAD
_ACCIDENT = frozenset({EventKind.ACCIDENT})
_DEATHS = frozenset({EventKind.DEATH, EventKind.LOST_AT_SEA})


def _open(from_: State, event: Event, to: State, scheme: Scheme, who: frozenset[Role], because: str) -> Step:
    return Step(from_=from_, event=event, to=to, scheme=scheme, who=who, because=because, of=_DEATHS)


def _jkk(
    from_: State,
    event: Event,
    to: State,
    who: frozenset[Role],
    because: str,
    of: frozenset[EventKind] = frozenset(EventKind),
    scheme: Scheme = Scheme.JKK,
) -> Step:
    return Step(from_=from_, event=event, to=to, scheme=scheme, who=who, because=because, of=of)


def _jkm(
    from_: State, event: Event, to: State, who: frozenset[Role], because: str, scheme: Scheme = Scheme.JKM
) -> Step:
    return Step(from_=from_, event=event, to=to, scheme=scheme, who=who, because=because, of=_DEATHS)


OPEN_STEPS = (
    _open(
        State.UNDETERMINED,
        Event.TREAT_AS_WORK,
        State.REPORTED,
        Scheme.JKK,
        _OPERATOR,
        "possibly work: JKK first, until BPJS concludes in writing",
    ),
    _open(
        State.UNDETERMINED,
        Event.TREAT_AS_DEATH,
        State.REPORTED,
        Scheme.JKM,
        _OPERATOR,
        "five answers, none of which points to work",
    ),
    _open(State.UNDETERMINED, Event.WITHDRAW, State.WITHDRAWN, Scheme.OPEN, _DINAS, "told by mistake"),
    _open(State.WITHDRAWN, Event.RESTORE, State.UNDETERMINED, Scheme.OPEN, _DINAS, "it was no mistake"),
)

JKK_STEPS = (
    _jkk(State.REPORTED, Event.SEND_STAGE_ONE, State.STAGE_ONE, _OPERATOR, "KK1 within 2×24 hours (law.md §4.1)"),
    _jkk(State.STAGE_ONE, Event.SUSPECT, State.SUSPECTED, _OPERATOR, "BPJS: suspected, care guaranteed (PP 49/2023)"),
    *(
        step
        for state in (State.STAGE_ONE, State.SUSPECTED)
        for step in (
            _jkk(state, Event.CONCLUDE_WORK, State.CONCLUDED, _OPERATOR, "BPJS concluded within 30 days"),
            _jkk(state, Event.CONCLUDE_OTHER, State.REFUSED, _OPERATOR, "BPJS: no work accident", _ACCIDENT),
            _jkk(
                state,
                Event.CONCLUDE_OTHER,
                State.REPORTED,
                _OPERATOR,
                "BPJS: no work accident; the death is claimed as JKM",
                _DEATHS,
                Scheme.JKM,
            ),
        )
    ),
    _jkk(State.CONCLUDED, Event.ENTER_CARE, State.IN_CARE, _OPERATOR, "treatment goes on", _ACCIDENT),
    _jkk(State.CONCLUDED, Event.SEND_STAGE_TWO, State.STAGE_TWO, _OPERATOR, "healed, disabled or dead: KK2"),
    _jkk(State.IN_CARE, Event.SEND_STAGE_TWO, State.STAGE_TWO, _OPERATOR, "healed, disabled or dead: KK2"),
    _jkk(State.STAGE_TWO, Event.RETURN, State.CONCLUDED, _OPERATOR, "BPJS wants more papers"),
    _jkk(State.STAGE_TWO, Event.ASSESS, State.ASSESSED, _OPERATOR, "the disability is fixed", _ACCIDENT),
    _jkk(State.STAGE_TWO, Event.DECIDE, State.DECIDED, _OPERATOR, "BPJS says what it pays"),
    _jkk(State.ASSESSED, Event.DECIDE, State.DECIDED, _OPERATOR, "BPJS says what it pays"),
    _jkk(State.STAGE_TWO, Event.REFUSE, State.REFUSED, _OPERATOR, "BPJS refuses in writing"),
    _jkk(State.ASSESSED, Event.REFUSE, State.REFUSED, _OPERATOR, "BPJS refuses in writing"),
    _jkk(State.DECIDED, Event.PAY, State.PAID, _OPERATOR, "the family has the money"),
    *(
        _jkk(state, Event.DISPUTE, State.DISPUTED, _DINAS, "to the provincial labour inspector, doctor or minister")
        for state in (State.REFUSED, State.ASSESSED, State.DECIDED)
    ),
    _jkk(State.DISPUTED, Event.WIN, State.CONCLUDED, _OPERATOR, "it goes on as a work accident"),
    _jkk(State.DISPUTED, Event.LOSE, State.REFUSED, _OPERATOR, "BPJS was right", _ACCIDENT),
    _jkk(State.DISPUTED, Event.LOSE, State.REPORTED, _OPERATOR, "the death is claimed as JKM", _DEATHS, Scheme.JKM),
    _jkk(State.PAID, Event.CLOSE, State.CLOSED, _DINAS, "paid as owed, or the rest decided"),
    _jkk(State.REFUSED, Event.CLOSE, State.CLOSED, _HEAD, "nothing more can be done"),
    _jkk(
        State.REFUSED,
        Event.TREAT_AS_DEATH,
        State.REPORTED,
        _OPERATOR,
        "refused as work in writing; the death is claimed as JKM",
        _DEATHS,
        Scheme.JKM,
    ),
    *(
        _jkk(state, Event.WITHDRAW, State.WITHDRAWN, _DINAS, "told by mistake")
        for state in (State.REPORTED, State.STAGE_ONE, State.SUSPECTED)
    ),
    _jkk(State.WITHDRAWN, Event.RESTORE, State.REPORTED, _DINAS, "it was no mistake"),
)

JKM_STEPS = (
    _jkm(State.REPORTED, Event.GATHER, State.PAPERS, _OPERATOR, "the heirs are told which papers are missing"),
    _jkm(State.PAPERS, Event.SUBMIT, State.SUBMITTED, _OPERATOR, "papers whole; paid within 3 working days"),
    _jkm(State.SUBMITTED, Event.RETURN, State.PAPERS, _OPERATOR, "BPJS wants more papers"),
    _jkm(State.SUBMITTED, Event.DECIDE, State.DECIDED, _OPERATOR, "BPJS says what it pays"),
    _jkm(State.SUBMITTED, Event.REFUSE, State.REFUSED, _OPERATOR, "BPJS refuses in writing"),
    _jkm(State.REFUSED, Event.GATHER, State.PAPERS, _OPERATOR, "asked again, with what was lacking"),
    _jkm(State.DECIDED, Event.PAY, State.PAID, _OPERATOR, "the family has the money"),
    _jkm(State.PAID, Event.CLOSE, State.CLOSED, _DINAS, "paid as owed, or the rest decided"),
    _jkm(State.REFUSED, Event.CLOSE, State.CLOSED, _HEAD, "nothing more can be done"),
    *(
        _jkm(state, Event.TREAT_AS_WORK, State.REPORTED, _OPERATOR, "it may have been work after all", Scheme.JKK)
        for state in (State.REPORTED, State.PAPERS)
    ),
    *(
        _jkm(state, Event.WITHDRAW, State.WITHDRAWN, _DINAS, "told by mistake")
        for state in (State.REPORTED, State.PAPERS)
    ),
    _jkm(State.WITHDRAWN, Event.RESTORE, State.REPORTED, _DINAS, "it was no mistake"),
)

STEPS = {Scheme.OPEN: OPEN_STEPS, Scheme.JKK: JKK_STEPS, Scheme.JKM: JKM_STEPS}
OVER = frozenset({State.CLOSED, State.WITHDRAWN})

STANDS = {
    State.UNDETERMINED: "Skema klaim ini belum ditentukan. Jawab dahulu lima pertanyaan tentang meninggalnya.",
    State.REPORTED: "Klaim ini baru dilaporkan. Lengkapi keterangannya, lalu kirim ke BPJS.",
    State.STAGE_ONE: "Laporan tahap I sudah di BPJS. Catat kesimpulan BPJS bila suratnya sudah datang.",
    State.SUSPECTED: "BPJS memperlakukannya sebagai dugaan kecelakaan kerja. Catat kesimpulan BPJS bila suratnya sudah datang.",
    State.CONCLUDED: "BPJS menyimpulkan kecelakaan kerja. Lengkapi berkas tahap II, lalu kirim.",
    State.IN_CARE: "Peserta masih dirawat. Kirim laporan tahap II sesudah dinyatakan sembuh, cacat atau meninggal.",
    State.STAGE_TWO: "Laporan tahap II sudah di BPJS. Catat penetapan BPJS bila suratnya sudah datang.",
    State.ASSESSED: "Kecacatan sudah ditetapkan. Catat penetapan BPJS bila suratnya sudah datang.",
    State.PAPERS: "Berkas klaim ini sedang dikumpulkan. Ajukan ke BPJS bila sudah lengkap.",
    State.SUBMITTED: "Klaim ini sudah diajukan. Catat penetapan BPJS bila suratnya sudah datang.",
    State.DECIDED: "BPJS sudah menetapkan jumlahnya. Catat pembayarannya bila uang sudah diterima keluarga.",
    State.PAID: "Klaim ini sudah dibayar. Bandingkan dengan yang menjadi hak, lalu tutup.",
    State.REFUSED: "BPJS menolak klaim ini. Ajukan keberatan, urus kematiannya sebagai JKM, atau tutup dengan alasannya.",
    State.DISPUTED: "Klaim ini sedang diperselisihkan. Catat hasilnya bila sudah ada.",
    State.CLOSED: "Klaim ini sudah ditutup. Laporkan kejadian lain sebagai klaim baru.",
    State.WITHDRAWN: "Klaim ini ditarik karena keliru. Pulihkan bila ternyata benar.",
}
_WHO = {
    _OPERATOR: "Langkah ini dilakukan oleh operator dinas. Mintalah operator melakukannya.",
    _HEAD: "Langkah ini diputuskan oleh kepala dinas. Mintalah kepala dinas melakukannya.",
    _DINAS: "Langkah ini dilakukan oleh operator atau kepala dinas. Mintalah salah satunya melakukannya.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a claim stands: the three together are its place in the tables."""

    kind: EventKind
    scheme: Scheme
    state: State


def after(standing: Standing, event: Event, roles: Iterable[Role]) -> Standing:
    """Where the claim stands next, for somebody of these roles. Raises NotAllowed, with what can be done instead."""
    for step in STEPS[standing.scheme]:
        if (step.from_, step.event) == (standing.state, event) and standing.kind in step.of:
            if step.who.isdisjoint(roles):
                raise NotAllowed(_WHO[step.who])
            return Standing(kind=standing.kind, scheme=step.scheme, state=step.to)
    raise NotAllowed(STANDS[standing.state])


def open_to(standing: Standing, roles: Iterable[Role]) -> tuple[Event, ...]:
    """What somebody of these roles may do to a claim that stands here."""
    held = frozenset(roles)
    return tuple(
        step.event
        for step in STEPS[standing.scheme]
        if step.from_ == standing.state and standing.kind in step.of and not step.who.isdisjoint(held)
    )
