"""The facts of a claim as they stand."""

from collections.abc import Mapping
from datetime import date

from payung.claims.models import AidCost, Claim, Inability, Injury, TransportCost
from payung.claims.rules.facts import AidTold, FactsTold, InabilityTold, InjuryTold, TransportTold
from payung.claims.rules.told import Place
from payung.law.dated import DisabilityRow, LawMissing
from payung.law.loader import load


def facts(*, claim_id: int) -> FactsTold:
    """What the law is asked from. Raises Claim.DoesNotExist."""
    claim = Claim.objects.get(id=claim_id)
    return FactsTold(
        event_time=claim.event_time,
        place=Place(claim.place) if claim.place else None,
        place_text=claim.place_text,
        doing=claim.doing,
        chronology=claim.chronology,
        body_part_text=claim.body_part_text,
        facility=claim.facility,
        handedness=claim.handedness,
        outcome=claim.outcome,
        medical_cost_rp=claim.medical_cost_rp,
        home_care_cost_rp=claim.home_care_cost_rp,
        injuries=tuple(
            InjuryTold(
                part=one.part,
                function_lost_percent=one.function_lost_percent,
                table_percent=one.table_percent,
                units=one.units,
                doctor=one.doctor,
            )
            for one in Injury.objects.filter(claim=claim_id).order_by("id")
        ),
        inabilities=tuple(
            InabilityTold(from_date=one.from_date, to_date=one.to_date, note=one.note)
            for one in Inability.objects.filter(claim=claim_id).order_by("from_date")
        ),
        transports=tuple(
            TransportTold(mode=one.mode, cost_rp=one.cost_rp, note=one.note)
            for one in TransportCost.objects.filter(claim=claim_id).order_by("id")
        ),
        aids=tuple(
            AidTold(kind=one.kind, cost_rp=one.cost_rp) for one in AidCost.objects.filter(claim=claim_id).order_by("id")
        ),
    )


def parts_on(event_date: date) -> Mapping[str, DisabilityRow]:
    """The table of disability of the law of that day, by part; empty before there was any."""
    try:
        rows = load("benefit").on(event_date).rows("anatomical_losses", DisabilityRow)
    except LawMissing:
        return {}
    return {row.part: row for row in rows}
