"""What a zip is written to that must never lie clear on the disk: sealed on the way, and hashed as it is in the clear."""

import hashlib

from payung.gateways.sealed_files import SealedWriter


class SealedOut:
    """As of any file that is only written."""

    def __init__(self, sealed: SealedWriter) -> None:
        self._sealed = sealed
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return self._sealed.write(bytes(data))

    def flush(self) -> None:
        """Nothing waits here."""
