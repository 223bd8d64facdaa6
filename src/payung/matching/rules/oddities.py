"""What in lists and register is odd enough to ask about. A question, never a refusal: nothing waits for its answer. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from math import exp, lgamma, log, log1p
from statistics import median

import numpy as np
from numpy.typing import NDArray

# A phone goes round in a house, and a neighbour without one is written down with it: of one house any number may share
# it, of three houses five. Beyond that the column was rather filled by whoever wrote the list.
PHONE_PERSONS, PHONE_HOUSES = 6, 3
# Parents, their grown children and those they married may all work; ten workers on one card are three such couples
# and four more.
KK_WORKERS = 10
# Who does not know the day of their birth has 1 January on the card, so the register itself is heaped: what is odd is
# a desa or list heaped twice as high as the others, by so many that chance would not do it once in a million times.
# Some thousand desa and lists are looked at, so that one question in a thousand looks is chance.
JANUARY_LEAST, JANUARY_TIMES, JANUARY_CHANCE = 10, 2, 1e-6
# What the others have is not known while they are few: it starts at one in twenty, weighing as five hundred persons.
USUAL_JANUARY, USUAL_WEIGHT = 0.05, 500
# Twins have neighbouring serials. Three that rise from row to row, or four anywhere in one list, are no family.
# Those recorded together without a known day of birth get 1 January and neighbouring serials: twice as many are needed.
RISING_ROWS, SERIALS_LEAST, TIMES_ON_JANUARY = 3, 4, 2
# A desa below forty grows by half with one boat; a first list is no growth.
GROWN_FROM = 40
# A person takes two minutes (users.md §2): a day of eight hours holds 240. Few senders have no usual pace yet.
PACE_A_DAY, PACE_TIMES, PACE_OTHERS = 240, 5, 5

_SERIALS = 10_000  # the last four digits of a NIK
_NEVER = -40.0  # logarithm of what adds nothing any more


class Oddity(StrEnum):
    """What is asked about. Written to `Explained.kind`."""

    PHONE = "phone"
    JANUARY = "january"
    SERIALS = "serials"
    KK = "kk"
    GROWTH = "growth"
    PACE = "pace"


def shares_phone(*, persons: int, houses: int) -> bool:
    """Whether so many persons of so many family cards with one phone are asked about."""
    return persons >= PHONE_PERSONS and houses >= PHONE_HOUSES


def crowds_card(*, persons: int) -> bool:
    """Whether so many workers on one family card are asked about."""
    return persons >= KK_WORKERS


def usual_january(*, born: int, of: int) -> float:
    """The share born on 1 January among all others, of whom `born` of `of` are."""
    return (born + USUAL_JANUARY * USUAL_WEIGHT) / (of + USUAL_WEIGHT)


def heaps_january(*, born: int, of: int, usual: float) -> bool:
    """Whether `born` of `of` on 1 January are asked about where `usual` is the share of the others."""
    if born < JANUARY_LEAST or born < JANUARY_TIMES * usual * of:
        return False
    return at_least(hits=born, of=of, share=usual) <= JANUARY_CHANCE


def at_least(*, hits: int, of: int, share: float) -> float:
    """How likely `hits` or more of `of` are by chance: the upper tail of the binomial, summed term by term."""
    if hits <= 0 or share >= 1:
        return 1.0
    if share <= 0 or hits > of:
        return 0.0
    total = 0.0
    for place in range(hits, of + 1):
        term = lgamma(of + 1) - lgamma(place + 1) - lgamma(of - place + 1)
        term += place * log(share) + (of - place) * log1p(-share)
        total += exp(term)
        if place > of * share and term < _NEVER + log(total or 1):
            break
    return min(1.0, total)


def has_grown(*, before: int, new: int) -> bool:
    """Whether a desa of `before` persons that got `new` ones in a month is asked about."""
    return before >= GROWN_FROM and 2 * new >= before


def usual_pace(*, others: Sequence[float]) -> float | None:
    """Rows a day of the one in the middle; None where they are too few to say."""
    return median(others) if len(others) >= PACE_OTHERS else None


def is_fast(*, pace: float, usual: float | None) -> bool:
    """Whether a sender of so many rows a day is asked about."""
    return usual is not None and pace > PACE_A_DAY and pace >= PACE_TIMES * usual


def serial_runs(*, niks: NDArray[np.int64], places: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Neighbouring serials of one day of birth and one issuing kecamatan within one list, where they are asked about.

    `niks`: int64 numbers of the rows; `places`: int64, where in the list each stands. Answers places in `niks`, by
    serial. A NIK that is written twice counts once.
    """
    numbers, first = np.unique(niks, return_index=True)
    begins = np.flatnonzero(np.diff(numbers, prepend=-1) != 1)
    begins = np.union1d(begins, np.flatnonzero(numbers % _SERIALS == 0))
    lengths = np.diff(np.append(begins, len(numbers)))
    runs = [first[start : start + length] for start, length in zip(begins, lengths, strict=True) if length > 2]
    return [run for run in runs if _is_odd(int(niks[run[0]]), places[run])]


def _is_odd(nik: int, places: NDArray[np.int64]) -> bool:
    times = TIMES_ON_JANUARY if _on_january(nik) else 1
    return len(places) >= times * SERIALS_LEAST or _rising(places) >= times * RISING_ROWS


def _on_january(nik: int) -> bool:
    """Whether the NIK is of somebody born on 1 January; forty is added to a woman's day."""
    return nik // 10**6 % 10**4 in (101, 4101)


def _rising(places: NDArray[np.int64]) -> int:
    """The most that stand in rows that follow each other, in this order."""
    breaks = np.flatnonzero(np.diff(places) != 1)
    return int(np.diff(np.concatenate(([-1], breaks, [len(places) - 1]))).max())
