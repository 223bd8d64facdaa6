"""The keys by which persons are found again, kept by a room above that we do not know (ADR 0011).

Whatever changes what is written of a person says so here, within its own transaction. `config` says once whom we tell;
without it nobody keeps keys.
"""

from collections.abc import Sequence
from typing import Protocol

from payung.people.rules import Newcomer


class OfNewcomers(Protocol):
    """Keys of newcomers, who enter the register under these ids."""

    def __call__(self, *, kabupaten: str, ids: Sequence[int], newcomers: Sequence[Newcomer]) -> None: ...


class Rewrite(Protocol):
    """Keys of persons as they are written now; what they were found by before finds them no longer."""

    def __call__(self, *, kabupaten: str, person_ids: Sequence[int]) -> None: ...


class _Above:
    of_newcomers: OfNewcomers | None = None
    rewrite: Rewrite | None = None


def ask_of(of_newcomers: OfNewcomers | None, rewrite: Rewrite | None) -> None:
    """From now on persons have keys."""
    _Above.of_newcomers = staticmethod(of_newcomers) if of_newcomers else None
    _Above.rewrite = staticmethod(rewrite) if rewrite else None


def of_newcomers(*, kabupaten: str, ids: Sequence[int], newcomers: Sequence[Newcomer]) -> None:
    if _Above.of_newcomers and ids:
        _Above.of_newcomers(kabupaten=kabupaten, ids=ids, newcomers=newcomers)


def rewrite(*, kabupaten: str, person_ids: Sequence[int]) -> None:
    if _Above.rewrite:
        _Above.rewrite(kabupaten=kabupaten, person_ids=person_ids)
