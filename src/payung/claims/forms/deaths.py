"""What is asked around a list of the dead, and of whoever decides whom a line is about."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.claims.forms.reporting import DAY_WRONG, RequestForm


class DeathListForm(RequestForm):
    berkas = forms.FileField(
        label=_("Daftar orang meninggal"),
        help_text=_("Excel, CSV atau Word, dalam susunan apa pun: NIK, nama, tanggal lahir, tanggal meninggal"),
        error_messages={"required": _("Pilih berkas daftarnya.")},
    )
    source = forms.CharField(
        label=_("Dari siapa"),
        help_text=_("Misalnya Dukcapil, Desa Rampa atau RSUD"),
        max_length=80,
        error_messages={"required": _("Tulis dari siapa daftar ini.")},
    )

    def clean_berkas(self) -> Any:
        came = self.cleaned_data["berkas"]
        if getattr(came, "too_large", False):
            raise ValidationError(
                _("Berkas ini lebih dari 200 MB. Bagi menjadi beberapa berkas, lalu unggah satu per satu.")
            )
        return came


class SameForm(RequestForm):
    death_date = DayField(
        label=_("Tanggal meninggal"),
        help_text=_("Seperti di daftar, atau menurut desa dan keluarga bila daftar tidak menyebutnya"),
        wrong=DAY_WRONG,
        required=False,
    )
    note = forms.CharField(label=_("Catatan"), max_length=200, required=False)


class NotSoForm(RequestForm):
    because = forms.CharField(
        label=_("Mengapa bukan"),
        help_text=_("Misalnya: masih hidup menurut desa, atau orang lain yang senama"),
        max_length=200,
        error_messages={"required": _("Tulis alasannya.")},
    )


class TakeBackForm(RequestForm):
    because = forms.CharField(
        label=_("Mengapa putusan ini dibatalkan"),
        max_length=200,
        error_messages={"required": _("Tulis alasannya.")},
    )
