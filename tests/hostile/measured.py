"""Runs the `payung` command in this process and writes down the memory that it and its children took.

`python measured.py REPORT check FILE …`. Not `wait4`: the peak it tells begins with that of the process that started it.
"""

import json
import re
import resource
import sys
from pathlib import Path

from payung.config.command import main


def peaks() -> dict[str, int]:
    """Bytes: the peak of this process, and of its largest child."""
    status = Path("/proc/self/status").read_text()
    own = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert own
    return {"parent": int(own[1]) * 1024, "child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024}


if __name__ == "__main__":
    report = Path(sys.argv[1])
    code = main(sys.argv[2:])
    report.write_text(json.dumps(peaks()))
    sys.exit(code)
