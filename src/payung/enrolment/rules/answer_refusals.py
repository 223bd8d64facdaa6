"""How answers are refused. The text is a sentence for whoever asked, with what to do next. Pure."""

from payung.audit.rules import could_hold_nik


class AnswerRefused(Exception):
    """It is not done. The text is a sentence that says what to do instead."""


def refuse_niks(*texts: str) -> None:
    """What somebody writes is kept as written, so no NIK may stand in it. Raises AnswerRefused."""
    if any(map(could_hold_nik, texts)):
        raise AnswerRefused("Tulisan ini memuat angka sepanjang NIK. Hapus angkanya; orangnya sudah diketahui.")


def plain_reason(text: str) -> str:
    """The reason without spaces around it, of two words at least. Raises AnswerRefused."""
    plain = " ".join(text.split())[:200]
    if len(plain.split()) < 2:
        raise AnswerRefused(
            "Tulis dari mana itu diketahui, dengan beberapa kata. Keputusan ini tercatat atas nama Anda."
        )
    refuse_niks(plain)
    return plain
