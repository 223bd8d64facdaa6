"""What is said to somebody who decides a line of a death list, where it cannot be so."""

from payung.claims.rules.refusals import Lacking, NotFound, Refused


def line_not_found() -> NotFound:
    return NotFound("Baris ini tidak ada di wilayah Anda. Buka lagi daftarnya dan pilih dari sana.")


def nobody_of_ours() -> Refused:
    return Refused(
        "Baris ini tidak menunjuk peserta mana pun. Bila Anda tahu siapa orangnya, catat sebagai laporan kejadian."
    )


def day_missing() -> Lacking:
    return Lacking(
        "Tanggal meninggalnya belum diketahui. Tanyakan kepada desa atau keluarga, lalu tulis tanggalnya; "
        "sampai itu ada, iurannya tetap ditahan."
    )


def decided_already() -> Refused:
    return Refused("Baris ini sudah diputuskan. Batalkan dahulu putusannya bila keliru.")


def nothing_to_take_back() -> Refused:
    return Refused("Belum ada putusan yang dapat dibatalkan pada baris ini.")


def ended_already() -> Refused:
    return Refused(
        "Meninggalnya sudah dipastikan dan kepesertaannya sudah berakhir. Batalkan kepastian itu dahulu di halaman klaimnya."
    )
