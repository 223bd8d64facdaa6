"""What is refused of lists, differences, overpayments and collisions: sentences for whoever asked, with what to do next."""

from datetime import date

from payung.contributions.rules.refusals import NotFound, Refused
from payung.shared.dates import day_text


class ListDoesNotFit(Refused):
    """The list is not read, is older than one that counts already, or its day lies ahead."""


class NothingChosen(Refused):
    """No line was chosen, or not all that were chosen are there."""


class MonthMissing(Refused):
    """Somebody must say which month is the last that we owe."""


def list_not_found() -> NotFound:
    return NotFound("Daftar ini tidak ada di kabupaten Anda. Buka halaman pencocokan dan pilih dari sana.")


def difference_not_found() -> NotFound:
    return NotFound("Selisih ini tidak ada di kabupaten Anda. Buka halaman pencocokan dan pilih dari sana.")


def collision_not_found() -> NotFound:
    return NotFound("Benturan ini tidak ada di kabupaten Anda. Buka halaman benturan pembayar dan pilih dari sana.")


def overpayment_not_found() -> NotFound:
    return NotFound(
        "Kelebihan bayar ini tidak ada di kabupaten Anda. Buka halaman kelebihan bayar dan pilih dari sana."
    )


def nothing_chosen() -> NothingChosen:
    return NothingChosen("Belum ada yang dipilih. Beri tanda pada orang yang dimaksud, lalu simpan lagi.")


def not_read(file_name: str) -> ListDoesNotFit:
    return ListDoesNotFit(f"Daftar {file_name} belum selesai dibaca. Tunggu sampai selesai, lalu cocokkan.")


def unreadable(file_name: str) -> ListDoesNotFit:
    return ListDoesNotFit(
        f"Daftar {file_name} tidak dapat dibaca. Buka berkasnya, simpan sebagai .xlsx tanpa kata sandi, lalu unggah lagi."
    )


def older_than(*, as_of: date, counted: date) -> ListDoesNotFit:
    return ListDoesNotFit(
        f"Daftar per {day_text(as_of)} lebih lama daripada daftar per {day_text(counted)} yang sudah dicocokkan. "
        "Minta daftar terbaru kepada BPJS, lalu cocokkan yang itu."
    )


def day_ahead(what: str) -> ListDoesNotFit:
    return ListDoesNotFit(f"Tanggal {what} masih di depan. Isi tanggal yang tertulis pada suratnya.")


def refund_too_early(*, refunded_on: date, opened: date) -> ListDoesNotFit:
    return ListDoesNotFit(
        f"Tanggal pengembalian {day_text(refunded_on)} lebih awal daripada pembayarannya, {day_text(opened)}. "
        "Periksa tanggal pada bukti setornya."
    )


def month_missing() -> MonthMissing:
    return MonthMissing(
        "Bulan pertama pembayar lain tidak diketahui. Isi bulan terakhir yang masih menjadi tanggungan kita."
    )
