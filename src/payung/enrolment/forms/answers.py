"""What is asked of whoever receives answers of BPJS, and decides of what they leave open."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.enrolment.forms.answer_words import DECISION_WORDS, FIELD_WORDS, REASON_WORDS
from payung.enrolment.rules.answer_columns import Field
from payung.enrolment.rules.answer_settling import Decision
from payung.enrolment.states import Reason
from payung.gateways.sealed_uploads import SealedUpload

_WHY = {"required": _("Tulis dari mana itu diketahui, dengan beberapa kata.")}
MEANINGS = [(reason, REASON_WORDS[reason]) for reason in Reason if reason is not Reason.UNMAPPED]


class AnswerForm(forms.Form):
    """An answer of BPJS as a file, in whatever layout, also of a part of the batch."""

    berkas = forms.FileField(
        label=_("Berkas jawaban"),
        help_text=_("Buku kerja kita yang sudah diisi, atau berkas BPJS sendiri. Boleh baru sebagian."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt,.docx"}),
        error_messages={
            "required": _("Pilih dulu berkas jawabannya."),
            "invalid": _("Berkas tidak ikut terkirim. Pilih sekali lagi."),
        },
    )
    tanggal = DayField(
        label=_("Tanggal jawaban"),
        help_text=_("Tanggal BPJS menjawab. Jawaban yang lebih baru menggantikan yang lama."),
        wrong=_("Isi hari yang ada di kalender, misalnya 31/12/2026."),
    )

    def clean_berkas(self) -> SealedUpload:
        came: SealedUpload = self.cleaned_data["berkas"]
        if came.too_large:
            raise ValidationError(_("Berkas ini lebih dari 200 MB. Bagi menjadi beberapa berkas."))
        return came

    def clean_tanggal(self) -> date:
        day: date = self.cleaned_data["tanggal"]
        if day > timezone.localdate():
            raise ValidationError(_("Tanggal jawaban masih di depan. Isi tanggal pada surat atau surel BPJS."))
        return day


class SettleForm(forms.Form):
    """What one row means."""

    putusan = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[(decision, DECISION_WORDS[decision]) for decision in Decision],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih keputusannya.")},
    )
    kpj = forms.CharField(
        label=_("KPJ"), help_text=_("Bila diterima: 11 huruf atau angka."), max_length=20, required=False
    )
    arti = forms.ChoiceField(
        label=_("Arti alasan BPJS"),
        help_text=_("Bila ditolak."),
        choices=[("", _("pilih…")), *MEANINGS],
        required=False,
    )
    kunci = forms.CharField(
        label=_("Kunci baris"),
        help_text=_("Bila belum jelas siapa: dari batch kita, pada halaman orangnya."),
        max_length=20,
        required=False,
    )
    alasan = forms.CharField(label=_("Dari mana itu diketahui"), max_length=200, error_messages=_WHY)

    @property
    def decision(self) -> Decision:
        return Decision(self.cleaned_data["putusan"])

    @property
    def reason(self) -> Reason | None:
        return Reason(self.cleaned_data["arti"]) if self.cleaned_data["arti"] else None


class LearnForm(forms.Form):
    """What words of BPJS mean."""

    kata = forms.CharField(label=_("Kata-kata BPJS"), max_length=300)
    arti = forms.ChoiceField(label=_("Artinya"), choices=MEANINGS, error_messages={"required": _("Pilih artinya.")})
    alasan = forms.CharField(label=_("Dari mana itu diketahui"), max_length=200, error_messages=_WHY)


class ColumnsForm(forms.Form):
    """What each column of a sheet is; a question for each, named `s0k2`."""

    def __init__(self, *args: Any, headings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, heading in headings:
            self.fields[name] = forms.ChoiceField(
                label=heading,
                required=False,
                choices=[("", _("tidak dipakai")), *((field, FIELD_WORDS[field]) for field in FIELD_WORDS)],
            )

    def chosen(self) -> dict[str, Field]:
        return {name: Field(value) for name, value in self.cleaned_data.items() if value}
