"""Forms that are printed with what is known already filled in; what is not stays a dotted line for the pen."""

from collections.abc import Mapping
from enum import StrEnum

from payung.claims.rules.needed import Needed
from payung.claims.rules.papers import PaperKind


class Form(StrEnum):
    """One printed form. The words of the audit chain and of addresses."""

    KK1 = "formulir_kk1"
    KK2 = "formulir_kk2"
    CLAIM = "permohonan_jkm"
    HEIRS = "pernyataan_ahli_waris"
    SCHOLARSHIP = "formulir_beasiswa"


OF_PAPER: Mapping[PaperKind, Form] = {
    PaperKind.KK1: Form.KK1,
    PaperKind.KK2: Form.KK2,
    PaperKind.CLAIM_FORM: Form.CLAIM,
    PaperKind.HEIR_LETTER: Form.HEIRS,
    PaperKind.SCHOLARSHIP_FORM: Form.SCHOLARSHIP,
}


def form_of(one: Needed) -> Form | None:
    """The form that is printed for this paper."""
    return OF_PAPER.get(one.kind)
