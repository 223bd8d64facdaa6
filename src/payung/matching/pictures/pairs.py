"""The picture of one pair: what each comparison adds to its weight or takes from it, from the first to the sum."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from payung.matching.pictures.drawn import WIDTH, Picture, box, line, svg, text
from payung.matching.pictures.tongue import Tongue

_ROW = 40


class Step(NamedTuple):
    """What is compared, how alike it is, and the bits that this adds."""

    label: str
    level: str
    bits: float


def step_picture(*, steps: Sequence[Step], tongue: Tongue) -> Picture:
    """A waterfall; its last row is the sum."""
    _ = tongue.say
    title, whole = _("Dari mana bobot pasangan ini"), sum(step.bits for step in steps)
    about = _("Tiap batang mulai di tempat yang sebelumnya berakhir. Jumlahnya %(sum)s bit.") % {
        "sum": tongue.bits(whole)
    }
    rows = [(step.label, step.level, tongue.bits(step.bits)) for step in steps]
    rows.append((_("Jumlah"), "", tongue.bits(whole)))
    shapes = _shapes([*steps, Step(rows[-1][0], "", whole)], rows)
    return Picture(
        name="air-terjun",
        title=title,
        svg=svg(name="air-terjun", title=title, about=about, height=_ROW * len(rows), shapes=shapes) if steps else "",
        heads=(_("Pembanding"), _("Kesamaan"), _("Bit")),
        rows=rows if steps else [],
    )


def _shapes(steps: Sequence[Step], rows: Sequence[tuple[str, str, str]]) -> list[str]:
    """The last of `steps` is the sum: it begins at nothing."""
    ends = [0.0, *accumulate(step.bits for step in steps[:-1])]
    low, high = min(ends), max(ends)
    wide = WIDTH / ((high - low) or 1)
    shapes = [line(x1=-low * wide, y1=0, x2=-low * wide, y2=_ROW * len(rows), kind="axis")]
    for place, (step, (label, level, bits)) in enumerate(zip(steps, rows, strict=True)):
        start = 0.0 if place == len(steps) - 1 else ends[place]
        left, right = sorted((start, start + step.bits))
        kind = "sum" if place == len(steps) - 1 else "more" if step.bits >= 0 else "less"
        y, told = place * _ROW, f"{label}: {level}, {bits} bit" if level else f"{label}: {bits} bit"
        shapes += [text(x=0, y=y + 15, words=label), text(x=WIDTH, y=y + 15, words=bits, anchor="end")]
        size = {"x": (left - low) * wide, "width": (right - left) * wide}
        shapes.append(box(y=y + 21, height=12, kind=kind, told=told, **size))
    return shapes
