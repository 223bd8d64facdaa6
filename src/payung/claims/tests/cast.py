"""Sari, a fisher with running and paid cover, what is told of her, and a claim that stands where a test wants it."""

from collections import deque
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID, uuid4

from payung.accounts.rules import Actor, Role
from payung.claims.actions.reporting import open_claim, report_event
from payung.claims.models import Claim, ClaimStep, Report
from payung.claims.rules.reporting import ToldEvent
from payung.claims.rules.told import Reporter
from payung.claims.states import STEPS, Event, EventKind, Scheme, Standing, State
from payung.contributions.tests import billing_cast
from payung.decrees.tests import cast as decrees
from payung.membership.models import Membership
from payung.programmes.models import Programme
from payung.shared.dates import Month

KABUPATEN, RAMPA, SEMAYAP = decrees.KABUPATEN, decrees.RAMPA, decrees.SEMAYAP
NOW = datetime(2027, 5, 20, 2, 0, tzinfo=UTC)  # a Thursday, 10.00 WITA
TODAY, EVENT = date(2027, 5, 20), date(2027, 5, 19)
ACCIDENT, DEATH, LOST = EventKind.ACCIDENT, EventKind.DEATH, EventKind.LOST_AT_SEA
RINA, BUDI, HEAD, INSPECTOR = decrees.RINA, decrees.BUDI, decrees.HEAD, decrees.INSPECTOR
ANI = decrees.actor("user:8", Role.OPERATOR)  # a third operator: reporter, officer and checker are different people
DESA = decrees.actor("user:21", Role.DESA_OFFICER, scope=RAMPA)
KECAMATAN = decrees.actor("user:22", Role.KECAMATAN_OFFICER, scope=RAMPA[:8])
ELSEWHERE = decrees.actor("user:23", Role.DESA_OFFICER, scope="63.02.01.2001")
TERMS = (Month(2027, 1), Month(2027, 4), Month(2027, 7), Month(2027, 10))
numbers = count(1)


def insured(many: int = 1, *, terms: int = 2) -> list[Membership]:
    """Fishers of Rampa, members from January to December 2027, registered on 5 January; so many terms of three months
    are billed, paid and received by BPJS (two: January to June)."""
    members = billing_cast.members(many)
    pay(members[0].programme, terms=TERMS[:terms])
    return members


def pay(of: Programme, *, terms: Sequence[Month]) -> None:
    for month in terms:
        billing_cast.received(billing_cast.paid(billing_cast.raised(of, month=month)))


def sari(*, terms: int = 2) -> Membership:
    """One fisher with paid cover (`insured`)."""
    return insured(terms=terms)[0]


def told(kind: EventKind = DEATH, *, of: Membership | None = None, **words: object) -> ToldEvent:
    """An heir tells of yesterday's event, of this member or of somebody by name only, but for what is said."""
    plain = {
        "kind": kind,
        "told_name": "Sari" if of is None else "",
        "event_date": EVENT,
        "reporter": Reporter.HEIR,
        "person_id": of.person_id if of else None,
    }
    return ToldEvent(**plain | words)  # type: ignore[arg-type]


def reported(
    kind: EventKind = DEATH,
    *,
    of: Membership | None = None,
    by: Actor = RINA,
    now: datetime = NOW,
    key: UUID | None = None,
    **words: object,
) -> Report:
    """A report, as Rina wrote it down."""
    report_id = report_event(told=told(kind, of=of, **words), request_key=key or uuid4(), actor=by, now=now)
    return Report.objects.get(id=report_id)


def opened(report: Report, *, by: Actor = BUDI, now: datetime = NOW, key: UUID | None = None, **words: object) -> Claim:
    """The claim of a report."""
    asked = {"person_id": None, "event_date": None} | words
    claim_id = open_claim(report_id=report.pk, request_key=key or uuid4(), actor=by, now=now, **asked)  # type: ignore[arg-type]
    return Claim.objects.get(id=claim_id)


def claim(
    kind: EventKind = DEATH,
    *,
    of: Membership | None = None,
    state: State | None = None,
    scheme: Scheme | None = None,
    officer: Actor | None = BUDI,
    **words: object,
) -> Claim:
    """A claim of Sari (or `of`), told by Rina and in Budi's hands, which stands in `state` where that is said."""
    made = opened(reported(kind, of=of or sari(), **words))  # type: ignore[arg-type]
    if officer:
        Claim.objects.filter(id=made.pk).update(officer=officer.key, officer_name=officer.name)
    if state:
        stand(made, state, scheme=scheme)
    return Claim.objects.get(id=made.pk)


def stand(of: Claim, state: State, *, scheme: Scheme | None = None, on: date = TODAY, now: datetime = NOW) -> None:
    """The claim is led there by steps of the table, as they would be in its history; what steps need is not looked at.

    Of `scheme` where several lead there (JKM for a death that is PAID by JKM); the shortest way.
    """
    row = Claim.objects.get(id=of.pk)
    for step in _way(
        Standing(kind=EventKind(row.kind), scheme=Scheme(row.scheme), state=State(row.state)), state, scheme
    ):
        event, after = step
        ClaimStep.objects.create(
            claim=row,
            event=event,
            from_scheme=row.scheme,
            from_state=row.state,
            to_scheme=after.scheme,
            to_state=after.state,
            happened_on=on,
            request_key=uuid4(),
            made_by=BUDI.key,
            made_at=now,
        )
        row.scheme, row.state = after.scheme, after.state
        row.save(update_fields=["scheme", "state"])
    of.refresh_from_db()


def _way(begin: Standing, state: State, scheme: Scheme | None) -> list[tuple[Event, Standing]]:
    ways: deque[tuple[Standing, list[tuple[Event, Standing]]]] = deque([(begin, [])])
    seen = {begin}
    while ways:
        at, way = ways.popleft()
        if at.state is state and scheme in (None, at.scheme):
            return way
        for step in STEPS[at.scheme]:
            after = Standing(kind=at.kind, scheme=step.scheme, state=step.to)
            if step.from_ is at.state and at.kind in step.of and after not in seen:
                seen.add(after)
                ways.append((after, [*way, (step.event, after)]))
    raise AssertionError(f"No steps lead from {begin} to {state}.")
