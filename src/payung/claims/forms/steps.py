"""What is asked of whoever takes a step of a claim, answers the five questions, or makes a death certain."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.claims.forms.reporting import DAY_WRONG, RequestForm
from payung.claims.forms.words import PLACE_WORDS, YES_NO_WORDS
from payung.claims.rules.death import DeathFacts
from payung.claims.rules.told import Place, YesNo

TIME_WRONG = _("Tulis jamnya seperti 14.30.")
TIME_FORMATS = ("%H.%M", "%H:%M")


def time_question(**words: Any) -> forms.TimeField:
    """An hour as people write it, with a dot."""
    widget = forms.TimeInput(format="%H.%M", attrs={"autocomplete": "off", "placeholder": "14.30"})
    return forms.TimeField(
        input_formats=TIME_FORMATS, widget=widget, required=False, error_messages={"invalid": TIME_WRONG}, **words
    )


class _Scanned(RequestForm):
    def clean_scan(self) -> Any:
        came = self.cleaned_data["scan"]
        if getattr(came, "too_large", False):
            raise ValidationError(_("Berkas ini terlalu besar. Foto atau pindai lebih kecil."))
        return came


class StepForm(_Scanned):
    """`by_letter`: the letter of BPJS, the inspector or a court must come along. `with_reason`: a sentence why."""

    happened_on = DayField(label=_("Tanggalnya"), help_text=_("Hari langkah ini terjadi"), wrong=DAY_WRONG)
    number = forms.CharField(label=_("Nomor surat"), max_length=80, required=False)
    letter_date = DayField(label=_("Tanggal surat"), wrong=DAY_WRONG, required=False)
    scan = forms.FileField(label=_("Pindaian surat"), help_text=_("Foto atau PDF surat yang diterima"), required=False)
    note = forms.CharField(
        label=_("Catatan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3, "class": "prose"})
    )

    def __init__(self, *args: Any, by_letter: bool, with_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wrong = {
            "number": _("Tulis nomor suratnya."),
            "letter_date": _("Tulis tanggal suratnya seperti 31/12/2026."),
            "scan": _("Unggah foto atau pindaian suratnya."),
        }
        for name, sentence in wrong.items():
            if by_letter:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = sentence
            else:
                del self.fields[name]
        if with_reason:
            self.fields["note"].required = True
            self.fields["note"].label = _("Alasan")
            self.fields["note"].error_messages["required"] = _("Tulis alasannya.")


class BecauseForm(RequestForm):
    because = forms.CharField(label=_("Alasan"), max_length=200, error_messages={"required": _("Tulis alasannya.")})


class DeathForm(_Scanned):
    """A death that is certain, with its document."""

    death_date = DayField(label=_("Tanggal meninggal menurut suratnya"), wrong=DAY_WRONG)
    note = forms.CharField(
        label=_("Dasarnya"),
        help_text=_("Misalnya nomor akta kematian, surat desa, atau penetapan pengadilan"),
        max_length=200,
        error_messages={"required": _("Tulis dasarnya.")},
    )
    scan = forms.FileField(
        label=_("Pindaian suratnya"),
        help_text=_("Akta atau surat kematian, atau penetapan pengadilan"),
        error_messages={"required": _("Unggah foto atau pindaian suratnya.")},
    )


class AnswersForm(RequestForm):
    """The five questions. Nobody knows is an answer; a question left empty is asked again."""

    place = forms.ChoiceField(
        label=_("1. Di mana kejadian atau serangannya bermula?"),
        help_text=_("Bukan di mana ia meninggal: serangan di perahu lalu meninggal di rumah sakit bermula di laut"),
        choices=[("", _("belum ditanyakan")), *PLACE_WORDS.items()],
        required=False,
    )
    doing = forms.CharField(label=_("2. Sedang melakukan apa?"), max_length=200, required=False)
    was_working = forms.ChoiceField(
        label=_("Apakah itu pekerjaannya?"), choices=[*YES_NO_WORDS.items()], widget=forms.RadioSelect
    )
    on_the_way = forms.ChoiceField(
        label=_("3. Apakah sedang berangkat atau pulang kerja?"),
        choices=[*YES_NO_WORDS.items()],
        widget=forms.RadioSelect,
    )
    attack_date = DayField(
        label=_("4. Kapan serangannya mulai?"),
        help_text=_("Sakit yang lama: hari mulai sakit"),
        wrong=DAY_WRONG,
        required=False,
    )
    attack_time = time_question(label=_("Jam serangan (WITA)"))
    attack_unknown = forms.BooleanField(label=_("Sudah ditanyakan, tidak ada yang tahu"), required=False)
    died_date = DayField(label=_("5. Kapan meninggalnya?"), wrong=DAY_WRONG, required=False)
    died_time = time_question(label=_("Jam meninggal (WITA)"))
    died_unknown = forms.BooleanField(label=_("Sudah ditanyakan, tidak ada yang tahu"), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for name, about in (("attack", _("serangan")), ("died", _("meninggal"))):
            day, hour = found.get(f"{name}_date"), found.get(f"{name}_time")
            if (
                (day is None) != (hour is None)
                and f"{name}_date" not in self.errors
                and f"{name}_time" not in self.errors
            ):
                lacks = f"{name}_time" if hour is None else f"{name}_date"
                self.add_error(lacks, _("Tulis tanggal dan jam %(what)s bersama-sama.") % {"what": about})
            if day and hour and found.get(f"{name}_unknown"):
                self.add_error(f"{name}_unknown", _("Jamnya sudah ditulis. Kosongkan salah satunya."))
        return found

    @property
    def facts(self) -> DeathFacts:
        words = self.cleaned_data
        return DeathFacts(
            place=Place(words["place"]) if words["place"] else None,
            doing=words["doing"],
            was_working=YesNo(words["was_working"]),
            on_the_way=YesNo(words["on_the_way"]),
            attack_at=_instant(words["attack_date"], words["attack_time"]),
            attack_unknown=words["attack_unknown"],
            died_at=_instant(words["died_date"], words["died_time"]),
            died_unknown=words["died_unknown"],
        )


def answers_initial(facts: DeathFacts | None) -> dict[str, Any]:
    """The questions as they were answered."""
    if facts is None:
        return {"was_working": YesNo.UNKNOWN, "on_the_way": YesNo.UNKNOWN}
    attack, died = _local(facts.attack_at), _local(facts.died_at)
    return {
        "place": facts.place or "",
        "doing": facts.doing,
        "was_working": facts.was_working or YesNo.UNKNOWN,
        "on_the_way": facts.on_the_way or YesNo.UNKNOWN,
        "attack_date": attack.date() if attack else None,
        "attack_time": attack.time() if attack else None,
        "attack_unknown": facts.attack_unknown,
        "died_date": died.date() if died else None,
        "died_time": died.time() if died else None,
        "died_unknown": facts.died_unknown,
    }


def _local(at: datetime | None) -> datetime | None:
    return timezone.localtime(at) if at else None


def _instant(day: date | None, hour: time | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, hour)) if day and hour else None
