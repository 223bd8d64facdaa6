"""A PostgreSQL cluster of our own in a folder of its own, to be killed whole: postmaster and all its children with -9.

fsync stays on; what a machine without power would lose is not shown by this, for the kernel lives on. Root starts it as
`postgres`, since the server refuses root.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

FOLDER = "PAYUNG_CRASH_CLUSTER"  # of the environment: the processes of a harness find the cluster by it
PROGRAMS = Path("/usr/lib/postgresql")
PATIENCE_SECONDS = 240.0


class Cluster:
    """One that lies in this folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._data = folder / "data"

    @property
    def address(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{(self.folder / 'port').read_text()}/postgres"

    def make(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        with socket.create_server(("127.0.0.1", 0)) as free:
            (self.folder / "port").write_text(str(free.getsockname()[1]))
        self._run("initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")

    def start(self) -> None:
        """It answers when this returns. What is left of one that was killed must be gone.

        The file of its number goes by hand: where nobody reaps it, a dead postmaster still looks alive to the next.
        """
        if not self.is_up():
            (self._data / "postmaster.pid").unlink(missing_ok=True)
        port = (self.folder / "port").read_text()
        words = f"-p {port} -h 127.0.0.1 -c unix_socket_directories="
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self._data), "-w", "-t", "60", "-l", log, "-o", words, "start")

    def be_up(self) -> None:
        if not self.is_up():
            self.start()

    def stop_at_once(self) -> None:
        """As `pg_ctl stop -m immediate`: without a checkpoint; or nothing, where it is down."""
        if self.is_up():
            self._run("pg_ctl", "-D", str(self._data), "-w", "-m", "immediate", "stop")

    def kill(self) -> None:
        """-9, all of it, at this moment; it is gone when this returns."""
        found = self._processes()
        for process in found:
            with suppress(ProcessLookupError):  # one that had ended by itself
                os.kill(process, signal.SIGKILL)
        end = time.monotonic() + PATIENCE_SECONDS
        while any(map(is_alive, found)):
            if time.monotonic() > end:
                raise TimeoutError("the cluster does not die")
            time.sleep(0.005)

    def is_up(self) -> bool:
        postmaster = self._postmaster()
        return postmaster > 0 and is_alive(postmaster)

    def _processes(self) -> list[int]:
        """The postmaster first, so that it starts nobody anew."""
        postmaster = self._postmaster()
        return [postmaster, *children(postmaster)] if postmaster else []

    def _postmaster(self) -> int:
        try:
            return int((self._data / "postmaster.pid").read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return 0

    def _run(self, program: str, *words: str) -> None:
        as_whom = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        command = [*as_whom, str(programs() / program), *words]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def of_this_house() -> Cluster | None:
    """The one whose death is wanted instead of a process's, if any."""
    folder = os.environ.get(FOLDER)
    return Cluster(Path(folder)) if folder else None


def programs() -> Path:
    """Where initdb and the server lie. Raises FileNotFoundError."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).parent
    raise FileNotFoundError("initdb")


@contextmanager
def running() -> Iterator[Cluster]:
    """A new one, gone afterwards."""
    cluster = Cluster(Path(mkdtemp(prefix="payung-cluster-")))
    try:
        cluster.make()
        cluster.start()
        yield cluster
    finally:
        cluster.kill()
        shutil.rmtree(cluster.folder, ignore_errors=True)


def children(of: int) -> list[int]:
    found = Path(f"/proc/{of}/task/{of}/children")
    return [int(word) for word in found.read_text().split()] if found.exists() else []


def is_alive(process: int) -> bool:
    """Not ended, and not waiting for its parent either."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
