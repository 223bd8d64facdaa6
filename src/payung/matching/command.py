"""`payung link`: who is one human being in a list, or in two. No keys, no database, no settings. CONTRACTS says it exactly."""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from payung.intake.checking import CannotRun
from payung.intake.reading import read_people
from payung.matching.rules.deciding import ASK_BITS, JOIN_BITS
from payung.matching.rules.pairs import Verdict

if TYPE_CHECKING:  # DuckDB and Splink take longer to load than arguments to read
    from payung.gateways.linkage.model import Model
    from payung.gateways.linkage.pairs import Pairs
    from payung.matching.lists import Engine, Linked
    from payung.matching.pictures.pairs import Step

_WITA = timedelta(hours=8)
_EVERY_PAIR = -1e9  # bits
_HEADING = ("id_a", "id_b", "weight", "cluster", "decision")
_SHOWN = 10
_WORDS = {Verdict.JOIN: "satu orang", Verdict.ASK: "perlu ditanyakan", Verdict.APART: "dua orang"}


class _OneLine(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> NoReturn:
        raise CannotRun(message)


def main(argv: list[str]) -> int:
    """Run the command: 0 answered, 2 could not run (one line on standard error)."""
    try:
        _link(_parser().parse_args(argv))
    except (CannotRun, OSError) as fault:
        reason = f"{fault.filename}: {fault.strerror}" if isinstance(fault, OSError) and fault.filename else str(fault)
        sys.stderr.write(f"payung link: {' '.join(reason.split())}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(
        prog="payung link", description="Mencari siapa yang satu orang di satu atau dua daftar.", allow_abbrev=False
    )
    parser.add_argument("file", type=Path, metavar="A")
    parser.add_argument("other", type=Path, metavar="B", nargs="?", help="hanya pasangan antara A dan B")
    parser.add_argument("--csv", action="store_true", help="jawab dengan CSV")
    parser.add_argument("--all", action="store_true", help="juga pasangan yang dibiarkan terpisah")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="tulis gambar bobot ke folder ini")
    return parser


def _link(options: argparse.Namespace) -> None:
    from payung.matching import lists

    engine = _engine(options.engine)
    today = (datetime.now(UTC) + _WITA).date()
    files = [options.file, *([options.other] if options.other else [])]
    read = [lists.listed(read_people(path=path, on=today)) for path in files]
    model = lists.model_of(read, trained_on=today.isoformat())
    floor_bits = _EVERY_PAIR if options.all else ASK_BITS
    answer = lists.linked(lists=read, engine=engine, model=model, floor_bits=floor_bits)
    if options.pictures:
        _draw(answer.pairs, model, options.pictures)
    told = [row for row in answer.rows if options.all or row.decision is not Verdict.APART]
    if options.csv:
        _write_csv(told)
    else:
        _say(told, people=sum(map(len, read)))


def _engine(name: str) -> "Engine":
    """DuckDB, or Spark where it is installed."""
    if name == "duckdb":
        from payung.gateways.linkage import predicting

        return predicting
    try:
        import payung.gateways.linkage.spark as spark
    except ImportError as fault:
        raise CannotRun(f"Spark is not installed ({fault.name}): pip install 'payung[spark]', and Java 17") from fault
    return spark


def _write_csv(rows: Iterable["Linked"]) -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(_HEADING)
    for row in rows:
        cluster = "" if row.cluster is None else row.cluster
        out.writerow((row.id_a, row.id_b, f"{row.weight:.2f}", cluster, row.decision))
    sys.stdout.flush()


def _say(rows: Sequence["Linked"], *, people: int) -> None:
    counts = Counter(row.decision for row in rows)
    lines = [
        f"{people} orang dibaca",
        f"  {counts[Verdict.JOIN]:>7} pasangan satu orang",
        f"  {counts[Verdict.ASK]:>7} pasangan perlu ditanyakan",
        *(f"  {row.weight:>7.2f} {row.id_a} = {row.id_b} ({_WORDS[row.decision]})" for row in rows[:_SHOWN]),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def _draw(pairs: "Pairs", model: "Model", folder: Path) -> None:
    from payung.matching.pictures.files import write_pictures

    write_pictures(
        folder=folder,
        weights=pairs.weight,
        blocks=pairs.blocks,
        ask_bits=ASK_BITS,
        join_bits=JOIN_BITS,
        steps=_steps(pairs, model),
    )


def _steps(pairs: "Pairs", model: "Model") -> list["Step"]:
    """Of the pair nearest to the line between asking and joining, as an example."""
    import numpy as np

    from payung.gateways.linkage.explaining import parts
    from payung.matching.pictures.pairs import Step

    if not len(pairs):
        return []
    at = int(np.argmin(np.abs(pairs.weight - JOIN_BITS)))
    told = parts(model, pairs.gammas[at].tolist(), weight=float(pairs.weight[at]))
    return [Step(part.comparison, part.level.replace("_", " "), part.bits) for part in told]
