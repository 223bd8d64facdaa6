"""The demo's claims: five stories, each as people of an office would work it, from what somebody told to the money.

A labourer lost a finger and was six weeks off; a fisher died at sea and left two children; a member of two months died
of illness; another fisher was lost and not found; a widow did not know that she could claim.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from payung.claims.actions.answering import answer
from payung.claims.actions.asked import Letter
from payung.claims.actions.computing import approve, compute
from payung.claims.actions.dying import confirm_death
from payung.claims.actions.facts import tell_facts
from payung.claims.actions.family import add_member, name_receivers
from payung.claims.actions.papers import accept_paper, bring_paper
from payung.claims.actions.paying import PaidLine, record_payment
from payung.claims.actions.reporting import open_claim, report_event
from payung.claims.actions.scholarships_planning import note_pupils, plan_scholarships
from payung.claims.actions.stepping import take_step
from payung.claims.actions.taking import take_in_hand
from payung.claims.queries import claims, money
from payung.claims.queries.money import ClaimPaymentFacts
from payung.claims.queries.papers import missing
from payung.claims.rules.death import DeathFacts
from payung.claims.rules.facts import FactsTold, InabilityTold, InjuryTold, TransportTold
from payung.claims.rules.family import Relation
from payung.claims.rules.kin import ToldMember
from payung.claims.rules.papers import PaperKind
from payung.claims.rules.reporting import ToldEvent
from payung.claims.rules.scholarships import AtSchool
from payung.claims.rules.told import Place, Reporter, YesNo
from payung.claims.states import Event, EventKind
from payung.config.demo.acting import done
from payung.config.demo.cast import Cast
from payung.gateways.scans import Scan, made_anew
from payung.gateways.sealed_uploads import SealedUpload
from payung.membership import actions as members
from payung.membership import queries as membership
from payung.membership.queries.covering import cover
from payung.membership.queries.facts import MembershipFacts
from payung.membership.states import State
from payung.programmes.rules.setup import ProgrammeFacts

LOOKED_AT = 400  # members among whom those of a story are sought


@dataclass(slots=True, kw_only=True)
class Claiming:
    """The claims of the stories, and whom they are of."""

    cast: Cast
    programme: ProgrammeFacts
    scan_path: Path
    chosen: dict[str, MembershipFacts] = field(default_factory=dict)
    claims: dict[str, int] = field(default_factory=dict)
    children: list[int] = field(default_factory=list)  # of the fisher, as members of the family
    listed: int = 0  # rows of the list of the dead
    scan: Scan | None = None

    def made_scan(self) -> Scan:
        """The invented scan as it comes out of its confined child; once, for it is always the same."""
        if self.scan is None:
            self.scan = made_anew(SealedUpload.of_file(self.scan_path))
        return self.scan

    def letter(self, number: str) -> Letter:
        return Letter(number=f"{number} (rekaan)", date=timezone.localdate(), scan=self.made_scan())


def choose(claiming: Claiming, *, story: str, on: date, fits: Callable[[MembershipFacts, str], bool]) -> bool:
    """Whether a running member was found of whom the story can be told: covered on the day, in no other story."""
    columns = membership.running(programme_id=claiming.programme.id)
    ids = columns.membership_id[columns.in_state(State.RUNNING)][:LOOKED_AT].tolist()
    taken = {one.id for one in claiming.chosen.values()}
    for one in membership.facts_by_ids(ids).values():
        if one.id in taken:
            continue
        found = cover(person_id=one.person_id, on=on, actor=claiming.cast.operator)
        if found is not None and found.answer.status == "active" and fits(one, found.answer.jkm):
            claiming.chosen[story] = one
            return True
    return False


def report(
    claiming: Claiming,
    *,
    story: str,
    kind: EventKind,
    day: date,
    reporter: Reporter,
    hour: int,
    place: str,
    doing: str,
) -> int:
    """The operator writes down what was told, and opens the claim; another operator takes it in hand."""
    member, cast = claiming.chosen[story], claiming.cast
    told = ToldEvent(
        kind=kind,
        told_name=member.name,
        event_date=day,
        reporter=reporter,
        person_id=member.person_id,
        reporter_name="Keluarga atau tetangga (rekaan)",
        event_time=time(hour, 0),
        place_text=place,
        doing=doing,
        desa_code=member.desa_code,
    )
    report_id = done(report_event, by=cast.operator, told=told)
    claim_id = done(open_claim, by=cast.operator, report_id=report_id, person_id=member.person_id, event_date=day)
    take_in_hand(claim_id=claim_id, actor=cast.case_officer, now=timezone.now())
    claiming.claims[story] = claim_id
    return claim_id


def step(claiming: Claiming, story: str, event: Event, *, letter: str = "", note: str = "") -> None:
    done(
        take_step,
        by=claiming.cast.case_officer,
        claim_id=claiming.claims[story],
        event=event,
        happened_on=timezone.localdate(),
        note=note,
        letter=claiming.letter(letter) if letter else None,
    )


def bring_all(claiming: Claiming, story: str) -> int:
    """Every paper that the list of the case still lacks comes, and is looked at."""
    lacking = missing(claim_id=claiming.claims[story])
    for one in lacking:
        bring(claiming, story, one.kind, about=one.about, year=one.year)
    return len(lacking)


def bring(
    claiming: Claiming, story: str, kind: PaperKind, *, about: int | None = None, year: int | None = None
) -> None:
    claim_id, officer = claiming.claims[story], claiming.cast.case_officer
    scan = claiming.made_scan()
    paper_id = done(bring_paper, by=officer, claim_id=claim_id, kind=kind, about=about, year=year, scan=scan)
    accept_paper(claim_id=claim_id, paper_id=paper_id, actor=officer, now=timezone.now())


def ask_for_money(claiming: Claiming, story: str, event: Event) -> int:
    """Computed by the case officer, approved by the head, and with BPJS; how many rupiah."""
    bring_all(claiming, story)
    claim_id = claiming.claims[story]
    computation_id = done(compute, by=claiming.cast.case_officer, claim_id=claim_id)
    done(approve, by=claiming.cast.head, computation_id=computation_id)
    step(claiming, story, event)
    return owed_rp(claiming, story)


def owed_rp(claiming: Claiming, story: str) -> int:
    found = money.approved(claim_id=claiming.claims[story])
    if found is None:
        raise LookupError(f"nothing was approved for {story}")
    return found.total_now_rp


def pay(claiming: Claiming, story: str, *, payee: str, leaving_out: Sequence[str] = ()) -> int:
    """BPJS pays what is owed, but for these lines; how many rupiah."""
    found = money.approved(claim_id=claiming.claims[story])
    if found is None:
        raise LookupError(f"nothing was approved for {story}")
    lines = [PaidLine(code=code, amount_rp=rp) for code, rp in found.owed.items() if rp and code not in leaving_out]
    done(
        record_payment,
        by=claiming.cast.case_officer,
        claim_id=claiming.claims[story],
        paid_on=timezone.localdate(),
        payee=payee,
        lines=lines,
        paper_number=f"BYR-{timezone.localdate():%y%m%d} (rekaan)",
        scan=claiming.made_scan(),
    )
    return sum(one.amount_rp for one in lines)


def payments(claiming: Claiming, story: str) -> Sequence[ClaimPaymentFacts]:
    """What BPJS has paid of the story; nothing where it has no claim."""
    return money.payments(claim_id=claiming.claims[story]) if story in claiming.claims else ()


def event_date(claiming: Claiming, story: str) -> date:
    return claims.facts_by_ids([claiming.claims[story]])[claiming.claims[story]].event_date


def certain(claiming: Claiming, story: str, day: date) -> None:
    """The family brings the death certificate: the membership ends."""
    scan = claiming.made_scan()
    done(
        confirm_death,
        by=claiming.cast.case_officer,
        claim_id=claiming.claims[story],
        death_date=day,
        evidence=members.Paper(code=scan.code, name=scan.name, sha256=scan.sha256),
        note="Akta kematian diserahkan keluarga (rekaan)",
    )


def answers(claiming: Claiming, story: str, *, place: Place, doing: str, working: YesNo, died: datetime) -> None:
    facts = DeathFacts(place=place, doing=doing, was_working=working, on_the_way=YesNo.NO, attack_at=died, died_at=died)
    done(answer, by=claiming.cast.case_officer, claim_id=claiming.claims[story], facts=facts)


def family(claiming: Claiming, story: str, told: Sequence[ToldMember]) -> list[int]:
    claim_id, officer = claiming.claims[story], claiming.cast.case_officer
    return [add_member(claim_id=claim_id, told=one, actor=officer, now=timezone.now()) for one in told]


def widow(name: str) -> ToldMember:
    return ToldMember(
        name=name,
        relation=Relation.SPOUSE,
        birth_date=date(1988, 5, 17),
        marriage_registered=True,
        phone="081250001111",
        bank="Bank Kalsel (rekaan)",
        account="0051100022233",
        account_holder=name,
    )


def child(name: str, born: date) -> ToldMember:
    return ToldMember(
        name=name,
        relation=Relation.CHILD,
        birth_date=born,
        acknowledged=True,
        guardian_name="Ibunya",
        guardian_relation="ibu kandung",
    )


def receiver(claiming: Claiming, story: str, member_id: int) -> None:
    name_receivers(
        claim_id=claiming.claims[story], member_ids=[member_id], actor=claiming.cast.case_officer, now=timezone.now()
    )


def tell(claiming: Claiming, story: str, told: FactsTold) -> None:
    done(tell_facts, by=claiming.cast.case_officer, claim_id=claiming.claims[story], told=told)


def school(claiming: Claiming, story: str, children: Sequence[AtSchool]) -> None:
    note_pupils(
        claim_id=claiming.claims[story], children=children, actor=claiming.cast.case_officer, now=timezone.now()
    )


def plan(claiming: Claiming, story: str, children: Sequence[AtSchool]) -> int:
    return plan_scholarships(
        claim_id=claiming.claims[story], children=children, actor=claiming.cast.case_officer, now=timezone.now()
    )


def at_hour(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=timezone.get_current_timezone())


def finger_facts(*, event: date, healed: date) -> FactsTold:
    return FactsTold(
        event_time=time(10, 0),
        place=Place.AT_WORK,
        place_text="Gudang Pasar Kemakmuran (rekaan)",
        doing="Memotong tali muatan",
        chronology="Jari telunjuk kanan terjepit katrol saat menurunkan muatan, lalu diamputasi di rumah sakit.",
        body_part_text="telunjuk kanan",
        facility="RSUD Pangeran Jaya Sumitra (rekaan)",
        outcome="partial_disability",
        medical_cost_rp=6_450_000,
        injuries=(InjuryTold(part="right_index_finger", function_lost_percent=Decimal(100), doctor="dr. Rekaan"),),
        inabilities=(InabilityTold(from_date=event, to_date=healed),),
        transports=(TransportTold(mode="sea", cost_rp=350_000, note="Perahu ke rumah sakit"),),
    )


def sea_facts() -> FactsTold:
    return FactsTold(
        event_time=time(4, 0),
        place=Place.SEA,
        place_text="Perairan Pulau Sembilan (rekaan)",
        doing="Menarik jaring",
        chronology="Perahu terbalik dihantam ombak saat menarik jaring; korban ditemukan meninggal pagi harinya.",
        outcome="death",
        transports=(TransportTold(mode="sea", cost_rp=1_200_000, note="Membawa jenazah pulang"),),
    )


def works_at(word: str) -> Callable[[MembershipFacts, str], bool]:
    return lambda one, _jkm: word in one.occupation.lower()


def has_jkm(word: str) -> Callable[[MembershipFacts, str], bool]:
    return lambda _one, jkm: jkm == word
