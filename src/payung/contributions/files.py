"""Scans of what was signed on paper, sealed: minutes of a desa, SPP, SPM, SP2D, receipts of BPJS."""

from pathlib import Path

from payung.audit.rules import without_niks
from payung.contributions.rules.scans import Scan
from payung.gateways.sealed_files import SealedFile
from payung.gateways.sealed_uploads import SealedUpload, kept_path
from payung.gateways.sealed_uploads import kept_file as opened

__all__ = ["Scan", "SealedFile", "forget", "kept_file", "kept_upload", "opened"]


def kept_upload(upload: SealedUpload) -> Scan:
    """An upload of a form stays after the request."""
    upload.keep_for_good()
    return Scan(code=upload.code, name=without_niks(upload.name or "")[:255], sha256=upload.sha256)


def kept_file(path: Path) -> Scan:
    """A file named in a command stays. Raises OSError."""
    return kept_upload(SealedUpload.of_file(path))


def forget(scan: Scan) -> None:
    """What was kept for an act that was refused is gone."""
    kept_path(scan.code).unlink(missing_ok=True)
