"""The site with the pages of this room, whether or not config/urls.py leads there yet."""

from django.urls import include, path

from payung.config.urls import urlpatterns as of_the_house

urlpatterns = [path("", include("payung.decrees.urls")), *of_the_house]
