"""What is asked of a desa about a member, of whoever answers for it, and of the office around a round."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, MonthField
from payung.contributions.states import VervalAnswer

ANSWER_WORDS = {
    VervalAnswer.WORKING: _("masih hidup dan bekerja"),
    VervalAnswer.DIED: _("meninggal dunia"),
    VervalAnswer.MOVED: _("pindah dari desa ini"),
    VervalAnswer.WAGE_EARNER: _("menjadi karyawan bergaji (PU)"),
    VervalAnswer.NOT_FOUND: _("tidak ditemukan"),
}


class RequestForm(forms.Form):
    """Carries the key of the request, so that a page sent twice acts once."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("request_key", uuid4())

    @property
    def key(self) -> UUID:
        found: UUID = self.cleaned_data["request_key"]
        return found


class SaidForm(RequestForm):
    """What became of one member."""

    jawaban = forms.ChoiceField(
        label=_("Keadaannya sekarang"),
        choices=[(answer.value, words) for answer, words in ANSWER_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
    )
    tanggal = DayField(
        label=_("Sejak tanggal"),
        help_text=_("Untuk yang meninggal harus diisi."),
        wrong=_("Tulis tanggalnya seperti 31/12/2026."),
        required=False,
    )
    catatan = forms.CharField(
        label=_("Catatan"), help_text=_("Misalnya pindah ke mana, atau bekerja di mana"), max_length=200, required=False
    )


class NameForm(RequestForm):
    """Who answers for the desa."""

    nama = forms.CharField(
        label=_("Nama dan jabatan Anda"), max_length=120, error_messages={"required": _("Tulis nama dan jabatan Anda.")}
    )


class MinutesForm(RequestForm):
    """The signed minutes, with the number that the desa gave them."""

    nomor = forms.CharField(label=_("Nomor berita acara"), max_length=80, required=False)
    pindaian = forms.FileField(
        label=_("Pindaian berita acara"), error_messages={"required": _("Pilih berkas pindaiannya.")}
    )


class PaperForm(MinutesForm):
    """The same, and who signed them."""

    nama = forms.CharField(
        label=_("Yang menandatangani"),
        max_length=120,
        error_messages={"required": _("Tulis siapa yang menandatangani.")},
    )


class OpenForm(RequestForm):
    """Which term is verified, and until when."""

    mulai = MonthField(label=_("Bulan pertama termin"), wrong=_("Isi bulan dan tahunnya."))
    batas = DayField(label=_("Jawaban ditunggu sampai"), wrong=_("Tulis tanggalnya seperti 31/12/2026."))


class ChosenForm(RequestForm):
    """Members on whom the office acts."""

    peserta = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Pilih sedikitnya satu orang.")}, choices=[]
    )

    def __init__(self, *args: Any, members: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["peserta"].choices = [(one, str(one)) for one in members]  # type: ignore[attr-defined]
