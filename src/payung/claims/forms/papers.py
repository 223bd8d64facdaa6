"""What is asked of whoever brings a paper, and of whoever returns one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.claims.forms.reporting import RequestForm
from payung.claims.rules.needed import YEARLY
from payung.claims.rules.papers import PaperKind
from payung.gateways.scanning.limits import BYTES_MOST
from payung.gateways.spreadsheets.inspection import MIB

_TYPES = "image/jpeg,image/png,application/pdf"  # a phone offers its camera too


class ScanForm(RequestForm):
    """The scan of one paper, as it stands in the list."""

    scan = forms.FileField(
        label=_("Foto atau pindaiannya"),
        help_text=_("JPEG, PNG atau PDF, paling besar %(mb)s MB. Seluruh kertas terlihat dan tulisannya terbaca.")
        % {"mb": BYTES_MOST // MIB},
        widget=forms.ClearableFileInput(attrs={"accept": _TYPES}),
        error_messages={
            "required": _("Foto kertasnya atau pilih berkasnya dahulu."),
            "empty": _("Berkas ini kosong. Pilih lagi fotonya."),
        },
    )

    def clean_scan(self) -> Any:
        came = self.cleaned_data["scan"]
        if getattr(came, "too_large", False):
            raise ValidationError(_("Berkas ini terlalu besar. Foto atau pindai lebih kecil."))
        return came


class OtherScanForm(ScanForm):
    """A paper that the list does not ask for, and BPJS does."""

    jenis = forms.ChoiceField(label=_("Berkas apa"), initial=PaperKind.OTHER.value)
    field_order = ("jenis", "scan")

    def __init__(self, *args: Any, kinds: Mapping[PaperKind, str | Promise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.fields["jenis"]
        if isinstance(asked, forms.ChoiceField):
            asked.choices = [(kind.value, words) for kind, words in kinds.items() if kind not in YEARLY]


class ReturnForm(RequestForm):
    because = forms.CharField(
        label=_("Mengapa dikembalikan"),
        help_text=_("Keluarga membaca kalimat ini, misalnya: fotonya buram, nama tidak terbaca"),
        max_length=200,
        error_messages={"required": _("Tulis mengapa, agar keluarga tahu apa yang harus diperbaiki.")},
    )
