"""The site with the pages of pre-checks, until the room's own `urls.py` takes them in."""

from django.urls import include, path

from payung.config.urls import urlpatterns as of_the_site
from payung.eligibility.prechecks_urls import urlpatterns as prechecks

urlpatterns = [path("", include((prechecks, "eligibility"))), *of_the_site]
