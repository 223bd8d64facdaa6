"""Named refusals. The text is a sentence for whoever asked, with what to do next."""

from collections.abc import Sequence
from datetime import date

from payung.shared.dates import day_text


class Refused(Exception):
    """What was asked of a claim may not be done, and the text says what can."""


class NotFound(Refused):
    """There is no such claim for this actor."""


class NotYours(Refused):
    """The role or part of the map of whoever asks does not reach so far, or somebody else must do it."""


class Lacking(Refused):
    """Something must be there before this step; `page` of the claim is where it is brought."""

    def __init__(self, sentence: str, *, page: str = "") -> None:
        super().__init__(sentence)
        self.page = page


class DayDoesNotFit(Refused):
    """A day lies where it cannot."""


class ReasonMissing(Refused):
    """Somebody must say why, without the number of anybody."""


class RequestUsed(Refused):
    """The key of the request already stands for something else."""


class TwoClaims(Refused):
    """There is a claim of this event or death already."""


class FactsDoNotFit(Refused):
    """What was written of a claim cannot be so; `sentences` say all of it at once."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


def not_found() -> NotFound:
    return NotFound("Klaim ini tidak ada di wilayah Anda. Buka lagi daftar klaim dan pilih dari sana.")


def not_yours() -> NotYours:
    return NotYours(
        "Langkah ini dilakukan oleh operator atau kepala dinas untuk seluruh kabupaten. Mintalah salah satunya melakukannya."
    )


def reporter_is_you() -> NotYours:
    return NotYours(
        "Anda yang mencatat laporannya. Langkah yang menentukan uang dilakukan petugas lain: mintalah rekan Anda melakukannya."
    )


def confirmer_is_reporter() -> NotYours:
    return NotYours(
        "Anda yang mencatat laporannya. Kepastian meninggal dicatat petugas lain: mintalah rekan Anda atau kepala dinas."
    )


def letter_missing() -> Lacking:
    return Lacking("Nomor dan tanggal suratnya belum ditulis. Langkah ini memerlukan surat dari BPJS atau pengawas.")


def scan_missing() -> Lacking:
    return Lacking("Pindaian suratnya belum ada. Foto atau pindai suratnya, lalu unggah bersama langkah ini.")


def answers_missing() -> Lacking:
    return Lacking(
        "Lima pertanyaan tentang meninggalnya belum terjawab semua. Jawab dahulu, atau perlakukan sebagai kecelakaan kerja.",
        page="answers",
    )


def possibly_work() -> Lacking:
    return Lacking(
        "Menurut jawaban lima pertanyaan, kejadian ini mungkin kecelakaan kerja. "
        "Klaim JKK diajukan lebih dahulu sampai BPJS menyimpulkan secara tertulis."
    )


def papers_missing(kinds: int) -> Lacking:
    return Lacking(f"Masih kurang {kinds} berkas. Lengkapi dahulu di halaman berkas, lalu kirim.", page="papers")


def computation_missing() -> Lacking:
    return Lacking(
        "Hitungan manfaatnya belum disetujui. Mintalah persetujuan di halaman hitungan, lalu kirim.", page="computation"
    )


def differences_open(count: int) -> Lacking:
    return Lacking(
        f"Masih ada {count} selisih yang terbuka. Selesaikan atau putuskan dahulu di halaman hitungan.",
        page="computation",
    )


def payment_missing() -> Lacking:
    return Lacking(
        "Pembayarannya belum dicatat. Catat dahulu di halaman hitungan berapa dan kapan uangnya diterima.",
        page="computation",
    )


def day_ahead(*, day: date) -> DayDoesNotFit:
    return DayDoesNotFit(f"Tanggal {day_text(day)} belum tiba. Periksa lagi tanggalnya.")


def before_the_event(*, day: date, event_date: date) -> DayDoesNotFit:
    return DayDoesNotFit(
        f"Tanggal {day_text(day)} mendahului hari kejadian, {day_text(event_date)}. Periksa lagi tanggalnya."
    )


def before_birth(*, day: date, birth_date: date) -> DayDoesNotFit:
    return DayDoesNotFit(
        f"Tanggal {day_text(day)} mendahului hari lahirnya, {day_text(birth_date)}. Periksa lagi tanggal atau orangnya."
    )


def before_the_attack() -> DayDoesNotFit:
    return DayDoesNotFit("Saat meninggal mendahului saat serangan. Periksa lagi kedua jamnya.")


def reason_missing() -> ReasonMissing:
    return ReasonMissing("Alasannya belum ditulis. Tulis dalam satu kalimat mengapa ini dilakukan.")


def holds_nik() -> ReasonMissing:
    return ReasonMissing("Tulisan ini tidak boleh memuat NIK atau nomor KK. Hapus nomornya, lalu simpan lagi.")


def evidence_missing() -> Lacking:
    return Lacking(
        "Kepastian meninggal memerlukan dokumen: akta atau surat kematian, atau penetapan pengadilan. "
        "Unggah suratnya; sampai itu ada, kepesertaannya tetap ditahan."
    )


def not_of_a_death() -> Refused:
    return Refused("Lima pertanyaan ini hanya untuk orang yang meninggal atau hilang. Isi keterangan kecelakaannya.")


def death_told_already(*, day: date) -> Refused:
    return Refused(f"Meninggalnya sudah dipastikan: {day_text(day)}. Bila keliru, batalkan dahulu kepastian itu.")


def no_death_told() -> Refused:
    return Refused("Belum ada kepastian meninggal yang dapat dibatalkan pada klaim ini.")


def death_claimed_already() -> TwoClaims:
    return TwoClaims(
        "Sudah ada klaim kematian untuk orang ini. Buka klaim itu dari halaman orangnya, dan lanjutkan di sana."
    )


def event_claimed_already() -> TwoClaims:
    return TwoClaims("Sudah ada klaim yang berjalan untuk orang dan hari yang sama. Lanjutkan di sana.")


def facts_closed() -> Refused:
    return Refused(
        "Keterangan klaim ini tidak diubah lagi: klaim sudah diajukan, ditetapkan atau ditutup. "
        "Bila BPJS mengembalikannya, catat dahulu pengembaliannya."
    )


def request_used() -> RequestUsed:
    return RequestUsed(
        "Permintaan ini sudah dipakai untuk langkah lain. Muat ulang halamannya, lalu lakukan langkah ini sekali lagi."
    )
