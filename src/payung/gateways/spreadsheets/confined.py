"""First lines of a child process: limits on itself, then the module it was started for.

Run as a script by `child.py`, never imported: nothing of ours and nothing of the user is loaded before the limits hold.
Arguments: memory bytes, CPU seconds, the parent's process id, the module, the import path joined by the system's separator.
"""

import ctypes
import os
import resource
import runpy
import signal
import sys

_OUT_OF_MEMORY = 71  # child.py reads it
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_ANSWER_BYTES_MOST = 4 * 2**30


def main() -> None:
    memory, cpu, parent, module, path = sys.argv[1:6]
    _limit(memory=int(memory), cpu=int(cpu))
    _die_with(int(parent))
    sys.path[:] = path.split(os.pathsep)
    sys.argv[:] = [module]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)  # an orderly end needs memory too


def _limit(*, memory: int, cpu: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_AS, memory, memory)
    _lower(resource.RLIMIT_CPU, cpu, cpu + 5)
    _lower(resource.RLIMIT_FSIZE, _ANSWER_BYTES_MOST, _ANSWER_BYTES_MOST)


def _lower(kind: int, soft: int, hard: int) -> None:
    """Set a limit, or leave the one that the machine has set lower."""
    given = resource.getrlimit(kind)[1]
    most = hard if given == resource.RLIM_INFINITY else min(hard, given)
    resource.setrlimit(kind, (min(soft, most), most))


def _die_with(parent: int) -> None:
    """The kernel ends this process when its parent ends, and prefers it when the machine runs out of memory."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)
    with open("/proc/self/oom_score_adj", "w") as score:  # noqa: PTH123 -- pathlib costs a start
        score.write("1000")


main()
