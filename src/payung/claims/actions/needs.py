"""What must be there before a step. Stage I waits for nothing: a late or bare report warns, it is never refused."""

from collections.abc import Callable, Mapping

from payung.accounts.rules import Actor
from payung.claims.actions.asked import Letter, plain_reason
from payung.claims.models import Claim, Payment
from payung.claims.queries import money
from payung.claims.queries.papers import missing
from payung.claims.queries.standing import concluded_as_jkm, death_verdict, latest_word
from payung.claims.rules.death_words import Certainty
from payung.claims.rules.money_refusals import not_compared
from payung.claims.rules.refusals import (
    Lacking,
    Refused,
    answers_missing,
    computation_missing,
    death_told_already,
    differences_open,
    letter_missing,
    papers_missing,
    payment_missing,
    possibly_work,
    reporter_is_you,
    scan_missing,
)
from payung.claims.states import Event, State

BY_LETTER = frozenset(
    {
        *(Event.CONCLUDE_WORK, Event.CONCLUDE_OTHER, Event.DECIDE, Event.REFUSE, Event.RETURN),
        *(Event.WIN, Event.LOSE),
    }
)
WITH_REASON = frozenset({Event.WITHDRAW, Event.RESTORE, Event.DISPUTE})
OF_MONEY = frozenset({Event.SEND_STAGE_TWO, Event.SUBMIT})


def refuse_lacking(*, claim: Claim, event: Event, letter: Letter | None, note: str, actor: Actor) -> None:
    """Raises Lacking, NotYours, ReasonMissing: the first thing that this step still needs."""
    concluded = event is Event.TREAT_AS_DEATH and letter is not None  # BPJS wrote: nobody need answer any more
    if event in BY_LETTER or concluded:
        _refuse_without_letter(letter)
    if event in WITH_REASON:
        plain_reason(note)
    if event in OF_MONEY and actor.key == claim.reported_by:
        raise reporter_is_you()
    for refusal in () if concluded else lacking(claim_id=claim.pk, event=event):
        raise refusal


def lacking(*, claim_id: int, event: Event) -> tuple[Refused, ...]:
    """What the record still lacks for a step, all of it; letters and reasons come with the step itself."""
    found = (asked(claim_id) for asked in _OF_RECORD.get(event, ()))
    return tuple(refusal for refusal in found if refusal is not None)


def _refuse_without_letter(letter: Letter | None) -> None:
    if letter is None or not letter.number.strip():
        raise letter_missing()
    if letter.scan is None:
        raise scan_missing()


def _answers(claim_id: int) -> Lacking | None:
    """A death is no work accident only when all five answers are known and none points to work, or BPJS refused it as one."""
    if Claim.objects.filter(id=claim_id, state=State.REFUSED).exists():
        return None
    found = death_verdict(claim_id=claim_id)
    if found is None or found.unasked:
        return answers_missing()
    return possibly_work() if found.possibly_work else None


def _still_no_work(claim_id: int) -> Lacking | None:
    """Answers may be told anew after the claim became one of JKM; what then points to work goes to JKK first."""
    found = death_verdict(claim_id=claim_id)
    if found is None or not found.possibly_work or concluded_as_jkm(claim_id=claim_id):
        return None
    return possibly_work()


def _papers(claim_id: int) -> Lacking | None:
    count = len(missing(claim_id=claim_id))
    return papers_missing(count) if count else None


def _computation(claim_id: int) -> Lacking | None:
    """Approved, and of the record as it is now."""
    return None if money.approved(claim_id=claim_id) else computation_missing()


def _payment(claim_id: int) -> Lacking | None:
    return None if Payment.objects.filter(claim=claim_id).exists() else payment_missing()


def _differences(claim_id: int) -> Lacking | None:
    """Of a claim that was paid: all that was paid has been compared, and nothing is open."""
    if not Payment.objects.filter(claim=claim_id).exists():
        return None
    count = len(money.open_differences(claim_id=claim_id))
    if count:
        return differences_open(count)
    return None if money.compared_whole(claim_id=claim_id) else not_compared()


def _death(claim_id: int) -> Refused | None:
    """A certain death is taken back first: its memberships have ended."""
    word = latest_word(claim_id=claim_id)
    if word is None or word.said is not Certainty.CERTAIN or word.death_date is None:
        return None
    return death_told_already(day=word.death_date)


_OF_RECORD: Mapping[Event, tuple[Callable[[int], Refused | None], ...]] = {
    Event.TREAT_AS_DEATH: (_answers,),
    Event.SEND_STAGE_TWO: (_papers, _computation),
    Event.SUBMIT: (_still_no_work, _papers, _computation),
    Event.PAY: (_payment,),
    Event.CLOSE: (_differences,),
    Event.WITHDRAW: (_death,),
}
