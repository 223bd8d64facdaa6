"""Looks for those who are named among the persons of a kabupaten."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from payung.gateways.linkage.comparing.prepared import Prepared
from payung.gateways.linkage.scoring import Scorer
from payung.matching.door.holders import holders, nearest
from payung.matching.door.keys import keys_of
from payung.matching.door.weights import scorer_of
from payung.matching.rules.at_door import verdict_of
from payung.matching.rules.identities import Written, records
from payung.matching.rules.pairs import Verdict
from payung.people.plain import Read, plain_and_kept

SHOWN = 10  # a person looks at no more
_COMPARED = 150  # with so many persons one is compared at most: those who share most keys
_AT_ONCE = 200  # so many are looked for at once, and some thousand persons opened in memory


class Likely(NamedTuple):
    """A person who may be the one who is named."""

    person_id: int  # as written: whose facts are alike
    kept_id: int  # who that is read as
    weight: float  # bits
    gammas: tuple[int, ...]
    verdict: Verdict  # JOIN or ASK
    because: str  # why a sure weight is asked all the same: a Doubt, or ""


def likely(*, kabupaten: str, written: Sequence[Written]) -> list[list[Likely]]:
    """For each who is named the persons of the kabupaten that may be the same, best first, ten at most.

    Each human being comes once, by its most alike writing. What people ruled of pairs is the caller's to heed.
    """
    if not written:
        return []
    found: list[list[Likely]] = []
    scorer = scorer_of(kabupaten)
    for start in range(0, len(written), _AT_ONCE):
        found += _likely(kabupaten, written[start : start + _AT_ONCE], scorer)
    return found


def _likely(kabupaten: str, written: Sequence[Written], scorer: Scorer) -> list[list[Likely]]:
    named = records(written)
    keys = keys_of(kabupaten=kabupaten, compared=named)
    of_keys = holders(keys)
    near = [nearest(own, of_keys, most=_COMPARED) for own in keys]
    read = plain_and_kept(kabupaten=kabupaten, person_ids=sorted({id_ for ids in near for id_ in ids}))
    known = _prepared(read, scorer)
    weighed = [
        list(_weighed(scorer, scorer.prepare(record), ids, known)) for record, ids in zip(named, near, strict=True)
    ]
    return [_best(ones, read.kept) for ones in weighed]


def _prepared(read: Read, scorer: Scorer) -> dict[int, Prepared]:
    return {record.id: scorer.prepare(record) for record in records(map(Written._make, read.facts))}


def _weighed(
    scorer: Scorer, named: Prepared, person_ids: Sequence[int], known: Mapping[int, Prepared]
) -> Iterator[Likely]:
    for id_ in person_ids:
        if id_ not in known:  # a key without its person: another kabupaten's, by chance
            continue
        weight, gammas, doubt = scorer.score_prepared(named, known[id_])
        verdict = verdict_of(weight=weight, doubt=doubt)
        if verdict is not Verdict.APART:
            yield Likely(id_, id_, weight, gammas, verdict, doubt or "")


def _best(found: Sequence[Likely], kept: Mapping[int, int]) -> list[Likely]:
    best: dict[int, Likely] = {}
    for one in sorted(found, key=lambda one: (-one.weight, one.person_id)):
        best.setdefault(kept[one.person_id], one._replace(kept_id=kept[one.person_id]))
    return list(best.values())[:SHOWN]
