"""The home of a demo: marked as one, so that nothing else is ever rebuilt; its result is kept beside the lists."""

import json
import shutil
from enum import Enum
from pathlib import Path

MARKER = "RUMAH-DEMO.txt"
_MARKER_TEXT = (
    "Isi folder ini dibuat oleh `payung demo`; semua orang di dalamnya rekaan.\n"
    "`payung demo --fresh` menghapus dan membuatnya lagi. Hapus berkas ini bila isinya jangan dihapus.\n"
)
# Only what Payung itself puts into a home is ever removed.
_OURS = (
    "demo",
    "keys",
    "jobs",
    "files",
    "kept",
    "prechecks",
    "decrees",
    "tmp",
    "static",
    "payung.sqlite3",
    "payung.sqlite3-journal",
    "payung.sqlite3-wal",
    "payung.sqlite3-shm",
)
_RESULT = "demo/result.json"


class State(Enum):
    EMPTY = "empty"
    UNFINISHED = "unfinished"  # a demo that was broken off
    DEMO = "demo"
    OTHER = "other"  # somebody's own home


def state_of(home: Path) -> State:
    if not home.exists() or not any(home.iterdir()):
        return State.EMPTY
    if not (home / MARKER).is_file():
        return State.OTHER
    return State.DEMO if (home / _RESULT).is_file() else State.UNFINISHED


def begin(home: Path) -> None:
    """The home is a demo's and empty. Call only where `state_of` is not OTHER."""
    home.mkdir(parents=True, exist_ok=True)
    (home / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
    for name in _OURS:
        path = home / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    (home / "static").mkdir()  # the site looks for it even where it collects nothing


def keep_result(*, home: Path, counts: dict[str, int], lines: list[str]) -> None:
    """The last thing a demo does: from now on it is finished."""
    text = json.dumps({"counts": counts, "report": lines}, ensure_ascii=False)
    (home / _RESULT).write_text(text, encoding="utf-8")


def kept_counts(home: Path) -> dict[str, int]:
    counts: dict[str, int] = json.loads((home / _RESULT).read_text(encoding="utf-8"))["counts"]
    return counts


def kept_report(home: Path) -> list[str]:
    lines: list[str] = json.loads((home / _RESULT).read_text(encoding="utf-8"))["report"]
    return lines
