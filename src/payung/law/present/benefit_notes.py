"""What must be told with the amounts of a case: why something is not owed, and what a person decides, with the reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from payung.law.dated import InForce
from payung.law.present.parts import PARTS
from payung.law.rules.benefit.case import Case, CaseOutcome, Cause, Hand, LineCode
from payung.law.rules.benefit.owed import Amount, LossUsed, Open, Owed, Scholarship
from payung.law.wording import percent_text
from payung.shared.dates import Month, day_text
from payung.shared.money import rupiah_text

STATUSES = {"not_started": "belum mulai", "lapsed": "sudah berhenti", "unpaid": "ada bulan yang belum dibayar"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sentence may speak of: the case, what it owes, and the law of cover on the day."""

    case: Case
    owed: Owed
    cover: InForce

    @property
    def day(self) -> str:
        return day_text(self.case.event_date)

    @property
    def pupils(self) -> Scholarship:
        """Of the sentences about scholarships only, which are told where one is asked about."""
        if self.owed.scholarship is None:
            raise ValueError("a note on scholarships without one")
        return self.owed.scholarship

    @property
    def losses(self) -> tuple[LossUsed, ...]:
        return tuple(loss for its in self.owed.disabilities for loss in its.losses)


def notes(told: Told) -> tuple[str, ...]:
    """Every sentence, in the order of the rule's flags; those for a person are among them."""
    sentences = [SENTENCES[its](told) for its in told.owed.open]
    return (*sentences, *_swapped(told), *_doubtful_facts(told))


def for_a_person(told: Told) -> tuple[str, ...]:
    """The sentences about what the sources leave open: each says what, and why a person decides."""
    return (*(SENTENCES[its](told) for its in told.owed.open if its.for_a_person), *_doubtful_facts(told))


def _not_active(told: Told) -> str:
    status = STATUSES[told.case.membership.status]
    return f"Tidak ada manfaat yang dihitung: pada {told.day} perlindungan tidak aktif ({status})."


def _unpaid_months(told: Told) -> str:
    return (
        f"Petugas yang memutuskan: pada {told.day} ada bulan iuran yang belum dibayar, dan sumber hukum belum sepakat "
        "apakah manfaat dibayar pada bulan-bulan itu. Tidak ada manfaat yang dihitung."
    )


def _not_from_work(_told: Told) -> str:
    return (
        "Tidak ada manfaat yang dihitung: penyebabnya bukan kecelakaan kerja dan peserta hidup. "
        "JKM hanya untuk kematian; pengobatannya urusan jaminan kesehatan."
    )


def _funeral_only(told: Told) -> str:
    entry = told.cover.entry("jkm_full_paid_months")
    return (
        f"Hanya biaya pemakaman: baru {told.case.membership.months_paid} bulan iuran, sedangkan JKM penuh memerlukan "
        f"{entry.value} bulan ({entry.regulation})."
    )


def _too_recent(told: Told) -> str:
    entry = told.cover.entry("jkm_full_membership_months")
    registered_on = told.case.membership.registered_on
    complete = Month.of(registered_on).plus(told.cover.whole("jkm_full_membership_months")).first_day
    return (
        f"Petugas yang memutuskan santunan selain biaya pemakaman: {told.case.membership.months_paid} bulan iuran sudah "
        f"cukup, tetapi {entry.value} bulan sejak pendaftaran {day_text(registered_on)} baru lengkap pada "
        f"{day_text(complete)} ({entry.regulation}), dan sumber hukum belum jelas apakah iuran di muka memendekkannya."
    )


def _two_memberships(told: Told) -> str:
    grants = [line for line in (*told.owed.lines, *told.owed.to_fund) if line.code is LineCode.JKM_DEATH_GRANT]
    counted = "Di sini hanya biaya pemakaman yang dihitung, sekali"
    if grants:
        twice = any(_times(line) > 1 for line in grants)
        counted = f"Santunan JKM di sini dihitung {'dua kali dan biaya pemakaman sekali' if twice else 'sekali'}"
    return (
        f"Petugas yang memutuskan: ada kepesertaan lain yang juga dibayar. {counted}; aturannya ditulis untuk dua "
        "pemberi kerja, dan belum jelas untuk peserta bukan penerima upah."
    )


