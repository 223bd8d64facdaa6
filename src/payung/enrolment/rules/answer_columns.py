"""Which column of an answer is what, by its heading; or that nobody can tell, and a person is asked. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from payung.intake.rules.numbers import plain_digits
from payung.intake.rules.text import column_letters, fold, is_blank
from payung.shared.nik import is_well_formed

_MOSTLY = 0.6  # of the written cells of a column without a heading that we know: then it is of NIKs


class Field(StrEnum):
    """What a column of an answer can hold. `OTHER` is known to be nothing of these."""

    NIK = "nik"
    KPJ = "kpj"  # the one that BPJS gives
    KPJ_ASKED = "kpj_asked"
    NAME = "name"
    RESULT = "result"
    REASON = "reason"
    DATE = "date"  # of registration
    OTHER = "other"


WHOM = frozenset({Field.NIK, Field.KPJ, Field.KPJ_ASKED})
SAYS = frozenset({Field.RESULT, Field.REASON, Field.KPJ})


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Places (from 0) of what an answer says; -1 where it has no such column."""

    nik: int = -1
    kpj: int = -1
    kpj_asked: int = -1
    name: int = -1
    result: int = -1
    reason: int = -1
    date: int = -1


def titles(headings: Sequence[str], width: int) -> tuple[str, ...]:
    """How the columns are called before a person; by their letters where there is no heading."""
    return tuple(
        headings[place] if place < len(headings) and headings[place] else f"kolom {column_letters(place)}"
        for place in range(max(width, len(headings)))
    )


def found_columns(
    *, headings: Sequence[str], known: Mapping[str, str], top: Sequence[Sequence[str]], has_keys: bool
) -> Columns | None:
    """The columns of a sheet; None where it is not clear whom its rows are about, or nothing is said of them.

    `known`: folded heading → field. `has_keys`: its rows carry keys of ours. Two columns `KPJ` are the one we asked with
    and the one that BPJS gives, in this order; of other fields the first counts. `top`: some rows below the heading.
    """
    width = max((len(row) for row in top), default=0)
    fields = [known.get(fold(title), "") or _held(fold(title), known) for title in titles(headings, width)]
    places: dict[str, int] = {}
    for place, field in enumerate(fields):
        if field == Field.KPJ and Field.KPJ in places:
            places.setdefault(Field.KPJ_ASKED, places[Field.KPJ])
            places[Field.KPJ] = place
        elif field and field != Field.OTHER:
            places.setdefault(field, place)
    if Field.NIK not in places and (bare := _column_of_niks(top, fields)) is not None:
        places[Field.NIK] = bare
    if not (has_keys or WHOM & places.keys()) or not SAYS & places.keys():
        return None
    return Columns(**{str(field): place for field, place in places.items()})


def _held(label: str, known: Mapping[str, str]) -> str:
    """The longest known heading of two words or more that stands in this one: `status upload tahap 2`."""
    padded = f" {label} "
    held = [heading for heading in known if " " in heading and f" {heading} " in padded]
    return known[max(held, key=len)] if held else ""


def _column_of_niks(top: Sequence[Sequence[str]], fields: Sequence[str]) -> int | None:
    """The first column, of those with a heading that says nothing, that holds NIKs and hardly anything else."""
    for column, field in enumerate(fields):
        written = [row[column] for row in top if column < len(row) and not is_blank(row[column])]
        niks = sum(is_well_formed(plain_digits(cell)) for cell in written)
        if not field and niks and niks >= _MOSTLY * len(written):
            return column
    return None
