"""The case of a claim, from the record only: cover and months from memberships, the base from the law, the rest as told."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from payung.claims.models import Claim
from payung.claims.queries import family, scholarships
from payung.claims.queries.covering import member_on
from payung.claims.queries.facts import facts
from payung.claims.queries.late import days_late
from payung.claims.rules.case import AtSchool, CaseLacks, Found, OtherPayer, Record, day_of_law
from payung.claims.rules.case import case_of as put_together
from payung.claims.rules.family import Relation
from payung.claims.rules.heirs import HeirsAnswer
from payung.claims.states import EventKind, Scheme
from payung.contributions.queries.colliding import of_memberships
from payung.contributions.states import CollisionState
from payung.eligibility.prechecks.results import latest
from payung.eligibility.rules.words import Outcome, Register
from payung.law.dated import LawMissing
from payung.law.loader import load
from payung.law.rules.benefit.case import Case
from payung.law.rules.contribution import tariff
from payung.membership import queries as memberships
from payung.membership.queries import Cover
from payung.shared.dates import Month, age_on, day_text

_ANOTHER = {Outcome.WAGE_EARNER: "pemberi kerjanya", Outcome.OTHER_PAYER: "pembayar lain"}


def case_of(*, claim_id: int, on: date | None = None) -> Case:
    """The case as the law is asked it. `on`: the day that ages are of. Raises CaseLacks with all that is missing."""
    found = found_case(claim_id=claim_id, on=on)
    if found.case is None:
        raise CaseLacks(found.lacks)
    return found.case


def found_case(*, claim_id: int, on: date | None = None) -> Found:
    """The case or what it lacks, and what of it a person decides. Raises Claim.DoesNotExist."""
    return put_together(_record(claim_id, on or timezone.localdate()))


def _record(claim_id: int, on: date) -> Record:
    claim = Claim.objects.select_related("person").get(id=claim_id)
    kind, scheme = EventKind(claim.kind), Scheme(claim.scheme)
    day = day_of_law(kind=kind, scheme=scheme, event_date=claim.event_date, death_date=claim.death_date)
    cover = _cover(claim, day)
    members = family.family(claim_id=claim_id)
    heirs = family.heirs(claim_id=claim_id, on=on)
    pupils = scholarships.pupils(claim_id=claim_id)
    return Record(
        kind=kind,
        scheme=scheme,
        event_date=claim.event_date,
        death_date=claim.death_date,
        day=day,
        facts=facts(claim_id=claim_id),
        member=member_on(cover=cover, day=day) if cover else None,
        base_income_rp=_base_rp(day),
        others=_others(claim, cover, day),
        pupils=tuple(
            AtSchool(name=one.name, level=one.level, years_left=one.years_left, birth_date=one.birth_date)
            for one in pupils
        ),
        children_not_at_school=_not_at_school(members, {one.member_id for one in pupils}, day),
        family_known=bool(members),
        has_heirs=heirs.has_heirs if heirs else True,
        family_doubts=_doubts(heirs),
        days_paid_late=days_late(claim_id=claim_id),
    )


def _cover(claim: Claim, day: date) -> Cover | None:
    kept_id = claim.person.same_as_id or claim.person_id
    try:
        return memberships.covers(on={kept_id: day})[kept_id]
    except LawMissing:
        return None


def _base_rp(day: date) -> int | None:
    """Vulnerable workers are insured in the lowest row of incomes, as their dues are (programmes.rules.price)."""
    try:
        return tariff(month=Month.of(day), law=load("contribution")).brackets[0].base_rp
    except LawMissing:
        return None


def _others(claim: Claim, cover: Cover | None, day: date) -> tuple[OtherPayer, ...]:
    """Who else pays: by collisions, and by BPJS's answer before the event. Only a settled collision is certain.

    A collision that was settled as ours is one and the same human being for whom both paid, where its months hold that
    of the event; one that is open, or whose months nobody knows, and an answer of BPJS are evidence.
    """
    month, found = Month.of(day), {}
    ids = [one.id for one in cover.memberships] if cover else []
    for one in of_memberships(membership_ids=ids):
        if one.state in (CollisionState.NOT_ONE, CollisionState.THEIRS):
            continue
        first, last = one.first_month or one.member_first, one.last_month or one.member_last
        if not first <= month <= last:
            continue
        known = one.first_month is not None and one.last_month is not None
        settled = one.state is CollisionState.OURS and known
        source = f"daftar {one.payer} {day_text(timezone.localdate(one.opened_at))}"
        found[one.payer.casefold()] = OtherPayer(name=one.payer, source=source, settled=settled)
    kept_id = claim.person.same_as_id or claim.person_id
    told = latest(kabupaten=claim.kabupaten, on=day, person_ids=[kept_id]).get((kept_id, Register.BPJS))
    if told and told.outcome in _ANOTHER and not _named_already(found, told.payer):
        name = told.payer or _ANOTHER[told.outcome]
        source = f"jawaban BPJS {day_text(told.answered_date)}"
        found.setdefault(name.casefold(), OtherPayer(name=name, source=source, settled=False))
    return tuple(found[name] for name in sorted(found))


def _named_already(found: dict[str, OtherPayer], payer: str) -> bool:
    """Whether a collision speaks of this payer already; an answer without a payer adds nothing to one that names it."""
    return payer.casefold() in found if payer else bool(found)


def _not_at_school(members: Sequence[family.MemberFacts], known: set[int], day: date) -> tuple[str, ...]:
    below = _age_below(day)
    return tuple(
        one.name
        for one in members
        if one.relation is Relation.CHILD
        and one.id not in known
        and one.died_on is None
        and (one.birth_date is None or age_on(birth_date=one.birth_date, day=max(day, one.birth_date)) < below)
    )


def _age_below(day: date) -> int:
    try:
        return load("benefit").on(day).whole("scholarship_age_below")
    except LawMissing:
        return 0


def _doubts(heirs: HeirsAnswer | None) -> tuple[str, ...]:
    return heirs.for_a_person if heirs else ()
