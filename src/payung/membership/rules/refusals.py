"""Named refusals. The text is a sentence for whoever asked, with what to do next."""

from datetime import date

from payung.shared.dates import Month, day_text


class Refused(Exception):
    """What was asked of a membership may not be done, and the text says what can."""


class NotFound(Refused):
    """There is no such membership for this actor."""


class NotYours(Refused):
    """The role or part of the map of whoever asks does not reach so far."""


class EvidenceMissing(Refused):
    """An end that needs a document came without one."""


class DayDoesNotFit(Refused):
    """A day or month lies where it cannot."""


class ReasonMissing(Refused):
    """Somebody must say why."""


class KpjDoesNotFit(Refused):
    """A KPJ is another person's, or not written like one."""


class PlaceGone(Refused):
    """What an end gave away is not there to be given back."""


class FundShort(Refused):
    """A fund has not so much left as members who move to it need."""


class RequestUsed(Refused):
    """The key of the request already stands for something else."""


class NotOfTheRule(Refused):
    """The rule named does not say it of this person."""


def fund_short(*, fund: str, because: str) -> FundShort:
    return FundShort(
        f"Peserta belum dapat dipindahkan ke dana {fund}: {because} Sesudah itu, pindahkan peserta ini kembali."
    )


def not_found() -> NotFound:
    return NotFound("Kepesertaan ini tidak ada di wilayah Anda. Buka kembali daftar peserta dan pilih dari sana.")


def not_yours() -> NotYours:
    return NotYours(
        "Langkah ini dilakukan oleh operator atau kepala dinas untuk seluruh kabupaten. Mintalah salah satunya melakukannya."
    )


def evidence_missing(what: str) -> EvidenceMissing:
    return EvidenceMissing(
        f"Pengakhiran karena {what} memerlukan dokumen: unggah suratnya, atau tunggu kepastian desa melalui verval. "
        "Sampai itu ada, tahan saja kepesertaannya."
    )


def day_ahead(*, day: date) -> DayDoesNotFit:
    return DayDoesNotFit(f"Tanggal kejadian {day_text(day)} belum tiba. Periksa lagi tanggalnya.")


def last_month_missing(what: str) -> DayDoesNotFit:
    return DayDoesNotFit(f"Untuk {what}, pilih bulan terakhir yang masih menjadi kewajiban.")


def month_outside(*, month: Month, first: Month, last: Month) -> DayDoesNotFit:
    return DayDoesNotFit(
        f"{month.text} berada di luar masa kepesertaan ini ({first.text} s.d. {last.text}). Pilih bulan di dalamnya."
    )


def lost_at_sea() -> Refused:
    return Refused(
        "Ada peserta yang dikabarkan hilang di laut. Kepesertaannya tidak diakhiri dengan alasan ini sebelum kehilangannya "
        "diputuskan di klaimnya. Lepaskan namanya dari daftar ini, lalu akhiri yang lain."
    )


def reason_missing() -> ReasonMissing:
    return ReasonMissing("Alasannya belum ditulis. Tulis dalam satu kalimat mengapa ini dilakukan.")


def holds_nik() -> ReasonMissing:
    return ReasonMissing("Tulisan ini tidak boleh memuat NIK atau nomor KK. Hapus nomornya, lalu simpan lagi.")


def kpj_of_another(kpj: str) -> KpjDoesNotFit:
    return KpjDoesNotFit(f"KPJ {kpj} sudah dimiliki orang lain. Cocokkan dengan kartunya, atau tanyakan ke BPJS.")


def kpj_unlike_one() -> KpjDoesNotFit:
    return KpjDoesNotFit("KPJ terdiri dari 11 angka atau huruf besar. Salin dari kartu atau jawaban BPJS.")


def member_again() -> PlaceGone:
    return PlaceGone(
        "Orang ini sudah terdaftar lagi dalam program yang sama. Kepesertaan yang lama tetap berakhir; lihat yang baru."
    )


def line_struck() -> PlaceGone:
    return PlaceGone(
        "Namanya sudah dicoret oleh perubahan keputusan. Masukkan kembali melalui keputusan perubahan berikutnya."
    )


def place_gone(sentence: str) -> PlaceGone:
    """What decrees say of the place."""
    return PlaceGone(sentence)


def request_used() -> RequestUsed:
    return RequestUsed(
        "Permintaan ini sudah dipakai untuk langkah lain. Muat ulang halamannya, lalu lakukan langkah ini sekali lagi."
    )


def no_age_rule() -> NotOfTheRule:
    return NotOfTheRule(
        "Kriteria program ini tidak mengatur batas umur bagi peserta yang melanjutkan. "
        "Ubah kriterianya dahulu bila memang ada batasnya."
    )


def below_the_age(names: int) -> NotOfTheRule:
    return NotOfTheRule(
        f"{names} orang belum melewati batas umur pada hari itu. Buka lagi daftarnya dan pilih dari sana."
    )
