"""Addresses of the family of a claim, and of scholarships."""

from django.urls import path

from payung.claims.views import family, scholarships

urlpatterns = [
    path("klaim/<int:claim_id>/keluarga", family.family, name="family"),
    path("klaim/<int:claim_id>/keluarga/ambil", family.take, name="family_take"),
    path("klaim/<int:claim_id>/keluarga/tambah", family.add, name="family_add"),
    path("klaim/<int:claim_id>/keluarga/penerima", family.receivers, name="family_receivers"),
    path("klaim/<int:claim_id>/keluarga/<int:member_id>", family.member, name="family_member"),
    path("klaim/<int:claim_id>/keluarga/<int:member_id>/keluarkan", family.take_off, name="family_take_off"),
    path("klaim/<int:claim_id>/keluarga/<int:member_id>/kembalikan", family.put_back, name="family_put_back"),
    path("klaim/<int:claim_id>/beasiswa", scholarships.of_claim, name="claim_scholarships"),
    path("klaim/<int:claim_id>/beasiswa/susun", scholarships.plan, name="scholarship_plan"),
    path("klaim/beasiswa", scholarships.index, name="scholarships"),
    path("klaim/beasiswa/<int:scholarship_id>", scholarships.scholarship, name="scholarship"),
    path("klaim/beasiswa/tahun/<int:year_id>", scholarships.year, name="scholarship_year"),
    path("klaim/beasiswa/tahun/<int:year_id>/ajukan", scholarships.ask, name="scholarship_ask"),
    path("klaim/beasiswa/tahun/<int:year_id>/bayar", scholarships.pay, name="scholarship_pay"),
    path("klaim/beasiswa/tahun/<int:year_id>/lepas", scholarships.drop, name="scholarship_drop"),
    path("klaim/beasiswa/tahun/<int:year_id>/buka", scholarships.reopen, name="scholarship_reopen"),
    path("klaim/beasiswa/<int:scholarship_id>/jalur", scholarships.mend, name="scholarship_mend"),
    path("klaim/beasiswa/<int:scholarship_id>/tetap", scholarships.keep, name="scholarship_keep"),
    path("klaim/beasiswa/<int:scholarship_id>/akhiri", scholarships.end, name="scholarship_end"),
    path("klaim/beasiswa/<int:scholarship_id>/lanjutkan", scholarships.resume, name="scholarship_resume"),
]
