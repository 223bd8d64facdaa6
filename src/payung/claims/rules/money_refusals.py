"""Named refusals where money is computed, approved and compared. Each says who can do it, or what comes first."""

from collections.abc import Sequence
from datetime import date

from payung.claims.rules.case import Lack
from payung.claims.rules.refusals import Lacking, NotYours, Refused
from payung.shared.dates import day_text
from payung.shared.money import rupiah_text

PAGE = "computation"


class FactsMissing(Lacking):
    """The record does not hold all that the law asks."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__(
            " ".join(one.sentence for one in lacks), page=next((one.page for one in lacks if one.page), "")
        )
        self.lacks = tuple(lacks)


def case_lacks(lacks: Sequence[Lack]) -> FactsMissing:
    return FactsMissing(lacks)


def law_missing() -> Refused:
    return Refused("Hukum untuk hari kejadian itu tidak ada dalam catatan. Periksa lagi tanggal kejadiannya.")


def no_such_computation() -> Refused:
    return Refused("Hitungan ini tidak ada di wilayah Anda. Buka lagi halaman hitungan klaimnya.")


def claim_withdrawn() -> Refused:
    return Refused("Klaim ini ditarik karena keliru. Pulihkan dahulu bila ternyata benar, lalu hitung.")


def officer_computes() -> NotYours:
    return NotYours("Manfaat dihitung oleh operator yang menangani klaim ini. Mintalah ia menghitungnya.")


def reporter_computes() -> NotYours:
    return NotYours(
        "Anda yang mencatat laporannya, jadi orang lain yang menghitung. Mintalah operator lain menangani klaim ini."
    )


def other_officer(name: str) -> NotYours:
    if not name:
        return NotYours("Klaim ini belum ada petugasnya. Tangani dahulu klaim ini, lalu hitung.")
    return NotYours(f"Klaim ini ditangani {name}. Mintalah ia menghitungnya, atau ambil alih klaimnya dahulu.")


def head_approves() -> NotYours:
    return NotYours("Hitungan disetujui oleh kepala dinas. Mintalah kepala dinas memeriksa dan menyetujuinya.")


def maker_approves() -> NotYours:
    return NotYours("Anda yang membuat hitungan ini, jadi orang lain yang menyetujuinya.")


def reporter_approves() -> NotYours:
    return NotYours("Anda yang mencatat laporannya, jadi orang lain yang menyetujui hitungannya.")


def computation_stale() -> Refused:
    return Refused(
        "Keterangan klaim ini berubah sesudah dihitung, jadi hitungan ini tidak berlaku lagi. Hitung sekali lagi dahulu."
    )


def computation_replaced() -> Refused:
    return Refused("Sudah ada hitungan yang lebih baru. Periksa dan setujui yang terbaru.")


def computation_not_approved() -> Lacking:
    return Lacking(
        "Hitungan yang berlaku belum disetujui, jadi yang dibayar belum dapat dibandingkan. Hitung dan mintalah "
        "persetujuannya di halaman Hitungan.",
        page=PAGE,
    )


def not_compared() -> Lacking:
    return Lacking(
        "Yang dibayar tidak lagi sama dengan perbandingan terakhir. Bandingkan sekali lagi di halaman Hitungan.",
        page=PAGE,
    )


def not_decided() -> Refused:
    return Refused("BPJS belum menetapkan klaim ini. Catat dahulu penetapannya dengan suratnya, lalu pembayarannya.")


def claim_over() -> Refused:
    return Refused("Klaim ini sudah ditutup atau ditarik, jadi pembayarannya tidak dicatat lagi di sini.")


def nothing_paid() -> Refused:
    return Refused(
        "Jumlah yang dibayar belum ditulis. Salin dari surat BPJS atau buku tabungan, per jenis atau seluruhnya."
    )


def reported_already(*, total_rp: int, paid_on: date) -> Refused:
    return Refused(
        f"{rupiah_text(total_rp)} sudah tercatat dari laporan cabang BPJS, dibayar {day_text(paid_on)}. Uang yang sama tidak "
        "dicatat dua kali. Bila keluarga sudah menerimanya, nyatakan klaimnya dibayar di halaman Hitungan."
    )


def amount_not_positive() -> Refused:
    return Refused("Setiap jumlah yang dibayar lebih dari Rp0. Kosongkan jenis yang tidak dibayar.")


def amount_too_large() -> Refused:
    return Refused("Jumlah yang dibayar terlalu besar. Periksa lagi jumlah angkanya.")


def unknown_line() -> Refused:
    return Refused("Ada jenis manfaat yang tidak dikenal. Muat ulang halamannya, lalu pilih lagi.")


def no_such_difference() -> Refused:
    return Refused("Selisih ini tidak ada di wilayah Anda. Buka lagi halaman hitungan klaimnya.")


def difference_closed() -> Refused:
    return Refused("Selisih ini sudah ditutup. Muat ulang halamannya untuk melihat bagaimana.")


def opener_accepts() -> NotYours:
    return NotYours("Anda yang mencatat pembayarannya, jadi selisih ini diputuskan orang lain. Mintalah rekan Anda.")


def reporter_accepts() -> NotYours:
    return NotYours("Anda yang mencatat laporannya, jadi selisih ini diputuskan orang lain. Mintalah rekan Anda.")


def not_workers() -> NotYours:
    return NotYours("Langkah ini dilakukan oleh operator atau kepala dinas. Mintalah salah satunya melakukannya.")
