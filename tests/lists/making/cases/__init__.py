"""The cases, by what they guard."""

from lists.making.case import Case
from lists.making.cases import (
    dates,
    duplicates,
    fields,
    files,
    formats,
    headings,
    niks,
    options,
    persons,
    places,
    sheets,
)

CASES: tuple[Case, ...] = (
    *files.CASES,
    *headings.CASES,
    *sheets.CASES,
    *niks.CASES,
    *duplicates.CASES,
    *dates.CASES,
    *persons.CASES,
    *places.CASES,
    *fields.CASES,
    *formats.CASES,
    *options.CASES,
)
