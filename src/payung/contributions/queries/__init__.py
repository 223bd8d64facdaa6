"""What others, and our own pages, may know of dues, bills, payments, verval rounds and differences."""

from payung.contributions.queries.billing_facts import BillFacts, CodeFacts, ReceiptFacts, bill, bills, codes
from payung.contributions.queries.billing_lines import DueFacts, MemberDue, dues_of_bill, dues_of_person
from payung.contributions.queries.billing_plan import BillPlan, MonthPlan, preview
from payung.contributions.queries.paying import PaymentFacts, ShareFacts, payment, payments, payments_of_bill
from payung.contributions.queries.verifying_share import share

__all__ = [
    "BillFacts",
    "BillPlan",
    "CodeFacts",
    "DueFacts",
    "MemberDue",
    "MonthPlan",
    "PaymentFacts",
    "ReceiptFacts",
    "ShareFacts",
    "bill",
    "bills",
    "codes",
    "dues_of_bill",
    "dues_of_person",
    "payment",
    "payments",
    "payments_of_bill",
    "preview",
    "share",
]
