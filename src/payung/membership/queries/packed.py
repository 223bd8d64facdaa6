"""Whole columns of a table as one text each, which the engine joins and NumPy reads: a million rows in tenths of a second.

Fetching a million rows one by one makes millions of objects first, which takes some five times as long.
"""

from collections.abc import Sequence
from enum import Enum

import numpy as np
from django.db import connection
from numpy.typing import NDArray

_DAY = 10  # letters of 2027-01-05
_DIGITS = {"year": (0, 4), "month": (5, 7), "day": (8, 10)}


class Cell(Enum):
    NUMBER = "number"
    DAY = "day"  # becomes datetime64[D]
    PLACE = "place"  # a digit, for a word of a short list; becomes int8


def read_packed(
    *, columns: Sequence[tuple[str, Cell]], source: str, params: Sequence[int | str] = ()
) -> list[NDArray[np.generic]]:
    """Each column of `source` (FROM … WHERE …) as an array, in the order of the first, whose numbers are all different.

    `columns` are SQL of both engines, never NULL.
    """
    told = ", ".join(_joined(sql, cell) for sql, cell in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {told} {source}", params)
        texts = cursor.fetchone()
    read = [_READ[cell](text or "") for (_, cell), text in zip(columns, texts, strict=True)]
    if read and (np.diff(read[0].astype(np.int64)) <= 0).any():
        order = np.argsort(read[0])
        return [column[order] for column in read]
    return read


def _joined(sql: str, cell: Cell) -> str:
    between = "','" if cell is Cell.NUMBER else "''"
    if connection.vendor == "postgresql":
        return f"string_agg(CAST({sql} AS text), {between})"
    return f"group_concat({sql}, {between})"


def _numbers(text: str) -> NDArray[np.int64]:
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.empty(0, dtype=np.int64)


def _days(text: str) -> NDArray[np.datetime64]:
    """By its digits: NumPy's own reading of days takes ten times as long."""
    letters = np.frombuffer(text.encode(), dtype=np.uint8).reshape(-1, _DAY)
    year, month, day = (_digits(letters, *place) for place in _DIGITS.values())
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    return np.asarray(months.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]"))


def _digits(letters: NDArray[np.uint8], begin: int, end: int) -> NDArray[np.int64]:
    found = np.zeros(len(letters), dtype=np.int64)
    for place in range(begin, end):
        found = found * 10 + (letters[:, place] - ord("0"))
    return found


def _places(text: str) -> NDArray[np.int8]:
    return (np.frombuffer(text.encode(), dtype=np.uint8) - ord("0")).astype(np.int8)


_READ = {Cell.NUMBER: _numbers, Cell.DAY: _days, Cell.PLACE: _places}
