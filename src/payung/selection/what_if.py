"""What would come of a selection: places × months × Rp in orang-bulan against each fund. Stores nothing.

It draws with a seed of its own and shows counts only: where equals of different occupations stand on the line, the
draw of the lock may move a place from one fund to another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.accounts.rules import Actor
from payung.eligibility import queries as eligibility
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import Division, WeightFacts
from payung.selection.facts import FundUse
from payung.selection.queries import fund_use
from payung.selection.reading import Pool, pool, terms
from payung.selection.rules.draw import draw
from payung.selection.rules.ranking import Ranking, rank
from payung.selection.rules.score import KECAMATAN
from payung.selection.states import NotAllowed
from payung.selection.taken import taken

_SEED = "what-if"
_NOT_HERE = "Program atau pemeriksaan kelayakan itu tidak ada di kabupaten ini. Pilih dari daftar program."


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A desa, kecamatan or occupation. `basis` and `share` are of the division; an occupation has none."""

    key: str
    eligible: int
    chosen: int
    basis: int = 0
    share: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """`places` are those there are, `asked` those wished for (None: as many as there can be)."""

    asked: int | None
    places: int
    months: int
    eligible: int
    holders: int  # who have a place already, and are not among the eligible
    chosen: int
    funds: tuple[FundUse, ...]
    desas: tuple[Part, ...]
    kecamatans: tuple[Part, ...]
    occupations: tuple[Part, ...]

    @property
    def reserve(self) -> int:
        return self.eligible - self.chosen

    @property
    def person_months(self) -> int:
        return sum(fund.person_months for fund in self.funds)

    @property
    def rp(self) -> int:
        return sum(fund.rp for fund in self.funds)

    @property
    def unpaid(self) -> int:
        """Places wished for that quotas or funds do not allow."""
        return max(0, (self.asked or 0) - self.places)

    @property
    def unfilled(self) -> int:
        """Places that there are, and nobody fits."""
        return self.places - self.chosen


def what_if(
    *,
    programme_id: int,
    run_id: int,
    division: Division,
    actor: Actor,
    places: int | None = None,
    weights: Sequence[WeightFacts] | None = None,
) -> WhatIf:
    """The numbers of a selection with these terms; `weights` None: those of the criteria. Raises NotAllowed."""
    programme = programmes.by_id(programme_id=programme_id)
    run = next((run for run in eligibility.runs(programme_id=programme_id) if run.id == run_id), None)
    if programme is None or run is None or programme.kabupaten != actor.kabupaten:
        raise NotAllowed(_NOT_HERE)
    if weights is None:
        weights = programmes.criteria_by_id(criteria_id=run.criteria_id).weights
    already = taken(programme_id=programme_id)
    everybody = pool(run_id=run_id, weights=weights, without=already.persons)
    agreed = terms(programme=programme, division=division, places=places, taken=already)
    ranking = rank(
        applicants=everybody.applicants,
        score=everybody.score,
        draw=draw(seed=_SEED, receipt_codes=everybody.receipt_codes),
        terms=agreed,
    )
    paid = np.bincount(ranking.fund[ranking.chosen], minlength=len(agreed.purses)).tolist()
    desas = _desas(everybody, ranking)
    return WhatIf(
        asked=places,
        places=ranking.places,
        months=programme.months,
        eligible=len(everybody),
        holders=len(already.persons),
        chosen=int(ranking.chosen.sum()),
        funds=tuple(
            fund_use(purse, places=many, months=programme.months)
            for purse, many in zip(agreed.purses, paid, strict=True)
        ),
        desas=desas,
        kecamatans=_kecamatans(desas),
        occupations=_occupations(everybody, ranking),
    )


def _desas(everybody: Pool, ranking: Ranking) -> tuple[Part, ...]:
    names = everybody.applicants.desa.names
    eligible, chosen = _counts(ranking.desa, ranking.chosen, len(names))
    columns = zip(names, eligible, chosen, ranking.basis.tolist(), ranking.shares.tolist(), strict=True)
    return tuple(
        Part(key=key, eligible=many, chosen=came, basis=basis, share=share) for key, many, came, basis, share in columns
    )


def _kecamatans(desas: Sequence[Part]) -> tuple[Part, ...]:
    keys = sorted({desa.key[:KECAMATAN] for desa in desas})
    return tuple(_sum(key, [desa for desa in desas if desa.key.startswith(f"{key}.")]) for key in keys)


def _sum(key: str, parts: Sequence[Part]) -> Part:
    return Part(
        key=key,
        eligible=sum(part.eligible for part in parts),
        chosen=sum(part.chosen for part in parts),
        basis=sum(part.basis for part in parts),
        share=sum(part.share for part in parts),
    )


def _occupations(everybody: Pool, ranking: Ranking) -> tuple[Part, ...]:
    work = everybody.applicants.occupation
    eligible, chosen = _counts(work.index[ranking.order], ranking.chosen, len(work.names))
    columns = zip(work.names, eligible, chosen, strict=True)
    return tuple(Part(key=key, eligible=many, chosen=came) for key, many, came in columns)


def _counts(group: NDArray[np.int64], chosen: NDArray[np.bool_], size: int) -> tuple[list[int], list[int]]:
    return np.bincount(group, minlength=size).tolist(), np.bincount(group[chosen], minlength=size).tolist()
