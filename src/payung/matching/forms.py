"""What a person is asked about who is who."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.matching.rules import Answer
from payung.matching.rules.pairs import Ruling
from payung.people.rules import LONGEST_REASON, NotAllowed, plain_reason

ANSWERS = (
    (Answer.SAME, _("Orang yang sama – hanya ditulis berbeda")),
    (Answer.NIK_WRONG, _("NIK pada usulan salah – kembalikan ke pengusul")),
    (Answer.NIK_TAKEN, _("NIK ini milik orang pada usulan – orang yang tercatat memakainya karena keliru")),
)


class ReasonForm(forms.Form):
    """Why; a NIK is no reason."""

    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Satu kalimat, tanpa NIK. Alasan disimpan bersama keputusan."),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Tulis dalam satu kalimat mengapa diputuskan begitu."),
            "max_length": _("Alasannya terlalu panjang. Tulis paling banyak 120 huruf."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean_alasan(self) -> str:
        try:
            return plain_reason(self.cleaned_data["alasan"])
        except NotAllowed as refusal:
            raise forms.ValidationError(str(refusal)) from None


class AnswerForm(ReasonForm):
    """The answer to a question; whom the page showed as holder comes back with it."""

    jawaban = forms.TypedChoiceField(
        label=_("Keputusan"),
        choices=ANSWERS,
        coerce=Answer,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih dulu salah satu keputusan.")},
    )
    pemilik = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("jawaban", "alasan", "pemilik")


class FoundForm(ReasonForm):
    """What somebody found out about an oddity; how many it counted on the page comes back with it."""

    jumlah = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alasan"].label = _("Apa yang ditemukan")
        self.fields["alasan"].help_text = _("Satu kalimat, tanpa NIK. Misalnya: nomor milik petugas desa yang mendata.")


RULINGS = ((Ruling.ONE, _("Satu orang – tercatat dua kali")), (Ruling.TWO, _("Dua orang – biarkan terpisah")))


class RulingForm(ReasonForm):
    """Whether two persons are one; the reason with it."""

    jawaban = forms.TypedChoiceField(
        label=_("Keputusan"),
        choices=RULINGS,
        coerce=Ruling,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih dulu: satu orang atau dua orang.")},
    )
    field_order = ("jawaban", "alasan")
