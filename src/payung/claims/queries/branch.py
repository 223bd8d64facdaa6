"""The branch's reports of claims: a whole report against our claims at once, and as pages are told of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from payung.accounts.rules import Actor
from payung.claims.models import BranchLine, BranchReport, Claim, Payment
from payung.claims.queries import claims
from payung.claims.queries.claims import ClaimFacts, chunks
from payung.claims.rules.branch import (
    BranchJudged,
    BranchLack,
    BranchRow,
    BranchSettled,
    ClaimSeen,
    Paid,
    Who,
    judged,
    kind_of,
)
from payung.claims.states import EventKind, Scheme, State
from payung.gateways.sealing import Kind, sealer
from payung.intake.rules.names import read_name
from payung.membership import queries as memberships
from payung.membership.queries import MembershipFacts
from payung.people import queries as people
from payung.shared.nik import masked

REPORTED = "branch:"
ORDERS: Mapping[str, tuple[str, ...]] = {
    "": ("sheet", "row", "id"),
    "nama": ("name", "id"),
    "kejadian": ("-event_date", "id"),
    "jumlah": ("-paid_rp", "id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    id: int
    as_of_date: date
    file_name: str
    sha256: str
    row_count: int
    unread_count: int
    refusal: str
    job_id: UUID | None
    read_at: datetime | None
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """A row of a report with what it came to; `nik` masked, `paid_here_rp` what stands of the claim with us."""

    id: int
    report_id: int
    sheet: str
    row: int
    nik: str
    kpj: str
    name: str
    scheme: str
    event_date: date | None
    paid_rp: int | None
    paid_on: date | None
    status: str
    settled: BranchSettled
    lacks: tuple[BranchLack, ...]
    person_id: int | None
    claim: ClaimFacts | None
    paid_here_rp: int
    payment_id: int | None
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesAsked:
    words: str = ""
    settled: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A row with what follows of it. `event`: which of the claims that the report opens, by its place among them."""

    row: BranchRow
    person_id: int | None
    judged: BranchJudged
    membership_id: int | None
    opening: tuple[int, EventKind, date] | None


Members = Mapping[int, Sequence[MembershipFacts]]


def judge(rows: Sequence[BranchRow], *, kabupaten: str) -> tuple[list[Told], Members]:
    """What each row leads to, with queries by the thousand; and the members whom the report names.

    A row sees what the rows before it opened and paid, so a claim in several rows is one claim.
    """
    by_nik = people.by_niks(kabupaten=kabupaten, niks=(one.nik for one in rows if one.nik))
    holders = memberships.card_holders(kabupaten=kabupaten, kpjs={one.kpj for one in rows if one.kpj})
    kept, names = _kept({*by_nik.values(), *holders.values()})
    humans = {kept[one] for one in (*by_nik.values(), *holders.values())}
    members = memberships.of_humans(humans=humans)
    seen = _seen(humans)
    told = []
    for row in rows:
        nik_of, kpj_of = kept.get(by_nik.get(row.nik, 0)), kept.get(holders.get(row.kpj, 0))
        person_id = nik_of or kpj_of
        mine = members.get(person_id or 0, ())
        who = Who(
            by_nik=nik_of,
            by_kpj=kpj_of,
            folded=names.get(person_id or 0, ""),
            registered=tuple(one.registered_date for one in mine),
        )
        answer = judged(row, who=who, claims=seen.get(person_id or 0, ()))
        opening = _note(seen, row, person_id, answer)
        told.append(
            Told(
                row=row,
                person_id=person_id,
                judged=answer,
                membership_id=membership_of(mine, row.day),
                opening=opening,
            )
        )
    return told, members


def _note(
    seen: dict[int, list[ClaimSeen]], row: BranchRow, person_id: int | None, answer: BranchJudged
) -> tuple[int, EventKind, date] | None:
    """What the row opens or pays is there for the rows that follow; the key of the claim that is opened."""
    if person_id is None or row.day is None:
        return None
    mine, claim = seen.setdefault(person_id, []), answer.claim
    if answer.opens:
        claim = ClaimSeen(
            id=None,
            kind=kind_of(row),
            scheme=Scheme.OPEN if kind_of(row) is EventKind.DEATH else Scheme.JKK,
            state=State.UNDETERMINED if kind_of(row) is EventKind.DEATH else State.REPORTED,
            event_date=row.day,
            death_date=None,
        )
        mine.append(claim)
    if claim is None:
        return None
    if answer.pays and row.paid_on and row.paid_rp:
        paid = Paid(paid_on=row.paid_on, total_rp=row.paid_rp, reported=True)
        mine[mine.index(claim)] = replace(claim, paid=(*claim.paid, paid))
    return (person_id, claim.kind, claim.event_date) if claim.id is None else None


def _kept(person_ids: set[int]) -> tuple[dict[int, int], dict[int, str]]:
    """As whom each is read, and the names of those, as names are compared."""
    if not person_ids:
        return {}, {}
    read = people.columns(person_ids=sorted(person_ids))
    kept = dict(zip(read.ids.tolist(), read.kept_id.tolist(), strict=True))
    names = {one: read_name(name)[2] for one, name in zip(read.kept_id.tolist(), read.name.tolist(), strict=True)}
    return kept, names


