"""The acts of the audit chain in the office's words. The chain itself keeps the names that the code gave them.

A test holds this against every act that a room records.
"""

import re
from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import day
from payung.decrees.forms import SIGNING_WORDS
from payung.decrees.present import WHY_WORDS

Words = str | Promise
ACTS: Mapping[str, Words] = {
    "accounts.appoint": gettext_lazy("Menugaskan petugas"),
    "accounts.end_appointment": gettext_lazy("Mengakhiri penugasan"),
    "accounts.signed_in": gettext_lazy("Masuk"),
    "accounts.signed_out": gettext_lazy("Keluar"),
    "accounts.failed_sign_in": gettext_lazy("Gagal masuk"),
    "accounts.change_password": gettext_lazy("Mengganti kata sandi"),
    "programmes.open_programme": gettext_lazy("Membuka program"),
    "programmes.set_fund": gettext_lazy("Mengisi sumber dana"),
    "programmes.set_quotas": gettext_lazy("Mengisi kuota"),
    "programmes.set_agreement": gettext_lazy("Mengisi PKS"),
    "programmes.set_calendar": gettext_lazy("Mengisi kalender anggaran"),
    "programmes.state_needs": gettext_lazy("Mengisi kebutuhan desa"),
    "programmes.add_holidays": gettext_lazy("Menambah hari libur"),
    "programmes.new_criteria": gettext_lazy("Menetapkan kriteria baru"),
    "intake.import_list": gettext_lazy("Mencatat daftar usulan"),
    "intake.accept_rows": gettext_lazy("Meloloskan baris"),
    "intake.open_paper": gettext_lazy("Membuka berkas daftar"),
    "intake.refuse_row": gettext_lazy("Menolak baris"),
    "intake.return_candidate": gettext_lazy("Mengembalikan calon peserta"),
    "intake.restore_candidate": gettext_lazy("Menerima lagi calon peserta"),
    "matching.match_candidates": gettext_lazy("Mencocokkan calon dengan orang"),
    "matching.answer_question": gettext_lazy("Memutuskan NIK dua orang"),
    "matching.undo_answer": gettext_lazy("Membatalkan putusan NIK"),
    "matching.join_persons": gettext_lazy("Menyatukan dua catatan orang"),
    "matching.undo_join": gettext_lazy("Memisahkan catatan orang"),
    "people.reveal_nik": gettext_lazy("Membuka NIK"),
    "people.name_heirs": gettext_lazy("Mengisi ahli waris"),
    "people.name_child": gettext_lazy("Menambah anak"),
    "people.take_off_child": gettext_lazy("Menghapus anak"),
    "people.correct_person": gettext_lazy("Memperbaiki data orang"),
    "people.move_nik": gettext_lazy("Memindahkan NIK"),
    "eligibility.ask": gettext_lazy("Meminta pemadanan"),
    "eligibility.take_list": gettext_lazy("Mengunduh daftar pemadanan"),
    "eligibility.record_answer": gettext_lazy("Menerima jawaban pemadanan"),
    "eligibility.read_answer": gettext_lazy("Membaca jawaban pemadanan"),
    "eligibility.settle_lines": gettext_lazy("Memutuskan baris jawaban"),
    "eligibility.set_aside": gettext_lazy("Mengesampingkan baris jawaban"),
    "eligibility.propose_override": gettext_lazy("Mengusulkan pengecualian pemadanan"),
    "eligibility.make_override": gettext_lazy("Menyetujui pengecualian pemadanan"),
    "eligibility.revoke_override": gettext_lazy("Mencabut pengecualian pemadanan"),
    "eligibility.judge_candidates": gettext_lazy("Menilai kelayakan"),
    "eligibility.rule_on_person": gettext_lazy("Memutuskan kelayakan orang"),
    "eligibility.revoke_ruling": gettext_lazy("Mencabut putusan kelayakan"),
    "selection.lock": gettext_lazy("Mengunci seleksi"),
    "selection.rank": gettext_lazy("Mengurutkan seleksi"),
    "selection.set_aside": gettext_lazy("Membatalkan seleksi"),
    "selection.open_notice": gettext_lazy("Membuka uji publik"),
    "selection.record_objection": gettext_lazy("Mencatat sanggahan"),
    "selection.answer_objection": gettext_lazy("Menjawab sanggahan"),
    "selection.open_evidence": gettext_lazy("Membuka bukti sanggahan"),
    "decrees.draft_decree": gettext_lazy("Membuat rancangan keputusan"),
    "decrees.amend_decree": gettext_lazy("Membuat rancangan perubahan"),
    "decrees.set_signing": gettext_lazy("Mengisi penanda tangan"),
    "decrees.drop_lines": gettext_lazy("Mengeluarkan nama dari rancangan"),
    "decrees.check_decree": gettext_lazy("Memeriksa rancangan"),
    "decrees.return_decree": gettext_lazy("Mengembalikan rancangan"),
    "decrees.send_for_signature": gettext_lazy("Membekukan dan mengirim untuk paraf"),
    "decrees.record_signature": gettext_lazy("Mencatat tanda tangan"),
    "decrees.put_in_force": gettext_lazy("Memberlakukan keputusan"),
    "decrees.set_aside": gettext_lazy("Membatalkan rancangan keputusan"),
    "decrees.add_correction": gettext_lazy("Mencatat koreksi"),
    "decrees.keep_annex": gettext_lazy("Menyimpan lampiran"),
    "decrees.open_paper": gettext_lazy("Membuka berkas keputusan"),
    "decrees.reveal_annex": gettext_lazy("Mencetak lampiran dengan NIK"),
    "decrees.free_places": gettext_lazy("Membebaskan tempat"),
}
SUBJECTS: Mapping[str, Words] = {
    "answer": gettext_lazy("Jawaban pemadanan"),
    "candidate": gettext_lazy("Calon peserta"),
    "decree": gettext_lazy("Keputusan"),
    "file": gettext_lazy("Daftar usulan"),
    "kabupaten": gettext_lazy("Kabupaten"),
    "notice": gettext_lazy("Uji publik"),
    "objection": gettext_lazy("Sanggahan"),
    "person": gettext_lazy("Orang"),
    "programme": gettext_lazy("Program"),
    "request": gettext_lazy("Permintaan pemadanan"),
    "row": gettext_lazy("Baris"),
    "run": gettext_lazy("Penilaian"),
    "selection": gettext_lazy("Seleksi"),
    "user": gettext_lazy("Petugas"),
}
FACTS: Mapping[str, Words] = {
    "agreement": gettext_lazy("PKS"),
    "amends": gettext_lazy("mengubah keputusan"),
    "answered_date": gettext_lazy("tanggal jawaban"),
    "asked": gettext_lazy("perlu putusan"),
    "audit_number": gettext_lazy("nomor peristiwa yang dicetak"),
    "because": gettext_lazy("alasan"),
    "candidates": gettext_lazy("calon"),
    "checked_by": gettext_lazy("pemeriksa"),
    "chosen_count": gettext_lazy("terpilih"),
    "closes_on": gettext_lazy("ditutup"),
    "code": gettext_lazy("kode"),
    "counts": gettext_lazy("hasil"),
    "criteria": gettext_lazy("kriteria versi"),
    "division": gettext_lazy("pembagian tempat"),
    "eligible_count": gettext_lazy("layak"),
    "entered": gettext_lazy("diisi"),
    "file": gettext_lazy("daftar"),
    "funds": gettext_lazy("dana (Rp)"),
    "happened_on": gettext_lazy("tanggal kejadian"),
    "in_force_date": gettext_lazy("berlaku mulai"),
    "keys": gettext_lazy("kunci"),
    "kind": gettext_lazy("jenis"),
    "known": gettext_lazy("sudah tercatat"),
    "left_out": gettext_lazy("tidak ikut"),
    "line": gettext_lazy("baris"),
    "lines": gettext_lazy("baris"),
    "made_by": gettext_lazy("dibuat oleh"),
    "mends": gettext_lazy("memperbaiki daftar"),
    "minutes": gettext_lazy("berita acara"),
    "months": gettext_lazy("bulan"),
    "named": gettext_lazy("dinamai"),
    "names": gettext_lazy("nama"),
    "new": gettext_lazy("orang baru"),
    "notice": gettext_lazy("uji publik"),
    "number": gettext_lazy("nomor"),
    "on": gettext_lazy("per tanggal"),
    "opens_on": gettext_lazy("dibuka"),
    "outcome": gettext_lazy("hasil"),
    "person": gettext_lazy("orang"),
    "persons": gettext_lazy("orang"),
    "paper": gettext_lazy("berkas"),
    "places": gettext_lazy("tempat"),
    "programme": gettext_lazy("program"),
    "promoted": gettext_lazy("penggantinya orang"),
    "quotas": gettext_lazy("kuota"),
    "reason": gettext_lazy("alasan"),
    "refusal": gettext_lazy("tidak terbaca"),
    "refused": gettext_lazy("tidak terbaca"),
    "register": gettext_lazy("dengan"),
    "registration_date": gettext_lazy("tanggal pendaftaran"),
    "request": gettext_lazy("permintaan"),
    "reserve_count": gettext_lazy("cadangan"),
    "results": gettext_lazy("hasil"),
    "role": gettext_lazy("peran"),
    "row": gettext_lazy("baris"),
    "rows": gettext_lazy("baris"),
    "run": gettext_lazy("penilaian"),
    "scope": gettext_lazy("wilayah"),
    "seed": gettext_lazy("benih undian"),
    "selection": gettext_lazy("seleksi"),
    "signed": gettext_lazy("sudah ditandatangani"),
    "signed_date": gettext_lazy("tanggal tanda tangan"),
    "source": gettext_lazy("pengusul"),
    "state": gettext_lazy("keadaan"),
    "strangers": gettext_lazy("tidak diminta"),
    "struck": gettext_lazy("dicoret"),
    "unread": gettext_lazy("tidak terbaca"),
    "verdict": gettext_lazy("putusan"),
    "waiting": gettext_lazy("menunggu"),
    "was": gettext_lazy("sebelumnya"),
    "with_nik": gettext_lazy("dengan NIK"),
}
VALUES: Mapping[str, Words] = {
    "True": gettext_lazy("ya"),
    "False": gettext_lazy("tidak"),
    "None": "–",
    "": "–",
    "died": gettext_lazy("meninggal"),
    "moved": gettext_lazy("pindah"),
    "withdrew": gettext_lazy("mundur"),
    "wage_earner": gettext_lazy("penerima upah"),
    "against": gettext_lazy("menyanggah nama"),
    "upheld": gettext_lazy("diterima"),
    "dismissed": gettext_lazy("ditolak"),
    "missing": gettext_lazy("mengusulkan"),
    "eligible": gettext_lazy("layak"),
    "not_eligible": gettext_lazy("tidak layak"),
    "decision": gettext_lazy("perlu putusan"),
    "unchecked": gettext_lazy("belum diperiksa"),
    "group": gettext_lazy("kelompok"),
    "council": gettext_lazy("aspirasi DPRD"),
    "self": gettext_lazy("sendiri"),
    "need": gettext_lazy("menurut yang layak"),
    "poor": gettext_lazy("menurut kemiskinan"),
    "stated": gettext_lazy("menurut kebutuhan"),
    "amendment": gettext_lazy("keputusan perubahan"),
    "minutes": gettext_lazy("berita acara"),
    **{why.value: words for why, words in WHY_WORDS.items()},
    **SIGNING_WORDS,
    "operator": gettext_lazy("operator"),
    "head": gettext_lazy("kepala dinas"),
    "inspector": gettext_lazy("pemeriksa"),
    "administrator": gettext_lazy("pengelola"),
    "desa_officer": gettext_lazy("petugas desa"),
    "kecamatan_officer": gettext_lazy("petugas kecamatan"),
}
PAGES = {
    "decree": "decrees:one",
    "file": "intake:file",
    "person": "desk:person",
    "selection": "selection:one",
}


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def act_words(act: str) -> str:
    return str(ACTS.get(act, act))


