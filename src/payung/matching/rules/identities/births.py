"""Days of birth as they are mistyped: day and month exchanged, and 1 January for a day that nobody knows."""

_FIRST_OF_JANUARY = "-01-01"


def exchanged(born: str) -> str | None:
    """The ISO day with day and month exchanged (1980-03-07 → 1980-07-03), or None where that is no other day."""
    year, month, day = born[:4], born[5:7], born[8:10]
    return f"{year}-{day}-{month}" if day <= "12" and day != month else None


def is_default_day(born: str) -> bool:
    """Whether the ISO day is 1 January: what offices write where only the year is known."""
    return born.endswith(_FIRST_OF_JANUARY)
