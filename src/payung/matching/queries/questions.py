"""Questions that a person answers, and what was answered: those of the candidates in an actor's part of the map."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from payung.accounts.rules import Actor
from payung.gateways.sealing import Kind, sealer
from payung.intake import queries as intake
from payung.intake.queries import Origin
from payung.matching.models import Decision, Link, Question
from payung.matching.rules import Alike, Answer, alike
from payung.matching.rules.queue import as_bits
from payung.matching.waiting import candidates
from payung.people import queries as people
from payung.people.rules import Newcomer
from payung.shared.addresses import address_line
from payung.shared.nik import masked

MOST_ORIGINS = 20


class Listed(StrEnum):
    """Which questions a list shows."""

    OPEN = "open"
    ANSWERED = "answered"
    RETURNED = "returned"  # answered NIK_WRONG: back to their senders


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    answer: Answer
    reason: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A question in a list: two who have one NIK. The other's facts are empty where it lives elsewhere."""

    id: int
    asked_at: datetime
    name: str
    birth_date: date
    desa_code: str
    other_name: str
    other_birth_date: date | None
    other_desa_code: str
    alike: Alike
    decision: DecisionFacts | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page of a list, and how many there are in all."""

    lines: list[Line]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two who have the NIK, as written."""

    person_id: int | None  # None: a candidate that is nobody yet
    name: str
    sex: str
    birth_date: date
    desa_code: str
    address: str
    occupation: str
    phone: str
    heir: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFacts:
    """A question with both its sides. `holder` None: who has the NIK lives out of the actor's part of the map."""

    id: int
    candidate_id: int
    asked_at: datetime
    nik: str  # masked
    candidate: Side
    holder_id: int
    holder_desa_code: str
    holder: Side | None
    alike: Alike
    decision: DecisionFacts | None


def questions(*, actor: Actor, listed: Listed, words: str = "", start: int = 0, count: int = 100) -> Shown:
    """Open ones with the likeliest same person first, as they are the quickest to answer; answered ones latest first."""
    ids = [id_ for _rank, id_ in sorted(ranked_questions(actor=actor, listed=listed, words=words))]
    return Shown(lines=question_lines(ids=ids[start : start + count], actor=actor), count=len(ids))


def ranked_questions(*, actor: Actor, listed: Listed, words: str = "") -> list[tuple[float, int]]:
    """(place, id) of each question, the least place first: of open ones by likeness, of answered ones by their day."""
    found = _seen(actor, listed)
    for word in words.split():
        found = found.filter(Q(candidate__name__icontains=word) | Q(person__name__icontains=word))
    if listed is Listed.OPEN:
        return [(-as_bits(one), id_) for id_, one in _likeness(found).items()]
    of = Decision.objects.filter(question__in=found, undone_at=None).order_by("id")
    return [(-made_at.timestamp(), id_) for id_, made_at in of.values_list("question_id", "made_at")]


def question(*, question_id: int, actor: Actor) -> QuestionFacts | None:
    """The question; None out of the actor's part of the map, as for none."""
    found = _seen(actor).filter(id=question_id).first()
    if found is None:
        return None
    came = candidates(candidate_ids=[found.candidate_id])[found.candidate_id]
    decision = found.decisions.filter(undone_at=None).first()
    holder_id = decision.holder_id if decision else people.known(indexes=[came.nik_index])[came.nik_index].person_id
    other = people.person(person_id=holder_id, actor=actor)
    written = people.columns(person_ids=[holder_id])
    return QuestionFacts(
        id=found.pk,
        candidate_id=found.candidate_id,
        asked_at=found.asked_at,
        nik=masked(sealer(actor.kabupaten).opened(bytes(came.nik_sealed), Kind.NIK)),
        candidate=_of_candidate(found.candidate_id, came),
        holder_id=holder_id,
        holder_desa_code=str(written.desa_code[0]),
        holder=_of_person(other) if other else None,
        alike=alike(came.name, came.birth_date, written.name[0], written.birth_date[0].item()),
        decision=_told(decision) if decision else None,
    )


