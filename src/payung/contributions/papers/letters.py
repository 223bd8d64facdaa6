"""The facts of the letters of a payment, and the letters themselves as Word."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings

from payung.contributions.queries.package import PackageFacts, VervalFacts
from payung.contributions.rules.package import Sums
from payung.contributions.states import DifferenceKind, VervalAnswer
from payung.gateways.letters import render_letter, shipped_letter
from payung.programmes import load as shipped
from payung.regions.load import gazetteer
from payung.shared.dates import Month, day_text
from payung.shared.money import grouped, rupiah_text
from payung.shared.words import number_words

OF_BILL = ("nota_dinas", "permohonan_iuran", "sptjm", "kuitansi", "ba_verval", "ba_rekonsiliasi")
INSURER = "Kantor Cabang BPJS Ketenagakerjaan"
# Papers are Indonesian whatever the page speaks, so these words are not translated.
ANSWERS: Mapping[VervalAnswer | None, str] = {
    VervalAnswer.WORKING: "Hidup dan bekerja",
    VervalAnswer.DIED: "Meninggal dunia",
    VervalAnswer.MOVED: "Pindah",
    VervalAnswer.WAGE_EARNER: "Menjadi pekerja penerima upah",
    VervalAnswer.NOT_FOUND: "Tidak ditemukan",
    None: "Belum dijawab",
}
DIFFERENCES: Mapping[DifferenceKind, str] = {
    DifferenceKind.NOT_BILLED: "Terdaftar, belum ditagih",
    DifferenceKind.BILLED_NOT_ACTIVE: "Ditagih, tidak aktif di BPJS",
    DifferenceKind.ACTIVE_NOT_BILLED: "Aktif di BPJS, tidak ditagih",
    DifferenceKind.OTHER_PAYER: "Dibayar pembayar lain",
    DifferenceKind.MONTHS_OVERLAP: "Bulan tumpang tindih",
    DifferenceKind.WRONG_NAME: "Nama berbeda",
    DifferenceKind.WRONG_NIK: "NIK berbeda",
    DifferenceKind.KPJ_CHANGED: "KPJ berubah",
    DifferenceKind.AMOUNT: "Jumlah rupiah berbeda",
}
_BY_TITLE = {
    "nota_dinas": "Pejabat Pelaksana Teknis Kegiatan",
    "surat_bendahara": "Pejabat Pelaksana Teknis Kegiatan",
}


def letter_of_bill(*, package: PackageFacts, name: str, compared: Mapping[str, Sums], today: date) -> bytes:
    """One of `OF_BILL` as .docx, for the office to finish."""
    return word(name=name, facts=facts_of_bill(package=package, name=name, compared=compared, today=today))


def word(*, name: str, facts: Mapping[str, object]) -> bytes:
    return render_letter(template=shipped_letter(name).path, facts=facts)


def facts_of_bill(*, package: PackageFacts, name: str, compared: Mapping[str, Sums], today: date) -> dict[str, object]:
    """Every word of the letter. `compared`: the sums that were held against one another, by source."""
    facts = _office(package, name) | _bill(package) | _verval(package)
    facts |= {
        "tanggal": today,
        "cocok": [
            {
                "sumber": source,
                "orang": grouped(sums.heads),
                "orang_bulan": grouped(sums.months),
                "jumlah_rp": rupiah_text(sums.rp),
            }
            for source, sums in compared.items()
        ],
        "selisih": [
            {
                "jenis": DIFFERENCES[one.kind],
                "banyak": grouped(one.count),
                "jumlah_rp": rupiah_text(one.amount_rp),
            }
            for one in package.differences
        ]
        or [{"jenis": "Tidak ada", "banyak": "0", "jumlah_rp": rupiah_text(0)}],
    }
    return {word: facts[word] for word in shipped_letter(name).words if "." not in word}


def office_facts(*, name: str, place: str = "", address: str = "", office: str = "") -> dict[str, object]:
    """What every letter of the office has at its head and foot; names and numbers are written by hand."""
    kabupaten = shipped.limits().kabupaten_name
    return {
        "pemerintah": f"Pemerintah {kabupaten if kabupaten.lower().startswith('kab') else f'Kabupaten {kabupaten}'}",
        "kantor": office or settings.PAYUNG.office,
        "alamat_kantor": address,
        "tempat": place or kabupaten.removeprefix("Kabupaten "),
        "nomor": None,
        "penanda_tangan": _BY_TITLE.get(name, "Kepala Dinas selaku Pengguna Anggaran"),
        "nama_penanda_tangan": None,
        "nip_penanda_tangan": None,
    }


def office_name(package: PackageFacts) -> str:
    """The office as the decree was signed for it, else as it stands at the head of every page."""
    named = package.decrees[-1].signing.office if package.decrees else ""
    return named or str(settings.PAYUNG.office)


def term_text(first: Month, last: Month) -> str:
    return first.text if first == last else f"{first.text} s.d. {last.text}"


def desa_text(code: str) -> str:
    """`Rampa, Kecamatan Pulau Laut Utara`; the code for one beyond the shipped map."""
    found = gazetteer(code[:5]).by_code.get(code.replace(".", ""))
    return f"{found.name}, Kecamatan {found.kecamatan}" if found else code


def _office(package: PackageFacts, name: str) -> dict[str, object]:
    """Place and address as the decree that names these members was signed with."""
    signing = package.decrees[-1].signing if package.decrees else None
    if signing is None:
        return office_facts(name=name)
    return office_facts(name=name, place=signing.place, address=signing.office_address, office=signing.office)


def _bill(package: PackageFacts) -> dict[str, object]:
    bill, agreement, code = package.bill, package.agreement, package.bill.code
    return {
        "program": package.programme.name,
        "tahun": package.programme.first_month.year,
        "dana": package.fund.name,
        "tagihan": f"nomor {bill.number}",
        "termin": term_text(bill.first_month, bill.last_month),
        "bulan": bill.last_month.number - bill.first_month.number + 1,
        "wadah": package.fund.wadah,
        "npw": package.fund.npw,
        "kantor_bpjs": INSURER,
        "orang": grouped(bill.member_count),
        "orang_huruf": number_words(bill.member_count),
        "orang_bulan": grouped(bill.due_count),
        "jkk_rp": rupiah_text(bill.jkk_rp),
        "jkm_rp": rupiah_text(bill.jkm_rp),
        "iuran_rp": rupiah_text(bill.amount_rp),
        "kompensasi_rp": rupiah_text(bill.compensated_rp),
        "dibayar_rp": rupiah_text(bill.payable_rp),
        "dibayar_rp_huruf": number_words(bill.payable_rp),
        "kode_iuran": code.code if code else None,
        "kode_berlaku": code.expires_date if code else None,
        "keputusan": [
            {"nomor": one.number, "tanggal": one.signed_date, "tentang": one.about} for one in package.decrees
        ],
        "pks_nomor": agreement.number if agreement else None,
        "pks_tanggal": agreement.signed_date if agreement else None,
        "spp": [
            {
                "nomor": one.spp_number,
                "tanggal": one.spp_date,
                "skema": str(one.scheme),
                "rekening": one.account_code,
                "jumlah_rp": rupiah_text(one.amount_rp),
            }
            for one in package.requests
        ],
        "sha256": bill.dues_sha256,
    }


def _verval(package: PackageFacts) -> dict[str, object]:
    bill, verval = package.bill, package.verval
    return {
        "ditanya": grouped(bill.asked_count),
        "dipastikan": grouped(bill.confirmed_count),
        "bagian": share_text(bill.confirmed_count, bill.asked_count),
        "verval_tanggal": day_text(verval.due_date) if verval else None,
        "hasil": _answers(verval),
        "diam": [
            {"desa": desa_text(code), "orang": grouped(count)} for code, count in (verval.silent if verval else ())
        ]
        or [{"desa": "Tidak ada", "orang": "0"}],
        "alasan_tanpa_verval": package.without_verval_because if verval is None else "",
    }


def share_text(part: int, whole: int) -> str:
    """`97,5 %`, cut and never rounded up: all is all only where it is. A share of nobody is not known."""
    if not whole:
        return "tidak diketahui"
    tenths = part * 1000 // whole
    return f"{tenths // 10},{tenths % 10} %"


def _answers(verval: VervalFacts | None) -> Sequence[Mapping[str, object]]:
    if verval is None:
        return [{"jawaban": "Tidak ada verval untuk termin ini", "orang": "0"}]
    return [
        {"jawaban": words, "orang": grouped(verval.answers[answer])}
        for answer, words in ANSWERS.items()
        if answer in verval.answers
    ]
