"""When a pair is put to a person whatever it weighs: relatives, one NIK on two people, two NIKs on one.

Read from the levels the pair stands on, and a few columns more. In SQL `card`, `name` … are the gammas.
"""

from payung.gateways.linkage.comparing.base import Comparison
from payung.gateways.linkage.comparing.card import CARD
from payung.gateways.linkage.comparing.home import HOME_SAME, is_home_same
from payung.gateways.linkage.comparing.name import NAME
from payung.gateways.linkage.comparing.prepared import Prepared
from payung.gateways.linkage.doubts import DOUBTS, Doubt

YEARS_OF_A_GENERATION = 13

_SPELT_ALIKE = frozenset({"words_same", "sound_same"})
_ALIKE = _SPELT_ALIKE | {"near", "within"}
_TWO_CARDS = frozenset({"neighbour_born_same", "born_same_nik_clash"})
_ONE_BIRTHDAY = _TWO_CARDS | {"cut_born_same", "slip_born_same", "born_same_nik_other", "born_same_nik_missing"}
_FAR = frozenset({"far", "far_clash"})
_UNLIKE = frozenset({"unlike", "one_word", "word_near"})
_ONE_CARD = frozenset({"nik_same_born_far", "nik_same_born_unknown"})
_CLASHES = frozenset({"born_same_nik_clash", "born_near_nik_clash", "far_clash"})


def _among(comparison: Comparison, names: frozenset[str]) -> str:
    gammas = sorted(comparison.gammas()[name] for name in names)
    return f"{comparison.name} in ({', '.join(map(str, gammas))})"


_ALIKE_SQL, _SPELT_ALIKE_SQL = _among(NAME, _ALIKE), _among(NAME, _SPELT_ALIKE)
_CONDITIONS: dict[Doubt, str] = {
    Doubt.TWINS: f"{_among(CARD, _ONE_BIRTHDAY)}"
    f" and (not {_ALIKE_SQL} or ({_among(CARD, _TWO_CARDS)} and not {_SPELT_ALIKE_SQL}))"
    f" and ({HOME_SAME} or coalesce(substr(nik_l, 1, 12) = substr(nik_r, 1, 12), false))",
    Doubt.FATHER_SON: f"{_among(CARD, _FAR)} and {_ALIKE_SQL} and coalesce(abs(cast(substr(born_l, 1, 4) as int)"
    f" - cast(substr(born_r, 1, 4) as int)) >= {YEARS_OF_A_GENERATION}, false)",
    Doubt.ONE_NIK: f"{_among(CARD, _ONE_CARD)} and {_among(NAME, _UNLIKE)}",
    Doubt.TWO_NIKS: _among(CARD, _CLASHES),
}
DOUBT_SQL = (
    "case " + " ".join(f"when {_CONDITIONS[doubt]} then {at}" for at, doubt in enumerate(DOUBTS, 1)) + " else 0 end"
)


def doubt_of(a: Prepared, b: Prepared, *, card: str, name: str) -> Doubt | None:
    """The first doubt that fits the pair, which stands on these levels."""
    if card in _ONE_BIRTHDAY and name not in (_SPELT_ALIKE if card in _TWO_CARDS else _ALIKE) and _are_close(a, b):
        return Doubt.TWINS
    if card in _FAR and name in _ALIKE and _years_apart(a.born, b.born) >= YEARS_OF_A_GENERATION:
        return Doubt.FATHER_SON
    if card in _ONE_CARD and name in _UNLIKE:
        return Doubt.ONE_NIK
    return Doubt.TWO_NIKS if card in _CLASHES else None


def _are_close(a: Prepared, b: Prepared) -> bool:
    """Whether two have one household, or NIKs of one kecamatan and day."""
    return is_home_same(a, b) or (a.nik is not None and b.nik is not None and a.nik[:12] == b.nik[:12])


def _years_apart(a: str | None, b: str | None) -> int:
    return abs(int(a[:4]) - int(b[:4])) if a and b else 0
