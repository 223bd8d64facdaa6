"""A claim of Sari that can be computed: its family, a computation that the head approved, and what BPJS paid."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from payung.accounts.rules import Actor
from payung.claims.actions.computing import approve, compute
from payung.claims.actions.paying import PaidLine, record_payment
from payung.claims.models import Claim, FamilyMember
from payung.claims.rules.family import Relation
from payung.claims.states import EventKind, Scheme, State
from payung.claims.tests import cast
from payung.claims.tests.cast import BUDI, DEATH, HEAD, NOW, TODAY

SUBMITTED = date(2027, 5, 20)  # a Thursday: three working days after it are Tuesday 25 May
LATER = datetime(2027, 6, 1, 2, 0, tzinfo=NOW.tzinfo)
WHOLE = {"JKM_DEATH_GRANT": 20_000_000, "JKM_PERIODIC": 12_000_000, "FUNERAL": 10_000_000}


def with_widower(of: Claim) -> FamilyMember:
    plain = {
        "name": "Budiman",
        "relation": Relation.SPOUSE,
        "birth_date": date(1980, 1, 1),
        "marriage_registered": True,
    }
    return FamilyMember.objects.create(claim=of, receives=True, made_by=BUDI.key, made_at=NOW, **plain)


def jkm(state: State = State.PAPERS, **words: object) -> Claim:
    """A death of illness that is claimed as JKM: 42 million, with a widower."""
    made = cast.claim(DEATH, state=state, scheme=Scheme.JKM, **words)  # type: ignore[arg-type]
    with_widower(made)
    return made


def accident(state: State = State.CONCLUDED, **facts: object) -> Claim:
    made = cast.claim(EventKind.ACCIDENT, state=state, scheme=Scheme.JKK)
    Claim.objects.filter(id=made.pk).update(**{"outcome": "recovered"} | facts)
    return Claim.objects.get(id=made.pk)


def computed(of: Claim, *, by: Actor = BUDI, key: UUID | None = None, now: datetime = NOW) -> int:
    return compute(claim_id=of.pk, request_key=key or uuid4(), actor=by, now=now)


def approved(of: Claim, *, by: Actor = HEAD, now: datetime = NOW) -> int:
    made = computed(of, now=now)
    approve(computation_id=made, request_key=uuid4(), actor=by, now=now)
    return made


def paid(
    of: Claim,
    lines: Mapping[str, int] | None = None,
    *,
    on: date = TODAY,
    by: Actor = BUDI,
    key: UUID | None = None,
    now: datetime = LATER,
) -> int:
    return record_payment(
        claim_id=of.pk,
        paid_on=on,
        payee="Budiman",
        lines=[PaidLine(code=code, amount_rp=rp) for code, rp in (WHOLE if lines is None else lines).items()],
        request_key=key or uuid4(),
        actor=by,
        now=now,
    )
