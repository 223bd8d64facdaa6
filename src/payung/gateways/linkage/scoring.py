"""One pair after another in Python, for the door: the weights DuckDB would give."""

from payung.gateways.linkage.model import Model
from payung.gateways.linkage.pairs import Scored
from payung.gateways.linkage.records import Record


class Scorer:
    """Weighs pairs with one model."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def score(self, a: Record, b: Record) -> Scored:
        raise NotImplementedError
