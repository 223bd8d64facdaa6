"""Addresses of members and of cover."""

from django.urls import path

from payung.membership import views

app_name = "membership"
urlpatterns = [
    path("peserta", views.index, name="index"),
    path("peserta/umur", views.age, name="age"),
    path("peserta/penggantian", views.replacements, name="replacements"),
    path("peserta/<int:membership_id>", views.one, name="one"),
    path("peserta/<int:membership_id>/tahan", views.hold, name="hold"),
    path("peserta/<int:membership_id>/lepaskan", views.release, name="release"),
    path("peserta/<int:membership_id>/akhiri", views.end, name="end"),
    path("peserta/<int:membership_id>/pulihkan", views.restore, name="restore"),
    path("peserta/bukti/<int:act_id>", views.evidence, name="evidence"),
    path("perlindungan", views.cover, name="cover"),
]
