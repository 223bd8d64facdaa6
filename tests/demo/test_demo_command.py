"""`payung demo` as it is typed, in processes of its own: a small kabupaten of eight workers."""

import json
import os
import socket
import subprocess
import sys
from contextlib import suppress

import pytest

KEYS = {"candidates", "ready", "decision", "error", "files", "desa", "workers", "marked", "as_owed", "seed"}
MONEY = {"sent", "accepted", "rejected", "dues", "billed_rp", "paid_rp", "differences", "trial_balance_rp"}


def demo(home, *words):
    environment = {**os.environ, "PAYUNG_HOME": str(home)}
    for name in ("PAYUNG_ENV", "PAYUNG_DB", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "payung.config.command", "demo", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    home = tmp_path_factory.mktemp("rumah")
    return home, demo(home, "--workers", "8", "--json")


class TestDemo:
    def test_answers_in_an_empty_home_with_the_counts_of_its_steps(self, built):
        home, ended = built
        assert ended.returncode == 0, ended.stderr
        counts = json.loads(ended.stdout)
        assert set(counts) >= KEYS | MONEY
        assert counts["trial_balance_rp"] == 0
        assert counts["billed_rp"] == counts["dues"] * 16_800 >= counts["paid_rp"] > 0
        assert counts["ready"] + counts["decision"] + counts["error"] == counts["candidates"] >= 8
        assert counts["as_owed"] == counts["files"]
        assert (home / "payung.sqlite3").exists()
        assert len(list((home / "demo" / "returned").rglob("*.xlsx"))) == counts["marked"] > 0

    def test_serves_what_is_there_and_builds_nothing_twice(self, built):
        home, first = built
        before = (home / "demo" / "result.json").stat().st_mtime_ns
        again = demo(home, "--workers", "9", "--json")
        assert json.loads(again.stdout) == json.loads(first.stdout)
        assert (home / "demo" / "result.json").stat().st_mtime_ns == before
        assert "Sesuai kunci jawaban" in demo(home, "--no-serve").stdout

    def test_refuses_to_rebuild_a_home_that_is_no_demo(self, tmp_path):
        (tmp_path / "payung.sqlite3").write_text("a real office")
        ended = demo(tmp_path, "--fresh", "--no-serve")
        assert (ended.returncode, ended.stdout) == (2, "")
        assert "bukan rumah demo" in ended.stderr
        assert (tmp_path / "payung.sqlite3").read_text() == "a real office"

    def test_says_kindly_that_the_port_is_taken_before_it_builds(self, tmp_path):
        with socket.socket() as door, suppress(OSError):  # taken already is as good
            door.bind(("127.0.0.1", 8000))
            door.listen()
            ended = demo(tmp_path, "--workers", "8")
            assert (ended.returncode, ended.stdout) == (2, "")
            assert "8000 sedang dipakai" in ended.stderr
            assert list(tmp_path.iterdir()) == []

    def test_refuses_a_number_of_workers_that_cannot_be(self, tmp_path):
        ended = demo(tmp_path, "--workers", "0", "--no-serve")
        assert (ended.returncode, ended.stdout) == (2, "")
        assert "antara 1 dan" in ended.stderr
