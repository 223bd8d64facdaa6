"""What an office fills in to set up a programme. The rules of a plan are in `rules/plan.py`; here only reading."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, MonthField, SumField
from payung.programmes.load import standings
from payung.programmes.rules.criteria import AUDIENCES, MEASURED, NAMES
from payung.programmes.rules.plan import FundPlan, ProgrammePlan
from payung.programmes.rules.setup import (
    AgreementFacts,
    Audience,
    CalendarFacts,
    CriterionFacts,
    CriterionKind,
    Division,
    FundKind,
    QuotaFacts,
    QuotaKind,
    ReplacementBy,
    Unmet,
    WeightFacts,
    WeightKind,
)

_DAY = _("Isi tanggal yang ada di kalender, misalnya 31/12/2026.")
_MONTH = _("Isi bulan dan tahunnya, misalnya Januari 2027.")
_NUMBER = _("Isi bilangan bulat, misalnya 3000.")
_CHOOSE = _("Pilih salah satu.")
_EMPTY = _("Isi dulu, atau hapus barisnya.")
FUND_KINDS = (
    (FundKind.APBD, _("APBD kabupaten")),
    (FundKind.DBH_SAWIT, _("DBH Sawit")),
    (FundKind.DBH_CHT, _("DBH CHT")),
    (FundKind.PROVINCE, _("bantuan provinsi")),
    (FundKind.APBDES, _("APBDes")),
    (FundKind.CSR, _("CSR")),
)
DIVISIONS = (
    (Division.NEED, _("banyaknya yang memenuhi syarat per desa")),
    (Division.POOR, _("banyaknya yang memenuhi syarat dari desil termiskin per desa")),
    (Division.STATED, _("kebutuhan yang dicatat kantor per desa")),
)


def _number(label: Any, **more: Any) -> forms.IntegerField:
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _NUMBER)
    return forms.IntegerField(label=label, min_value=0, error_messages=messages, **more)


def _text(label: Any, length: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, error_messages={"required": _EMPTY}, **more)


class ProgrammeForm(forms.Form):
    """A new programme; its funds, quotas and PKS follow on its page."""

    kode = forms.SlugField(
        label=_("Kode"),
        help_text=_("Pendek dan tetap, misalnya 2027."),
        max_length=40,
        error_messages=dict.fromkeys(("required", "invalid"), _("Pakai huruf, angka dan tanda hubung saja.")),
    )
    nama = _text(_("Nama program"), 120)
    mulai = MonthField(label=_("Bulan pertama dilindungi"), wrong=_MONTH)
    sampai = MonthField(label=_("Bulan terakhir dilindungi"), wrong=_MONTH)
    pendaftaran = DayField(label=_("Hari pendaftaran"), help_text=_("Umur dihitung pada hari ini."), wrong=_DAY)
    sebelumnya = forms.CharField(
        label=_("Kode program sebelumnya"),
        help_text=_("Pesertanya dinilai sebagai yang melanjutkan."),
        required=False,
        max_length=40,
    )
    pembagian = forms.ChoiceField(
        label=_("Tempat dibagi menurut"), choices=DIVISIONS, error_messages={"required": _CHOOSE}
    )

    def plan(self) -> ProgrammePlan:
        said = self.cleaned_data
        return ProgrammePlan(
            code=said["kode"],
            name=said["nama"],
            first_month=said["mulai"],
            last_month=said["sampai"],
            registration_date=said["pendaftaran"],
            previous_code=said["sebelumnya"],
            division=Division(said["pembagian"]),
        )


class FundForm(forms.Form):
    """A fund, new or changed under its code."""

    kode = forms.SlugField(label=_("Kode"), max_length=20, error_messages={"required": _EMPTY})
    jenis = forms.ChoiceField(label=_("Asal"), choices=FUND_KINDS, error_messages={"required": _CHOOSE})
    nama = _text(_("Nama sumber dana"), 120)
    pagu = SumField(label=_("Pagu"), wrong=_("Isi jumlah rupiah, misalnya 604.800.000."))
    wadah = _text(_("Wadah"), 120, required=False)
    npw = _text(_("NPW"), 40, required=False)
    pekerjaan = forms.MultipleChoiceField(
        label=_("Hanya untuk pekerjaan"),
        help_text=_("Tanpa pilihan: untuk semua pekerjaan."),
        required=False,
        choices=lambda: [(name, name) for name in standings()],
        widget=forms.CheckboxSelectMultiple,
    )

    def plan(self) -> FundPlan:
        said = self.cleaned_data
        return FundPlan(
            code=said["kode"],
            kind=FundKind(said["jenis"]),
            name=said["nama"],
            ceiling_rp=said["pagu"],
            wadah=said["wadah"],
            npw=said["npw"],
            occupations=frozenset(said["pekerjaan"]),
        )


class QuotaForm(forms.Form):
    """The most places of the programme, or of one kecamatan, desa or occupation."""

    jenis = forms.ChoiceField(
        label=_("Untuk"),
        choices=(
            (QuotaKind.PROGRAMME, _("seluruh program")),
            (QuotaKind.KECAMATAN, _("satu kecamatan")),
            (QuotaKind.DESA, _("satu desa")),
            (QuotaKind.OCCUPATION, _("satu pekerjaan")),
        ),
        error_messages={"required": _CHOOSE},
    )
    kunci = _text(_("Kode wilayah atau nama pekerjaan"), 60, required=False)
    tempat = _number(_("Paling banyak tempat"))

    def quota(self) -> QuotaFacts:
        said = self.cleaned_data
        return QuotaFacts(kind=QuotaKind(said["jenis"]), key=said["kunci"], places=said["tempat"])


class AgreementForm(forms.Form):
    """The PKS with BPJS."""

    nomor = _text(_("Nomor PKS"), 80)
    ditandatangani = DayField(label=_("Ditandatangani"), wrong=_DAY)
    mulai = DayField(label=_("Berlaku mulai"), wrong=_DAY)
    sampai = DayField(label=_("Berlaku sampai"), wrong=_DAY)
    termin = forms.TypedChoiceField(
        label=_("Termin iuran"),
        coerce=int,
        choices=[(months, _("%(n)s bulan") % {"n": months}) for months in (1, 3, 6, 12)],
        error_messages={"required": _CHOOSE},
    )
    batas = _number(_("Batas tanggal perubahan"), help_text=_("Perubahan sampai tanggal ini berlaku bulan berikutnya."))
    penggantian = forms.ChoiceField(
        label=_("Penggantian peserta dengan"),
        choices=((ReplacementBy.DECREE, _("Keputusan")), (ReplacementBy.MINUTES, _("berita acara"))),
        error_messages={"required": _CHOOSE},
    )
    pasal = _text(_("Pasal PKS yang membolehkan berita acara"), 200, required=False)

    def agreement(self) -> AgreementFacts:
        said = self.cleaned_data
        return AgreementFacts(
            number=said["nomor"],
            signed_date=said["ditandatangani"],
            first_date=said["mulai"],
            last_date=said["sampai"],
            term_months=said["termin"],
            cut_off_day=said["batas"],
            replacement_by=ReplacementBy(said["penggantian"]),
            replacement_clause=said["pasal"],
        )


class CalendarForm(forms.Form):
    """The budget year."""

    mulai = DayField(label=_("Anggaran dapat dijalankan mulai"), wrong=_DAY, required=False)
    perubahan = DayField(label=_("Perubahan anggaran"), wrong=_DAY, required=False)
    terakhir = DayField(label=_("SPM terakhir"), wrong=_DAY, required=False)

    def calendar(self) -> CalendarFacts:
        said = self.cleaned_data
        return CalendarFacts(
            budget_from_date=said["mulai"],
            budget_revision_date=said["perubahan"],
            last_payment_order_date=said["terakhir"],
        )


class CriteriaForm(forms.Form):
    """A new version: for each audience and kind whether it is asked, with its limits; weights one a line."""

    alasan = _text(_("Mengapa diubah"), 200, help_text=_("Misalnya nomor rapat atau peraturan."))
    bobot = forms.CharField(
        label=_("Bobot"),
        help_text=_("Satu baris satu bobot: jenis; kunci; angka. Misalnya desil; 1; 50."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind, _audience in cells():
            self.fields[f"{name}_diminta"] = forms.ChoiceField(
                label=NAMES[kind],
                required=False,
                choices=(
                    ("", _("tidak diminta")),
                    (Unmet.REFUSES, _("diminta")),
                    (Unmet.ASKS, _("diminta, bila tidak: diputuskan")),
                ),
            )
            if kind in MEASURED:
                least, most = MEASURED[kind]
                for side, label in (("dari", _("paling sedikit")), ("sampai", _("paling banyak"))):
                    self.fields[f"{name}_{side}"] = forms.IntegerField(
                        label=label, required=False, min_value=least, max_value=most
                    )

    def rows(self) -> list[tuple[Any, list[tuple[str, Any, Any, Any]]]]:
        """For each audience its criteria: (name, whether asked, least, most), as fields."""
        return [
            (
                AUDIENCES[audience],
                [
                    (
                        NAMES[kind],
                        self[f"{name}_diminta"],
                        self[f"{name}_dari"] if kind in MEASURED else None,
                        self[f"{name}_sampai"] if kind in MEASURED else None,
                    )
                    for name, kind, of in cells()
                    if of is audience
                ],
            )
            for audience in Audience
        ]

    def clean_bobot(self) -> list[WeightFacts]:
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["bobot"].splitlines())):
            parts = [part.strip() for part in line.split(";")]
            if len(parts) != 3 or parts[0] not in [*WeightKind] or not parts[2].lstrip("-").isdigit():
                raise forms.ValidationError(
                    _("Baris “%(line)s” belum terbaca. Tulis: jenis; kunci; angka.") % {"line": line}
                )
            found.append(WeightFacts(kind=WeightKind(parts[0]), key=parts[1], points=int(parts[2])))
        return found

    def conditions(self) -> list[CriterionFacts]:
        said = self.cleaned_data
        return [
            CriterionFacts(
                kind=kind,
                audience=audience,
                at_least=said.get(f"{name}_dari"),
                at_most=said.get(f"{name}_sampai"),
                unmet=Unmet(said[f"{name}_diminta"]),
            )
            for name, kind, audience in cells()
            if said[f"{name}_diminta"]
        ]


def cells() -> Iterator[tuple[str, CriterionKind, Audience]]:
    """The beginnings of the names of fields: `entering_age`."""
    return ((f"{audience}_{kind}", kind, audience) for audience in Audience for kind in CriterionKind)


def written_criteria(conditions: Sequence[CriterionFacts], weights: Sequence[WeightFacts]) -> dict[str, Any]:
    """A version as the form begins with it."""
    found: dict[str, Any] = {"bobot": "\n".join(f"{one.kind}; {one.key}; {one.points}" for one in weights)}
    for one in conditions:
        name = f"{one.audience}_{one.kind}"
        found |= {f"{name}_diminta": one.unmet, f"{name}_dari": one.at_least, f"{name}_sampai": one.at_most}
    return found
