"""What is asked of whoever tells of an accident, a death or a loss. Three answers suffice."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.claims.rules.told import Reporter
from payung.claims.states import EventKind

DAY_WRONG = _("Tulis harinya seperti 31/12/2026.")
KINDS = {
    EventKind.ACCIDENT: _("Kecelakaan, orangnya masih hidup"),
    EventKind.DEATH: _("Meninggal dunia"),
    EventKind.LOST_AT_SEA: _("Hilang di laut, belum ditemukan"),
}
REPORTERS = {
    Reporter.WORKER: _("pekerjanya sendiri"),
    Reporter.HEIR: _("keluarga atau ahli waris"),
    Reporter.DESA: _("desa atau kelurahan"),
    Reporter.HOSPITAL: _("rumah sakit atau Puskesmas"),
    Reporter.SHIPMATE: _("teman sekapal atau sekerja"),
    Reporter.DINAS: _("dinas"),
    Reporter.OTHER: _("orang lain"),
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


class ReportForm(RequestForm):
    kind = forms.ChoiceField(
        label=_("Apa yang terjadi?"),
        choices=[*KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih apa yang terjadi.")},
    )
    told_name = forms.CharField(
        label=_("Siapa orangnya?"),
        help_text=_("Nama seperti yang diceritakan; orangnya dicari sesudah ini"),
        max_length=200,
        error_messages={"required": _("Tulis nama orangnya seperti yang diceritakan.")},
    )
    event_date = DayField(
        label=_("Kapan kejadiannya?"),
        help_text=_("Bila hilang: hari terakhir terlihat. Biarkan kosong bila belum diketahui"),
        wrong=DAY_WRONG,
        required=False,
    )
    reporter = forms.ChoiceField(label=_("Siapa yang melapor"), choices=[*REPORTERS.items()], required=False)
    reporter_name = forms.CharField(label=_("Nama pelapor"), max_length=120, required=False)
    reporter_phone = forms.CharField(label=_("Nomor HP pelapor"), max_length=20, required=False)
    card = forms.CharField(
        label=_("KPJ atau NIK orangnya"),
        help_text=_("NIK hanya dipakai untuk mencari orangnya dan tidak disimpan di laporan"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    desa_code = forms.ChoiceField(label=_("Desa tempat tinggalnya"), required=False)
    event_time = forms.TimeField(
        label=_("Jam kejadian"),
        help_text=_("Misalnya 14.30"),
        required=False,
        input_formats=["%H.%M", "%H:%M"],
        error_messages={"invalid": _("Tulis jamnya seperti 14.30.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place_text = forms.CharField(label=_("Di mana"), max_length=200, required=False)
    doing = forms.CharField(label=_("Sedang melakukan apa"), max_length=200, required=False)
    note = forms.CharField(
        label=_("Keterangan lain"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "prose"}),
    )
    told_on = DayField(
        label=_("Diberitahukan sejak"),
        help_text=_("Isi bila kabarnya sudah datang sebelum hari ini: jam 2×24 dihitung dari situ"),
        wrong=DAY_WRONG,
        required=False,
    )
    person_id = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, desas: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desa_code"].choices = [("", _("belum diketahui")), *desas]  # type: ignore[attr-defined]


class OpenForm(RequestForm):
    event_date = DayField(label=_("Tanggal kejadian"), wrong=DAY_WRONG, required=False)


class AsideForm(RequestForm):
    because = forms.CharField(
        label=_("Mengapa laporan ini tidak menjadi klaim"),
        help_text=_("Misalnya: bukan peserta, atau orangnya ternyata selamat"),
        max_length=200,
        error_messages={"required": _("Tulis alasannya.")},
    )
