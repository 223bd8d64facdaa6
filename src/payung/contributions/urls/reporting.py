"""Addresses of reports and of the papers that are made on request."""

from django.urls import URLPattern, path

from payung.contributions.views import bundle, gap, package, reporting

urlpatterns: list[URLPattern] = [
    path("laporan", reporting.index, name="reports"),
    path("laporan/rekap", reporting.recap, name="recap"),
    path("laporan/anggaran", reporting.budget, name="budget"),
    path("laporan/semester", reporting.half_year, name="half_year"),
    path("laporan/celah", gap.index, name="gap"),
    path("laporan/celah/orang", gap.people, name="gap_people"),
    path("laporan/celah/surat.docx", gap.letter, name="treasurer_letter"),
    path("laporan/paket/<int:bill_id>", package.one, name="package"),
    path("laporan/paket/<int:bill_id>/susun", package.ask, name="make_package"),
    path("laporan/paket/<int:bill_id>/surat/<slug:name>.docx", package.letter, name="package_letter"),
    path("laporan/pemeriksaan", bundle.index, name="bundle"),
    path("laporan/berkas/<int:paper_id>", bundle.paper, name="paper"),
    path("laporan/berkas/<int:paper_id>/unduh", bundle.take, name="take_paper"),
]
