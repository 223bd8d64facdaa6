"""What is asked around lists of BPJS and other payers, and of whoever settles what they show."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, MonthField
from payung.contributions.forms.verifying import RequestForm
from payung.contributions.states import CollisionEvent

DAY_WRONG = _("Tulis harinya seperti 31/12/2026.")
COLLISION_WORDS = {
    CollisionEvent.KEEP_OURS: _("Pembayaran kita yang berlaku; pembayar lain berhenti"),
    CollisionEvent.LEAVE_TO_THEM: _("Pembayar lain yang berlaku; kepesertaan kita berakhir"),
    CollisionEvent.NOT_THE_SAME: _("Bukan orang yang sama"),
}


class _FileForm(RequestForm):
    def clean_berkas(self) -> Any:
        return _small(self.cleaned_data["berkas"])


class InsurerListForm(_FileForm):
    berkas = forms.FileField(
        label=_("Daftar dari BPJS"),
        help_text=_("Excel atau CSV, dalam susunan apa pun: KPJ atau NIK, nama, bulan terakhir dibayar (BLTH), status"),
        error_messages={"required": _("Pilih berkas daftarnya.")},
    )
    as_of = DayField(label=_("Keadaan per tanggal"), wrong=DAY_WRONG)


class EvidenceListForm(_FileForm):
    berkas = forms.FileField(
        label=_("Daftar peserta pembayar lain"),
        help_text=_("Excel atau CSV: NIK atau KPJ, nama, dan bulan yang dibayarnya bila ada"),
        error_messages={"required": _("Pilih berkas daftarnya.")},
    )
    payer = forms.CharField(
        label=_("Siapa pembayarnya"),
        help_text=_("Misalnya Pemprov Kalimantan Selatan"),
        max_length=120,
        error_messages={"required": _("Tulis siapa pembayarnya.")},
    )
    received_date = DayField(label=_("Tanggal surat atau diterima"), wrong=DAY_WRONG)


class BecauseForm(RequestForm):
    because = forms.CharField(label=_("Alasan"), max_length=200, error_messages={"required": _("Tulis alasannya.")})


class _ScanForm(RequestForm):
    scan = forms.FileField(label=_("Pindaian buktinya"), required=False)

    def clean_scan(self) -> Any:
        return _small(self.cleaned_data["scan"])


class RefundForm(_ScanForm):
    number = forms.CharField(
        label=_("Nomor bukti setor (STS)"),
        max_length=200,
        error_messages={"required": _("Salin nomornya dari bukti setor.")},
    )
    refunded_on = DayField(label=_("Tanggal setor"), wrong=DAY_WRONG)
    field_order = ("number", "refunded_on", "scan")


class GiveUpForm(_ScanForm):
    decision = forms.CharField(
        label=_("Keputusan siapa dan mengapa"),
        help_text=_("Misalnya: Keputusan Kepala Dinas 3/2027, BPJS tidak mengembalikan iuran yang sudah melindungi"),
        max_length=200,
        error_messages={"required": _("Tulis keputusan siapa dan mengapa.")},
    )
    field_order = ("decision", "scan")


class SettleForm(_ScanForm):
    event = forms.ChoiceField(label=_("Keputusan"), choices=[*COLLISION_WORDS.items()], widget=forms.RadioSelect)
    last_month = MonthField(
        label=_("Bulan terakhir tanggungan kita"),
        help_text=_("Hanya bila pembayar lain yang berlaku. Kosong: bulan sebelum bulan pertama mereka"),
        wrong=_("Pilih bulan dan tulis tahunnya."),
        required=False,
    )
    because = forms.CharField(label=_("Alasan"), max_length=200, error_messages={"required": _("Tulis alasannya.")})
    field_order = ("event", "last_month", "because", "scan")


def _small(came: Any) -> Any:
    if getattr(came, "too_large", False):
        raise ValidationError(
            _("Berkas ini lebih dari 200 MB. Bagi menjadi beberapa berkas, lalu unggah satu per satu.")
        )
    return came
