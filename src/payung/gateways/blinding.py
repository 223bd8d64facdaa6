"""Texts as 64 bits of a keyed hash: who has only the database can tell that two are equal, and nothing else.

The key is drawn from the sealing key, which lies outside the database and its backups (`sealing.py`), for each kabupaten
its own. Two of a billion texts may share their bits by chance; whoever follows them looks at the facts.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from payung.gateways.sealed_uploads import sealing_key

_BYTES = 8


class Blinder:
    """Blinds the texts of one kabupaten, for one purpose."""

    def __init__(self, *, key: bytes, kabupaten: str, purpose: str) -> None:
        info = f"payung blinding {purpose} {kabupaten}".encode()
        drawn = HKDF(algorithm=SHA512(), length=64, salt=None, info=info).derive(key)
        self._begun = blake2b(key=drawn, digest_size=_BYTES)

    def blinded(self, texts: Iterable[str]) -> list[int]:
        """One number for each text, as a database keeps it: from -2**63 up to 2**63, without it."""
        begun, number = self._begun.copy, int.from_bytes
        found = []
        for text in texts:
            digest = begun()
            digest.update(text.encode())
            found.append(number(digest.digest(), "big", signed=True))
        return found


def blinder(kabupaten: str, purpose: str) -> Blinder:
    """With the key of this house."""
    return _blinder(sealing_key(), kabupaten, purpose)


@lru_cache(maxsize=64)
def _blinder(key: bytes, kabupaten: str, purpose: str) -> Blinder:
    return Blinder(key=key, kabupaten=kabupaten, purpose=purpose)
