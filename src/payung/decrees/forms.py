"""What is asked of whoever moves a decree on. Counts and typed confirmations are compared here and in the action."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.decrees.rules.signing import Signing, asked
from payung.decrees.states import CorrectionKind, Kind

CORRECTION_WORDS = {
    CorrectionKind.DIED: _("meninggal dunia"),
    CorrectionKind.MOVED: _("pindah"),
    CorrectionKind.WAGE_EARNER: _("menjadi penerima upah (PU)"),
    CorrectionKind.WITHDREW: _("mengundurkan diri"),
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


class ReasonForm(RequestForm):
    because = forms.CharField(label=_("Alasan"), max_length=200, error_messages={"required": _("Tulis alasannya.")})


SIGNING_WORDS = {
    "place": _("Tempat penetapan"),
    "signer_title": _("Jabatan penanda tangan"),
    "signer_name": _("Nama penanda tangan"),
    "signer_nip": _("NIP penanda tangan"),
    "office": _("Dinas yang melaksanakan"),
    "office_address": _("Alamat, telepon dan surel dinas"),
    "grounds": _("Peraturan daerah yang mendasari"),
    "witnesses": _("Yang ikut menandatangani"),
}
_SIGNING_HINTS = {
    "place": _("Misalnya Kotabaru"),
    "signer_title": _("Misalnya Bupati Kotabaru"),
    "signer_name": _("Lengkap dengan gelarnya"),
    "grounds": _("Satu peraturan setiap baris: perda APBD, perbup penjabarannya, perbup jaminan sosial"),
    "witnesses": _("Satu orang setiap baris, misalnya Camat Pulau Sebuku: Nama Camat"),
}
_LONG = frozenset({"grounds", "witnesses"})
_LENGTHS = {"place": 80, "signer_nip": 30, "office_address": 200, "grounds": 4000, "witnesses": 2000}


class SigningForm(RequestForm):
    """Who signs: what the papers of this kind of decree print. All of it may wait; the page then says what is lacking."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind
        for word in asked(kind):
            self.fields[word] = forms.CharField(
                label=SIGNING_WORDS[word],
                help_text=_SIGNING_HINTS.get(word, ""),
                max_length=_LENGTHS.get(word, 120),
                required=False,
                widget=forms.Textarea(attrs={"rows": 4, "class": "prose"}) if word in _LONG else forms.TextInput(),
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[word] for word in asked(self._kind)]

    def signing(self, *, before: Signing) -> Signing:
        """What was entered; what this kind does not print stays as it was."""
        return replace(before, **{word: self.cleaned_data[word] for word in asked(self._kind)})


class DraftForm(RequestForm):
    about = forms.CharField(
        label=_("Tentang"),
        help_text=_("Perihal keputusan, seperti di kertasnya nanti"),
        max_length=200,
        error_messages={"required": _("Tulis perihalnya.")},
    )


class SignForm(RequestForm):
    """The number is typed twice: once from the paper, once to confirm; the count comes from the paper too."""

    number = forms.CharField(
        label=_("Nomor keputusan"), max_length=80, error_messages={"required": _("Salin nomor dari kertasnya.")}
    )
    signed_date = DayField(label=_("Tanggal ditandatangani"), wrong=_("Tulis harinya seperti 31/12/2026."))
    scan_line_count = forms.IntegerField(
        label=_("Jumlah nama di kertas yang ditandatangani"),
        help_text=_("Hitung dari nomor baris terakhir lampiran"),
        min_value=0,
        error_messages={"required": _("Hitung nama di kertasnya.")},
    )
    scan = forms.FileField(label=_("Pindaian keputusan"), error_messages={"required": _("Pilih berkas pindaiannya.")})
    again = forms.CharField(
        label=_("Ketik nomor keputusan sekali lagi"),
        help_text=_("Tanda tangan yang sudah dicatat tidak dapat dibatalkan"),
        max_length=80,
        error_messages={"required": _("Ketik nomornya sekali lagi.")},
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        once, again = (" ".join(str(found.get(name, "")).split()) for name in ("number", "again"))
        if once and again and once != again:
            self.add_error("again", ValidationError(_("Nomor ini berbeda dari yang di atas. Salin dari kertasnya.")))
        return found


class InForceForm(RequestForm):
    in_force_date = DayField(label=_("Berlaku mulai"), wrong=_("Tulis harinya seperti 31/12/2026."))


class CorrectionForm(RequestForm):
    kind = forms.ChoiceField(label=_("Apa yang terjadi"), choices=[*CORRECTION_WORDS.items()])
    happened_on = DayField(label=_("Tanggal kejadian"), wrong=_("Tulis harinya seperti 31/12/2026."), required=False)
    note = forms.CharField(
        label=_("Dasarnya"),
        help_text=_("Misalnya nomor surat kematian dari desa"),
        max_length=200,
        error_messages={"required": _("Tulis dasarnya.")},
    )
    evidence = forms.FileField(
        label=_("Pindaian buktinya"),
        help_text=_("Misalnya surat kematian atau surat pindah, difoto atau dipindai"),
        required=False,
    )

    def clean_evidence(self) -> Any:
        came = self.cleaned_data["evidence"]
        if getattr(came, "too_large", False):
            raise ValidationError(_("Berkas ini lebih dari 200 MB. Pindai lebih kecil atau foto saja."))
        return came


class AmendForm(DraftForm):
    kind = forms.ChoiceField(
        label=_("Dasar penggantian"),
        choices=[("amendment", _("Keputusan perubahan")), ("minutes", _("Berita acara"))],
        widget=forms.RadioSelect,
    )
