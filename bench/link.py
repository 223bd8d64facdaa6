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

import registers  # noqa: E402
from linking import costs, stored, table  # noqa: E402


def main() -> None:
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        told: dict[str, Any] = {"size": asked.size, "seeds": asked.seeds, "cores": os.cpu_count()}
        tuned = [_measured(home, size=asked.size, seed=seed) for seed in asked.tuning]
        at = table.thresholds(tuned)
        shown = [_measured(home, size=asked.size, seed=seed) for seed in asked.seeds]
        told["at_one_threshold"] = table.pairs_and_clusters(shown, at)
        told["decided"] = table.decisions(shown)
        del tuned
        spent = {size: _spent(home, size=size, asked=asked, shown=shown) for size in asked.sizes}
        told["costs"] = spent
        told["ratio_to_ordinary"] = {s: round(c["ours"]["cpu_s"] / c["ordinary"]["cpu_s"], 3) for s, c in spent.items()}
        told["growth"] = table.growth(spent)
        for name in () if asked.quick else ("linking/febrl.py", "door.py"):
            told[Path(name).stem] = costs.run([str(HERE / name)])
    print(json.dumps(told, indent=1))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=100_000, help="rows of the registers F1 is measured on")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="… cost")
    parser.add_argument("--seeds", type=int, nargs="+", default=[*registers.REPORTING_SEEDS])
    parser.add_argument("--tuning", type=int, nargs="+", default=[*registers.TUNING_SEEDS])
    parser.add_argument("--quick", action="store_true", help="small registers, two seeds, nothing beside")
    asked = parser.parse_args()
    if asked.quick:
        asked.size, asked.sizes = 10_000, [5_000, 10_000]
        asked.seeds, asked.tuning = [21, 22], asked.tuning[:1]
    return asked


def _spent(home: Path, *, size: int, asked: argparse.Namespace, shown: list[table.Measured]) -> dict[str, Any]:
    """What both engines took for a register of the size."""
    return shown[0].costs if size == asked.size else _measured(home, size=size, seed=asked.seeds[0]).costs


def _measured(home: Path, *, size: int, seed: int) -> table.Measured:
    """A register, written down, and both engines' answers to it."""
    made = registers.sized(rows=size, seed=seed)
    rows, answer = home / "rows.arrow", home / "answer.npz"
    stored.keep_register(made, rows)
    spent, answers = {}, {}
    for name in ("ours", "ordinary"):
        spent[name] = costs.engine(name, rows=rows, answer=answer)
        answers[name] = stored.answer(answer)
        print(f"{size} rows, seed {seed}, {name}: {spent[name]}", file=sys.stderr, flush=True)
    return table.Measured(made=made, costs=spent, **answers)


if __name__ == "__main__":
    main()
