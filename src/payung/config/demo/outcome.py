"""What the demo's year came to, as numbers; and for each trouble of law.md §6.6 whether it reached the decree."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from payung.audit import queries as audit
from payung.config.demo.troubles import TROUBLES
from payung.config.demo.year import Year, verified
from payung.decrees.queries.places import places_taken
from payung.eligibility.queries import eligible
from payung.people import queries as people


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """People with one trouble: how many were invented, became persons, and were named in the decree all the same."""

    name: str
    words: str
    invented: int
    known: int
    named: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Everything that the report says of the steps after the lists."""

    mended: int
    accepted: int
    persons: int
    exact: int
    questions: int
    open_questions: int
    joined: int
    asked_pairs: int
    ruled_pairs: int
    asked: Sequence[tuple[str, int, int]]  # register, persons, files that came back
    judged: int
    eligible: int
    not_eligible: int
    unchecked: int
    decision: int
    places: int
    chosen: int
    reserve: int
    seed: str
    objections: int
    named: int
    left_out: int
    decree_number: str
    lines_sha256: str
    annex: Path | None
    troubles: Sequence[Trouble]
    audit_events: int
    audit_head: str
    audit_fault: str


def outcome(*, year: Year, objections: int) -> Outcome:
    """The numbers of a year that has come to its decree. Raises LookupError for one that has not."""
    matched, linked = year.matched, year.linked
    if year.run is None or year.selection is None or year.decree is None or matched is None or linked is None:
        raise LookupError("the year has not come to its decree")
    chain = verified(year)
    return Outcome(
        mended=year.mended,
        accepted=year.accepted,
        persons=matched.new,
        exact=matched.exact,
        questions=matched.asked,
        open_questions=year.open_questions,
        joined=linked.joined,
        asked_pairs=linked.asked,
        ruled_pairs=year.ruled_pairs,
        asked=[(str(one.register), one.asked, one.files) for one in year.registers],
        judged=year.run.person_count,
        eligible=len(eligible(run_id=year.run.id).person_id),
        not_eligible=year.run.not_eligible_count,
        unchecked=year.run.unchecked_count,
        decision=year.run.decision_count,
        places=year.selection.places,
        chosen=year.selection.chosen_count,
        reserve=year.selection.reserve_count,
        seed=year.selection.seed,
        objections=objections,
        named=year.decree.name_count,
        left_out=year.decree.left_out_count,
        decree_number=year.decree.number,
        lines_sha256=year.decree.lines_sha256,
        annex=year.annex,
        troubles=_troubles(year),
        audit_events=audit.head(kabupaten=year.programme.kabupaten).number,
        audit_head=chain.head,
        audit_fault=chain.because,
    )


def _troubles(year: Year) -> list[Trouble]:
    """Each kind that was invented, held against who is named."""
    niks = _niks(year.home / "demo" / "truth" / "troubles.csv")
    known = people.by_niks(kabupaten=year.programme.kabupaten, niks=[nik for of in niks.values() for nik in of])
    named = places_taken(programme_id=year.programme.id)
    return [
        Trouble(
            name=name,
            words=TROUBLES[name][2],
            invented=len(of),
            known=len(found := {known[nik] for nik in of if nik in known}),
            named=int(np.isin(named, list(found)).sum()),
        )
        for name, of in niks.items()
    ]


def _niks(path: Path) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["trouble"]].add(row["nik"])
    return {name: found[name] for name in TROUBLES if name in found}
