"""Questions, joins and oddities in words, tables and pictures; templates only set them."""

from payung.matching.present.joins import JoinRow, join_cells, join_columns, join_rows, joins_page
from payung.matching.present.pages import PER_PAGE, SLUGS, Page, address_of, paged, tabs
from payung.matching.present.questions import Row, list_columns, list_rows, page, rows
from payung.matching.present.runs import Looked, looked_words
from payung.matching.present.sides import Pair, pairs, person_pairs, written_pairs
from payung.matching.present.words import alike_words, answer_words, decision_words, desa_name, origin_words

__all__ = [
    "PER_PAGE",
    "SLUGS",
    "JoinRow",
    "Looked",
    "Page",
    "Pair",
    "Row",
    "address_of",
    "alike_words",
    "answer_words",
    "decision_words",
    "desa_name",
    "join_cells",
    "join_columns",
    "join_rows",
    "joins_page",
    "list_columns",
    "list_rows",
    "looked_words",
    "origin_words",
    "page",
    "paged",
    "pairs",
    "person_pairs",
    "rows",
    "tabs",
    "written_pairs",
]
