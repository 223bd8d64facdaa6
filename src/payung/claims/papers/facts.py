"""What a printed form of a claim is filled in from. It holds the NIK in clear: whoever asks has recorded that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.queries import claims, family
from payung.claims.queries.claims import ClaimFacts
from payung.claims.queries.family import MemberFacts
from payung.claims.queries.papers import ASKABLE
from payung.claims.queries.scholarships import of_claim
from payung.claims.rules.heirs import HeirsAnswer
from payung.claims.states import EventKind
from payung.membership import queries as membership
from payung.people import queries as people
from payung.people.queries import PersonFacts
from payung.programmes import load as shipped
from payung.programmes import queries as programmes


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolYear:
    """The next year of one child's scholarship."""

    member_id: int
    level: str
    number: int
    due_date: date
    works: bool  # the head of the dinas decided that the child keeps it though it works


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """`nik` whole; `accounts` whole, by member. `wadah` and `npw` of the fund that paid."""

    claim: ClaimFacts
    worker: PersonFacts
    nik: str
    wadah: str
    npw: str
    office: str
    kabupaten: str
    family: tuple[MemberFacts, ...]
    accounts: Mapping[int, str]
    heirs: HeirsAnswer | None
    school_years: tuple[SchoolYear, ...]

    def member(self, member_id: int | None) -> MemberFacts | None:
        return next((one for one in self.family if one.id == member_id), None)

    @property
    def died_on(self) -> date | None:
        """None for somebody lost, until a court or a body says that they died."""
        if self.claim.kind is EventKind.LOST_AT_SEA:
            return self.claim.death_date
        return family.day_of_death(
            kind=self.claim.kind, event_date=self.claim.event_date, death_date=self.claim.death_date
        )


def form_facts(*, claim_id: int, actor: Actor) -> FormFacts | None:
    """All of it; None for a claim out of the actor's part of the map."""
    claim = claims.one(claim_id=claim_id, actor=actor)
    worker = people.person(person_id=claim.person_id, actor=actor) if claim else None
    if claim is None or worker is None:
        return None
    wadah, npw = payer_of(claim)
    return FormFacts(
        claim=claim,
        worker=worker,
        nik=people.niks(kabupaten=claim.kabupaten, person_ids=[claim.person_id]).get(claim.person_id, ""),
        wadah=wadah,
        npw=npw,
        office=str(settings.PAYUNG.office),
        kabupaten=shipped.limits().kabupaten_name.removeprefix("Kabupaten "),
        family=tuple(family.family(claim_id=claim_id)),
        accounts=family.accounts(claim_id=claim_id),
        heirs=family.heirs(claim_id=claim_id, on=timezone.localdate()),
        school_years=tuple(_school_years(claim_id)),
    )


def _school_years(claim_id: int) -> Iterator[SchoolYear]:
    """Of each child whose scholarship lives, the first year that may still be asked for."""
    for one in of_claim(claim_id=claim_id):
        year = next((year for year in one.years if year.state in ASKABLE), None)
        if one.ended_on is None and year is not None:
            yield SchoolYear(
                member_id=one.member_id,
                level=year.level,
                number=year.number,
                due_date=year.due_date,
                works=bool(year.decided_by),
            )


def payer_of(claim: ClaimFacts) -> tuple[str, str]:
    """Wadah and NPW of the fund of the membership; nothing where none is known."""
    if claim.membership_id is None:
        return "", ""
    of = membership.facts_by_ids([claim.membership_id])[claim.membership_id]
    fund = next((one for one in programmes.funds(programme_id=of.programme_id) if one.id == of.fund_id), None)
    return (fund.wadah, fund.npw) if fund else ("", "")
