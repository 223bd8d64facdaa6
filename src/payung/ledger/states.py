"""The accounts through which the money of a fund passes, and the things that move it on."""

from enum import StrEnum


class AccountKind(StrEnum):
    """A rupiah of the ceiling is always in exactly one of these but CEILING, which stands against them all.

    Balances of all but CEILING are never below nothing, CEILING's never above: the database refuses both.
    """

    CEILING = "ceiling"  # pagu, as a credit
    AVAILABLE = "available"  # not bound by any decree
    COMMITTED = "committed"  # bound by a decree in force, not billed
    BILLED = "billed"  # owed on a bill
    PAID = "paid"  # left the treasury by SP2D, not yet confirmed by BPJS
    RECEIVED = "received"  # BPJS has it, for months of cover
    OVERPAID = "overpaid"  # BPJS has it for months that nobody needed (kelebihan bayar)
    REFUNDED = "refunded"  # came back to the treasury
    GIVEN_UP = "given_up"  # an overpayment closed by a named decision


class EntryKind(StrEnum):
    CEILING = "ceiling"  # the ceiling of a fund is set, raised or lowered
    COMMITMENT = "commitment"  # a decree came into force
    RELEASE = "release"  # months of a decree that nobody will use
    BILL = "bill"
    BILL_CANCELLED = "bill_cancelled"
    PAYMENT = "payment"  # SP2D
    RECEIPT = "receipt"  # BPJS confirms
    OVERPAYMENT = "overpayment"
    COMPENSATION = "compensation"  # an overpayment pays for months of a later bill
    REFUND = "refund"
    GIVING_UP = "giving_up"
    REVERSAL = "reversal"
