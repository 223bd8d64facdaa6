"""Cover in the sentence that answers the page's question first, and what memberships add to the law's explanation."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from payung.law.present.cover import CoverAnswer
from payung.law.rules.receipts import Payment
from payung.membership.rules.covering import Spell, closed_from
from payung.membership.rules.words import ENDS, HOLDS
from payung.membership.states import HoldReason
from payung.shared.dates import Month, day_text


def last_day(month: Month) -> date:
    return date(month.year, month.month, monthrange(month.year, month.month)[1])


def headline(*, answer: CoverAnswer, paid_through: Month | None, registered: date | None, on: date) -> str:
    """`Terlindungi s.d. 31 Januari 2027`."""
    if registered is None:
        return "Belum terlindungi: belum pernah terdaftar"
    if answer.status == "not_started" or paid_through is None:
        if on < registered:
            return f"Belum terlindungi pada {day_text(on)}: terdaftar baru {day_text(registered)}"
        return "Belum terlindungi: terdaftar, tetapi iuran pertama belum diterima BPJS"
    if answer.status == "active":
        if paid_through >= Month.of(on):
            return f"Terlindungi s.d. {day_text(last_day(paid_through))}"
        return f"Terlindungi pada {day_text(on)}, tetapi iuran {Month.of(on).text} belum diterima BPJS"
    since = paid_through.plus(1).text
    if answer.status == "unpaid":
        return f"Perlu keputusan petugas: menunggak {answer.unpaid_months} bulan sejak {since}"
    return f"Tidak terlindungi: menunggak {answer.unpaid_months} bulan sejak {since}"


def closed_headline(spell: Spell) -> str:
    """Of a cover that an end has closed."""
    day = _closed_day(spell)
    return f"Tidak terlindungi sejak {day_text(day)}: {_why(spell)}"


def closed_sentence(spell: Spell) -> str:
    return (
        f"Kepesertaan berakhir karena {_why(spell)}"
        f"{f' ({day_text(spell.ended_date)})' if spell.ended_date else ''}; "
        f"bulan terakhir yang menjadi kewajiban: {spell.owed_through.text}."
    )


def held_sentence(reason: HoldReason) -> str:
    return f"Peserta {HOLDS[reason]}: iuran berikutnya ditahan sampai desa memastikannya."


def not_owed_sentence(payments: Sequence[Payment]) -> str:
    """Months that were paid although no membership owes them."""
    months = ", ".join(f"{one.month.text} (dibayar {day_text(one.paid_on)})" for one in payments)
    return f"Tidak dihitung karena kepesertaannya sudah berakhir: {months}."


def _why(spell: Spell) -> str:
    return ENDS[spell.end_reason] if spell.end_reason else ""


def _closed_day(spell: Spell) -> date:
    day = closed_from(end_reason=spell.end_reason, ended_date=spell.ended_date, owed_through=spell.owed_through)
    return day or spell.owed_through.plus(1).first_day
