"""Named refusals. The text is a sentence for whoever asked, with what to do next."""

from collections.abc import Sequence
from datetime import date

from payung.shared.dates import day_text
from payung.shared.money import grouped


class Refused(Exception):
    """What was asked of a decree may not be done, and the text says what can."""


class NotFound(Refused):
    """There is no such decree, line or place for this actor."""


class NotYours(Refused):
    """The role or part of the map of whoever asks does not reach so far."""


class ChangedSince(Refused):
    """Names were taken out of a draft while somebody read it."""


class NoticeHangs(Refused):
    """The public notice of the names is not over."""


class MakerIsChecker(Refused):
    """Whoever drew it up may not check it."""


class RequestUsed(Refused):
    """The key of the request already stands for something else."""


class NobodyToName(Refused):
    """No line would be left."""


class NotCleared(Refused):
    """Lines whose pre-check is missing or expired, or that an objection holds: their persons."""

    def __init__(self, text: str, *, person_ids: Sequence[int]) -> None:
        super().__init__(text)
        self.person_ids = tuple(person_ids)


class CountDiffers(Refused):
    """The signed paper names more or fewer than were frozen."""


class DayDoesNotFit(Refused):
    """A day before or after what it must follow or precede."""


class NumberUsed(Refused):
    """Another decree of the programme has this number."""


class PlacesGone(Refused):
    """The places were taken while we looked."""


class MoneyGone(Refused):
    """The books of a fund have not so much left."""


class NoMinutes(Refused):
    """The agreement asks for a decree where names are replaced."""


class LineTaken(Refused):
    """Another amendment, or this one, already disposes of the line or the person."""


class TooLate(Refused):
    """Another has checked it since."""


class ReasonMissing(Refused):
    """Somebody must say why."""


def not_found() -> NotFound:
    return NotFound("Keputusan ini tidak ada di wilayah Anda. Buka kembali daftar keputusan dan pilih dari sana.")


def no_selection() -> NotFound:
    return NotFound("Hasil seleksi ini bukan milik program ini. Buka seleksi program dan mulai dari sana.")


def not_ranked() -> NotFound:
    return NotFound("Seleksi ini belum diurutkan atau sudah dibatalkan. Pakai seleksi yang berlaku.")


def no_line() -> NotFound:
    return NotFound("Baris ini tidak ada dalam keputusan. Buka daftar barisnya dan pilih dari sana.")


def not_yours(who: str) -> NotYours:
    return NotYours(f"Langkah ini dilakukan oleh {who} untuk seluruh kabupaten. Mintalah ia melakukannya.")


def maker_is_checker() -> MakerIsChecker:
    return MakerIsChecker(
        "Rancangan ini Anda buat sendiri, jadi orang lain yang memeriksanya. "
        "Mintalah operator lain atau kepala dinas membukanya."
    )


def request_used() -> RequestUsed:
    return RequestUsed(
        "Permintaan ini sudah dipakai untuk langkah lain. Muat ulang halamannya, lalu lakukan langkah ini sekali lagi."
    )


def nobody_to_name() -> NobodyToName:
    return NobodyToName(
        "Tidak ada nama yang dapat dimasukkan. Lihat alasan tiap orang, lalu lengkapi pemadanan atau kuotanya."
    )


def changed_since(*, names: int) -> ChangedSince:
    """The draft is not the one that was read."""
    return ChangedSince(
        f"Rancangan ini berubah sejak Anda membukanya: kini {grouped(names)} nama. Baca lagi, lalu nyatakan sudah diperiksa."
    )


def notice_hangs(*, until: date) -> NoticeHangs:
    """The list of names still hangs out: an objection that comes later would reach no frozen line."""
    return NoticeHangs(
        f"Uji publik masih berlangsung sampai {day_text(until)}. Kirim ke proses paraf setelah hari itu, "
        "agar sanggahan yang masuk tetap diperiksa."
    )


def not_cleared(*, unchecked: Sequence[int], held: Sequence[int]) -> NotCleared:
    """Persons without a valid pre-check, and persons whom an objection holds."""
    parts = []
    if unchecked:
        parts.append(
            f"{grouped(len(unchecked))} nama tidak lagi punya pemadanan yang berlaku: "
            "perbarui pemadanannya, atau catat pengecualian dengan alasan."
        )
    if held:
        parts.append(f"{grouped(len(held))} nama tertahan sanggahan: selesaikan sanggahannya.")
    parts.append("Atau kembalikan rancangan dan keluarkan nama itu.")
    return NotCleared(" ".join(parts), person_ids=[*unchecked, *held])


