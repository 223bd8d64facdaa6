"""Parts of forms that every room uses: days, months and sums, as a browser sends them or as people write them."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.wording import month_names
from payung.shared.dates import MONTHS, Month

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words: TypeAlias = "str | StrPromise"
_SUM = re.compile(r"(?:Rp)?\.?\s*([0-9][0-9. ]*?)(?:,0{1,2}|,-)?", re.IGNORECASE | re.ASCII)
_SUM_DIGITS_MOST = 12
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)", re.ASCII)
_DAY_FIRST = re.compile(r"(\d\d?)[\s/.-]+(\d\d?|[^\W\d_]{3,})[\s/.-]+(\d{4})", re.ASCII)
_OTHER_SPELLINGS = {"peb": 2, "agt": 8, "nop": 11}


def read_number(text: str | None) -> int | None:
    """The whole number of an address or a hidden question; None where there is none, or one of no earthly use."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


def read_page(text: str | None) -> int:
    """The page that an address asks for; the first unless it says another."""
    return min(read_number(text) or 1, 10_000_000)


class DayField(forms.Field):
    """A day as people write it, day first: `31/12/2026`, `31-12-2026`, `31 Des 2026`; also as computers do.

    A line of text and not `type=date`: that shows 31 December as 12/31 where Windows speaks English.
    """

    def __init__(self, *, wrong: Words, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "31/12/2026"})
        super().__init__(widget=widget, error_messages={"required": wrong}, **kwargs)
        self._wrong = wrong

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        if not text:
            return None
        day = read_day(text)
        if day is None:
            raise ValidationError(self._wrong)
        return day

    def prepare_value(self, value: Any) -> Any:
        """A day that could be read is shown day first, however it was written."""
        day = read_day(value) if isinstance(value, str) else value
        return f"{day:%d/%m/%Y}" if isinstance(day, date) else value


def read_day(text: str) -> date | None:
    """The day that is written, or None where it is none of the calendar."""
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, year = int(found[1]), int(found[3])
        month = int(found[2]) if found[2].isdigit() else _month_named(found[2].casefold())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_named(word: str) -> int:
    """The number of a month from its name or the first three letters of it; 0 where no month begins so."""
    if number := _OTHER_SPELLINGS.get(word[:3]):
        return number
    return next((place for place, name in enumerate(MONTHS, 1) if name.casefold().startswith(word)), 0)


class MonthInput(forms.MultiWidget):
    """A month by name and a year: `NAME_bulan` and `NAME_tahun`. Not `type=month`, which many browsers lack."""

    use_fieldset = True
    template_name = "payung/month.html"

    def __init__(self) -> None:
        months = forms.Select(attrs={"aria-label": _("bulan")})
        years = forms.NumberInput(attrs={"aria-label": _("tahun"), "min": 2015, "max": 2100, "placeholder": _("tahun")})
        super().__init__({"bulan": months, "tahun": years})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        names = month_names()  # of the language of this request
        self.widgets[0].choices = [("", _("bulan")), *((place, names[place - 1]) for place in range(1, 13))]  # type: ignore[attr-defined]
        return super().get_context(name, value, attrs)

    def decompress(self, value: Month | None) -> list[int | None]:
        return [value.month, value.year] if value else [None, None]


class MonthField(forms.MultiValueField):
    """A `Month`, or None where it is left empty and may be. One sentence says whatever is wrong with it."""

    widget = MonthInput

    def __init__(self, *, wrong: Words, **kwargs: Any) -> None:
        sentences = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        parts = (
            forms.IntegerField(min_value=1, max_value=12, required=False, error_messages=sentences),
            forms.IntegerField(min_value=1000, max_value=9999, required=False, error_messages=sentences),
        )
        messages = {"required": wrong, "invalid": wrong, "incomplete": wrong}
        super().__init__(parts, require_all_fields=False, error_messages=messages, **kwargs)
        self._wrong = wrong

    def compress(self, data_list: list[int | None]) -> Month | None:
        if not any(data_list):
            return None
        month, year = data_list
        if month is None or year is None:
            raise ValidationError(self._wrong)
        return Month(year, month)


class SumField(forms.CharField):
    """Whole rupiah from `1000000`, `1.000.000`, `Rp 1.000.000,-`."""

    def __init__(self, *, wrong: Words, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, error_messages={"required": wrong}, **kwargs)
        self._wrong = wrong

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").strip()
        if not text:
            return None if not self.required else ""
        found = _SUM.fullmatch(text)
        digits = re.sub(r"[. ]", "", found[1]) if found else ""
        if not digits or len(digits) > _SUM_DIGITS_MOST:
            raise ValidationError(self._wrong)
        return int(digits)

    def validate(self, value: Any) -> None:
        if value == "":
            raise ValidationError(self._wrong)

    def run_validators(self, value: Any) -> None:
        """Those of text do not fit a sum."""
