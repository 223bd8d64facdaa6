"""Papers of claims: which are needed, which came, which wait for a look. All lists are read for many claims at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.models import AidCost, Claim, Inability, Injury, Paper, ScholarshipYear, TransportCost
from payung.claims.needed_papers import paper_rules
from payung.claims.queries import claims
from payung.claims.queries.family import MemberFacts, families, heirs_of_all
from payung.claims.rules import needed as rule
from payung.claims.rules.heirs import HeirsAnswer
from payung.claims.rules.needed import Brought, Needed, PaperCase, PapersCount, PupilFact, Receiver
from payung.claims.rules.papers import PaperKind
from payung.claims.rules.scholarships import YearState
from payung.claims.rules.told import Place, YesNo
from payung.claims.states import EventKind, Scheme

__all__ = ["Needed", "PaperFacts", "PapersCount", "counts", "missing", "needed", "one", "papers"]

_ON_THE_ROAD = (Place.ON_THE_WAY, Place.TRAFFIC)
_DIED = "death"  # `law` CaseOutcome, as a claim keeps it
ASKABLE = (YearState.OWED, YearState.ASKED)  # years of a scholarship


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """A scan that came, and what was said of it."""

    id: int
    claim_id: int
    kind: PaperKind
    about: int | None
    about_name: str
    year: int | None
    file_code: str
    file_name: str
    media_type: str
    bytes_count: int
    page_count: int
    seen_by: str
    seen_at: datetime | None
    returned_because: str
    brought_by: str
    brought_at: datetime


def needed(*, claim_id: int, on: date | None = None) -> tuple[Needed, ...]:
    """The exact list of a claim, what is there, what is missing and who issues it. `on`: the day that ages are of."""
    return _lists(claim_ids=[claim_id], on=on).get(claim_id, ())


def missing(*, claim_id: int, on: date | None = None) -> tuple[Needed, ...]:
    """What holds up its request: what nobody has brought, or looked at, or what was returned."""
    return rule.missing(needed(claim_id=claim_id, on=on))


def counts(*, claim_ids: Collection[int], on: date | None = None) -> dict[int, PapersCount]:
    """How many of its papers each claim has; queries do not grow with claims."""
    return {id_: rule.counted(found) for id_, found in _lists(claim_ids=claim_ids, on=on).items()}


def papers(*, claim_id: int) -> tuple[PaperFacts, ...]:
    """Every scan that came, the latest first."""
    return tuple(map(_facts, _read(Paper.objects.filter(claim=claim_id).order_by("-id"))))


def one(*, paper_id: int, claim_id: int, actor: Actor) -> PaperFacts | None:
    """The scan, if its claim lies in the actor's part of the map."""
    if claims.one(claim_id=claim_id, actor=actor) is None:
        return None
    found = _read(Paper.objects.filter(id=paper_id, claim=claim_id)).first()
    return _facts(found) if found else None


def _lists(*, claim_ids: Collection[int], on: date | None) -> dict[int, tuple[Needed, ...]]:
    found: dict[int, tuple[Needed, ...]] = {}
    for chunk in claims.chunks(sorted(set(claim_ids))):
        brought = _brought(chunk)
        for id_, case in _cases(chunk, on=on or timezone.localdate()).items():
            found[id_] = rule.needed(case=case, rules=paper_rules(), brought=brought[id_])
    return found


def _brought(claim_ids: list[int]) -> defaultdict[int, list[Brought]]:
    found: defaultdict[int, list[Brought]] = defaultdict(list)
    rows = Paper.objects.filter(claim__in=claim_ids).values_list(
        "claim_id", "id", "kind", "about_id", "year", "seen_at", "returned_because"
    )
    for claim_id, id_, kind, about, year, seen_at, because in rows:
        found[claim_id].append(
            Brought(
                id=id_,
                kind=PaperKind(kind),
                about=about,
                year=year,
                seen=seen_at is not None,
                returned_because=because,
            )
        )
    return found


def _cases(claim_ids: list[int], *, on: date) -> dict[int, PaperCase]:
    members, answers, pupils = (
        families(claim_ids=claim_ids),
        heirs_of_all(claim_ids=claim_ids, on=on),
        _pupils(claim_ids),
    )
    aids, transports, unable, injured = (
        set(table.objects.filter(claim__in=claim_ids).values_list("claim_id", flat=True))
        for table in (AidCost, TransportCost, Inability, Injury)
    )
    return {
        row.pk: PaperCase(
            kind=EventKind(row.kind),
            scheme=Scheme(row.scheme),
            event_date=row.event_date,
            died=row.death_date is not None or row.outcome == _DIED or row.kind == EventKind.DEATH,
            on_the_road=_on_the_road(row),
            of_violence=rule.tells_of_violence(_words(row)),
            treated=bool(row.outcome) or row.pk in injured or row.pk in unable or bool(_cost(row)),
            has_costs=bool(_cost(row)),
            has_transport=row.pk in transports,
            has_aids=row.pk in aids,
            has_inability=row.pk in unable,
            heirs=_heirs(answers.get(row.pk), members.get(row.pk, [])),
            receivers=tuple(Receiver(id=one.id, name=one.name) for one in members.get(row.pk, []) if one.receives),
            pupils=tuple(pupils[row.pk]),
        )
        for row in Claim.objects.filter(id__in=claim_ids).select_related("death")
    }


def _heirs(answer: HeirsAnswer | None, members: Collection[MemberFacts]) -> HeirsAnswer | None:
    """Of a claim whose family nobody has told yet, it is not known that there is nobody."""
    return answer if members else None


def _pupils(claim_ids: list[int]) -> defaultdict[int, list[PupilFact]]:
    """Each child whose scholarship lives, with the year of the first that may still be asked for."""
    found: defaultdict[int, list[PupilFact]] = defaultdict(list)
    rows = ScholarshipYear.objects.filter(
        scholarship__claim__in=claim_ids, scholarship__ended_on=None, state__in=ASKABLE
    ).select_related("scholarship__child")
    seen: set[int] = set()
    for row in rows.order_by("scholarship_id", "number"):
        child = row.scholarship.child
        if child.pk not in seen:
            seen.add(child.pk)
            found[row.scholarship.claim_id].append(PupilFact(id=child.pk, name=child.name, year=row.due_date.year))
    return found


def _on_the_road(row: Claim) -> bool:
    death = getattr(row, "death", None)
    places = {row.place, death.place if death else ""}
    return not places.isdisjoint(_ON_THE_ROAD) or bool(death and death.on_the_way == YesNo.YES)


def _words(row: Claim) -> str:
    death = getattr(row, "death", None)
    return " ".join((row.place_text, row.doing, row.chronology, death.doing if death else ""))


def _cost(row: Claim) -> int:
    return row.medical_cost_rp + row.home_care_cost_rp


def _read(found: QuerySet[Paper]) -> QuerySet[Paper]:
    return found.select_related("about")


def _facts(row: Paper) -> PaperFacts:
    return PaperFacts(
        id=row.pk,
        claim_id=row.claim_id,
        kind=PaperKind(row.kind),
        about=row.about_id,
        about_name=row.about.name if row.about else "",
        year=row.year,
        file_code=row.file_code,
        file_name=row.file_name,
        media_type=row.media_type,
        bytes_count=row.bytes_count,
        page_count=row.page_count,
        seen_by=row.seen_by,
        seen_at=row.seen_at,
        returned_because=row.returned_because,
        brought_by=row.brought_by,
        brought_at=row.brought_at,
    )
