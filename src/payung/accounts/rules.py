"""Who may do something, and on which part of the map. Pure."""

import re
from collections.abc import Mapping
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


class NotAccepted(Exception):
    """What was asked of an account cannot be; every sentence is for whoever asked."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,59}")
_SCOPE = re.compile(r"\d\d\.\d\d(\.\d\d(\.\d{4})?)?")
_LENGTHS: Mapping[Role, int] = {Role.DESA_OFFICER: 13, Role.KECAMATAN_OFFICER: 8}
_KABUPATEN = 5
_PLACES = {
    5: "seluruh kabupaten (misalnya 63.02)",
    8: "satu kecamatan (misalnya 63.02.06)",
    13: "satu desa (misalnya 63.02.06.2014)",
}


def plain_username(text: str) -> str:
    """A username in small letters. Raises NotAccepted where it is none; it begins with a letter, so no NIK or NIP is one."""
    name = text.strip().lower()
    if not _USERNAME.fullmatch(name):
        raise NotAccepted(
            "Nama pengguna diawali huruf dan terdiri dari 3 sampai 60 huruf kecil, angka, titik, garis bawah atau strip."
        )
    return name


def check_scope(*, role: Role, kabupaten: str, scope: str) -> None:
    """Raises NotAccepted unless the role is one for a part of the map of this size, inside the kabupaten."""
    if not _SCOPE.fullmatch(scope) or scope[:_KABUPATEN] != kabupaten:
        raise NotAccepted(f"Wilayah {scope} tidak terletak di kabupaten {kabupaten}.")
    length = _LENGTHS.get(role, _KABUPATEN)
    if len(scope) != length:
        raise NotAccepted(f"Peran ini berlaku untuk {_PLACES[length]}, bukan {scope}.")


def everyone(*, key: str, name: str, kabupaten: str) -> Actor:
    """Somebody at the server itself, as `command:root`: may do all that a role may, and never check their own work."""
    return Actor(key=key, name=name, kabupaten=kabupaten, scope=kabupaten, roles=frozenset(Role))
