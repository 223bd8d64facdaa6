"""The one sentence that says why somebody is chosen, waits, or was struck."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import number
from payung.programmes.rules.setup import QuotaKind, WeightFacts, WeightKind
from payung.regions.load import gazetteer
from payung.regions.rules import plain_code
from payung.selection.facts import DesaFacts, RankFacts
from payung.selection.rules.score import KECAMATAN
from payung.selection.rules.words import Outcome, Why

_WHY: Mapping[Why, str | Promise] = {
    Why.SHARE: gettext_lazy(
        "Dipilih: nilai %(score)s, urutan %(place)s dari %(eligible)s di %(desa)s, yang mendapat %(places)s tempat."
    ),
    Why.DRAWN: gettext_lazy(
        "Dipilih lewat undian di antara nilai yang sama: nilai %(score)s, urutan %(place)s dari %(eligible)s di %(desa)s,"
        " yang mendapat %(places)s tempat."
    ),
    Why.SECOND: gettext_lazy(
        "Dipilih pada putaran kedua, dari tempat yang tidak terisi: nilai %(score)s, urutan %(place)s dari %(eligible)s"
        " di %(desa)s, urutan %(rank)s dari semua."
    ),
    Why.BELOW: gettext_lazy("nilai %(score)s, di bawah nilai orang terakhir yang dipilih di %(desa)s (%(last)s)."),
    Why.LOST_DRAW: gettext_lazy(
        "nilai %(score)s sama dengan orang terakhir yang dipilih di %(desa)s, diundi di bawahnya."
    ),
    Why.NO_SHARE: gettext_lazy("pembagian tidak memberi tempat yang dapat diisi di %(desa)s; nilai %(score)s."),
    Why.DESA_FULL: gettext_lazy("kuota %(desa)s penuh (%(quota_desa)s tempat); nilai %(score)s."),
    Why.KECAMATAN_FULL: gettext_lazy(
        "kuota Kecamatan %(kecamatan)s penuh (%(quota_kecamatan)s tempat); nilai %(score)s."
    ),
    Why.OCCUPATION_FULL: gettext_lazy("kuota %(occupation)s penuh (%(quota_occupation)s tempat); nilai %(score)s."),
    Why.NO_FUND: gettext_lazy(
        "dana yang boleh membayar %(occupation)s sudah terbagi habis pada gilirannya; nilai %(score)s."
    ),
}

_WEIGHTS: Mapping[WeightKind, str | Promise] = {
    WeightKind.DESIL: gettext_lazy("Desil %(key)s"),
    WeightKind.OCCUPATION: gettext_lazy("Pekerjaan %(key)s"),
    WeightKind.KECAMATAN: gettext_lazy("Kecamatan %(kecamatan)s"),
    WeightKind.DESA: gettext_lazy("Desa %(desa)s"),
    WeightKind.FIRST_TIME: gettext_lazy("Pertama kali diusulkan"),
    WeightKind.CONTINUING: gettext_lazy("Peserta tahun lalu"),
    WeightKind.HEAD_OF_FAMILY: gettext_lazy("Kepala keluarga"),
    WeightKind.DISABILITY: gettext_lazy("Penyandang disabilitas"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that the sentence of one person needs. `struck_by`, `promoted_by`: numbers of the berita acara."""

    rank: RankFacts
    desa: DesaFacts
    limits: Mapping[tuple[QuotaKind, str], int]
    struck_by: str = ""
    promoted_by: str = ""
    is_held: bool = False


def why_sentence(story: Story | None) -> str:
    """The sentence; of None, that the person is not in the selection."""
    if story is None:
        return _("Tidak ikut seleksi ini: tidak termasuk yang layak ketika seleksi dikunci.")
    if story.struck_by:
        return _("Dicoret: sanggahan dikabulkan, berita acara nomor %(minutes)s.") % {"minutes": story.struck_by}
    words = _words(story)
    told = str(_WHY[story.rank.why]) % words
    if story.rank.outcome is Outcome.RESERVE:
        told = _reserve(story, words, told)
    if story.is_held:
        told = _("%(told)s Ada sanggahan yang belum dijawab; baris ini menunggu.") % {"told": told}
    return told


def _reserve(story: Story, words: Mapping[str, str], told: str) -> str:
    if story.promoted_by:
        words = {**words, "minutes": story.promoted_by}
        return (
            _(
                "Dipilih dari daftar cadangan, nomor %(reserve)s di %(desa)s, menggantikan nama yang dicoret"
                " (berita acara nomor %(minutes)s)."
            )
            % words
        )
    return _("Cadangan nomor %(reserve)s di %(desa)s: %(told)s") % {**words, "told": told}


def _words(story: Story) -> dict[str, str]:
    rank, desa = story.rank, story.desa
    kecamatan = rank.desa_code[:KECAMATAN]
    keys = {
        "quota_desa": (QuotaKind.DESA, rank.desa_code),
        "quota_kecamatan": (QuotaKind.KECAMATAN, kecamatan),
        "quota_occupation": (QuotaKind.OCCUPATION, rank.occupation),
    }
    return {
        "score": number(rank.score),
        "place": number(rank.place_in_desa),
        "eligible": number(desa.eligible),
        "places": number(desa.places),
        "rank": number(rank.rank),
        "reserve": number(rank.reserve_number or 0),
        "last": number(desa.last_score or 0),
        "desa": desa_text(rank.desa_code),
        "kecamatan": kecamatan_name(kecamatan),
        "occupation": rank.occupation,
        **{word: number(story.limits.get(key, 0)) for word, key in keys.items()},
    }


def desa_text(code: str) -> str:
    """`Desa Rampa`; the code for one beyond the shipped map."""
    return _("Desa %(name)s") % {"name": desa_name(code)}


def desa_name(code: str) -> str:
    found = gazetteer(code[:5]).by_code.get(plain_code(code))
    return found.name if found else code


def kecamatan_name(code: str) -> str:
    return next((desa.kecamatan for desa in gazetteer(code[:5]).desas if desa.kecamatan_code == code), code)


def weight_text(weight: WeightFacts) -> str:
    """`Desil 1`, `Pekerjaan nelayan`, `Kepala keluarga`."""
    names = {"key": weight.key, "kecamatan": kecamatan_name(weight.key), "desa": desa_name(weight.key)}
    return str(_WEIGHTS[weight.kind]) % names
