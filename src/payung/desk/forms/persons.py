"""What is entered on a person's page: a reason, a child, the heirs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.people.actions import NewHeir
from payung.people.queries import HeirFacts
from payung.people.rules import LONGEST_NAME, LONGEST_REASON, SchoolLevel

HEIRS_MOST = 4


class ReasonForm(forms.Form):
    """Why a NIK must be seen."""

    alasan = forms.CharField(
        label=_("Alasan membuka NIK"),
        help_text=_("Tercatat bersama nama Anda, misalnya: mencocokkan dengan KTP di kantor desa."),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Tulis dulu alasannya.")},
    )


class ChildForm(forms.Form):
    """A child, for scholarships."""

    nama = forms.CharField(
        label=_("Nama anak"), max_length=LONGEST_NAME, error_messages={"required": _("Isi nama anak.")}
    )
    lahir = DayField(label=_("Tanggal lahir anak"), wrong=_("Isi tanggal yang ada di kalender, misalnya 31/12/2016."))
    jenjang = forms.ChoiceField(
        label=_("Sekolah"),
        required=False,
        choices=[("", _("belum atau tidak sekolah")), *((one, one) for one in SchoolLevel)],
    )

    def said(self) -> dict[str, Any]:
        """As the register takes it."""
        told = self.cleaned_data
        level = SchoolLevel(told["jenjang"]) if told["jenjang"] else None
        return {"name": told["nama"], "birth_date": told["lahir"], "level": level}


class HeirForm(forms.Form):
    """Up to four heirs: name, relation, phone. A line without a name is nobody."""

    def __init__(self, *args: Any, heirs: Sequence[HeirFacts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(HEIRS_MOST):
            heir = heirs[place] if place < len(heirs) else None
            for name, label, longest, known in (
                ("nama", _("Nama ahli waris"), LONGEST_NAME, heir.name if heir else ""),
                ("hubungan", _("Hubungan"), 40, heir.relation if heir else ""),
                ("hp", _("No. HP"), 20, heir.phone if heir else ""),
            ):
                self.fields[f"{name}_{place}"] = forms.CharField(
                    label=label, max_length=longest, required=False, initial=known
                )

    def lines(self) -> list[list[forms.BoundField]]:
        """The questions, heir by heir."""
        return [[self[f"{name}_{place}"] for name in ("nama", "hubungan", "hp")] for place in range(HEIRS_MOST)]

    def named(self) -> list[NewHeir]:
        told = self.cleaned_data
        return [
            NewHeir(name=told[f"nama_{place}"], relation=told[f"hubungan_{place}"], phone=told[f"hp_{place}"])
            for place in range(HEIRS_MOST)
            if told[f"nama_{place}"].strip()
        ]
