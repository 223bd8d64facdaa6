"""Names: by spelling, by sound, with words left out or cut to their initial, mistyped, or with a rare word in common."""

from rapidfuzz.distance import Levenshtein

from payung.gateways.linkage.comparing.base import Comparison, Level
from payung.gateways.linkage.comparing.prepared import Prepared

_LETTERS_A_SLIP = 5  # one letter in five may be otherwise
_OF_A_WORD = 3  # … and in the rarest word one in three: two letters exchanged are two

WORDS_SAME = "(words_l = words_r)"
SOUND_SAME = "(sound_l = sound_r)"

WITHIN = """(list_has_all(sound_set_l, sound_set_r) or list_has_all(sound_set_r, sound_set_l)
 or ((abbreviated_l or abbreviated_r) and letters_l = letters_r
 and ((abbreviated_l and len(full_set_l) > 0 and list_has_all(word_set_r, full_set_l))
 or (abbreviated_r and len(full_set_r) > 0 and list_has_all(word_set_l, full_set_r)))))"""

# Spaces are typed wrong as letters are. The ends are looked at first: the distance is dear.
NEAR = f"""(case when substr(run_l, 1, 2) = substr(run_r, 1, 2) or right(run_l, 2) = right(run_r, 2)
 then {_LETTERS_A_SLIP} * levenshtein(run_l, run_r) <= greatest(length(run_l), length(run_r)) else false end)"""

MAIN_NEAR = f"""(case when substr(main_l, 1, 1) = substr(main_r, 1, 1) or right(main_l, 1) = right(main_r, 1)
 then {_OF_A_WORD} * levenshtein(main_l, main_r) <= greatest(length(main_l), length(main_r)) else false end)"""


def _is_within(a: Prepared, b: Prepared) -> bool:
    if a.sound_set <= b.sound_set or b.sound_set <= a.sound_set:
        return True
    if not (a.abbreviated or b.abbreviated) or a.letters != b.letters:
        return False
    return (a.abbreviated and bool(a.full_set) and a.full_set <= b.word_set) or (
        b.abbreviated and bool(b.full_set) and b.full_set <= a.word_set
    )


def _is_near(a: str, b: str, *, ends: int, letters: int) -> bool:
    if a[:ends] != b[:ends] and a[-ends:] != b[-ends:]:
        return False
    most = max(len(a), len(b)) // letters
    return bool(Levenshtein.distance(a, b, score_cutoff=most) <= most)


def _level_of(a: Prepared, b: Prepared) -> str:
    if a.run is None or b.run is None or a.main is None or b.main is None:
        return ""
    if a.words == b.words:
        return "words_same"
    if a.sound == b.sound:
        return "sound_same"
    if _is_near(a.run, b.run, ends=2, letters=_LETTERS_A_SLIP):
        return "near"
    if _is_within(a, b):
        return "within"
    if not a.rare_set.isdisjoint(b.rare_set):
        return "rare_word"
    if _is_near(a.main, b.main, ends=1, letters=_OF_A_WORD):
        return "word_near"
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
        Level(name="word_near", sql=MAIN_NEAR),
        Level(name="one_word", sql="list_has_any(sound_set_l, sound_set_r)"),
        Level(name="unlike", sql=""),
    ),
    level_of=_level_of,
)