def _two_at_work(_told: Told) -> str:
    return (
        "Petugas yang memutuskan: ada kepesertaan lain yang juga dibayar. Sumber hukum mengatur dua kepesertaan untuk JKM "
        "saja, bukan untuk kematian karena kerja; di sini dihitung sekali."
    )


def _no_heirs(told: Told) -> str:
    first = "Tanpa ahli waris hanya biaya pemakaman yang dibayar, kepada yang mengurus pemakaman."
    if not told.owed.to_fund:
        return first
    sums = ", ".join(f"{LINE_NAMES[line.code]} {rupiah_text(line.amount_rp)}" for line in told.owed.to_fund)
    total = rupiah_text(sum(line.amount_rp for line in told.owed.to_fund))
    return f"{first} Selebihnya, {total}, menjadi hak dana jaminan sosial: {sums}."


def _too_few_months(told: Told) -> str:
    return f"Tidak ada beasiswa JKM: {told.pupils.months_paid} bulan iuran dari {told.pupils.months_needed} bulan yang diperlukan."


def _too_old(told: Told) -> str:
    old = [
        f"anak ke-{place + 1}"
        for place, child in enumerate(told.case.children)
        if child.birth_date and any(its.child == place and not its.years for its in told.pupils.children)
    ]
    who = _and(old) or "seorang anak"
    return f"Tidak ada beasiswa untuk {who}: pada {told.day} usianya tidak lagi di bawah {told.pupils.age_below} tahun."


def _more_children(told: Told) -> str:
    paid = _and([f"ke-{its.child + 1}" for its in told.pupils.children if its.paid_for])
    why = "" if told.pupils.once else ", yang jumlah beasiswanya paling besar"
    return f"Beasiswa dibayar paling banyak untuk {told.pupils.children_at_most} anak; di sini anak {paid}{why}."


def _upper_bound(told: Told) -> str:
    unknown = _and([f"ke-{its.child + 1}" for its in told.pupils.children if its.paid_for and not its.birth_date_known])
    return (
        f"Jumlah beasiswa adalah batas atas: tanggal lahir anak {unknown} belum diketahui, dan beasiswa berhenti pada "
        f"usia {told.pupils.age_below} tahun."
    )


def _years_left(_told: Told) -> str:
    return (
        "Petugas yang memutuskan apakah tahun ajaran yang sedang berjalan termasuk sisa tahun beasiswa: sumber hukum "
        "belum menjawabnya. Di sini sisa tahun dihitung seperti yang diisi, paling banyak sepanjang jenjangnya."
    )


def _working_child(_told: Told) -> str:
    return (
        "Petugas yang memutuskan beasiswa bagi anak yang sudah bekerja: sejak Permenaker 1/2025 ia dapat tetap menerimanya "
        "dengan syarat, dan syarat itu belum dicocokkan dengan naskahnya."
    )


def _losses_not_counted(_told: Told) -> str:
    return "Cacat yang disebut tidak dihitung sendiri, karena hasil kasus ini bukan cacat sebagian."


def _sum_cap(told: Told) -> str:
    cut = sum(its.cut_percent for its in told.owed.disabilities)
    cap = told.owed.disabilities[0].cap_percent
    return (
        f"Petugas yang memutuskan: beberapa cacat bersama-sama melebihi {percent_text(cap)}, yaitu cacat total, dan dipotong "
        f"{percent_text(cut)}. Batas itu belum ditemukan tertulis untuk beberapa cacat sekaligus."
    )


def _range_row(told: Told) -> str:
    figures = _and([f"{PARTS[loss.row.part]} {percent_text(loss.percent)}" for loss in told.losses if loss.of_a_range])
    return (
        f"Petugas yang memutuskan: {figures} adalah angka dokter di antara batas tabel; lampirkan surat keterangannya."
    )


