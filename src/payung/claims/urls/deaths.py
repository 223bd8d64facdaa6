"""Addresses of death lists, and of the report Belum diklaim."""

from django.urls import URLPattern, path

from payung.claims.views import deaths, unclaimed

urlpatterns: list[URLPattern] = [
    path("klaim/daftar-meninggal", deaths.death_lists, name="death_lists"),
    path("klaim/daftar-meninggal/baru", deaths.new_list, name="death_list_new"),
    path("klaim/daftar-meninggal/<int:list_id>", deaths.death_list, name="death_list"),
    path("klaim/daftar-meninggal/<int:list_id>/lagi", deaths.again, name="death_list_again"),
    path("klaim/daftar-meninggal/<int:list_id>/desa", deaths.desas, name="death_desas"),
    path("klaim/daftar-meninggal/baris/<int:line_id>", deaths.death_line, name="death_line"),
    path("klaim/daftar-meninggal/baris/<int:line_id>/sama", deaths.same, name="death_line_same"),
    path("klaim/daftar-meninggal/baris/<int:line_id>/bukan", deaths.not_so, name="death_line_not_so"),
    path("klaim/daftar-meninggal/baris/<int:line_id>/batal", deaths.take_back, name="death_line_back"),
    path("klaim/belum-diklaim", unclaimed.report, name="unclaimed"),
    path("klaim/belum-diklaim/<int:person_id>/buka", unclaimed.open_claim, name="open_for_death"),
]
