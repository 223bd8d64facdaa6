"""What a made list is: sheets of lines, each line with what a check owes it, and the truth that follows from that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lists.making.codes import LEVELS, column_of
from lists.making.people import person

ON = "2026-11-02"
LETTERS = 26


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell with a formula, by what it shows: a fault such as `#REF!`, or a text."""

    shows: str


@dataclass(frozen=True, slots=True)
class Rich:
    """A cell whose text is written in two fonts."""

    parts: tuple[str, str]


Cell = str | int | float | date | Formula | Rich | None
Truth = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line that names a person, with the codes a check owes it.

    `may`: codes that the contract leaves open beside them. `one_of`: at least one of these. `status` None: left open.
    """

    cells: Mapping[str, Cell]
    codes: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    status: str | None = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """A line that is not a person: blank, total, repeated heading, signature."""

    values: tuple[Cell, ...] = ()


def row(
    n: int,
    *codes: str,
    may: tuple[str, ...] = (),
    one_of: tuple[str, ...] = (),
    facts: Mapping[str, object] | None = None,
    status: str | None = "",
    born: date | None = None,
    sex: str | None = None,
    region: str = "630206",
    serial: int | str | None = None,
    **cells: Cell,
) -> Row:
    """Person `n` as a line, with the named cells written otherwise; a changed cell's fact is owed only if given."""
    someone = person(n, born=born, sex=sex, region=region, serial=serial)
    clean: dict[str, Cell] = {
        "no": n,
        "nik": someone.nik,
        "kk_number": someone.kk_number,
        "name": someone.name,
        "sex": someone.sex,
        "birth_date": someone.birth.strftime("%d/%m/%Y"),
        "desa": someone.desa,
        "occupation": someone.occupation,
        "phone": someone.phone,
    }
    told = {"desa": "desa_code"}
    owed = {key: value for key, value in someone.facts().items() if key not in {told.get(c, c) for c in cells}}
    return Row(cells=clean | cells, codes=codes, may=may, one_of=one_of, facts=owed | dict(facts or {}), status=status)


COLUMNS: tuple[tuple[str, str], ...] = (
    ("no", "NO"),
    ("nik", "NIK"),
    ("kk_number", "NO. KK"),
    ("name", "NAMA LENGKAP"),
    ("sex", "L/P"),
    ("birth_date", "TANGGAL LAHIR"),
    ("desa", "DESA"),
    ("occupation", "PEKERJAAN"),
    ("phone", "NO HP"),
)


def without(*names: str) -> tuple[tuple[str, str], ...]:
    """The usual columns, some left out."""
    return tuple(column for column in COLUMNS if column[0] not in names)


