"""How much a harness is to break, and which fault is planted in its processes."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    kills: int
    rounds: int
    rows: int
    seed: int
    fault: str
    folder: Path
