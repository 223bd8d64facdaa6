"""What BPJS's answers change of a membership: its KPJ, and the fund (wadah) that pays for it.

In the transaction of the answer, whose event tells of them; the history of each membership keeps what was before.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from payung.accounts.rules import Actor
from payung.decrees import actions as decrees
from payung.decrees.rules.refusals import MoneyGone
from payung.matching.queries import kept
from payung.membership.actions.asked import Done, done_before, leave, locked, plain_note
from payung.membership.actions.ending import lock_quotas
from payung.membership.models import Card, Membership
from payung.membership.queries.facts import card_holders, chunks
from payung.membership.rules.refusals import fund_short, kpj_of_another, kpj_unlike_one, not_found
from payung.membership.rules.registering import is_kpj
from payung.membership.states import STANDS, Event, NotAllowed, State
from payung.programmes import queries as programmes
from payung.shared.dates import Month


def change_kpj(*, membership_id: int, kpj: str, source: str, request_key: UUID, actor: Actor, now: datetime) -> None:
    """The membership has this KPJ; the one before stays remembered as the person's. Raises KpjDoesNotFit, NotFound."""
    if not is_kpj(kpj):
        raise kpj_unlike_one()
    row = locked([membership_id], actor=actor)[membership_id]
    if row.kpj == kpj or done_before([membership_id], request_key=request_key, event=Event.CHANGE):
        return
    holder = card_holders(kabupaten=actor.kabupaten, kpjs=[kpj]).get(kpj)
    if holder is None:
        today = timezone.localtime(now).date()
        Card.objects.create(kabupaten=actor.kabupaten, kpj=kpj, person_id=row.person_id, seen_date=today)
    elif len(set(kept(person_ids=[holder, row.person_id]).tolist())) > 1:
        raise kpj_of_another(kpj)
    Membership.objects.filter(id=membership_id).update(kpj=kpj)
    done = [Done(membership_id=membership_id, note=plain_note(f"KPJ {row.kpj} menjadi {kpj}"))]
    leave(done, event=Event.CHANGE, source=source, evidence=None, request_key=request_key, actor=actor, now=now)


def move_fund(
    *,
    membership_ids: Sequence[int],
    fund_id: int,
    from_month: Month,
    source: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> int:
    """Another fund owes what these members are billed from now on; on how many this request has had its effect.

    Dues that stand keep the fund of their bill; what is bound for all other months moves with the member. `from_month`,
    as BPJS answered, is kept in the history. Raises NotFound for a fund of another programme, FundShort where the other
    fund has not so much left, NotAllowed for a membership that has ended.
    """
    lock_quotas(membership_ids)
    rows = locked(membership_ids, actor=actor)
    before = done_before(membership_ids, request_key=request_key, event=Event.CHANGE)
    moved = {id_: row for id_, row in rows.items() if id_ not in before and row.fund_id != fund_id}
    names: dict[int, str] = {}
    for programme_id in sorted({row.programme_id for row in moved.values()}):
        of_programme = {fund.id: fund.name for fund in programmes.funds(programme_id=programme_id)}
        if fund_id not in of_programme:
            raise not_found()
        names |= of_programme
    if any(row.state == State.ENDED for row in moved.values()):
        raise NotAllowed(STANDS[State.ENDED])
    for chunk in chunks(sorted(moved)):
        Membership.objects.filter(id__in=chunk).update(fund=fund_id)
    done = [
        Done(membership_id=id_, note=f"{names[row.fund_id]} menjadi {names[fund_id]} mulai {from_month.text}"[:200])
        for id_, row in moved.items()
    ]
    leave(done, event=Event.CHANGE, source=source, evidence=None, request_key=request_key, actor=actor, now=now)
    _move_money(moved.values(), fund_id=fund_id, fund=names.get(fund_id, ""), source=source, actor=actor, now=now)
    return len(before) + len(moved)


def _move_money(
    rows: Iterable[Membership], *, fund_id: int, fund: str, source: str, actor: Actor, now: datetime
) -> None:
    of_programme = defaultdict[int, list[int]](list)
    for row in rows:
        of_programme[row.programme_id].append(row.line_id)
    for programme_id, line_ids in sorted(of_programme.items()):
        try:
            decrees.move_places(
                programme_id=programme_id, line_ids=line_ids, fund_id=fund_id, source=source, actor=actor, now=now
            )
        except MoneyGone as refusal:
            raise fund_short(fund=fund, because=str(refusal)) from refusal
