"""The page of the parameters that pairs are weighed with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Role
from payung.gateways.linkage.model import shipped
from payung.matching import present
from payung.matching.present import model as shown
from payung.matching.present.pictures import block_counts, weight_histogram
from payung.matching.queries.weights import weights
from payung.matching.views.common import DECIDERS


@permit(*DECIDERS, Role.INSPECTOR)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the weights are, where they come from, and what the latest run found with them."""
    actor = actor_of(request)
    found = weights(actor=actor)
    context = {
        "tabs": present.tabs(request.path, actor=actor),
        "headline": shown.headline(found),
        "thresholds": shown.thresholds(),
        "pictures": [weight_histogram(found[0].counts), block_counts(found[0].counts)] if found else [],
        "tables": shown.comparison_tables(found[0].model if found else shipped()),
        "versions": shown.version_rows(found),
    }
    return render(request, "matching/model.html", context)
