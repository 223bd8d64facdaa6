"""Whether a person's pre-checks let a line into a decree on a day. Pure.

Each register that the criteria need must have spoken, be still valid, and say nothing against the person. A person's
ruling outranks what a register holds against somebody, an override stands in for a register; neither wakes the dead:
only a new answer of Dukcapil does (law.md §6.6 rows 7 and 18).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from payung.eligibility.rules.words import Outcome, Register
from payung.programmes.rules.setup import CriteriaFacts, CriterionKind, WeightKind

# DTSEN's "not listed" is here not: what a desil is worth, the criteria say.
AGAINST = frozenset(
    {
        Outcome.DIED,
        Outcome.NAME_DIFFERS,
        Outcome.MOVED_OUT,
        Outcome.NIK_UNKNOWN,
        Outcome.OTHER_PAYER,
        Outcome.WAGE_EARNER,
    }
)
_OF_DTSEN = frozenset({WeightKind.DESIL, WeightKind.HEAD_OF_FAMILY, WeightKind.DISABILITY})


class Latest(NamedTuple):
    """What a register said last of a person."""

    outcome: Outcome
    valid_until: date


Checks = Mapping[tuple[int, Register], Latest]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """Who may stand in a decree. `cleared` holds the overridden too; `missing` all others, by the registers that hold them back.

    `against`: those of whom a register says something that forbids it; the others were not asked, not answered, or the
    answer is no longer valid.
    """

    cleared: frozenset[int]
    overridden: Mapping[int, str]
    missing: Mapping[int, tuple[Register, ...]]
    against: Mapping[int, tuple[Outcome, ...]]


def needed_registers(criteria: CriteriaFacts) -> tuple[Register, ...]:
    """Dukcapil and BPJS always; DTSEN where a condition or a weight is read from it."""
    asks = any(condition.kind is CriterionKind.DESIL for condition in criteria.conditions)
    weighs = any(weight.kind in _OF_DTSEN for weight in criteria.weights)
    return (Register.DUKCAPIL, Register.BPJS, *((Register.DTSEN,) if asks or weighs else ()))


def clear(
    *,
    person_ids: Iterable[int],
    needed: Sequence[Register],
    checks: Checks,
    overrides: Mapping[tuple[int, Register], str],
    ruled: Collection[int],
    on: date,
    doubted: Collection[tuple[int, Register]] = (),
) -> Clearance:
    """Who is cleared on a day, who by whose word, and who is held back by what. `ruled`: a person said eligible.

    `doubted`: a line of the register that waits for a person says something against one who is like them.
    """
    cleared, overridden, missing, against = set(), {}, {}, {}
    for person_id in person_ids:
        held: list[Register] = []
        said: list[Outcome] = []
        words: list[str] = []
        for register in needed:
            latest = checks.get((person_id, register))
            if latest and latest.outcome is Outcome.DIED:
                held.append(register)
                said.append(latest.outcome)
            elif (person_id, register) in doubted and person_id not in ruled:
                _held_or_overridden(person_id, register, overrides, held, words)
            elif stands := _stands(latest, on):
                if stands in AGAINST and person_id not in ruled:
                    _held_or_overridden(person_id, register, overrides, held, words)
                    said += [stands] if register in held else []
            else:
                _held_or_overridden(person_id, register, overrides, held, words)
        if held:
            missing[person_id] = tuple(held)
            if said:
                against[person_id] = tuple(said)
            continue
        cleared.add(person_id)
        if words:
            overridden[person_id] = "; ".join(dict.fromkeys(words))
    return Clearance(cleared=frozenset(cleared), overridden=overridden, missing=missing, against=against)


def _stands(latest: Latest | None, on: date) -> Outcome | None:
    """What a register says on a day; None where it has not spoken or its answer has expired."""
    return latest.outcome if latest and latest.valid_until >= on else None


def _held_or_overridden(
    person_id: int,
    register: Register,
    overrides: Mapping[tuple[int, Register], str],
    held: list[Register],
    words: list[str],
) -> None:
    if reason := overrides.get((person_id, register)):
        words.append(reason)
    else:
        held.append(register)
