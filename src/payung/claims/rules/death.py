"""The five questions of a death: does anything point to work? Pure. Not here: what BPJS concludes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from payung.claims.rules.told import Place, YesNo
from payung.law.dated import Law
from payung.law.rules.benefit.case import Case, CaseOutcome, Cause, MembershipFacts
from payung.law.rules.benefit.whole import owed

OF_WORK = frozenset({Place.AT_WORK, Place.ON_THE_WAY, Place.TRAFFIC, Place.SEA})


@dataclass(frozen=True, slots=True, kw_only=True)
class Laws:
    benefit: Law
    cover: Law


class Question(StrEnum):
    """In the order in which they are asked."""

    PLACE = "place"
    DOING = "doing"
    ON_THE_WAY = "on_the_way"
    ATTACK = "attack"
    DEATH = "death"


class Pointer(StrEnum):
    """What points to work."""

    PLACE = "place"
    WORKING = "working"
    ON_THE_WAY = "on_the_way"
    SUDDEN = "sudden"  # so soon after an attack at the place of work


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathFacts:
    """`place` is where the attack or accident began, not the bed of death; None where nobody was asked yet.

    `attack_unknown`, `died_unknown`: asked, and nobody knows.
    """

    place: Place | None = None
    doing: str = ""
    was_working: YesNo | None = None
    on_the_way: YesNo | None = None
    attack_at: datetime | None = None
    attack_unknown: bool = False
    died_at: datetime | None = None
    died_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`unasked` are not answered at all, `unknown` were, but nobody knows."""

    points: tuple[Pointer, ...]
    unasked: tuple[Question, ...]
    unknown: tuple[Question, ...]

    @property
    def possibly_work(self) -> bool:
        """JKK first, until BPJS concludes in writing.

        Source: domain/law.md §3.5; issue 5.   Unit: -.
        Edge:   whatever is unknown or not asked counts as possibly work: only five known answers, none of which points
                to work, make it a death of JKM.
        """
        return bool(self.points or self.unasked or self.unknown)


def verdict(facts: DeathFacts, *, sudden_hours: int | None) -> Verdict:
    """What the answers say together; `sudden_hours` as `sudden_at_work`."""
    return Verdict(
        points=_points(facts, sudden_at_work(facts, hours=sudden_hours)),
        unasked=_unasked(facts),
        unknown=_unknown(facts),
    )


def sudden_at_work(facts: DeathFacts, *, hours: int | None) -> bool:
    """Whether death came within so many hours of an attack at the place of work; None: the law of that day has no such rule.

    Source: Permenaker 5/2021 for BPU (domain/law.md §3.5; law/benefit.yaml: sudden_death_hours).   Unit: hours.
    Edge:   24 hours to the minute count. The sea is the place of work of a fisher. Where the attack came at work, the
            bed in which somebody died does not matter.
    """
    if hours is None or facts.attack_at is None or facts.died_at is None:
        return False
    at_work = facts.place in (Place.AT_WORK, Place.SEA) or facts.was_working is YesNo.YES
    return at_work and timedelta(0) <= facts.died_at - facts.attack_at <= timedelta(hours=hours)


def stake_rp(*, event_date: date, base_income_rp: int, registered_on: date, months_paid: int, laws: Laws) -> int:
    """What a family loses where a death by work is taken for another: JKK less JKM, scholarships apart.

    Source: law/benefit.yaml by `payung.law`; issue 5 "the difference is 28 million for a family".   Unit: rupiah.
    Edge:   of a member who has not paid three months it is more: JKM then owes the funeral only. Raises LawMissing.
    """
    jkk, jkm = (
        owed(
            Case(
                cause=cause,
                outcome=CaseOutcome.DEATH,
                event_date=event_date,
                base_income_rp=base_income_rp,
                membership=MembershipFacts(registered_on=registered_on, months_paid=months_paid, status="active"),
            ),
            law=laws.benefit,
            cover_law=laws.cover,
        ).total_now_rp
        for cause in (Cause.WORK, Cause.OTHER)
    )
    return jkk - jkm


def _points(facts: DeathFacts, sudden: bool) -> tuple[Pointer, ...]:
    found = {
        Pointer.PLACE: facts.place in OF_WORK,
        Pointer.WORKING: facts.was_working is YesNo.YES,
        Pointer.ON_THE_WAY: facts.on_the_way is YesNo.YES,
        Pointer.SUDDEN: sudden,
    }
    return tuple(pointer for pointer, points in found.items() if points)


def _unasked(facts: DeathFacts) -> tuple[Question, ...]:
    found = {
        Question.PLACE: facts.place is None,
        Question.DOING: not facts.doing or facts.was_working is None,
        Question.ON_THE_WAY: facts.on_the_way is None,
        Question.ATTACK: facts.attack_at is None and not facts.attack_unknown,
        Question.DEATH: facts.died_at is None and not facts.died_unknown,
    }
    return tuple(question for question, lacks in found.items() if lacks)


def _unknown(facts: DeathFacts) -> tuple[Question, ...]:
    found = {
        Question.DOING: facts.was_working is YesNo.UNKNOWN,
        Question.ON_THE_WAY: facts.on_the_way is YesNo.UNKNOWN,
        Question.ATTACK: facts.attack_unknown,
        Question.DEATH: facts.died_unknown,
    }
    return tuple(question for question, nobody in found.items() if nobody)
