"""Addresses of contributions, by subject."""

from payung.contributions.urls.billing import urlpatterns as billing
from payung.contributions.urls.reconciling import urlpatterns as reconciling
from payung.contributions.urls.reporting import urlpatterns as reporting
from payung.contributions.urls.verifying import urlpatterns as verifying

app_name = "contributions"
urlpatterns = [*billing, *verifying, *reconciling, *reporting]
