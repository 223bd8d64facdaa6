"""Names: by spelling, by sound, with words left out or cut to their initial, mistyped, or with a rare word in common."""

from rapidfuzz.distance import Levenshtein

from payung.gateways.linkage.comparing.base import Comparison, Level
from payung.gateways.linkage.comparing.prepared import Prepared

_LETTERS_A_SLIP = 5  # one letter in five may be otherwise

WORDS_SAME = "(words_l = words_r)"
SOUND_SAME = "(sound_l = sound_r)"

WITHIN = """(list_has_all(sound_set_l, sound_set_r) or list_has_all(sound_set_r, sound_set_l)
 or ((abbreviated_l or abbreviated_r) and letters_l = letters_r
 and ((abbreviated_l and len(full_set_l) > 0 and list_has_all(word_set_r, full_set_l))
 or (abbreviated_r and len(full_set_r) > 0 and list_has_all(word_set_l, full_set_r)))))"""

# The ends are looked at first: the distance is dear.
NEAR = f"""(case when substr(name_l, 1, 2) = substr(name_r, 1, 2) or right(name_l, 2) = right(name_r, 2)
 then {_LETTERS_A_SLIP} * levenshtein(name_l, name_r) <= greatest(length(name_l), length(name_r)) else false end)"""


def _is_within(a: Prepared, b: Prepared) -> bool:
    if a.sound_set <= b.sound_set or b.sound_set <= a.sound_set:
        return True
    if not (a.abbreviated or b.abbreviated) or a.letters != b.letters:
        return False
    return (a.abbreviated and bool(a.full_set) and a.full_set <= b.word_set) or (
        b.abbreviated and bool(b.full_set) and b.full_set <= a.word_set
    )


def _is_near(a: str, b: str) -> bool:
    if a[:2] != b[:2] and a[-2:] != b[-2:]:
        return False
    most = max(len(a), len(b)) // _LETTERS_A_SLIP
    return bool(Levenshtein.distance(a, b, score_cutoff=most) <= most)


def _level_of(a: Prepared, b: Prepared) -> str:
    if a.name is None or b.name is None or a.sound is None or b.sound is None:
        return ""
    if a.words == b.words:
        return "words_same"
    if a.sound == b.sound:
        return "sound_same"
    if _is_near(a.name, b.name):
        return "near"
    if _is_within(a, b):
        return "within"
    if not a.rare_set.isdisjoint(b.rare_set):
        return "rare_word"
    return "unlike" if a.sound_set.isdisjoint(b.sound_set) else "one_word"


NAME = Comparison(
    name="name",
    unknown="name_l is null or name_r is null or sound_l is null or sound_r is null",
    levels=(
        Level(name="words_same", sql=WORDS_SAME, rarity="words"),
        Level(name="sound_same", sql=SOUND_SAME, rarity="sound"),
        Level(name="near", sql=NEAR, rarity="part"),
        Level(name="within", sql=WITHIN, rarity="part"),
        Level(name="rare_word", sql="list_has_any(rare_set_l, rare_set_r)"),
        Level(name="one_word", sql="list_has_any(sound_set_l, sound_set_r)"),
        Level(name="unlike", sql=""),
    ),
    level_of=_level_of,
)
