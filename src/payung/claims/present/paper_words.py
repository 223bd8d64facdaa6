"""The office's words for papers and printed forms of claims."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from payung.claims.rules.forms import Form
from payung.claims.rules.needed import Stage
from payung.claims.rules.papers import PaperKind

Words = str | Promise
PAPER_WORDS: Mapping[PaperKind, Words] = {
    PaperKind.KK1: gettext_lazy("Formulir 3 KK 1"),
    PaperKind.KK2: gettext_lazy("Formulir 3a KK 2"),
    PaperKind.KK3: gettext_lazy("Formulir 3b KK 3"),
    PaperKind.CARD: gettext_lazy("kartu peserta"),
    PaperKind.WORKER_ID: gettext_lazy("KTP-el peserta"),
    PaperKind.FAMILY_CARD: gettext_lazy("Kartu Keluarga"),
    PaperKind.CHRONOLOGY: gettext_lazy("kronologi kejadian"),
    PaperKind.WORK_PROOF: gettext_lazy("surat keterangan pekerjaan"),
    PaperKind.WITNESSES: gettext_lazy("pernyataan saksi"),
    PaperKind.POLICE_REPORT: gettext_lazy("laporan polisi"),
    PaperKind.VISUM: gettext_lazy("visum"),
    PaperKind.RECEIPTS: gettext_lazy("kuitansi dan resep"),
    PaperKind.MEDICAL_NOTES: gettext_lazy("hasil pemeriksaan medis"),
    PaperKind.REST_LETTERS: gettext_lazy("surat istirahat dokter"),
    PaperKind.TRANSPORT_RECEIPTS: gettext_lazy("kuitansi angkutan"),
    PaperKind.AID_RECEIPTS: gettext_lazy("kuitansi alat bantu"),
    PaperKind.DEATH_CERTIFICATE: gettext_lazy("akta atau surat kematian"),
    PaperKind.HEIR_LETTER: gettext_lazy("surat keterangan ahli waris"),
    PaperKind.MARRIAGE_BOOK: gettext_lazy("buku nikah"),
    PaperKind.HEIR_ID: gettext_lazy("KTP-el ahli waris"),
    PaperKind.BANK_BOOK: gettext_lazy("buku tabungan"),
    PaperKind.GUARDIANSHIP: gettext_lazy("perwalian"),
    PaperKind.BURIAL_STATEMENT: gettext_lazy("surat keterangan pemakaman"),
    PaperKind.CLAIM_FORM: gettext_lazy("surat permohonan santunan kematian"),
    PaperKind.SCHOLARSHIP_FORM: gettext_lazy("formulir beasiswa"),
    PaperKind.BIRTH_CERTIFICATE: gettext_lazy("akta kelahiran"),
    PaperKind.SCHOOL_LETTER: gettext_lazy("surat keterangan sekolah"),
    PaperKind.REPORT_CARD: gettext_lazy("rapor"),
    PaperKind.CHILD_BANK_BOOK: gettext_lazy("buku tabungan anak atau wali"),
    PaperKind.GUARDIAN_ID: gettext_lazy("KTP-el wali"),
    PaperKind.SEA_POLICE_REPORT: gettext_lazy("laporan orang hilang"),
    PaperKind.SEARCH_LETTER: gettext_lazy("surat hasil pencarian"),
    PaperKind.SHIPMATES: gettext_lazy("pernyataan kawan sekapal"),
    PaperKind.COURT_FINDING: gettext_lazy("penetapan pengadilan"),
    PaperKind.INSURER_LETTER: gettext_lazy("surat BPJS"),
    PaperKind.DISPUTE_LETTER: gettext_lazy("surat keberatan"),
    PaperKind.OTHER: gettext_lazy("berkas lain"),
}
FORM_WORDS: Mapping[Form, Words] = {
    Form.KK1: gettext_lazy("Formulir 3 KK 1"),
    Form.KK2: gettext_lazy("Formulir 3a KK 2"),
    Form.CLAIM: gettext_lazy("Surat permohonan santunan kematian"),
    Form.HEIRS: gettext_lazy("Surat pernyataan ahli waris"),
    Form.SCHOLARSHIP: gettext_lazy("Formulir permohonan beasiswa"),
}
STAGE_WORDS: Mapping[Stage, Words] = {
    Stage.STAGE_ONE: gettext_lazy("Laporan tahap I"),
    Stage.STAGE_TWO: gettext_lazy("Laporan tahap II"),
    Stage.LOST: gettext_lazy("Hilang di laut"),
    Stage.DEATH: gettext_lazy("Meninggal dunia"),
    Stage.SCHOLARSHIP: gettext_lazy("Beasiswa"),
}
