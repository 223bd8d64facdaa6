"""The office's words for claims: where one stands, what is next, what happened, what can be done."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from payung.claims.rules.death import Pointer, Question
from payung.claims.states import Event, EventKind, Scheme, Standing, State

Words = str | Promise
KIND_WORDS: Mapping[EventKind, Words] = {
    EventKind.ACCIDENT: gettext_lazy("kecelakaan"),
    EventKind.DEATH: gettext_lazy("meninggal dunia"),
    EventKind.LOST_AT_SEA: gettext_lazy("hilang di laut"),
}
SCHEME_WORDS: Mapping[Scheme, Words] = {
    Scheme.OPEN: gettext_lazy("belum ditentukan"),
    Scheme.JKK: gettext_lazy("JKK, kecelakaan kerja"),
    Scheme.JKM: gettext_lazy("JKM, kematian"),
}
STATE_WORDS: Mapping[State, Words] = {
    State.UNDETERMINED: gettext_lazy("menunggu penentuan skema"),
    State.REPORTED: gettext_lazy("dilaporkan"),
    State.STAGE_ONE: gettext_lazy("laporan tahap I di BPJS"),
    State.SUSPECTED: gettext_lazy("dugaan kecelakaan kerja"),
    State.CONCLUDED: gettext_lazy("disimpulkan kecelakaan kerja"),
    State.IN_CARE: gettext_lazy("masih dirawat"),
    State.STAGE_TWO: gettext_lazy("laporan tahap II di BPJS"),
    State.ASSESSED: gettext_lazy("kecacatan ditetapkan"),
    State.PAPERS: gettext_lazy("berkas dikumpulkan"),
    State.SUBMITTED: gettext_lazy("diajukan ke BPJS"),
    State.DECIDED: gettext_lazy("ditetapkan BPJS"),
    State.PAID: gettext_lazy("dibayar"),
    State.REFUSED: gettext_lazy("ditolak BPJS"),
    State.DISPUTED: gettext_lazy("diperselisihkan"),
    State.CLOSED: gettext_lazy("ditutup"),
    State.WITHDRAWN: gettext_lazy("ditarik"),
}
SIGNS: Mapping[State, str] = {
    **dict.fromkeys(State, "waiting"),
    State.PAID: "covered",
    State.CLOSED: "notyet",  # paid or refused: being over is neither
    State.REFUSED: "uncovered",
    State.WITHDRAWN: "notyet",
}
_STANDS: Mapping[State, Words] = {
    State.UNDETERMINED: gettext_lazy(
        "Skemanya belum ditentukan. Berikutnya: jawab lima pertanyaan tentang meninggalnya."
    ),
    State.STAGE_ONE: gettext_lazy(
        "Laporan tahap I sudah di BPJS. Berikutnya: catat kesimpulan BPJS bila suratnya datang."
    ),
    State.SUSPECTED: gettext_lazy(
        "BPJS menanganinya sebagai dugaan kecelakaan kerja. Berikutnya: catat kesimpulan BPJS bila suratnya datang."
    ),
    State.CONCLUDED: gettext_lazy(
        "BPJS menyimpulkan kecelakaan kerja. Berikutnya: lengkapi berkas tahap II, lalu kirim."
    ),
    State.IN_CARE: gettext_lazy("Peserta masih dirawat. Berikutnya: kirim laporan tahap II sesudah perawatan selesai."),
    State.STAGE_TWO: gettext_lazy(
        "Laporan tahap II sudah di BPJS. Berikutnya: catat penetapan BPJS bila suratnya datang."
    ),
    State.ASSESSED: gettext_lazy(
        "Kecacatannya sudah ditetapkan. Berikutnya: catat penetapan BPJS bila suratnya datang."
    ),
    State.PAPERS: gettext_lazy("Berkasnya sedang dikumpulkan. Berikutnya: ajukan ke BPJS bila sudah lengkap."),
    State.SUBMITTED: gettext_lazy("Klaim sudah diajukan. Berikutnya: catat penetapan BPJS bila suratnya datang."),
    State.DECIDED: gettext_lazy(
        "BPJS sudah menetapkan jumlahnya. Berikutnya: catat pembayaran bila keluarga sudah menerimanya."
    ),
    State.PAID: gettext_lazy("Klaim sudah dibayar. Berikutnya: bandingkan dengan yang menjadi hak, lalu tutup."),
    State.REFUSED: gettext_lazy(
        "BPJS menolak klaim ini. Berikutnya: ajukan lagi atau keberatan, atau tutup dengan alasannya."
    ),
    State.DISPUTED: gettext_lazy("Penolakannya sedang diperselisihkan. Berikutnya: catat hasilnya bila sudah ada."),
    State.CLOSED: gettext_lazy("Klaim ini sudah selesai dan ditutup."),
    State.WITHDRAWN: gettext_lazy("Klaim ini sudah ditarik. Pulihkan bila ternyata tetap diperlukan."),
}
_REPORTED_JKK = gettext_lazy("Baru dilaporkan sebagai kecelakaan kerja. Berikutnya: kirim laporan tahap I ke BPJS.")
_REPORTED_JKM = gettext_lazy("Diurus sebagai kematian (JKM). Berikutnya: kumpulkan berkas ahli waris.")
_ANSWERED = gettext_lazy("Skemanya belum ditentukan. Berikutnya: tentukan menurut lima jawaban.")
_LOST = gettext_lazy(
    "Hilang di laut, belum ada kepastian. Berikutnya: kumpulkan bukti pencarian dan jawab lima pertanyaan."
)
EVENT_WORDS: Mapping[Event, Words] = {
    Event.TREAT_AS_WORK: gettext_lazy("Diurus sebagai kecelakaan kerja lebih dahulu"),
    Event.TREAT_AS_DEATH: gettext_lazy("Diurus sebagai kematian (JKM)"),
    Event.SEND_STAGE_ONE: gettext_lazy("Laporan tahap I dikirim ke BPJS"),
    Event.SUSPECT: gettext_lazy("BPJS: dugaan kecelakaan kerja"),
    Event.CONCLUDE_WORK: gettext_lazy("BPJS: kecelakaan kerja"),
    Event.CONCLUDE_OTHER: gettext_lazy("BPJS: bukan kecelakaan kerja"),
    Event.ENTER_CARE: gettext_lazy("Perawatan berlanjut"),
    Event.SEND_STAGE_TWO: gettext_lazy("Laporan tahap II dikirim ke BPJS"),
    Event.ASSESS: gettext_lazy("Kecacatan ditetapkan"),
    Event.GATHER: gettext_lazy("Berkas mulai dikumpulkan"),
    Event.SUBMIT: gettext_lazy("Diajukan ke BPJS"),
    Event.RETURN: gettext_lazy("BPJS meminta berkas lagi"),
    Event.DECIDE: gettext_lazy("BPJS menetapkan jumlahnya"),
    Event.REFUSE: gettext_lazy("BPJS menolak"),
    Event.PAY: gettext_lazy("Dibayar"),
    Event.DISPUTE: gettext_lazy("Keberatan diajukan"),
    Event.WIN: gettext_lazy("Keberatan diterima"),
    Event.LOSE: gettext_lazy("Keberatan ditolak"),
    Event.CLOSE: gettext_lazy("Ditutup"),
    Event.WITHDRAW: gettext_lazy("Ditarik"),
    Event.RESTORE: gettext_lazy("Dipulihkan"),
}
ACT_WORDS: Mapping[Event, Words] = {
    Event.TREAT_AS_WORK: gettext_lazy("Urus sebagai kecelakaan kerja"),
    Event.TREAT_AS_DEATH: gettext_lazy("Urus sebagai kematian (JKM)"),
    Event.SEND_STAGE_ONE: gettext_lazy("Catat laporan tahap I terkirim"),
    Event.SUSPECT: gettext_lazy("Catat dugaan kecelakaan kerja"),
    Event.CONCLUDE_WORK: gettext_lazy("Catat kesimpulan: kecelakaan kerja"),
    Event.CONCLUDE_OTHER: gettext_lazy("Catat kesimpulan: bukan kecelakaan kerja"),
    Event.ENTER_CARE: gettext_lazy("Catat perawatan berlanjut"),
    Event.SEND_STAGE_TWO: gettext_lazy("Catat laporan tahap II terkirim"),
    Event.ASSESS: gettext_lazy("Catat penetapan kecacatan"),
    Event.GATHER: gettext_lazy("Mulai kumpulkan berkas"),
    Event.SUBMIT: gettext_lazy("Catat pengajuan ke BPJS"),
    Event.RETURN: gettext_lazy("Catat permintaan berkas dari BPJS"),
    Event.DECIDE: gettext_lazy("Catat penetapan BPJS"),
    Event.REFUSE: gettext_lazy("Catat penolakan BPJS"),
    Event.PAY: gettext_lazy("Catat pembayaran"),
    Event.DISPUTE: gettext_lazy("Ajukan keberatan"),
    Event.WIN: gettext_lazy("Catat keberatan diterima"),
    Event.LOSE: gettext_lazy("Catat keberatan ditolak"),
    Event.CLOSE: gettext_lazy("Tutup klaim"),
    Event.WITHDRAW: gettext_lazy("Tarik klaim karena keliru"),
    Event.RESTORE: gettext_lazy("Pulihkan klaim"),
}
QUESTION_WORDS: Mapping[Question, Words] = {
    Question.PLACE: gettext_lazy("di mana kejadiannya bermula"),
    Question.DOING: gettext_lazy("sedang melakukan apa"),
    Question.ON_THE_WAY: gettext_lazy("apakah sedang berangkat atau pulang kerja"),
    Question.ATTACK: gettext_lazy("jam berapa serangannya"),
    Question.DEATH: gettext_lazy("jam berapa meninggalnya"),
}
POINTER_WORDS: Mapping[Pointer, Words] = {
    Pointer.PLACE: gettext_lazy("kejadiannya bermula di tempat kerja, di perjalanan kerja atau di laut"),
    Pointer.WORKING: gettext_lazy("ia sedang bekerja"),
    Pointer.ON_THE_WAY: gettext_lazy("ia sedang berangkat atau pulang kerja"),
    Pointer.SUDDEN: gettext_lazy("ia meninggal dalam 24 jam sesudah serangan di tempat kerja"),
}


def headline(standing: Standing, *, answered: bool = False) -> str:
    """Where the claim stands and what is next: the sentence that its page is opened for."""
    if standing.state is State.UNDETERMINED and answered:
        return str(_ANSWERED)
    if standing.state is State.REPORTED:
        return str(_REPORTED_JKM if standing.scheme is Scheme.JKM else _REPORTED_JKK)
    if standing.state is State.UNDETERMINED and standing.kind is EventKind.LOST_AT_SEA:
        return str(_LOST)
    return str(_STANDS[standing.state])
