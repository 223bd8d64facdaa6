"""Every address of the site begins here."""

from django.urls import include, path

urlpatterns = [path("", include("payung.desk.urls"))]
