"""The weights that count for a kabupaten: the last trained on its register, else the shipped ones. Read once each."""

from functools import lru_cache
from typing import NamedTuple

from payung.gateways.linkage.model import Model, shipped
from payung.gateways.linkage.scoring import Scorer
from payung.matching.models import Weights


class Trained(NamedTuple):
    """A row of weights; all of it names what is remembered, as an id alone may come back with a restored database."""

    id: int
    kabupaten: str
    version: int
    data_sha256: str
    trained_at: str


def model_of(kabupaten: str) -> tuple[Model, int | None]:
    """The weights, and the id of their row; None for shipped ones."""
    trained = _latest(kabupaten)
    model = _model(trained) if trained else None
    return (model, trained.id) if trained and model else (shipped(), None)


def scorer_of(kabupaten: str) -> Scorer:
    """Who weighs with them."""
    return _scorer(_latest(kabupaten))


def _latest(kabupaten: str) -> Trained | None:
    rows = Weights.objects.filter(kabupaten=kabupaten).order_by("-version")
    row = rows.values_list("id", "version", "data_sha256", "trained_at").first()
    if row is None:
        return None
    id_, version, data_sha256, trained_at = row
    return Trained(id_, kabupaten, version, data_sha256, trained_at.isoformat())


@lru_cache(maxsize=8)
def _model(trained: Trained) -> Model | None:
    """None: an older release wrote them, for other comparisons. The next run trains anew."""
    try:
        model = Model.from_json(Weights.objects.values_list("parameters", flat=True).get(id=trained.id))
        Scorer(model)
    except (ValueError, KeyError, TypeError):
        return None
    return model


@lru_cache(maxsize=8)
def _scorer(trained: Trained | None) -> Scorer:
    return Scorer((trained and _model(trained)) or shipped())
