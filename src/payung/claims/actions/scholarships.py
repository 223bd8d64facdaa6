"""Planned scholarships are asked for each year with their papers, paid, mended, and end."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.actions.asked import locked_claim, plain_reason, refuse_but_dinas, tell
from payung.claims.actions.scholarships_planning import LONGEST_NOTE, columns, law_day, refuse_but_head
from payung.claims.models import Claim, Scholarship, ScholarshipYear
from payung.claims.queries import scholarships as queries
from payung.claims.rules.refusals import NotFound, Refused
from payung.claims.rules.scholarships import (
    AtSchool,
    End,
    NotOwed,
    PlannedYear,
    YearAct,
    YearState,
    after,
    path_from,
    refuse_school,
    working_child_is_for_a_person,
)
from payung.law.loader import load


def ask_year(*, year_id: int, asked_on: date, actor: Actor, now: datetime) -> None:
    """BPJS was asked for this year, with its papers. Raises Refused before its day, and without its papers."""
    refuse_but_dinas(actor)
    with transaction.atomic():
        claim, year = _year(year_id, actor)
        if year.state == YearState.ASKED and year.asked_on == asked_on:
            return
        _refuse_day(asked_on, since=year.due_date, now=now)
        _refuse_ended(year)
        if not next(iter(queries.of_year(year_id=year_id))).papers_there:
            raise Refused(
                f"Berkas beasiswa tahun {year.due_date.year} belum lengkap dan diperiksa: formulir, surat sekolah dan rapor. "
                "Lengkapi dahulu di halaman berkas."
            )
        _move(year, YearAct.ASK, asked_on=asked_on)
        tell("ask_scholarship_year", claim=claim, facts=_facts(year, asked_on=asked_on), actor=actor, now=now)


def record_year_paid(*, year_id: int, paid_on: date, paid_rp: int, actor: Actor, now: datetime) -> None:
    """BPJS paid this year."""
    refuse_but_dinas(actor)
    if paid_rp <= 0:
        raise Refused("Jumlah yang dibayar belum ditulis. Salin dari buku tabungan atau surat BPJS.")
    with transaction.atomic():
        claim, year = _year(year_id, actor)
        if (year.state, year.paid_on, year.paid_rp) == (YearState.PAID, paid_on, paid_rp):
            return
        _refuse_day(paid_on, since=year.due_date, now=now)
        _move(year, YearAct.PAY, paid_on=paid_on, paid_rp=paid_rp)
        facts = _facts(year, paid_on=paid_on) | {"paid_rp": paid_rp}
        tell("pay_scholarship_year", claim=claim, facts=facts, actor=actor, now=now)


def drop_year(*, year_id: int, because: str, actor: Actor, now: datetime) -> None:
    """This one year is not asked for: the child was not at school. Later years stay."""
    refuse_but_dinas(actor)
    reason = plain_reason(because, longest=LONGEST_NOTE)
    with transaction.atomic():
        claim, year = _year(year_id, actor)
        if year.state == YearState.DROPPED:
            return
        _move(year, YearAct.DROP, note=reason)
        facts = _facts(year) | {"because": reason}
        tell("drop_scholarship_year", claim=claim, facts=facts, actor=actor, now=now)


def reopen_year(*, year_id: int, because: str, actor: Actor, now: datetime) -> None:
    """It was written by mistake: the year is owed again."""
    refuse_but_dinas(actor)
    reason = plain_reason(because, longest=LONGEST_NOTE)
    with transaction.atomic():
        claim, year = _year(year_id, actor)
        if year.state == YearState.OWED:
            return
        _refuse_ended(year)
        was = year.state
        _move(year, YearAct.REOPEN, asked_on=None, paid_on=None, paid_rp=0, note="")
        facts = _facts(year) | {"was": was, "because": reason}
        tell("reopen_scholarship_year", claim=claim, facts=facts, actor=actor, now=now)


def mend_path(
    *, scholarship_id: int, number: int, level: str, years_left: int, because: str, actor: Actor, now: datetime
) -> None:
    """From this year on the child is at this level: one was repeated, or skipped. Years asked for or paid stand."""
    refuse_but_dinas(actor)
    reason, law = plain_reason(because, longest=LONGEST_NOTE), load("benefit")
    with transaction.atomic():
        claim, row = _scholarship(scholarship_id, actor)
        years = {year.number: year for year in row.years.order_by("number")}
        later = [year for year in years.values() if year.number >= number]
        if number not in years or any(year.state in (YearState.ASKED, YearState.PAID) for year in later):
            raise Refused("Dari tahun itu ada yang sudah diajukan atau dibayar. Pilih tahun sesudahnya.")
        at = AtSchool(member_id=row.child_id, level=level, years_left=years_left)
        before = Counter(y.level for y in years.values() if y.number < number and y.state != YearState.DROPPED)
        try:
            refuse_school(at=at, name=row.child.name, event_date=law_day(claim), law=law)
            wanted = path_from(
                number=number,
                at=at,
                before=before,
                birth_date=row.child.birth_date,
                event_date=law_day(claim),
                law=law,
            )
        except NotOwed as refusal:
            raise Refused(str(refusal)) from refusal
        if not _rewrite(row, years, later, wanted, reason):
            return
        facts = {"scholarship": row.pk, "year": number, "level": level, "because": reason}
        tell("mend_scholarship", claim=claim, facts=facts, actor=actor, now=now)


def keep_working(*, scholarship_id: int, because: str, actor: Actor, now: datetime) -> None:
    """A child that works keeps its scholarship: the head of the dinas decides, by name, where the law leaves it open."""
    refuse_but_dinas(actor)
    reason = plain_reason(because, longest=LONGEST_NOTE)
    with transaction.atomic():
        claim, row = _scholarship(scholarship_id, actor)
        if not working_child_is_for_a_person(event_date=law_day(claim), law=load("benefit")):
            raise Refused("Menurut aturan hari kejadian beasiswa berakhir bila anak bekerja. Akhiri beasiswanya.")
        refuse_but_head(actor)
        kept = row.years.filter(state=YearState.OWED).exclude(decided_by=actor.key, note=reason)
        if not kept.update(decided_by=actor.key, note=reason):
            return
        tell("keep_scholarship", claim=claim, facts={"scholarship": row.pk, "because": reason}, actor=actor, now=now)


def end_scholarship(
    *, scholarship_id: int, reason: End, ended_on: date, because: str, actor: Actor, now: datetime
) -> None:
    """No year due on that day or later is owed any more; what was asked for or paid stands."""
    refuse_but_dinas(actor)
    note = plain_reason(because, longest=LONGEST_NOTE)
    with transaction.atomic():
        claim, row = _scholarship(scholarship_id, actor)
        if (row.ended_on, row.end_reason) == (ended_on, reason):
            return
        if row.ended_on is not None:
            raise Refused("Beasiswa ini sudah berakhir. Lanjutkan dahulu dengan alasannya bila keliru.")
        _refuse_day(ended_on, since=claim.event_date, now=now)
        if reason is End.WORKING and working_child_is_for_a_person(event_date=law_day(claim), law=load("benefit")):
            refuse_but_head(actor)
        row.ended_on, row.end_reason, row.note = ended_on, reason.value, note
        row.save(update_fields=["ended_on", "end_reason", "note"])
        row.years.filter(state=YearState.OWED, due_date__gte=ended_on).update(state=YearState.DROPPED, note="")
        facts = {"scholarship": row.pk, "reason": reason.value, "ended_on": ended_on.isoformat(), "because": note}
        tell("end_scholarship", claim=claim, facts=facts, actor=actor, now=now)


def resume_scholarship(*, scholarship_id: int, because: str, actor: Actor, now: datetime) -> None:
    """It had not ended: the years that its end dropped are owed again; those that were dropped by themselves are not."""
    refuse_but_dinas(actor)
    note = plain_reason(because, longest=LONGEST_NOTE)
    with transaction.atomic():
        claim, row = _scholarship(scholarship_id, actor)
        if row.ended_on is None:
            return
        row.years.filter(state=YearState.DROPPED, due_date__gte=row.ended_on, note="").update(state=YearState.OWED)
        was = row.end_reason
        row.ended_on, row.end_reason, row.note = None, "", note
        row.save(update_fields=["ended_on", "end_reason", "note"])
        facts = {"scholarship": row.pk, "was": was, "because": note}
        tell("resume_scholarship", claim=claim, facts=facts, actor=actor, now=now)


def _rewrite(
    row: Scholarship,
    years: Mapping[int, ScholarshipYear],
    later: Sequence[ScholarshipYear],
    wanted: Sequence[PlannedYear],
    reason: str,
) -> bool:
    """The years stand as wanted, those that are no more are dropped; whether something changed."""
    changed = False
    for plan_ in wanted:
        year = years.get(plan_.number) or ScholarshipYear(scholarship=row, number=plan_.number)
        now_ = (year.due_date, year.level, year.amount_rp, year.state)
        if now_ != (plan_.due_date, plan_.level, plan_.amount_rp, YearState.OWED):
            for name, value in columns(plan_).items():
                setattr(year, name, value)
            year.state, year.note, changed = YearState.OWED, reason, True
            year.save()
    numbers = {plan_.number for plan_ in wanted}
    for year in later:
        if year.number not in numbers and year.state == YearState.OWED:
            year.state, year.note, changed = YearState.DROPPED, reason, True
            year.save(update_fields=["state", "note"])
    return changed


def _year(year_id: int, actor: Actor) -> tuple[Claim, ScholarshipYear]:
    claim_id = queries.claim_of_year(year_id=year_id)
    if claim_id is None:
        raise _no_such()
    claim = locked_claim(claim_id=claim_id, actor=actor)
    return claim, ScholarshipYear.objects.select_related("scholarship__child").get(id=year_id)


def _scholarship(scholarship_id: int, actor: Actor) -> tuple[Claim, Scholarship]:
    claim_id = queries.claim_of(scholarship_id=scholarship_id)
    if claim_id is None:
        raise _no_such()
    claim = locked_claim(claim_id=claim_id, actor=actor)
    return claim, Scholarship.objects.select_related("child").get(id=scholarship_id)


def _no_such() -> NotFound:
    return NotFound("Beasiswa ini tidak ada di wilayah Anda. Buka lagi daftar beasiswa dan pilih dari sana.")


def _move(year: ScholarshipYear, act: YearAct, **columns: object) -> None:
    try:
        year.state = after(YearState(year.state), act)
    except NotOwed as refusal:
        raise Refused(str(refusal)) from refusal
    for name, value in columns.items():
        setattr(year, name, value)
    year.save(update_fields=["state", *columns])


def _refuse_ended(year: ScholarshipYear) -> None:
    ended = year.scholarship.ended_on
    if ended is not None and year.due_date >= ended:
        raise Refused("Beasiswa anak ini sudah berakhir sebelum tahun itu. Lanjutkan dahulu beasiswanya bila keliru.")


def _refuse_day(day: date, *, since: date, now: datetime) -> None:
    if day > timezone.localdate(now):
        raise Refused("Tanggalnya belum tiba. Periksa lagi tanggalnya.")
    if day < since:
        raise Refused("Tanggalnya mendahului hari jatuh temponya. Periksa lagi tanggalnya.")


def _facts(year: ScholarshipYear, **days: date) -> dict[str, object]:
    plain: dict[str, object] = {"scholarship": year.scholarship_id, "year": year.number}
    return plain | {name: day.isoformat() for name, day in days.items()}
