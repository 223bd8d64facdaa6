"""Why two persons look like one, and what speaks against it: in words a clerk reads, without a digit of a NIK."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.wording import day, instant, number
from payung.gateways.linkage.doubts import Doubt
from payung.gateways.linkage.explaining import Part
from payung.matching.present.comparison_words import comparison_words, level_words
from payung.matching.queries.pairs import PairLine, PairSide, RulingFacts
from payung.matching.rules.identities import exchanged, is_default_day
from payung.matching.rules.pairs import Because, Ruling

MOST_IN_LIST = 4
BECAUSE_WORDS: Mapping[str, str | Promise] = {
    Doubt.TWINS: gettext_lazy("Kembar?"),
    Doubt.FATHER_SON: gettext_lazy("Ayah dan anak senama?"),
    Doubt.ONE_NIK: gettext_lazy("Satu NIK dipakai dua orang?"),
    Doubt.TWO_NIKS: gettext_lazy("Dua NIK yang masing-masing cocok dengan tanggal lahirnya"),
    Because.LOST: gettext_lazy("Dulu digabung otomatis, sekarang meragukan"),
    Because.PARTED: gettext_lazy("Dulu digabung otomatis, lalu dipisahkan petugas"),
}
_HALF_OF_ALL = ("sex", "same")  # says too little for a list
_SPELT = ("sound_same", "near", "within")
_NEAR = ("nik_same_born_near", "slip_born_near", "born_near_nik_missing", "born_near_nik_other", "born_near_nik_clash")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that is alike, or is not."""

    text: str
    is_for: bool


def reasons(line: PairLine) -> list[Reason]:
    """What speaks for one person, the strongest first; then what speaks against it, the strongest first."""
    speaking = [part for part in line.parts if part.bits > 0]
    against = sorted((part for part in line.parts if part.bits <= 0), key=lambda part: part.bits)
    return [Reason(text=_text(part, line), is_for=part.bits > 0) for part in (*speaking, *against)]


def because_words(because: str) -> str:
    """Why a person is asked although the weight alone would tell; nothing where it would not."""
    return str(BECAUSE_WORDS.get(because, ""))


def in_short(line: PairLine) -> str:
    """`Kembar? · NIK beda satu angka, tanggal lahir sama · Nama sama, ejaan lain: …`."""
    telling = replace(line, parts=tuple(part for part in line.parts if (part.comparison, part.level) != _HALF_OF_ALL))
    told = [one.text for one in reasons(telling)][:MOST_IN_LIST]
    return " · ".join(filter(None, [because_words(line.because), *told])) or _("diputus tanpa perbandingan")


def ruling_words(ruling: Ruling) -> str:
    return {Ruling.ONE: _("Satu orang"), Ruling.TWO: _("Dua orang")}[ruling]


def ruled_words(ruled: RulingFacts, names: Mapping[str, str]) -> str:
    """What was ruled, by whom, when and why."""
    who = names.get(ruled.made_by, ruled.made_by)
    return f"{ruling_words(ruled.ruling)} – {who}, {instant(ruled.made_at)}: {ruled.reason}"


def bits_words(weight: float) -> str:
    return _("bobot %(bits)s") % {"bits": number(round(weight))}


def _text(part: Part, line: PairLine) -> str:
    if part.comparison == "name" and part.level in _SPELT:
        return _("Nama sama, ejaan lain: %(one)s – %(other)s") % {"one": line.low.name, "other": line.high.name}
    if (part.comparison, part.level) == ("phone", "same") and line.phones:
        return _("HP sama (dipakai %(n)s orang)") % {"n": number(line.phones)}
    said = level_words(part.comparison, part.level)
    told = said[:1].upper() + said[1:] if _speaks(part) else f"{comparison_words(part.comparison)}: {said}"
    if part.comparison == "card" and part.level in _NEAR:
        return f"{told}: {_born(line.low, line.high)}"
    return told


def _speaks(part: Part) -> bool:
    """Whether the words of the level name what they are of."""
    return part.comparison in ("card", "household", "place") and part.level != "differ"


def _born(one: PairSide, other: PairSide) -> str:
    first, second = one.birth_date.isoformat(), other.birth_date.isoformat()
    days = {"one": day(one.birth_date), "other": day(other.birth_date)}
    if exchanged(first) == second:
        return _("hari dan bulan tertukar, %(one)s – %(other)s") % days
    if is_default_day(first) or is_default_day(second):
        return _("salah satu hanya tahunnya yang diketahui, %(one)s – %(other)s") % days
    return f"{days['one']} – {days['other']}"
