"""What a person is asked about a person's eligibility."""

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.eligibility.rules.words import Verdict
from payung.people.rules import LONGEST_REASON, NotAllowed, plain_reason

VERDICTS = (
    (Verdict.ELIGIBLE, _("Memenuhi syarat – ikut diseleksi")),
    (Verdict.NOT_ELIGIBLE, _("Tidak memenuhi syarat – tidak diseleksi")),
)


class ReasonForm(forms.Form):
    """Why; a NIK is no reason."""

    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Satu kalimat, tanpa NIK. Alasan disimpan bersama putusan."),
        max_length=LONGEST_REASON,
        error_messages={
            "required": _("Tulis dalam satu kalimat mengapa diputuskan begitu."),
            "max_length": _("Alasannya terlalu panjang. Tulis lebih singkat."),
        },
    )

    def clean_alasan(self) -> str:
        try:
            return plain_reason(self.cleaned_data["alasan"])
        except NotAllowed as refusal:
            raise forms.ValidationError(str(refusal)) from None


class RulingForm(ReasonForm):
    """What is decided, and why."""

    putusan = forms.ChoiceField(
        label=_("Putusan"),
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Pilih salah satu putusan.")),
    )
