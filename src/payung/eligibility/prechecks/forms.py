"""What the office fills in when it asks, receives, settles, and vouches."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.audit.rules import could_hold_nik
from payung.eligibility.prechecks.present import OUTCOME_WORDS, REGISTER_WORDS
from payung.eligibility.rules.answers import OUTCOMES_OF
from payung.eligibility.rules.words import Outcome, Register
from payung.gateways.sealed_uploads import SealedUpload

WHY = _("Tulis alasannya dengan beberapa kata. Alasan ini tercatat atas nama Anda.")
REGISTERS = [(register, REGISTER_WORDS[register]) for register in Register]


class AskForm(forms.Form):
    """A request to one register."""

    nomor = forms.CharField(label=_("Nomor surat"), max_length=80, required=False)
    siapa = forms.ChoiceField(
        label=_("Siapa yang ditanyakan"),
        choices=[
            ("unasked", _("yang belum diperiksa dan belum ditanyakan")),
            ("unchecked", _("semua yang belum diperiksa, juga yang masih menunggu jawaban")),
        ],
        widget=forms.RadioSelect,
        initial="unasked",
    )

    def clean_nomor(self) -> str:
        """It goes into the arguments of a job, and onto the letter."""
        number = str(self.cleaned_data["nomor"])
        if could_hold_nik(number):
            raise ValidationError(_("Nomor surat ini memuat angka sepanjang NIK. Periksa nomornya."))
        return number


class TakeListForm(forms.Form):
    """Why a list with NIK is taken."""

    alasan = forms.CharField(
        label=_("Untuk apa daftar ini diunduh"),
        help_text=_("Daftar berisi NIK lengkap. Setiap unduhan tercatat bersama alasannya."),
        max_length=200,
        error_messages={"required": WHY},
    )


class AnswerForm(forms.Form):
    """An answer as a file, in whatever layout."""

    berkas = forms.FileField(
        label=_("Berkas jawaban"),
        help_text=_("Daftar kami yang sudah diisi, atau berkas mereka sendiri: Excel, OpenDocument, CSV, tabel Word."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt,.docx"}),
        error_messages={
            "required": _("Pilih dulu berkas jawabannya."),
            "invalid": _("Berkas tidak ikut terkirim. Pilih sekali lagi."),
        },
    )
    register = forms.ChoiceField(label=_("Jawaban dari"), choices=REGISTERS)
    tanggal = DayField(
        label=_("Tanggal jawaban"),
        help_text=_("Tanggal pada suratnya. Masa berlaku hasil dihitung dari hari ini."),
        wrong=_("Isi hari yang ada di kalender, misalnya 31/12/2026."),
    )
    sumber = forms.CharField(
        label=_("Siapa yang menjawab"),
        help_text=_("Kantor dan nomor suratnya."),
        max_length=120,
        error_messages={"required": _("Isi nama kantor dan nomor suratnya.")},
    )
    permintaan = forms.ChoiceField(label=_("Jawaban atas permintaan"), required=False)
    sisanya = forms.BooleanField(
        label=_("Kantor itu menyatakan yang tidak disebut tidak bermasalah"),
        help_text=_("Jangan dicentang bila tidak tertulis di suratnya: yang tidak disebut tetap belum diperiksa."),
        required=False,
    )
    dasar = forms.CharField(label=_("Di mana itu tertulis"), max_length=150, required=False)

    def __init__(self, *args: Any, requests: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["permintaan"].choices = [("", _("tidak tahu")), *requests]  # type: ignore[attr-defined]

    def clean_berkas(self) -> SealedUpload:
        came: SealedUpload = self.cleaned_data["berkas"]
        if came.too_large:
            raise ValidationError(_("Berkas ini lebih dari 200 MB. Bagi menjadi beberapa berkas."))
        return came

    def clean_tanggal(self) -> date:
        day: date = self.cleaned_data["tanggal"]
        if day > timezone.localdate():
            raise ValidationError(_("Tanggal jawaban masih di depan. Isi tanggal pada suratnya."))
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("sisanya") and len(str(found.get("dasar", "")).split()) < 2:
            self.add_error("dasar", _("Tulis di surat atau butir mana itu dinyatakan."))
        if found.get("sisanya") and not found.get("permintaan"):
            self.add_error("permintaan", _("Pilih permintaannya, agar jelas siapa saja yang tidak disebut."))
        return found

    @property
    def others_good_because(self) -> str:
        return self.cleaned_data["dasar"] if self.cleaned_data["sisanya"] else ""


class SettleForm(forms.Form):
    """What words, or one line, mean. An empty outcome sets the line aside."""

    hasil = forms.ChoiceField(required=False)
    alasan = forms.CharField(max_length=200)
    kata = forms.CharField(max_length=200, required=False)
    kunci = forms.CharField(max_length=20, required=False)

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = [(outcome, OUTCOME_WORDS[outcome]) for outcome in OUTCOMES_OF[register]]
        self.fields["hasil"].choices = [("", ""), *outcomes]  # type: ignore[attr-defined]

    @property
    def outcome(self) -> Outcome | None:
        return Outcome(self.cleaned_data["hasil"]) if self.cleaned_data["hasil"] else None


class OverrideForm(forms.Form):
    """Somebody's word in place of a pre-check."""

    register = forms.ChoiceField(label=_("Pemadanan yang dikecualikan"), choices=REGISTERS)
    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Misalnya: surat keterangan camat nomor …, karena server Dukcapil tidak melayani sampai …"),
        max_length=200,
        error_messages={"required": WHY},
    )


class ReasonForm(forms.Form):
    alasan = forms.CharField(max_length=200)
