"""What the linkage engine compares, how alike two can be in it, and by what it seeks pairs: in words a clerk reads."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COMPARISON_WORDS: Mapping[str, Promise] = {
    "prior": _("Sebelum dibandingkan"),
    "card": _("NIK dan tanggal lahir"),
    "name": _("Nama"),
    "sex": _("Jenis kelamin"),
    "household": _("Keluarga"),
    "place": _("Tempat tinggal"),
    "phone": _("Nomor HP"),
    "rarity": _("Kelangkaan nama"),
}
LEVEL_WORDS: Mapping[tuple[str, str], Promise] = {
    ("card", "nik_same_born_same"): _("NIK sama, tanggal lahir sama"),
    ("card", "nik_same_born_near"): _("NIK sama, tanggal lahir mirip"),
    ("card", "nik_same_born_far"): _("NIK sama, tanggal lahir lain"),
    ("card", "nik_same_born_unknown"): _("NIK sama, tanggal lahir tidak tertulis"),
    ("card", "cut_born_same"): _("angka terakhir NIK menjadi 0, tanggal lahir sama"),
    ("card", "slip_born_same"): _("NIK beda satu angka, tanggal lahir sama"),
    ("card", "slip_born_near"): _("NIK beda satu angka, tanggal lahir mirip"),
    ("card", "slip_far"): _("NIK beda satu angka, tanggal lahir lain"),
    ("card", "born_same_nik_missing"): _("tanggal lahir sama, NIK tidak tertulis"),
    ("card", "born_same_nik_other"): _("tanggal lahir sama, NIK lain dan salah satunya keliru"),
    ("card", "neighbour_born_same"): _("tanggal lahir sama, nomor urut NIK berdekatan"),
    ("card", "born_same_nik_clash"): _("tanggal lahir sama, NIK lain"),
    ("card", "born_near_nik_missing"): _("tanggal lahir mirip, NIK tidak tertulis"),
    ("card", "born_near_nik_other"): _("tanggal lahir mirip, NIK lain dan salah satunya keliru"),
    ("card", "born_part"): _("dua dari tanggal, bulan dan tahun lahir sama"),
    ("card", "born_near_nik_clash"): _("tanggal lahir mirip, NIK lain"),
    ("card", "far"): _("tanggal lahir lain"),
    ("card", "far_clash"): _("tanggal lahir lain dan NIK lain"),
    ("name", "words_same"): _("kata-katanya sama"),
    ("name", "sound_same"): _("bunyinya sama"),
    ("name", "near"): _("beda satu dua huruf"),
    ("name", "within"): _("nama yang satu termuat di nama yang lain"),
    ("name", "rare_word"): _("satu kata langka sama"),
    ("name", "one_word"): _("satu kata sama"),
    ("name", "word_near"): _("satu kata mirip"),
    ("name", "unlike"): _("lain"),
    ("sex", "same"): _("sama"),
    ("sex", "differ"): _("lain"),
    ("household", "kk_same"): _("KK sama"),
    ("household", "house_same"): _("alamat sama"),
    ("household", "heir_same"): _("ahli waris sama"),
    ("household", "kk_slip"): _("nomor KK beda satu angka"),
    ("household", "differ"): _("lain"),
    ("place", "desa_same"): _("desa sama"),
    ("place", "kecamatan_same"): _("kecamatan sama"),
    ("place", "differ"): _("lain"),
    ("phone", "same"): _("sama"),
    ("phone", "slip"): _("beda satu angka"),
    ("phone", "differ"): _("lain"),
}
BLOCK_WORDS: Mapping[str, Promise] = {
    "nik": _("NIK sama"),
    "kk": _("KK sama"),
    "phone": _("Nomor HP sama"),
    "born_word": _("Tanggal lahir dan satu kata nama sama"),
    "name_year": _("Nama dan tahun lahir sama"),
    "name_day": _("Nama, tanggal dan bulan lahir sama"),
    "name_desa": _("Nama dan desa sama"),
    "born_desa": _("Tanggal lahir dan desa sama"),
    "nik_front": _("Dua belas angka pertama NIK sama"),
}


def comparison_words(name: str) -> str:
    return str(COMPARISON_WORDS.get(name, name))


def level_words(comparison: str, level: str) -> str:
    """How alike two are; nothing of what has no levels."""
    if not level:
        return "" if comparison in ("prior", "rarity") else str(_("tidak tertulis pada salah satunya"))
    return str(LEVEL_WORDS.get((comparison, level), level.replace("_", " ")))
