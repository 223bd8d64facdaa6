"""One row of the permission table, and the groups of roles that rows name."""

from dataclasses import dataclass

from payung.accounts.rules import Role

PUBLIC: frozenset[Role] = frozenset()
SIGNED_IN = frozenset(Role)
OPERATOR, HEAD = frozenset({Role.OPERATOR}), frozenset({Role.HEAD})
DINAS = OPERATOR | HEAD
FIELD = frozenset({Role.DESA_OFFICER, Role.KECAMATAN_OFFICER})
SENDERS = FIELD | OPERATOR
FIELD_AND_DINAS = FIELD | DINAS
DINAS_AND_INSPECTOR = DINAS | {Role.INSPECTOR}
READERS = FIELD_AND_DINAS | {Role.INSPECTOR}
OFFICES = READERS | {Role.PPTK, Role.ADMINISTRATOR}
MONEY = DINAS | {Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR}


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    methods: str
    roles: frozenset[Role]
    what: str
    posts: frozenset[Role] | None = None  # who may POST, where that is fewer than may look

    def may(self, method: str) -> frozenset[Role]:
        return self.posts if method == "POST" and self.posts is not None else self.roles
