"""One pair after another in Python, for the door: the weights DuckDB would give."""

from math import log2

from payung.gateways.linkage.comparing import COMPARISONS
from payung.gateways.linkage.comparing.kin import doubt_of
from payung.gateways.linkage.comparing.prepared import Prepared, prepare
from payung.gateways.linkage.model import Model
from payung.gateways.linkage.pairs import Scored
from payung.gateways.linkage.records import Record
from payung.gateways.linkage.weighing import level_bits, prior_bits


class Scorer:
    """Weighs pairs with one model. Remembers the last record it prepared first: one candidate against many."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._prior = prior_bits(model)
        self._gammas = [comparison.gammas() for comparison in COMPARISONS]
        self._bits = [level_bits(model, comparison) for comparison in COMPARISONS]
        self._rarity = {level.name: "tf_" + level.rarity for c in COMPARISONS for level in c.levels if level.rarity}
        self._last: tuple[Record, Prepared] | None = None

    def score(self, a: Record, b: Record) -> Scored:
        """What the pair weighs, where it stands, and why a person should look at it, if so. The order says nothing."""
        if self._last is None or self._last[0] is not a:
            self._last = (a, prepare(a, self._model))
        return self.score_prepared(self._last[1], prepare(b, self._model))

    def prepare(self, record: Record) -> Prepared:
        return prepare(record, self._model)

    def score_prepared(self, a: Prepared, b: Prepared) -> Scored:
        levels = [comparison.level_of(a, b) for comparison in COMPARISONS]
        gammas = tuple([known[level] for known, level in zip(self._gammas, levels, strict=True)])
        weight = self._prior
        for bits, gamma, level in zip(self._bits, gammas, levels, strict=True):
            weight += bits[gamma]
            if level in self._rarity:
                column = self._rarity[level]
                weight -= log2(max(getattr(a, column), getattr(b, column)))
        return Scored(weight, gammas, doubt_of(a, b, card=levels[0], name=levels[1]))
