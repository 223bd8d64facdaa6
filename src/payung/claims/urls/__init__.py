"""Addresses of the room, by subject."""

from payung.claims.urls import casework, deaths, family, money, papers, reporting

app_name = "claims"
urlpatterns = [
    *reporting.urlpatterns,
    *casework.urlpatterns,
    *papers.urlpatterns,
    *family.urlpatterns,
    *money.urlpatterns,
    *deaths.urlpatterns,
]
