"""What is asked of whoever draws up a batch and sends it."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, MonthField
from payung.programmes.rules.layout import Told

DETAIL_WORDS = {
    Told.KPJ: _("KPJ"),
    Told.BIRTH_PLACE: _("Tempat lahir"),
    Told.MOTHER_NAME: _("Nama ibu kandung"),
    Told.MARITAL_STATUS: _("Status kawin"),
    Told.ADDRESS: _("Alamat"),
    Told.POSTAL_CODE: _("Kode pos"),
    Told.EMAIL: _("Surel"),
    Told.WORK_LOCATION: _("Lokasi pekerjaan"),
    Told.WORK_HOURS: _("Jam kerja"),
    Told.INCOME_RP: _("Penghasilan sebulan"),
    Told.HEIR_NAME: _("Nama ahli waris"),
    Told.HEIR_RELATION: _("Hubungan ahli waris"),
    Told.HEIR_PHONE: _("Nomor HP ahli waris"),
}


class BatchForm(forms.Form):
    """Carries the key of the request, so that a page sent twice acts once."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("request_key", uuid4())

    @property
    def key(self) -> UUID:
        found: UUID = self.cleaned_data["request_key"]
        return found


class DraftForm(BatchForm):
    effective_month = MonthField(
        label=_("Mulai bulan"), wrong=_("Pilih bulannya dan tulis tahunnya, misalnya Februari 2027."), required=False
    )


class SentForm(BatchForm):
    sent_date = DayField(label=_("Tanggal dikirim"), wrong=_("Tulis harinya seperti 31/12/2026."))
    reference = forms.CharField(
        label=_("Surat atau surel pengantar"), max_length=80, required=False, help_text=_("Misalnya 560/12/Disnaker")
    )


class BecauseForm(BatchForm):
    because = forms.CharField(label=_("Alasan"), max_length=200, error_messages={"required": _("Tulis alasannya.")})


class TakeForm(BecauseForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].label = _("Untuk apa buku kerja ini diunduh")
        self.initial.setdefault("because", _("Dikirim ke BPJS Ketenagakerjaan"))


class FilledForm(BatchForm):
    """The workbook of what was lacking, filled in."""

    file = forms.FileField(label=_("Berkas isian"), error_messages={"required": _("Pilih berkas isiannya.")})

    def clean_file(self) -> Any:
        came = self.cleaned_data["file"]
        if getattr(came, "too_large", False):
            raise ValidationError(_("Berkas ini lebih dari 200 MB. Unggah berkas isian yang kami buat saja."))
        return came


class DetailsForm(BatchForm):
    """What BPJS asks of one person and somebody can write down; what is known stands in it."""

    def __init__(self, *args: Any, asked: dict[Told, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, value in asked.items():
            self.fields[str(field)] = forms.CharField(label=DETAIL_WORDS[field], max_length=200, required=False)
            self.initial.setdefault(str(field), value)

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != "request_key"]

    def written(self) -> dict[Told, str]:
        """What was changed."""
        return {
            Told(name): self.cleaned_data[name]
            for name in self.fields
            if name != "request_key" and self.cleaned_data[name] != self.initial.get(name)
        }
