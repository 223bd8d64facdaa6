"""Money of a fund moves from one account to another. Pure.

A sum is kept with its sign (debit above nothing, credit below); a balance is told without: CEILING, the one credit, is
turned round, so that no balance is ever below nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from payung.ledger.states import AccountKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """So much money, and so many person-months (orang-bulan), of one fund from one account to another.

    Raises ValueError for less than nothing, and for a way that leads nowhere.
    """

    fund_id: int
    from_: AccountKind
    to: AccountKind
    amount_rp: int
    person_months: int

    def __post_init__(self) -> None:
        if self.amount_rp < 0 or self.person_months < 0:
            raise ValueError("What moves is never less than nothing: turn the move round.")
        if self.from_ is self.to:
            raise ValueError(f"{self.from_} to itself is no move.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What stands on an account, never below nothing."""

    amount_rp: int = 0
    person_months: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """An account before it has an id."""

    fund_id: int
    kind: AccountKind


Sums = Mapping[Key, tuple[int, int]]  # rupiah and person-months, with their sign


def summed(moves: Iterable[Move]) -> dict[Key, tuple[int, int]]:
    """What the moves do to each account together; accounts to which they do nothing are left out.

    The sums of each fund are nothing, in rupiah and in person-months.
    """
    found: dict[Key, tuple[int, int]] = {}
    for move in moves:
        for kind, sign in ((move.from_, -1), (move.to, 1)):
            key = Key(move.fund_id, kind)
            rp, months = found.get(key, (0, 0))
            found[key] = (rp + sign * move.amount_rp, months + sign * move.person_months)
    return {key: both for key, both in sorted(found.items()) if both != (0, 0)}


def balance_of(*, kind: AccountKind, amount_rp: int, person_months: int) -> Balance:
    """A sum as people read it."""
    if kind is AccountKind.CEILING:
        return Balance(amount_rp=-amount_rp, person_months=-person_months)
    return Balance(amount_rp=amount_rp, person_months=person_months)


def lacking(*, there: Balance, change: tuple[int, int], kind: AccountKind) -> bool:
    """Whether the account would fall below nothing."""
    sign = -1 if kind is AccountKind.CEILING else 1
    return there.amount_rp + sign * change[0] < 0 or there.person_months + sign * change[1] < 0
