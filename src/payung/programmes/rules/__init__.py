"""What a programme asks of a person, as far as a list can show it. Pure; loading is `load.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Whether an occupation may be insured by the programme: yes, a person asks, never."""

    COVERED = "covered"
    ASK = "ask"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """One occupation of the list, under the name that Payung gives it."""

    name: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the programme asks of a person and its insurer of a list (`programme.yaml`). Ages in whole years."""

    kabupaten: str  # "63.02"
    kabupaten_name: str
    age_from: int
    age_below: int
    legal_age_from: int
    insurer_fields: Sequence[str]

    @property
    def nik_prefix(self) -> str:
        """The four digits with which a NIK of this kabupaten begins."""
        return self.kabupaten.replace(".", "")
