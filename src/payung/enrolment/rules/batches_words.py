"""What was corrected of a person, in the words of a cell. Pure. A NIK is only said to have changed: it has its own cells."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from payung.shared.dates import day_text

_FIELDS = {"name": "Nama", "birth_date": "Tanggal lahir", "desa_code": "Desa", "phone": "No HP"}


class Correction(Protocol):
    """One fact that was corrected, as `people.queries.corrections` tells it."""

    @property
    def field(self) -> str: ...
    @property
    def old(self) -> str: ...
    @property
    def new(self) -> str: ...


def changed_in_words(changes: Sequence[Correction], *, nik_changed: bool, desa: Callable[[str], str]) -> str:
    """`NIK; Nama: Sari → Siti Sari`: each field once, from what it was first to what it is now."""
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for one in changes:
        first.setdefault(one.field, one.old)
        last[one.field] = one.new
    told = ["NIK"] if nik_changed else []
    for field, old in first.items():
        if old != last[field]:
            before, now = (_shown(field, value, desa) for value in (old, last[field]))
            told.append(f"{_FIELDS.get(field, field)}: {before or '(kosong)'} → {now or '(kosong)'}")
    return "; ".join(told)


def _shown(field: str, value: str, desa: Callable[[str], str]) -> str:
    if field == "birth_date" and value:
        return day_text(date.fromisoformat(value))
    return desa(value) if field == "desa_code" and value else value
