"""The check's answer as JSON (CONTRACTS, `payung check`), written as a stream: a million rows are never held at once.

Each row stands on a line of its own, so that a page can find rows by line without reading them all.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import IO

from payung.gateways.spreadsheets.marked.returned import ReturnedRow
from payung.intake.check import Check, CheckedSheet
from payung.intake.refused import Json, problem_json
from payung.intake.rules.birth_dates import place_and_date
from payung.intake.rules.income import read_income
from payung.intake.rules.person_cells import read_phone
from payung.intake.rules.problems import told
from payung.intake.rules.rows import Row, status_of
from payung.intake.rules.text import cell_text, column_letters, is_blank
from payung.shared.problems import Problem

_TEXT_FIELDS = (
    "mother_name",
    "marital_status",
    "address",
    "rt",
    "dusun",
    "postal_code",
    "email",
    "work_location",
    "work_hours",
    "heir_name",
    "heir_relation",
)
_COLUMN_INSTEAD = {"desa": "desa_code", "birth_date": "birth_day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """A list that an office received: the marked file it came back from, and its keyed rows by where they stand now."""

    sha256: str = ""
    rows: Mapping[tuple[str, int], ReturnedRow] = field(default_factory=dict)


def write_answer(
    *, out: IO[str], check: Check, file: str, sha256: str, with_rows: bool, origins: Origins | None = None
) -> None:
    """Write the whole answer."""
    out.write('{"file": ' + _dumped(file) + ', "sha256": ' + _dumped(sha256))
    sheets = [sheet_json(sheet) | _headings(sheet, origins) for sheet in check.sheets]
    out.write(',\n"sheets": ' + _dumped(sheets))
    out.write(',\n"counts": ' + _dumped(asdict(check.counts)))
    out.write(',\n"codes": ' + _dumped(dict(check.codes.most_common())))
    out.write(',\n"problems": ' + _dumped([problem_json(problem, top=True) for problem in check.problems]))
    if origins and origins.sha256:
        out.write(',\n"returned": ' + _dumped(origins.sha256))
    if with_rows:
        keyed = origins.rows if origins else {}
        out.write(',\n"rows": [')
        for place, (sheet, row, cells) in enumerate(check.rows()):
            out.write((",\n" if place else "\n") + _dumped(row_json(sheet, row, cells) | _came_from(keyed, sheet, row)))
        out.write("\n]")
    out.write("}\n")


def _headings(checked: CheckedSheet, origins: Origins | None) -> Json:
    return {"headings": checked.headings} if origins is not None and checked.headings else {}


def _came_from(keyed: Mapping[tuple[str, int], ReturnedRow], checked: CheckedSheet, row: Row) -> Json:
    """The key of a row that came back: which row it was, and whether that is sure."""
    key = keyed.get((checked.sheet.name, row.number)) if keyed else None
    if key is None:
        return {}
    return {"came_from": {"sheet": key.sheet, "row": key.row, "sure": key.intact and not key.copied}}


def sheet_json(checked: CheckedSheet) -> Json:
    """One sheet as found."""
    layout = checked.layout
    return {
        "name": checked.sheet.name,
        "hidden": checked.sheet.hidden,
        "header_rows": list(layout.header_rows) if layout else [],
        "columns": _letters(layout.columns) if layout else {},
        "rows": checked.person_rows,
        "skipped": list(checked.skipped),
    }


def row_json(checked: CheckedSheet, row: Row, cells: Sequence[object]) -> Json:
    """One person row, with its problems in words."""
    columns = checked.layout.columns if checked.layout else {}
    return {
        "sheet": checked.sheet.name,
        "row": row.number,
        "status": status_of(row.findings),
        "nik": row.nik,
        "kk_number": row.kk_number,
        "name": row.name,
        "sex": row.sex,
        "birth_date": row.birth_date.isoformat() if row.birth_date else None,
        "desa_code": row.desa_code,
        "occupation": row.occupation,
        "phone": row.phone,
        **dict(_optional(columns, cells)),
        "problems": [problem_json(problem) for problem in problems_of(columns, row)],
    }


def problems_of(columns: Mapping[str, int], row: Row) -> Iterator[Problem]:
    """The row's findings in words, each with its cell."""
    for finding in row.findings:
        field = finding.field or ""
        column = columns.get(field, columns.get(_COLUMN_INSTEAD.get(field, "")))
        yield told(finding, cell=f"{column_letters(column)}{row.number}" if column is not None else None)


def _optional(columns: Mapping[str, int], cells: Sequence[object]) -> Iterator[tuple[str, object]]:
    """Fields that insurers want, where the list has them."""
    for name in _TEXT_FIELDS:
        if name in columns and not is_blank(cells[columns[name]]):
            yield name, cell_text(cells[columns[name]])
    if "birth_place" in columns:
        place = cell_text(cells[columns["birth_place"]])
        if columns.get("birth_date") == columns["birth_place"]:
            place = place_and_date(place)[0]
        if not is_blank(place):
            yield "birth_place", place
    if "income_rp" in columns and (income := read_income(cells[columns["income_rp"]])) is not None:
        yield "income_rp", income
    if "heir_phone" in columns and not is_blank(cells[columns["heir_phone"]]):
        raw = cells[columns["heir_phone"]]
        yield "heir_phone", read_phone(raw)[0] or cell_text(raw)


def _letters(columns: Mapping[str, int]) -> dict[str, str]:
    return {name: column_letters(column) for name, column in columns.items() if name not in {"number", "other"}}


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
