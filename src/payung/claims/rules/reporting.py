"""What somebody tells of an accident, a death or a loss, and what of it cannot be so."""

from dataclasses import dataclass
from datetime import date, datetime, time

from payung.claims.rules.refusals import DayDoesNotFit, Refused
from payung.claims.rules.told import Reporter
from payung.claims.states import EventKind
from payung.shared.dates import day_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """Three answers, and whatever else is known. `told_at` None: just now."""

    kind: EventKind
    told_name: str
    event_date: date | None
    reporter: Reporter
    person_id: int | None = None
    reporter_name: str = ""
    reporter_phone: str = ""
    told_kpj: str = ""
    desa_code: str = ""
    event_time: time | None = None
    place_text: str = ""
    doing: str = ""
    note: str = ""
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """An event that is to have its claim. `reported_by` is who wrote it down, as an actor's key."""

    kind: EventKind
    person_id: int
    membership_id: int | None
    event_date: date
    told_at: datetime
    reported_by: str
    death_date: date | None = None
    event_time: time | None = None
    place_text: str = ""
    doing: str = ""


class NotOurs(Refused):
    """Nobody of the programme, or not yet on that day."""


class Settled(Refused):
    """The report was dealt with already."""


def refuse_day(*, event_date: date | None, today: date) -> None:
    """An event lies in the past. Raises DayDoesNotFit."""
    if event_date and event_date > today:
        raise DayDoesNotFit(f"Tanggal kejadian {day_text(event_date)} belum tiba. Periksa lagi tanggalnya.")


def refuse_before_birth(*, event_date: date, birth_date: date, name: str) -> None:
    """Nothing happens to somebody before they are born. Raises DayDoesNotFit."""
    if event_date < birth_date:
        raise DayDoesNotFit(
            f"Tanggal kejadian {day_text(event_date)} mendahului hari lahir {name}, {day_text(birth_date)}. "
            "Periksa lagi tanggalnya, atau pilih orang lain."
        )


def refuse_before_registration(*, event_date: date, registered_date: date | None, name: str) -> None:
    """Cover begins with registration at the earliest (law.md §2.3). Raises NotOurs; the report stays."""
    if registered_date is None:
        raise NotOurs(
            f"{name} belum pernah didaftarkan melalui program ini, jadi belum ada yang dapat diklaim. Laporan ini tetap "
            "tersimpan. Pilih orang lain bila bukan dia, atau sisihkan laporannya dengan alasannya."
        )
    if event_date < registered_date:
        raise NotOurs(
            f"{name} terdaftar di BPJS sejak {day_text(registered_date)}, sesudah kejadian {day_text(event_date)}, jadi belum "
            "ada yang dapat diklaim. Kabarnya tetap tersimpan. Periksa lagi tanggalnya, atau sisihkan dengan alasannya."
        )


def report_not_found() -> Refused:
    return Refused("Laporan ini tidak ada di wilayah Anda. Buka lagi daftar laporan dan pilih dari sana.")


def person_not_found() -> Refused:
    return Refused("Orang ini tidak ada di wilayah Anda. Cari lagi dengan nama, KPJ atau NIK-nya.")


def person_missing() -> Refused:
    return Refused("Belum dipilih siapa orangnya. Cari dan pilih dahulu, lalu buka klaimnya.")


def day_missing() -> DayDoesNotFit:
    return DayDoesNotFit("Tanggal kejadiannya belum diketahui. Tanyakan kepada pelapor, lalu isi dan buka klaimnya.")


def death_day_missing() -> DayDoesNotFit:
    return DayDoesNotFit("Tanggal meninggalnya belum diketahui. Tanyakan kepada desa atau keluarga, lalu isi di sini.")


def nobody_told(*, name: str) -> Refused:
    return Refused(
        f"Belum ada kabar bahwa {name} meninggal. Catat dahulu laporannya, lalu buka klaimnya dari laporan itu."
    )


def name_missing() -> Refused:
    return Refused("Nama orangnya belum ditulis. Tulis seperti yang diceritakan; orangnya dicari sesudah ini.")


def has_claim() -> Settled:
    return Settled("Laporan ini sudah menjadi klaim. Buka klaimnya untuk melanjutkan.")


def was_set_aside() -> Settled:
    return Settled("Laporan ini sudah disisihkan. Ambil kembali dahulu bila ternyata benar.")


def claim_withdrawn() -> Refused:
    return Refused("Klaim itu sudah ditarik. Pulihkan dahulu klaimnya, atau buka klaim baru dari laporan ini.")


def another_person() -> Refused:
    return Refused("Klaim itu milik orang lain. Pilih klaim dari orang yang dilaporkan.")


def told_before_event() -> DayDoesNotFit:
    return DayDoesNotFit("Hari pemberitahuannya mendahului kejadian atau belum tiba. Periksa lagi tanggalnya.")
