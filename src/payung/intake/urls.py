"""Addresses of lists that are checked."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from payung.intake import views
from payung.intake.present.uploads import SLUGS

app_name = "intake"


class CodeConverter(StringConverter):
    """The 128 bits in the address of a list."""

    regex = "[0-9a-f]{32}"


class HeapConverter(StringConverter):
    regex = "|".join(SLUGS)


register_converter(CodeConverter, "upload_code")
register_converter(HeapConverter, "heap")

urlpatterns = [
    path("periksa", views.new, name="new"),
    path("periksa/tempel", views.paste, name="paste"),
    path("periksa/contoh-daftar.xlsx", views.example, name="example"),
    path("periksa/<upload_code:code>", views.one, name="list"),
    path("periksa/<upload_code:code>/bertanda.xlsx", views.marked, name="marked"),
    path("periksa/<upload_code:code>/hapus", views.remove, name="remove"),
    path("periksa/<upload_code:code>/ulang", views.retry, name="retry"),
    path("periksa/<upload_code:code>/<heap:heap>", views.rows, name="rows"),
]
