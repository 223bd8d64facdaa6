"""Addresses of decisions about who is who."""

from django.urls import path

from payung.matching import views

app_name = "matching"
urlpatterns = [
    path("keputusan", views.index, name="index"),
    path("keputusan/unduh.xlsx", views.download, name="download"),
    path("keputusan/gabungan", views.joins, name="joins"),
    path("keputusan/gabungan/unduh.xlsx", views.joins_download, name="joins_download"),
    path("keputusan/gabungan/<int:kept_id>/<int:joined_id>", views.join, name="join"),
    path("keputusan/gabungan/<int:joined_id>/pisahkan", views.part, name="part"),
    path("keputusan/<int:question_id>", views.question, name="question"),
    path("keputusan/<int:question_id>/batalkan", views.undo, name="undo"),
]
