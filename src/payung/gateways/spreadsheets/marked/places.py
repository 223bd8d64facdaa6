"""Cells by name and by number: `B5` is row 5, column 2."""

import re
from functools import lru_cache

ROWS_MAX = 1_048_576
COLUMNS_MAX = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def row_and_column(cell: str) -> tuple[int, int] | None:
    """`B5` as (5, 2), or None for what is no cell of a sheet."""
    found = _CELL.fullmatch(cell)
    if not found:
        return None
    row, column = int(found[2]), column_number(found[1].upper())
    return (row, column) if 1 <= row <= ROWS_MAX and column <= COLUMNS_MAX else None


@lru_cache(maxsize=COLUMNS_MAX)
def column_number(letters: str) -> int:
    """`AA` as 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=COLUMNS_MAX)
def column_letters(number: int) -> str:
    """27 as `AA`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
