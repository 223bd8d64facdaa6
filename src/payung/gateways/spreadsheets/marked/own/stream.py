"""Bytes on their way from the old part to the new one: copied, left out, or put between."""

from typing import IO

from payung.gateways.spreadsheets.marked.own.xml import tag_at

_HELD = 1 << 18


class Stream:
    """Places are counted from the beginning of the part, as the parser counts them."""

    def __init__(self, *, sink: IO[bytes]) -> None:
        self._sink = sink
        self._buffer = bytearray()
        self._origin = 0  # the place of the first byte in the buffer: all before it is dealt with
        self._out = bytearray()

    def feed(self, block: bytes) -> None:
        self._buffer += block

    def tag_at(self, place: int) -> bytes:
        """The whole tag that begins at `place`; the parser has read it, so it is complete."""
        return tag_at(self._buffer, place - self._origin)

    def copy_to(self, place: int) -> None:
        """What stands before `place` goes on unchanged."""
        length = place - self._origin
        if length > 0:
            self.put(self._buffer[:length])
            self.skip_to(place)

    def skip_to(self, place: int) -> None:
        """What stands before `place` is left out."""
        if place > self._origin:
            del self._buffer[: place - self._origin]
            self._origin = place

    def put(self, data: bytes | bytearray) -> None:
        self._out += data
        if len(self._out) > _HELD:
            self._flush()

    def replace(self, place: int, *, old: bytes, new: bytes) -> None:
        """The tag `old`, which stands at `place`, becomes `new`."""
        self.copy_to(place)
        self.put(new)
        self.skip_to(place + len(old))

    def copy_rest(self) -> None:
        self.put(self._buffer)
        self._flush()

    def _flush(self) -> None:
        self._sink.write(self._out)
        self._out = bytearray()
