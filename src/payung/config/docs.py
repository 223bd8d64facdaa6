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
from fractions import Fraction
from importlib import import_module
from pathlib import Path

from payung.intake.rules.problems import CATALOGUE as CHECK_PROBLEMS
from payung.law.dated import Dated, Law
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
            lines += [f"### {key}", "", *_periods(periods), *_brackets(law, key)]
    return _page(lines)


def states_page() -> str:
    """Each machine of states: from where, by which event, to where, who may, and why."""
    lines = ["# States", "", WRITTEN, "What does not stand here cannot happen.", ""]
    head = ("from", "event", "to", "who", "because")
    for path in sorted(CODE.glob("*/states.py")):
        module = import_module(f"payung.{path.parent.name}.states")
        for name in [name for name in vars(module) if name == "STEPS" or name.endswith("_STEPS")]:
            steps = getattr(module, name)
            rows = [(str(step.from_), str(step.event), str(step.to), _who(step.who), step.because) for step in steps]
            kind = type(steps[0].from_).__name__
            lines += [f"## payung.{path.parent.name}: {kind}", "", *_table(head, rows)]
    return _page(lines)


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
    lines += ["## Of a case (`payung contribution`, `payung cover`)", "", *_table(head, cases)]
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
            "⚠" if period.verify else "",
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
        case tuple() as rows:
            return f"{len(rows)} rows, below"
        case words:
            return ", ".join(f"{word}: {answer}" for word, answer in words.items())


def _brackets(law: Law, key: str) -> list[str]:
    lines = []
    for period in law.values[key]:
        if isinstance(period.value, tuple):
            rows = [
                (
                    str(row.row),
                    grouped(row.lower_rp),
                    "" if row.upper_rp is None else grouped(row.upper_rp),
                    grouped(row.base_rp),
                    grouped(row.jkk_rp),
                    "⚠" if row.verify else "",
                )
                for row in period.value
            ]
            head = ("row", "lower bound, rupiah", "printed upper bound", "base", "JKK", "verify")
            lines += [f"From {period.from_date}:", "", *_table(head, rows)]
    return lines


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *rows]
    return [*(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines), ""]


def _page(lines: list[str]) -> str:
    return "\n".join(lines).strip() + "\n"


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None
