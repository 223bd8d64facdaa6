"""What is asked around the branch's report of claims, and of whoever decides on one of its lines."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.claims.forms.reporting import DAY_WRONG, RequestForm


class ReportFileForm(RequestForm):
    berkas = forms.FileField(
        label=_("Laporan klaim dari cabang BPJS"),
        help_text=_(
            "Excel, CSV atau Word, dalam susunan apa pun: NIK atau KPJ, program, kejadian, jumlah, tanggal bayar"
        ),
        error_messages={"required": _("Pilih berkas laporannya.")},
    )
    as_of = DayField(label=_("Keadaan per tanggal"), wrong=DAY_WRONG)

    def clean_berkas(self) -> Any:
        came = self.cleaned_data["berkas"]
        if getattr(came, "too_large", False):
            raise ValidationError(
                _("Berkas ini lebih dari 200 MB. Bagi menjadi beberapa berkas, lalu unggah satu per satu.")
            )
        return came


class TakeForm(RequestForm):
    code = forms.CharField(
        label=_("Kode klaim"),
        help_text=_("Salin dari halaman klaimnya"),
        max_length=12,
        error_messages={"required": _("Tulis kode klaimnya.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class BranchBecauseForm(RequestForm):
    because = forms.CharField(
        label=_("Alasan"), max_length=200, error_messages={"required": _("Tulis alasannya dalam satu kalimat.")}
    )
