"""Named refusals around the branch's report of claims."""

from payung.claims.rules.refusals import DayDoesNotFit, NotFound, NotYours, Refused


def operators_only() -> NotYours:
    return NotYours("Laporan cabang BPJS diurus oleh operator dinas. Mintalah operator melakukannya.")


def day_ahead() -> DayDoesNotFit:
    return DayDoesNotFit("Tanggal laporannya belum tiba. Periksa lagi tanggalnya.")


def no_such_report() -> NotFound:
    return NotFound("Laporan ini tidak ada di wilayah Anda. Buka lagi halaman laporan cabang dan pilih dari sana.")


def no_such_line() -> NotFound:
    return NotFound("Baris ini tidak ada di wilayah Anda. Buka lagi laporannya dan pilih dari sana.")


def no_such_claim() -> NotFound:
    return NotFound("Klaim dengan kode itu tidak ada, atau sudah ditarik. Salin lagi kodenya dari halaman klaim.")


def line_settled() -> Refused:
    return Refused("Baris ini sudah diputuskan. Muat ulang halamannya untuk melihat hasilnya.")


def cannot_open() -> Refused:
    return Refused(
        "Klaim belum dapat dibuka dari baris ini: orangnya, programnya atau tanggal kejadiannya belum pasti, atau kejadiannya "
        "sebelum ia terdaftar. Catat kejadiannya sebagai laporan, lalu sebut kode klaimnya di sini."
    )


def paid_day_missing() -> Refused:
    return Refused("Tanggal bayar di baris ini tidak terbaca. Catat pembayarannya di halaman hitungan klaim itu.")


def paid_before_the_event() -> Refused:
    return Refused("Tanggal bayar di baris ini mendahului kejadian klaim itu. Periksa lagi kode klaimnya.")
