"""What is refused of bills and their codes: each text is a sentence for whoever asked, with what to do next."""

from datetime import date

from payung.contributions.rules.refusals import NotFound, Refused, WordsMissing
from payung.shared.dates import Month, day_text
from payung.shared.money import grouped


class TermDoesNotFit(Refused):
    """The month is none of the programme, or there is no agreement that says how long a term is."""


class NobodyOwes(Refused):
    """No month of the term is owed by anybody."""


class MoneyMissing(Refused):
    """The fund has less bound money than the bill needs."""


class VervalMissing(Refused):
    """The desa were not asked about this term, and nobody said why."""


class CodeDoesNotFit(Refused):
    """Heads, sum, days or number of a kode iuran are not the bill's."""


class BillInPayment(Refused):
    """Money for it is on its way."""


def bill_not_found() -> NotFound:
    return NotFound("Tagihan ini tidak ada di kabupaten Anda. Pilih dari daftar tagihan.")


def fund_not_found() -> NotFound:
    return NotFound("Sumber dana ini bukan milik program ini. Pilih sumber dana dari daftar.")


def programme_not_found() -> NotFound:
    return NotFound("Program ini tidak ada di kabupaten Anda. Pilih dari daftar program.")


def because_missing() -> WordsMissing:
    return WordsMissing("Alasannya belum ditulis. Tulis dalam satu kalimat mengapa ini dilakukan.")


def no_agreement() -> TermDoesNotFit:
    return TermDoesNotFit(
        "PKS dengan BPJS belum dicatat, jadi panjang terminnya belum diketahui. Catat PKS di halaman program."
    )


def month_outside(*, month: Month, first: Month, last: Month) -> TermDoesNotFit:
    return TermDoesNotFit(
        f"{month.text} di luar masa program. Pilih bulan dari {first.text} sampai dengan {last.text}."
    )


def nobody_owes(*, term: str, number: int | None) -> NobodyOwes:
    if number is not None:
        return NobodyOwes(
            f"Semua bulan {term} untuk sumber dana ini sudah ditagih, terakhir dalam tagihan {number}. Buka tagihan itu."
        )
    return NobodyOwes(
        f"Belum ada peserta yang iurannya perlu ditagih untuk {term}. "
        "Terapkan dahulu jawaban BPJS, atau lepaskan peserta yang ditahan."
    )


def money_missing(*, needed_rp: int, there_rp: int) -> MoneyMissing:
    return MoneyMissing(
        f"Tagihan ini Rp{grouped(needed_rp)}, sedangkan komitmen sumber dana ini yang belum ditagih "
        f"Rp{grouped(there_rp)}. Naikkan pagunya lewat perubahan APBD, atau tagih bulan yang lebih sedikit."
    )


def verval_missing(*, month: Month) -> VervalMissing:
    return VervalMissing(
        f"Desa belum dimintai verval untuk {month.text}. Mulai verval dahulu, atau tulis mengapa ditagih tanpa verval."
    )


def code_missing() -> CodeDoesNotFit:
    return CodeDoesNotFit("Kode iurannya belum ditulis. Salin dari jawaban BPJS.")


def code_used(code: str) -> CodeDoesNotFit:
    return CodeDoesNotFit(f"Kode iuran {code} sudah dicatat pada tagihan lain. Periksa kodenya di jawaban BPJS.")


def code_differs(*, heads: int, amount_rp: int, our_heads: int, our_rp: int) -> CodeDoesNotFit:
    return CodeDoesNotFit(
        f"Kode iuran ini untuk {grouped(heads)} orang, Rp{grouped(amount_rp)}; tagihan kita {grouped(our_heads)} orang, "
        f"Rp{grouped(our_rp)}. Minta kode yang sesuai ke BPJS, atau batalkan tagihan ini dan susun lagi."
    )


def code_days(*, issued: date, expires: date) -> CodeDoesNotFit:
    return CodeDoesNotFit(
        f"Kode terbit {day_text(issued)} tetapi berakhir {day_text(expires)}. Periksa kedua tanggalnya."
    )


def code_ahead(day: date) -> CodeDoesNotFit:
    return CodeDoesNotFit(f"{day_text(day)} belum tiba. Periksa tanggal terbit kode iurannya.")


def in_payment(spp: str) -> BillInPayment:
    return BillInPayment(
        f"Tagihan ini ada dalam SPP {spp}. Tarik dahulu SPP itu, lalu lakukan langkah ini sekali lagi."
    )
