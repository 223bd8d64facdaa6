"""What can be done to a claim now: one thing first, the rest beneath it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.context import may_open
from payung.accounts.rules import Actor, Role
from payung.claims.present.words import ACT_WORDS
from payung.claims.queries.claims import ClaimFacts
from payung.claims.rules.death import Verdict
from payung.claims.rules.refusals import Lacking, Refused
from payung.claims.states import OVER, Event, EventKind, State, open_to

FIRST = (
    *(Event.SEND_STAGE_ONE, Event.GATHER, Event.CONCLUDE_WORK, Event.SEND_STAGE_TWO, Event.DECIDE, Event.SUBMIT),
    *(Event.WIN, Event.DISPUTE, Event.CLOSE),
)
PAGES = {
    "papers": gettext_lazy("Lengkapi berkasnya"),
    "computation": gettext_lazy("Buka hitungannya"),
    "answers": gettext_lazy("Jawab lima pertanyaan"),
}
ELSEWHERE = frozenset({Event.PAY})  # recorded with its sum, where the computation is


HINTS: Mapping[Event, tuple[str | Promise, str]] = {
    Event.SEND_STAGE_ONE: (
        gettext_lazy("Cetak Formulir KK 1 yang sudah terisi, kirim ke kantor cabang BPJS, lalu catat harinya di sini."),
        "papers",
    ),
    Event.SUSPECT: (
        gettext_lazy("BPJS menjamin perawatannya sebelum menyimpulkan. Catat hari BPJS mengatakannya."),
        "",
    ),
    Event.SEND_STAGE_TWO: (
        gettext_lazy("Cetak Formulir KK 2, kirim bersama semua berkasnya ke kantor cabang BPJS, lalu catat harinya."),
        "papers",
    ),
    Event.GATHER: (
        gettext_lazy("Beri keluarganya lembar berkas yang masih kurang, lalu catat hari pengumpulannya dimulai."),
        "papers",
    ),
    Event.SUBMIT: (
        gettext_lazy("Catat hari BPJS menerima berkasnya; pengantarnya ada di surat dinas."),
        "paper_letters",
    ),
    Event.DISPUTE: (
        gettext_lazy("Surat kepada pengawas ketenagakerjaan provinsi ada di surat dinas. Catat hari dikirimnya."),
        "paper_letters",
    ),
}
HINT_PAGES = {"papers": gettext_lazy("Buka berkasnya"), "paper_letters": gettext_lazy("Buka surat dinas")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What is done outside before the step is recorded, and the page that helps with it."""

    sentence: str
    link: Act | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """`first` is the one button; `before` says what it waits for."""

    first: Act | None
    others: Sequence[Act]
    before: Sequence[str]
    take: str  # address at which the actor takes the claim in hand, where nobody has it
    may_end: bool  # tell that somebody told dead or lost lives
    may_take_back: bool


def events_open(claim: ClaimFacts, actor: Actor) -> tuple[Event, ...]:
    """The steps that this actor may take from here."""
    return open_to(claim.standing, actor.roles) if actor.scope == actor.kabupaten else ()


def first_event(claim: ClaimFacts, actor: Actor, verdict: Verdict | None) -> Event | None:
    """The step that the page offers first; None where something else comes first."""
    open_ = events_open(claim, actor)
    if claim.state is State.UNDETERMINED:
        if verdict is None or verdict.unasked:
            return None
        wanted = Event.TREAT_AS_WORK if verdict.possibly_work else Event.TREAT_AS_DEATH
        return wanted if wanted in open_ else None
    return next((event for event in FIRST if event in open_), None)


def hint(claim: ClaimFacts, event: Event, *, actor: Actor) -> Hint | None:
    if event not in HINTS:
        return None
    sentence, page = HINTS[event]
    return Hint(sentence=str(sentence), link=_page(claim, page, str(HINT_PAGES[page]), actor) if page else None)


def acts(
    claim: ClaimFacts, *, actor: Actor, verdict: Verdict | None, before: Sequence[Refused], is_certain: bool
) -> Acts:
    """`before`: what the first step still lacks; `is_certain`: the death is."""
    open_ = [event for event in events_open(claim, actor) if event not in ELSEWHERE]
    event = first_event(claim, actor, verdict)
    works = actor.may(Role.OPERATOR, Role.HEAD) and actor.scope == actor.kabupaten
    first = _first(claim, actor, event, before, works)
    of_death = claim.kind is not EventKind.ACCIDENT
    others = [_step(claim, one) for one in open_ if one is not event and not (one is Event.WITHDRAW and of_death)]
    if works and of_death and claim.state not in OVER and (first is None or not first.address.endswith("/jawaban")):
        others.insert(0, Act(name=_("Jawab lima pertanyaan"), address=reverse("claims:answers", args=[claim.id])))
    if works and not is_certain and claim.state not in OVER and actor.key != claim.reported_by:
        others.append(
            Act(
                name=_("Pastikan meninggalnya, dengan suratnya"),
                address=reverse("claims:confirm_death", args=[claim.id]),
            )
        )
    if event is not None and first is not None and first != _step(claim, event):
        others.insert(0, _step(claim, event))
    return Acts(
        first=first,
        others=others,
        before=[str(one) for one in before],
        take=_take(claim, actor, works),
        may_end=works and of_death and not is_certain and Event.WITHDRAW in open_,
        may_take_back=works and is_certain and claim.state not in OVER,
    )


def _take(claim: ClaimFacts, actor: Actor, works: bool) -> str:
    """Never whose report it was: where money is decided, they are different people."""
    free = not claim.officer and claim.state not in OVER and actor.key != claim.reported_by
    return reverse("claims:take", args=[claim.id]) if works and free and actor.may(Role.OPERATOR) else ""


def _first(claim: ClaimFacts, actor: Actor, event: Event | None, before: Sequence[Refused], works: bool) -> Act | None:
    if works and claim.state is State.UNDETERMINED and event is None:
        return Act(name=_("Jawab lima pertanyaan"), address=reverse("claims:answers", args=[claim.id]))
    if event is None and Event.PAY in events_open(claim, actor):
        return _page(claim, "computation", str(ACT_WORDS[Event.PAY]), actor)
    if event is None:
        return None
    page = next((one.page for one in before if isinstance(one, Lacking) and one.page), "")
    return (_page(claim, page, str(PAGES[page]), actor) if page else None) or _step(claim, event)


def _page(claim: ClaimFacts, name: str, words: str, actor: Actor) -> Act | None:
    try:
        address = reverse(f"claims:{name}", args=[claim.id])
    except NoReverseMatch:
        return None
    return Act(name=words, address=address) if may_open(address, actor=actor) else None


def _step(claim: ClaimFacts, event: Event) -> Act:
    return Act(
        name=str(ACT_WORDS[event]), address=reverse("claims:step", args=[claim.id, event.value.replace("_", "-")])
    )
