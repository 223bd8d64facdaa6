"""What is asked of whoever records what BPJS paid, and of whoever accepts a difference."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, SumField
from payung.claims.actions.paying import PaidLine
from payung.claims.forms.reporting import DAY_WRONG, RequestForm
from payung.claims.rules.differences import UNSAID

_SUM_WRONG = _("Tulis jumlahnya seperti 42.000.000.")


class PaymentForm(RequestForm):
    """Each line as BPJS names it (`rp_FUNERAL`), one more that nobody expected, or the sum of all without lines."""

    paid_on = DayField(label=_("Dibayar pada tanggal"), wrong=DAY_WRONG)
    payee = forms.CharField(label=_("Dibayarkan kepada"), max_length=200, required=False)
    number = forms.CharField(label=_("Nomor surat atau bukti pembayaran"), max_length=80, required=False)
    scan = forms.FileField(
        label=_("Foto atau pindaian buktinya"),
        help_text=_("Surat BPJS atau halaman buku tabungan: JPEG, PNG atau PDF"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )
    other_code = forms.ChoiceField(label=_("Jenis lain yang dibayar"), required=False)
    other_rp = SumField(label=_("Jumlah jenis lain itu"), wrong=_SUM_WRONG, required=False)
    whole_rp = SumField(
        label=_("Jumlah tanpa rincian"),
        help_text=_("Hanya bila BPJS tidak menyebut untuk apa"),
        wrong=_SUM_WRONG,
        required=False,
    )

    def __init__(self, *args: Any, owed: Mapping[str, str], codes: Mapping[str, str | Promise], **kwargs: Any) -> None:
        """`owed`: what each line that is owed is called, with its sum; `codes`: all lines there are."""
        super().__init__(*args, **kwargs)
        self.owed = tuple(owed)
        for code, words in owed.items():
            self.fields[f"rp_{code}"] = SumField(label=words, wrong=_SUM_WRONG, required=False)
        asked = self.fields["other_code"]
        if isinstance(asked, forms.ChoiceField):
            asked.choices = [
                ("", _("tidak ada")),
                *((code, words) for code, words in codes.items() if code not in owed),
            ]
        lines = [f"rp_{code}" for code in owed]
        self.order_fields(["paid_on", *lines, "other_code", "other_rp", "whole_rp", "payee", "number", "scan"])

    def clean_scan(self) -> Any:
        came = self.cleaned_data["scan"]
        if getattr(came, "too_large", False):
            raise ValidationError(_("Berkas ini terlalu besar. Foto atau pindai lebih kecil."))
        return came

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if bool(found.get("other_code")) != (found.get("other_rp") is not None):
            self.add_error("other_rp", _("Pilih jenisnya dan tulis jumlahnya, atau kosongkan keduanya."))
        if not self.errors and not self.lines():
            raise ValidationError(_("Tulis berapa yang dibayar, per jenis atau seluruhnya."))
        return found

    def lines(self) -> list[PaidLine]:
        words = self.cleaned_data
        sums = [(code, words.get(f"rp_{code}")) for code in self.owed]
        sums += [(words.get("other_code") or "", words.get("other_rp")), (UNSAID, words.get("whole_rp"))]
        return [PaidLine(code=code, amount_rp=rp) for code, rp in sums if rp]


class AcceptForm(RequestForm):
    because = forms.CharField(
        label=_("Mengapa selisih ini diterima"),
        help_text=_("Misalnya: BPJS menjelaskan perhitungannya dalam surat tertentu"),
        max_length=300,
        error_messages={"required": _("Tulis alasannya dalam satu kalimat.")},
    )
