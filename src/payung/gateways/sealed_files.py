"""Files that hold NIKs, sealed: what lies on the disk tells nothing without the sealing key.

A file is a head and chunks of 64 KiB, each sealed with AES-256-GCM under a key of this file's own (HKDF of the sealing
key, a random salt and the file's name). The nonce counts the chunks and marks the last, so that a chunk cannot be
moved, left out or cut off, nor a file take another's place. Any part can be read without reading what is before it.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 1 << 16
_MAGIC = b"PAYUNG1\n"
_SALT_BYTES = 16
_HEAD = len(_MAGIC) + _SALT_BYTES
_TAG_BYTES = 16
_SEALED_CHUNK = CHUNK + _TAG_BYTES


class SealBroken(Exception):
    """The file was changed, cut, renamed, or sealed with another key."""


class SealedWriter:
    """Seals what is written to `path`, which is there, whole, once closed; `abandon` leaves nothing.

    As a context manager: closed at a good end, abandoned otherwise.
    """

    def __init__(self, path: Path, *, key: bytes) -> None:
        self.size = 0
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = os.fdopen(os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
        salt = os.urandom(_SALT_BYTES)
        self._seal = _seal(key=key, salt=salt, name=path.name)
        self._waiting = bytearray()
        self._count = 0
        self._file.write(_MAGIC + salt)

    def write(self, data: bytes) -> int:
        """As of any file; no more than a chunk waits in memory."""
        self._waiting += data
        self.size += len(data)
        while len(self._waiting) > CHUNK:  # the last chunk must wait, as it is marked
            self._write_chunk(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        """The file is on the disk under its name."""
        self._write_chunk(bytes(self._waiting), last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._path)

    def abandon(self) -> None:
        self._file.close()
        self._part.unlink(missing_ok=True)

    def _write_chunk(self, data: bytes, *, last: bool) -> None:
        self._file.write(self._seal.encrypt(_nonce(self._count, last=last), data, None))
        self._count += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()


class SealedFile:
    """A sealed file, open for reading at any place. Errors: SealBroken; FileNotFoundError on opening."""

    def __init__(self, path: Path, *, key: bytes) -> None:
        self._file: IO[bytes] = path.open("rb")
        head = self._file.read(_HEAD)
        self._body = os.fstat(self._file.fileno()).st_size - _HEAD
        if not head.startswith(_MAGIC) or self._body < _TAG_BYTES:
            self._file.close()
            raise SealBroken(f"{path.name} is not a sealed file")
        self._name = path.name
        self._seal = _seal(key=key, salt=head[len(_MAGIC) :], name=path.name)
        self._chunks = -(-self._body // _SEALED_CHUNK)
        self._last: tuple[int, bytes] = (-1, b"")  # neighbours are read one after the other
        self.size = self._body - self._chunks * _TAG_BYTES

    def __iter__(self) -> Iterator[bytes]:
        """The whole content, piece by piece."""
        for number in range(self._chunks):
            yield self._chunk(number)

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from `start` up to `stop`, fewer where the file ends before."""
        stop = min(stop, self.size)
        if stop <= start:
            return b""
        first = start // CHUNK
        content = b"".join(self._chunk(number) for number in range(first, (stop - 1) // CHUNK + 1))
        return content[start - first * CHUNK : stop - first * CHUNK]

    def _chunk(self, number: int) -> bytes:
        if number == self._last[0]:
            return self._last[1]
        self._file.seek(_HEAD + number * _SEALED_CHUNK)
        sealed = self._file.read(_SEALED_CHUNK)
        try:
            clear = self._seal.decrypt(_nonce(number, last=number == self._chunks - 1), sealed, None)
        except InvalidTag:
            raise SealBroken(f"{self._name} does not open with this key, or was changed") from None
        self._last = (number, clear)
        return clear

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _seal(*, key: bytes, salt: bytes, name: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"payung sealed file " + name.encode()).derive(key)
    return AESGCM(derived)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
