"""The site with the addresses of eligibility and programmes, also where the house has not taken them in yet."""

from django.urls import include, path

from payung.config.urls import urlpatterns as house

urlpatterns = [*house, path("", include("payung.eligibility.urls")), path("", include("payung.programmes.urls"))]
