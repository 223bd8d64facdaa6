"""Makes the parameters that Payung ships: `.venv/bin/python bench/linking/ship.py`, after a change of the comparisons."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = 40_000
TRAINED_ON = "2026-11-23"


def main() -> None:
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]
    import registers
    from payung.gateways.linkage import model as models
    from payung.gateways.linkage.training import train
    from payung.matching.rules.identities import Written, records

    seed = registers.TUNING_SEEDS[0]
    made = registers.sized(rows=ROWS, seed=seed)
    written = zip(*(made.columns[name] for name in Written._fields), strict=True)
    version = f"shipped: tests/registers, {ROWS} rows, seed {seed}"
    model = train(records=records(map(Written._make, written)), version=version, trained_on=TRAINED_ON)
    target = Path(models.__file__).with_name("shipped.json")
    target.write_text(json.dumps(model.to_json(), indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
