"""How many rows of a list are stored at once: as many as take half a second, whatever the machine. Pure.

Each commit costs SQLite the pages that it touched, written twice and waited for; and chance receipt codes touch nearly
all of their index in every chunk. So few large chunks are cheap, but nobody else writes while one is stored
(docs/adr/0012-chunks-by-time.md).
"""

FIRST = 2_000
LEAST, MOST = 500, 10_000
AIM_SECONDS = 0.5


def next_chunk(*, rows: int, seconds: float) -> int:
    """After a chunk of so many rows took so long to store: the next. At most twice as many, as one chunk tells little."""
    fitting = int(rows * AIM_SECONDS / seconds) if seconds > 0 else MOST
    return max(LEAST, min(fitting, 2 * rows, MOST))
