"""Remembers what a cell was read as: offices write few different dates, desas and occupations, many times."""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
_MOST_REMEMBERED = 200_000


class Remembered(dict[K, V]):
    """`remembered[cell]` is `read(cell)`, computed once; forgets all when it has grown too large."""

    def __init__(self, read: Callable[[K], V]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, key: K) -> V:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        value = self[key] = self._read(key)
        return value
