"""Addresses of the books."""

from payung.accounts.rules import Role
from payung.config.permissions.row import HEAD, MONEY, Row

LEDGER = (
    Row("ledger:index", "GET", MONEY, "what is left of each fund of a programme, and the entries of its books"),
    Row("ledger:entry", "GET", MONEY, "one entry of the books, and what stands behind it"),
    Row("ledger:reverse", "POST", HEAD, "an entry is turned round by another, not by who made it"),
    Row("ledger:trial", "GET", MONEY, "the trial balance, now or at the end of a day"),
    Row("ledger:close", "GET POST", MONEY, "months whose books are closed", posts=HEAD | {Role.PPK_SKPD}),
)
