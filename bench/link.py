"""Linkage beside Splink's ordinary configuration: how right, how dear, how it grows. One run, the same data.

    make bench-link                               (installs requirements/link.txt first)
    python bench/link.py --quick                  (small, to see that it runs)

Thresholds are chosen on the tuning seeds of tests/registers and carried over to the reporting seeds. Each engine runs in
a process of its own. The door's figures come from bench/door.py, FEBRL's from bench/linking/febrl.py.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE)]  # the invented registers, not bench/registers.py

BESIDE = {"febrl": "linking/febrl.py", "door": "door.py"}

import registers  # noqa: E402
from linking import costs, stored, table  # noqa: E402


def main() -> None:
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        told: dict[str, Any] = {"size": asked.size, "seeds": asked.seeds, "cores": os.cpu_count()}
        for name in asked.beside:
            told[name] = costs.run([str(HERE / BESIDE[name])])
        tuned = [_measured(home, size=asked.size, seed=seed) for seed in asked.tuning]
        at = table.thresholds(tuned)
        shown = [_measured(home, size=asked.size, seed=seed) for seed in asked.seeds]
        told["at_one_threshold"] = table.pairs_and_clusters(shown, at)
        told["decided"] = table.decisions(shown)
        del tuned
        spent = {size: _spent(home, size=size, seed=asked.seeds[0]) for size in asked.sizes}
        told["costs"] = spent
        told["ratio_of_cpu"] = {size: table.ratios(cost) for size, cost in spent.items()}
        told["growth"] = table.growth(spent)
    print(json.dumps(told, indent=1))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=100_000, help="rows of the registers F1 is measured on")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="… cost")
    parser.add_argument("--seeds", type=int, nargs="+", default=[*registers.REPORTING_SEEDS])
    parser.add_argument("--tuning", type=int, nargs="+", default=[*registers.TUNING_SEEDS])
    parser.add_argument("--beside", nargs="*", choices=BESIDE, default=[*BESIDE], help="what else is measured, first")
    parser.add_argument("--quick", action="store_true", help="small registers, two seeds, nothing beside")
    asked = parser.parse_args()
    if asked.quick:
        asked.size, asked.sizes = 10_000, [5_000, 10_000]
        asked.seeds, asked.tuning, asked.beside = [21, 22], asked.tuning[:1], []
    return asked


def _spent(home: Path, *, size: int, seed: int) -> dict[str, Any]:
    """What a register of the size costs each engine."""
    return _measured(home, size=size, seed=seed, engines=("ours", "ordinary", "ordinary_as_advised")).costs


def _measured(home: Path, *, size: int, seed: int, engines: tuple[str, ...] = ("ours", "ordinary")) -> table.Measured:
    """A register, written down, and the engines' answers to it."""
    made = registers.sized(rows=size, seed=seed)
    rows, answer = home / "rows.arrow", home / "answer.npz"
    stored.keep_register(made, rows)
    spent, answers = {}, {}
    for name in engines:
        spent[name] = costs.engine(name, rows=rows, answer=answer)
        answers[name] = stored.answer(answer)
        print(f"{size} rows, seed {seed}, {name}: {spent[name]}", file=sys.stderr, flush=True)
    return table.Measured(made=made, costs=spent, ours=answers["ours"], ordinary=answers["ordinary"])


if __name__ == "__main__":
    main()
