"""A decree drafted from a selection: of its chosen, those whom no objection holds and whose pre-checks are valid."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from payung.accounts.rules import Actor
from payung.decrees.actions.asked import DRAFT, done_before, plain_reason, programme_of, refuse_but_operators
from payung.decrees.actions.clearing import objected, uncleared
from payung.decrees.actions.drafting import draft_chosen
from payung.decrees.queries.facts import DecreeFacts, facts_of
from payung.decrees.rules.choice import Choice, Passed, without
from payung.decrees.rules.fitting import Wanted
from payung.decrees.rules.refusals import no_selection, not_ranked
from payung.decrees.rules.signing import Signing
from payung.decrees.states import LeftOutWhy
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.selection import queries as selections
from payung.selection.facts import SelectionFacts
from payung.selection.rules.words import Outcome
from payung.selection.states import State as Ranked


def draft_decree(
    *,
    programme_id: int,
    selection_id: int,
    about: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    signing: Signing | None = None,
) -> DecreeFacts:
    """A draft names the chosen of a selection, by rank, and takes their places; the others are left out with a reason.

    `signing` None: as the decree before. The same request again answers the same decree. Raises Refused.
    """
    programme = programme_of(programme_id=programme_id, actor=actor)
    refuse_but_operators(actor)
    about = plain_reason(about)
    if before := done_before(request_key=request_key, event=DRAFT):
        return facts_of(before.pk)
    choice = _choice(programme=programme, selection_id=selection_id, actor=actor, now=now)
    decree_id = draft_chosen(
        programme=programme,
        selection_id=selection_id,
        about=about,
        choice=choice,
        request_key=request_key,
        actor=actor,
        now=now,
        signing=signing,
    )
    return facts_of(decree_id)


def _choice(*, programme: ProgrammeFacts, selection_id: int, actor: Actor, now: datetime) -> Choice:
    """Whom the selection chose, without those who are held, struck, or not cleared."""
    terms = _terms(programme=programme, selection_id=selection_id, actor=actor)
    codes = {fund.id: fund.code for fund in programmes.funds(programme_id=programme.id)}
    objections = objected(selection_id=selection_id)
    unheld = without(_wanted(terms, codes), objections.held, why=LeftOutWhy.HELD)
    struck = [Passed(one=one, why=LeftOutWhy.STRUCK) for one in _struck(terms, objections.struck, codes)]
    missing = uncleared(programme_id=programme.id, person_ids=[one.person_id for one in unheld.wanted], now=now)
    cleared = without(unheld.wanted, missing.keys(), why=LeftOutWhy.NOT_CLEARED, about=missing)
    return Choice(wanted=cleared.wanted, passed=[*unheld.passed, *struck, *cleared.passed])


def _terms(*, programme: ProgrammeFacts, selection_id: int, actor: Actor) -> SelectionFacts:
    """The selection that a decree may be drafted from. Raises NotFound, NotRanked."""
    terms = selections.selection(selection_id=selection_id, actor=actor)
    if terms is None or terms.programme_id != programme.id:
        raise no_selection()
    if terms.state != Ranked.RANKED:
        raise not_ranked()
    return terms


def _wanted(terms: SelectionFacts, codes: Mapping[int, str]) -> list[Wanted]:
    """The chosen, for the months that the selection reckoned with; those struck are not among them."""
    chosen = selections.chosen(selection_id=terms.id)
    columns = (
        *(chosen.person_id, chosen.candidate_id, chosen.fund_id, chosen.desa_code, chosen.occupation, chosen.rank),
    )
    return [
        Wanted(
            person_id=int(person_id),
            candidate_id=int(candidate_id),
            desa_code=str(desa_code),
            occupation=str(occupation),
            fund_id=int(fund_id),
            fund_code=codes[int(fund_id)],
            rank=int(rank),
            first_month=terms.first_month,
            last_month=terms.first_month.plus(terms.months - 1),
        )
        for person_id, candidate_id, fund_id, desa_code, occupation, rank in zip(*columns, strict=True)
    ]


def _struck(terms: SelectionFacts, persons: Collection[int], codes: Mapping[int, str]) -> list[Wanted]:
    """The chosen whose objection was upheld: the selection names them no longer, but the decree says why not."""
    found = selections.ranks(selection_id=terms.id).filter(person_id__in=persons, outcome=Outcome.CHOSEN)
    return [
        Wanted(
            person_id=one.person_id,
            candidate_id=one.candidate_id,
            desa_code=one.desa_code,
            occupation=one.occupation,
            fund_id=one.fund_id or 0,
            fund_code=codes.get(one.fund_id or 0, ""),
            rank=one.rank,
            first_month=terms.first_month,
            last_month=terms.first_month.plus(terms.months - 1),
        )
        for one in found
    ]
