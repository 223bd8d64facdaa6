"""What the desa said at verval of whoever a claim of a death is about: in rounds that began after the death was told."""

from collections.abc import Collection

from django.db.models import QuerySet

from payung.claims.models import Claim, DeathWord
from payung.claims.queries.claims import chunks
from payung.claims.rules.death_words import Certainty
from payung.claims.states import OVER, EventKind
from payung.contributions.queries import verifying
from payung.contributions.queries.verifying import SaidOf
from payung.contributions.states import VervalAnswer
from payung.membership import queries as memberships

SAID_ALIVE = "said_alive"  # a word of the list of claims, beside the states


def said_of_claim(*, claim_id: int) -> list[SaidOf]:
    """The latest round first; nothing for an accident."""
    return _said([claim_id]).get(claim_id, [])


def said_alive(found: QuerySet[Claim]) -> QuerySet[Claim]:
    """Open claims of a death or loss that is not certain, of whom the desa says at last that they live and work."""
    deaths = found.exclude(kind=EventKind.ACCIDENT).exclude(state__in=[*OVER])
    ids = list(deaths.values_list("id", flat=True))
    alive = [id_ for id_, said in _said(ids).items() if said and said[0].answer is VervalAnswer.WORKING]
    return found.filter(id__in=set(alive) - _certain(alive))


def _said(claim_ids: Collection[int]) -> dict[int, list[SaidOf]]:
    """Of all memberships of each claim's human being; queries grow with chunks."""
    found: dict[int, list[SaidOf]] = {}
    for chunk in chunks(sorted(claim_ids)):
        rows = Claim.objects.filter(id__in=chunk).exclude(kind=EventKind.ACCIDENT).select_related("person")
        claims = {row.pk: (row.person.same_as_id or row.person_id, row.told_at) for row in rows}
        members = memberships.of_humans(humans={human for human, _ in claims.values()})
        claim_of = {one.id: claim_id for claim_id, (human, _) in claims.items() for one in members.get(human, ())}
        for said in verifying.said_of(membership_ids=sorted(claim_of)):
            claim_id = claim_of[said.membership_id]
            if said.opened_at >= claims[claim_id][1]:
                found.setdefault(claim_id, []).append(said)
    return found


def _certain(claim_ids: Collection[int]) -> set[int]:
    last: dict[int, str] = {}
    for chunk in chunks(sorted(claim_ids)):
        rows = DeathWord.objects.filter(claim__in=chunk).order_by("id")
        last.update(rows.values_list("claim_id", "said"))
    return {claim_id for claim_id, said in last.items() if said == Certainty.CERTAIN}
