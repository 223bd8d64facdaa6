"""What is refused of payments and receipts: each text is a sentence for whoever asked, with what to do next."""

from datetime import date

from payung.contributions.rules.refusals import NotFound, Refused
from payung.contributions.states import Scheme
from payung.shared.dates import day_text
from payung.shared.money import grouped


class SharesDoNotFit(Refused):
    """What a payment is for: bills that cannot be paid now, of another fund, or more than they need."""


class NumberDoesNotFit(Refused):
    """A number of a paper is missing, or another paper has it."""


class DayDoesNotFit(Refused):
    """A day before or after what it must follow or precede, or outside the budget's year."""


class MakerIsChecker(Refused):
    """Whoever drew it up or verified it does not go on with it."""


class CodeExpired(Refused):
    """BPJS no longer takes money under the code of the bill."""


class ReceiptDiffers(Refused):
    """BPJS confirms another sum than the bill's."""


def payment_not_found() -> NotFound:
    return NotFound("SPP ini tidak ada di kabupaten Anda. Pilih dari daftar pembayaran.")


def nothing_to_pay() -> SharesDoNotFit:
    return SharesDoNotFit("SPP ini belum memuat tagihan. Pilih sedikitnya satu tagihan dan tulis jumlahnya.")


def bill_twice(number: int) -> SharesDoNotFit:
    return SharesDoNotFit(f"Tagihan {number} dipilih dua kali. Tulis satu jumlah untuk satu tagihan.")


def bill_elsewhere() -> SharesDoNotFit:
    return SharesDoNotFit("Ada tagihan yang bukan milik program ini. Pilih tagihan dari daftar program ini.")


def bill_not_issued(number: int) -> SharesDoNotFit:
    return SharesDoNotFit(f"Tagihan {number} belum punya kode iuran, atau sudah dibayar. Catat kodenya dahulu.")


def another_fund(number: int) -> SharesDoNotFit:
    return SharesDoNotFit(f"Tagihan {number} dari sumber dana lain. Susun SPP tersendiri untuk tiap sumber dana.")


def beyond_bill(*, number: int, scheme: Scheme, left_rp: int) -> SharesDoNotFit:
    return SharesDoNotFit(
        f"Iuran {scheme} tagihan {number} yang belum diminta tinggal Rp{grouped(left_rp)}. Tulis paling banyak jumlah itu."
    )


def not_above_nothing(number: int) -> SharesDoNotFit:
    return SharesDoNotFit(f"Jumlah untuk tagihan {number} harus lebih dari Rp0. Kosongkan bila tidak ikut dibayar.")


def number_missing(what: str) -> NumberDoesNotFit:
    return NumberDoesNotFit(f"Nomor {what} belum ditulis. Salin dari kertasnya.")


def number_used(*, what: str, number: str) -> NumberDoesNotFit:
    return NumberDoesNotFit(f"Nomor {what} {number} sudah dipakai pembayaran lain. Periksa nomor di kertasnya.")


def account_missing() -> NumberDoesNotFit:
    return NumberDoesNotFit("Kode rekening belanjanya belum ditulis. Salin dari DPA.")


def account_shared(*, code: str, other: Scheme) -> NumberDoesNotFit:
    return NumberDoesNotFit(
        f"Rekening {code} dipakai untuk iuran {other}. JKK dan JKM dibayar dari dua rekening; periksa kodenya di DPA."
    )


def day_ahead(*, day: date, what: str) -> DayDoesNotFit:
    return DayDoesNotFit(f"Tanggal {what} {day_text(day)} belum tiba. Periksa tanggal di kertasnya.")


def day_before(*, day: date, what: str, earliest: date, after: str) -> DayDoesNotFit:
    return DayDoesNotFit(
        f"Tanggal {what} {day_text(day)} mendahului {after} {day_text(earliest)}. Periksa tanggal di kertasnya."
    )


def before_budget(*, day: date, what: str, from_date: date) -> DayDoesNotFit:
    return DayDoesNotFit(
        f"Anggaran baru dapat dilaksanakan mulai {day_text(from_date)}, jadi {what} {day_text(day)} belum dapat terbit. "
        "Periksa tanggalnya, atau ubah kalender anggaran di halaman program."
    )


def after_last_order(*, day: date, last_date: date) -> DayDoesNotFit:
    return DayDoesNotFit(
        f"SPM terakhir tahun anggaran ini {day_text(last_date)}, jadi SPM {day_text(day)} tidak diterima BPKAD. "
        "Ajukan pada anggaran berikutnya, atau ubah kalender anggaran di halaman program."
    )


def another_year(*, day: date, order_date: date) -> DayDoesNotFit:
    return DayDoesNotFit(
        f"SP2D {day_text(day)} berada di luar tahun anggaran SPM-nya ({order_date.year}). Periksa tanggal di kertasnya."
    )


def same_person(what: str) -> MakerIsChecker:
    return MakerIsChecker(f"Yang menyusun atau memverifikasi SPP tidak dapat {what}. Mintalah petugas lain.")


def code_expired(*, number: int, expires: date) -> CodeExpired:
    return CodeExpired(
        f"Kode iuran tagihan {number} berakhir {day_text(expires)}. Minta kode baru ke BPJS, lalu catat di tagihan itu."
    )


def receipt_differs(*, amount_rp: int, payable_rp: int) -> ReceiptDiffers:
    return ReceiptDiffers(
        f"BPJS menulis Rp{grouped(amount_rp)}, sedangkan tagihan ini Rp{grouped(payable_rp)}. Periksa bukti terimanya; "
        "bila memang berbeda, catat selisihnya di pencocokan dan minta bukti terima yang sesuai."
    )