def replaced(**headings: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The usual columns, a named one replaced by others."""
    return tuple(new for column in COLUMNS for new in headings.get(column[0], (column,)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: title lines, one or more header rows, then lines. `header` () means: no heading at all."""

    name: str = "DATA"
    columns: tuple[tuple[str, str], ...] = COLUMNS
    title: tuple[tuple[Cell, ...], ...] = ()
    lines: tuple[Row | Skip, ...] = ()
    header: tuple[tuple[Cell, ...], ...] | None = None
    merges: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last column, all from 1
    hidden: bool | str = False  # "very": not even Excel offers to show it
    withheld: bool = False  # a column is missing: its lines are not answered
    named: bool = True  # False: what this kind of file calls its sheets is open
    skipped_open: tuple[int, ...] = ()  # rows that may or may not stand in `skipped`
    unread: bool = False  # no heading that could be recognised

    def heads(self) -> tuple[tuple[Cell, ...], ...]:
        return (tuple(heading for _, heading in self.columns),) if self.header is None else self.header

    def table(self) -> list[tuple[Cell, ...]]:
        """All lines of the sheet as cells, from its first row."""
        body = [
            tuple(line.cells.get(key) for key, _ in self.columns) if isinstance(line, Row) else line.values
            for line in self.lines
        ]
        return [*self.title, *self.heads(), *body]

    def numbers(self) -> list[int]:
        """The number a person sees for each of `lines`: the physical line where the record starts."""
        seen, numbers = 1, []
        for index, cells in enumerate(self.table()):
            if index >= len(self.title) + len(self.heads()):
                numbers.append(seen)
            seen += 1 + (sum(str(cell).count("\n") for cell in cells) if self.name == "" else 0)
        return numbers

    def letter(self, key: str) -> str | None:
        for index, (name, _) in enumerate(self.columns):
            if name == key:
                return ("" if index < LETTERS else chr(ord("A") + index // LETTERS - 1)) + chr(
                    ord("A") + index % LETTERS
                )
        return None


OWN_KEYS = frozenset(
    [
        "nik",
        "kk_number",
        "name",
        "sex",
        "birth_date",
        "occupation",
        "phone",
        "birth_place",
        "mother_name",
        "marital_status",
        "address",
        "rt",
        "dusun",
        "postal_code",
        "email",
        "work_location",
        "work_hours",
        "income_rp",
        "heir_name",
        "heir_relation",
        "heir_phone",
    ]
)


def problem_truth(sheet: Sheet, number: int, code: str) -> Truth:
    """`CODE`, or `CODE@column` where the code alone does not say the column."""
    code, _, given = code.partition("@")
    column = given or column_of(code)
    answer: Truth = {"code": code, "level": LEVELS[code]}
    if column in OWN_KEYS:
        answer["field"] = column
    letter = sheet.letter(column) if column else None
    if letter and sheet.named:
        answer["cell"] = f"{letter}{number}"
    return answer


def status_of(codes: tuple[str, ...]) -> str:
    levels = {LEVELS[code.partition("@")[0]] for code in codes}
    return "error" if "error" in levels else "decision" if "decision" in levels else "ready"


def row_truth(sheet: Sheet, number: int, line: Row) -> Truth:
    columns = {key for key, _ in sheet.columns}
    told_elsewhere = {
        "sex",
        "birth_date",
        "occupation",
        "desa_code",
    }  # by the NIK, a heading, the sheet's name, an option
    facts = {key: value for key, value in line.facts.items() if key in columns | told_elsewhere}
    status = status_of(line.codes + line.one_of[:1]) if line.status == "" else line.status
    answer: Truth = {"sheet": sheet.name if sheet.named else None, "row": number, "status": status}
    answer["problems"] = [problem_truth(sheet, number, code) for code in line.codes]
    if line.may:
        answer["may"] = list(line.may)
    if line.one_of:
        answer["one_of"] = list(line.one_of)
    return answer | {"facts": facts}


def sheet_truth(sheet: Sheet) -> Truth:
    answer: Truth = {"name": sheet.name if sheet.named else None, "hidden": bool(sheet.hidden)}
    if sheet.withheld:
        return answer
    if sheet.unread:
        return answer | {"rows": 0}
    first = len(sheet.title) + 1
    numbers = sheet.numbers()
    answer["header_rows"] = list(range(first, first + len(sheet.heads())))
    answer["columns"] = {key: sheet.letter(key) for key, _ in sheet.columns if key in OWN_KEYS}
    answer["rows"] = sum(isinstance(line, Row) for line in sheet.lines)
    answer["skipped"] = [
        n
        for n, line in zip(numbers, sheet.lines, strict=True)
        if isinstance(line, Skip) and n not in sheet.skipped_open
    ]
    if sheet.skipped_open:
        answer["skipped_open"] = list(sheet.skipped_open)
    return answer


def rows_truth(sheets: tuple[Sheet, ...]) -> list[Truth]:
    return [
        row_truth(sheet, number, line)
        for sheet in sheets
        if not (sheet.withheld or sheet.unread)
        for number, line in zip(sheet.numbers(), sheet.lines, strict=True)
        if isinstance(line, Row)
    ]


def counts_truth(rows: list[Truth]) -> Truth:
    """The counts that the rows determine; those an open status or an open warning could move are left out."""
    counts: Truth = {"rows": len(rows)}
    if all(row["status"] is not None for row in rows):
        counts |= {status: sum(row["status"] == status for row in rows) for status in ("ready", "decision", "error")}
    open_codes = [code for row in rows for code in (*row.get("may", ()), *row.get("one_of", ()))]
    if not any(LEVELS[code.partition("@")[0]] == "warning" for code in open_codes):
        counts["with_warning"] = sum(any(p["level"] == "warning" for p in row["problems"]) for row in rows)
    return counts
