"""Pictures of linkage in the visitor's language, for pages: `matching/picture.html` sets one with its table."""

from collections.abc import Iterable

from django.utils.translation import get_language, gettext

from payung.accounts.wording import number
from payung.gateways.linkage.explaining import Part
from payung.matching import pictures
from payung.matching.pictures import Counts, Picture, Step, Tongue
from payung.matching.present.comparison_words import BLOCK_WORDS, comparison_words, level_words
from payung.matching.rules.deciding import ASK_BITS, JOIN_BITS


def weight_histogram(counts: Counts) -> Picture:
    """Pairs of a run by weight, with the two thresholds."""
    return pictures.weight_picture(counts=counts, ask_bits=ASK_BITS, join_bits=JOIN_BITS, tongue=tongue())


def block_counts(counts: Counts) -> Picture:
    """Pairs of a run by the rule that found them."""
    names = {name: str(words) for name, words in BLOCK_WORDS.items()}
    return pictures.block_picture(counts=counts, names=names, tongue=tongue())


def waterfall(parts: Iterable[Part]) -> Picture:
    """What each comparison adds to the weight of a pair."""
    steps = [
        Step(comparison_words(part.comparison), level_words(part.comparison, part.level), part.bits) for part in parts
    ]
    return pictures.step_picture(steps=steps, tongue=tongue())


def tongue() -> Tongue:
    """As the visitor reads."""
    return Tongue(say=gettext, number=number, comma="." if get_language() == "en" else ",")
