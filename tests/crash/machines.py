"""The Hypothesis machines of the books, of membership and of claims, with many more steps than `make test` has time for."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

NAME = "machines"
ORACLES = ("ledger_oracle", "membership_oracle", "claims_oracle")


def run(engine: str, *, steps: int) -> dict[str, Any]:
    """What came of them on this engine, as of a harness. `outcome` is `once` where no machine left its model."""
    began = time.monotonic()
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(str(tests / name) for name in ORACLES)],
        env=os.environ | {"PAYUNG_MACHINE_STEPS": str(steps), "PAYUNG_TEST_ENGINE": engine, "PAYUNG_TEST_DRAWS": "new"},
        cwd=tests.parent,
        stdout=subprocess.PIPE,
        text=True,
    )
    last = done.stdout.strip().splitlines()
    return {
        "harness": NAME,
        "engine": engine,
        "machines": list(ORACLES),
        "steps": steps,
        "wrong": [] if done.returncode == 0 else last[-3:],
        "outcome": "broken" if done.returncode else "once",
        "seconds": round(time.monotonic() - began),
    }
