"""The child process: whatever kills it, the parent has an answer or a refusal, and nothing runs on."""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from payung.gateways.spreadsheets import child
from payung.gateways.spreadsheets.child import Limits
from payung.gateways.spreadsheets.inspection import Refusal

MIB = 2**20
SMALL = Limits(memory_bytes=400 * MIB, cpu_seconds=1)
REPEAT = "import json, sys\nsys.stdout.write(json.dumps(json.load(sys.stdin)))\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    refusal: Refusal | None
    answer: bytes

    @property
    def code(self) -> str | None:
        return self.refusal.code if self.refusal else None


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs the given lines as the child's module."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def ended(lines, request=None, on_progress=None, limits=Limits()):  # noqa: B008
        (tmp_path / "anak.py").write_text(lines)
        with tempfile.TemporaryFile() as answer:
            refusal = child.run(
                module="anak", request=request or {}, answer=answer, on_progress=on_progress, limits=limits
            )
            answer.seek(0)
            return Ended(refusal=refusal, answer=answer.read())

    return ended


class TestRun:
    def test_gives_the_request_and_takes_the_answer(self, run):
        request = {"file": "Daftar ä.xlsx", "limits": [1, 2]}
        ended = run(REPEAT, request)
        assert (ended.refusal, json.loads(ended.answer)) == (None, request)

    def test_gives_a_request_larger_than_a_pipe_while_the_child_talks(self, run):
        talk = "import sys\nsys.stderr.write('x' * 300_000 + '\\n')\n"
        request = {"members": ["6302065201800003"] * 50_000}
        assert json.loads(run(talk + REPEAT, request).answer) == request

    def test_does_not_mind_a_child_that_wants_no_request(self, run):
        lines = "import os, time\nos.close(0)\ntime.sleep(0.3)\nprint('selesai')"
        assert run(lines, {"members": "6" * 500_000}).answer == b"selesai\n"

    def test_passes_progress_on_and_nothing_else(self, run):
        seen = []
        lines = "import sys\nfor n in (1, 2):\n    print('progress', n, 9, file=sys.stderr)\n    print('progress x', file=sys.stderr)\n"
        run(lines, on_progress=lambda done, total: seen.append((done, total)))
        assert seen == [(1, 9), (2, 9)]

    def test_keeps_little_of_a_child_that_shouts_without_end_of_line(self, run):
        assert run("import sys\nfor _ in range(2000):\n    sys.stderr.write('x' * 100_000)\n").code is None

    @pytest.mark.parametrize(
        ("death", "code"),
        [
            ("x = 'x' * 500_000_000", "FILE_TOO_LARGE"),
            ("import os; os.abort()", "FILE_TOO_LARGE"),
            ("while True: pass", "FILE_TOO_LARGE"),
            ("import os; os.kill(os.getpid(), 9)", "FILE_TOO_LARGE"),
            ("import os; os.kill(os.getpid(), 11)", "FILE_UNREADABLE"),
            ("import sys; sys.exit(3)", "FILE_UNREADABLE"),
            ("raise ValueError", "FILE_UNREADABLE"),
            ("raise KeyboardInterrupt", "FILE_UNREADABLE"),
            ("def f(): f()\nf()", "FILE_UNREADABLE"),
            ("import payung.tidak_ada", "FILE_UNREADABLE"),
        ],
        ids=["memory", "abort", "cpu", "killed", "segfault", "exit", "fault", "interrupt", "recursion", "import"],
    )
    def test_refuses_when_the_child_dies_of(self, run, death, code):
        assert run(death, limits=SMALL).code == code

    def test_ends_a_child_that_only_sleeps(self, run):
        assert run("import time; time.sleep(600)", limits=SMALL).code == "FILE_TOO_LARGE"

    def test_ends_a_child_that_closed_its_mouth_and_sleeps(self, run):
        assert run("import os, time; os.close(2); time.sleep(600)", limits=SMALL).code == "FILE_TOO_LARGE"

    def test_leaves_no_grandchild_behind(self, run, tmp_path):
        lines = (
            "import os, sys, time\npid = os.fork()\nif pid == 0:\n    time.sleep(600)\n"
            "sys.stdout.write(str(pid))\nsys.stdout.flush()\nos._exit(0)\n"
        )
        grandchild = int(run(lines).answer)
        assert ended_soon(grandchild)

    def test_ends_the_child_when_watching_it_fails(self, run):
        def fail(done, total):
            pids.append(done)
            raise RuntimeError("the page was left")

        lines = (
            "import os, sys, time\nprint('progress', os.getpid(), 1, file=sys.stderr, flush=True)\ntime.sleep(600)\n"
        )
        pids: list[int] = []
        with pytest.raises(RuntimeError):
            run(lines, on_progress=fail)
        assert ended_soon(pids[0])

    def test_writes_no_words_of_the_file_to_the_log(self, run, caplog):
        with caplog.at_level(logging.DEBUG):
            run("raise ValueError('NIK 6302065201800003 Siti Aminah')")
        assert "anak.py:1 ValueError" in caplog.text
        assert "6302" not in caplog.text
        assert "Siti" not in caplog.text


