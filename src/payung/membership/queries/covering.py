"""Is this person covered on this date, for what, and why? The one answer, of one person and of a column of members."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from payung.accounts.rules import Actor
from payung.law.loader import load
from payung.law.present.cover import CoverAnswer, cover_answer
from payung.law.questions import CoverQuestion
from payung.law.rules.receipts import Payment, story
from payung.membership import paid
from payung.membership.models import Membership
from payung.membership.queries.facts import MembershipFacts, of_humans, persons_of, told_all
from payung.membership.queries.spells import Found, spells_of
from payung.membership.rules.covering import Spell, closing, counted, registration
from payung.membership.rules.covering_columns import Covered, Received, covered
from payung.membership.rules.sentences import (
    closed_headline,
    closed_sentence,
    headline,
    held_sentence,
    last_day,
    not_owed_sentence,
)
from payung.people import queries as people
from payung.shared.dates import Month

NOBODY = CoverAnswer(
    status="not_started",
    unpaid_months=0,
    jkk="none",
    jkm="none",
    scholarship_jkm=False,
    explanation=("Orang ini belum pernah didaftarkan melalui program ini.",),
    law="",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The answer in the words of CONTRACTS (`payung cover`), with the sentence that says it.

    `paid` are the months that count by now, as BPJS received them; `paid_through` the last of them on the day asked
    about, `until` its last day: None before cover. `closed` is True where an end closed cover, whatever was paid.
    """

    person_id: int  # who the person is read as
    on: date
    sentence: str
    answer: CoverAnswer
    registered_date: date | None
    paid: tuple[Payment, ...]
    paid_through: Month | None
    until: date | None
    closed: bool
    memberships: tuple[MembershipFacts, ...]  # the latest months first


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverColumn:
    """Of each membership, ascending, the cover of its human being; see `Covered` for the numbers."""

    membership_id: NDArray[np.int64]
    covered: Covered


def cover(*, person_id: int, on: date, actor: Actor) -> Cover | None:
    """Whether this person is covered on the day, across programmes; None out of the actor's part of the map.

    Raises LawMissing for a day before July 2015.
    """
    try:
        found = people.columns(person_ids=[person_id])
    except LookupError:
        return None
    kept_id = int(found.kept_id[0])
    if not actor.sees(str(found.desa_code[0])):
        return None
    rows = Membership.objects.filter(person__in=persons_of(humans=[kept_id]))
    memberships = tuple(told_all(rows.order_by("-first_month", "-id")))
    told = paid.months_of(person_ids=sorted({one.person_id for one in memberships})) if memberships else {}
    payments = [Payment(month=one.month, paid_on=one.paid_on) for months in told.values() for one in months]
    return _answered(kept_id, memberships, payments, on)


def covers(*, on: Mapping[int, date]) -> dict[int, Cover]:
    """The same of many human beings, by the id each is read as, each on a day of its own, with a handful of questions.

    Raises LawMissing for a day before July 2015.
    """
    of = of_humans(humans=on)
    told = paid.months_of(person_ids=sorted({one.person_id for mine in of.values() for one in mine})) if of else {}
    found = {}
    for kept_id, day in on.items():
        mine = tuple(of.get(kept_id, ()))
        months = (one for id_ in sorted({one.person_id for one in mine}) for one in told.get(id_, ()))
        payments = [Payment(month=one.month, paid_on=one.paid_on) for one in months]
        found[kept_id] = _answered(kept_id, mine, payments, day)
    return found


