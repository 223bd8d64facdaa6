"""The eligible of a run and the terms of a programme, read from the rooms below and made ready for the rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.audit.rules import hash_of_lines
from payung.eligibility import queries as eligibility
from payung.gateways.bulk_rows import read_columns
from payung.law.loader import load
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import Division, ProgrammeFacts, WeightFacts
from payung.selection.rules.money import purses
from payung.selection.rules.ranking import Taken, Terms
from payung.selection.rules.score import Applicants, coded, continuing, score

LAW = "contribution"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pool:
    """Everybody eligible, in the order of the receipt codes, with the score."""

    person_id: NDArray[np.int64]
    candidate_id: NDArray[np.int64]
    receipt_codes: Sequence[str]
    applicants: Applicants
    score: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.receipt_codes)

    def sha256(self) -> str:
        """Over one line for each: receipt code, score, desa, desil, occupation. Whoever is added or changed shows."""
        desa, work = self.applicants.desa, self.applicants.occupation
        columns = (self.score.tolist(), desa.index.tolist(), self.applicants.desil.tolist(), work.index.tolist())
        return hash_of_lines(
            f"{code}\t{points}\t{desa.names[at]}\t{desil}\t{work.names[does]}".encode()
            for code, points, at, desil, does in zip(self.receipt_codes, *columns, strict=True)
        )


def pool(*, run_id: int, weights: Iterable[WeightFacts], without: frozenset[int]) -> Pool:
    """The eligible of a run as it now stands, human rulings included; `without` those who hold a place already."""
    found = eligibility.eligible(run_id=run_id)
    codes = _receipt_codes(found.candidate_id)
    order = np.argsort(codes, kind="stable")
    if without:
        order = order[~np.isin(found.person_id[order], list(without))]
    applicants = Applicants(
        desil=np.asarray(found.desil, dtype=np.int64)[order],
        desa=coded(found.desa_code[order].tolist()),
        occupation=coded(found.occupation[order].tolist()),
        continuing=continuing(found.audience)[order],
        head_of_family=np.asarray(found.head_of_family, dtype=bool)[order],
        disability=np.asarray(found.disability, dtype=bool)[order],
    )
    return Pool(
        person_id=found.person_id[order],
        candidate_id=found.candidate_id[order],
        receipt_codes=codes[order].tolist(),
        applicants=applicants,
        score=score(applicants=applicants, weights=weights),
    )


def _receipt_codes(candidate_ids: NDArray[np.int64]) -> NDArray[np.str_]:
    """The receipt code of each; one query over the stretch of ids in which they lie."""
    if not len(candidate_ids):
        return np.array([], dtype="U12")
    stretch = [int(candidate_ids.min()), int(candidate_ids.max())]
    sql = "SELECT id, receipt_code FROM intake_candidate WHERE id BETWEEN %s AND %s ORDER BY id"
    ids, codes = read_columns(sql=sql, params=stretch)
    return np.array(codes, dtype="U12")[np.searchsorted(np.array(ids, dtype=np.int64), candidate_ids)]


def terms(*, programme: ProgrammeFacts, division: Division, places: int | None, taken: Taken) -> Terms:
    """The terms as the programme has them now: of quotas and funds, what decrees have left."""
    return Terms(
        division=division,
        places=places,
        quotas=tuple(taken.left_of(quota) for quota in programmes.quotas(programme_id=programme.id)),
        purses=purses(
            funds=programmes.funds(programme_id=programme.id),
            first_month=programme.first_month,
            months=programme.months,
            law=load(LAW),
            used=taken.of_funds(),
        ),
        needs=programmes.stated_needs(programme_id=programme.id) if division is Division.STATED else {},
    )
