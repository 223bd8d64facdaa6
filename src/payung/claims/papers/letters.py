"""Letters of the office about claims as Word, for the office to finish. No NIK stands in any of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from payung.claims.papers.facts import payer_of
from payung.claims.papers.forms import RELATION_WORDS
from payung.claims.present.papers import name_of
from payung.claims.queries.claims import ClaimFacts
from payung.claims.queries.letters import LetterFacts
from payung.claims.rules.heirs import HeirsAnswer
from payung.claims.rules.needed import Needed, Stage
from payung.claims.states import EventKind, Scheme
from payung.contributions.papers.letters import INSURER, office_facts, word
from payung.gateways.letters import shipped_letter
from payung.shared.money import grouped, rupiah_text
from payung.shared.words import number_words

TO_INSURER, TO_INSPECTOR, COMPENSATION, TO_DESA = (
    *("pengantar_klaim", "keberatan_klaim"),
    *("kompensasi_klaim", "konfirmasi_kematian"),
)
_HEAD = "Kepala Dinas"
_INSPECTOR = "Kepala Dinas Tenaga Kerja Provinsi, u.p. Pengawas Ketenagakerjaan"
_SCHEMES = {
    Scheme.OPEN: "yang skemanya belum ditentukan",
    Scheme.JKK: "Jaminan Kecelakaan Kerja (JKK)",
    Scheme.JKM: "Jaminan Kematian (JKM)",
}
_KINDS = {
    EventKind.ACCIDENT: "kecelakaan",
    EventKind.DEATH: "meninggal dunia",
    EventKind.LOST_AT_SEA: "hilang di laut",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """What was paid too late, or is not paid yet (`paid_on` None). `share` in words: `1 %`; `source`: its article."""

    pay_by: date
    paid_on: date | None
    days: int
    base_rp: int
    share: str
    compensation_rp: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfDesa:
    """One of whom a list says that they died."""

    name: str
    birth_year: int | None
    address: str
    kpj: str
    died_on: date | None


def letter_to_insurer(*, claim: ClaimFacts, papers: Sequence[Needed], heirs: HeirsAnswer | None, today: date) -> bytes:
    """Pengantar klaim: what was found good goes to the branch."""
    enclosed = [name_of(one) for one in papers if one.there and one.stage is not Stage.SCHOLARSHIP]
    listed = heirs.heirs if heirs else ()
    return _word(
        TO_INSURER,
        _claim(claim, today)
        | {
            "berkas": [{"nama": name} for name in enclosed],
            "berkas_banyak": grouped(len(enclosed)),
            "berkas_banyak_huruf": number_words(len(enclosed)),
            "ahli_waris": [{"nama": one.name, "hubungan": RELATION_WORDS[one.relation].lower()} for one in listed],
        },
    )


def letter_to_inspector(*, claim: ClaimFacts, answered: LetterFacts | None, today: date) -> bytes:
    """Keberatan: the provincial labour inspector is asked whether it was work. The reasons are written by hand."""
    return _word(
        TO_INSPECTOR,
        _claim(claim, today)
        | {
            "tujuan": _INSPECTOR,
            "surat_bpjs": answered.number if answered else None,
            "surat_bpjs_tanggal": answered.day if answered else None,
            "alasan": None,
        },
    )


def letter_of_compensation(*, claim: ClaimFacts, late: Late, today: date) -> bytes:
    """Kompensasi keterlambatan; the sums are the caller's."""
    return _word(
        COMPENSATION,
        _claim(claim, today)
        | {
            "batas_tanggal": late.pay_by,
            "dibayar_tanggal": late.paid_on,
            "hari": grouped(late.days),
            "hari_huruf": number_words(late.days),
            "dasar_rp": rupiah_text(late.base_rp),
            "tarif": late.share,
            "kompensasi_rp": rupiah_text(late.compensation_rp),
            "kompensasi_rp_huruf": number_words(late.compensation_rp),
            "dasar_hukum": late.source,
        },
    )


def letter_to_desa(
    *, desa: str, kecamatan: str, source: str, answer_by: date, people: Sequence[AskedOfDesa], today: date
) -> bytes:
    """Konfirmasi kematian: `source` is the list that says so, in words."""
    return _word(
        TO_DESA,
        office_facts(name=TO_DESA)
        | {
            "tanggal": today,
            "desa": desa,
            "kecamatan": kecamatan,
            "sumber": source,
            "jumlah": grouped(len(people)),
            "jumlah_huruf": number_words(len(people)),
            "dijawab_sebelum": answer_by,
            "orang": [
                {
                    "nama": one.name,
                    "lahir": str(one.birth_year) if one.birth_year else "",
                    "alamat": one.address,
                    "kpj": one.kpj,
                    "meninggal": one.died_on or "",
                }
                for one in people
            ],
        },
    )


def _claim(claim: ClaimFacts, today: date) -> dict[str, object]:
    wadah, npw = payer_of(claim)
    return office_facts(name=TO_INSURER) | {
        "tanggal": today,
        "kantor_bpjs": INSURER,
        "kode": claim.code,
        "nama": claim.person_name,
        "kpj": claim.kpj or None,
        "desa": ", Kecamatan ".join(filter(None, (claim.desa, claim.kecamatan))),
        "pekerjaan": claim.occupation or None,
        "wadah": wadah or None,
        "npw": npw or None,
        "skema": _SCHEMES[claim.scheme],
        "kejadian": _KINDS[claim.kind],
        "kejadian_tanggal": claim.event_date,
        "meninggal_tanggal": _died(claim),
        "dilaporkan_tanggal": timezone.localdate(claim.told_at),
        "uraian": claim.chronology or None,
    }


def _died(claim: ClaimFacts) -> date | str:
    if claim.death_date or claim.kind is EventKind.DEATH:
        return claim.death_date or claim.event_date
    return "–" if claim.kind is EventKind.ACCIDENT else "belum ada kepastian"


def _word(name: str, facts: Mapping[str, object]) -> bytes:
    """Signed by the head, not as budget user: no money of the office moves."""
    signed = {**facts, "penanda_tangan": _HEAD}
    words = shipped_letter(name).words
    return word(name=name, facts={one: value for one, value in signed.items() if one in words})
