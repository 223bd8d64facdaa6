"""Tables: `verifying` before a bill, `billing` dues and bills, `paying` what left, `reconciling` after, `reporting` papers."""

from payung.contributions.models.billing import Bill, BillAct, Code, Due
from payung.contributions.models.paying import Payment, PaymentAct, Receipt, Share
from payung.contributions.models.reconciling import (
    Collision,
    Difference,
    EvidenceLine,
    EvidenceList,
    InsurerLine,
    InsurerList,
    Overpayment,
    UnreadRow,
)
from payung.contributions.models.reporting import MadePaper
from payung.contributions.models.verifying import VervalDesa, VervalLine, VervalRound

__all__ = [
    "Bill",
    "BillAct",
    "Code",
    "Collision",
    "Difference",
    "Due",
    "EvidenceLine",
    "EvidenceList",
    "InsurerLine",
    "InsurerList",
    "MadePaper",
    "Overpayment",
    "Payment",
    "PaymentAct",
    "Receipt",
    "Share",
    "UnreadRow",
    "VervalDesa",
    "VervalLine",
    "VervalRound",
]
