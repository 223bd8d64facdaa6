"""Answers of BPJS in the office's words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.enrolment.rules.answer_columns import Field
from payung.enrolment.rules.answer_settling import Decision
from payung.enrolment.rules.answer_words import Doubt
from payung.enrolment.states import Outcome, Reason, Verdict

Words = str | Promise
REASON_WORDS: Mapping[Reason, Words] = {
    Reason.NIK_NOT_FOUND: _("NIK tidak ditemukan"),
    Reason.NIK_MALFORMED: _("NIK tidak 16 angka"),
    Reason.NAME_OR_BIRTH_DATE: _("Nama atau tanggal lahir tidak sesuai Dukcapil"),
    Reason.DEAD: _("NIK orang yang sudah meninggal"),
    Reason.AGE: _("Umur di luar batas"),
    Reason.ACTIVE_BPU: _("Sudah aktif sebagai BPU di wadah lain"),
    Reason.ACTIVE_PU: _("Sudah aktif sebagai penerima upah (PU)"),
    Reason.TWICE_IN_FILE: _("NIK ganda dalam berkas"),
    Reason.MOTHER_NAME: _("Nama ibu kandung kosong atau tidak sesuai"),
    Reason.INCOME: _("Penghasilan di luar tabel"),
    Reason.OCCUPATION_CODE: _("Kode pekerjaan tidak dikenal"),
    Reason.PHONE_TWICE: _("Nomor HP sudah dipakai orang lain"),
    Reason.OTHER: _("Sebab lain"),
    Reason.UNMAPPED: _("Belum diartikan"),
}
DOUBT_WORDS: Mapping[Doubt, Words] = {
    Doubt.WORDS_UNKNOWN: _("Kata-katanya belum kami kenal."),
    Doubt.WORDS_CONTRADICT: _("Hasil dan alasannya bertentangan."),
    Doubt.SHEET_CONTRADICTS: _("Isi baris bertentangan dengan nama lembarnya."),
    Doubt.KPJ_MISSING: _("Diterima, tetapi KPJ-nya tidak ada."),
    Doubt.KPJ_DAMAGED: _("KPJ tidak utuh 11 huruf atau angka; nol di depan mungkin hilang."),
    Doubt.KPJ_OTHER: _("KPJ lain dari yang kita ajukan."),
    Doubt.KPJ_SECOND: _("Sudah diterima sebelumnya dengan KPJ lain."),
    Doubt.KPJ_OF_ANOTHER: _("KPJ ini tercatat milik orang lain."),
    Doubt.KPJ_TWICE: _("KPJ yang sama diberikan kepada dua orang dalam jawaban ini."),
    Doubt.NIK_DAMAGED: _("NIK tidak utuh, dan tidak ada kunci baris."),
    Doubt.KEY_DAMAGED: _("Kunci barisnya berubah, dan NIK-nya tidak ada."),
    Doubt.KEY_AND_NIK_DIFFER: _("Kunci baris dan NIK menunjuk orang yang berbeda."),
    Doubt.NAME_OTHER: _("Namanya lain dari nama kita."),
    Doubt.TWO_BATCHES: _("Orang ini menunggu dalam dua batch (ubah data dan nonaktif), dan tidak ada kunci baris."),
    Doubt.ROWS_CONTRADICT: _("Dua baris jawaban tentang orang ini berbeda."),
    Doubt.SAID_OTHERWISE: _("Jawaban sebelumnya mengatakan lain."),
    Doubt.LINE_GONE: _("Namanya sudah dicoret dari Keputusan, atau tempatnya sudah dilepas."),
    Doubt.MONTHS_OVER: _("Bulan perlindungannya sudah lewat."),
    Doubt.FUND_SHORT: _("Dana wadah barunya tidak cukup. Tambah pagunya, lalu terima baris ini."),
    Doubt.MEMBER_ALREADY: _("Orang ini sudah peserta lewat baris lain."),
    Doubt.BATCH_NOT_OPEN: _("Batch ini sudah dibatalkan."),
    Doubt.STRANGER: _("Bukan baris kita."),
    Doubt.OTHER_PROGRAMME: _("Baris batch program lain. Masukkan jawaban ini pada program itu."),
}
OUTCOME_WORDS: Mapping[Outcome, Words] = {
    Outcome.APPLIED: _("dipakai"),
    Outcome.SAME: _("sudah diketahui"),
    Outcome.QUEUED: _("menunggu keputusan"),
    Outcome.SETTLED: _("diputuskan"),
    Outcome.UNKNOWN: _("bukan baris kita"),
    Outcome.OLDER: _("sudah dijawab kemudian"),
}
OUTCOME_SIGNS: Mapping[Outcome, str] = {
    Outcome.APPLIED: "ready",
    Outcome.SAME: "ready",
    Outcome.QUEUED: "decision",
    Outcome.SETTLED: "ready",
    Outcome.UNKNOWN: "warning",
    Outcome.OLDER: "ready",
}
VERDICT_WORDS: Mapping[Verdict, Words] = {
    Verdict.ACCEPTED: _("Diterima"),
    Verdict.REJECTED: _("Ditolak"),
    Verdict.UNREADABLE: _("Belum jelas"),
}
DECISION_WORDS: Mapping[Decision, Words] = {
    Decision.ACCEPT: _("BPJS menerima orang ini"),
    Decision.REJECT: _("BPJS menolak orang ini"),
    Decision.SET_ASIDE: _("Kesampingkan baris ini; orangnya tetap menunggu jawaban"),
}
FIELD_WORDS: Mapping[Field, Words] = {
    Field.NIK: _("NIK"),
    Field.NAME: _("nama"),
    Field.RESULT: _("hasil (diterima atau ditolak)"),
    Field.KPJ: _("KPJ yang diberikan BPJS"),
    Field.REASON: _("alasan BPJS"),
    Field.DATE: _("tanggal terdaftar"),
    Field.KPJ_ASKED: _("KPJ yang kita ajukan"),
}
ORDER_WORDS = {"": _("urutan berkas"), "nama": _("nama"), "kpj": _("KPJ")}
MATCHED_WORDS = {"key": _("kunci baris"), "nik": _("NIK"), "kpj": _("KPJ dan nama"), "": "–"}
