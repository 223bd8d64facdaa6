"""A decree drafted from a selection: of its chosen, those whom no objection holds and whose pre-checks are valid."""

from datetime import datetime
from uuid import UUID

from payung.accounts.rules import Actor
from payung.decrees.actions.asked import DRAFT, done_before, plain_reason, programme_of, refuse_but_operators
from payung.decrees.actions.clearing import objected, uncleared
from payung.decrees.actions.drafting import draft_chosen
from payung.decrees.queries.facts import DecreeFacts, facts_of
from payung.decrees.rules.choice import Choice, without
from payung.decrees.rules.fitting import Wanted
from payung.decrees.rules.refusals import no_selection, not_ranked
from payung.decrees.states import LeftOutWhy
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.selection import queries as selections
from payung.selection.states import State as Ranked


def draft_decree(
    *, programme_id: int, selection_id: int, about: str, request_key: UUID, actor: Actor, now: datetime
) -> DecreeFacts:
    """A draft names the chosen of a selection, by rank, and takes their places; the others are left out with a reason.

    The same request again answers the same decree. Raises Refused.
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
    )
    return facts_of(decree_id)


def _choice(*, programme: ProgrammeFacts, selection_id: int, actor: Actor, now: datetime) -> Choice:
    """Whom the selection chose, without those who are held, struck, or not cleared."""
    chosen = _wanted(programme=programme, selection_id=selection_id, actor=actor)
    objections = objected(selection_id=selection_id)
    unheld = without(chosen, objections.held, why=LeftOutWhy.HELD)
    unstruck = without(unheld.wanted, objections.struck, why=LeftOutWhy.STRUCK)
    missing = uncleared(programme_id=programme.id, person_ids=[one.person_id for one in unstruck.wanted], now=now)
    cleared = without(unstruck.wanted, missing.keys(), why=LeftOutWhy.NOT_CLEARED, about=missing)
    return Choice(wanted=cleared.wanted, passed=[*unheld.passed, *unstruck.passed, *cleared.passed])


def _wanted(*, programme: ProgrammeFacts, selection_id: int, actor: Actor) -> list[Wanted]:
    """The chosen, for the months that the selection reckoned with. Raises NotFound, NotRanked."""
    terms = selections.selection(selection_id=selection_id, actor=actor)
    if terms is None or terms.programme_id != programme.id:
        raise no_selection()
    if terms.state != Ranked.RANKED:
        raise not_ranked()
    chosen = selections.chosen(selection_id=selection_id)
    codes = {fund.id: fund.code for fund in programmes.funds(programme_id=programme.id)}
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
