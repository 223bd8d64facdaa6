"""Addresses of the front page, the calculators, persons, and the audit chain."""

from django.urls import path

from payung.desk.views import audit, calculators, home, persons

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("hitung/iuran", calculators.contribution, name="contribution"),
    path("hitung/perlindungan", calculators.cover, name="cover"),
    path("hitung/manfaat", calculators.benefit, name="benefit"),
    path("cari", persons.search, name="search"),
    path("calon/<str:code>", persons.candidate, name="candidate"),
    path("orang/<int:person_id>", persons.person, name="person"),
    path("orang/<int:person_id>/nik", persons.reveal, name="reveal"),
    path("orang/<int:person_id>/anak", persons.child, name="child"),
    path("orang/<int:person_id>/anak/<int:child_id>/hapus", persons.child_off, name="child_off"),
    path("orang/<int:person_id>/ahli-waris", persons.heirs, name="heirs"),
    path("orang/<int:person_id>/perbaiki", persons.correct, name="correct"),
    path("jejak", audit.events, name="audit"),
]
