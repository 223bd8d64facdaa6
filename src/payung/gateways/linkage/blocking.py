"""Which pairs are looked at: those that share a value of a block."""

from dataclasses import dataclass

from payung.gateways.linkage.records import Record

CAP = 100  # a value that more records share is narrowed or passed over


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Records that share this value are compared. `kind` is its number for stored keys and never changes."""

    kind: int
    name: str


BLOCKS: tuple[Block, ...] = ()


def block_values(record: Record) -> list[tuple[int, str]]:
    """(kind, value) of each block that the record has a value for."""
    raise NotImplementedError
