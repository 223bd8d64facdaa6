"""Refusals that every subject of this room knows. Each text is a sentence for whoever asked, with what to do next."""


class Refused(Exception):
    """What was asked may not be done, and the text says what can."""


class NotFound(Refused):
    """There is none such for this actor."""


class NotYours(Refused):
    """The role or part of the map of whoever asks does not reach so far."""


class RequestUsed(Refused):
    """The key of the request already stands for something else."""


class WordsMissing(Refused):
    """Somebody must say why, or who; or what was written could be a NIK."""


def not_yours(who: str) -> NotYours:
    return NotYours(f"Langkah ini dilakukan oleh {who} untuk seluruh kabupaten. Mintalah ia melakukannya.")


def request_used() -> RequestUsed:
    return RequestUsed(
        "Permintaan ini sudah dipakai untuk langkah lain. Muat ulang halamannya, lalu lakukan langkah ini sekali lagi."
    )


def holds_nik() -> WordsMissing:
    return WordsMissing("Tulisan ini tidak boleh memuat NIK atau nomor KK. Hapus nomornya, lalu simpan lagi.")
