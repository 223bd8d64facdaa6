"""Addresses of the front page and the calculators."""

from django.urls import path

from payung.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("hitung/iuran", views.contribution, name="contribution"),
    path("hitung/perlindungan", views.cover, name="cover"),
]
