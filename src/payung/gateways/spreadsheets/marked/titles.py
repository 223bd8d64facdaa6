"""Sheet names that Excel accepts, as near as can be to those of the list."""

import re
from collections.abc import Iterable

from payung.gateways.spreadsheets.marked.words import legible, utf16_units

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_UNITS_MAX = 31
_NAMELESS = "Daftar"
_RESERVED = "history"  # Excel keeps this name for itself


def titles(names: Iterable[str]) -> list[str]:
    """One for each name, no two alike (Excel does not tell capitals apart). A nameless sheet is `Daftar`."""
    taken: set[str] = set()
    found = []
    for name in names:
        wanted = _acceptable(name)
        title = next(
            new for number in range(1, len(taken) + 2) if (new := _numbered(wanted, number)).casefold() not in taken
        )
        taken.add(title.casefold())
        found.append(title)
    return found


def _acceptable(name: str) -> str:
    wanted = _FORBIDDEN.sub("-", legible(name)).strip().strip("'") or _NAMELESS
    return f"{wanted} -" if wanted.casefold() == _RESERVED else wanted


def _numbered(name: str, number: int) -> str:
    tail = f" ({number})" if number > 1 else ""
    while utf16_units(name + tail) > _UNITS_MAX:
        name = name[:-1]
    return name + tail
