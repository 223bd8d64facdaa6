"""What a hostile file is to the tests: a name, how it is made, and the answers that are right for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

READ = "READ"  # harmless: read like any list, at least one row
NO_ROWS = "NO_ROWS"  # read, and said which column is missing
UNREADABLE, LOCKED, EMPTY = "FILE_UNREADABLE", "FILE_LOCKED", "FILE_EMPTY"
TOO_LARGE, HOSTILE, NO_HEADER = "FILE_TOO_LARGE", "FILE_HOSTILE", "HEADER_NOT_FOUND"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    name: str
    file_name: str
    answers: frozenset[str]
    make: Callable[[], bytes | Iterator[bytes]]

    def write(self, folder: Path) -> Path:
        path = folder / self.file_name
        with path.open("wb") as file:
            made = self.make()
            for piece in [made] if isinstance(made, bytes) else made:
                file.write(piece)
        return path


KINDS: dict[str, Kind] = {}
Maker = Callable[[], bytes | Iterator[bytes]]


def hostile(file_name: str, *answers: str) -> Callable[[Maker], Maker]:
    """Registers a maker under its function's name."""

    def register(make: Maker) -> Maker:
        assert make.__name__ not in KINDS
        KINDS[make.__name__] = Kind(name=make.__name__, file_name=file_name, answers=frozenset(answers), make=make)
        return make

    return register
