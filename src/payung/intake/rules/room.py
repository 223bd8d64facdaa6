"""How much may lie here before the next list has to wait: an open door must not fill the house."""

from enum import Enum

WAITING_MOST = 60
OF_VISITOR_MOST = 40
BYTES_MOST = 20 * 2**30


class Full(Enum):
    """Why there is no room."""

    VISITOR = "visitor"
    WAITING = "waiting"
    DISK = "disk"


def fullness(*, waiting: int, of_visitor: int, size_bytes: int) -> Full | None:
    """What stands against one list more; None where nothing does."""
    if of_visitor >= OF_VISITOR_MOST:
        return Full.VISITOR
    if waiting >= WAITING_MOST:
        return Full.WAITING
    return Full.DISK if size_bytes >= BYTES_MOST else None
