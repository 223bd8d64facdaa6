"""Who signs a decree, where, and on which local regulations: what the office enters, and what is lacking yet. Pure.

None of it is law: a kabupaten's regulations and names are its own (domain/law.md §1.1). A paper printed while something
is lacking has dots there, and the page of the decree says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from payung.decrees.states import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """All as it is to be printed. `grounds` and `witnesses` have a line each: a regulation; `Jabatan: Nama`."""

    place: str = ""
    signer_title: str = ""
    signer_name: str = ""
    signer_nip: str = ""
    office: str = ""
    office_address: str = ""
    grounds: str = ""
    witnesses: str = ""

    @property
    def regulations(self) -> list[str]:
        return _lines(self.grounds)

    @property
    def who_signs_too(self) -> list[tuple[str, str]]:
        """Title and name; a name alone has no title."""
        parts = [line.rpartition(":") for line in _lines(self.witnesses)]
        return [(title.strip(), name.strip()) for title, _, name in parts]


WORDS = tuple(field.name for field in fields(Signing))
_ASKED: dict[Kind, Sequence[str]] = {
    Kind.FIRST: ("place", "signer_title", "signer_name", "office", "grounds"),
    Kind.AMENDMENT: ("place", "signer_title", "signer_name"),
    Kind.MINUTES: (*("place", "signer_title", "signer_name", "signer_nip", "office", "office_address", "witnesses"),),
}


def asked(kind: Kind) -> Sequence[str]:
    """What the papers of this kind print."""
    return _ASKED[kind]


def lacking(signing: Signing, *, kind: Kind) -> list[str]:
    """What would be dots on paper."""
    return [word for word in _ASKED[kind] if not getattr(signing, word)]


def _lines(text: str) -> list[str]:
    return [line for each in text.splitlines() if (line := " ".join(each.split()).rstrip(";"))]
