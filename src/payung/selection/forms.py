"""What is asked for a selection, a notice and an objection."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.gateways.sealed_uploads import SealedUpload
from payung.programmes.rules.setup import Division, ProgrammeFacts, WeightFacts
from payung.selection.rules.words import Counting, ObjectionKind
from payung.selection.sentences import weight_text
from payung.selection.states import ObjectionEvent

DIVISIONS = {
    Division.NEED: _("banyaknya yang layak di tiap desa"),
    Division.POOR: _("banyaknya yang layak dan desil 1 di tiap desa"),
    Division.STATED: _("kebutuhan yang dicatat dinas untuk tiap desa"),
}
COUNTINGS = {Counting.CALENDAR: _("hari kalender"), Counting.WORKING: _("hari kerja")}
KINDS = {
    ObjectionKind.AGAINST: _("nama ini tidak tepat"),
    ObjectionKind.OMISSION: _("ada yang terlewat"),
}
EVENTS = {ObjectionEvent.UPHOLD: _("Dikabulkan"), ObjectionEvent.DISMISS: _("Ditolak, dengan jawaban")}
_PLACES_MOST = 10_000_000
_POINTS_MOST = 100_000
_WHOLE = _("Isi dengan angka bulat, misalnya 3000.")


class _Form(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class TryForm(_Form):
    """Terms to try out: division, places, and the points of each weight."""

    pembagian = forms.ChoiceField(label=_("Tempat dibagi menurut"), choices=[*DIVISIONS.items()])
    tempat = forms.IntegerField(
        label=_("Jumlah tempat"),
        help_text=_("Kosongkan agar mengikuti kuota dan dana."),
        required=False,
        min_value=1,
        max_value=_PLACES_MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _WHOLE),
    )

    def __init__(self, *args: Any, programme: ProgrammeFacts, weights: Sequence[WeightFacts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._weights = weights
        self.fields["pembagian"].initial = programme.division
        for number, weight in enumerate(weights):
            self.fields[f"bobot_{number}"] = forms.IntegerField(
                label=weight_text(weight),
                initial=weight.points,
                required=False,
                min_value=-_POINTS_MOST,
                max_value=_POINTS_MOST,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _WHOLE),
            )

    @property
    def points(self) -> list[forms.BoundField]:
        """The questions for the weights."""
        return [self[f"bobot_{number}"] for number in range(len(self._weights))]

    def weights(self) -> list[WeightFacts]:
        """The weights as tried: one left empty stays as the criteria have it."""
        return [
            WeightFacts(kind=weight.kind, key=weight.key, points=self._tried(number, weight))
            for number, weight in enumerate(self._weights)
        ]

    def changes_weights(self) -> bool:
        return self.weights() != list(self._weights)

    def _tried(self, number: int, weight: WeightFacts) -> int:
        asked = self.cleaned_data.get(f"bobot_{number}")
        return weight.points if asked is None else int(asked)


class LockForm(_Form):
    """What is sent with the lock: the terms that were read through."""

    run = forms.IntegerField(widget=forms.HiddenInput)
    pembagian = forms.ChoiceField(choices=[*DIVISIONS.items()], widget=forms.HiddenInput)
    tempat = forms.IntegerField(required=False, min_value=1, max_value=_PLACES_MOST, widget=forms.HiddenInput)
    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class SetAsideForm(_Form):
    alasan = forms.CharField(
        label=_("Alasan mengesampingkan"),
        max_length=200,
        error_messages={"required": _("Tulis alasannya."), "max_length": _("Alasan paling panjang 200 huruf.")},
    )


class NoticeForm(_Form):
    """From when a notice hangs out, and for how long."""

    mulai = DayField(label=_("Diumumkan mulai"), wrong=_("Isi hari yang ada di kalender, misalnya 31/12/2026."))
    lama = forms.IntegerField(
        label=_("Lamanya (hari)"),
        min_value=1,
        max_value=90,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Isi 1 sampai 90 hari.")),
    )
    hitungan = forms.ChoiceField(label=_("Dihitung dalam"), choices=[*COUNTINGS.items()])
    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def opens_on(self) -> date:
        day: date = self.cleaned_data["mulai"]
        return day


class ObjectionForm(_Form):
    """A sanggahan as it is received."""

    jenis = forms.ChoiceField(label=_("Isi sanggahan tentang"), choices=[*KINDS.items()])
    orang = forms.IntegerField(required=False, widget=forms.HiddenInput)
    nama = forms.CharField(
        label=_("Nama yang terlewat"),
        help_text=_("Bila ada yang terlewat: nama dan dusunnya."),
        max_length=120,
        required=False,
    )
    penyanggah = forms.CharField(
        label=_("Nama penyanggah"), help_text=_("Kosongkan bila tidak mau disebut."), max_length=120, required=False
    )
    isi = forms.CharField(
        label=_("Isi sanggahan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tulis isi sanggahannya."), "max_length": _("Paling panjang 1.000 huruf.")},
    )
    bukti = forms.FileField(
        label=_("Bukti"),
        help_text=_("Foto atau pindaian surat; disimpan tersegel."),
        required=False,
        error_messages={"invalid": _("Pilih lagi berkasnya."), "empty": _("Berkas ini kosong. Pilih yang lain.")},
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean_bukti(self) -> SealedUpload | None:
        came = self.cleaned_data.get("bukti")
        if came is None:
            return None
        if not isinstance(came, SealedUpload) or came.too_large:
            raise ValidationError(_("Berkas ini lebih besar dari 200 MB. Perkecil dulu, lalu pilih lagi."))
        return came


class AnswerForm(_Form):
    """The answer to a sanggahan."""

    putusan = forms.ChoiceField(label=_("Putusan"), choices=[*EVENTS.items()], widget=forms.RadioSelect)
    jawaban = forms.CharField(
        label=_("Jawaban"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis jawabannya."), "max_length": _("Paling panjang 1.000 huruf.")},
    )
    berita_acara = forms.CharField(
        label=_("Nomor berita acara"),
        max_length=120,
        error_messages={"required": _("Isi nomor berita acaranya."), "max_length": _("Paling panjang 120 huruf.")},
    )
