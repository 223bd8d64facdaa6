"""Takes an upload as it comes in and seals it at once: never whole in memory, never clear on the disk."""

import hashlib
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from payung.gateways.sealed_files import SealedWriter
from payung.gateways.spreadsheets.inspection import FILE_BYTES_MOST

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
        content = text.encode(errors="replace")
        code = secrets.token_hex(16)
        with SealedWriter(received_path(code), key=sealing_key()) as writer:
            writer.write(content)
        digest = hashlib.sha256(content).hexdigest()
        return cls(code=code, path=received_path(code), name=name, size=len(content), sha256=digest)

    def keep(self) -> None:
        """It stays after the request."""
        self._kept = True

    def close(self) -> None:
        """Called by Django when the answer has been sent."""
        if not self._kept:
            self.path.unlink(missing_ok=True)


class SealingHandler(FileUploadHandler):
    """Django's upload handler: the first file of a request is sealed, others are passed over."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._writer: SealedWriter | None = None
        self._started = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self._started:
            raise SkipFile
        self._started = True
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
    return home / "files" / f"{code}.received"


def sealing_key() -> bytes:
    return bytes.fromhex(settings.PAYUNG.sealing_key or "")
