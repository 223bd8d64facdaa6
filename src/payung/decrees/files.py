"""Where the papers of decrees lie, sealed: scans of what was signed, evidence, and annexes that a job has printed.

Not in the home's `files`, from which lists of visitors are swept.
"""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from payung.audit.rules import without_niks
from payung.gateways.sealed_files import CHUNK, SealedFile, SealedWriter
from payung.gateways.sealed_uploads import SealedUpload, sealing_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A scan that lies sealed; `sha256` is of the clear content."""

    code: str
    name: str
    sha256: str
    size: int


def kept_upload(upload: SealedUpload) -> Paper:
    """An upload of a form stays after the request."""
    path = paper_path(upload.code)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    upload.path.replace(path)
    return Paper(
        code=upload.code, name=without_niks(upload.name or "")[:255], sha256=upload.sha256, size=upload.size or 0
    )


def kept_file(path: Path) -> Paper:
    """A file named in a command stays. Raises FileNotFoundError."""
    code, digest = secrets.token_hex(16), hashlib.sha256()
    with path.open("rb") as clear, SealedWriter(paper_path(code), key=sealing_key()) as writer:
        while chunk := clear.read(CHUNK):
            digest.update(chunk)
            writer.write(chunk)
    return Paper(code=code, name=without_niks(path.name)[:255], sha256=digest.hexdigest(), size=writer.size)


def kept_bytes(content: bytes, *, name: str) -> Paper:
    """What was printed stays, and was never clear on the disk."""
    code = secrets.token_hex(16)
    with SealedWriter(paper_path(code), key=sealing_key()) as writer:
        writer.write(content)
    return Paper(code=code, name=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def forget(paper: Paper) -> None:
    """What was kept for an act that was refused is gone."""
    paper_path(paper.code).unlink(missing_ok=True)


def opened(code: str) -> SealedFile:
    """Raises FileNotFoundError."""
    return SealedFile(paper_path(code), key=sealing_key())


def paper_path(code: str) -> Path:
    """A sealed file opens only under the name that it was sealed with, so an upload keeps its own."""
    home: Path = settings.PAYUNG_HOME
    return home / "decrees" / f"{code}.received"
