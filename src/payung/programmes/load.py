"""Reads the shipped programme, or an office's own, with its occupations and insurer layouts."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path

import yaml

from payung.programmes.rules import Limits, Occupation, Standing

_DATA = files("payung.programmes") / "data"
_AGES = ("age_from", "age_below", "legal_age_from")
_OLDEST = 130
_KABUPATEN = re.compile(r"(\d\d)\.?(\d\d)")


class ProgrammeFault(Exception):
    """A programme file that cannot be used; the text says which key and why."""


def limits(programme: Path | None = None) -> Limits:
    """The shipped limits, with whatever an office's file changes. Raises ProgrammeFault, OSError."""
    known = _yaml((_DATA / "programme.yaml").read_text(encoding="utf-8"), "programme.yaml")
    if programme is not None:
        changes = _changes(programme)
        if "kabupaten" in changes and _kabupaten(changes["kabupaten"]) != known["kabupaten"]:
            known["kabupaten_name"] = f"kabupaten {_kabupaten(changes['kabupaten'])}"
        known |= changes
    age_from, age_below, legal_age_from = (_age(key, known[key]) for key in _AGES)
    if age_from >= age_below:
        raise ProgrammeFault("age_from is not below age_below")
    layouts = _yaml((_DATA / "insurer_layouts.yaml").read_text(encoding="utf-8"), "insurer_layouts.yaml")
    layout = layouts.get(str(known["insurer_layout"]))
    if not isinstance(layout, dict):
        raise ProgrammeFault(f"insurer_layout {known['insurer_layout']!r} is not one of: {', '.join(layouts)}")
    return Limits(
        kabupaten=_kabupaten(known["kabupaten"]),
        kabupaten_name=str(known["kabupaten_name"]),
        age_from=age_from,
        age_below=age_below,
        legal_age_from=legal_age_from,
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


@cache
def standings() -> Mapping[str, Standing]:
    """The standing of each occupation, by Payung's own name for it."""
    return {occupation.name: occupation.standing for _, occupation in occupation_rows()}


@cache
def layouts() -> frozenset[str]:
    """The insurer layouts that are shipped."""
    return frozenset(_yaml((_DATA / "insurer_layouts.yaml").read_text(encoding="utf-8"), "insurer_layouts.yaml"))


def shipped() -> dict[str, object]:
    """The shipped programme as written: what a new one starts from."""
    return _yaml((_DATA / "programme.yaml").read_text(encoding="utf-8"), "programme.yaml")


def written(programme: Path) -> dict[str, object]:
    """An office's file as written. Raises ProgrammeFault, OSError."""
    return _changes(programme)


def kabupaten_code(written: object) -> str:
    """`63.02`, however its code is written. Raises ProgrammeFault."""
    return _kabupaten(written)


def _changes(programme: Path) -> dict[str, object]:
    try:
        return _yaml(programme.read_text(encoding="utf-8"), programme.name)
    except UnicodeDecodeError as fault:
        raise ProgrammeFault(f"{programme.name} is not UTF-8") from fault


def _age(key: str, written: object) -> int:
    if not isinstance(written, int) or isinstance(written, bool):
        raise ProgrammeFault(f"{key} is not a whole number")
    if not 0 <= written <= _OLDEST:
        raise ProgrammeFault(f"{key} is not an age: {written}")
    return written


def _kabupaten(written: object) -> str:
    """`63.02`, also from `6302` and from a number: YAML reads 63.10 without quotes as 63.1."""
    found = _KABUPATEN.fullmatch(f"{written:.2f}" if isinstance(written, float) else str(written))
    if found is None:
        raise ProgrammeFault(f'kabupaten is not a code like "63.02": {written}')
    return f"{found[1]}.{found[2]}"


def _yaml(text: str, name: str) -> dict[str, object]:
    try:
        found = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as fault:
        raise ProgrammeFault(f"{name} is not YAML: {' '.join(str(fault).split())}") from fault
    if not isinstance(found, Mapping):
        raise ProgrammeFault(f"{name} holds no keys")
    return dict(found)
