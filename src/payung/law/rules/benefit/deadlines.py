"""How long each step of a claim may take, by the law of the day of the event. Not here: which step a claim is at."""

from dataclasses import dataclass
from datetime import date

from payung.law.dated import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """`None`: the law of that day says nothing of it."""

    report_hours: int  # from the event, and again from healed, disabled or dead; late warns, never rejects
    incapacity_claim_months: int  # while treatment runs the allowance may be asked for this often
    suspected_care_guaranteed: bool  # PP 49/2023: treated first, concluded afterwards
    suspected_conclusion_days: int | None  # from the report of stage I
    sudden_death_hours: int | None  # between the attack at the place of work and the death
    disease_after_work_years: int | None
    payment_working_days_jkk: int
    payment_working_days_jkm: int
    claim_lapse_years: int
    home_care_years: int


def deadlines_on(*, event_date: date, law: Law) -> Deadlines:
    """The periods in force on the day of the event.

    Source: PP 44/2015 pasal 26, 37, 40, PP 82/2019 pasal 26, PP 49/2023 pasal 25A, Permenaker 5/2021, Perpres 7/2019
            (law/benefit.yaml).
    Unit:   as the names say.   Edge: the day of the event, not of the report. Raises LawMissing before July 2015.
    """
    in_force = law.on(event_date)

    def since_it_began(key: str) -> int | None:
        return in_force.whole(key) if event_date >= law.begins(key) else None

    return Deadlines(
        report_hours=in_force.whole("report_hours"),
        incapacity_claim_months=in_force.whole("incapacity_claim_months"),
        suspected_care_guaranteed=in_force.rule("suspected_care") == "guaranteed",
        suspected_conclusion_days=since_it_began("suspected_conclusion_days"),
        sudden_death_hours=since_it_began("sudden_death_hours"),
        disease_after_work_years=since_it_began("disease_after_work_years"),
        payment_working_days_jkk=in_force.whole("payment_working_days_jkk"),
        payment_working_days_jkm=in_force.whole("payment_working_days_jkm"),
        claim_lapse_years=in_force.whole("claim_lapse_years"),
        home_care_years=in_force.whole("home_care_years"),
    )
