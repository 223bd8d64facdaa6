"""Which children are at school, and the years of scholarship that are planned of them, once per claim."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.claims.actions.asked import locked_claim, plain_reason, refuse_but_dinas, tell
from payung.claims.models import Claim, ClaimStep, FamilyMember, Scholarship, ScholarshipYear
from payung.claims.queries.family import day_of_death
from payung.claims.rules.case import day_of_law
from payung.claims.rules.family import Relation
from payung.claims.rules.refusals import NotYours, Refused
from payung.claims.rules.scholarships import (
    AtSchool,
    Child,
    NotOwed,
    PlannedYear,
    plan,
    refuse_child,
    refuse_school,
)
from payung.claims.states import EventKind, Scheme, State
from payung.law.dated import LawMissing
from payung.law.loader import load
from payung.membership import queries as membership

LONGEST_NOTE = 300
TOTAL_DISABILITY = "total_disability"


def note_pupils(*, claim_id: int, children: Sequence[AtSchool], actor: Actor, now: datetime) -> None:
    """These children are at school, at this level with so many years left: for the computation. Mended until planned."""
    refuse_but_dinas(actor)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        members = _children(claim, children)
        changed = [at for at in children if _note(claim, members[at.member_id], at, actor=actor, now=now)]
        if changed:
            tell("note_pupils", claim=claim, facts={"count": len(changed)}, actor=actor, now=now)


def plan_scholarships(
    *, claim_id: int, children: Sequence[AtSchool], actor: Actor, now: datetime, because: str = ""
) -> int:
    """The years of the children whom the law pays for stand; of how many children. The same plan again changes nothing.

    Raises Refused until BPJS has decided the death grant or total disability, for a child of whom none can be planned,
    and for JKM without enough paid months; where those are uncertain the head of the dinas decides, with `because`.
    """
    refuse_but_dinas(actor)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        _refuse_undecided(claim)
        note = _entitled_by_months(claim, because=because, actor=actor)
        members = _children(claim, children)
        if _planned_before(claim, children):
            return Scholarship.objects.filter(claim=claim, years__isnull=False).distinct().count()
        planned = _plan(claim, members, children)
        for at in children:
            _note(claim, members[at.member_id], at, actor=actor, now=now)
        rows = {row.child_id: row for row in Scholarship.objects.filter(claim=claim, child__in=planned)}
        ScholarshipYear.objects.bulk_create(
            ScholarshipYear(scholarship=rows[id_], **columns(year)) for id_, years in planned.items() for year in years
        )
        facts = {"count": len(planned), "years": sum(map(len, planned.values())), "because": note}
        tell("plan_scholarships", claim=claim, facts=facts, actor=actor, now=now)
    return len(planned)


def refuse_but_head(actor: Actor) -> None:
    """Raises NotYours for anybody but the head of the dinas."""
    if not actor.may(Role.HEAD):
        raise NotYours("Ini diputuskan oleh kepala dinas, dengan alasannya. Mintalah kepala dinas melakukannya.")


def law_day(claim: Claim) -> date:
    """The day of which the computation asks the law: years are planned by the same."""
    return day_of_law(
        kind=EventKind(claim.kind),
        scheme=Scheme(claim.scheme),
        event_date=claim.event_date,
        death_date=claim.death_date,
    )


def columns(year: PlannedYear) -> dict[str, object]:
    """What a planned year is kept as."""
    return {"number": year.number, "due_date": year.due_date, "level": year.level, "amount_rp": year.amount_rp}


def _refuse_undecided(claim: Claim) -> None:
    """A death grant or total disability has been decided by BPJS."""
    died = day_of_death(kind=claim.kind, event_date=claim.event_date, death_date=claim.death_date) is not None
    if not died and claim.outcome != TOTAL_DISABILITY:
        raise Refused(
            "Beasiswa hanya ada bila peserta meninggal atau cacat total tetap. Lengkapi dahulu keterangannya."
        )
    decided = claim.state in (State.DECIDED, State.PAID) or (
        claim.state == State.CLOSED and ClaimStep.objects.filter(claim=claim, to_state=State.PAID).exists()
    )
    if not decided:
        raise Refused("Rencana beasiswa disusun sesudah BPJS menetapkan klaimnya. Catat dahulu penetapannya.")


def _entitled_by_months(claim: Claim, *, because: str, actor: Actor) -> str:
    """Of JKM only: enough months were paid, or the head of the dinas says that they count. Why, where somebody said."""
    if claim.scheme != Scheme.JKM:
        return ""
    try:
        found = membership.cover(person_id=claim.person_id, on=law_day(claim), actor=actor)
    except LawMissing:
        found = None
    answer = found.answer.scholarship_jkm if found else False
    if answer is False:
        needed = load("cover").on(law_day(claim)).whole("scholarship_jkm_paid_months")
        raise Refused(
            f"Beasiswa dari JKM memerlukan {needed} bulan iuran sebelum meninggal, dan itu belum tercapai. "
            "Lihat halaman perlindungan untuk hitungannya."
        )
    if answer is True:
        return ""
    refuse_but_head(actor)
    return plain_reason(because, longest=LONGEST_NOTE)


def _children(claim: Claim, wanted: Sequence[AtSchool]) -> dict[int, FamilyMember]:
    """The members, each once. Raises Refused with every sentence about them at once."""
    if not wanted:
        raise Refused("Belum ada anak yang dipilih. Pilih jenjang dan sisa tahun sekurangnya satu anak.")
    rows = FamilyMember.objects.filter(claim=claim, taken_off="", relation=Relation.CHILD)
    found = {row.pk: row for row in rows.filter(id__in=[at.member_id for at in wanted])}
    if len(found) < len(wanted):
        raise Refused("Ada anak yang tidak lagi dalam keluarga klaim ini. Muat ulang halamannya, lalu pilih lagi.")
    law, day, told = load("benefit"), law_day(claim), []
    for at in wanted:
        try:
            refuse_child(child=_child(found[at.member_id]), event_date=day, law=law)
            refuse_school(at=at, name=found[at.member_id].name, event_date=day, law=law)
        except NotOwed as refusal:
            told.append(str(refusal))
    if told:
        raise Refused(" ".join(told))
    return found


def _child(row: FamilyMember) -> Child:
    return Child(
        member_id=row.pk,
        name=row.name,
        birth_date=row.birth_date,
        acknowledged=row.acknowledged,
        died_on=row.died_on,
    )


def _note(claim: Claim, child: FamilyMember, at: AtSchool, *, actor: Actor, now: datetime) -> bool:
    """Whether something changed. Raises Refused where the years are planned already."""
    row = Scholarship.objects.filter(child=child).first()
    if row is None:
        Scholarship.objects.create(
            claim=claim, child=child, level=at.level, years_left=at.years_left, made_by=actor.key, made_at=now
        )
        return True
    if (row.level, row.years_left) == (at.level, at.years_left):
        return False
    if row.years.exists():
        raise _planned_already()
    row.level, row.years_left = at.level, at.years_left
    row.save(update_fields=["level", "years_left"])
    return True


def _planned_before(claim: Claim, children: Sequence[AtSchool]) -> bool:
    """Whether these very children were planned. Raises Refused where others were."""
    rows = Scholarship.objects.filter(claim=claim)
    if not rows.filter(years__isnull=False).exists():
        return False
    known = {row.child_id: (row.level, row.years_left) for row in rows}
    if any(known.get(at.member_id) != (at.level, at.years_left) for at in children):
        raise _planned_already()
    return True


def _planned_already() -> Refused:
    return Refused("Beasiswa klaim ini sudah disusun. Perbaiki jalur anaknya bila jenjangnya berubah.")


def _plan(
    claim: Claim, members: Mapping[int, FamilyMember], children: Sequence[AtSchool]
) -> dict[int, tuple[PlannedYear, ...]]:
    in_order = sorted(children, key=lambda at: at.member_id)
    return plan(
        children=[(_child(members[at.member_id]), at) for at in in_order],
        event_date=law_day(claim),
        law=load("benefit"),
        cover_law=load("cover"),
    )
