"""Addresses of verval. Those of the office stand first: the last two are of links, and take any word."""

from django.urls import URLPattern, path

from payung.contributions.views import verifying, verifying_desa, verifying_link, verifying_papers

urlpatterns: list[URLPattern] = [
    path("verval", verifying.index, name="verval"),
    path("verval/buka", verifying.open_round, name="verval_open"),
    path("verval/putaran/<int:round_id>", verifying.one, name="verval_round"),
    path("verval/putaran/<int:round_id>/tautan", verifying.renew_links, name="verval_links"),
    path("verval/putaran/<int:round_id>/tutup", verifying.close_round, name="verval_close"),
    path("verval/putaran/<int:round_id>/daftar.pdf", verifying_papers.round_lists, name="verval_lists"),
    path("verval/desa/<int:desa_id>", verifying_desa.one, name="verval_desa"),
    path("verval/desa/<int:desa_id>/tautan", verifying_desa.renew_link, name="verval_renew"),
    path("verval/desa/<int:desa_id>/orang/<int:number>", verifying_desa.tell, name="verval_tell"),
    path("verval/desa/<int:desa_id>/jawaban", verifying_desa.answer, name="verval_answer"),
    path("verval/desa/<int:desa_id>/berita-acara", verifying_desa.keep_minutes, name="verval_minutes"),
    path("verval/desa/<int:desa_id>/akhiri", verifying_desa.end, name="verval_end"),
    path("verval/desa/<int:desa_id>/lepaskan", verifying_desa.release, name="verval_release"),
    path("verval/desa/<int:desa_id>/daftar.pdf", verifying_papers.desa_list, name="verval_list"),
    path("verval/desa/<int:desa_id>/berita-acara.pdf", verifying_papers.minutes, name="verval_minutes_paper"),
    path("verval/desa/<int:desa_id>/pindaian", verifying_papers.scan, name="verval_scan"),
    path("verval/<slug:token>", verifying_link.one, name="verval_link"),
    path("verval/<slug:token>/<int:number>", verifying_link.person, name="verval_link_person"),
]