def question_of(*, candidate_id: int) -> int | None:
    """The question that was asked of a candidate, whatever has been answered."""
    return Question.objects.filter(candidate_id=candidate_id).values_list("id", flat=True).first()


def _seen(actor: Actor, listed: Listed | None = None) -> QuerySet[Question]:
    here = Q(candidate__desa_code=actor.scope) | Q(candidate__desa_code__startswith=f"{actor.scope}.")
    found = Question.objects.filter(here, kabupaten=actor.kabupaten)
    standing = Decision.objects.filter(question=OuterRef("pk"), undone_at=None)
    if listed is Listed.OPEN:
        return found.exclude(Exists(standing))
    if listed is Listed.ANSWERED:
        return found.filter(Exists(standing))
    return found.filter(Exists(standing.filter(answer=Answer.NIK_WRONG))) if listed else found


def _likeness(found: QuerySet[Question]) -> dict[int, Alike]:
    rows = found.values_list("id", "candidate__name", "candidate__birth_date", "person__name", "person__birth_date")
    return {id_: alike(name, born, other, other_born) for id_, name, born, other, other_born in rows}


def question_lines(*, ids: list[int], actor: Actor) -> list[Line]:
    """These questions, in this order."""
    likeness = _likeness(Question.objects.filter(id__in=ids))
    rows = {
        row.pk: row
        for row in Question.objects.filter(id__in=ids).select_related("person").prefetch_related("decisions")
    }
    candidate_ids = [row.candidate_id for row in rows.values()]
    came, origins = candidates(candidate_ids=candidate_ids), intake.origin(candidate_ids=candidate_ids)
    lines = []
    for id_ in ids:
        row, one = rows[id_], came[rows[id_].candidate_id]
        other = row.person
        seen = actor.sees(other.desa_code)
        standing = [decision for decision in row.decisions.all() if decision.undone_at is None]
        lines.append(
            Line(
                id=id_,
                asked_at=row.asked_at,
                name=one.name,
                birth_date=one.birth_date,
                desa_code=one.desa_code,
                other_name=other.name if seen else "",
                other_birth_date=other.birth_date if seen else None,
                other_desa_code=other.desa_code,
                alike=likeness[id_],
                decision=_told(standing[0]) if standing else None,
                origin=origins[row.candidate_id],
            )
        )
    return lines


def _of_candidate(candidate_id: int, came: Newcomer) -> Side:
    return Side(
        person_id=None,
        name=came.name,
        sex=came.sex,
        birth_date=came.birth_date,
        desa_code=came.desa_code,
        address=address_line(address=came.address, rt=came.rt, dusun=came.dusun),
        occupation=came.occupation,
        phone=came.phone,
        heir=came.heir_name,
        origins=tuple(intake.origin(candidate_ids=[candidate_id]).values()),
    )


def _of_person(facts: people.PersonFacts) -> Side:
    near = (facts.person_id, *facts.joined_ids)
    ids = list(Link.objects.filter(person_id__in=near).order_by("candidate_id").values_list("candidate_id", flat=True))
    return Side(
        person_id=facts.person_id,
        name=facts.name,
        sex=facts.sex,
        birth_date=facts.birth_date,
        desa_code=facts.desa_code,
        address=address_line(address=facts.address, rt=facts.rt, dusun=facts.dusun),
        occupation=facts.occupation,
        phone=facts.phone,
        heir=", ".join(heir.name for heir in facts.heirs),
        origins=tuple(intake.origin(candidate_ids=ids[:MOST_ORIGINS]).values()),
    )


def _told(decision: Decision) -> DecisionFacts:
    return DecisionFacts(
        answer=Answer(decision.answer),
        reason=decision.reason,
        made_by=decision.made_by,
        made_at=decision.made_at,
    )
