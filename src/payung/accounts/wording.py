"""Numbers, days and hours as the visitor's language writes them. Sentences themselves go through gettext."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

from payung.shared.dates import Month, day_text
from payung.shared.money import grouped

_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_UNITS = ((2**20, "MB"), (2**10, "KB"))


def number(amount: int) -> str:
    """`12.000`, in English `12,000`."""
    return f"{amount:,}" if _english() else grouped(amount)


def rupiah(amount: int) -> str:
    """`Rp16.800`, in English `Rp16,800`."""
    return f"Rp{number(amount)}"


def day(when: date) -> str:
    """`28 Desember 2023`."""
    return f"{when.day} {_ENGLISH_MONTHS[when.month - 1]} {when.year}" if _english() else day_text(when)


def month(when: Month) -> str:
    """`Desember 2023`."""
    return f"{_ENGLISH_MONTHS[when.month - 1]} {when.year}" if _english() else when.text


def month_names() -> tuple[str, ...]:
    """The twelve months, January first."""
    return tuple(month(Month(2000, place)).rpartition(" ")[0] for place in range(1, 13))


def instant(when: datetime) -> str:
    """`28 Desember 2023 14.30 WITA`."""
    local = timezone.localtime(when)
    return f"{day(local.date())} {local:%H.%M} WITA"


def size(count: int) -> str:
    """`48 MB`, `12 KB`; a file of a few bytes is `1 KB`."""
    for unit, word in _UNITS:
        if count >= unit:
            return f"{number(round(count / unit))} {word}"
    return "1 KB"


def _english() -> bool:
    return get_language() == "en"
