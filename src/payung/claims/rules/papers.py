"""The papers of a claim in words (law.md §4.3). Here the kinds; which of them a case needs comes below."""

from enum import StrEnum


class PaperKind(StrEnum):
    """A document that BPJS wants to see."""

    KK1 = "kk1"  # Formulir 3, laporan tahap I
    KK2 = "kk2"  # Formulir 3a, laporan tahap II
    KK3 = "kk3"  # Formulir 3b, surat keterangan dokter
    CARD = "card"  # kartu peserta or KPJ
    WORKER_ID = "worker_id"  # KTP-el of the worker
    FAMILY_CARD = "family_card"
    CHRONOLOGY = "chronology"
    WORK_PROOF = "work_proof"  # statement of occupation by desa or group
    WITNESSES = "witnesses"  # two, with KTP
    POLICE_REPORT = "police_report"
    VISUM = "visum"
    RECEIPTS = "receipts"  # itemised, with prescriptions
    MEDICAL_NOTES = "medical_notes"  # laboratory, X-ray, surgery
    REST_LETTERS = "rest_letters"
    TRANSPORT_RECEIPTS = "transport_receipts"
    AID_RECEIPTS = "aid_receipts"
    DEATH_CERTIFICATE = "death_certificate"
    HEIR_LETTER = "heir_letter"
    MARRIAGE_BOOK = "marriage_book"
    HEIR_ID = "heir_id"
    BANK_BOOK = "bank_book"
    GUARDIANSHIP = "guardianship"  # perwalian of a minor heir
    BURIAL_STATEMENT = "burial_statement"  # whoever buried, where there is no heir
    CLAIM_FORM = "claim_form"  # request for JKM
    SCHOLARSHIP_FORM = "scholarship_form"
    BIRTH_CERTIFICATE = "birth_certificate"  # of a child
    SCHOOL_LETTER = "school_letter"
    REPORT_CARD = "report_card"
    CHILD_BANK_BOOK = "child_bank_book"
    GUARDIAN_ID = "guardian_id"
    SEA_POLICE_REPORT = "sea_police_report"  # of somebody lost
    SEARCH_LETTER = "search_letter"  # search and rescue, or harbour master
    SHIPMATES = "shipmates"  # statement of shipmates
    COURT_FINDING = "court_finding"  # penetapan pengadilan: presumed dead
    INSURER_LETTER = "insurer_letter"  # conclusion, decision, refusal
    DISPUTE_LETTER = "dispute_letter"
    OTHER = "other"
