"""Addresses of lists that are checked."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from payung.intake.present.uploads import SLUGS
from payung.intake.views import candidates, received, uploads

app_name = "intake"


class CodeConverter(StringConverter):
    """The 128 bits in the address of a list."""

    regex = "[0-9a-f]{32}"


class HeapConverter(StringConverter):
    regex = "|".join(SLUGS)


register_converter(CodeConverter, "upload_code")
register_converter(HeapConverter, "heap")

urlpatterns = [
    path("periksa", uploads.new, name="new"),
    path("periksa/tempel", uploads.paste, name="paste"),
    path("periksa/contoh-daftar.xlsx", uploads.example, name="example"),
    path("periksa/<upload_code:code>", uploads.one, name="list"),
    path("periksa/<upload_code:code>/bertanda.xlsx", uploads.marked, name="marked"),
    path("periksa/<upload_code:code>/hapus", uploads.remove, name="remove"),
    path("periksa/<upload_code:code>/ulang", uploads.retry, name="retry"),
    path("periksa/<upload_code:code>/<heap:heap>", uploads.rows, name="rows"),
    path("daftar", received.index, name="files"),
    path("daftar/baru", received.new, name="receive"),
    path("daftar/<int:file_id>", received.one, name="file"),
    path("daftar/<int:file_id>/menunggu", received.waiting, name="file_waiting"),
    path("daftar/<int:file_id>/bertanda.xlsx", received.marked, name="file_marked"),
    path("daftar/<int:file_id>/surat", received.letter, name="file_letter"),
    path("daftar/<int:file_id>/ulang", received.retry, name="file_retry"),
    path("daftar/<int:file_id>/putusan", received.settle, name="file_settle"),
    path("daftar/<int:file_id>/putusan-bersama", received.settle_all, name="file_settle_all"),
    path("daftar/<int:file_id>/<heap:heap>", received.rows, name="file_rows"),
    path("calon", candidates.index, name="candidates"),
    path("calon.xlsx", candidates.workbook, name="candidates_workbook"),
]
