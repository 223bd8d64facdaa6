"""What an amendment changes: lines out, persons in. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from payung.decrees.rules.fitting import Wanted
from payung.decrees.rules.refusals import months_outside
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """A line to be struck; `last_month` is the last that still counts, None where none does."""

    line_id: int
    last_month: Month | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class In:
    """A person to be named, perhaps in the place of a struck line; `first_month` None: the month after that line's."""

    person_id: int
    candidate_id: int
    desa_code: str
    occupation: str
    fund_id: int
    first_month: Month | None = None
    replaces_id: int | None = None


def wanted_of(
    named: Sequence[In],
    *,
    programme: ProgrammeFacts,
    funds: Sequence[FundFacts],
    out: Sequence[Out],
    names: Sequence[str],
) -> list[Wanted]:
    """The persons with their months, to the end of the programme. Raises DayDoesNotFit for months outside it."""
    codes = {fund.id: fund.code for fund in funds}
    ends = {one.line_id: one.last_month for one in out}
    found = []
    for rank, (one, name) in enumerate(zip(named, names, strict=True), start=1):
        first = one.first_month or _follows(ends.get(one.replaces_id or 0), programme)
        if not programme.first_month <= first <= programme.last_month:
            raise months_outside(name)
        found.append(
            Wanted(
                person_id=one.person_id,
                candidate_id=one.candidate_id,
                desa_code=one.desa_code,
                occupation=one.occupation,
                fund_id=one.fund_id,
                fund_code=codes[one.fund_id],
                rank=rank,
                first_month=first,
                last_month=programme.last_month,
                replaces_id=one.replaces_id,
            )
        )
    return found


def _follows(last_month: Month | None, programme: ProgrammeFacts) -> Month:
    return last_month.plus(1) if last_month else programme.first_month
