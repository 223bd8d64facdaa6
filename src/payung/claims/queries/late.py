"""Until when BPJS was to pay a claim, and what it owes for paying later."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from payung.claims.models import Claim, ClaimStep, PaymentLine
from payung.claims.rules.deadlines import working_days_after
from payung.claims.rules.late import LatePart, Paid, late_parts
from payung.claims.states import Event, Scheme
from payung.law.dated import LawMissing
from payung.law.loader import load
from payung.law.rules.benefit.case import LineCode
from payung.law.rules.benefit.deadlines import deadlines_on
from payung.programmes import queries as programmes

_WHOLE = frozenset({Event.SEND_STAGE_TWO, Event.SUBMIT})
# After these nothing runs against BPJS: the papers are with us again, or it has said no.
_AWAY = frozenset(
    {Event.RETURN, Event.REFUSE, Event.DISPUTE, Event.WIN, Event.LOSE, Event.GATHER, Event.CONCLUDE_OTHER}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """`whole_on`: the day the papers were whole with BPJS; `due`: the last day to pay in time. `parts` may be none."""

    whole_on: date
    working_days: int
    due: date
    parts: tuple[LatePart, ...]

    @property
    def paid_rp(self) -> int:
        """Owed on top for what came late."""
        return sum(one.compensation_rp for one in self.parts if one.paid_on)


def late(*, claim_id: int, owed_rp: int, on: date | None) -> Late | None:
    """None where BPJS does not have whole papers, or the law has no period. `on`: until when the unpaid rest counts."""
    claim = Claim.objects.get(id=claim_id)
    sent = ClaimStep.objects.filter(claim=claim, event__in=_WHOLE | _AWAY).order_by("-id").first()
    if sent is None or sent.event not in _WHOLE:
        return None
    jkk, law = claim.scheme == Scheme.JKK, load("benefit")
    try:
        periods = deadlines_on(event_date=claim.event_date, law=law)
    except LawMissing:
        return None
    count = periods.payment_working_days_jkk if jkk else periods.payment_working_days_jkm
    holidays = frozenset(one.day for one in programmes.holidays(kabupaten=claim.kabupaten))
    due = working_days_after(day=sent.happened_on, count=count, holidays=holidays)
    share = law.on(claim.event_date).share("late_share_jkk" if jkk else "late_share_jkm")
    parts = late_parts(due=due, owed_rp=owed_rp, paid=_paid(claim_id), share=share, on=on)
    return Late(whole_on=sent.happened_on, working_days=count, due=due, parts=parts)


def days_late(*, claim_id: int) -> int:
    """How many days after its last day BPJS paid; 0 while it has paid nothing, and where it paid on several days.

    The law's own line is of one sum paid at once: what came in parts is counted part by part (`late`).
    """
    days = {one.paid_on for one in _paid(claim_id)}
    found = late(claim_id=claim_id, owed_rp=0, on=None) if len(days) == 1 else None
    return max(0, (max(days) - found.due).days) if found else 0


def _paid(claim_id: int) -> list[Paid]:
    """Each payment as one sum: what came together is late together. Compensation is no part of what is owed."""
    rows = PaymentLine.objects.filter(payment__claim=claim_id).exclude(code=LineCode.LATE_COMPENSATION.value)
    sums = rows.values_list("payment__paid_on", "payment_id").annotate(rp=Sum("amount_rp")).order_by("payment_id")
    return [Paid(paid_on=paid_on, amount_rp=rp) for paid_on, _payment, rp in sums]
