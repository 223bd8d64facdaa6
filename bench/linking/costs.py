"""A command in a process of its own: what it says, and what it took."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def run(command: Sequence[str]) -> dict[str, Any]:
    """The JSON it prints, with CPU seconds and peak memory of that process and those it waited for."""
    with tempfile.TemporaryFile("w+") as out:
        child = subprocess.Popen([sys.executable, *command], stdout=out)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}")
        out.seek(0)
        said = out.read()
        told: dict[str, Any] = json.loads(said[said.index("{") :])
    return told | {"cpu_s": round(used.ru_utime + used.ru_stime, 2), "peak_mb": used.ru_maxrss // 1024}


def engine(name: str, *, rows: Path, answer: Path) -> dict[str, Any]:
    return run([str(HERE / "alone.py"), name, str(rows), str(answer)])