def _answered(kept_id: int, memberships: tuple[MembershipFacts, ...], payments: Sequence[Payment], on: date) -> Cover:
    if not memberships:
        sentence = headline(answer=NOBODY, paid_through=None, registered=None, on=on)
        return Cover(
            person_id=kept_id,
            on=on,
            sentence=sentence,
            answer=NOBODY,
            registered_date=None,
            paid=(),
            paid_through=None,
            until=None,
            closed=False,
            memberships=(),
        )
    law, spells = load("cover"), [_spell(one) for one in memberships]
    counts = counted(spells=spells, paid=payments)
    registered = registration(spells=spells, payments=counts, on=on)
    answer = cover_answer(CoverQuestion(membership=registered, on=on), law=law)
    last = int(story(membership=registered, on=on, law=law).paid.last_month)
    through = Month.numbered(last) if last and answer.status != "not_started" else None
    sentence = headline(answer=answer, paid_through=through, registered=registered.registered_on, on=on)
    end = closing(spells=spells, on=on)
    if end:
        answer, sentence = _closed(answer, end), closed_headline(end)
    more = _more(memberships, [one for one in payments if one not in counts])
    return Cover(
        person_id=kept_id,
        on=on,
        sentence=sentence,
        answer=replace(answer, explanation=(*answer.explanation, *more)),
        registered_date=registered.registered_on,
        paid=tuple(counts),
        paid_through=through,
        until=last_day(through) if through else None,
        closed=end is not None,
        memberships=memberships,
    )


def _closed(answer: CoverAnswer, end: Spell) -> CoverAnswer:
    """What was counted stays said; nothing is owed to the family any more."""
    if answer.status == "not_started":
        return replace(answer, explanation=(closed_sentence(end), *answer.explanation))
    return replace(
        answer,
        status="lapsed",
        unpaid_months=0,
        jkk="none",
        jkm="none",
        scholarship_jkm=False,
        explanation=(closed_sentence(end), answer.explanation[0]),
    )


def _more(memberships: Iterable[MembershipFacts], not_owed: Sequence[Payment]) -> list[str]:
    said = [held_sentence(one.held_because) for one in memberships if one.held_because]
    return [*said, not_owed_sentence(sorted(not_owed, key=lambda one: one.month))] if not_owed else said


def _spell(one: MembershipFacts) -> Spell:
    return Spell(
        membership_id=one.id,
        registered_date=one.registered_date,
        first_month=one.first_month,
        owed_through=one.owed_through,
        end_reason=one.end_reason,
        ended_date=one.ended_date,
    )


def covered_column(*, programme_id: int, on: date, memberships: NDArray[np.int64] | None = None) -> CoverColumn:
    """The same of all members of a programme, or of these, with a handful of questions to the database.

    Raises LawMissing for a day before July 2015.
    """
    found = spells_of(programme_id=programme_id, memberships=memberships)
    received = _received(found) if found.whole else [_received_of_persons(found)]
    answer = covered(spells=found.spells, received=received, on=on, law=load("cover"))
    of = found.asked
    return CoverColumn(
        membership_id=found.spells.membership_id[of],
        covered=Covered(
            status=answer.status[of],
            unpaid_months=answer.unpaid_months[of],
            jkk=answer.jkk[of],
            jkm=answer.jkm[of],
            scholarship_jkm=answer.scholarship_jkm[of],
            paid_through=answer.paid_through[of],
        ),
    )


def _received(found: Found) -> list[Received]:
    """What BPJS received of all members, programme by programme."""
    received = []
    for programme_id, places in found.places.items():
        told, ids = paid.columns(programme_id=programme_id), found.spells.membership_id[places]
        known = np.isin(told.membership_id, ids)
        if not known.all():  # registered since the spells were read
            told = replace(told, membership_id=told.membership_id[known], paid_on=told.paid_on[known])
        rows = np.searchsorted(ids, told.membership_id)
        received.append(Received(months=told.months, spell=places[rows], paid_on=told.paid_on))
    return received


def _received_of_persons(found: Found) -> Received:
    """The same of a few, asked by person: any spell of a person stands for the human being."""
    persons, spell = np.unique(found.person, return_index=True)
    told = paid.months_of(person_ids=persons.tolist())
    months = tuple(sorted({one.month for of in told.values() for one in of}))
    paid_on = np.full((len(persons), len(months)), np.datetime64("NaT"), dtype="datetime64[D]")
    for row, person_id in enumerate(persons.tolist()):
        for one in sorted(told.get(person_id, ()), key=lambda one: one.paid_on, reverse=True):  # the first day stays
            paid_on[row, months.index(one.month)] = np.datetime64(one.paid_on, "D")
    return Received(months=months, spell=spell, paid_on=paid_on)
