"""A programme with two funds, and money that moves between their accounts."""

from datetime import UTC, date, datetime
from itertools import count
from uuid import uuid4

from payung.accounts.rules import Actor, Role
from payung.ledger import actions
from payung.ledger.rules import Move
from payung.ledger.states import AccountKind, EntryKind
from payung.programmes.models import Fund, Programme

KABUPATEN = "63.02"
NOW = datetime(2027, 3, 10, 2, 0, tzinfo=UTC)
TODAY = date(2027, 3, 10)
MONTH_RP = 16_800  # JKK 10,000 and JKM 6,800 of the lowest row, PP 44/2015 Lampiran II
numbers = count(1)


def actor(key: str, *roles: Role, kabupaten: str = KABUPATEN) -> Actor:
    return Actor(key=key, name=key, kabupaten=kabupaten, scope=kabupaten, roles=frozenset(roles))


RINA = actor("user:3", Role.OPERATOR)
HEAD = actor("user:5", Role.HEAD)
KEEPER = actor("user:8", Role.PPK_SKPD)


def programme(*, kabupaten: str = KABUPATEN, ceilings: tuple[int, ...] = (100, 50)) -> Programme:
    """Funds of so many person-months each."""
    number = next(numbers)
    made = Programme.objects.create(
        kabupaten=kabupaten,
        code=f"rentan-{number}",
        name="Perlindungan pekerja rentan",
        first_month=date(2027, 1, 1),
        last_month=date(2027, 12, 1),
        registration_date=date(2026, 12, 28),
        made_at=NOW,
        made_by="user:3",
    )
    for code, person_months in zip(("apbd", "sawit", "csr"), ceilings, strict=False):
        Fund.objects.create(
            programme=made, code=code, kind="apbd", name=code.upper(), ceiling_rp=person_months * MONTH_RP
        )
    return made


def fund(of: Programme, code: str = "apbd") -> int:
    return Fund.objects.get(programme=of, code=code).pk


def stated(of: Programme, *, now: datetime = NOW) -> None:
    actions.state_ceilings(programme_id=of.pk, actor=RINA, now=now)


def move(fund_id: int, from_: AccountKind, to: AccountKind, months: int = 1, rp: int | None = None) -> Move:
    return Move(
        fund_id=fund_id, from_=from_, to=to, amount_rp=months * MONTH_RP if rp is None else rp, person_months=months
    )


def posted(of: Programme, *moves: Move, kind=EntryKind.COMMITMENT, on=TODAY, key=None, by=RINA, now=NOW) -> int:
    return actions.post(
        programme_id=of.pk,
        kind=kind,
        on_date=on,
        about="uji",
        source="decree:1",
        moves=moves,
        request_key=key or uuid4(),
        actor=by,
        now=now,
    )


def committed(of: Programme, months: int = 10, *, code: str = "apbd", **said) -> int:
    """So many months of the fund are bound."""
    return posted(of, move(fund(of, code), AccountKind.AVAILABLE, AccountKind.COMMITTED, months), **said)
