"""What becomes of a received list: who may propose one, and what its rows wait for. Pure."""

from enum import StrEnum


class Source(StrEnum):
    """Who proposed a list (usulan)."""

    DESA = "desa"
    DINAS = "dinas"
    GROUP = "group"
    COUNCIL = "council"  # aspiration of the DPRD (pokir)
    SELF = "self"


class RowState(StrEnum):
    """What a row has come to. `ERROR` and `DECISION` wait; the others are done."""

    ERROR = "error"  # waits to be mended by its sender
    DECISION = "decision"  # waits for a person
    CANDIDATE = "candidate"
    MENDED = "mended"  # a returned list has a better one
    REFUSED = "refused"  # a person said no, with a reason
