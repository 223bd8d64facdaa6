"""The facts of a claim, as one page asks for them: what happened, then rows of what was lost and what it cost."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BaseFormSet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, SumField
from payung.claims.forms.reporting import DAY_WRONG, RequestForm
from payung.claims.forms.steps import time_question
from payung.claims.forms.words import PLACE_WORDS
from payung.claims.rules.facts import AidTold, FactsTold, InabilityTold, InjuryTold, TransportTold
from payung.claims.rules.told import Place

Words = str | Promise
SUM_WRONG = _("Tulis jumlahnya dalam rupiah penuh, misalnya Rp250.000; kosong bila tidak ada.")
OUTCOMES: Mapping[str, Words] = {
    "": _("belum ada keterangan dokter"),
    "treated": _("masih dirawat"),
    "recovered": _("sembuh"),
    "partial_disability": _("cacat sebagian"),
    "total_disability": _("cacat total tetap"),
    "death": _("meninggal"),
}
HANDS: Mapping[str, Words] = {"right": _("kanan"), "left": _("kidal")}
MODES: Mapping[str, Words] = {"": "–", "land": _("darat, sungai atau danau"), "sea": _("laut"), "air": _("udara")}
AIDS: Mapping[str, Words] = {
    "": "–",
    "denture": _("gigi tiruan"),
    "hearing_aid": _("alat bantu dengar"),
    "glasses": _("kacamata"),
    "prosthesis": _("alat ganti atau penopang tubuh"),
}
EMPTY_ROWS = 2


class FactsForm(RequestForm):
    event_time = time_question(label=_("Jam kejadian (WITA)"))
    place = forms.ChoiceField(
        label=_("Tempatnya"), choices=[("", _("belum diketahui")), *PLACE_WORDS.items()], required=False
    )
    place_text = forms.CharField(label=_("Alamat atau nama tempatnya"), max_length=200, required=False)
    doing = forms.CharField(label=_("Sedang melakukan apa"), max_length=200, required=False)
    chronology = forms.CharField(
        label=_("Kronologi"),
        help_text=_("Urut dari sebelum kejadian sampai pertolongan pertama"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "prose"}),
    )
    body_part_text = forms.CharField(label=_("Bagian tubuh yang terluka"), max_length=200, required=False)
    facility = forms.CharField(label=_("Pertama dirawat di"), max_length=120, required=False)
    handedness = forms.ChoiceField(label=_("Tangan yang dominan"), choices=[*HANDS.items()])
    outcome = forms.ChoiceField(label=_("Keadaan akhir menurut dokter"), choices=[*OUTCOMES.items()], required=False)
    medical_cost_rp = SumField(label=_("Biaya perawatan yang dibayar sendiri"), wrong=SUM_WRONG, required=False)
    home_care_cost_rp = SumField(label=_("Biaya perawatan di rumah"), wrong=SUM_WRONG, required=False)


class InjuryForm(forms.Form):
    part = forms.ChoiceField(label=_("Bagian"), required=False)
    function_lost_percent = forms.DecimalField(
        label=_("Fungsi hilang (%)"), max_digits=7, decimal_places=2, required=False, localize=True
    )
    table_percent = forms.DecimalField(
        label=_("Angka dokter (%)"), max_digits=7, decimal_places=2, required=False, localize=True
    )
    units = forms.IntegerField(label=_("Puluhan"), min_value=0, max_value=1000, required=False)
    doctor = forms.CharField(label=_("Dokter"), max_length=120, required=False)

    def __init__(self, *args: Any, parts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [("", "–"), *parts.items()]  # type: ignore[attr-defined]


class InabilityForm(forms.Form):
    from_date = DayField(label=_("Dari"), wrong=DAY_WRONG, required=False)
    to_date = DayField(label=_("Sampai"), wrong=DAY_WRONG, required=False)
    note = forms.CharField(label=_("Surat dokter"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if (found.get("from_date") is None) != (found.get("to_date") is None) and not self.errors:
            self.add_error("to_date", _("Tulis hari pertama dan hari terakhirnya."))
        return found


class TransportForm(forms.Form):
    mode = forms.ChoiceField(label=_("Lewat"), choices=[*MODES.items()], required=False)
    cost_rp = SumField(label=_("Biaya"), wrong=SUM_WRONG, required=False)
    note = forms.CharField(label=_("Keterangan"), max_length=200, required=False)


class AidForm(forms.Form):
    kind = forms.ChoiceField(label=_("Alat"), choices=[*AIDS.items()], required=False)
    cost_rp = SumField(label=_("Biaya"), wrong=SUM_WRONG, required=False)


class FactsPage:
    """The form and its four lists of rows, of what was sent or of what stands."""

    def __init__(self, data: Any, *, stands: FactsTold, parts: Mapping[str, str]) -> None:
        self.form = FactsForm(data, initial=_initial(stands))
        self.injuries = _rows(InjuryForm, "cedera", data, [_plain(one) for one in stands.injuries], {"parts": parts})
        self.inabilities = _rows(InabilityForm, "masa", data, [_plain(one) for one in stands.inabilities])
        self.transports = _rows(TransportForm, "angkutan", data, [_plain(one) for one in stands.transports])
        self.aids = _rows(AidForm, "alat", data, [_plain(one) for one in stands.aids])

    @property
    def lists(self) -> list[tuple[Words, Words, BaseFormSet[Any]]]:
        """Each list with its heading and what to write there."""
        return [
            (
                _("Cedera dan kecacatan"),
                _(
                    "Dari surat dokter. Angka dokter hanya untuk bagian yang tabelnya berupa rentang; puluhan hanya untuk bagian yang dihitung per puluhan."
                ),
                self.injuries,
            ),
            (
                _("Masa tidak mampu bekerja"),
                _("Kedua hari termasuk, menurut surat istirahat dokter. Setiap hari ditulis sekali."),
                self.inabilities,
            ),
            (_("Biaya angkutan"), _("Satu baris untuk setiap perjalanan yang dibayar."), self.transports),
            (_("Alat bantu"), _("Satu baris untuk setiap alat yang dibayar."), self.aids),
        ]

    def is_valid(self) -> bool:
        forms_ = (self.form, self.injuries, self.inabilities, self.transports, self.aids)
        seen = [one.is_valid() for one in forms_]  # each of them, so that everything is said at once
        return all(seen)

    @property
    def told(self) -> FactsTold:
        words = {name: value for name, value in self.form.cleaned_data.items() if name != "request_key"}
        sums = {name: words[name] or 0 for name in ("medical_cost_rp", "home_care_cost_rp")}
        place = Place(words["place"]) if words["place"] else None
        return FactsTold(
            **{**words, **sums, "place": place},
            injuries=tuple(_injury(row) for row in _filled(self.injuries, "part", "table_percent", "units")),
            inabilities=tuple(InabilityTold(**row) for row in _filled(self.inabilities, "from_date", "to_date")),
            transports=tuple(
                TransportTold(mode=row["mode"], cost_rp=row["cost_rp"] or 0, note=row["note"])
                for row in _filled(self.transports, "mode", "cost_rp")
            ),
            aids=tuple(
                AidTold(kind=row["kind"], cost_rp=row["cost_rp"] or 0) for row in _filled(self.aids, "kind", "cost_rp")
            ),
        )


def _rows(
    kind: type[forms.Form], prefix: str, data: Any, stand: list[dict[str, Any]], words: Any = None
) -> BaseFormSet[Any]:
    of = forms.formset_factory(kind, extra=EMPTY_ROWS, max_num=60, absolute_max=60)
    return of(data, prefix=prefix, initial=stand, form_kwargs=words or {})


def _plain(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def _initial(stands: FactsTold) -> dict[str, Any]:
    found = _plain(stands)
    for name in ("medical_cost_rp", "home_care_cost_rp"):
        found[name] = found[name] or None
    return found


def _filled(rows: BaseFormSet[Any], *names: str) -> list[dict[str, Any]]:
    """Rows in which one of these was answered; others are empty rows, or rows taken away."""
    told = [row.cleaned_data for row in rows if row.cleaned_data]
    return [row for row in told if any(row.get(name) not in (None, "") for name in names)]


def _injury(row: Mapping[str, Any]) -> InjuryTold:
    lost = row["function_lost_percent"]
    more = {} if lost is None else {"function_lost_percent": lost}
    return InjuryTold(
        part=row["part"], table_percent=row["table_percent"], units=row["units"], doctor=row["doctor"], **more
    )
