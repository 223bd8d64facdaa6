"""Our own commands in the demo's home: each in a process that finds that home's keys and database."""

import json
import os
import subprocess
import sys
from pathlib import Path

from payung.config.demo.clock import TODAY
from payung.config.environment import DEVELOPMENT
from payung.config.keys import make_keys

PAYUNG = (sys.executable, "-m", "payung.config.command")
DEMO = (sys.executable, "-m", "payung.config.demo")


def at_home(home: Path) -> dict[str, str]:
    """The environment of our own commands. A demo is served without HTTPS, on this machine only, in its own time."""
    return {**os.environ, "PAYUNG_ENV": DEVELOPMENT, "PAYUNG_HOME": str(home), "PAYUNG_TODAY": TODAY.isoformat()}


def build(*, home: Path, workers: int, seed: int) -> None:
    """Keys, tables and the whole year are there. Raises CalledProcessError."""
    make_keys(home)
    subprocess.run([*PAYUNG, "migrate", "--verbosity", "0"], check=True, env=at_home(home))
    subprocess.run([*DEMO, "build", str(workers), str(seed)], check=True, env=at_home(home))


def new_accounts(home: Path) -> list[tuple[str, str, str]]:
    """Role, name and new password of every demo account."""
    ended = subprocess.run([*DEMO, "accounts"], check=True, env=at_home(home), stdout=subprocess.PIPE, text=True)
    return [(role, name, password) for role, name, password in json.loads(ended.stdout)]
