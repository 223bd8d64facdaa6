"""Reads the files of law into values that never change. The only file of this room that touches the disk.

A file that does not hold together is refused whole, naming file and key: half a law is worse than none.
"""

import json
from datetime import date
from fractions import Fraction
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from payung.law.dated import Bracket, Dated, Law, LawValue

FOLDER = Path(__file__).parent
FILES = ("contribution", "cover")
BIOGRAPHY = {"value", "unit", "from", "regulation", "article", "source", "verify", "note"}


class LawUnreadable(ValueError):
    """A file of law is broken. The message names the file and the key."""


@cache
def load(name: str) -> Law:
    """The shipped law called `contribution` or `cover`, read once per process."""
    return read_law(FOLDER / f"{name}.yaml")


def read_law(path: Path) -> Law:
    """The law in one file. Raises LawUnreadable naming file and key."""
    # libyaml is many times faster, and the file is read at every start of the command.
    reader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_bytes(), Loader=reader)  # noqa: S506 both are safe loaders
    except yaml.YAMLError as cause:
        raise LawUnreadable(f"{path.name}: is not YAML: {cause}") from cause
    if not isinstance(content, dict):
        raise LawUnreadable(f"{path.name}: holds no keys")
    values = {key: _periods(where=f"{path.name}: {key}", raw=raw) for key, raw in content.items()}
    return Law(file=path.name, hash=_hash(content), values=MappingProxyType(values))


def _hash(content: object) -> str:
    """sha256 of the content as canonical JSON: comments and layout do not count, a changed word does."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=date.isoformat)
    return sha256(canonical.encode()).hexdigest()


def _periods(*, where: str, raw: object) -> tuple[Dated, ...]:
    if not isinstance(raw, list) or not raw:
        raise LawUnreadable(f"{where}: needs a list of values")
    periods = tuple(_dated(where=where, raw=entry) for entry in raw)
    for earlier, later in pairwise(periods):
        if earlier.to_date is None or earlier.to_date >= later.from_date:
            raise LawUnreadable(f"{where}: two values hold on {later.from_date}")
    return periods


def _dated(*, where: str, raw: object) -> Dated:
    if not isinstance(raw, dict) or not BIOGRAPHY <= set(raw) <= BIOGRAPHY | {"to"}:
        raise LawUnreadable(f"{where}: a value needs {', '.join(sorted(BIOGRAPHY))} and may have to")
    from_date, to_date = raw["from"], raw.get("to")
    if type(from_date) is not date or type(to_date) not in (date, type(None)) or (to_date and to_date < from_date):
        raise LawUnreadable(f"{where}: from and to must be days in order")
    if type(raw["verify"]) is not bool:
        raise LawUnreadable(f"{where}: verify must be true or false")
    return Dated(
        value=_value(where=where, unit=raw["unit"], raw=raw["value"]),
        unit=str(raw["unit"]),
        from_date=from_date,
        to_date=to_date,
        regulation=str(raw["regulation"]),
        article=str(raw["article"]),
        note=str(raw["note"]),
        source=str(raw["source"]),
        verify=raw["verify"],
    )


def _value(*, where: str, unit: object, raw: Any) -> LawValue:
    """The value as its unit says: `share`, `words` and `brackets` have their own forms, all else is a whole number."""
    try:
        match unit:
            case "share":
                return Fraction(raw)
            case "words":
                return MappingProxyType({str(word): str(answer) for word, answer in raw.items()})
            case "brackets":
                brackets = tuple(Bracket(**row) for row in raw)
            case _:
                brackets = ()
    except (TypeError, ValueError, AttributeError, ZeroDivisionError) as cause:
        raise LawUnreadable(f"{where}: {raw!r} is not in the form of {unit}") from cause
    if unit == "brackets":
        _see_order(where=where, brackets=brackets)
        return brackets
    if type(raw) is not int or raw < 0:
        raise LawUnreadable(f"{where}: {raw!r} is not a whole number of {unit}")
    return raw


def _see_order(*, where: str, brackets: tuple[Bracket, ...]) -> None:
    if not brackets or brackets[0].lower_rp != 0:
        raise LawUnreadable(f"{where}: the table must begin at 0")
    for bracket in brackets:
        sums = (bracket.row, bracket.lower_rp, bracket.upper_rp or 0, bracket.base_rp, bracket.jkk_rp)
        if not all(type(amount) is int for amount in sums):
            raise LawUnreadable(f"{where}: row {bracket.row} holds something that is no whole number")
    for lower, higher in pairwise(brackets):
        if lower.upper_rp is None or not lower.lower_rp <= lower.upper_rp < higher.lower_rp:
            raise LawUnreadable(f"{where}: rows {lower.row} and {higher.row} are not in order")
