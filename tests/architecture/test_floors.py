"""The import contracts of pyproject.toml hold, and each is seen to break when someone breaks it."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
HOUSE = TOP / "src" / "payung"
CONTRACTS = tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def lint(top: Path, source: Path, contract: str) -> subprocess.CompletedProcess[str]:
    words = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as lint; lint()",
        "--no-cache",
        "--contract",
        contract,
    ]
    return subprocess.run(words, cwd=top, env=os.environ | {"PYTHONPATH": str(source)}, capture_output=True, text=True)


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of the house in which a wall may be broken."""
    top = tmp_path_factory.mktemp("house")
    shutil.copytree(HOUSE, top / "src" / "payung", ignore=shutil.ignore_patterns("__pycache__", "data", "*.yaml"))
    shutil.copy(TOP / "pyproject.toml", top)
    return top


class TestContract:
    @pytest.mark.parametrize(
        ("contract", "module", "line"),
        [
            ("floors", "shared/money.py", "import payung.law"),
            ("floors", "law/rate.py", "import payung.regions"),
            ("floors", "unheard_of/__init__.py", ""),
            ("roles", "jobs/queries.py", "import payung.jobs.actions"),
            ("roles", "intake/rules/planted.py", "import payung.intake.check"),
            ("purity", "intake/rules/planted.py", "from django.db import connection"),
            ("purity", "jobs/states.py", "import time"),
            ("purity", "shared/money.py", "from pathlib import Path"),
            ("purity", "law/planted.py", "import sqlite3"),
            ("models-jobs", "desk/planted.py", "from payung.jobs.models import Checkpoint"),
        ],
    )
    def test_breaks_when_it_is_broken(self, copy, contract, module, line):
        path = copy / "src" / "payung" / module
        before = path.read_text() if path.exists() else None
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{before or ''}\n{line}\n")
        try:
            ended = lint(copy, copy / "src", contract)
        finally:
            path.unlink() if before is None else path.write_text(before)
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
        assert ended.returncode == 1, ended.stdout + ended.stderr
        assert "BROKEN" in ended.stdout

    def test_is_there_for_every_room_with_tables(self):
        rooms = {
            path.relative_to(HOUSE).parts[0] for path in [*HOUSE.glob("*/models.py"), *HOUSE.glob("*/models/*.py")]
        }
        assert rooms == {
            contract["protected_modules"][0].split(".")[1] for contract in CONTRACTS if contract["type"] == "protected"
        }


def pure_modules() -> list[Path]:
    rules = [*HOUSE.glob("*/rules.py"), *HOUSE.glob("*/rules/**/*.py"), *HOUSE.glob("*/states.py")]
    law = [path for path in (HOUSE / "law").glob("*.py") if path.name != "loader.py"]
    return sorted([*rules, *law, *(HOUSE / "shared").glob("*.py")])


ASKS_THE_WORLD = {"now", "utcnow", "today", "open", "read_text", "write_text", "read_bytes", "write_bytes"}


def questions_to_the_world(source: str) -> list[str]:
    """Calls by which a rule would ask a clock or a file: what an import contract cannot see."""
    called = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = [
        function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "") for function in called
    ]
    return [name for name in names if name in ASKS_THE_WORLD]


class TestRules:
    @pytest.mark.parametrize("path", pure_modules(), ids=lambda path: str(path.relative_to(HOUSE)))
    def test_ask_neither_clock_nor_file(self, path):
        assert questions_to_the_world(path.read_text()) == []

    @pytest.mark.parametrize("source", ["datetime.now()", "date.today()", "open('x')", "files('x').read_text()"])
    def test_are_seen_when_they_do(self, source):
        assert questions_to_the_world(source)
