"""Named refusals of batches. The text is a sentence for whoever asked, with what to do next."""

from collections.abc import Sequence
from datetime import date

from payung.shared.dates import day_text
from payung.shared.money import grouped


class Refused(Exception):
    """What was asked of a batch may not be done, and the text says what can."""


class NotFound(Refused):
    """There is no such batch or line for this actor."""


class NotYours(Refused):
    """The role or part of the map of whoever asks does not reach so far."""


class RequestUsed(Refused):
    """The key of the request already stands for something else."""


class NobodyToSend(Refused):
    """No line would be left."""


class FactsMissing(Refused):
    """The insurer's layout needs what is not known of some persons: their lines."""

    def __init__(self, text: str, *, line_ids: Sequence[int]) -> None:
        super().__init__(text)
        self.line_ids = tuple(line_ids)


class NotWhole(Refused):
    """A worker still draws it up."""


class DayDoesNotFit(Refused):
    """A day before what it must follow, or one that has not come."""


class ReasonMissing(Refused):
    """Somebody must say why, and without a NIK."""


class DetailUnreadable(Refused):
    """What was written down cannot be such a value."""


class LayoutUnusable(Refused):
    """The layout of the workbooks cannot be read."""


def not_found() -> NotFound:
    return NotFound("Batch ini tidak ada di wilayah Anda. Buka kembali daftar batch dan pilih dari sana.")


def no_programme() -> NotFound:
    return NotFound("Program atau sumber dana ini tidak ada di kabupaten Anda. Pilih dari daftar program.")


def no_line() -> NotFound:
    return NotFound("Baris ini tidak ada dalam batch. Buka daftar barisnya dan pilih dari sana.")


def not_yours() -> NotYours:
    return NotYours(
        "Langkah ini dilakukan oleh operator dinas untuk seluruh kabupaten. Mintalah operator melakukannya."
    )


def request_used() -> RequestUsed:
    return RequestUsed(
        "Permintaan ini sudah dipakai untuk langkah lain. Muat ulang halamannya, lalu lakukan langkah ini sekali lagi."
    )


def nobody_to_send(*, kind: str, waiting: int, refused: int) -> NobodyToSend:
    """`kind` in words; `waiting` and `refused`: who would be in it, but for a batch not answered, or a refusal."""
    parts = [f"Tidak ada yang perlu dikirim dalam batch {kind}."]
    if waiting:
        parts.append(f"{grouped(waiting)} orang masih menunggu jawaban batch lain.")
    if refused:
        parts.append(f"{grouped(refused)} orang ditolak BPJS dan datanya belum berubah: perbaiki datanya dahulu.")
    return NobodyToSend(" ".join(parts))


def facts_missing(*, persons: int, titles: Sequence[str], line_ids: Sequence[int]) -> FactsMissing:
    """Persons of whom columns that the insurer needs are empty."""
    return FactsMissing(
        f"{grouped(persons)} orang belum lengkap untuk BPJS: {', '.join(titles)}. "
        "Lengkapi datanya, atau keluarkan orang itu dari batch ini.",
        line_ids=line_ids,
    )


def not_whole() -> NotWhole:
    return NotWhole("Batch ini masih disusun. Tunggu sampai seluruh barisnya ada, lalu ulangi.")


def not_a_draft() -> NotWhole:
    return NotWhole("Buku kerja batch ini sudah dibuat, jadi isinya tidak diubah lagi. Batalkan batch bila perlu.")


def day_ahead(day: date) -> DayDoesNotFit:
    return DayDoesNotFit(f"Tanggal kirim {day_text(day)} belum tiba. Catat setelah hari itu.")


def day_before(*, day: date, exported: date) -> DayDoesNotFit:
    return DayDoesNotFit(
        f"Tanggal kirim {day_text(day)} lebih awal dari hari buku kerjanya dibuat, {day_text(exported)}. "
        "Periksa tanggal pengirimannya."
    )


def reason_missing() -> ReasonMissing:
    return ReasonMissing("Alasannya belum ditulis. Tulis dalam satu kalimat mengapa ini dilakukan.")


def holds_nik() -> ReasonMissing:
    return ReasonMissing("Tulisan ini tidak boleh memuat NIK atau nomor KK. Hapus nomornya, lalu simpan lagi.")


def layout_unusable(fault: str) -> LayoutUnusable:
    return LayoutUnusable(f"Tata letak BPJS tidak dapat dipakai: {fault}. Mintalah pengelola sistem memperbaikinya.")


def detail_unreadable(how: str) -> DetailUnreadable:
    """`how`: what such a value looks like."""
    return DetailUnreadable(f"{how}. Periksa lagi, lalu simpan.")


def nothing_written() -> DetailUnreadable:
    return DetailUnreadable("Belum ada isian baru yang terbaca. Isi kolom yang kosong, simpan, lalu unggah lagi.")


def list_unreadable() -> DetailUnreadable:
    return DetailUnreadable(
        "Berkas ini tidak dapat dibaca sebagai daftar isian. Simpan sebagai .xlsx tanpa kata sandi, lalu unggah lagi."
    )
