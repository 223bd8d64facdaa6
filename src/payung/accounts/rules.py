"""Who may do something, and on which part of the map. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does in the programme (../shared/domain/users.md; payment chain of its section 11)."""

    DESA_OFFICER = "desa_officer"
    KECAMATAN_OFFICER = "kecamatan_officer"
    OPERATOR = "operator"  # prepares everything in the dinas
    HEAD = "head"  # head of the dinas as PA/KPA: approves
    PPTK = "pptk"
    PPK_SKPD = "ppk_skpd"
    TREASURER = "treasurer"
    INSURER = "insurer"  # staff of the BPJS branch
    INSPECTOR = "inspector"  # reads all, masked
    LEADERSHIP = "leadership"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts or looks: a signed-in user, or a command at the server.

    `key` goes into the audit chain; `scope` is a code of the map, and all that begins with it may be seen.
    """

    key: str  # "user:3", "command:root"
    name: str
    kabupaten: str  # "63.02"
    scope: str  # "63.02", "63.02.06" or "63.02.06.2014"
    roles: frozenset[Role]

    def may(self, *roles: Role) -> bool:
        """Whether one of these roles is the actor's."""
        return not self.roles.isdisjoint(roles)

    def sees(self, desa_code: str) -> bool:
        """Whether a desa lies in the actor's part of the map."""
        return desa_code == self.scope or desa_code.startswith(f"{self.scope}.")
