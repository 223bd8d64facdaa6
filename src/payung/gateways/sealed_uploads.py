"""Takes an upload as it comes in and seals it at once: never whole in memory, never clear on the disk."""

import hashlib
import io
import secrets
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from payung.gateways.sealed_files import SealedFile, SealedWriter
from payung.gateways.spreadsheets.inspection import FILE_BYTES_MOST

DAY_FOLDER, KEPT_FOLDER = "files", "kept"  # of the home: swept of what nobody owns; never swept
FILES_A_REQUEST = 2  # a list and the letter that came with it
_COPY_BYTES = 1 << 20

if TYPE_CHECKING:
    _File = UploadedFile[bytes]
else:
    _File = UploadedFile


class SealedUpload(_File):
    """A list that has arrived sealed. It is gone when the request ends, unless someone has kept it.

    `code` is 128 bits of chance, the name under which it lies; `sha256` is of the clear content.
    `too_large`: it went beyond 200 MB and nothing of it was kept.
    """

    def __init__(self, *, code: str, path: Path, name: str, size: int, sha256: str, too_large: bool = False) -> None:
        super().__init__(file=None, name=name, size=size)
        self.code = code
        self.path = path
        self.sha256 = sha256
        self.too_large = too_large
        self._kept = False

    @classmethod
    def of_text(cls, text: str, *, name: str) -> Self:
        """What was pasted, as if it had come as a file."""
        return cls._sealed(io.BytesIO(text.encode(errors="replace")), name=name)

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """A file of this machine, as if it had been sent here. Raises OSError."""
        with path.open("rb") as content:
            return cls._sealed(content, name=path.name)

    @classmethod
    def _sealed(cls, content: IO[bytes], *, name: str) -> Self:
        code, digest = secrets.token_hex(16), hashlib.sha256()
        path = received_path(code)
        with SealedWriter(path, key=sealing_key()) as writer:
            while data := content.read(_COPY_BYTES):
                digest.update(data)
                writer.write(data)
        return cls(code=code, path=path, name=name, size=writer.size, sha256=digest.hexdigest())

    def keep(self) -> None:
        """It stays after the request, until the visitor's lists are swept."""
        self._kept = True

    def keep_for_good(self) -> Path:
        """It stays with what the office keeps, where `kept_path(code)` says."""
        there = kept_path(self.code)
        there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = self.path.replace(there)
        self._kept = True
        return there

    def close(self) -> None:
        """Called by Django when the answer has been sent."""
        if not self._kept:
            self.path.unlink(missing_ok=True)


class SealingHandler(FileUploadHandler):
    """Django's upload handler: the first two files of a request are sealed, others are passed over."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._writer: SealedWriter | None = None
        self._count = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self._count == FILES_A_REQUEST:
            raise SkipFile
        self._count += 1
        self._code = secrets.token_hex(16)
        self._digest = hashlib.sha256()
        self._writer = SealedWriter(received_path(self._code), key=sealing_key())

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._writer is None:
            return
        if start + len(raw_data) > FILE_BYTES_MOST:
            self._forget()  # the rest is let through our fingers, so that the visitor gets an answer
            return
        self._digest.update(raw_data)
        self._writer.write(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload:
        too_large = self._writer is None
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        return SealedUpload(
            code=self._code,
            path=received_path(self._code),
            name=self.file_name or "",
            size=file_size,
            sha256=self._digest.hexdigest(),
            too_large=too_large,
        )

    def upload_interrupted(self) -> None:
        self._forget()

    def _forget(self) -> None:
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None


def received_path(code: str) -> Path:
    """Where a received list lies."""
    home: Path = settings.PAYUNG_HOME
    return home / DAY_FOLDER / f"{code}.received"


def kept_path(code: str) -> Path:
    """Where a received file lies that the office keeps."""
    home: Path = settings.PAYUNG_HOME
    return home / KEPT_FOLDER / f"{code}.received"


def kept_file(code: str) -> SealedFile:
    """Such a file, open. Raises FileNotFoundError."""
    return SealedFile(kept_path(code), key=sealing_key())


def sealing_key() -> bytes:
    return bytes.fromhex(settings.PAYUNG.sealing_key or "")
