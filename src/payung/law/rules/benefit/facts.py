"""The numbers of a case that the rules work with: of one case, or columns of cases. Not here: rules."""

from dataclasses import dataclass

from payung.law.cells import Cells, Truths
from payung.law.rules.benefit.case import CaseOutcome
from payung.law.rules.cover import Status


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts:
    """One case (ints, bools), or columns of cases that one law governs (arrays (cases,) of int64 and bool).

    Enums by their numbers, months as `Month.number`, sums in whole rupiah.
    """

    work: Truths
    outcome: Cells
    base_income_rp: Cells
    status: Cells  # of `cover.Status`
    months_paid: Cells
    registered_month: Cells
    event_month: Cells
    other_paid_memberships: Cells
    transport_rp: tuple[Cells, ...]  # summed by mode, in the order of `Mode`
    medical_cost_rp: Cells
    home_care_cost_rp: Cells
    aids_rp: tuple[Cells, ...]  # summed by kind, in the order of `Aid`
    unable: Cells  # in parts of a month
    parts_of_month: int
    anatomical: Cells  # worth of all anatomical losses, before the cap, in parts of the whole
    functional: Cells
    parts_of_whole: int
    any_loss: Truths
    any_range_row: Truths
    scholarship: "ScholarshipFacts"
    has_heirs: Truths
    days_paid_late: Cells

    @property
    def active(self) -> Truths:
        return self.status == Status.ACTIVE

    @property
    def dead(self) -> Truths:
        return self.outcome == CaseOutcome.DEATH


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScholarshipFacts:
    """What the children of a case would be paid if the case gives a scholarship; chosen by `scholarship.py`."""

    first_rp: Cells  # the first year of the children paid for
    total_rp: Cells  # their whole paths
    any_child: Truths
    any_too_old: Truths
    more_than_paid_for: Truths
    no_birth_date: Truths  # of a child that is paid for
