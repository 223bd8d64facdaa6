"""The `payung` command: plain commands stay free of Django, and what runs side by side ends together."""

import os
import signal
import subprocess
import sys
import time

import pytest

from payung.config.command import PLAIN, plain_command

SLEEPER = "import sys, time; time.sleep(60)"


class TestPlainCommand:
    @pytest.mark.parametrize("word", sorted(PLAIN))
    def test_knows_nothing_of_django_and_asks_for_no_home(self, word, tmp_path):
        """Loading it must not load Django, even with the strictest of environments."""
        ask = (
            "import sys; from payung.config.command import plain_command; "
            f"plain_command({word!r}); sys.exit('django' in sys.modules)"
        )
        home = tmp_path / "home"
        ended = subprocess.run([sys.executable, "-c", ask], env=os.environ | {"PAYUNG_HOME": str(home)})
        assert (ended.returncode, home.exists()) == (0, False)

    @pytest.mark.parametrize("word", sorted(PLAIN))
    def test_can_be_called(self, word):
        assert callable(plain_command(word))


class TestSideBySide:
    def run(self, *programs: str, **options: object) -> subprocess.Popen[str]:
        words = [[sys.executable, "-c", program] for program in programs]
        ask = f"import sys; from payung.config.management.commands.run import side_by_side; sys.exit(side_by_side({words}))"
        return subprocess.Popen([sys.executable, "-c", ask], stdout=subprocess.PIPE, text=True, **options)

    def test_ends_the_other_when_one_ends(self):
        """The sleeper inherits the pipe: it closes only when the sleeper is gone too."""
        with self.run(SLEEPER, "raise SystemExit(3)") as both:
            both.communicate(timeout=20)
        assert both.returncode == 3

    def test_ends_both_on_a_signal(self):
        with self.run(SLEEPER, "print('up', flush=True); " + SLEEPER) as both:
            both.stdout.readline()
            both.send_signal(signal.SIGTERM)
            both.communicate(timeout=20)
        assert both.returncode == 0

    def test_leaves_no_child_behind_when_killed(self):
        with self.run("import os; print(os.getpid(), flush=True); " + SLEEPER) as parent:
            child = int(parent.stdout.readline())
            parent.kill()
        assert gone(child)


def gone(process_id: int) -> bool:
    """The process has ended, or ends within 20 seconds."""
    for _ in range(200):
        try:
            os.kill(process_id, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
