"""NIK and KK numbers at rest: sealed with AES-SIV, found by a keyed index (DESIGN §5, Identity).

Both keys are drawn from the sealing key, which lies outside the database and its backups. SIV seals the same number to
the same bytes, so a copy can be recognised without being opened; nothing but equality can be learnt from it.
"""

import hashlib
import hmac
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from payung.gateways.sealed_files import SealBroken
from payung.gateways.sealed_uploads import sealing_key

INDEX_BYTES = 16


class Kind(StrEnum):
    """What is sealed; a NIK sealed as a KK would not open."""

    NIK = "nik"
    KK = "kk"
    ACCOUNT = "account"  # a bank account of an heir


class Sealer:
    """Seals, opens and indexes the numbers of one kabupaten."""

    def __init__(self, *, key: bytes, kabupaten: str) -> None:
        self._siv = AESSIV(_drawn(key, "payung identity seal"))
        self._index_key = _drawn(key, f"payung identity index {kabupaten}")

    def sealed(self, number: str, kind: Kind) -> bytes:
        """32 bytes for 16 digits."""
        return self._siv.encrypt(number.encode(), [kind.encode()])

    def opened(self, sealed: bytes, kind: Kind) -> str:
        """The number. Raises SealBroken for another key, another kind, or changed bytes."""
        try:
            return self._siv.decrypt(bytes(sealed), [kind.encode()]).decode()
        except InvalidTag:
            raise SealBroken("a number does not open with this key, or was changed") from None

    def index(self, number: str, kind: Kind) -> bytes:
        """16 bytes by which the number is found; HMAC-SHA-256, cut."""
        return hmac.digest(self._index_key, f"{kind}:{number}".encode(), hashlib.sha256)[:INDEX_BYTES]

    def sealed_and_indexed(self, numbers: Iterable[str], kind: Kind) -> list[tuple[bytes, bytes]]:
        """Many at once: (sealed, index) of each."""
        seal, name, key, prefix = self._siv.encrypt, [kind.encode()], self._index_key, f"{kind}:"
        return [
            (
                seal(number.encode(), name),
                hmac.digest(key, (prefix + number).encode(), hashlib.sha256)[:INDEX_BYTES],
            )
            for number in numbers
        ]


def sealer(kabupaten: str) -> Sealer:
    """The sealer of a kabupaten, with the key of this house."""
    return _sealer(sealing_key(), kabupaten)


@lru_cache(maxsize=64)
def _sealer(key: bytes, kabupaten: str) -> Sealer:
    return Sealer(key=key, kabupaten=kabupaten)


def _drawn(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA512(), length=64, salt=None, info=purpose.encode()).derive(key)
