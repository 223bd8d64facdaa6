"""What the calculator of benefits asks. A case is read as `payung benefit` reads it, so that both refuse the same.

Two things are asked to be mended here that the command answers with a note: a child that is too old for a scholarship,
and a partial disability of no part of the body.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField, SumField, Words
from payung.accounts.wording import day
from payung.desk.forms.benefit_fields import (
    CHILD_NAMES,
    DAYS_MOST,
    LOSS_NAMES,
    MONTHS_MOST,
    NO_DAY,
    ROWS,
    NumberField,
    child_row,
    choice,
    cost,
    count,
    loss_row,
)
from payung.law.benefit_questions import benefit_question
from payung.law.dated import Law
from payung.law.rules.benefit.case import Case
from payung.shared.dates import age_on
from payung.shared.problems import Problem

COSTS: Mapping[str, str] = {
    "darat": "land",
    "laut": "sea",
    "udara": "air",
}
AIDS: Mapping[str, str] = {
    "gigi": "denture",
    "dengar": "hearing_aid",
    "kacamata": "glasses",
    "anggota_tubuh": "prosthesis",
}
NAMES: Mapping[str, str] = {  # of the case, and of the question that a problem is told beside
    "event_date": "kejadian",
    "base_income_rp": "dasar",
    "membership.registered_on": "terdaftar",
    "months_unable": "tak_mampu",
}
SENTENCES: Mapping[str, Words] = {
    "EVENT_BEFORE_REGISTRATION": _("Kejadian ini sebelum tanggal terdaftar. Periksa kedua tanggalnya."),
    "DATE_BEFORE_LAW": _(
        "Belum ada JKK dan JKM bagi pekerja mandiri sebelum %(begins)s. Pilih hari itu atau sesudahnya."
    ),
    "BIRTH_AFTER_EVENT": _("Anak ini lahir sesudah kejadian. Periksa tanggalnya; haknya diputuskan petugas."),
    "PERCENT_OVER_100": _("Paling banyak 100 persen, atau 10 puluhan."),
    "PERCENT_OUTSIDE_ROW": _("Angka ini tidak sesuai dengan tabel cacat. Kosongkan bila dokter tidak menyebut angka."),
    "UNITS_NOT_COUNTED": _("Bagian ini tidak dihitung per sepuluh. Kosongkan; tulis setiap jari di baris sendiri."),
    "table_percent": _("Isi angka dokter: untuk bagian ini tabel menyebut batas, bukan satu angka."),
    "units": _("Isi banyaknya puluhan penuh, misalnya 2 untuk 20 sampai 29."),
}


class BenefitForm(forms.Form):
    """One accident or death, the membership on that day, and what it cost. Opened, it holds an example that can be asked."""

    penyebab = choice(
        _("Penyebab"),
        [("work", _("Kecelakaan kerja, juga di jalan ke dan dari tempat kerja")), ("other", _("Bukan karena kerja"))],
        initial="work",
        widget=forms.RadioSelect,
    )
    hasil = choice(
        _("Hasilnya"),
        [
            ("death", _("Meninggal")),
            ("total_disability", _("Cacat total tetap")),
            ("partial_disability", _("Cacat sebagian")),
            ("recovered", _("Sembuh")),
            ("treated", _("Masih dirawat")),
        ],
        initial="death",
    )
    kejadian = DayField(label=_("Tanggal kejadian"), help_text=_("Hari kecelakaan atau hari meninggal."), wrong=NO_DAY)
    dasar = SumField(
        label=_("Dasar penghasilan"),
        help_text=_("Yang dipakai untuk iuran, dalam rupiah."),
        initial="1.000.000",
        wrong=_("Isi penghasilan dalam rupiah tanpa huruf, misalnya 1.000.000."),
    )
    terdaftar = DayField(label=_("Terdaftar sejak"), help_text=_("Misalnya 31/12/2025."), wrong=NO_DAY)
    bulan_iuran = count(_("Bulan iuran yang dibayar"), most=MONTHS_MOST, initial=12)
    status = choice(
        _("Perlindungan pada hari itu"),
        [
            ("active", _("Aktif")),
            ("unpaid", _("Ada bulan yang belum dibayar")),
            ("lapsed", _("Sudah berhenti")),
            ("not_started", _("Belum mulai")),
        ],
        initial="active",
    )
    peserta_lain = count(_("Kepesertaan lain yang juga dibayar"), most=20, required=False)
    waris = choice(
        _("Ahli waris"),
        [("ada", _("Ada")), ("tidak", _("Tidak ada"))],
        initial="ada",
        widget=forms.RadioSelect,
    )
    tak_mampu = NumberField(label=_("Bulan tidak mampu bekerja"), help_text=_("Hari dibagi 30, misalnya 1,5."))
    tangan = choice(
        _("Tangan yang dipakai bekerja"),
        [("right", _("Kanan")), ("left", _("Kiri (kidal)"))],
        initial="right",
        widget=forms.RadioSelect,
    )
    darat = cost(_("Angkutan darat atau sungai"))
    laut = cost(_("Angkutan laut"))
    udara = cost(_("Angkutan udara"))
    pengobatan = cost(_("Pengobatan dan perawatan"))
    di_rumah = cost(_("Perawatan di rumah"))
    gigi = cost(_("Gigi tiruan"))
    dengar = cost(_("Alat bantu dengar"))
    kacamata = cost(_("Kacamata"))
    anggota_tubuh = cost(_("Alat bantu atau alat ganti anggota tubuh"))
    terlambat = count(_("Hari terlambat dibayar BPJS"), most=DAYS_MOST, required=False)

    def __init__(self, data: QueryDict | None = None, *, law: Law) -> None:
        super().__init__(data, label_suffix="")
        self._law = law
        self._case: Case | None = None
        today = timezone.localdate()
        self.fields["kejadian"].initial = today
        self.fields["terdaftar"].initial = today.replace(year=today.year - 1, day=1)
        for row in ROWS:
            self.fields |= loss_row(row) | child_row(row)

    def loss_rows(self) -> Iterator[list[forms.BoundField]]:
        return (self._row("cacat", row, LOSS_NAMES) for row in ROWS)

    def child_rows(self) -> Iterator[list[forms.BoundField]]:
        return (self._row("anak", row, CHILD_NAMES) for row in ROWS)

    def _row(self, kind: str, row: int, names: Mapping[str, str]) -> list[forms.BoundField]:
        return [self[f"{kind}{row}_{name}"] for name in names.values()]

    def costs(self) -> list[forms.BoundField]:
        """The questions about sums that were paid."""
        return [self[name] for name in (*COSTS, "pengobatan", "di_rumah", *AIDS)]

    @property
    def has_losses(self) -> bool:
        return any(_filled(row) for row in self.loss_rows())

    @property
    def has_children(self) -> bool:
        return any(_filled(row) for row in self.child_rows())

    @property
    def has_costs(self) -> bool:
        return _filled([self["tak_mampu"], *self.costs()])

    @property
    def has_more(self) -> bool:
        return _filled([self["peserta_lain"], self["terlambat"]])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        self._see_rows(said)
        if said.get("hasil") == "partial_disability" and not any(said.get(f"cacat{row}_bagian") for row in ROWS):
            self.add_error("cacat1_bagian", _("Pilih bagian tubuh yang cacat, karena hasilnya cacat sebagian."))
        self._read(said)
        return said

    def _see_rows(self, said: dict[str, Any]) -> None:
        """A row that is begun is filled: the part of a loss, and the level and years of a child."""
        for row in ROWS:
            if not said.get(f"cacat{row}_bagian") and _any(said, "cacat", row, LOSS_NAMES):
                self.add_error(f"cacat{row}_bagian", _("Pilih bagian tubuhnya, atau kosongkan baris ini."))
            if not _any(said, "anak", row, CHILD_NAMES):
                continue
            if not said.get(f"anak{row}_jenjang"):
                self.add_error(f"anak{row}_jenjang", _("Pilih jenjangnya, atau kosongkan baris ini."))
            if said.get(f"anak{row}_sisa") is None and f"anak{row}_sisa" in said:
                self.add_error(f"anak{row}_sisa", _("Isi sisa tahun di jenjang ini, misalnya 4."))
            self._see_age(said, row)

    def _see_age(self, said: dict[str, Any], row: int) -> None:
        born, event_date = said.get(f"anak{row}_lahir"), said.get("kejadian")
        if not born or not event_date or event_date < self._law.begins("scholarship_age_below"):
            return
        age_below = self._law.on(event_date).whole("scholarship_age_below")
        if age_on(birth_date=born, day=event_date) >= age_below:
            sentence = _(
                "Anak ini sudah %(age)s tahun pada %(on)s, dan beasiswa berhenti pada usia itu. Kosongkan barisnya."
            )
            self.add_error(f"anak{row}_lahir", sentence % {"age": age_below, "on": day(event_date)})

    def _read(self, said: dict[str, Any]) -> None:
        """The case, or what keeps it from being one, also where other questions could not be read: all is told at once."""
        found = benefit_question(self._said_as_case(said), law=self._law)
        if isinstance(found, Case):
            self._case = found
            return
        incomplete = bool(self.errors)
        for problem in found:
            question = self._question_of(problem, said)
            if question not in self.errors and not (question is None and incomplete):
                self.add_error(question, self._sentence(problem))

    def _said_as_case(self, said: dict[str, Any]) -> dict[str, object]:
        """The answers in the shape of CONTRACTS `payung benefit`; None for what could not be read."""
        return {
            "cause": said.get("penyebab"),
            "outcome": said.get("hasil"),
            "event_date": _iso(said.get("kejadian")),
            "base_income_rp": said.get("dasar"),
            "membership": {
                "registered_on": _iso(said.get("terdaftar")),
                "months_paid": said.get("bulan_iuran"),
                "status": said.get("status"),
                "other_paid_memberships": said.get("peserta_lain"),
            },
            "transport": [{"mode": word, "cost_rp": said.get(name)} for name, word in COSTS.items() if said.get(name)],
            "medical_cost_rp": said.get("pengobatan"),
            "home_care_cost_rp": said.get("di_rumah"),
            "months_unable": said.get("tak_mampu"),
            "losses": [_loss(said, row) for row in _rows_filled(said, "cacat", "bagian")],
            "handedness": said.get("tangan"),
            "aids": [{"kind": word, "cost_rp": said.get(name)} for name, word in AIDS.items() if said.get(name)],
            "children": [_child(said, row) for row in _rows_filled(said, "anak", "jenjang")],
            "has_heirs": said.get("waris") == "ada",
            "days_paid_late": said.get("terlambat"),
        }

    def _question_of(self, problem: Problem, said: dict[str, Any]) -> str | None:
        """The question that a fact of the case came from; None tells it above all questions."""
        name = problem.where.field or ""
        if found := re.fullmatch(r"(losses|children)\[(\d+)\]\.(\w+)", name):
            kind, first, names = (
                ("cacat", "bagian", LOSS_NAMES) if found[1] == "losses" else ("anak", "jenjang", CHILD_NAMES)
            )
            return f"{kind}{_rows_filled(said, kind, first)[int(found[2])]}_{names[found[3]]}"
        return NAMES.get(name)

    def _sentence(self, problem: Problem) -> str:
        """In the words of this page; a sentence of the catalogue where the page has none of its own."""
        last = (problem.where.field or "").rpartition(".")[2]
        if sentence := SENTENCES.get(problem.code) or SENTENCES.get(last):
            return str(sentence) % {"begins": day(self._law.begins("regime"))}
        return f"{problem.message} {problem.remedy}"

    def case(self) -> Case:
        """The case of a form that is valid."""
        if self._case is None:
            raise ValueError("asked before it was seen to be valid")
        return self._case


def _loss(said: dict[str, Any], row: int) -> dict[str, object]:
    return {name: said.get(f"cacat{row}_{question}") for name, question in LOSS_NAMES.items()}


def _child(said: dict[str, Any], row: int) -> dict[str, object]:
    return {
        "level": said.get(f"anak{row}_jenjang"),
        "years_left_at_level": said.get(f"anak{row}_sisa"),
        "birth_date": _iso(said.get(f"anak{row}_lahir")),
    }


def _iso(day_: date | None) -> str | None:
    return None if day_ is None else day_.isoformat()


def _rows_filled(said: dict[str, Any], kind: str, first: str) -> list[int]:
    return [row for row in ROWS if said.get(f"{kind}{row}_{first}")]


def _any(said: dict[str, Any], kind: str, row: int, names: Mapping[str, str]) -> bool:
    return any(said.get(f"{kind}{row}_{name}") not in (None, "") for name in names.values())


def _filled(questions: list[forms.BoundField]) -> bool:
    return any(question.value() or question.errors for question in questions)
