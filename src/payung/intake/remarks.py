"""What was last said of a candidate higher up, asked of a room above that we do not know (ADR 0011).

Whom the insurer refused last is proposed again as they are, unless somebody reads why when the next list comes in.
`config` says once whom we ask; without it nothing is remarked.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol


class OfCandidates(Protocol):
    """A sentence for each of these candidates of whom there is one."""

    def __call__(self, *, candidate_ids: Sequence[int]) -> Mapping[int, str]: ...


class OfFile(Protocol):
    """The same for all candidates of a file; it grows with the refusals and not with the file."""

    def __call__(self, *, kabupaten: str, file_id: int) -> Mapping[int, str]: ...


class _Above:
    of_candidates: OfCandidates | None = None
    of_file: OfFile | None = None


def ask_of(of_candidates: OfCandidates | None, of_file: OfFile | None) -> None:
    """From now on lists show what was said of whom they name."""
    _Above.of_candidates = staticmethod(of_candidates) if of_candidates else None
    _Above.of_file = staticmethod(of_file) if of_file else None


def of_candidates(*, candidate_ids: Sequence[int]) -> Mapping[int, str]:
    """Nothing where nobody is to be asked."""
    return _Above.of_candidates(candidate_ids=candidate_ids) if _Above.of_candidates else {}


def of_file(*, kabupaten: str, file_id: int) -> Mapping[int, str]:
    """Nothing where nobody is to be asked."""
    return _Above.of_file(kabupaten=kabupaten, file_id=file_id) if _Above.of_file else {}
