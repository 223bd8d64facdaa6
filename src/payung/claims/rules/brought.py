"""What may be brought to a claim, and why a scan is not taken: sentences for whoever brings it. Pure."""

from payung.claims.rules.needed import YEARLY
from payung.claims.rules.papers import PaperKind
from payung.claims.rules.refusals import Refused
from payung.claims.states import State

SCANS_MOST = 200  # of one claim: the largest real one had thirty


class PaperDoesNotFit(Refused):
    """This scan is not taken for this paper."""


def refuse_bringing(*, state: State, count: int) -> None:
    """Raises PaperDoesNotFit for a claim that takes no scan: a closed one still takes those of its scholarships."""
    if state is State.WITHDRAWN:
        raise PaperDoesNotFit("Klaim ini ditarik karena keliru. Pulihkan dahulu, lalu tambahkan berkasnya.")
    if count >= SCANS_MOST:
        raise PaperDoesNotFit(f"Klaim ini sudah menyimpan {count} pindaian. Gabungkan halamannya dalam satu PDF.")


def refuse_year(*, kind: PaperKind, year: int | None) -> None:
    """Raises PaperDoesNotFit for a yearly paper of no year, or a year where none belongs."""
    if (kind in YEARLY) != (year is not None):
        raise PaperDoesNotFit("Berkas ini tidak dikenal untuk tahun itu. Mulai lagi dari halaman berkas.")


def nobody_of_the_family() -> PaperDoesNotFit:
    return PaperDoesNotFit("Orang ini tidak ada dalam keluarga klaim ini. Mulai lagi dari halaman berkas.")


def returned_before(because: str) -> PaperDoesNotFit:
    return PaperDoesNotFit(f"Pindaian yang sama sudah pernah dikembalikan: {because} Foto lagi kertasnya, lalu unggah.")


def of_another_year(year: int | None) -> PaperDoesNotFit:
    return PaperDoesNotFit(f"Pindaian yang sama sudah dipakai untuk tahun {year}. Unggah yang tahun ini.")


def no_such_paper() -> PaperDoesNotFit:
    return PaperDoesNotFit("Pindaian ini tidak ada lagi pada klaim ini. Buka lagi halaman berkasnya.")
