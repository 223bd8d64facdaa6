"""The parameters of linkage: what each level weighs. Trained, stored as JSON, moved between engines without loss."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any

FORMAT = 1  # of the JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelWeight:
    """How often two writings of one human being, and of two, stand on a level."""

    name: str
    m: float
    u: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequencies:
    """How common values are: of those that few persons have, none is named and all share a floor."""

    common: dict[str, float]
    floor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Parameters, and where they come from."""

    version: str
    trained_on: str  # ISO date
    data_sha256: str  # of the normalised records
    counts: dict[str, int]  # records, pairs looked at
    splink: str  # its version
    prior: float  # that two records taken at random are of one human being
    comparisons: dict[str, tuple[LevelWeight, ...]]  # from unlike to most alike; not known has no weight
    frequencies: dict[str, Frequencies]

    def to_json(self) -> dict[str, Any]:
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> "Model":
        """The model as it was written. ValueError: written in another format."""
        if written.get("format") != FORMAT:
            raise ValueError(f"parameters of format {written.get('format')}, not {FORMAT}")
        known = {key: value for key, value in written.items() if key != "format"}
        known["comparisons"] = {
            name: tuple(LevelWeight(**level) for level in levels) for name, levels in written["comparisons"].items()
        }
        known["frequencies"] = {name: Frequencies(**kept) for name, kept in written["frequencies"].items()}
        return cls(**known)


@cache
def shipped() -> Model:
    """Parameters for a register too small to train on, made from an invented one (`shipped.json` says how)."""
    return Model.from_json(json.loads(resources.files(__package__).joinpath("shipped.json").read_text("utf-8")))
