"""Addresses of reports, of the list of claims, and of what is to be done."""

from django.urls import URLPattern, path

from payung.claims.views import index, recap, reports, worklist

urlpatterns: list[URLPattern] = [
    path("klaim", index.index, name="index"),
    path("klaim/rekap", recap.recap, name="recap"),
    path("klaim/tugas", worklist.worklist, name="worklist"),
    path("klaim/<int:claim_id>/tangani", worklist.take, name="take"),
    path("klaim/laporan", reports.reports, name="reports"),
    path("klaim/laporan/baru", reports.new_report, name="new_report"),
    path("klaim/laporan/<int:report_id>", reports.report, name="report"),
    path("klaim/laporan/<int:report_id>/cari", reports.find_person, name="report_find"),
    path("klaim/laporan/<int:report_id>/orang", reports.name_person, name="report_person"),
    path("klaim/laporan/<int:report_id>/klaim", reports.open_claim, name="report_open"),
    path("klaim/laporan/<int:report_id>/satukan", reports.join_claim, name="report_join"),
    path("klaim/laporan/<int:report_id>/sisihkan", reports.set_aside, name="report_aside"),
    path("klaim/laporan/<int:report_id>/ambil", reports.take_up, name="report_take_up"),
]
