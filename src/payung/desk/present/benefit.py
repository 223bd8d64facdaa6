"""What a case of benefit comes to, ready to be printed: the sum first, then every line with its formula and source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import day, rupiah
from payung.law.rules.benefit.case import BenefitAnswer, Level, LineCode

LINES: Mapping[LineCode, str | Promise] = {
    LineCode.JKK_DEATH_GRANT: gettext_lazy("Santunan kematian karena kecelakaan kerja"),
    LineCode.JKK_TOTAL_DISABILITY: gettext_lazy("Santunan cacat total tetap"),
    LineCode.JKK_PARTIAL_DISABILITY: gettext_lazy("Santunan cacat sebagian anatomis"),
    LineCode.JKK_FUNCTIONAL_DISABILITY: gettext_lazy("Santunan cacat sebagian fungsi"),
    LineCode.JKK_PERIODIC: gettext_lazy("Santunan berkala JKK, dibayar sekaligus"),
    LineCode.STMB: gettext_lazy("Santunan sementara tidak mampu bekerja"),
    LineCode.TRANSPORT: gettext_lazy("Biaya pengangkutan"),
    LineCode.MEDICAL: gettext_lazy("Pengobatan dan perawatan"),
    LineCode.HOME_CARE: gettext_lazy("Perawatan di rumah"),
    LineCode.DENTURE: gettext_lazy("Gigi tiruan"),
    LineCode.HEARING_AID: gettext_lazy("Alat bantu dengar"),
    LineCode.GLASSES: gettext_lazy("Kacamata"),
    LineCode.PROSTHESIS: gettext_lazy("Alat bantu atau alat ganti anggota tubuh"),
    LineCode.JKM_DEATH_GRANT: gettext_lazy("Santunan kematian"),
    LineCode.JKM_PERIODIC: gettext_lazy("Santunan berkala JKM, dibayar sekaligus"),
    LineCode.FUNERAL: gettext_lazy("Biaya pemakaman"),
    LineCode.SCHOLARSHIP: gettext_lazy("Beasiswa anak"),
    LineCode.LATE_COMPENSATION: gettext_lazy("Ganti rugi keterlambatan"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitLineShown:
    name: str
    formula: str
    source: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShown:
    due: str
    child: str
    level: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitShown:
    """`for_a_person` are the sentences that wait for a decision; `notes` all others."""

    headline: str
    beneath: str
    regime: str
    lines: Sequence[BenefitLineShown]
    total: str
    years: Sequence[YearShown]
    years_total: str
    for_a_person: Sequence[str]
    notes: Sequence[str]
    law: str


def benefit(answer: BenefitAnswer) -> BenefitShown:
    """What the case owes now and in the years to come, and what a person decides."""
    return BenefitShown(
        headline=_("Manfaat yang menjadi hak: %(sum)s") % {"sum": rupiah(answer.total_now_rp)},
        beneath=_beneath(answer),
        regime=answer.regime,
        lines=[
            BenefitLineShown(
                name=str(LINES[line.code]),
                formula=line.formula,
                source=line.source,
                amount=rupiah(line.amount_rp),
            )
            for line in answer.lines
        ],
        total=rupiah(answer.total_now_rp),
        years=[
            YearShown(
                due=day(year.due_date),
                child=_("Anak ke-%(n)s") % {"n": year.child + 1},
                level=str(_("Perguruan tinggi") if year.level is Level.PT else year.level.name),
                amount=rupiah(year.amount_rp),
            )
            for year in answer.scholarship_schedule
        ],
        years_total=rupiah(answer.scholarship_total_rp),
        for_a_person=answer.for_a_person,
        notes=[note for note in answer.notes if note not in answer.for_a_person],
        law=answer.law[:12],
    )


def _beneath(answer: BenefitAnswer) -> str:
    """What the sum does not say by itself."""
    if not answer.lines:
        return _("Tidak ada yang dapat dihitung. Alasannya ada di bawah.")
    first_rp = sum(line.amount_rp for line in answer.lines if line.code is LineCode.SCHOLARSHIP)
    later_rp = answer.scholarship_total_rp - first_rp
    if later_rp > 0:
        return _("Dibayar sekarang. Beasiswa tahun-tahun berikutnya: %(sum)s.") % {"sum": rupiah(later_rp)}
    return ""
