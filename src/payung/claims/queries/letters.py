"""What letters about a claim quote: the last letter that BPJS or the inspector sent."""

from dataclasses import dataclass
from datetime import date

from payung.claims.models import ClaimStep


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    number: str
    day: date


def last_letter(*, claim_id: int) -> LetterFacts | None:
    """The letter of the last step that came with one."""
    found = ClaimStep.objects.filter(claim=claim_id, paper_date__isnull=False).order_by("-id").first()
    return LetterFacts(number=found.paper_number, day=found.paper_date) if found and found.paper_date else None
