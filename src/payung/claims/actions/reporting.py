"""What anyone tells of an accident, a death or a loss: kept, found out of whom, made a claim, or set aside with a reason."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import could_hold_nik
from payung.claims.actions.opening import NewClaim, new_codes, open_claims
from payung.claims.models import Claim, Report
from payung.claims.queries import claims as claims_told
from payung.claims.queries.reports import in_scope
from payung.claims.queries.told_dead import Source, Telling, tellings
from payung.claims.rules.refusals import NotYours, ReasonMissing, request_used
from payung.claims.rules.reporting import (
    ToldEvent,
    another_person,
    claim_withdrawn,
    day_missing,
    death_day_missing,
    has_claim,
    name_missing,
    nobody_told,
    person_missing,
    person_not_found,
    refuse_before_birth,
    refuse_before_registration,
    refuse_day,
    report_not_found,
    told_before_event,
    was_set_aside,
)
from payung.claims.rules.told import Reporter
from payung.claims.states import EventKind
from payung.claims.states import State as ClaimState
from payung.membership import queries as memberships
from payung.membership.actions.holding import hold
from payung.membership.queries import MembershipFacts
from payung.membership.rules.told import Told
from payung.membership.states import HoldReason, State
from payung.people import queries as people
from payung.people.queries import PersonFacts
from payung.people.rules import plain_phone
from payung.shared.dates import Month

TELLERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD)
WORKERS = (Role.OPERATOR, Role.HEAD)
_DESA_CODE, _KPJ = 13, 11  # characters
_TOLD_AS = {
    Source.VERVAL: Reporter.DESA,
    Source.MEMBERSHIP: Reporter.DINAS,
    Source.PRECHECK: Reporter.OTHER,
}
_NOTES = {
    Source.VERVAL: "Disebut meninggal oleh desa saat verval",
    Source.MEMBERSHIP: "Dicatat meninggal di halaman peserta",
    Source.PRECHECK: "Disebut meninggal dalam jawaban pemadanan Dukcapil",
}
_HOLDS = {EventKind.DEATH: HoldReason.DIED, EventKind.LOST_AT_SEA: HoldReason.LOST_AT_SEA}


def report_event(*, told: ToldEvent, request_key: UUID, actor: Actor, now: datetime) -> int:
    """The report is kept with the little that is known; its number. Sent twice, it is one.

    Raises Refused, NotYours, and people's NotAllowed for a phone that is none.
    """
    _refuse_but(actor, TELLERS, "petugas desa, kecamatan, operator atau kepala dinas")
    refuse_day(event_date=told.event_date, today=timezone.localdate(now))
    with transaction.atomic():
        before = Report.objects.filter(request_key=request_key, kabupaten=actor.kabupaten).first()
        if before is not None:
            return before.pk
        person = _person(told.person_id, actor) if told.person_id else None
        if person and told.event_date:
            refuse_before_birth(event_date=told.event_date, birth_date=person.birth_date, name=person.name)
        report = _report(told, person, request_key, actor, now)
        Report.objects.bulk_create([report], ignore_conflicts=True)  # sent twice at once: the other's is found below
        kept = Report.objects.get(request_key=request_key)
        if kept.code != report.code:
            return kept.pk
        facts = {"kind": told.kind.value, "reporter": told.reporter.value, "on": _iso(told.event_date)}
        _record("report_event", kept, {**facts, "person": kept.person_id}, actor, now)
    return kept.pk


def name_person(*, report_id: int, person_id: int, actor: Actor, now: datetime) -> None:
    """The report is about this person. Raises Refused for a report that is settled, or a day that cannot be."""
    _refuse_but(actor, TELLERS, "petugas desa, kecamatan, operator atau kepala dinas")
    with transaction.atomic():
        report = _locked(report_id, actor)
        _refuse_settled(report)
        person = _person(person_id, actor)
        if report.event_date:
            refuse_before_birth(event_date=report.event_date, birth_date=person.birth_date, name=person.name)
        if report.person_id == person.person_id:
            return
        report.person_id, report.desa_code = person.person_id, person.desa_code
        report.save(update_fields=["person", "desa_code"])
        _record("name_person", report, {"person": person.person_id}, actor, now)


def open_claim(
    *, report_id: int, person_id: int | None, event_date: date | None, request_key: UUID, actor: Actor, now: datetime
) -> int:
    """The claim of what was told: a new one, or that which there is of this event. Its number.

    `person_id` and `event_date` None: as the report says. A death or loss holds every membership, so that no due is owed
    meanwhile. Raises Refused where that cannot be; the report stays.
    """
    _refuse_but(actor, WORKERS, "operator atau kepala dinas")
    with transaction.atomic():
        report = _locked(report_id, actor)
        if report.claim_id is not None:
            return report.claim_id
        _refuse_settled(report)
        person, day = _person(person_id or report.person_id, actor), event_date or report.event_date
        if day is None:
            raise day_missing()
        refuse_day(event_date=day, today=timezone.localdate(now))
        refuse_before_birth(event_date=day, birth_date=person.birth_date, name=person.name)
        membership = _membership(person, day, actor)
        report.person_id, report.desa_code, report.event_date = person.person_id, person.desa_code, day
        (claim_id,) = open_claims(
            kabupaten=actor.kabupaten, events=[_new(report, membership, person.person_id, day)], now=now
        )
        _settle(report, claim_id, person.person_id, request_key=request_key, actor=actor, now=now)
        _record("open_claim", report, {"claim": claim_id, "person": person.person_id, "on": _iso(day)}, actor, now)
    return claim_id


def open_for_death(*, person_id: int, death_date: date | None, request_key: UUID, actor: Actor, now: datetime) -> int:
    """The claim of a death that a desa, an officer or Dukcapil told without a report; its number. The next due waits.

    Whoever told it is its reporter, and the clock began then. `death_date` None: as told. Raises Refused where nobody
    told of a death, without a day, and for a day that cannot be.
    """
    _refuse_but(actor, WORKERS, "operator atau kepala dinas")
    today = timezone.localdate(now)
    with transaction.atomic():
        person = _person(person_id, actor)
        before = Report.objects.filter(request_key=request_key, kabupaten=actor.kabupaten).first()
        if before is not None:
            return _claim_of_request(before, person)
        telling = tellings(actor=actor, today=today, humans=[person.person_id]).get(person.person_id)
        if telling is None:
            raise nobody_told(name=person.name)
        day = death_date or telling.died_on
        if day is None:
            raise death_day_missing()
        refuse_day(event_date=day, today=today)
        refuse_before_birth(event_date=day, birth_date=person.birth_date, name=person.name)
        membership = _membership(person, day, actor)
        report = _report_of_telling(telling, person, day, request_key, actor, now)
        Report.objects.bulk_create([report], ignore_conflicts=True)
        kept = Report.objects.select_for_update(of=("self",), no_key=True).get(request_key=request_key)
        if kept.code != report.code:
            return _claim_of_request(kept, person)
        (claim_id,) = open_claims(
            kabupaten=actor.kabupaten, events=[_new(kept, membership, person.person_id, day)], now=now
        )
        _settle(kept, claim_id, person.person_id, request_key=request_key, actor=actor, now=now)
        facts = {"claim": claim_id, "person": person.person_id, "on": _iso(day), "told": telling.source.value}
        _record("open_for_death", kept, facts, actor, now)
    return claim_id


def join_claim(*, report_id: int, claim_id: int, request_key: UUID, actor: Actor, now: datetime) -> int:
    """The report tells of the event of a claim that there is: the same is told twice. Raises Refused."""
    _refuse_but(actor, WORKERS, "operator atau kepala dinas")
    with transaction.atomic():
        report = _locked(report_id, actor)
        if report.claim_id is not None:
            return report.claim_id
        _refuse_settled(report)
        claim = claims_told.one(claim_id=claim_id, actor=actor)
        if claim is None or (report.person_id and _person(report.person_id, actor).person_id != claim.person_id):
            raise another_person()
        if claim.state is ClaimState.WITHDRAWN:
            raise claim_withdrawn()
        report.person_id, report.desa_code = claim.person_id, claim.desa_code
        Claim.objects.filter(id=claim_id, told_at__gt=report.told_at).update(told_at=report.told_at)
        _settle(report, claim_id, claim.person_id, request_key=request_key, actor=actor, now=now)
        _record("join_report", report, {"claim": claim_id, "person": claim.person_id}, actor, now)
    return claim_id


def set_aside(*, report_id: int, because: str, actor: Actor, now: datetime) -> None:
    """The report becomes no claim, and says why. It can be taken up again. Raises Refused."""
    _refuse_but(actor, WORKERS, "operator atau kepala dinas")
    reason = _plain(because, 200)
    if not reason:
        raise ReasonMissing("Alasannya belum ditulis. Tulis dalam satu kalimat mengapa laporan ini disisihkan.")
    with transaction.atomic():
        report = _locked(report_id, actor)
        if report.claim_id is not None:
            raise has_claim()
        if report.set_aside:
            return
        report.set_aside = reason
        report.save(update_fields=["set_aside"])
        _record("set_aside", report, {"because": reason}, actor, now)


def take_up(*, report_id: int, actor: Actor, now: datetime) -> None:
    """It was set aside by mistake: it waits again."""
    _refuse_but(actor, WORKERS, "operator atau kepala dinas")
    with transaction.atomic():
        report = _locked(report_id, actor)
        if not report.set_aside:
            return
        report.set_aside = ""
        report.save(update_fields=["set_aside"])
        _record("take_up", report, {}, actor, now)


def _report(told: ToldEvent, person: PersonFacts | None, request_key: UUID, actor: Actor, now: datetime) -> Report:
    name = _plain(told.told_name, 200) or (person.name if person else "")
    if not name:
        raise name_missing()
    return Report(
        kabupaten=actor.kabupaten,
        code=new_codes(1)[0],
        kind=told.kind,
        reporter=told.reporter,
        reporter_name=_plain(told.reporter_name, 120),
        reporter_phone=plain_phone(told.reporter_phone),
        told_name=name,
        told_kpj=_kpj(told.told_kpj),
        desa_code=person.desa_code if person else _desa(told.desa_code, actor),
        person_id=person.person_id if person else None,
        event_date=told.event_date,
        event_time=told.event_time if told.event_date else None,
        place_text=_plain(told.place_text, 200),
        doing=_plain(told.doing, 200),
        note=_plain(told.note, 500),
        told_at=_told_at(told, now),
        reported_by=actor.key,
        request_key=request_key,
        made_at=now,
    )


def _report_of_telling(
    telling: Telling, person: PersonFacts, day: date, request_key: UUID, actor: Actor, now: datetime
) -> Report:
    """What was told elsewhere, as if it had been told here: by whom and when it was."""
    told_at = telling.told_at or now
    if timezone.localdate(told_at) < day:
        raise told_before_event()
    return Report(
        kabupaten=actor.kabupaten,
        code=new_codes(1)[0],
        kind=EventKind.DEATH,
        reporter=_TOLD_AS[telling.source],
        told_name=person.name,
        desa_code=person.desa_code,
        person_id=person.person_id,
        event_date=day,
        note=_NOTES[telling.source],
        told_at=told_at,
        reported_by=telling.told_by or actor.key,
        request_key=request_key,
        made_at=now,
    )


def _claim_of_request(before: Report, person: PersonFacts) -> int:
    """What this request has opened. Raises RequestUsed where it was for something else."""
    if before.claim_id is None or before.person_id not in (person.person_id, *person.joined_ids):
        raise request_used()
    return before.claim_id


def _told_at(told: ToldEvent, now: datetime) -> datetime:
    """Raises DayDoesNotFit for a telling before the event, or one that has not been."""
    if told.told_at is None:
        return now
    if told.told_at > now or (told.event_date and timezone.localdate(told.told_at) < told.event_date):
        raise told_before_event()
    return told.told_at


def _kpj(text: str) -> str:
    """As on the card; a KPJ that is mistyped hinders nobody from telling, and what is longer is the number of a KTP."""
    plain = "".join(filter(str.isalnum, text)).upper()
    return plain if len(plain) <= _KPJ else ""


def _desa(code: str, actor: Actor) -> str:
    """Where the person lives, as far as told; a desa officer tells of the own desa."""
    if code and actor.sees(code):
        return code
    return actor.scope if len(actor.scope) == _DESA_CODE else ""


def _new(report: Report, membership: MembershipFacts, person_id: int, day: date) -> NewClaim:
    kind = EventKind(report.kind)
    return NewClaim(
        kind=kind,
        person_id=person_id,
        membership_id=membership.id,
        event_date=day,
        death_date=day if kind is EventKind.DEATH else None,
        event_time=report.event_time,
        place_text=report.place_text,
        doing=report.doing,
        told_at=report.told_at,
        reported_by=report.reported_by,
    )


def _membership(person: PersonFacts, day: date, actor: Actor) -> MembershipFacts:
    """The membership of the month of the event, else the latest before it. Raises NotOurs for none, or none yet."""
    of = memberships.of_person(person_ids=(person.person_id, *person.joined_ids), actor=actor)
    registered = min((one.registered_date for one in of), default=None)
    refuse_before_registration(event_date=day, registered_date=registered, name=person.name)
    month, begun = Month.of(day), [one for one in of if one.registered_date <= day]
    return next((one for one in begun if one.first_month <= month <= one.owed_through), begun[0])


def _settle(report: Report, claim_id: int, human: int, *, request_key: UUID, actor: Actor, now: datetime) -> None:
    """The report is of this claim; of whoever is told dead or lost every membership waits, unless it does already."""
    report.claim_id = claim_id
    report.save(update_fields=["claim", "person", "desa_code", "event_date"])
    reason = _HOLDS.get(EventKind(report.kind))
    told = [
        Told(membership_id=one.id, reason=reason, happened_on=report.event_date, note="Laporan kejadian")
        for one in memberships.of_humans(humans=[human]).get(human, ())
        if reason and one.state is not State.ENDED and one.held_because is not reason
    ]
    if told:
        hold(told=told, source=f"claim:{claim_id}", request_key=request_key, actor=actor, now=now)


def _locked(report_id: int, actor: Actor) -> Report:
    """The report, ours until the transaction ends. Raises Refused out of the actor's sight."""
    if not in_scope(actor).filter(id=report_id).exists():
        raise report_not_found()
    return Report.objects.select_for_update(of=("self",), no_key=True).get(id=report_id)


