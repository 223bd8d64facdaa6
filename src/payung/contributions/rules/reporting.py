"""Papers that are made when somebody asks, and kept as they were made. Pure."""

from enum import StrEnum

from payung.contributions.rules.refusals import NotFound, WordsMissing


class PaperKind(StrEnum):
    PACKAGE = "package"  # paket SPP-LS of a bill
    BUNDLE = "bundle"  # paket pemeriksaan of a programme


def not_found() -> NotFound:
    return NotFound("Program, tagihan atau berkas itu tidak ada di wilayah Anda. Kembali ke halaman Laporan.")


def reason_missing() -> WordsMissing:
    return WordsMissing("Tulis untuk apa berkas ini dibuat; alasan itu dicatat di jejak tindakan.")