def _seen(humans: Iterable[int]) -> dict[int, list[ClaimSeen]]:
    """The claims of these human beings with what was paid of them, withdrawn ones too."""
    found: dict[int, list[ClaimSeen]] = {}
    for chunk in chunks(sorted(humans)):
        rows = list(
            Claim.objects.filter(Q(person__in=chunk) | Q(person__same_as__in=chunk))
            .annotate(kept_id=Coalesce("person__same_as_id", "person_id"))
            .order_by("id")
            .values_list("kept_id", "id", "kind", "scheme", "state", "event_date", "death_date")
        )
        paid = _paid([row[1] for row in rows])
        for kept_id, id_, kind, scheme, state, event_date, death_date in rows:
            found.setdefault(kept_id, []).append(
                ClaimSeen(
                    id=id_,
                    kind=EventKind(kind),
                    scheme=Scheme(scheme),
                    state=State(state),
                    event_date=event_date,
                    death_date=death_date,
                    paid=tuple(paid.get(id_, ())),
                )
            )
    return found


def _paid(claim_ids: Sequence[int]) -> dict[int, list[Paid]]:
    found: dict[int, list[Paid]] = {}
    rows = Payment.objects.filter(claim__in=claim_ids).order_by("paid_on", "id")
    for claim_id, paid_on, total_rp, source in rows.values_list("claim_id", "paid_on", "total_rp", "source"):
        one = Paid(paid_on=paid_on, total_rp=total_rp, reported=source.startswith(REPORTED))
        found.setdefault(claim_id, []).append(one)
    return found


def membership_of(members: Sequence[MembershipFacts], day: date | None) -> int | None:
    """The latest that had begun by the day, else the first there is."""
    begun = [one for one in members if day is None or one.registered_date <= day]
    chosen = next(iter(begun), None) or (members[-1] if members else None)
    return chosen.id if chosen else None


def report_facts(one: BranchReport) -> ReportFacts:
    return ReportFacts(
        id=one.pk,
        as_of_date=one.as_of_date,
        file_name=one.file_name,
        sha256=one.sha256,
        row_count=one.row_count,
        unread_count=one.unread_count,
        refusal=one.refusal,
        job_id=one.job_id,
        read_at=one.read_at,
        made_by=one.made_by,
        made_at=one.made_at,
    )


def reports(*, actor: Actor) -> list[tuple[ReportFacts, Mapping[BranchSettled, int]]]:
    """The reports of the kabupaten, the latest first, with how many lines came to what."""
    found = [report_facts(one) for one in BranchReport.objects.filter(kabupaten=actor.kabupaten).order_by("-id")]
    many = counts([one.id for one in found])
    return [(one, many[one.id]) for one in found]


def one_report(*, report_id: int, actor: Actor) -> ReportFacts | None:
    found = BranchReport.objects.filter(id=report_id, kabupaten=actor.kabupaten).first()
    return report_facts(found) if found else None


def counts(report_ids: Sequence[int]) -> dict[int, dict[BranchSettled, int]]:
    found = {id_: dict.fromkeys(BranchSettled, 0) for id_ in report_ids}
    rows = BranchLine.objects.filter(report__in=list(report_ids)).order_by().values_list("report_id", "settled")
    for report_id, settled, many in rows.annotate(many=Count("id")):
        found[report_id][BranchSettled(settled)] = many
    return found


def lines(*, report_id: int, asked: LinesAsked) -> QuerySet[BranchLine]:
    """The lines that were asked for, in their order; `told` reads them."""
    found = BranchLine.objects.filter(report=report_id)
    for word in asked.words.split():
        found = found.filter(Q(name__icontains=word) | Q(kpj__icontains=word) | Q(status__icontains=word))
    if asked.settled in {*BranchSettled}:
        found = found.filter(settled=asked.settled)
    return found.order_by(*ORDERS.get(asked.order, ORDERS[""]))


def one_line(*, line_id: int, actor: Actor) -> LineFacts | None:
    found = BranchLine.objects.filter(id=line_id, report__kabupaten=actor.kabupaten)
    return next(told(found, kabupaten=actor.kabupaten), None)


def told(found: QuerySet[BranchLine], *, kabupaten: str) -> Iterator[LineFacts]:
    """These lines with their claims, with a handful of questions to the database."""
    rows = list(found)
    of_claims = claims.facts_by_ids({one.claim_id for one in rows if one.claim_id})
    paid = {id_: sum(one.total_rp for one in many) for id_, many in _paid(sorted(of_claims)).items()}
    opened = sealer(kabupaten).opened
    for one in rows:
        yield LineFacts(
            id=one.pk,
            report_id=one.report_id,
            sheet=one.sheet,
            row=one.row,
            nik=masked(opened(bytes(one.nik_sealed), Kind.NIK)) if one.nik_sealed else "",
            kpj=one.kpj,
            name=one.name,
            scheme=one.scheme,
            event_date=one.event_date,
            paid_rp=one.paid_rp,
            paid_on=one.paid_on,
            status=one.status,
            settled=BranchSettled(one.settled),
            lacks=tuple(BranchLack(word) for word in one.lacks.split()),
            person_id=one.person_id,
            claim=of_claims.get(one.claim_id or 0),
            paid_here_rp=paid.get(one.claim_id or 0, 0),
            payment_id=one.payment_id,
            decided_by=one.decided_by,
        )
