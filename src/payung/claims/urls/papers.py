"""Addresses of the papers of a claim."""

from django.urls import URLPattern, path

from payung.claims.views import letters, papers

urlpatterns: list[URLPattern] = [
    path("klaim/<int:claim_id>/berkas", papers.index, name="papers"),
    path("klaim/<int:claim_id>/berkas/baru", papers.new, name="paper_new"),
    path("klaim/<int:claim_id>/berkas/kurang", papers.missing, name="papers_missing"),
    path("klaim/<int:claim_id>/berkas/surat", letters.index, name="paper_letters"),
    path("klaim/<int:claim_id>/berkas/surat/<slug:name>", letters.letter, name="paper_letter"),
    path("klaim/<int:claim_id>/berkas/formulir/<slug:name>", papers.form, name="paper_form"),
    path("klaim/<int:claim_id>/berkas/<int:paper_id>", papers.one, name="paper"),
    path("klaim/<int:claim_id>/berkas/<int:paper_id>/pindaian", papers.scan, name="paper_scan"),
    path("klaim/<int:claim_id>/berkas/<int:paper_id>/sesuai", papers.accept, name="paper_accept"),
    path("klaim/<int:claim_id>/berkas/<int:paper_id>/kembalikan", papers.give_back, name="paper_return"),
]
