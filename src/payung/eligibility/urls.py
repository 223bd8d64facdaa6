"""Addresses of eligibility; those of pre-checks stand in `prechecks_urls`."""

from django.urls import include, path

from payung.eligibility import views

app_name = "eligibility"
urlpatterns = [
    path("kelayakan", views.index, name="index"),
    path("kelayakan/<slug:code>", views.programme, name="programme"),
    path("kelayakan/<slug:code>/unduh.xlsx", views.download, name="download"),
    path("kelayakan/<slug:code>/nilai", views.judge, name="judge"),
    path("kelayakan/<slug:code>/nilai/<uuid:job_id>", views.judging, name="judging"),
    path("kelayakan/<slug:code>/<int:person_id>", views.person, name="person"),
    path("kelayakan/<slug:code>/<int:person_id>/cabut/<int:ruling_id>", views.revoke, name="revoke"),
    path("", include("payung.eligibility.prechecks_urls")),
]
