"""Letters of the office about a claim, as Word."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.claims.papers import letters
from payung.claims.present.head import head
from payung.claims.queries import family
from payung.claims.queries import papers as queries
from payung.claims.queries.claims import ClaimFacts
from payung.claims.queries.letters import last_letter
from payung.claims.rules.needed import Stage
from payung.claims.states import Scheme
from payung.claims.views.family import WORKERS, found_claim
from payung.gateways.letters import shipped_letter

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@permit(*WORKERS)
@require_safe
def index(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Which letters can be written about this claim now."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    encloses = _encloses(claim_id)
    context = {
        "head": head(claim, actor=actor, here=""),
        "claim": claim,
        "lacks_papers": not encloses,
        "letters": [
            (reverse("claims:paper_letter", args=[claim_id, name]), shipped_letter(name).title, about)
            for name, about in _letters(claim).items()
            if name != letters.TO_INSURER or encloses
        ],
    }
    return render(request, "claims/paper_letters.html", context)


@permit(*WORKERS)
@require_safe
def letter(request: HttpRequest, claim_id: int, name: str) -> HttpResponse:
    """One of them, to be finished by the office."""
    claim, today = found_claim(claim_id, actor_of(request)), timezone.localdate()
    if name not in _letters(claim):
        raise Http404
    if name == letters.TO_INSPECTOR:
        made = letters.letter_to_inspector(claim=claim, answered=last_letter(claim_id=claim_id), today=today)
    else:
        heirs = family.heirs(claim_id=claim_id, on=today)
        made = letters.letter_to_insurer(
            claim=claim, papers=queries.needed(claim_id=claim_id, on=today), heirs=heirs, today=today
        )
    file_name = f"{name.replace('_', '-')}-{claim.code}.docx"
    disposition = content_disposition_header(as_attachment=True, filename=file_name) or ""
    return HttpResponse(made, content_type=_DOCX, headers={"Content-Disposition": disposition})


def _letters(claim: ClaimFacts) -> dict[str, str]:
    """Each with what it is for. The inspector is asked of work accidents only."""
    found = {letters.TO_INSURER: _("Melampirkan berkas yang sudah diperiksa dan sesuai.")}
    if claim.scheme is Scheme.JKK:
        found[letters.TO_INSPECTOR] = _("Bila BPJS menyimpulkan lain; alasan dinas ditulis sendiri.")
    return found


def _encloses(claim_id: int) -> bool:
    """Whether there is a paper that the letter to the insurer can bring along."""
    return any(one.there and one.stage is not Stage.SCHOLARSHIP for one in queries.needed(claim_id=claim_id))
