"""Reads desa cells: which desa of the map is meant, and what to ask where that is open."""

from collections.abc import Callable, Sequence

from payung.intake.rules.numbers import Findings, is_formula_fault
from payung.intake.rules.problems import Finding
from payung.intake.rules.text import cell_text
from payung.regions.rules import Desa, Doubt, Gazetteer, Placed

_CHOICES_SHOWN = 3
_LONGEST_NAME = 120  # a longer cell names no desa and would only cost time


class PlaceReader:
    """Reads code, desa and kecamatan as written."""

    def __init__(self, *, gazetteer: Gazetteer, suggest: Callable[[str, str], str]) -> None:
        self._gazetteer = gazetteer
        self._suggest = suggest

    def read(self, cells: tuple[object, object, object]) -> tuple[str | None, Findings]:
        """The desa's code for the cells of code, desa and kecamatan, or None with the reason."""
        code, desa, kecamatan = (cell_text(cell)[:_LONGEST_NAME] for cell in cells)
        if is_formula_fault(desa) or is_formula_fault(code):
            return None, (Finding("CELL_FORMULA_BROKEN", "desa"),)
        placed = self._gazetteer.place(code=code, desa=desa, kecamatan=kecamatan)
        if placed.desa:
            return placed.desa.code, ()
        return None, (self._doubt(placed, desa or code, kecamatan),)

    def _doubt(self, placed: Placed, written: str, kecamatan: str) -> Finding:
        words = (
            ("nilai", written[:40]),
            ("kecamatan", kecamatan[:40]),
            ("banyak", str(len(placed.choices))),
            ("pilihan", _listed(placed.choices)),
            ("dugaan", self._suggest(written, kecamatan) if placed.doubt is Doubt.UNKNOWN else ""),
        )
        return Finding(str(placed.doubt), "desa", words)


def _listed(choices: Sequence[Desa]) -> str:
    shown = ", ".join(desa.text for desa in choices[:_CHOICES_SHOWN])
    rest = len(choices) - _CHOICES_SHOWN
    return f"{shown} dan {rest} lainnya" if rest > 0 else shown
