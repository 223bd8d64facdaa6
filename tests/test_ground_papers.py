"""What the papers promise: the commands they name exist, and nothing of the machine they were written on stays in them."""

import re
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]
MACHINE = re.compile(
    r"https?://[^\s)\"]*(?:/simple/|/packages/[0-9a-f]{2}/)|(?:pypi|pythonhosted|npmjs)\.(?:org|com)"
    r"|(?<![\w.$}/])/(?:wor[k]|roo[t]|hom[e]/\w+|tm[p])/\w"
)


def tracked_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=TOP, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.splitlines() if (TOP / name).is_file()]


class TestTrackedFiles:
    def test_name_no_registry_and_no_path_of_a_machine(self):
        found = {
            name: hit.group()
            for name in tracked_files()
            if (hit := MACHINE.search((TOP / name).read_bytes().decode("utf-8", "ignore")))
        }
        assert found == {}

    @pytest.mark.parametrize(
        "text",
        ["--index-url https://mirror.example" + "/simple/", "see /" + "work/main", "at files.pythonhosted" + ".org"],
    )
    def test_would_be_seen_to(self, text):
        assert MACHINE.search(text)


class TestReadme:
    def test_begins_with_the_two_commands(self):
        begins = (TOP / "README.md").read_text()[:200]
        assert begins.index("make demo") < begins.index("make test")

    @pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md"])
    def test_names_only_targets_that_exist(self, paper):
        targets = set(re.findall(r"^([a-z]+):", (TOP / "Makefile").read_text(), re.MULTILINE))
        assert set(re.findall(r"(?:`|^)make ([a-z]+)", (TOP / paper).read_text(), re.MULTILINE)) <= targets

    def test_names_only_paths_that_exist(self):
        named = re.findall(r"`((?:src|docs|tests)/[\w./-]+)", (TOP / "README.md").read_text())
        assert [path for path in named if not (TOP / path).exists()] == []
