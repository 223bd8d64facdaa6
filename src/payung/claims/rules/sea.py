"""Somebody lost at sea: which proofs are there, and what they allow. Pure; a person decides, never a day that passed."""

from collections.abc import Collection
from dataclasses import dataclass

from payung.claims.rules.papers import PaperKind

PROOFS = (
    PaperKind.SEA_POLICE_REPORT,
    PaperKind.SEARCH_LETTER,
    PaperKind.SHIPMATES,
    PaperKind.COURT_FINDING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Of the four proofs those that are there and those that are not, in the order in which they come."""

    there: tuple[PaperKind, ...]
    missing: tuple[PaperKind, ...]

    @property
    def court_found(self) -> bool:
        """Whether a court has found the lost to be dead, which stands for a body.

        Source: domain/law.md §3.5 "At sea": missing body ⇒ court declaration.   Unit: -.
        Edge:   a search that ended, or years that passed, end no membership: a person decides with the finding.
        """
        return PaperKind.COURT_FINDING in self.there


def loss(papers: Collection[PaperKind]) -> Loss:
    """`papers`: the kinds that came and were not returned."""
    return Loss(
        there=tuple(kind for kind in PROOFS if kind in papers),
        missing=tuple(kind for kind in PROOFS if kind not in papers),
    )
