"""A case: one file, the arguments it is checked with, and the truth written beside it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lists.making.layout import COLUMNS, ON, Cell, Row, Sheet, Skip, Truth, counts_truth, rows_truth, sheet_truth
from lists.making.writing import written

Writer = Callable[[Path, tuple[Sheet, ...]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`name` is that of the truth; the file is `name.ext` unless another case's `file` is asked again.

    `problems` are owed at the top of the answer, `never` must not stand there, `may_problems` may, `nowhere` must stand
    nowhere. `anywhere` must stand somewhere, at the top or on a row. `rows_open`: the rows are not compared.
    """

    name: str
    ext: str = "csv"
    edge: str
    sheets: tuple[Sheet, ...] = ()
    writer: Writer = written
    file: str | None = None
    arguments: tuple[str, ...] = ("--on", ON)
    problems: tuple[Mapping[str, str], ...] = ()
    may_problems: tuple[str, ...] = ()
    never: tuple[Mapping[str, str], ...] = ()
    anywhere: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    messages: Mapping[str, str] = field(default_factory=dict)  # "CODE@row" -> words the message or remedy must hold
    rows_open: bool = False
    sheets_open: bool = False
    open: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        return self.file or f"{self.name}.{self.ext}"

    def truth(self) -> Truth:
        rows = rows_truth(self.sheets)
        answer: Truth = {"file": self.file_name, "edge": self.edge, "arguments": list(self.arguments)}
        if not self.sheets_open:
            answer["sheets"] = [sheet_truth(sheet) for sheet in self.sheets]
        answer["problems"] = [dict(problem) for problem in self.problems]
        for key in ("may_problems", "never", "anywhere", "nowhere", "open"):
            if getattr(self, key):
                answer[key] = [dict(item) if isinstance(item, Mapping) else item for item in getattr(self, key)]
        if self.messages:
            answer["messages"] = dict(self.messages)
        if not self.rows_open:
            answer |= {"counts": counts_truth(rows), "rows": rows}
        return answer

    def write(self, folder: Path) -> None:
        if self.file is None:
            self.writer(folder / self.file_name, self.sheets)
        text = json.dumps(self.truth(), ensure_ascii=False, indent=1) + "\n"
        (folder / "truth" / f"{self.name}.json").write_text(text, encoding="utf-8")


def listed(
    name: str,
    edge: str,
    *lines: Row | Skip,
    ext: str = "csv",
    columns: tuple[tuple[str, str], ...] = COLUMNS,
    title: tuple[tuple[Cell, ...], ...] = (),
    merges: tuple[tuple[int, int, int, int], ...] = (),
    **rest: Any,
) -> Case:
    """A case of one sheet, as most are."""
    text = ext in {"csv", "tsv", "txt"}
    sheet = Sheet(
        name="" if text else "DATA", columns=columns, title=title, lines=lines, merges=merges, named=ext != "docx"
    )
    return Case(name=name, ext=ext, edge=edge, sheets=(sheet,), **rest)
