"""The facts of a claim, told on one page: what happened, what was lost, what it cost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Role
from payung.claims.actions.facts import tell_facts
from payung.claims.forms.facts import FactsPage
from payung.claims.present.head import head
from payung.claims.queries import facts as queries
from payung.claims.rules.refusals import FactsDoNotFit, Refused
from payung.claims.views.claim import found_claim
from payung.law.present.parts import PARTS

NOT_READABLE, CONFLICT = 422, 409


@permit(Role.OPERATOR, Role.HEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, claim_id: int) -> HttpResponse:
    """All facts of a claim; what cannot be so is said all at once."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    parts = {part: PARTS[part] for part in queries.parts_on(claim.event_date)}
    page = FactsPage(request.POST or None, stands=queries.facts(claim_id=claim_id), parts=parts)
    refusals: tuple[str, ...] = ()
    sent, status = request.method == "POST", 200
    if sent and page.is_valid():
        try:
            tell_facts(claim_id=claim_id, told=page.told, request_key=page.form.key, actor=actor, now=timezone.now())
            return redirect("claims:facts", claim_id=claim_id)
        except FactsDoNotFit as refusal:
            refusals, status = refusal.sentences, NOT_READABLE
        except Refused as refusal:
            refusals, status = (str(refusal),), CONFLICT
    elif sent:
        status = NOT_READABLE
    context = {
        "head": head(claim, actor=actor, here="facts"),
        "claim": claim,
        "page": page,
        "form": page.form,
        "refusals": refusals,
        "lists": page.lists,
    }
    return render(request, "claims/facts.html", context, status=status)
