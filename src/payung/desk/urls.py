"""Addresses of the front page, the calculators, and persons."""

from django.urls import path

from payung.desk.views import calculators, home, persons

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("hitung/iuran", calculators.contribution, name="contribution"),
    path("hitung/perlindungan", calculators.cover, name="cover"),
    path("cari", persons.search, name="search"),
    path("calon/<str:code>", persons.candidate, name="candidate"),
    path("orang/<int:person_id>", persons.person, name="person"),
    path("orang/<int:person_id>/nik", persons.reveal, name="reveal"),
    path("orang/<int:person_id>/anak", persons.child, name="child"),
    path("orang/<int:person_id>/ahli-waris", persons.heirs, name="heirs"),
]
