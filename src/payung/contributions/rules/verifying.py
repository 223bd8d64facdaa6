"""What a desa may say of its members before a bill, what is counted of it, and what is refused. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from payung.contributions.rules.refusals import NotFound, Refused, WordsMissing
from payung.contributions.states import VervalAnswer
from payung.membership.states import State
from payung.shared.dates import Month, day_text

LINK_DAYS = 7  # a link made anew after the due date holds so long


class RoundClosed(Refused):
    """The round is over, or the link of the desa is."""


class RoundDoesNotFit(Refused):
    """The term, the day or the members do not make a round."""


class SaidDoesNotFit(Refused):
    """What was said of somebody cannot be kept so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a desa says of one of its members. A death has its day; of others it may not be known."""

    membership_id: int
    answer: VervalAnswer
    happened_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What is handed to one desa. The token is shown once and kept nowhere."""

    desa_id: int
    desa_code: str
    token: str
    members: int
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A round that stands. `links` is empty where the request came a second time: they were shown then."""

    round_id: int
    links: Sequence[Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Of how many members of a fund the desas were asked, and how many they said to be alive and working."""

    round_id: int | None
    asked: int
    confirmed: int
    silent_desas: tuple[str, ...]  # codes of desas that have not answered


class Follow(Enum):
    """What a desa's word does to the membership."""

    NOTHING = auto()
    HOLD = auto()
    RELEASE = auto()


def follows(*, answer: VervalAnswer, holds: bool, state: State) -> Follow:
    """What the answer does, where `holds` says that an earlier answer of this round holds the membership.

    Source: domain/law.md §0.8 and issue 4: a death or move holds the next due until somebody decides.   Unit: -.
    Edge:   a hold that others placed stands: that the desa says `working` is then a proposal for the office.
    """
    if answer is VervalAnswer.WORKING:
        return Follow.RELEASE if holds and state is State.HELD else Follow.NOTHING
    return Follow.NOTHING if state is State.ENDED else Follow.HOLD


def holds_after(*, answer: VervalAnswer, holds: bool, state: State) -> bool:
    """Whether it is then this round's answer that holds it: a membership that ran before, or was held by it already."""
    return answer is not VervalAnswer.WORKING and (holds or state is State.RUNNING)


def term_of(*, first_month: Month, months: int, last_of_programme: Month) -> Month:
    """The last month of a term that begins so; a programme's last term may be shorter."""
    return min(first_month.plus(months - 1), last_of_programme)


def link_until(*, due_date: date, today: date) -> date:
    """The last day of a link: the day until which answers are wanted, or a week for one made anew later."""
    return max(due_date, today + timedelta(days=LINK_DAYS)) if due_date < today else due_date


def checked(said: Said, *, today: date) -> Said:
    """The same in one line of words. Raises SaidDoesNotFit for a day that is lacking or has not come."""
    if said.answer is VervalAnswer.WORKING:
        return Said(membership_id=said.membership_id, answer=said.answer)
    if said.answer is VervalAnswer.DIED and said.happened_on is None:
        raise SaidDoesNotFit(
            "Tanggal meninggalnya belum diisi. Isi tanggalnya; bila tidak pasti, tanyakan keluarganya."
        )
    if said.happened_on and said.happened_on > today:
        raise SaidDoesNotFit(f"Tanggal {day_text(said.happened_on)} belum tiba. Periksa tanggal kejadiannya.")
    return Said(
        membership_id=said.membership_id,
        answer=said.answer,
        happened_on=said.happened_on,
        note=" ".join(said.note.split())[:200],
    )


def said_of_one_twice(said: Sequence[Said]) -> bool:
    return len({one.membership_id for one in said}) < len(said)


def no_round() -> NotFound:
    return NotFound("Putaran verval ini tidak ada di wilayah Anda. Buka halaman Verval dan pilih dari sana.")


def no_such_link() -> NotFound:
    return NotFound("Tautan ini tidak berlaku lagi. Mintalah tautan baru kepada dinas.")


def not_a_member() -> NotFound:
    return NotFound("Orang ini tidak ada dalam daftar desa Anda. Buka kembali daftarnya dan pilih dari sana.")


def twice() -> SaidDoesNotFit:
    return SaidDoesNotFit("Satu orang disebut dua kali. Sisakan satu keterangan untuk tiap orang.")


def round_closed() -> RoundClosed:
    return RoundClosed("Putaran verval ini sudah ditutup. Sampaikan perubahannya langsung kepada dinas.")


def link_over() -> RoundClosed:
    return RoundClosed("Masa tautan ini sudah lewat. Mintalah tautan baru kepada dinas.")


def round_open(first_month: Month) -> RoundDoesNotFit:
    return RoundDoesNotFit(
        f"Verval untuk termin {first_month.text} masih terbuka. Tutup dahulu, lalu buka putaran berikutnya."
    )


def no_agreement() -> RoundDoesNotFit:
    return RoundDoesNotFit("PKS program ini belum dicatat, jadi panjang termin belum diketahui. Catat PKS-nya dahulu.")


def month_outside(month: Month) -> RoundDoesNotFit:
    return RoundDoesNotFit(f"{month.text} berada di luar masa program. Pilih bulan pertama termin di dalam masanya.")


def day_gone(day: date) -> RoundDoesNotFit:
    return RoundDoesNotFit(f"Batas waktu {day_text(day)} sudah lewat. Pilih hari ini atau sesudahnya.")


def nobody_to_ask() -> RoundDoesNotFit:
    return RoundDoesNotFit(
        "Tidak ada peserta yang berjalan pada termin itu. Daftarkan peserta ke BPJS dan catat jawabannya dahulu."
    )


def name_missing() -> WordsMissing:
    return WordsMissing("Tulis nama Anda, agar dinas tahu siapa yang menjawab untuk desa.")


def no_minutes() -> RoundDoesNotFit:
    return RoundDoesNotFit(
        "Berita acara desa ini belum ada. Unggah pindaian yang ditandatangani, lalu akhiri kepesertaannya."
    )


def not_answered() -> RoundDoesNotFit:
    return RoundDoesNotFit("Desa ini belum menjawab. Catat jawabannya dahulu, lewat tautan atau kertas.")


def nothing_to_end() -> RoundDoesNotFit:
    return RoundDoesNotFit(
        "Jawaban desa tidak menahan semua orang ini, atau kepesertaannya sudah berakhir. Muat ulang halamannya dan pilih lagi."
    )


def held_for_claim() -> RoundDoesNotFit:
    return RoundDoesNotFit(
        "Ada yang ditahan karena klaim atau daftar meninggal. Petugas klaim yang memastikannya: buka klaim atau baris "
        "daftarnya, dan catat di sana bahwa orangnya masih hidup. Pilih yang lain di sini."
    )


def nothing_to_release() -> RoundDoesNotFit:
    return RoundDoesNotFit(
        "Tidak semua orang ini tertahan dan disebut masih bekerja oleh desa. Muat ulang halamannya dan pilih lagi."
    )
