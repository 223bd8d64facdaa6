"""Addresses of dues, bills, payments and receipts."""

from payung.accounts.rules import Role
from payung.config.permissions.row import DINAS, HEAD, MONEY, OPERATOR, Row

PPTK = OPERATOR | {Role.PPTK}
CASHIER = OPERATOR | {Role.TREASURER}
PPK = frozenset({Role.PPK_SKPD})
TREASURER = frozenset({Role.TREASURER})

BILLING: tuple[Row, ...] = (
    Row("contributions:bills", "GET", MONEY, "the bills of a programme, and what is still to be paid"),
    Row(
        "contributions:bill_plan",
        "GET POST",
        MONEY,
        "what a bill would hold; an operator raises it",
        posts=OPERATOR,
    ),
    Row("contributions:bill", "GET", MONEY, "one bill with its payments and members, without NIK"),
    Row("contributions:bill_code", "GET POST", OPERATOR, "the kode iuran of a bill, or the next one"),
    Row("contributions:bill_cancel", "POST", DINAS, "a bill is cancelled before money moved"),
    Row("contributions:bill_receipt", "GET POST", CASHIER, "BPJS's receipt of a bill"),
    Row("contributions:bill_receipt_scan", "GET", MONEY, "the scan of a receipt; who took it is recorded"),
    Row("contributions:payments", "GET", MONEY, "the payments of a programme"),
    Row("contributions:payment_new", "GET POST", PPTK, "an SPP-LS is drawn up"),
    Row("contributions:payment", "GET", MONEY, "one payment and the bills that it pays"),
    Row("contributions:payment_verify", "POST", PPK, "an SPP is verified by another than its maker"),
    Row("contributions:payment_return", "POST", PPK, "an SPP is given back"),
    Row("contributions:payment_order", "GET POST", HEAD, "the SPM is signed"),
    Row("contributions:payment_disburse", "GET POST", TREASURER, "the SP2D of BPKAD"),
    Row("contributions:payment_withdraw", "POST", PPTK | HEAD, "a payment is withdrawn before money moved"),
    Row("contributions:payment_scan", "GET", MONEY, "the scan of an SP2D; who took it is recorded"),
    Row("contributions:calendar", "GET", MONEY, "the fiscal year and its January to March hole, by name"),
)
