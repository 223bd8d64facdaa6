"""Site and worker side by side: when one ends, by whatever cause, the other ends too."""

import ctypes
import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from payung.config.safety import refuse_unsafe

PR_SET_PDEATHSIG = 1


class Command(BaseCommand):
    help = "Serve the site with gunicorn and run one worker; both end together."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port (127.0.0.1:8000)")
        parser.add_argument("--threads", type=int, default=8, help="requests at once in one process (8)")

    def handle(self, *, bind: str, threads: int, **_: Any) -> None:
        refuse_unsafe()
        if not settings.PAYUNG.development:
            call_command("collectstatic", interactive=False, verbosity=0)
        payung = [sys.executable, "-m", "payung.config.command"]
        gunicorn = [
            sys.executable,
            "-m",
            "gunicorn",
            "payung.config.wsgi",
            "--bind",
            bind,
            "--worker-class",
            "gthread",
            "--threads",
            str(threads),
            "--no-control-socket",  # it would stand outside the home
            "--max-requests",
            "2000",
            "--max-requests-jitter",
            "200",
        ]
        sys.exit(side_by_side([gunicorn, [*payung, "worker", "--interval", "0.25"]]))


def side_by_side(commands: list[list[str]]) -> int:
    """Run the commands until the first ends or a signal comes; then end the others. The exit code of the first."""
    signal.signal(signal.SIGTERM, stop)
    children = [subprocess.Popen(command, preexec_fn=die_with_parent) for command in commands]  # noqa: PLW1509
    try:
        first, status = os.wait()
        ended = os.waitstatus_to_exitcode(status)
        children = [child for child in children if child.pid != first]
    except (KeyboardInterrupt, SystemExit):
        ended = 0
    for child in children:
        child.terminate()
    for child in children:
        child.wait()
    return abs(ended)


def stop(*_: object) -> None:
    raise SystemExit


def die_with_parent() -> None:
    """On Linux the kernel ends the child when its parent is gone, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
