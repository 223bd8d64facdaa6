"""What a person may decide of a row that waits. Pure."""

from enum import StrEnum

from payung.enrolment.rules.answer_words import Doubt


class Decision(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    SET_ASIDE = "set_aside"  # the row says nothing that is used


# What no decision can pass over, and what is done instead.
CANNOT_ACCEPT = {
    Doubt.KPJ_MISSING: "BPJS menerima tanpa KPJ. Tanyakan KPJ-nya ke BPJS, lalu isi di sini.",
    Doubt.LINE_GONE: "Nama ini sudah dicoret dari Keputusan atau tempatnya sudah dilepas. Kesampingkan baris ini, dan"
    " mintalah BPJS menonaktifkannya.",
    Doubt.MONTHS_OVER: "Bulan perlindungan baris ini sudah lewat saat BPJS mendaftarkannya. Kesampingkan baris ini, dan"
    " ajukan lagi pada program berikutnya.",
}
KPJ_DAMAGED = "KPJ terdiri dari 11 huruf atau angka. Lihat lagi jawaban BPJS, lalu tulis KPJ-nya lengkap."
KPJ_TAKEN = "KPJ ini sudah tercatat milik orang lain. Tanyakan KPJ yang benar ke BPJS."
MEMBER_ALREADY = "Orang ini sudah menjadi peserta program ini lewat baris lain. Kesampingkan baris ini."
NO_LINE = "Belum jelas siapa yang dimaksud baris ini. Isi kunci baris dari buku kerja kita, atau kesampingkan."
NO_SUCH_KEY = "Kunci baris ini tidak ada pada batch program ini. Periksa penulisannya."
NOT_WAITING = "Baris ini sudah diselesaikan. Muat ulang halamannya."
ACCEPTED_ALREADY = "Orang ini sudah menjadi peserta. Bila BPJS memang membatalkannya, akhiri kepesertaannya, lalu kesampingkan baris ini."
REASON_MISSING = "Pilih arti alasan BPJS, agar desa tahu apa yang harus diperbaiki."
