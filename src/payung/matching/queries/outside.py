"""Whom of our register the lines of an outside list are like, where no number found anybody. Evidence, never a join."""

from collections.abc import Sequence
from typing import NamedTuple

from payung.gateways.sealing import Kind, sealer
from payung.matching.door import Likely, likely
from payung.matching.rules.identities import Written, name_forms
from payung.matching.rules.identities.places import desa_code, desa_named
from payung.matching.rules.levels import levels_text
from payung.matching.rules.outside import ELSEWHERE_AT_MOST, Likeness, is_of_here, is_sought, nearness_of
from payung.matching.rules.pairs import Verdict
from payung.regions.load import gazetteer
from payung.shared.nik import LENGTH

_AT_ONCE = 1000
_TOLD_OF_A_LINE = 3


class Lookalike(NamedTuple):
    """A person whom a line is like, as who is kept."""

    person_id: int
    likeness: Likeness


class LikenessSeeker:
    """Looks lines of one list up, in as many steps as the list is read in. `unsought`: lines it left, to be said."""

    def __init__(self, *, kabupaten: str) -> None:
        self._kabupaten = kabupaten
        self._elsewhere_left = ELSEWHERE_AT_MOST
        self.unsought = 0

    def alike(self, lines: Sequence[Written]) -> dict[int, list[Lookalike]]:
        """For the lines that are like somebody: by their `id`, the most alike first. Queries by the thousand."""
        asked = [self._placed(line) for line in lines if is_sought(line) and self._takes(line)]
        found: dict[int, list[Lookalike]] = {}
        for start in range(0, len(asked), _AT_ONCE):
            chunk = asked[start : start + _AT_ONCE]
            for line, those in zip(chunk, likely(kabupaten=self._kabupaten, written=chunk), strict=True):
                if told := [_alike(one) for one in those if one.verdict is not Verdict.APART][:_TOLD_OF_A_LINE]:
                    found[line.id] = told
        return found

    def _placed(self, line: Written) -> Written:
        """With the code of its desa, where the name of one is written."""
        if not line.desa or desa_code(line.desa):
            return line
        return line._replace(desa=desa_named(line.desa, gazetteer(self._kabupaten)) or "")

    def _takes(self, line: Written) -> bool:
        if is_of_here(line, kabupaten=self._kabupaten):
            return True
        if self._elsewhere_left == 0:
            self.unsought += 1
            return False
        self._elsewhere_left -= 1
        return True


def _alike(one: Likely) -> Lookalike:
    return Lookalike(one.kept_id, Likeness(round(one.weight, 1), levels_text(one.gammas), nearness_of(one.verdict)))


def outside_index(*, kabupaten: str, line: Written) -> bytes:
    """By what the same outsider is known again in the next list: the NIK, else the name with the day of birth."""
    told = (
        line.nik if line.nik and len(line.nik) == LENGTH else f"{name_forms(line.name or '').words}|{line.birth_date}"
    )
    return sealer(kabupaten).index(told, Kind.NIK)
