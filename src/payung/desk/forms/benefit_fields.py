"""The questions of the calculator of benefits that come in rows or in kinds. Not here: what they are asked together for."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, SumField, Words
from payung.law.present.parts import PARTS
from payung.law.rules.benefit.case import Level

ROWS = range(1, 5)  # of losses, and of children
MONTHS_MOST = 600
DAYS_MOST = 3_650
NO_DAY = _("Isi tanggal yang ada di kalender, misalnya 31/12/2026.")
NO_SUM = _("Isi biayanya dalam rupiah tanpa huruf, misalnya 1.500.000.")
NO_CHOICE = _("Pilih salah satu.")
NO_NUMBER = _("Isi dengan angka, misalnya 12 atau 1,5.")
NO_COUNT = _("Isi dengan bilangan bulat, misalnya 12.")
_DECIMAL = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?", re.ASCII)
LOSS_NAMES: Mapping[str, str] = {
    "part": "bagian",
    "function_lost_percent": "fungsi",
    "table_percent": "angka",
    "units": "puluhan",
}
CHILD_NAMES: Mapping[str, str] = {"level": "jenjang", "years_left_at_level": "sisa", "birth_date": "lahir"}


class NumberField(forms.CharField):
    """A number that may have a decimal comma, exactly as written; None where it is left empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        if not _DECIMAL.fullmatch(text):
            raise ValidationError(NO_NUMBER)
        return Decimal(text.replace(",", "."))

    def run_validators(self, value: Any) -> None:
        """Those of text do not fit a number."""


def count(label: Words, *, most: int, **more: Any) -> forms.IntegerField:
    sentences = dict.fromkeys(("required", "invalid", "min_value", "max_value"), NO_COUNT)
    return forms.IntegerField(label=label, min_value=0, max_value=most, error_messages=sentences, **more)


def cost(label: Words) -> SumField:
    return SumField(label=label, required=False, wrong=NO_SUM)


def choice(label: Words, choices: list[tuple[str, Any]], **more: Any) -> forms.ChoiceField:
    sentences = dict.fromkeys(("required", "invalid_choice"), NO_CHOICE)
    return forms.ChoiceField(label=label, choices=choices, error_messages=sentences, **more)


def loss_row(row: int) -> dict[str, forms.Field]:
    parts = [("", "—"), *((part, words[:1].upper() + words[1:]) for part, words in PARTS.items())]
    return {
        f"cacat{row}_bagian": choice(_("Bagian tubuh"), parts, required=False),
        f"cacat{row}_fungsi": NumberField(
            label=_("Persen fungsi yang hilang"), help_text=_("Kosong berarti 100: hilang seluruhnya.")
        ),
        f"cacat{row}_angka": NumberField(
            label=_("Angka dokter, persen"), help_text=_("Hanya bila tabel menyebut batas.")
        ),
        f"cacat{row}_puluhan": count(
            _("Banyak puluhan"), most=30, required=False, help_text=_("Hanya untuk yang dihitung per sepuluh.")
        ),
    }


def child_row(row: int) -> dict[str, forms.Field]:
    levels = [
        ("", "—"),
        *((level.name, level.name) for level in Level if level is not Level.PT),
        ("PT", _("Perguruan tinggi")),
    ]
    return {
        f"anak{row}_jenjang": choice(_("Jenjang sekolah"), levels, required=False),
        f"anak{row}_sisa": count(_("Sisa tahun di jenjang ini"), most=12, required=False),
        f"anak{row}_lahir": DayField(label=_("Tanggal lahir"), required=False, wrong=NO_DAY),
    }
