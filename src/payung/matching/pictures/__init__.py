"""Pictures of linkage as SVG, each with the table of its numbers: weights of pairs, blocks, what a pair's weight is made of.

Knows no Django: `payung link --pictures` draws where there are no settings. `tongue`: the language they speak.
"""

from payung.matching.pictures.counts import Counts, counted
from payung.matching.pictures.drawn import Picture
from payung.matching.pictures.pairs import Step, step_picture
from payung.matching.pictures.runs import block_picture, weight_picture
from payung.matching.pictures.tongue import INDONESIAN, Tongue

__all__ = [
    "INDONESIAN",
    "Counts",
    "Picture",
    "Step",
    "Tongue",
    "block_picture",
    "counted",
    "step_picture",
    "weight_picture",
]
