"""Whole numbers as Indonesian words, as decrees and minutes repeat them: `3.002 (tiga ribu dua)`.

Written here and not taken from a library: one rule of twenty lines, against a package of fifty languages.
"""

_UNITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"))
_BEYOND = 10**15


def number_words(number: int) -> str:
    """`tiga ribu dua`. One hundred and one thousand are `seratus`, `seribu`; one million is `satu juta`.

    Raises ValueError below zero and from a thousand trillion (10^15) on, where offices have no word.
    """
    if not 0 <= number < _BEYOND:
        raise ValueError(f"no words for {number}")
    return _spoken(number) or "nol"


def _spoken(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    if number < 100:
        return _joined(f"{_UNITS[number // 10]} puluh", number % 10)
    size, name = next(scale for scale in _SCALES if number >= scale[0])
    count, rest = divmod(number, size)
    alone = count == 1 and size <= 1000
    return _joined(f"se{name}" if alone else f"{_spoken(count)} {name}", rest)


def _joined(head: str, rest: int) -> str:
    return f"{head} {_spoken(rest)}" if rest else head
