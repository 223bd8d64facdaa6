"""`payung docs`: writes `docs/reference/{rules,parameters,states,problems}.md` from the code, or with `--check` sees they are fresh.

Rules come from docstrings that name their source of law, parameters from the files of law, states from the tables of
steps, problems from the catalogues.
The pages depend on nothing but the code: the same code writes the same bytes.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

from payung.intake.rules.problems import CATALOGUE as CHECK_PROBLEMS
from payung.law.dated import Bracket, Dated, DisabilityRow, Row, SchoolLevel, Tier
from payung.law.loader import FILES, load
from payung.law.problems import CATALOGUE as CASE_PROBLEMS
from payung.shared.money import grouped

CODE = Path(__file__).parent.parent
LABELS = ("Source", "Unit", "Edge", "Cells")
LABEL = re.compile(rf"(?:^|\s+)({'|'.join(LABELS)}):\s+")
WRITTEN = "Written by `payung docs` from the code. Change the code, then run it again."


def main(argv: list[str]) -> int:
    """Write the reference, or check it: 0 done or fresh, 1 stale; the parser itself leaves with 2 on bad arguments."""
    parser = argparse.ArgumentParser(prog="payung docs", description="Write docs/reference from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; leave with 1 if a page is stale")
    parser.add_argument("--out", type=Path, default=Path("docs/reference"), metavar="FOLDER")
    wanted = parser.parse_args(argv)
    stale = [name for name, text in pages().items() if _read(wanted.out / name) != text]
    if wanted.check:
        for name in stale:
            sys.stderr.write(f"{wanted.out / name} is stale: run `payung docs` and commit it.\n")
        return 1 if stale else 0
    wanted.out.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (wanted.out / name).write_text(pages()[name], "utf-8")
    sys.stdout.write(f"{len(stale)} of {len(pages())} pages written to {wanted.out}\n")
    return 0


def pages() -> dict[str, str]:
    """Every page of the reference by its file name."""
    return {
        "rules.md": rules_page(),
        "parameters.md": parameters_page(),
        "states.md": states_page(),
        "problems.md": problems_page(),
    }


def rules_page() -> str:
    """Each rule that names its source of law, room by room, with sentence, source, unit and edge."""
    lines = ["# Rules", "", WRITTEN, "A rule stands here if its docstring names its source.", ""]
    for path in sorted(CODE.glob("*/**/*.py")):
        found = [] if "tests" in path.parts else list(_rules_in(path))
        if not found:
            continue
        lines += [f"## {'.'.join(('payung', *path.relative_to(CODE).with_suffix('').parts))}", ""]
        for name, docstring in found:
            lines += [f"### {name}", "", *_told(docstring), ""]
    return _page(lines)


def parameters_page() -> str:
    """Each number of law with its biography."""
    lines = [
        "# Parameters of law",
        "",
        WRITTEN,
        "⚠ marks what is second-hand and waits to be held against the print.",
        "",
    ]
    for name in FILES:
        law = load(name)
        lines += [f"## {law.file}", "", f"sha256 of its content: `{law.hash}`", ""]
        for key, periods in law.values.items():
            lines += [f"### {key}", "", *_periods(periods), *_rows(periods)]
    return _page(lines)


def states_page() -> str:
    """Each machine of states: from where, by which event, to where, who may, and why."""
    lines = ["# States", "", WRITTEN, "What does not stand here cannot happen.", ""]
    head = ("from", "event", "to", "who", "because")
    for path in sorted(CODE.glob("*/states.py")):
        module = import_module(f"payung.{path.parent.name}.states")
        tables = {name: steps for name, steps in vars(module).items() if _is_table(name, steps)}
        kinds = [type(steps[0].from_).__name__ for steps in tables.values()]
        for (name, steps), kind in zip(tables.items(), kinds, strict=True):
            rows = [(str(step.from_), _event(step), _to(step), _who(step.who), step.because) for step in steps]
            of = f" {name.removesuffix('_STEPS')}" if kinds.count(kind) > 1 else ""
            lines += [f"## payung.{path.parent.name}: {kind}{of}", "", *_table(head, rows)]
    return _page(lines)


def _is_table(name: str, steps: object) -> bool:
    """Tables of tables are left out: each of theirs stands there by itself."""
    return (name == "STEPS" or name.endswith("_STEPS")) and isinstance(steps, tuple)


def _event(step: Any) -> str:
    """With the kinds of event for which alone the step exists (claims)."""
    of: frozenset[StrEnum] = getattr(step, "of", frozenset())
    whole = not of or of == frozenset(type(min(of)))
    return str(step.event) if whole else f"{step.event} ({', '.join(sorted(of))})"


def _to(step: Any) -> str:
    """With the scheme that a claim is of afterwards."""
    return f"{step.scheme} {step.to}" if hasattr(step, "scheme") else str(step.to)


def _who(role: object) -> str:
    """One role, or several as people would say them."""
    return " or ".join(sorted(map(str, role))) if isinstance(role, frozenset | tuple | set) else str(role)


def problems_page() -> str:
    """Each problem code with its level, when it is told, its message and what to do next."""
    lines = ["# Problems", "", WRITTEN, "Words in braces are filled in; `{sel}` is the cell.", ""]
    head = ("code", "level", "when", "message", "what to do")
    check = [(entry.code, entry.level, entry.about, entry.message, entry.remedy) for entry in CHECK_PROBLEMS.values()]
    cases = [(entry.code, entry.level, entry.about, entry.message, entry.remedy) for entry in CASE_PROBLEMS.values()]
    lines += ["## Of a list (`payung check`)", "", *_table(head, check)]
    lines += ["## Of a case (`payung contribution`, `payung cover`, `payung benefit`)", "", *_table(head, cases)]
    return _page(lines)


def _rules_in(path: Path) -> Iterator[tuple[str, str]]:
    """Read, not imported: the reference needs no Django."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            docstring = ast.get_docstring(node) or ""
            if "Source:" in docstring:
                yield node.name, docstring