def _refuse_settled(report: Report) -> None:
    if report.claim_id is not None:
        raise has_claim()
    if report.set_aside:
        raise was_set_aside()


def _person(person_id: int | None, actor: Actor) -> PersonFacts:
    if person_id is None:
        raise person_missing()
    found = people.person(person_id=person_id, actor=actor)
    if found is None:
        raise person_not_found()
    return found


def _plain(text: str, longest: int) -> str:
    """With single spaces, cut to what is kept. Raises ReasonMissing for what could hold a NIK."""
    plain = " ".join(text.split())[:longest]
    if could_hold_nik(plain):
        raise ReasonMissing("Tulisan ini tidak boleh memuat NIK atau nomor KK. Hapus nomornya, lalu simpan lagi.")
    return plain


def _refuse_but(actor: Actor, roles: tuple[Role, ...], who: str) -> None:
    if not actor.may(*roles):
        raise NotYours(f"Langkah ini dilakukan oleh {who}. Mintalah salah satunya melakukannya.")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _record(act: str, report: Report, facts: Mapping[str, object], actor: Actor, now: datetime) -> None:
    record(
        kabupaten=report.kabupaten,
        act=f"claims.{act}",
        actor=actor.key,
        subject=f"report:{report.pk}",
        facts=facts,
        now=now,
    )
