"""An address in one line, from the columns in which lists write it."""

import re

_NAMES_RT = re.compile(r"\bRT\b", re.IGNORECASE)


def address_line(*, address: str, rt: str, dusun: str) -> str:
    """`Jl. Pesisir RT 14, Dusun Sebatung`: the RT is not said twice where the street names it already."""
    told_rt = f"RT {rt}" if rt[:1].isdigit() else rt
    parts = (address, "" if _NAMES_RT.search(address) else told_rt, f"Dusun {dusun}" if dusun else "")
    return ", ".join(filter(None, parts))
