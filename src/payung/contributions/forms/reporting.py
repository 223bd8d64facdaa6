"""What is asked before a paper is made: for what, and of a sample which seed and how many."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import read_day
from payung.contributions.forms.verifying import RequestForm
from payung.contributions.queries.recap import Dimension
from payung.contributions.rules.bundle import SAMPLE_MOST


class MakeForm(RequestForm):
    """Why a paper that names people is made."""

    because = forms.CharField(
        label=_("Untuk apa"),
        help_text=_("Misalnya: pengajuan SPP-LS Januari. Alasannya dicatat di jejak tindakan."),
        max_length=200,
        error_messages={"required": _("Tulis untuk apa berkas ini dibuat.")},
    )


class BundleForm(MakeForm):
    """As above, with the draw of the sample."""

    seed = forms.CharField(
        label=_("Benih undian"),
        help_text=_("Huruf, angka, titik dan strip. Benih yang sama mengundi orang yang sama, di komputer mana pun."),
        max_length=64,
        error_messages={"required": _("Tulis benih undian.")},
    )
    sample = forms.IntegerField(
        label=_("Banyaknya sampel"),
        min_value=0,
        max_value=SAMPLE_MOST,
        error_messages={
            "required": _("Tulis berapa orang yang diundi."),
            "invalid": _("Tulis banyaknya dengan angka."),
            "min_value": _("Tulis angka nol atau lebih."),
            "max_value": _("Sampel paling banyak 2.000 orang."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seed", secrets.token_hex(8))
        self.initial.setdefault("sample", 50)
        self.order_fields(["sample", "seed", "because", "request_key"])

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in ("sample", "seed", "because")]


def day_asked(text: str | None, *, today: date) -> date:
    """The day that an address asks for, today where it asks for none that can be read."""
    return read_day(text or "") or today


def dimension_asked(text: str | None, default: Dimension) -> Dimension:
    return Dimension(text) if text and text in [*Dimension] else default
