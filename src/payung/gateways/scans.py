"""Scans of papers as they are kept: a JPEG or PNG made anew from its pixels, or a PDF that was looked through.

An upload is hostile until a confined child has opened it (`scanning`): what a camera wrote beside the picture (place,
owner, preview) is gone, and so is what was hidden behind it. A PDF is kept as it came, for it may be signed, or refused.
Lies sealed. Not here: which paper it is, and who may see it.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from payung.audit.rules import without_niks
from payung.gateways.scanning.limits import BYTES_MOST, CPU_SECONDS, MEMORY_BYTES
from payung.gateways.sealed_files import SealedFile, SealedWriter
from payung.gateways.sealed_uploads import SealedUpload, kept_file, kept_path, sealing_key
from payung.gateways.spreadsheets import child
from payung.gateways.spreadsheets.child import Limits
from payung.gateways.spreadsheets.inspection import MIB, Refusal

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
MEDIA_TYPES = (JPEG, PNG, PDF)
_ENDINGS = {JPEG: ".jpg", PNG: ".png", PDF: ".pdf"}
_LIMITS = Limits(memory_bytes=MEMORY_BYTES, cpu_seconds=CPU_SECONDS)
_NAME_MOST = 200
_COPY_BYTES = 1 << 20
_REMEDY = {
    "FILE_LOCKED": "Simpan tanpa kata sandi, atau foto kertasnya, lalu unggah lagi.",
    "FILE_TOO_LARGE": "Foto atau pindai lebih kecil, lalu unggah lagi.",
    "FILE_HOSTILE": "Foto kertasnya, lalu unggah fotonya.",
    "FILE_UNREADABLE": "Foto lagi kertasnya, lalu unggah fotonya.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """`code` is the name under which it lies sealed; `sha256` and `bytes_count` are of the clear content as kept."""

    code: str
    name: str
    media_type: str
    sha256: str
    bytes_count: int
    page_count: int


class ScanRefused(Exception):
    """No scan is made of this upload. The text is a sentence for whoever sent it."""


def made_anew(upload: SealedUpload) -> Scan:
    """The scan lies with what the office keeps; the upload itself goes with its request. Raises ScanRefused."""
    if upload.too_large or (upload.size or 0) > BYTES_MOST:
        raise ScanRefused(f"Berkas ini lebih dari {BYTES_MOST // MIB} MB. {_REMEDY['FILE_TOO_LARGE']}")
    if not upload.size:
        raise ScanRefused("Berkas ini kosong. Pilih lagi fotonya, lalu unggah.")
    with os.fdopen(os.memfd_create("scan"), "w+b") as answer:  # never clear on the disk
        request = {"path": str(upload.path), "key": sealing_key().hex()}
        refusal = child.run(module="payung.gateways.scanning.child", request=request, answer=answer, limits=_LIMITS)
        if refusal:
            raise _refused(refusal)
        answer.seek(0)
        facts = json.loads(answer.readline())
        if "code" in facts:
            raise _refused(Refusal(code=facts["code"], detail=facts["detail"]))
        return _sealed(upload, facts, answer)


def opened(code: str) -> SealedFile:
    """The scan, to be unsealed as it goes. Raises FileNotFoundError."""
    return kept_file(code or "none")


def forget(scan: Scan | None) -> None:
    """What was kept for an act that was refused is gone."""
    if scan:
        kept_path(scan.code).unlink(missing_ok=True)


def _sealed(upload: SealedUpload, facts: Mapping[str, Any], new: IO[bytes]) -> Scan:
    """A PDF is sealed once more as it is, so that an upload sent along twice keeps no two names for one file."""
    media_type = {"jpeg": JPEG, "png": PNG, "pdf": PDF}[facts["kind"]]
    code, digest = secrets.token_hex(16), hashlib.sha256()
    with SealedWriter(kept_path(code), key=sealing_key()) as writer:
        if media_type == PDF:
            with SealedFile(upload.path, key=sealing_key()) as came:
                for piece in came:
                    digest.update(piece)
                    writer.write(piece)
        else:
            while piece := new.read(_COPY_BYTES):
                digest.update(piece)
                writer.write(piece)
    return Scan(
        code=code,
        name=_name(upload.name or "", media_type),
        media_type=media_type,
        sha256=digest.hexdigest(),
        bytes_count=writer.size,
        page_count=int(facts["pages"]),
    )


def _name(given: str, media_type: str) -> str:
    """The name it was sent with, ending as what it is."""
    stem = without_niks(given.rsplit(".", 1)[0])[:_NAME_MOST].strip() or "pindaian"
    return stem + _ENDINGS[media_type]


def _refused(refusal: Refusal) -> ScanRefused:
    detail = refusal.detail[:1].upper() + refusal.detail[1:]
    return ScanRefused(f"{detail}. {_REMEDY.get(refusal.code, _REMEDY['FILE_UNREADABLE'])}")
