"""Reads the shipped programme, or an office's own, with its occupations and insurer layouts."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path

import yaml

from payung.programmes.rules import Limits, Occupation, Standing

_DATA = files("payung.programmes") / "data"
_WHOLE_NUMBERS = ("age_from", "age_below", "legal_age_from")


class ProgrammeFault(Exception):
    """A programme file that cannot be used; the text says which key and why."""


def limits(programme: Path | None = None) -> Limits:
    """The shipped limits, with whatever an office's file changes. Raises ProgrammeFault, OSError."""
    known = _yaml((_DATA / "programme.yaml").read_text(encoding="utf-8"), "programme.yaml")
    if programme is not None:
        changes = _yaml(programme.read_text(encoding="utf-8"), programme.name)
        if "kabupaten" in changes and "kabupaten_name" not in changes and changes["kabupaten"] != known["kabupaten"]:
            known["kabupaten_name"] = f"kabupaten {changes['kabupaten']}"
        known |= changes
    for key in _WHOLE_NUMBERS:
        if not isinstance(known[key], int) or isinstance(known[key], bool):
            raise ProgrammeFault(f"{key} is not a whole number")
    layouts = _yaml((_DATA / "insurer_layouts.yaml").read_text(encoding="utf-8"), "insurer_layouts.yaml")
    layout = layouts.get(str(known["insurer_layout"]))
    if not isinstance(layout, dict):
        raise ProgrammeFault(f"insurer_layout {known['insurer_layout']!r} is not one of: {', '.join(layouts)}")
    return Limits(
        kabupaten=str(known["kabupaten"]),
        kabupaten_name=str(known["kabupaten_name"]),
        age_from=int(str(known["age_from"])),
        age_below=int(str(known["age_below"])),
        legal_age_from=int(str(known["legal_age_from"])),
        insurer_fields=tuple(layout["needs"]),
    )


@cache
def occupation_rows() -> tuple[tuple[str, Occupation], ...]:
    """Every written word, name or synonym, with the occupation it means."""
    rows = csv.DictReader(StringIO((_DATA / "occupations.csv").read_text(encoding="utf-8")))
    return tuple(
        (word.strip(), Occupation(name=row["occupation"], standing=Standing(row["standing"])))
        for row in rows
        for word in [row["occupation"], *row["synonyms"].split(";")]
    )


def _yaml(text: str, name: str) -> dict[str, object]:
    try:
        found = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as fault:
        raise ProgrammeFault(f"{name} is not YAML: {' '.join(str(fault).split())}") from fault
    if not isinstance(found, Mapping):
        raise ProgrammeFault(f"{name} holds no keys")
    return dict(found)
