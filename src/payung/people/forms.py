"""What is asked on a person's page. Each form holds what an action of this room takes; the page itself is `desk`'s."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.accounts.rules import Actor
from payung.people.actions import NewHeir
from payung.people.queries import PersonFacts
from payung.people.rules import (
    LONGEST_NAME,
    LONGEST_REASON,
    Field,
    NotAllowed,
    SchoolLevel,
    plain_name,
    plain_phone,
    plain_reason,
)
from payung.regions.load import gazetteer

MOST_HEIRS = 4
_WRONG_DAY = _("Isi hari yang ada di kalender, misalnya 31/12/1980.")


class _Plain(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class ReasonForm(_Plain):
    """Why a NIK is shown, or a child taken off."""

    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Satu kalimat, tanpa NIK. Alasan disimpan dalam catatan."),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Tulis dalam satu kalimat mengapa ini dilakukan."),
            "max_length": _("Alasannya terlalu panjang. Tulis paling banyak 120 huruf."),
        },
    )

    def clean_alasan(self) -> str:
        return said(plain_reason, self.cleaned_data["alasan"])


class HeirsForm(_Plain):
    """All heirs at once: a line without a name is left out, and who is not written is no longer named."""

    def __init__(self, *args: Any, person: PersonFacts | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = person.heirs if person else ()
        for place in range(max(MOST_HEIRS, len(named))):
            heir = named[place] if place < len(named) else None
            self.fields[f"nama_{place}"] = _text(_("Nama ahli waris"), LONGEST_NAME, heir.name if heir else "")
            self.fields[f"hubungan_{place}"] = _text(_("Hubungan"), 40, heir.relation if heir else "")
            self.fields[f"hp_{place}"] = _text(_("Nomor HP"), 20, heir.phone if heir else "")

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for name in [name for name in told if name.startswith("hp_")]:
            try:
                told[name] = plain_phone(told[name])
            except NotAllowed as refusal:
                self.add_error(name, str(refusal))
        return told

    def lines(self) -> list[list[forms.BoundField]]:
        """The questions, three for each heir."""
        questions = list(self)
        return [questions[start : start + 3] for start in range(0, len(questions), 3)]

    def heirs(self) -> list[NewHeir]:
        told = self.cleaned_data
        places = [name.removeprefix("nama_") for name in told if name.startswith("nama_")]
        return [
            NewHeir(name=told[f"nama_{place}"], relation=told[f"hubungan_{place}"], phone=told[f"hp_{place}"])
            for place in places
            if told[f"nama_{place}"]
        ]


class ChildForm(_Plain):
    """One child, for the scholarship."""

    nama = forms.CharField(
        label=_("Nama anak"), max_length=LONGEST_NAME, error_messages={"required": _("Tulis nama anak seperti di KK.")}
    )
    lahir = DayField(label=_("Tanggal lahir"), wrong=_WRONG_DAY)
    jenjang = forms.ChoiceField(
        label=_("Jenjang sekolah sekarang"),
        required=False,
        choices=[("", _("belum atau tidak sekolah")), *((level, level) for level in SchoolLevel)],
        error_messages={"invalid_choice": _("Pilih jenjang dari daftar.")},
    )

    def clean_nama(self) -> str:
        return said(plain_name, self.cleaned_data["nama"])

    def level(self) -> SchoolLevel | None:
        chosen = self.cleaned_data["jenjang"]
        return SchoolLevel(chosen) if chosen else None


class CorrectionForm(ReasonForm):
    """What was written of a person, to be put right."""

    nama = forms.CharField(
        label=_("Nama"), max_length=LONGEST_NAME, error_messages={"required": _("Tulis nama seperti pada KTP-el.")}
    )
    lahir = DayField(label=_("Tanggal lahir"), wrong=_WRONG_DAY)
    desa = forms.ChoiceField(
        label=_("Desa/kelurahan"),
        error_messages={"required": _("Pilih desa dari daftar."), "invalid_choice": _("Pilih desa dari daftar.")},
    )
    hp = forms.CharField(label=_("Nomor HP"), required=False, max_length=20)
    field_order = ("nama", "lahir", "desa", "hp", "alasan")

    def __init__(self, *args: Any, person: PersonFacts, actor: Actor, **kwargs: Any) -> None:
        now = {"nama": person.name, "lahir": person.birth_date, "desa": person.desa_code, "hp": person.phone}
        super().__init__(*args, initial=now, **kwargs)
        seen = [desa for desa in gazetteer(actor.kabupaten).desas if actor.sees(desa.code)]
        seen.sort(key=lambda desa: (desa.name, desa.kecamatan))
        self.fields["desa"].choices = [(desa.code, f"{desa.name} ({desa.kecamatan})") for desa in seen]  # type: ignore[attr-defined]

    def clean_nama(self) -> str:
        return said(plain_name, self.cleaned_data["nama"])

    def clean_hp(self) -> str:
        return said(plain_phone, self.cleaned_data["hp"])

    def corrections(self) -> dict[Field, str]:
        """Only what was changed: an officer of a desa may put right a phone, and no more."""
        told = self.cleaned_data
        born: date = told["lahir"]
        fields = {"nama": Field.NAME, "lahir": Field.BIRTH_DATE, "desa": Field.DESA, "hp": Field.PHONE}
        written = {"nama": told["nama"], "lahir": born.isoformat(), "desa": told["desa"], "hp": told["hp"]}
        return {fields[name]: text for name, text in written.items() if name in self.changed_data}


def said(read: Any, text: str) -> str:
    """The text as a rule reads it; its refusal becomes the sentence beside the question."""
    try:
        plain: str = read(text)
    except NotAllowed as refusal:
        raise ValidationError(str(refusal)) from None
    return plain


def _text(label: Any, longest: int, now: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, initial=now)
