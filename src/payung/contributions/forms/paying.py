"""What is asked of whoever pays. Numbers of papers are typed twice: a payment is one of the two acts that want it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, SumField
from payung.contributions.forms.billing import DAY_WRONG
from payung.contributions.forms.verifying import RequestForm
from payung.contributions.queries.billing_facts import BillFacts
from payung.contributions.states import Scheme

SCHEME_WORDS = {Scheme.JKK: _("JKK (kecelakaan kerja)"), Scheme.JKM: _("JKM (kematian)")}


class TwiceForm(RequestForm):
    """`again` repeats the number of the paper, so that nothing is paid by a slip of the hand."""

    repeats = ""  # the question that is repeated

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        once, again = (" ".join(str(found.get(name) or "").split()) for name in (self.repeats, "again"))
        if once and again and once != again:
            self.add_error("again", ValidationError(_("Ini berbeda dari yang di atas. Salin dari kertasnya.")))
        return found


def _again(what: Any) -> forms.CharField:
    return forms.CharField(
        label=what,
        help_text=_("Pembayaran tidak dapat dibatalkan dengan satu klik, jadi nomornya diketik dua kali"),
        max_length=80,
        error_messages={"required": _("Ketik nomornya sekali lagi.")},
    )


class SppForm(TwiceForm):
    """An SPP for several bills: how much of each; a bill left empty is not paid by it."""

    repeats = "spp_number"
    scheme = forms.ChoiceField(
        label=_("Iuran"), choices=[(scheme.value, words) for scheme, words in SCHEME_WORDS.items()]
    )
    account_code = forms.CharField(
        label=_("Kode rekening belanja"),
        help_text=_("Seperti di DPA; JKK dan JKM dibayar dari dua rekening"),
        max_length=40,
        error_messages={"required": _("Salin kode rekeningnya dari DPA.")},
    )
    spp_number = forms.CharField(
        label=_("Nomor SPP"), max_length=80, error_messages={"required": _("Salin nomor dari kertasnya.")}
    )
    spp_date = DayField(label=_("Tanggal SPP"), wrong=DAY_WRONG)
    again = _again(_("Ketik nomor SPP sekali lagi"))

    def __init__(self, *args: Any, bills: Sequence[BillFacts], left: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bills = bills
        for bill, left_rp in zip(bills, left, strict=True):
            self.fields[f"bill_{bill.id}"] = SumField(
                label=_("Tagihan %(number)s") % {"number": bill.number},
                wrong=_("Tulis jumlahnya seperti 16.800."),
                required=False,
                initial=left_rp or None,
            )

    @property
    def amounts(self) -> list[forms.BoundField]:
        return [self[f"bill_{bill.id}"] for bill in self._bills]

    @property
    def shares(self) -> list[tuple[int, int]]:
        found = [(bill.id, self.cleaned_data[f"bill_{bill.id}"]) for bill in self._bills]
        return [(bill_id, amount) for bill_id, amount in found if amount]


class VerifyForm(TwiceForm):
    """Whoever verifies types the number of the SPP that lies before them."""

    again = _again(_("Ketik nomor SPP yang Anda periksa"))

    def __init__(self, *args: Any, number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._number = number

    def clean_again(self) -> str:
        again = " ".join(self.cleaned_data["again"].split())
        if again != self._number:
            raise ValidationError(_("Nomor ini bukan nomor SPP yang terbuka. Periksa kertas yang di tangan Anda."))
        return again


class SpmForm(TwiceForm):
    repeats = "spm_number"
    spm_number = forms.CharField(
        label=_("Nomor SPM"), max_length=80, error_messages={"required": _("Salin nomor dari kertasnya.")}
    )
    spm_date = DayField(label=_("Tanggal SPM"), wrong=DAY_WRONG)
    again = _again(_("Ketik nomor SPM sekali lagi"))


class _ScanForm(TwiceForm):
    scan = forms.FileField(label=_("Pindaiannya"), required=False)

    def clean_scan(self) -> Any:
        came = self.cleaned_data["scan"]
        if getattr(came, "too_large", False):
            raise ValidationError(_("Berkas ini lebih dari 200 MB. Pindai lebih kecil atau foto saja."))
        return came


class Sp2dForm(_ScanForm):
    repeats = "sp2d_number"
    sp2d_number = forms.CharField(
        label=_("Nomor SP2D"), max_length=80, error_messages={"required": _("Salin nomor dari kertasnya.")}
    )
    sp2d_date = DayField(label=_("Tanggal SP2D"), wrong=DAY_WRONG)
    again = _again(_("Ketik nomor SP2D sekali lagi"))
    field_order = ("sp2d_number", "sp2d_date", "scan", "again")


class ReceiptForm(_ScanForm):
    """BPJS's word that the money came; its reference is typed twice."""

    repeats = "reference"
    reference = forms.CharField(
        label=_("Nomor bukti terima BPJS"), max_length=80, error_messages={"required": _("Salin nomor buktinya.")}
    )
    received_date = DayField(
        label=_("Tanggal diterima BPJS"), help_text=_("Perlindungan berlaku sejak tanggal ini"), wrong=DAY_WRONG
    )
    amount_rp = SumField(label=_("Jumlah yang diterima"), wrong=_("Tulis jumlahnya seperti 16.800."))
    again = _again(_("Ketik nomor bukti sekali lagi"))
    field_order = ("reference", "received_date", "amount_rp", "scan", "again")
