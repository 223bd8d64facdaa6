"""Tells of many ranks why, with the facts of their selection read once."""

from collections.abc import Sequence
from dataclasses import dataclass

from payung.selection.facts import DesaFacts, RankFacts
from payung.selection.models import Promotion, Rank
from payung.selection.queries import against, held, limits_of, rank_facts, shares
from payung.selection.rules.words import Outcome
from payung.selection.sentences import Story, why_sentence
from payung.selection.states import ObjectionState


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A rank with its sentence, as it stands today."""

    facts: RankFacts
    sentence: str
    is_held: bool
    is_struck: bool
    is_promoted: bool

    @property
    def is_chosen(self) -> bool:
        return not self.is_struck and (self.is_promoted or self.facts.outcome is Outcome.CHOSEN)


class Teller:
    """Reads a selection's shares, limits and objections once; then `tell` takes any number of ranks."""

    def __init__(self, *, selection_id: int) -> None:
        self._desas: dict[str, DesaFacts] = {desa.desa_code: desa for desa in shares(selection_id=selection_id)}
        self._limits = {(quota.kind, quota.key): quota.places for quota in limits_of(selection_id)}
        upheld = against(selection_id).filter(state=ObjectionState.UPHELD)
        self._struck: dict[int | None, str] = dict(upheld.values_list("person_id", "minutes"))
        self._held = held(selection_id=selection_id)
        promoted = Promotion.objects.filter(selection=selection_id)
        self._promoted: dict[int, str] = dict(promoted.values_list("rank_id", "objection__minutes"))

    def tell(self, found: Sequence[Rank]) -> list[Told]:
        return [self._tell(one) for one in found]

    def _tell(self, one: Rank) -> Told:
        story = Story(
            rank=rank_facts(one),
            desa=self._desas[one.desa_code],
            limits=self._limits,
            struck_by=self._struck.get(one.person_id, ""),
            promoted_by=self._promoted.get(one.pk, ""),
            is_held=one.person_id in self._held,
        )
        return Told(
            facts=story.rank,
            sentence=why_sentence(story),
            is_held=story.is_held,
            is_struck=bool(story.struck_by),
            is_promoted=bool(story.promoted_by),
        )


def why(*, selection_id: int, person_id: int) -> str:
    """One sentence: why this person is chosen, waits, was struck, or is not in the selection at all."""
    found = Rank.objects.filter(selection=selection_id, person=person_id).select_related("person", "candidate").first()
    return Teller(selection_id=selection_id).tell([found])[0].sentence if found else why_sentence(None)
