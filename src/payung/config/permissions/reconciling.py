"""Addresses of differences, overpayments and collisions."""

from payung.accounts.rules import Role
from payung.config.permissions.row import DINAS, HEAD, MONEY, OPERATOR, Row

RECONCILING: tuple[Row, ...] = (
    Row("contributions:reconciliation", "GET", MONEY, "named, billed, received, and every difference with its owner"),
    Row("contributions:difference", "GET", MONEY, "one difference, both sides"),
    Row("contributions:difference_take", "POST", DINAS, "take a difference in hand"),
    Row("contributions:difference_close", "POST", DINAS, "close a difference with a reason"),
    Row("contributions:difference_reopen", "POST", DINAS, "open a difference again"),
    Row("contributions:difference_close_several", "POST", DINAS, "close several differences for one reason"),
    Row("contributions:insurer_list_new", "GET POST", DINAS, "take in BPJS's list"),
    Row("contributions:insurer_list", "GET", MONEY, "a list of BPJS, and which of its rows were not read"),
    Row("contributions:insurer_list_compare", "POST", DINAS, "compare a list once more"),
    Row("contributions:overpayments", "GET", MONEY, "what was paid for months that nobody needed"),
    Row("contributions:overpayments_find", "POST", DINAS, "look for overpayments"),
    Row("contributions:overpayments_refund", "POST", OPERATOR | {Role.TREASURER}, "overpayments came back"),
    Row("contributions:overpayments_give_up", "POST", HEAD, "overpayments are given up by a named decision"),
    Row("contributions:overpayment_scan", "GET", MONEY, "the paper of a refund or decision, to be saved"),
    Row("contributions:collisions", "GET", MONEY, "members for whom another pays too"),
    Row("contributions:collisions_find", "POST", DINAS, "look through all evidence for collisions"),
    Row("contributions:evidence_list_new", "GET POST", DINAS, "take in a list of another payer"),
    Row("contributions:evidence_list", "GET", MONEY, "a list of another payer, and which of its rows were not read"),
    Row("contributions:collision", "GET", MONEY, "one collision, both payers"),
    Row("contributions:collision_take", "POST", DINAS, "take a collision in hand"),
    Row("contributions:collision_settle", "POST", DINAS, "decide who pays"),
)
