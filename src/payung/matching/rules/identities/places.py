"""Where somebody lives as it is written: the code of a desa, and a house by its address and RT."""

import re
from functools import lru_cache

from payung.regions.rules import Gazetteer

_CODE = re.compile(r"(\d\d)\.?(\d\d)\.?(\d\d)\.?(\d{4})")
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_MOST_REMEMBERED = 200_000
_RT = re.compile(
    r"\bR\.?\s?T\.?\s*[:.]?\s*(\d{1,3})(?:\s*/\s*(?:R\.?\s?W\.?\s*)?\d{1,3})?(?:\s*,?\s*\bR\.?\s?W\.?\s*[:.]?\s*\d{1,3})?"
)
# Words that say what kind of place it is, or that say nothing.
_KINDS = {
    **dict.fromkeys(("JL", "JLN", "JALAN", "NO", "NOMOR", "NMR", "DESA", "DS", "KEL", "KELURAHAN", "DSN", "DUSUN", "RT", "RW"), ""),
    "GG": "GANG", "GNG": "GANG", "BLK": "BLOK", "KOMP": "KOMPLEK", "KOMPLEKS": "KOMPLEK", "PRM": "PERUM",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def desa_code(written: str) -> str | None:
    """The code with its dots, or None where it is none."""
    found = _CODE.fullmatch(written.strip())
    return ".".join(found.groups()) if found else None


def desa_named(written: str, gazetteer: Gazetteer) -> str | None:
    """The code of the one desa of this name or alias, or None."""
    placed = gazetteer.place(code="", desa=written, kecamatan="")
    return placed.desa.code if placed.desa else None


@lru_cache(maxsize=_MOST_REMEMBERED)
def house(address: str, rt: str) -> str | None:
    """`Jl. Veteran No. 012` and `003/001` as `VETERAN 12 RT 3`; None where no street, hamlet or number is written."""
    text = address.upper()
    in_address = _RT.search(text)
    words = [_KINDS.get(part, part) for part in _PARTS.findall(_RT.sub(" ", text))]
    street = " ".join([word.lstrip("0") if word[0].isdigit() else word for word in words if word])
    number = _first_number(rt) or (_first_number(in_address[1]) if in_address else "")
    if not street.strip():
        return None
    return f"{street} RT {number}" if number else street


def _first_number(written: str) -> str:
    found = re.search(r"\d+", written)
    return found[0].lstrip("0") if found else ""