class TestChild:
    def test_holds_its_limits_before_its_module_begins(self, run):
        lines = (
            "import json, resource as r, sys\n"
            "kinds = (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_CORE)\n"
            "sys.stdout.write(json.dumps([r.getrlimit(kind)[0] for kind in kinds]))\n"
        )
        assert json.loads(run(lines, limits=SMALL).answer) == [400 * MIB, 1, 0]

    def test_keeps_a_limit_that_the_machine_has_set_lower(self, tmp_path):
        (tmp_path / "anak.py").write_text("import resource as r\nprint(r.getrlimit(r.RLIMIT_AS))\n")
        sources = Path(child.__file__).parents[3]
        lines = (
            f"import resource, sys\nsys.path[:0] = [{str(sources)!r}, {str(tmp_path)!r}]\n"
            "resource.setrlimit(resource.RLIMIT_AS, (10**9, 10**9))\n"
            "from payung.gateways.spreadsheets import child\n"
            "child.run(module='anak', request={}, answer=sys.stdout.buffer)\n"
        )
        done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True)
        assert done.stdout == "(1000000000, 1000000000)\n"

    def test_knows_nothing_of_our_environment(self, run, monkeypatch):
        monkeypatch.setenv("PAYUNG_SECRET_KEY", "rahasia")
        monkeypatch.setenv("PYTHONSTARTUP", "/srv/x")
        names = json.loads(run("import json, os, sys\nsys.stdout.write(json.dumps(list(os.environ)))").answer)
        assert not [name for name in names if name.startswith(("PAYUNG", "PYTHON", "DJANGO"))]

    def test_is_of_a_session_of_its_own(self, run):
        assert int(run("import os, sys\nsys.stdout.write(str(os.getsid(0)))").answer) != os.getsid(0)

    @pytest.mark.skipif(sys.platform != "linux", reason="the kernel ends a child with its parent on Linux only")
    def test_ends_with_its_parent(self, tmp_path):
        (tmp_path / "anak.py").write_text(
            "import os, sys, time\nprint('progress', os.getpid(), 1, file=sys.stderr, flush=True)\ntime.sleep(600)\n"
        )
        sources = Path(child.__file__).parents[3]
        lines = (
            f"import sys, tempfile\nsys.path[:0] = [{str(sources)!r}, {str(tmp_path)!r}]\n"
            "from payung.gateways.spreadsheets import child\n"
            "say = lambda done, total: print(done, flush=True)\n"
            "child.run(module='anak', request={}, answer=tempfile.TemporaryFile(), on_progress=say)\n"
        )
        with subprocess.Popen([sys.executable, "-c", lines], stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout
            pid = int(parent.stdout.readline())
            parent.kill()
        assert ended_soon(pid)


def ended_soon(pid: int) -> bool:
    """Whether the process ends while we wait; one that nobody has collected counts as ended."""
    for _ in range(500):
        status = Path(f"/proc/{pid}/stat")
        try:
            if status.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False
