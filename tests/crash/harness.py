"""How a harness is called: a few words in, its outcome as one line of JSON out, 1 where something was wrong.

    python -m crash.harness imports --kills 5 [--fault "checkpoint dropped"]

It works in the house of this environment (PAYUNG_HOME, PAYUNG_DB), which has to be migrated and empty.
"""

import argparse
import json
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from crash import cluster
from crash.wanted import Wanted

HARNESSES = ("imports", "decrees", "answers", "bills", "payments", "claims", "races", "jobs")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("harness", choices=HARNESSES)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=4500)
    parser.add_argument("--seed", type=int, default=63)
    parser.add_argument("--fault", default="")
    said = vars(parser.parse_args())
    told = rehearsed(said.pop("harness"), **said)
    print(json.dumps(told), flush=True)
    return 0 if told["outcome"] == "once" else 1


def rehearsed(name: str, *, fault: str, **said: int) -> dict[str, object]:
    """What came of it. `outcome` is `once` where nothing was doubled, lost, oversold or self-approved."""
    from django.db import connection

    import crash.ready  # noqa: F401 -- before anything that needs Django

    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="payung-crash-lists-") as folder:
        found = import_module(f"crash.{name}").rehearse(Wanted(fault=fault, folder=Path(folder), **said))
    return {
        "harness": name,
        "engine": "cluster" if cluster.of_this_house() else connection.vendor,
        **({"fault": fault} if fault else {}),
        **found,
        "outcome": "broken" if found["wrong"] else "once",
        "seconds": round(time.monotonic() - began),
    }


if __name__ == "__main__":
    sys.exit(main())
