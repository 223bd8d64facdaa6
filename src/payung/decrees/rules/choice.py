"""Who is to be named, and who of the chosen is passed over with which reason. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from payung.decrees.rules.fitting import FUND, UseKey, Wanted
from payung.decrees.states import LeftOutWhy


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """Somebody chosen who is not named, and why; `about` is which quota or which registers."""

    one: Wanted
    why: LeftOutWhy
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The chosen of a selection: who may be named, who may not."""

    wanted: Sequence[Wanted]
    passed: Sequence[Passed]


def without(
    wanted: Iterable[Wanted], persons: Collection[int], *, why: LeftOutWhy, about: Mapping[int, str] | None = None
) -> Choice:
    """These persons are passed over for this reason."""
    words = about or {}
    kept, passed = [], []
    for one in wanted:
        if one.person_id in persons:
            passed.append(Passed(one=one, why=why, about=words.get(one.person_id, "")))
        else:
            kept.append(one)
    return Choice(wanted=kept, passed=passed)


def beyond(one: Wanted, key: UseKey) -> Passed:
    """There was no room for them in this quota or fund."""
    why = LeftOutWhy.FUND_SPENT if key.kind == FUND else LeftOutWhy.QUOTA_FULL
    return Passed(one=one, why=why, about=f"{key.kind}:{key.key}")
