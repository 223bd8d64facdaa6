"""The Word letters of a decree, filled with what it says. What nobody has entered is dots, and the page says which."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from payung.decrees.queries.facts import DecreeFacts, facts_of
from payung.decrees.queries.lines import replacements
from payung.decrees.queries.recap import Recap, recap
from payung.decrees.states import Kind
from payung.gateways.letters import render_letter, shipped_letter
from payung.gateways.letters.shipped import LAWS_PRINTED
from payung.programmes import load as shipped
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import AgreementFacts, ProgrammeFacts
from payung.selection import queries as selections
from payung.shared.dates import MONTHS
from payung.shared.money import grouped, rupiah_text
from payung.shared.words import number_words

LETTERS: Mapping[Kind, Mapping[str, str]] = {
    Kind.FIRST: {"keputusan": "Keputusan Bupati", "sampul_lampiran": "Sampul lampiran"},
    Kind.AMENDMENT: {"sampul_lampiran": "Sampul lampiran"},
    Kind.MINUTES: {"berita_acara_penggantian": "Berita acara penggantian"},
}
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def write_letter(*, decree: DecreeFacts, name: str) -> bytes:
    """One of `LETTERS[decree.kind]` as .docx."""
    found = programmes.by_id(programme_id=decree.programme_id)
    if found is None:
        raise LookupError(f"programme {decree.programme_id} is gone")
    letter = shipped_letter(name)
    agreement = programmes.agreement(programme_id=found.id)
    if name == "berita_acara_penggantian":
        facts = _of_minutes(decree, agreement)
    else:
        facts = _of_decree(decree, found, agreement, recap(decree_id=decree.id))
    return render_letter(template=letter.path, facts={word: facts[word] for word in letter.words if "." not in word})


def signer_title(decree: DecreeFacts) -> str:
    """As entered; a decree is the Bupati's even where nobody entered it."""
    if decree.signing.signer_title or decree.kind is Kind.MINUTES:
        return decree.signing.signer_title
    return bupati()


def bupati() -> str:
    return f"Bupati {_kabupaten().split(' ', 1)[1]}"


def _of_decree(
    decree: DecreeFacts, programme: ProgrammeFacts, agreement: AgreementFacts | None, sums: Recap
) -> dict[str, object]:
    signing = decree.signing
    return {
        "pemerintah": f"Pemerintah {_kabupaten()}",
        "bupati": signer_title(decree),
        "nama_bupati": signing.signer_name,
        "tempat": signing.place,
        "nomor": decree.number,
        "tanggal": decree.signed_date,
        "tentang": decree.about,
        "tahun": programme.first_month.year,
        "jumlah": grouped(sums.places),
        "jumlah_huruf": number_words(sums.places),
        "orang_bulan": grouped(sums.person_months),
        "jumlah_rp": rupiah_text(sums.amount_rp),
        "jumlah_rp_huruf": number_words(sums.amount_rp),
        "dana": [
            {
                "nama": row.name,
                "orang": grouped(row.places),
                "orang_bulan": grouped(row.person_months),
                "jumlah_rp": rupiah_text(row.amount_rp),
            }
            for row in sums.funds
        ],
        "sha256": decree.lines_sha256,
        "program": programme.name,
        "dasar_daerah": [
            {"nomor": number, "judul": title} for number, title in enumerate(signing.regulations, LAWS_PRINTED + 1)
        ],
        "mulai": programme.first_month.first_day,
        "sampai": programme.last_month.plus(1).first_day - timedelta(days=1),
        "kantor": signing.office,
        "pks_nomor": agreement.number if agreement else "",
    }


def _of_minutes(decree: DecreeFacts, agreement: AgreementFacts | None) -> dict[str, object]:
    """Each name that goes with the one that comes; its number is that of the annex in which it stands."""
    signing, amended = decree.signing, facts_of(decree.amends_id or decree.id)
    pairs = replacements(decree_id=decree.id)
    numbers = _reserve_numbers(amended.selection_id, [pair.person_id for pair in pairs if pair.person_id])
    return {
        "pemerintah": f"Pemerintah {_kabupaten()}",
        "kantor": signing.office,
        "alamat_kantor": signing.office_address,
        "tempat": signing.place,
        "tanggal": decree.signed_date,
        "nomor": decree.number,
        "penanda_tangan": signing.signer_title,
        "nama_penanda_tangan": signing.signer_name,
        "nip_penanda_tangan": signing.signer_nip,
        "hari": _day_in_words(decree.signed_date) if decree.signed_date else "",
        "keputusan_nomor": amended.number,
        "keputusan_tanggal": amended.signed_date,
        "dasar": _ground(agreement),
        "jumlah": grouped(len(pairs)),
        "jumlah_huruf": number_words(len(pairs)),
        "penggantian": [
            {
                "nomor": pair.number,
                "keluar": pair.out,
                "alasan": pair.because,
                "masuk": pair.named,
                "cadangan": numbers.get(pair.person_id or 0),
                "desa": pair.desa,
                "mulai": pair.first_month.text if pair.first_month else None,
            }
            for pair in pairs
        ],
        "saksi": [{"jabatan": title, "nama": name} for title, name in signing.who_signs_too],
    }


def _reserve_numbers(selection_id: int | None, person_ids: Collection[int]) -> dict[int, int | None]:
    """Where on the reserve list they stood."""
    if selection_id is None:
        return {}
    found = selections.ranks(selection_id=selection_id).filter(person_id__in=person_ids)
    return dict(found.values_list("person_id", "reserve_number"))


def _ground(agreement: AgreementFacts | None) -> str:
    if agreement is None:
        return ""
    clause = f"{agreement.replacement_clause}, " if agreement.replacement_clause else ""
    return f"{clause}Perjanjian Kerja Sama Nomor {agreement.number}"


def _day_in_words(day: date) -> str:
    """`Senin tanggal dua puluh satu bulan Desember tahun dua ribu dua puluh enam`, as minutes begin."""
    return (
        f"{_DAYS[day.weekday()]} tanggal {number_words(day.day)} bulan {MONTHS[day.month - 1]} "
        f"tahun {number_words(day.year)}"
    )


def _kabupaten() -> str:
    name = shipped.limits().kabupaten_name
    return name if name.lower().startswith("kabupaten") else f"Kabupaten {name}"
