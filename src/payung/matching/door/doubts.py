"""Persons who have just entered the register, and who of those there before looks like one of them."""

from collections.abc import Sequence

from payung.matching.door.search import likely
from payung.matching.rules.identities import Written
from payung.matching.rules.levels import levels_text
from payung.matching.rules.linking import Found
from payung.matching.rules.pairs import Verdict
from payung.people.plain import plain_facts


def doubts_of_newcomers(*, kabupaten: str, person_ids: Sequence[int]) -> list[Found]:
    """The pairs to be asked about, each once, the heaviest first. Also of two who entered together.

    A sure pair is asked about too: nobody is joined at the door, where one pair is seen and not its neighbours. The
    next run through the register joins it by rule.
    """
    written = [Written._make(facts) for facts in plain_facts(kabupaten=kabupaten, person_ids=person_ids)]
    found: dict[tuple[int, int], Found] = {}
    for one, those in zip(written, likely(kabupaten=kabupaten, written=written), strict=True):
        for other in those:
            if other.person_id != one.id:
                low, high = sorted((one.id, other.person_id))
                text = levels_text(other.gammas)
                found[low, high] = Found(low, high, other.weight, text, Verdict.ASK, other.because)
    return sorted(found.values(), key=lambda pair: (-pair.weight, pair.low, pair.high))
