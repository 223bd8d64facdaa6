"""What is asked of whoever holds, ends or restores a membership, and of whoever asks for cover."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, MonthField
from payung.membership.rules.ending import DECIDED
from payung.membership.states import EndReason, HoldReason

WRONG_DAY = _("Tulis harinya seperti 31/12/2026.")
HOLD_WORDS = {
    HoldReason.DIED: _("meninggal dunia"),
    HoldReason.MOVED: _("pindah"),
    HoldReason.WAGE_EARNER: _("menjadi penerima upah (PU)"),
    HoldReason.NOT_FOUND: _("tidak ditemukan"),
    HoldReason.LOST_AT_SEA: _("hilang di laut"),
}
END_WORDS = {
    EndReason.DIED: _("meninggal dunia"),
    EndReason.MOVED: _("pindah dari kabupaten"),
    EndReason.WAGE_EARNER: _("menjadi penerima upah (PU)"),
    EndReason.NOT_FOUND: _("tidak ditemukan"),
    EndReason.WITHDREW: _("mengundurkan diri"),
    EndReason.AGED_OUT: _("melewati batas umur program"),
    EndReason.DOUBLE_FUNDED: _("iurannya dibayar pihak lain"),
    EndReason.BUDGET_ENDED: _("anggaran berakhir"),
}


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


class ReasonForm(RequestForm):
    because = forms.CharField(label=_("Alasan"), max_length=200, error_messages={"required": _("Tulis alasannya.")})


class _Told(RequestForm):
    """With a document, if there is one."""

    note = forms.CharField(
        label=_("Dasarnya"),
        help_text=_("Misalnya nomor surat dari desa, atau siapa yang menyampaikan"),
        max_length=200,
        error_messages={"required": _("Tulis dasarnya.")},
    )
    evidence = forms.FileField(
        label=_("Pindaian buktinya"),
        help_text=_("Misalnya surat kematian atau surat pindah, difoto atau dipindai"),
        required=False,
    )

    def clean_evidence(self) -> Any:
        came = self.cleaned_data["evidence"]
        if getattr(came, "too_large", False):
            raise ValidationError(_("Berkas ini lebih dari 200 MB. Pindai lebih kecil atau foto saja."))
        return came


class HoldForm(_Told):
    reason = forms.ChoiceField(label=_("Kabarnya"), choices=[*HOLD_WORDS.items()])
    happened_on = DayField(label=_("Tanggal kejadian"), wrong=WRONG_DAY, required=False)
    field_order = ("reason", "happened_on", "note", "evidence")


class EndForm(_Told):
    reason = forms.ChoiceField(label=_("Alasan berakhir"), choices=[*END_WORDS.items()])
    happened_on = DayField(label=_("Tanggal kejadian"), wrong=WRONG_DAY)
    last_month = MonthField(
        label=_("Bulan terakhir yang menjadi kewajiban"),
        help_text=_("Hanya bila dinas yang memutuskan: batas umur, dibayar pihak lain, atau anggaran berakhir"),
        wrong=_("Pilih bulan dan tahunnya."),
        required=False,
    )
    field_order = ("reason", "happened_on", "last_month", "note", "evidence")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("reason") and found["reason"] not in DECIDED:
            found["last_month"] = None  # the day says it
        return found


class AgeForm(RequestForm):
    on = DayField(label=_("Umur pada tanggal"), wrong=WRONG_DAY)
    last_month = MonthField(
        label=_("Bulan terakhir yang menjadi kewajiban"), wrong=_("Pilih bulan dan tahunnya."), required=True
    )


class ReplaceForm(RequestForm):
    about = forms.CharField(label=_("Tentang"), max_length=200, error_messages={"required": _("Tulis tentang apa.")})
    kind = forms.ChoiceField(
        label=_("Dasar penggantian"),
        choices=[("amendment", _("Keputusan perubahan")), ("minutes", _("Berita acara"))],
        widget=forms.RadioSelect,
    )
