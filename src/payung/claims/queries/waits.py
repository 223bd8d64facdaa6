"""Claims by what they wait for, where their state does not say it: papers, an approval, a decision on a difference."""

from django.db.models import F, Max, QuerySet

from payung.claims.models import Claim, Computation, Difference
from payung.claims.queries.papers import counts
from payung.claims.states import OVER, State

PAPERS, TO_APPROVE, DIFFERING = "papers_missing", "to_approve", "differing"  # words of the list, beside the states
_GATHERS = (State.CONCLUDED, State.IN_CARE, State.PAPERS)  # what is sent next needs its papers whole


def papers_missing(found: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those whose next request to BPJS waits for a paper."""
    return found.filter(id__in=_without_papers(found))


def to_approve(found: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those whose latest computation nobody has approved."""
    latest = Computation.objects.annotate(newest=Max("claim__computations__id")).filter(id=F("newest"))
    return found.filter(id__in=latest.filter(approved_at=None).values("claim")).exclude(state__in=[*OVER])


def differing(found: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those of which something was paid otherwise than owed, and nobody has decided."""
    return found.filter(id__in=Difference.objects.filter(closed_at=None).values("claim"))


def _without_papers(found: QuerySet[Claim]) -> list[int]:
    ids = list(found.filter(state__in=_GATHERS).values_list("id", flat=True))
    return [id_ for id_, count in counts(claim_ids=ids).items() if count.there < count.needed]
