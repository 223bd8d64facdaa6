"""Whom of those that BPJS accepted we register, and whom a KPJ or a membership stands against. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from payung.membership.rules.told import Accepted, KpjTaken, MemberAlready

_KPJ = re.compile(r"[0-9A-Z]{11}")


@dataclass(slots=True, kw_only=True)
class Plan:
    new: list[Accepted] = field(default_factory=list)
    taken: list[KpjTaken] = field(default_factory=list)
    members: list[MemberAlready] = field(default_factory=list)


def is_kpj(text: str) -> bool:
    """Whether it is written like a KPJ.

    Source: domain/law.md §5.2: 11 characters, older ones with letters; never a number, for it may begin with zeros.
    """
    return _KPJ.fullmatch(text) is not None


def sorted_out(
    accepted: Iterable[Accepted],
    *,
    before: Mapping[int, int],
    humans: Mapping[int, int],
    holders: Mapping[str, int],
    members: Mapping[int, int],
) -> Plan:
    """New members, and those who are refused, in the order of the answer.

    `before`: membership by line; `humans`: who each person is read as; `holders`: the human being of each known KPJ;
    `members`: human beings with a membership of the programme that has not ended. A KPJ is refused only when it is
    another human being's, also one earlier in the same answer; twice the same human being is registered once.
    """
    plan, seen, here = Plan(), dict(holders), dict(members)
    lines = set(before)
    for one in accepted:
        if one.line_id in lines:
            continue
        human = humans[one.person_id]
        if seen.setdefault(one.kpj, human) != human:
            plan.taken.append(KpjTaken(line_id=one.line_id, kpj=one.kpj, holder_id=seen[one.kpj]))
        elif human in here:
            plan.members.append(MemberAlready(line_id=one.line_id, membership_id=here[human]))
        else:
            plan.new.append(one)
            here[human] = 0
            lines.add(one.line_id)
    return plan
