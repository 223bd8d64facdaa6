"""Addresses of the books."""

from django.urls import path

from payung.ledger import views

app_name = "ledger"
urlpatterns = [
    path("buku", views.index, name="index"),
    path("buku/catatan/<int:entry_id>", views.entry, name="entry"),
    path("buku/catatan/<int:entry_id>/balik", views.reverse, name="reverse"),
    path("buku/neraca", views.trial, name="trial"),
    path("buku/tutup", views.close, name="close"),
]
