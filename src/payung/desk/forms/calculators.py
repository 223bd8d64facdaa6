"""What the calculators of contribution and cover ask. Answers go into the address, so that a calculation can be kept and handed on."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, MonthField, SumField
from payung.accounts.wording import day, month
from payung.law.dated import Law
from payung.law.questions import ContributionQuestion, CoverQuestion, Scheme
from payung.law.rules.contribution import Payer, Sector
from payung.law.rules.receipts import Membership, Payment, presumed_day
from payung.shared.dates import Month

MONTHS_MOST = 60
PAID_MONTHS_MOST = 240
LATE_ROWS = 4
_MONTH = _("Isi bulan dan tahunnya, misalnya Mei 2026.")
_DAY = _("Isi tanggal yang ada di kalender, misalnya 31/12/2026.")
_MONTH_COUNT = _("Isi banyaknya bulan, dari 1 sampai 60.")
_PERSON_COUNT = _("Isi banyaknya orang, dari 1 sampai 1.000.000.")


class ContributionForm(forms.Form):
    """What is owed for some months and persons."""

    mulai = MonthField(label=_("Bulan pertama"), help_text=_("Bulan yang dibayar iurannya."), wrong=_MONTH)
    lama = forms.IntegerField(
        label=_("Banyak bulan"),
        initial=1,
        min_value=1,
        max_value=MONTHS_MOST,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _MONTH_COUNT),
    )
    orang = forms.IntegerField(
        label=_("Banyak orang"),
        initial=1,
        min_value=1,
        max_value=1_000_000,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _PERSON_COUNT),
    )
    penghasilan = SumField(
        label=_("Penghasilan sebulan"),
        help_text=_("Yang dilaporkan ke BPJS Ketenagakerjaan, dalam rupiah."),
        initial="1.000.000",
        wrong=_("Isi penghasilan dalam rupiah tanpa huruf, misalnya 1.000.000."),
    )
    sektor = forms.ChoiceField(
        label=_("Pekerjaan"),
        initial="other",
        choices=[("other", _("Di luar transportasi")), ("transport", _("Transportasi: ojek, sopir, kurir"))],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Pilih salah satu jenis pekerjaan.")),
    )
    pembayar = forms.ChoiceField(
        label=_("Uang siapa"),
        initial="government",
        choices=[
            ("government", _("Pemerintah: APBN atau APBD")),
            ("village", _("Desa: APBDes")),
            ("csr", _("Perusahaan: CSR")),
            ("self", _("Pekerja sendiri")),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Pilih uang siapa yang dipakai.")),
    )
    program = forms.MultipleChoiceField(
        label=_("Jaminan"),
        initial=["JKK", "JKM"],
        choices=[("JKK", _("JKK, kecelakaan kerja")), ("JKM", _("JKM, kematian"))],
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Pilih JKK, JKM, atau keduanya.")),
    )

    def __init__(self, *args: Any, law: Law, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self._begins = Month.of(law.begins("bpu_brackets"))
        self.fields["mulai"].initial = Month.of(timezone.localdate())

    def clean_mulai(self) -> Month:
        first: Month = self.cleaned_data["mulai"]
        if first < self._begins:
            raise ValidationError(
                _("Belum ada JKK dan JKM bagi pekerja mandiri sebelum %(begins)s. Pilih bulan itu atau sesudahnya.")
                % {"begins": month(self._begins)}
            )
        return first

    def questions(self) -> list[ContributionQuestion]:
        """One question for each month."""
        said = self.cleaned_data
        return [
            ContributionQuestion(
                month=said["mulai"].plus(place),
                income_rp=said["penghasilan"],
                sector=Sector[said["sektor"].upper()],
                payer=Payer[said["pembayar"].upper()],
                schemes=tuple(Scheme(name) for name in said["program"]),
            )
            for place in range(said["lama"])
        ]


class CoverForm(forms.Form):
    """When someone was registered, which months were paid, and the day asked about."""

    terdaftar = DayField(label=_("Terdaftar sejak"), help_text=_("Misalnya 31/12/2025."), wrong=_DAY)
    awal = MonthField(
        label=_("Bulan pertama yang dibayar"),
        help_text=_("Kosongkan bila belum ada yang dibayar."),
        required=False,
        wrong=_MONTH,
    )
    akhir = MonthField(
        label=_("Bulan terakhir yang dibayar"),
        help_text=_("Bulan yang terlewat ditandai nanti."),
        required=False,
        wrong=_MONTH,
    )
    kecuali = forms.MultipleChoiceField(
        label=_("Bulan yang tidak dibayar"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Bulan yang ditandai harus terletak antara bulan pertama dan terakhir.")},
    )
    pada = DayField(
        label=_("Ditanyakan untuk tanggal"), help_text=_("Misalnya hari kecelakaan, atau hari ini."), wrong=_DAY
    )

    def __init__(self, data: QueryDict | None = None, *, law: Law) -> None:
        super().__init__(data, label_suffix="")
        self._begins = law.begins("lapse_months")
        self.fields["pada"].initial = timezone.localdate
        self.paid_range = self._paid_range()
        choices = [(str(its), month(its)) for its in self.paid_range]
        self.fields["kecuali"].choices = choices  # type: ignore[attr-defined]
        for row in range(1, LATE_ROWS + 1):
            self.fields[f"telat{row}_bulan"] = forms.ChoiceField(
                label=_("Bulan"),
                required=False,
                choices=[("", "—"), *choices],
                error_messages={"invalid_choice": _("Pilih bulan antara bulan pertama dan terakhir.")},
            )
            self.fields[f"telat{row}_hari"] = DayField(label=_("Dibayar tanggal"), required=False, wrong=_DAY)

    def late_rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """The questions about payments made later, a month and a day each."""
        for row in range(1, LATE_ROWS + 1):
            yield self[f"telat{row}_bulan"], self[f"telat{row}_hari"]

    @property
    def has_late(self) -> bool:
        """Whether something was said of later payments."""
        return any(its.value() or paid_on.value() or its.errors or paid_on.errors for its, paid_on in self.late_rows())

    def _paid_range(self) -> list[Month]:
        """The months between first and last, as far as they can be read before anything is judged."""
        if not self.is_bound:
            return []
        found = []
        for name in ("awal", "akhir"):
            said = self.fields[name].widget.value_from_datadict(self.data, self.files, name)
            try:
                found.append(self.fields[name].clean(said))
            except ValidationError:
                return []
        first, last = found
        if first is None or last is None or not 0 <= last.number - first.number < PAID_MONTHS_MOST:
            return []
        return [first.plus(place) for place in range(last.number - first.number + 1)]

    def clean_pada(self) -> date:
        on: date = self.cleaned_data["pada"]
        if on < self._begins:
            raise ValidationError(
                _("Belum ada JKK dan JKM bagi pekerja mandiri sebelum %(begins)s. Pilih hari itu atau sesudahnya.")
                % {"begins": day(self._begins)}
            )
        return on

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        first, last = said.get("awal"), said.get("akhir")
        if "awal" in said and "akhir" in said and (first is None) != (last is None):
            self.add_error(
                "akhir" if last is None else "awal", _("Isi bulan pertama dan bulan terakhir, atau kosongkan keduanya.")
            )
        if first and first < Month.of(self._begins):
            self.add_error(
                "awal",
                _("Bulan pertama yang dapat dihitung adalah %(begins)s.") % {"begins": month(Month.of(self._begins))},
            )
        if first and last and last < first:
            self.add_error("akhir", _("Bulan terakhir terletak sebelum bulan pertama. Tukar keduanya."))
        if first and last and last.number - first.number >= PAID_MONTHS_MOST:
            self.add_error("akhir", _("Paling banyak 240 bulan sekaligus. Pilih bulan pertama yang lebih akhir."))
        self._clean_late_rows(said)
        return said

    def _clean_late_rows(self, said: dict[str, Any]) -> None:
        for row in range(1, LATE_ROWS + 1):
            its, paid_on = said.get(f"telat{row}_bulan"), said.get(f"telat{row}_hari")
            if its and paid_on is None and f"telat{row}_hari" in said:
                self.add_error(f"telat{row}_hari", _("Isi tanggal bulan ini dibayar, atau kosongkan bulannya."))
            if paid_on and not its and f"telat{row}_bulan" in said:
                self.add_error(f"telat{row}_bulan", _("Pilih bulan yang dibayar pada tanggal ini."))
            if paid_on and paid_on < self._begins:
                self.add_error(f"telat{row}_hari", _("Periksa tahunnya: tanggal ini terlalu awal."))

    def question(self) -> CoverQuestion:
        said = self.cleaned_data
        registered_on = said["terdaftar"]
        late = {
            said[f"telat{row}_bulan"]: said[f"telat{row}_hari"]
            for row in range(1, LATE_ROWS + 1)
            if said[f"telat{row}_bulan"]
        }
        payments = tuple(
            Payment(month=its, paid_on=late.get(str(its)) or presumed_day(month=its, registered_on=registered_on))
            for its in self.paid_range
            if str(its) not in said["kecuali"]
        )
        return CoverQuestion(membership=Membership(registered_on=registered_on, payments=payments), on=said["pada"])