def subject_words(subject: str) -> str:
    """`decree:1` as `Keputusan 1`."""
    kind, _colon, number = subject.partition(":")
    return f"{SUBJECTS.get(kind, kind)} {number}"


def subject_page(subject: str) -> str:
    """Where the subject can be looked at; nothing where it has no page of its own."""
    kind, _colon, number = subject.partition(":")
    return reverse(PAGES[kind], args=[int(number)]) if kind in PAGES and number.isdigit() else ""


def fact_words(name: str, value: object) -> str:
    """`baris: 3`; hashes by their beginning, for the whole stands in the chain."""
    text = str(value)
    if name.endswith("sha256"):
        about = str(FACTS.get(name.removesuffix("_sha256"), "")) if name != "sha256" else ""
        return f"SHA-256 {about}: {text[:12]}…".replace(" :", ":") if text not in ("", "None") else ""
    if isinstance(value, dict):
        text = ", ".join(f"{_value(str(key))} {amount}" for key, amount in value.items())
    elif isinstance(value, list):
        text = ", ".join(_value(str(each)) for each in value)
    if _DAY.fullmatch(text):
        text = day(date.fromisoformat(text))
    return _("%(name)s: %(value)s") % {"name": FACTS.get(name, name.replace("_", " ")), "value": _value(text)}


def _value(text: str) -> str:
    """A word of a list that the rooms choose from; `user:1` as `Petugas 1`."""
    return subject_words(text) if text.startswith("user:") else str(VALUES.get(text, text))
