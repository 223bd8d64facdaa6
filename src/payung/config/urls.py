"""Every address of the site begins here."""

from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

urlpatterns = [
    path("", include("payung.accounts.urls")),
    path("", include("payung.desk.urls")),
    path("", include("payung.intake.urls")),
    path("", include("payung.matching.urls")),
    path("", include("payung.eligibility.urls")),
    path("", include("payung.selection.urls")),
    path("", include("payung.decrees.urls")),
    path("", include("payung.claims.urls")),
    path("", include("payung.enrolment.urls")),
    path("", include("payung.membership.urls")),
    path("", include("payung.contributions.urls")),
    path("", include("payung.ledger.urls")),
    path("", include("payung.programmes.urls")),
    path("bahasa", require_POST(set_language), name="set_language"),
]