def _swapped(told: Told) -> tuple[str, ...]:
    if told.case.handedness is Hand.LEFT and any(loss.swapped for loss in told.losses):
        return ("Peserta kidal: baris tangan kanan dan kiri di tabel cacat ditukar.",)
    return ()


def _doubtful_facts(told: Told) -> tuple[str, ...]:
    """Facts that can be computed with, but under which a family would get less than it seems to be owed."""
    case, found = told.case, []
    if case.cause is not Cause.WORK or case.membership.status != "active":
        return ()
    if not case.base_income_rp:
        found.append("dasar penghasilan diisi 0, padahal tabel iuran tidak mengenalnya")
    if case.outcome is CaseOutcome.PARTIAL_DISABILITY and not case.losses:
        found.append("hasilnya cacat sebagian, tetapi bagian tubuhnya belum disebut, sehingga cacatnya belum dihitung")
    return tuple(f"Petugas yang memutuskan: {what}. Lengkapi dahulu." for what in found)


def _times(line: Amount) -> int:
    return getattr(line.parts, "times", 1)


def _and(words: list[str]) -> str:
    return " dan ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


LINE_NAMES: Mapping[LineCode, str] = MappingProxyType(
    {
        LineCode.JKK_DEATH_GRANT: "santunan kematian karena kecelakaan kerja",
        LineCode.JKK_TOTAL_DISABILITY: "santunan cacat total tetap",
        LineCode.JKK_PARTIAL_DISABILITY: "santunan cacat sebagian anatomis",
        LineCode.JKK_FUNCTIONAL_DISABILITY: "santunan cacat sebagian fungsi",
        LineCode.JKK_PERIODIC: "santunan berkala JKK",
        LineCode.STMB: "santunan sementara tidak mampu bekerja",
        LineCode.TRANSPORT: "biaya pengangkutan",
        LineCode.MEDICAL: "biaya pengobatan dan perawatan",
        LineCode.HOME_CARE: "perawatan di rumah",
        LineCode.DENTURE: "gigi tiruan",
        LineCode.HEARING_AID: "alat bantu dengar",
        LineCode.GLASSES: "kacamata",
        LineCode.PROSTHESIS: "alat bantu atau alat ganti anggota tubuh",
        LineCode.JKM_DEATH_GRANT: "santunan kematian",
        LineCode.JKM_PERIODIC: "santunan berkala JKM",
        LineCode.FUNERAL: "biaya pemakaman",
        LineCode.SCHOLARSHIP: "beasiswa anak",
        LineCode.LATE_COMPENSATION: "ganti rugi keterlambatan",
    }
)
SENTENCES: Mapping[Open, Callable[[Told], str]] = MappingProxyType(
    {
        Open.NOT_ACTIVE: _not_active,
        Open.UNPAID_MONTHS: _unpaid_months,
        Open.NOT_FROM_WORK: _not_from_work,
        Open.JKM_FUNERAL_ONLY: _funeral_only,
        Open.JKM_TOO_RECENT: _too_recent,
        Open.TWO_MEMBERSHIPS: _two_memberships,
        Open.TWO_MEMBERSHIPS_AT_WORK: _two_at_work,
        Open.NO_HEIRS: _no_heirs,
        Open.SCHOLARSHIP_TOO_FEW_MONTHS: _too_few_months,
        Open.SCHOLARSHIP_TOO_OLD: _too_old,
        Open.SCHOLARSHIP_MORE_CHILDREN: _more_children,
        Open.UPPER_BOUND_NO_BIRTH_DATE: _upper_bound,
        Open.SCHOLARSHIP_YEARS_LEFT: _years_left,
        Open.SCHOLARSHIP_WORKING_CHILD: _working_child,
        Open.LOSSES_NOT_COUNTED: _losses_not_counted,
        Open.SUM_CAP: _sum_cap,
        Open.RANGE_ROW: _range_row,
    }
)
