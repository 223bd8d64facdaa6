"""Where a claim stands: its steps, the answers of a death, the proofs of a loss."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from payung.accounts.rules import Actor
from payung.claims.models import Claim, ClaimStep, DeathAnswers, DeathWord, Paper
from payung.claims.queries.covering import member_on
from payung.claims.rules.death import DeathFacts, Laws, Verdict, stake_rp, verdict
from payung.claims.rules.death_words import Certainty
from payung.claims.rules.papers import PaperKind
from payung.claims.rules.sea import Loss, loss
from payung.claims.rules.told import Place, YesNo
from payung.claims.states import Event, EventKind, Scheme, Standing, State
from payung.law.dated import LawMissing
from payung.law.loader import load
from payung.law.rules.benefit.deadlines import deadlines_on
from payung.law.rules.contribution import tariff
from payung.membership.queries import Cover
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """One step, as it was recorded."""

    id: int
    event: Event
    from_scheme: Scheme
    to_scheme: Scheme
    to_state: State
    happened_on: date
    note: str
    paper_number: str
    paper_date: date | None
    scan_code: str
    scan_name: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """The scan of a letter, as it lies sealed."""

    claim_id: int
    code: str
    name: str


def standing(claim: Claim) -> Standing:
    return Standing(kind=EventKind(claim.kind), scheme=Scheme(claim.scheme), state=State(claim.state))


def steps(*, claim_id: int) -> list[StepFacts]:
    """What happened to it, the first step first."""
    return [
        StepFacts(
            id=one.pk,
            event=Event(one.event),
            from_scheme=Scheme(one.from_scheme),
            to_scheme=Scheme(one.to_scheme),
            to_state=State(one.to_state),
            happened_on=one.happened_on,
            note=one.note,
            paper_number=one.paper_number,
            paper_date=one.paper_date,
            scan_code=one.scan_code,
            scan_name=one.scan_name,
            made_by=one.made_by,
            made_at=one.made_at,
        )
        for one in ClaimStep.objects.filter(claim=claim_id).order_by("id")
    ]


def letter(*, step_id: int, actor: Actor) -> LetterFacts | None:
    """The letter of a step, for whoever sees the claim."""
    step = ClaimStep.objects.filter(id=step_id, claim__kabupaten=actor.kabupaten).exclude(scan_code="")
    found = step.select_related("claim__person__same_as").first()
    if found is None or not actor.sees((found.claim.person.same_as or found.claim.person).desa_code):
        return None
    return LetterFacts(claim_id=found.claim_id, code=found.scan_code, name=found.scan_name)


def answers(*, claim_id: int) -> DeathFacts | None:
    """The five answers; None where nobody was asked."""
    found = DeathAnswers.objects.filter(claim=claim_id).first()
    return death_facts(found) if found else None


def death_verdict(*, claim_id: int) -> Verdict | None:
    """What the answers say together by the law of the day of the event; None where nobody was asked."""
    found = DeathAnswers.objects.filter(claim=claim_id).select_related("claim").first()
    if found is None:
        return None
    return verdict(death_facts(found), sudden_hours=sudden_hours(found.claim.event_date))


def concluded_as_jkm(*, claim_id: int) -> bool:
    """Whether BPJS, or whoever judged its conclusion, wrote that it was no work accident: the answers decide no more.

    From JKK nothing leads to JKM but by such a letter.
    """
    led = ClaimStep.objects.filter(claim=claim_id, to_scheme=Scheme.JKM)
    return led.filter(Q(from_scheme=Scheme.JKK) | Q(from_scheme=Scheme.OPEN) & ~Q(scan_code="")).exists()


def sudden_hours(event_date: date) -> int | None:
    try:
        return deadlines_on(event_date=event_date, law=load("benefit")).sudden_death_hours
    except LawMissing:
        return None


def death_facts(row: DeathAnswers) -> DeathFacts:
    return DeathFacts(
        place=Place(row.place) if row.place else None,
        doing=row.doing,
        was_working=YesNo(row.was_working),
        on_the_way=YesNo(row.on_the_way),
        attack_at=row.attack_at,
        attack_unknown=row.attack_unknown,
        died_at=row.died_at,
        died_unknown=row.died_unknown,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFacts:
    """What a person decided of a death; `was_kind` is what the claim was of until then."""

    id: int
    said: Certainty
    death_date: date | None
    was_kind: EventKind
    note: str
    evidence_code: str
    evidence_name: str
    made_by: str
    made_at: datetime


def words(*, claim_id: int) -> list[WordFacts]:
    """What people decided of the death, the first first."""
    return [
        WordFacts(
            id=one.pk,
            said=Certainty(one.said),
            death_date=one.death_date,
            was_kind=EventKind(one.was_kind),
            note=one.note,
            evidence_code=one.evidence_code,
            evidence_name=one.evidence_name,
            made_by=one.made_by,
            made_at=one.made_at,
        )
        for one in DeathWord.objects.filter(claim=claim_id).order_by("id")
    ]


def latest_word(*, claim_id: int) -> WordFacts | None:
    """The decision that counts."""
    return next(reversed(words(claim_id=claim_id)), None)


def proofs(*, claim_id: int) -> Loss:
    """Which proofs of a loss at sea are there, and not returned."""
    kinds = Paper.objects.filter(claim=claim_id, returned_because="").values_list("kind", flat=True)
    return loss({PaperKind(kind) for kind in kinds})


def stake(*, event_date: date, cover: Cover | None) -> int | None:
    """What the family loses where work is taken for no work; None where nothing is owed or the law has a hole.

    Vulnerable workers are insured in the lowest row of incomes (law/contribution.yaml), as their dues are.
    """
    if cover is None or cover.answer.status != "active":
        return None
    try:
        member = member_on(cover=cover, day=event_date)
        if member is None:
            return None
        base_rp = tariff(month=Month.of(event_date), law=load("contribution")).brackets[0].base_rp
        return stake_rp(
            event_date=event_date,
            base_income_rp=base_rp,
            registered_on=member.registered_on,
            months_paid=member.months_paid,
            laws=Laws(benefit=load("benefit"), cover=load("cover")),
        )
    except LawMissing:
        return None


def death_paper(*, word_id: int, actor: Actor) -> LetterFacts | None:
    """The document of a certain death, for whoever sees the claim."""
    found = (
        DeathWord.objects.filter(id=word_id, claim__kabupaten=actor.kabupaten)
        .exclude(evidence_code="")
        .select_related("claim__person__same_as")
        .first()
    )
    if found is None or not actor.sees((found.claim.person.same_as or found.claim.person).desa_code):
        return None
    return LetterFacts(claim_id=found.claim_id, code=found.evidence_code, name=found.evidence_name)


def keeps(*, code: str) -> bool:
    """Whether a step or a decision points to this scan."""
    return ClaimStep.objects.filter(scan_code=code).exists() or DeathWord.objects.filter(evidence_code=code).exists()
