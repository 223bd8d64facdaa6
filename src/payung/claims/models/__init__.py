"""The tables of claims, by subject."""

from payung.claims.models.casework import Claim, ClaimStep, DeathAnswers, Report
from payung.claims.models.dying import DeathWord
from payung.claims.models.facts import AidCost, Inability, Injury, TransportCost
from payung.claims.models.family import FamilyMember
from payung.claims.models.lists import BranchLine, BranchReport, DeathDecision, DeathLine, DeathList
from payung.claims.models.money import Computation, ComputedLine, Difference, Payment, PaymentLine
from payung.claims.models.papers import Paper
from payung.claims.models.scholarships import Scholarship, ScholarshipYear

__all__ = [
    "AidCost",
    "BranchLine",
    "BranchReport",
    "Claim",
    "ClaimStep",
    "Computation",
    "ComputedLine",
    "DeathAnswers",
    "DeathDecision",
    "DeathLine",
    "DeathList",
    "DeathWord",
    "Difference",
    "FamilyMember",
    "Inability",
    "Injury",
    "Paper",
    "Payment",
    "PaymentLine",
    "Report",
    "Scholarship",
    "ScholarshipYear",
    "TransportCost",
]
