"""Addresses of enrolment, by subject."""

from payung.enrolment.urls.answers import urlpatterns as answers
from payung.enrolment.urls.batches import urlpatterns as batches

app_name = "enrolment"
urlpatterns = [*batches, *answers]
