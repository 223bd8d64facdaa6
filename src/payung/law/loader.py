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

from payung.law.dated import Bracket, Dated, DisabilityRow, Law, LawValue, SchoolLevel, Tier

FOLDER = Path(__file__).parent
FILES = ("contribution", "cover", "benefit")
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
    """The value as its unit says: shares, words, rules and tables have their own forms, all else is a whole number."""
    try:
        match unit:
            case "share":
                return Fraction(raw)
            case "words":
                return MappingProxyType({str(word): str(answer) for word, answer in raw.items()})
            case "rule":
                return _rule(raw)
            case "brackets" | "disability rows" | "tiers" | "levels":
                return _table(where=where, unit=unit, raw=raw)
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as cause:
        if isinstance(cause, LawUnreadable):
            raise
        raise LawUnreadable(f"{where}: {raw!r} is not in the form of {unit}") from cause
    if type(raw) is not int or raw < 0:
        raise LawUnreadable(f"{where}: {raw!r} is not a whole number of {unit}")
    return raw


def _rule(raw: object) -> str:
    if not isinstance(raw, str) or not raw:
        raise ValueError(raw)
    return raw


def _table(*, where: str, unit: str, raw: Any) -> LawValue:
    """The rows of a printed table, seen to be whole."""
    match unit:
        case "brackets":
            brackets = tuple(Bracket(**row) for row in raw)
            _see_order(where=where, brackets=brackets)
            return brackets
        case "disability rows":
            rows = tuple(_disability_row(**row) for row in raw)
            _see_parts(where=where, rows=rows)
            return rows
        case "tiers":
            tiers = tuple(Tier(**row) for row in raw)
            _see_tiers(where=where, tiers=tiers)
            return tiers
    levels = tuple(SchoolLevel(**row) for row in raw)
    _see_levels(where=where, levels=levels)
    return levels


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


def _disability_row(
    *,
    row: str,
    part: str,
    percent: str,
    verify: bool,
    percent_to: str | None = None,
    per_ten: bool = False,
    other_hand: str | None = None,
) -> DisabilityRow:
    """Percents are written as text (`'4.5'`), so that no binary fraction comes between the print and the rule."""
    if not isinstance(percent, str) or not isinstance(percent_to, str | None):
        raise TypeError("a percent is written as text")
    return DisabilityRow(
        row=row,
        part=part,
        percent=Fraction(percent),
        percent_to=Fraction(percent if percent_to is None else percent_to),
        per_ten=per_ten,
        other_hand=other_hand,
        verify=verify,
    )


def _see_parts(*, where: str, rows: tuple[DisabilityRow, ...]) -> None:
    """Every part once, every hand with its counterpart, no percent outside 0 to 100."""
    parts = {row.part: row for row in rows}
    if not rows or len(parts) != len(rows):
        raise LawUnreadable(f"{where}: a part stands twice, or none at all")
    for row in rows:
        if not 0 < row.percent <= row.percent_to <= 100:
            raise LawUnreadable(f"{where}: row {row.row} has a percent that cannot be")
        if row.other_hand is not None and (row.other_hand not in parts or parts[row.other_hand].other_hand != row.part):
            raise LawUnreadable(f"{where}: row {row.row} has no counterpart for the other hand")


def _see_tiers(*, where: str, tiers: tuple[Tier, ...]) -> None:
    """Tiers begin at month 1, follow each other without a hole, and the last has no end."""
    if not tiers or tiers[0].first_month != 1 or tiers[-1].last_month is not None:
        raise LawUnreadable(f"{where}: tiers must begin at month 1 and have no end")
    for tier in tiers:
        if type(tier.percent) is not int or not 0 <= tier.percent <= 100:
            raise LawUnreadable(f"{where}: {tier.percent!r} is not a whole percent")
    for earlier, later in pairwise(tiers):
        if earlier.last_month is None or not earlier.first_month <= earlier.last_month == later.first_month - 1:
            raise LawUnreadable(f"{where}: the tier from month {later.first_month} does not follow")


def _see_levels(*, where: str, levels: tuple[SchoolLevel, ...]) -> None:
    if not levels or len({level.level for level in levels}) != len(levels):
        raise LawUnreadable(f"{where}: a level stands twice, or none at all")
    for level in levels:
        if not all(type(number) is int and number > 0 for number in (level.rp_a_year, level.years)):
            raise LawUnreadable(f"{where}: {level.level} holds something that is no whole number")