def count_differs(*, counted: int, frozen: int) -> CountDiffers:
    return CountDiffers(
        f"Kertas yang ditandatangani memuat {grouped(counted)} nama, daftar yang dibekukan {grouped(frozen)}. "
        "Hitung sekali lagi; bila memang berbeda, jangan dicatat dan minta kertas yang benar."
    )


def day_before(*, day: date, earliest: date, what: str) -> DayDoesNotFit:
    return DayDoesNotFit(
        f"Tanggal {what} {day_text(day)} lebih awal dari {day_text(earliest)}. Periksa tanggal di kertasnya."
    )


def day_ahead(*, day: date, what: str) -> DayDoesNotFit:
    return DayDoesNotFit(f"Tanggal {what} {day_text(day)} belum tiba. Catat setelah hari itu.")


def number_used(number: str) -> NumberUsed:
    return NumberUsed(f"Nomor {number} sudah dipakai keputusan lain. Periksa nomor di kertasnya.")


def places_gone() -> PlacesGone:
    return PlacesGone("Tempat yang tersisa baru saja diambil rancangan lain. Ulangi untuk melihat sisa tempatnya.")


def money_gone(text: str) -> MoneyGone:
    """`text`: what the books say, with what to do next."""
    return MoneyGone(text)


def no_place() -> NotFound:
    return NotFound(
        "Orang ini tidak punya tempat yang dapat dipulihkan dalam program ini. "
        "Namai ia lagi dengan keputusan perubahan atau berita acara."
    )


def place_taken(name: str) -> PlacesGone:
    return PlacesGone(
        f"Tempat {name} sudah dipakai orang lain dan kuotanya penuh. "
        "Tambah kuotanya, atau bebaskan satu tempat lain lebih dahulu."
    )


def place_given_away(name: str) -> LineTaken:
    return LineTaken(
        f"{name} sedang diganti oleh rancangan perubahan. Batalkan rancangan itu lebih dahulu, lalu pulihkan."
    )


def place_struck(name: str) -> LineTaken:
    return LineTaken(
        f"{name} sudah dicoret oleh perubahan yang berlaku. Namai lagi dengan keputusan perubahan atau berita acara."
    )


def not_a_draft() -> TooLate:
    return TooLate(
        "Keputusan ini sudah diperiksa, jadi isinya tidak diubah lagi. Kembalikan menjadi rancangan bila perlu diubah."
    )


def no_minutes() -> NoMinutes:
    return NoMinutes(
        "PKS program ini tidak mengizinkan penggantian dengan berita acara. Buat keputusan perubahan sebagai gantinya."
    )


def line_struck(number: int) -> LineTaken:
    return LineTaken(f"Baris {number} sudah dicoret perubahan lain. Keluarkan dari perubahan ini.")


def has_place(name: str) -> LineTaken:
    return LineTaken(f"{name} sudah punya tempat dalam program ini. Pilih orang lain sebagai pengganti.")


def named_twice(names: Sequence[str]) -> LineTaken:
    """Two persons turned out to be one human being after the draft."""
    return LineTaken(
        f"Orang yang sama sudah punya tempat dengan data lain: {', '.join(names[:5])}. "
        "Kembalikan rancangan, keluarkan nama itu, lalu periksa dan kirim lagi."
    )


def reason_missing() -> ReasonMissing:
    return ReasonMissing("Alasannya belum ditulis. Tulis dalam satu kalimat mengapa ini dilakukan.")


def holds_nik() -> ReasonMissing:
    return ReasonMissing("Tulisan ini tidak boleh memuat NIK atau nomor KK. Hapus nomornya, lalu simpan lagi.")


def number_missing() -> NumberUsed:
    return NumberUsed("Nomor keputusannya belum ditulis. Salin dari kertas yang ditandatangani.")


def months_outside(name: str) -> DayDoesNotFit:
    return DayDoesNotFit(f"Bulan untuk {name} berada di luar masa programnya. Pilih bulan di dalam masa program.")


def nothing_to_change() -> NobodyToName:
    return NobodyToName("Perubahan ini belum mencoret atau menambah nama. Pilih sedikitnya satu nama.")


def beyond_places(names: Sequence[str]) -> PlacesGone:
    shown = ", ".join(names[:5])
    more = f" dan {grouped(len(names) - 5)} orang lain" if len(names) > 5 else ""
    return PlacesGone(
        f"Tidak ada tempat untuk {shown}{more}: kuota atau dananya penuh. Coret nama lain lebih dahulu, atau kurangi."
    )


def without_nik(names: Sequence[str]) -> NotFound:
    return NotFound(f"NIK {', '.join(names[:5])} belum tercatat. Lengkapi NIK-nya di halaman orangnya.")


def unpaired() -> NoMinutes:
    return NoMinutes(
        "Berita acara mengganti satu nama dengan satu nama. Pasangkan tiap pengganti dengan nama yang digantikannya."
    )
