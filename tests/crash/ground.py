"""The ground on which officers race: a programme with quotas of all kinds and a fund, and a decree that holds some."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from crash import acts, house
from crash.house import FUND, MONTH_RP, NOW, OPERATOR, SEMAYAP
from payung.decrees.actions import drafting
from payung.decrees.models import Decree
from payung.decrees.rules.change import In
from payung.decrees.rules.choice import Choice
from payung.decrees.rules.fitting import Wanted
from payung.matching.queries import proposed
from payung.programmes import queries as programmes
from payung.programmes.models import Fund, Quota
from payung.programmes.rules.setup import ProgrammeFacts, QuotaFacts, QuotaKind

HELD = 3  # places that are taken before the race
PEOPLE = 40
PLENTY = 1000
QUOTAS = {
    QuotaKind.PROGRAMME: "",
    QuotaKind.KECAMATAN: SEMAYAP[:8],
    QuotaKind.DESA: SEMAYAP,
    QuotaKind.OCCUPATION: "nelayan",
}
SCARCE = (*map(str, QUOTAS), "fund")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where they race: a programme, who may be named, and the decree in force that holds the first places."""

    programme: ProgrammeFacts
    people: Sequence[Wanted]
    base: int


def ground() -> Ground:
    """A programme with quotas of all kinds and a fund, people who are vouched for, and a decree in force of the first."""
    quotas = [QuotaFacts(kind=kind, key=key, places=PLENTY) for kind, key in QUOTAS.items()]
    opened = house.programme("lomba", places=PLENTY, quotas=quotas)
    people = proposed_people(opened)
    (fund,) = programmes.funds(programme_id=opened.id)
    wanted = [
        Wanted(
            person_id=person_id,
            candidate_id=candidate_id,
            desa_code=SEMAYAP,
            occupation="nelayan",
            fund_id=fund.id,
            fund_code=FUND,
            rank=rank,
            first_month=opened.first_month,
            last_month=opened.last_month,
        )
        for rank, (person_id, candidate_id) in enumerate(people, start=1)
    ]
    base = draft(opened, wanted[:HELD], uuid4())
    for act in (acts.check, acts.send):
        act(base, uuid4())
    acts.sign(base, HELD, uuid4())
    acts.enforce(base, uuid4())
    return Ground(programme=opened, people=wanted, base=base)


def proposed_people(programme: ProgrammeFacts) -> list[tuple[int, int]]:
    """Persons with their candidates: of a list that came and was imported."""
    with tempfile.TemporaryDirectory() as folder:
        house.sent(programme.id, house.invented(Path(folder) / "a.csv", numbers=range(PEOPLE)).path)
        house.work()
    house.answer_all(programme.id)
    found = proposed(programme_id=programme.id)
    return [*zip(found.person_id.tolist(), found.candidate_id.tolist(), strict=True)]


def resize(where: Ground, places: int, *, scarce: str = "programme") -> None:
    """So many places in all, by one quota or by the fund; the others have plenty."""
    for kind in SCARCE:
        most = places if kind == scarce else PLENTY
        if kind == "fund":
            Fund.objects.filter(programme=where.programme.id).update(ceiling_rp=most * 12 * MONTH_RP)
        else:
            Quota.objects.filter(programme=where.programme.id, kind=kind).update(places=most)


def clear(where: Ground) -> None:
    """The drafts of the round are set aside."""
    drafts = Decree.objects.filter(programme=where.programme.id, state__in=["draft", "checked"])
    for decree_id in drafts.values_list("id", flat=True):
        acts.lay_aside(decree_id, uuid4())


def draft(programme: ProgrammeFacts, wanted: Sequence[Wanted], key: UUID) -> int:
    return drafting.draft_chosen(
        programme=programme,
        selection_id=None,
        about=acts.ABOUT,
        choice=Choice(wanted=wanted, passed=()),
        request_key=key,
        actor=OPERATOR,
        now=NOW,
    )


def coming(one: Wanted, *, replaces: int) -> In:
    return In(
        person_id=one.person_id,
        candidate_id=one.candidate_id,
        desa_code=one.desa_code,
        occupation=one.occupation,
        fund_id=one.fund_id,
        replaces_id=replaces,
    )
