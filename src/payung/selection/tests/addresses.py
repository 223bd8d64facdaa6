"""The house with the pages of this room."""

from django.urls import include, path

from payung.config.urls import urlpatterns as house

urlpatterns = [*house, path("", include("payung.selection.urls"))]
