"""What claims owe, what BPJS paid, and the differences: as pages and steps are told of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from payung.claims.models import Claim, Computation, ComputedLine, Difference, Payment, PaymentLine, ScholarshipYear
from payung.claims.queries.case import found_case
from payung.claims.queries.late import Late, late
from payung.claims.rules.case import Found, facts_sha256
from payung.claims.rules.differences import UNSAID, ComparedLine, DifferenceKind, compared, kind_of
from payung.claims.rules.scholarships import YearState
from payung.law.dated import LawMissing
from payung.law.loader import load
from payung.law.present.benefit import benefit_answer
from payung.law.rules.benefit.case import BenefitAnswer, Case, LineCode

SCHOLARSHIP, LATE = LineCode.SCHOLARSHIP.value, LineCode.LATE_COMPENSATION.value


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedLineFacts:
    """An amount, or a note where `code` is empty."""

    number: int
    code: str
    amount_rp: int
    formula: str
    source: str
    note: str
    for_a_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputationFacts:
    """`fresh`: the record and the law are what they were when it was made; otherwise it counts for nothing."""

    id: int
    claim_id: int
    regime: str
    law_sha256: str
    facts_sha256: str
    total_now_rp: int
    scholarship_total_rp: int
    made_by: str
    made_at: datetime
    approved_by: str
    approved_at: datetime | None
    fresh: bool
    lines: tuple[ComputedLineFacts, ...]

    @property
    def owed(self) -> dict[str, int]:
        """What is owed by line, but for lateness, which payments decide."""
        return {one.code: one.amount_rp for one in self.lines if one.code and one.code != LATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidLineFacts:
    code: str  # empty: BPJS did not say for what
    amount_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPaymentFacts:
    id: int
    claim_id: int
    paid_on: date
    payee: str
    total_rp: int
    source: str
    paper_number: str
    scan_code: str
    scan_name: str
    made_by: str
    made_at: datetime
    lines: tuple[PaidLineFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceFacts:
    """`owner` is who has the claim in hand. `closing`: empty while open, `mended` or `accepted`."""

    id: int
    claim_id: int
    code: str
    owed_rp: int
    paid_rp: int
    kind: DifferenceKind
    owner: str
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    closing: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the record as it stands today leads to; `answer` None where the case lacks something or the law a day."""

    found: Found
    answer: BenefitAnswer | None
    facts_sha256: str


def answered(*, claim_id: int, on: date | None = None) -> Answered:
    """What the law owes by the record of now. Raises Claim.DoesNotExist."""
    found = found_case(claim_id=claim_id, on=on)
    answer = _answer(found.case) if found.case else None
    return Answered(found=found, answer=answer, facts_sha256=facts_sha256(found.case) if found.case else "")


def _answer(case: Case) -> BenefitAnswer | None:
    try:
        return benefit_answer(case, law=load("benefit"), cover_law=load("cover"))
    except LawMissing:
        return None


def computations(*, claim_id: int, now_is: Answered | None = None) -> list[ComputationFacts]:
    """All of them, the latest first; `now_is` spares asking the law once more."""
    rows = list(Computation.objects.filter(claim=claim_id).order_by("-id"))
    if not rows:
        return []
    current = now_is or answered(claim_id=claim_id)
    lines: dict[int, list[ComputedLineFacts]] = {}
    for one in ComputedLine.objects.filter(computation__in=rows).order_by("computation_id", "number"):
        lines.setdefault(one.computation_id, []).append(_line(one))
    return [_computation(one, tuple(lines.get(one.pk, ())), current) for one in rows]


def approved(*, claim_id: int) -> ComputationFacts | None:
    """The latest that was approved and still says what the record says; None where there is none."""
    if not Computation.objects.filter(claim=claim_id, approved_at__isnull=False).exists():
        return None
    return next((one for one in computations(claim_id=claim_id) if one.approved_at and one.fresh), None)


def payments(*, claim_id: int) -> list[ClaimPaymentFacts]:
    """What BPJS paid, the first first."""
    lines: dict[int, list[PaidLineFacts]] = {}
    for one in PaymentLine.objects.filter(payment__claim=claim_id).order_by("id"):
        lines.setdefault(one.payment_id, []).append(PaidLineFacts(code=one.code, amount_rp=one.amount_rp))
    return [
        ClaimPaymentFacts(
            id=one.pk,
            claim_id=one.claim_id,
            paid_on=one.paid_on,
            payee=one.payee,
            total_rp=one.total_rp,
            source=one.source,
            paper_number=one.paper_number,
            scan_code=one.scan_code,
            scan_name=one.scan_name,
            made_by=one.made_by,
            made_at=one.made_at,
            lines=tuple(lines.get(one.pk, ())),
        )
        for one in Payment.objects.filter(claim=claim_id).order_by("paid_on", "id")
    ]


