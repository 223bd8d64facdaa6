"""The headings of an answer that nobody recognised, with a few cells below each: for a person to say what they are."""

import re
from dataclasses import dataclass
from uuid import uuid4

from payung.enrolment.answering import files
from payung.enrolment.answering.reading import top_of
from payung.enrolment.answering.vocabulary import headings_of
from payung.enrolment.rules.answer_columns import titles
from payung.gateways.lists import AnswerSheet, read_table_in_child
from payung.gateways.spreadsheets.inspection import Refusal
from payung.intake.files import clear_folder

_SHOWN = 3
_LONG_NUMBER = re.compile(r"\d{12,}")  # a NIK or KK; a KPJ has eleven


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    name: str
    columns: tuple[Column, ...]


def sampled(file_code: str, *, kabupaten: str) -> list[Sheet]:
    """The sheets with rows; nothing where the file cannot be read. NIKs show their region digits only."""
    with clear_folder(uuid4()) as folder:
        clear = folder / "jawaban"
        files.unseal(file_code, into=clear)
        table = read_table_in_child(clear, words=frozenset(headings_of(kabupaten)))
        if isinstance(table, Refusal):
            return []
        with table:
            return [_sheet(sheet) for sheet in table.sheets if len(sheet)]


def _sheet(sheet: AnswerSheet) -> Sheet:
    top = [row.cells for row in top_of(sheet)[:_SHOWN]]
    width = max((len(cells) for cells in top), default=0)
    return Sheet(
        name=sheet.name,
        columns=tuple(
            Column(
                heading=heading,
                samples=tuple(_hidden(cells[place]) for cells in top if place < len(cells) and cells[place]),
            )
            for place, heading in enumerate(titles(sheet.headings, width))
        ),
    )


def _hidden(text: str) -> str:
    return _LONG_NUMBER.sub(lambda found: found[0][:4] + "•" * (len(found[0]) - 4), text)[:60]
