"""All kinds of hostile files. `python -m hostile.make_files FOLDER` in `tests/` writes each into a folder of its name."""

import sys
from pathlib import Path

from hostile import archives, documents, foreign, texts, workbooks
from hostile.kinds import KINDS

__all__ = ["KINDS", "archives", "documents", "foreign", "texts", "workbooks"]


def main(folder: Path) -> None:
    for kind in KINDS.values():
        (folder / kind.name).mkdir(parents=True)
        kind.write(folder / kind.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
