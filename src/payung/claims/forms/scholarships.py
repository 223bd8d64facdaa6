"""What is asked of whoever plans, renews, mends or ends a scholarship."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, SumField
from payung.claims.forms.family import WRONG_DAY, BecauseForm
from payung.claims.queries.family import MemberFacts
from payung.claims.rules.scholarships import AtSchool, End
from payung.people.rules import SchoolLevel

LEVEL_WORDS = {
    SchoolLevel.TK: "TK",
    SchoolLevel.SD: "SD",
    SchoolLevel.SMP: "SMP",
    SchoolLevel.SMA: "SMA/SMK",
    SchoolLevel.PT: _("perguruan tinggi atau pelatihan"),
}
END_WORDS = {
    End.MARRIED: _("menikah"),
    End.WORKING: _("bekerja"),
    End.LEFT: _("berhenti sekolah"),
    End.FINISHED: _("lulus"),
    End.AGED_OUT: _("mencapai batas umur"),
    End.DIED: _("meninggal dunia"),
}
_LEVELS = [*LEVEL_WORDS.items()]
_WRONG_YEARS = _("Tulis berapa tahun, misalnya 3.")


class SchoolForm(forms.Form):
    """Of each child its level and years left on the day of the event: `jenjang_7`, `sisa_7`."""

    because = forms.CharField(
        label=_("Alasan, bila cukup tidaknya bulan iuran diputuskan kepala dinas"), max_length=300, required=False
    )

    def __init__(self, data: Any = None, *, children: Sequence[MemberFacts], known: dict[int, tuple[str, int]]) -> None:
        super().__init__(data)
        self.children = children
        for one in children:
            level, left = known.get(one.id, ("", None))
            words = {"name": one.name}
            self.fields[f"jenjang_{one.id}"] = forms.ChoiceField(
                label=_("%(name)s: jenjang pada hari kejadian") % words,
                choices=[("", _("tidak bersekolah, tidak ikut")), *_LEVELS],
                initial=level,
                required=False,
            )
            self.fields[f"sisa_{one.id}"] = forms.IntegerField(
                label=_("%(name)s: sisa tahun di jenjang itu") % words,
                help_text=_("Tahun berjalan ikut dihitung."),
                initial=left,
                min_value=0,
                max_value=9,
                required=False,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _WRONG_YEARS),
            )
        self.order_fields([*(name for name in self.fields if name != "because"), "because"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for one in self.children:
            if found.get(f"jenjang_{one.id}") and found.get(f"sisa_{one.id}") is None:
                self.add_error(f"sisa_{one.id}", _WRONG_YEARS)
        return found

    def at_school(self) -> list[AtSchool]:
        words = self.cleaned_data
        return [
            AtSchool(member_id=one.id, level=words[f"jenjang_{one.id}"], years_left=words[f"sisa_{one.id}"])
            for one in self.children
            if words[f"jenjang_{one.id}"]
        ]


class AskForm(forms.Form):
    asked_on = DayField(label=_("Diajukan ke BPJS pada tanggal"), wrong=WRONG_DAY)


class PaidForm(forms.Form):
    paid_on = DayField(label=_("Diterima pada tanggal"), wrong=WRONG_DAY)
    paid_rp = SumField(label=_("Jumlah yang diterima"), wrong=_("Tulis jumlahnya seperti 1.500.000."))


class PathForm(BecauseForm):
    """From a year on the child is at this level."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("Jenjang pada tahun itu"), choices=_LEVELS)
    years_left = forms.IntegerField(
        label=_("Sisa tahun di jenjang itu, tahun itu ikut dihitung"),
        min_value=0,
        max_value=9,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _WRONG_YEARS),
    )
    field_order: tuple[str, ...] = ("number", "level", "years_left", "because")


class EndForm(BecauseForm):
    reason = forms.ChoiceField(label=_("Sebab berakhir"), choices=[*END_WORDS.items()])
    ended_on = DayField(label=_("Sejak tanggal"), wrong=WRONG_DAY)
    field_order: tuple[str, ...] = ("reason", "ended_on", "because")


class ChildForm(PathForm, EndForm):
    """All that the page of one scholarship asks; each of its buttons sends it to its own address."""
