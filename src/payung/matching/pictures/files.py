"""Pictures as files of their own, for who runs `payung link` without a site: each opens in any browser, light or dark."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from payung.matching.pictures.counts import counted
from payung.matching.pictures.drawn import Picture
from payung.matching.pictures.pairs import Step, step_picture
from payung.matching.pictures.runs import block_picture, weight_picture
from payung.matching.pictures.tongue import INDONESIAN

_STYLE = """<style>
svg { color-scheme: light dark; background: #fff; color: #1b2026; font: 13px system-ui, sans-serif; overflow: visible; }
text { fill: currentColor; }
.bar { fill: #196bcd; } .is-apart { fill: #7d8792; } .is-ask { fill: #8a5a00; } .is-join, .is-more { fill: #1a7f4b; }
.is-less { fill: #b3261e; } .axis, .mark { stroke: currentColor; } .mark { stroke-dasharray: 4 3; } .grid { stroke: #d8dde3; }
@media (prefers-color-scheme: dark) {
  svg { background: #13171c; color: #e9edf1; } .bar { fill: #2374d6; } .is-apart { fill: #76818d; }
  .is-ask { fill: #e7b657; } .is-join, .is-more { fill: #63cf97; } .is-less { fill: #ff9389; } .grid { stroke: #2f3741; }
}
</style>"""


def write_pictures(
    *,
    folder: Path,
    weights: NDArray[np.float64],
    blocks: Mapping[str, int],
    ask_bits: float,
    join_bits: float,
    steps: Sequence[Step] = (),
    block_names: Mapping[str, str] | None = None,
) -> list[Path]:
    """The pictures of a run lie in the folder, which is made; and of one pair, where its steps are given. Which they are.

    A picture of nothing is not written: `payung link` of an empty list leaves an empty folder.
    """
    counts, tongue = counted(weights=weights, blocks=blocks), INDONESIAN
    pictures = (
        weight_picture(counts=counts, ask_bits=ask_bits, join_bits=join_bits, tongue=tongue),
        block_picture(counts=counts, names=block_names or {}, tongue=tongue),
        step_picture(steps=steps, tongue=tongue),
    )
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder, picture) for picture in pictures if picture.svg]


def _write(folder: Path, picture: Picture) -> Path:
    path = folder / f"{picture.name}.svg"
    path.write_text(picture.svg.replace("</desc>", f"</desc>{_STYLE}", 1) + "\n", encoding="utf-8")
    return path
