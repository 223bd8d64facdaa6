"""What a visitor says of a list before it is checked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, Words
from payung.accounts.rules import Actor
from payung.gateways.sealed_uploads import SealedUpload
from payung.intake.actions import Wish
from payung.intake.rules.proposals import Source
from payung.programmes.load import occupation_rows
from payung.programmes.rules import Standing
from payung.regions.load import gazetteer

EARLIEST, LATEST = date(2015, 7, 1), date(2100, 12, 31)
PASTED = "tempelan {day}.tsv"
LETTER_BYTES_MOST = 20 * 2**20
SOURCE_WORDS: Mapping[Source, Words] = {
    Source.DESA: _("Desa atau kelurahan"),
    Source.DINAS: _("Dinas"),
    Source.GROUP: _("Kelompok atau koperasi"),
    Source.COUNCIL: _("Aspirasi DPRD"),
    Source.SELF: _("Usulan sendiri"),
}


class WishForm(forms.Form):
    """What is asked of every list, however it comes."""

    hari = DayField(
        label=_("Rencana hari pendaftaran"),
        help_text=_("Umur dihitung pada hari ini. Misalnya 31/12/2026."),
        wrong=_("Isi hari yang ada di kalender, misalnya 31/12/2026."),
    )
    pekerjaan = forms.ChoiceField(
        label=_("Pekerjaan"),
        help_text=_("Bila semua orang di daftar sama pekerjaannya."),
        required=False,
        error_messages={"invalid_choice": _("Pilih pekerjaan dari daftar, atau biarkan dibaca dari berkas.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if "hari" in self.fields:
            self.fields["hari"].initial = timezone.localdate
        names = sorted({work.name for _, work in occupation_rows() if work.standing is Standing.COVERED})
        self.fields["pekerjaan"].choices = [("", _("Baca dari daftar")), *((name, name) for name in names)]  # type: ignore[attr-defined]

    def clean_hari(self) -> date:
        day: date = self.cleaned_data["hari"]
        if not EARLIEST <= day <= LATEST:
            raise ValidationError(_("Periksa tahunnya: hari pendaftaran terletak antara Juli 2015 dan 2100."))
        return day

    def wish(self) -> Wish:
        return Wish(registration_date=self.cleaned_data["hari"], occupation=self.cleaned_data["pekerjaan"])


class UploadForm(WishForm):
    """A list as a file."""

    daftar = forms.FileField(
        label=_("Berkas daftar"),
        help_text=_("Excel, OpenDocument, CSV, atau tabel Word; tata letak apa pun, paling besar 200 MB."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt,.docx"}),
        error_messages={
            "required": _("Pilih dulu berkas daftarnya, lalu tekan Periksa daftar."),
            "invalid": _("Berkas tidak ikut terkirim. Pilih sekali lagi, lalu tekan Periksa daftar."),
        },
    )
    field_order: tuple[str, ...] = ("daftar", "hari", "pekerjaan")

    def clean_daftar(self) -> SealedUpload:
        came: SealedUpload = self.cleaned_data["daftar"]
        if came.too_large:
            raise ValidationError(
                _("Berkas ini lebih dari 200 MB. Hapus foto dan lembar yang tidak terpakai, atau bagi daftarnya.")
            )
        return came

    def came(self) -> SealedUpload:
        came: SealedUpload = self.cleaned_data["daftar"]
        return came


class ReceiveForm(UploadForm):
    """A list that the office receives: who proposes it, and the letter that came with it."""

    hari = None  # type: ignore[assignment]  # the programme's own
    program = forms.ChoiceField(label=_("Program"))
    sumber = forms.ChoiceField(label=_("Siapa yang mengusulkan"), choices=[*SOURCE_WORDS.items()])
    pengirim = forms.CharField(
        label=_("Nama pengirim"),
        help_text=_("Misalnya Desa Semayap, atau KUB Bina Samudra."),
        max_length=120,
        error_messages={"required": _("Tulis nama pengirim daftar, misalnya Desa Semayap.")},
    )
    desa = forms.ChoiceField(label=_("Desa"), help_text=_("Bila semua orang di daftar dari satu desa."), required=False)
    surat = forms.FileField(
        label=_("Pindaian surat pengantar"),
        help_text=_("PDF atau foto, paling besar 20 MB."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    field_order = ("daftar", "surat", "sumber", "pengirim", "desa", "pekerjaan", "program")

    def __init__(self, *args: Any, actor: Actor, programmes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [desa for desa in gazetteer(actor.kabupaten).desas if actor.sees(desa.code)]
        anywhere = [("", _("Baca dari daftar"))] if actor.scope == actor.kabupaten else []
        self.fields["program"].choices = programmes  # type: ignore[attr-defined]
        self.fields["desa"].choices = [*anywhere, *((desa.code, desa.text) for desa in own)]  # type: ignore[attr-defined]

    def clean_surat(self) -> SealedUpload | None:
        came: SealedUpload | None = self.cleaned_data["surat"]
        if came is not None and (came.too_large or (came.size or 0) > LETTER_BYTES_MOST):
            raise ValidationError(_("Surat ini lebih dari 20 MB. Pindai ulang dengan ketajaman yang lebih rendah."))
        return came

    def letter(self) -> SealedUpload | None:
        came: SealedUpload | None = self.cleaned_data["surat"]
        return came

    def said(self) -> dict[str, Any]:
        """What `receive_list` is told besides."""
        return {
            "source": Source(self.cleaned_data["sumber"]),
            "sender": self.cleaned_data["pengirim"],
            "desa_code": self.cleaned_data["desa"],
            "occupation": self.cleaned_data["pekerjaan"],
        }


class PasteForm(WishForm):
    """A list as cells copied in Excel."""

    isi = forms.CharField(
        label=_("Isi daftar"),
        help_text=_("Di Excel: pilih sel-selnya beserta baris judul, salin, lalu tempel di sini."),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "wrap": "off", "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("Tempel dulu isi daftarnya beserta baris judul, lalu tekan Periksa daftar.")},
    )
    field_order = ("isi", "hari", "pekerjaan")

    def came(self) -> SealedUpload:
        return SealedUpload.of_text(self.cleaned_data["isi"], name=PASTED.format(day=timezone.localdate().isoformat()))
