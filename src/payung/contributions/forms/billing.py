"""What is asked of whoever bills: which fund and month, the code that BPJS gave, why a bill is cancelled."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, MonthField, SumField
from payung.contributions.forms.verifying import RequestForm
from payung.programmes.rules.setup import FundFacts

DAY_WRONG = _("Tulis harinya seperti 31/12/2026.")


class PlanForm(forms.Form):
    """Which bill is looked at before it is raised."""

    dana = forms.TypedChoiceField(label=_("Sumber dana"), coerce=int)
    bulan = MonthField(label=_("Bulan pertama"), wrong=_("Pilih bulan dan tulis tahunnya."))

    def __init__(self, *args: Any, funds: Sequence[FundFacts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dana"].choices = [(fund.id, fund.name) for fund in funds]  # type: ignore[attr-defined]


class RaiseForm(RequestForm):
    """Why a bill is raised before the desa answered; asked only where no verval holds the term."""

    because = forms.CharField(
        label=_("Mengapa ditagih tanpa verval"),
        help_text=_("Misalnya: termin pertama, peserta baru saja terdaftar"),
        max_length=200,
        required=False,
    )


class CodeForm(RequestForm):
    """The code as BPJS wrote it, with the heads and the sum that it is for."""

    code = forms.CharField(
        label=_("Kode iuran"), max_length=40, error_messages={"required": _("Salin kodenya dari jawaban BPJS.")}
    )
    head_count = forms.IntegerField(
        label=_("Jumlah orang menurut BPJS"), min_value=0, error_messages={"required": _("Salin jumlah orangnya.")}
    )
    amount_rp = SumField(label=_("Jumlah uang menurut BPJS"), wrong=_("Tulis jumlahnya seperti 16.800."))
    issued_date = DayField(label=_("Terbit"), wrong=DAY_WRONG)
    expires_date = DayField(label=_("Berlaku sampai dengan"), wrong=DAY_WRONG)


class ReissueForm(CodeForm):
    because = forms.CharField(
        label=_("Mengapa kodenya diganti"),
        help_text=_("Misalnya: kode yang lama kedaluwarsa"),
        max_length=200,
        error_messages={"required": _("Tulis mengapa kodenya diganti.")},
    )


class BecauseForm(RequestForm):
    because = forms.CharField(label=_("Alasan"), max_length=200, error_messages={"required": _("Tulis alasannya.")})
