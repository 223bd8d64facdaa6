"""What others, and our own pages, may know of decrees, lines and places."""

from payung.decrees.queries.annex import annex_lines, lines_hash
from payung.decrees.queries.facts import DecreeFacts, decree, decree_for, decrees
from payung.decrees.queries.lines import (
    LineFacts,
    LinesAsked,
    corrections,
    left_out,
    line,
    lines,
    lines_of_person,
    strikes,
    told_left_out,
    told_lines,
)
from payung.decrees.queries.places import places_held, places_taken
from payung.decrees.queries.printed import PrintedFacts, printed
from payung.decrees.queries.recap import Recap, RecapRow, recap
from payung.decrees.queries.uses import differences, uses

__all__ = [
    "DecreeFacts",
    "LineFacts",
    "LinesAsked",
    "PrintedFacts",
    "Recap",
    "RecapRow",
    "annex_lines",
    "corrections",
    "decree",
    "decree_for",
    "decrees",
    "differences",
    "left_out",
    "line",
    "lines",
    "lines_hash",
    "lines_of_person",
    "places_held",
    "places_taken",
    "printed",
    "recap",
    "strikes",
    "told_left_out",
    "told_lines",
    "uses",
]