def _told(docstring: str) -> list[str]:
    """The sentences, then a line for each of source, unit, edge and cells."""
    sentences, *labelled = LABEL.split(docstring)
    told = [re.sub(r"\s*\n\s*", " ", part) for part in sentences.strip().split("\n\n")]
    pairs = zip(labelled[::2], labelled[1::2], strict=True)
    facts = [f"- {label}: {' '.join(text.split())}" for label, text in pairs]
    return [*"\n\n".join(told).split("\n"), "", *facts]


def _periods(periods: Iterable[Dated]) -> list[str]:
    head = ("value", "unit", "from", "to", "regulation, article", "source", "verify", "note")
    rows = [
        (
            _value(period),
            period.unit,
            str(period.from_date),
            str(period.to_date or ""),
            f"{period.regulation}, {period.article}",
            period.source,
            _verify(period.verify),
            period.note,
        )
        for period in periods
    ]
    return _table(head, rows)


def _value(period: Dated) -> str:
    match period.value:
        case Fraction() as share:
            return f"{share * 100} %"
        case int() as number:
            return grouped(number)
        case str() as rule:
            return rule
        case tuple() as rows:
            return f"{len(rows)} rows, below"
        case words:
            return ", ".join(f"{word}: {answer}" for word, answer in words.items())


def _rows(periods: Iterable[Dated]) -> list[str]:
    """The rows of values that are tables, period by period."""
    lines = []
    for period in periods:
        if isinstance(period.value, tuple):
            head, cells = ROW_HEADS[type(period.value[0])], [_row(row) for row in period.value]
            lines += [f"From {period.from_date}:", "", *_table(head, cells)]
    return lines


ROW_HEADS = {
    Bracket: ("row", "lower bound, rupiah", "printed upper bound", "base", "JKK", "verify"),
    DisabilityRow: ("row", "part", "percent", "counts", "left-handed: as", "verify"),
    Tier: ("first month", "last month", "percent of the base income"),
    SchoolLevel: ("level", "rupiah a year", "years at most"),
}


def _row(row: Row) -> tuple[str, ...]:
    match row:
        case Bracket():
            upper = "" if row.upper_rp is None else grouped(row.upper_rp)
            sums = (grouped(row.lower_rp), upper, grouped(row.base_rp), grouped(row.jkk_rp))
            return (str(row.row), *sums, _verify(row.verify))
        case DisabilityRow():
            percent = f"{float(row.percent):g}" + (f" to {float(row.percent_to):g}" if row.is_range else "")
            counts = "per whole ten" if row.per_ten else "doctor's figure" if row.is_range else ""
            return (row.row, row.part, percent, counts, row.other_hand or "", _verify(row.verify))
        case Tier():
            return (str(row.first_month), str(row.last_month or ""), str(row.percent))
        case SchoolLevel():
            return (row.level, grouped(row.rp_a_year), str(row.years))


def _verify(waits: bool) -> str:
    return "⚠" if waits else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *rows]
    return [*(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines), ""]


def _page(lines: list[str]) -> str:
    return "\n".join(lines).strip() + "\n"


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None