def differences(*, claim_id: int) -> list[DifferenceFacts]:
    """Every difference, the open ones first."""
    owner = Claim.objects.values_list("officer", flat=True).get(id=claim_id)
    found = [_difference(one, owner) for one in Difference.objects.filter(claim=claim_id).order_by("id")]
    return sorted(found, key=lambda one: one.closed_at is not None)


def open_differences(*, claim_id: int) -> list[DifferenceFacts]:
    return [one for one in differences(claim_id=claim_id) if one.closed_at is None]


def owed(*, computation: ComputationFacts) -> dict[str, int]:
    """What is owed by line as payments came: what the computation says, and what came late on top."""
    lines = computation.owed
    found = late(claim_id=computation.claim_id, owed_rp=sum(lines.values()), on=None)
    return {**lines, LATE: found.paid_rp} if found and found.paid_rp else lines


def comparison(*, computation: ComputationFacts) -> tuple[ComparedLine, ...]:
    """What was paid of a claim against what is owed, line by line."""
    return compared(owed=owed(computation=computation), paid=_paid(computation.claim_id))


def compared_whole(*, claim_id: int) -> bool:
    """Whether an approved computation that still holds was compared with all that was paid, or a person decided."""
    computation = approved(claim_id=claim_id)
    if computation is None:
        return False
    wanted = {(one.code, one.owed_rp, one.paid_rp) for one in comparison(computation=computation) if one.kind}
    rows = Difference.objects.filter(claim=claim_id).exclude(closing="mended")
    return wanted <= set(rows.values_list("code", "owed_rp", "paid_rp"))


def late_of(*, computation: ComputationFacts, on: date | None) -> Late | None:
    """How late BPJS pays or has paid; `on` is the day until which the unpaid rest counts, None where it no longer does."""
    return late(claim_id=computation.claim_id, owed_rp=sum(computation.owed.values()), on=on)


def paid_totals(*, claim_ids: list[int]) -> Mapping[int, int]:
    """What was paid of each of these claims."""
    found: dict[int, int] = {}
    for claim_id, total_rp in Payment.objects.filter(claim__in=claim_ids).values_list("claim_id", "total_rp"):
        found[claim_id] = found.get(claim_id, 0) + total_rp
    return found


def _paid(claim_id: int) -> list[tuple[str, int]]:
    """By line; a first year of a scholarship that was recorded on its own page counts where no payment names it."""
    lines = list(PaymentLine.objects.filter(payment__claim=claim_id).order_by("id").values_list("code", "amount_rp"))
    if not lines or any(code in (SCHOLARSHIP, UNSAID) for code, _ in lines):
        return lines
    first = ScholarshipYear.objects.filter(scholarship__claim=claim_id, number=1, state=YearState.PAID)
    return [*lines, *((SCHOLARSHIP, paid_rp) for paid_rp in first.values_list("paid_rp", flat=True) if paid_rp)]


def _line(one: ComputedLine) -> ComputedLineFacts:
    return ComputedLineFacts(
        number=one.number,
        code=one.code,
        amount_rp=one.amount_rp,
        formula=one.formula,
        source=one.source,
        note=one.note,
        for_a_person=one.for_a_person,
    )


def _computation(one: Computation, lines: tuple[ComputedLineFacts, ...], current: Answered) -> ComputationFacts:
    law = current.answer.law if current.answer else ""
    return ComputationFacts(
        id=one.pk,
        claim_id=one.claim_id,
        regime=one.regime,
        law_sha256=one.law_sha256,
        facts_sha256=one.facts_sha256,
        total_now_rp=one.total_now_rp,
        scholarship_total_rp=one.scholarship_total_rp,
        made_by=one.made_by,
        made_at=one.made_at,
        approved_by=one.approved_by,
        approved_at=one.approved_at,
        fresh=(one.facts_sha256, one.law_sha256) == (current.facts_sha256, law),
        lines=lines,
    )


def _difference(one: Difference, owner: str) -> DifferenceFacts:
    return DifferenceFacts(
        id=one.pk,
        claim_id=one.claim_id,
        code=one.code,
        owed_rp=one.owed_rp,
        paid_rp=one.paid_rp,
        kind=kind_of(owed_rp=one.owed_rp, paid_rp=one.paid_rp),
        owner=owner,
        opened_at=one.opened_at,
        opened_by=one.opened_by,
        closed_at=one.closed_at,
        closed_by=one.closed_by,
        closing=one.closing,
        because=one.because,
    )
