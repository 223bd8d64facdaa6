"""What an office fills in by the line: days off, and what each desa says it needs. All lines are read, all faults said."""

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as said_now
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.programmes.rules.setup import HolidayFacts
from payung.programmes.written import whole_number
from payung.regions.load import gazetteer
from payung.regions.rules import Gazetteer

_EMPTY = _("Isi sedikitnya satu baris.")
_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}")
_LINES = forms.Textarea(attrs={"rows": 12})
Line = TypeVar("Line")


class HolidaysForm(forms.Form):
    """Days on which offices are closed: deadlines in working days pass over them."""

    hari = forms.CharField(
        label=_("Hari libur"),
        help_text=_(
            "Satu baris satu hari: tanggal, lalu namanya. Misalnya 17/08/2027 Hari Kemerdekaan. Yang sudah tercatat tetap ada."
        ),
        widget=_LINES,
        error_messages={"required": _EMPTY},
    )

    def clean_hari(self) -> list[HolidayFacts]:
        return _read(self.cleaned_data["hari"], _holiday)


class NeedsForm(forms.Form):
    """How many places each desa says it needs: by this places can be divided."""

    sumber = forms.CharField(
        label=_("Sumber angkanya"),
        help_text=_("Misalnya: rekap musyawarah desa, surat 12 Januari 2027."),
        max_length=120,
        error_messages={"required": _("Isi dari mana angkanya.")},
    )
    kebutuhan = forms.CharField(
        label=_("Kebutuhan tiap desa"),
        help_text=_(
            "Satu baris satu desa: nama atau kodenya, lalu jumlah orang. Misalnya Rampa 60. Desa yang tidak disebut tetap seperti sebelumnya."
        ),
        widget=_LINES,
        error_messages={"required": _EMPTY},
    )

    def __init__(self, *args: Any, kabupaten: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._desas = gazetteer(kabupaten)

    def clean_kebutuhan(self) -> list[tuple[str, int]]:
        return _read(self.cleaned_data["kebutuhan"], lambda line: _need(line, self._desas))


def _read(text: str, line_of: Callable[[str], Line]) -> list[Line]:
    """Every line that says something. Raises ValidationError with a sentence for each that cannot be read."""
    faults: list[str] = []
    found = list(_each(text, line_of, faults))
    if faults:
        raise ValidationError([ValidationError(fault) for fault in faults])
    return found


def _each(text: str, line_of: Callable[[str], Line], faults: list[str]) -> Iterator[Line]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield line_of(line.strip())
            except ValidationError as fault:
                faults.append(said_now("Baris %(n)s: %(what)s") % {"n": number, "what": " ".join(fault.messages)})


def _holiday(line: str) -> HolidayFacts:
    written, _space, name = line.partition(" ")
    if not name.strip() or len(name.strip()) > 80:
        raise ValidationError(said_now("tulis tanggal, lalu nama hari liburnya, paling panjang 80 huruf."))
    wrong = said_now("isi tanggal yang ada di kalender, misalnya 17/08/2027.")
    return HolidayFacts(day=DayField(wrong=wrong).clean(written), name=name.strip())


def _need(line: str, desas: Gazetteer) -> tuple[str, int]:
    written, _space, many = line.rpartition(" ")
    people = whole_number(many)
    if people is None:
        raise ValidationError(said_now("akhiri dengan jumlah orang, misalnya Rampa 60."))
    if code := _CODE.search(written):
        return code[0], people
    found = desas.named(written.strip(" :"))
    if len(found) != 1:
        raise ValidationError(
            said_now("desa %(name)s tidak dikenal, atau ada lebih dari satu. Pakai kodenya, misalnya 63.02.06.2012.")
            % {"name": written.strip(" :")}
        )
    return found[0].code, people
