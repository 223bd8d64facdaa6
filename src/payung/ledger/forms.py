"""What is asked of whoever turns an entry round or closes a month."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, MonthField


class RequestForm(forms.Form):
    """Carries the key of the request, so that a page sent twice acts once."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("request_key", uuid4())

    @property
    def key(self) -> UUID:
        found: UUID = self.cleaned_data["request_key"]
        return found


class ReverseForm(RequestForm):
    because = forms.CharField(
        label=_("Alasan"), max_length=150, error_messages={"required": _("Tulis mengapa catatan ini dibalik.")}
    )
    on_date = DayField(
        label=_("Tanggal pembalikan"), wrong=_("Tulis tanggalnya, misalnya 31/12/2026, di bulan yang masih terbuka.")
    )


class CloseForm(RequestForm):
    month = MonthField(label=_("Bulan"), wrong=_("Pilih bulan dan tahunnya."))
