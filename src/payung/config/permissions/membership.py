"""Addresses of memberships and cover."""

from payung.accounts.rules import Role
from payung.config.permissions.row import DINAS, DINAS_AND_INSPECTOR, FIELD_AND_DINAS, OPERATOR, READERS, Row

_READERS = READERS | {Role.PPTK, Role.PPK_SKPD, Role.TREASURER}

MEMBERSHIP: tuple[Row, ...] = (
    Row("membership:index", "GET", _READERS, "members of a programme, and how many are covered"),
    Row("membership:one", "GET", _READERS, "one member with months and history"),
    Row("membership:cover", "GET", _READERS, "whether a person is covered on a day, and why"),
    Row("membership:evidence", "GET", DINAS_AND_INSPECTOR, "the document of an act on a member"),
    Row("membership:hold", "POST", FIELD_AND_DINAS, "tell that a member died, moved or is missing: the next due waits"),
    Row("membership:release", "POST", DINAS, "it was not so: the membership runs on"),
    Row("membership:end", "POST", DINAS, "end a membership with its document"),
    Row("membership:restore", "POST", DINAS, "take an end back"),
    Row("membership:age", "GET POST", DINAS, "end members beyond the programme's age"),
    Row("membership:replacements", "GET POST", OPERATOR, "propose replacements for free places"),
)
