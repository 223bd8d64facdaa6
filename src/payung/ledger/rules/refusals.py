"""Named refusals. The text is a sentence for whoever asked, with what to do next."""

from datetime import date

from payung.ledger.rules.words import ACCOUNTS, OWN_WAY
from payung.ledger.states import AccountKind, EntryKind
from payung.shared.dates import Month, day_text
from payung.shared.money import grouped, rupiah_text


class Refused(Exception):
    """What was asked of the books may not be done, and the text says what can."""


class NotFound(Refused):
    """There is no such entry or fund for this actor."""


class NotYours(Refused):
    """The role or part of the map of whoever asks does not reach so far."""


class NotEnough(Refused):
    """An account holds less than would leave it."""


class MonthClosed(Refused):
    """The day lies in a month whose books are closed."""


class DayAhead(Refused):
    """The day has not come."""


class RequestUsed(Refused):
    """The key of the request already stands for something else."""


class CeilingTooLow(Refused):
    """More of the ceiling is bound already than it would hold."""


class NotReversible(Refused):
    """This entry is not turned back by hand."""


class MakerIsChecker(Refused):
    """Whoever wrote it does not turn it back."""


class NotInOrder(Refused):
    """Months are closed one after the other, once they are over."""


class ReasonMissing(Refused):
    """Somebody must say why."""


class Unsound(Refused):
    """The books do not balance: they were changed past the house."""


def not_found() -> NotFound:
    return NotFound("Catatan ini tidak ada dalam buku wilayah Anda. Buka buku program dan pilih dari sana.")


def not_yours(who: str) -> NotYours:
    return NotYours(f"Langkah ini dilakukan oleh {who} untuk seluruh kabupaten. Mintalah ia melakukannya.")


def not_enough(*, kind: AccountKind, fund: str, there_rp: int, months: int, wanted_rp: int, wanted: int) -> NotEnough:
    """More would leave the account than it holds."""
    return NotEnough(
        f"“{ACCOUNTS[kind]}” dana {fund} tinggal {rupiah_text(there_rp)} ({grouped(months)} OB), "
        f"yang diperlukan {rupiah_text(wanted_rp)} ({grouped(wanted)} OB). "
        f"{_FIRST.get(kind, 'Periksa catatan sebelumnya di buku dana ini.')}"
    )


_FIRST = {
    AccountKind.CEILING: "Periksa pagu dana di halaman program.",
    AccountKind.AVAILABLE: "Tambah pagu dananya, atau bebaskan dahulu bulan yang tidak dipakai.",
    AccountKind.COMMITTED: "Tagih hanya bulan yang namanya ada dalam keputusan yang berlaku.",
    AccountKind.BILLED: "Periksa tagihannya: bayar atau batalkan tidak melebihi yang ditagih.",
    AccountKind.PAID: "Catat dahulu SP2D tagihannya.",
    AccountKind.RECEIVED: "Catat dahulu penerimaan BPJS.",
    AccountKind.OVERPAID: "Periksa kelebihan bayar yang masih terbuka.",
}


def month_closed(*, month: Month, through: Month) -> MonthClosed:
    return MonthClosed(
        f"Buku {month.text} sudah ditutup (tutup buku s.d. {through.text}). "
        f"Catat dengan tanggal mulai {day_text(through.plus(1).first_day)}."
    )


def day_ahead(day: date) -> DayAhead:
    return DayAhead(f"Tanggal {day_text(day)} belum tiba. Catat di buku setelah hari itu.")


def request_used() -> RequestUsed:
    return RequestUsed(
        "Permintaan ini sudah dipakai untuk catatan lain. Muat ulang halamannya, lalu lakukan langkah ini sekali lagi."
    )


def ceiling_too_low(*, fund: str, ceiling_rp: int, bound_rp: int) -> CeilingTooLow:
    return CeilingTooLow(
        f"Pagu dana {fund} {rupiah_text(ceiling_rp)} lebih kecil dari yang sudah terikat, {rupiah_text(bound_rp)}. "
        "Naikkan pagunya di halaman program, atau bebaskan dahulu yang terikat."
    )


def not_reversible(kind: EntryKind) -> NotReversible:
    return NotReversible(f"Catatan ini tidak dibalik dari buku. {OWN_WAY[kind]}")


def reversed_already() -> NotReversible:
    return NotReversible("Catatan ini sudah dibalik. Buka catatan pembaliknya untuk melihat alasannya.")


def maker_is_checker() -> MakerIsChecker:
    return MakerIsChecker(
        "Catatan ini Anda buat sendiri, jadi orang lain yang membaliknya. Mintalah kepala dinas lain."
    )


def not_over(month: Month) -> NotInOrder:
    return NotInOrder(f"{month.text} belum berakhir. Tutup bukunya mulai {day_text(month.plus(1).first_day)}.")


def not_next(*, month: Month, next_: Month) -> NotInOrder:
    return NotInOrder(
        f"Buku ditutup berurutan: berikutnya {next_.text}, bukan {month.text}. Tutup {next_.text} dahulu."
    )


def reason_missing() -> ReasonMissing:
    return ReasonMissing("Alasannya belum ditulis. Tulis dalam satu kalimat mengapa catatan ini dibalik.")


def holds_nik() -> ReasonMissing:
    return ReasonMissing("Tulisan ini tidak boleh memuat NIK atau nomor KK. Hapus nomornya, lalu simpan lagi.")


def unsound(*, total_rp: int) -> Unsound:
    return Unsound(
        f"Neraca saldo tidak nol ({rupiah_text(total_rp)}), jadi bukunya tidak ditutup. "
        "Hubungi pengelola sistem: isi basis data berubah di luar Payung."
    )
