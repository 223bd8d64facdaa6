"""How this room refuses. Pure."""

from payung.audit.rules import could_hold_nik


class NotAllowed(Exception):
    """It is not done. The text is a sentence that says what to do instead."""


def refuse_niks(*texts: str) -> None:
    """What somebody writes is kept as written, so no NIK or KK may stand in it. Raises NotAllowed."""
    if any(map(could_hold_nik, texts)):
        raise NotAllowed("Tulisan ini memuat angka sepanjang NIK. Hapus angkanya; orangnya sudah diketahui.")
